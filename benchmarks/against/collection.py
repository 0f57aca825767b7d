"""The texts that every tool is given, in one folder; nothing of the program is imported here."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PAGE = "page"
OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Text:
    """A passage as the other tools get it: its id, its document's, and what is encoded of it."""

    id: str
    document: str
    text: str


@dataclass(frozen=True)
class Collection:
    """One collection of texts: the source page's, called PAGE, or OUTSIDE, a folder of BEIR's.

    `root` is the folder of the whole comparison, which holds the encoder in the two forms that the
    tools read.
    """

    root: Path
    name: str

    @property
    def model(self) -> Path:
        """Return the folder of the encoder that sentence-transformers loads."""
        return self.root / "model"

    @property
    def encoder(self) -> Path:
        """Return the file of the same encoder that the program loads."""
        return self.root / "encoder.safetensors"

    @property
    def beir(self) -> Path:
        """Return the folder of BEIR's layout; PAGE has none."""
        return self.root / "beir"

    @property
    def texts_file(self) -> Path:
        """Return the file of the passages, each a line of JSON."""
        return self.root / f"{self.name}.jsonl"

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Return the passages."""
        with self.texts_file.open(encoding="utf-8") as file:
            return tuple(Text(**json.loads(line)) for line in file)

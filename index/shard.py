"""A part of a corpus, which one process or machine encodes."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Self

MAX_SHARDS = 10_000


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `number` of `count`, counted from 1."""

    number: int
    count: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the part that "2/8" names, None if it names none."""
        number, _, count = text.partition("/")
        if not (number.isdecimal() and count.isdecimal()):
            return None
        shard = cls(int(number), int(count))
        return shard if 1 <= shard.number <= shard.count <= MAX_SHARDS else None

    def holds(self, document_id: str) -> bool:
        """Return whether the document of this id is in the part."""
        digest = sha256(document_id.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big") % self.count == self.number - 1

    def folder(self, data: Path) -> Path:
        """Return the folder of the part in a data folder."""
        return shards_folder(data) / f"{self.number}-of-{self.count}"


def shards_folder(data: Path) -> Path:
    """Return where the parts are in a data folder."""
    return data / "shards"

"""Read the TOML data files of the corpus folder."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from ingest.errors import CorpusUnreadable, reason_of

BUNDLED_CORPUS = Path(str(files("corpus")))


@lru_cache(maxsize=32)
def read_data(name: str, folder: Path = BUNDLED_CORPUS) -> dict[str, Any]:
    """Return the contents of `<folder>/<name>`, which the caller must not change.

    Raises:
        CorpusUnreadable: the file is missing, not readable or not TOML.
    """
    path = folder / name
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusUnreadable(file=str(path), reason=reason_of(error)) from error

"""The words by which a web page tells what its parts are for; corpus/web_pages.toml has them."""

import re
from functools import lru_cache

from ingest.corpus_data import read_data

_FILE = "web_pages.toml"


@lru_cache(maxsize=16)
def web_names(kind: str) -> frozenset[str]:
    """Return the words in classes, ids and labels of one kind of element."""
    return frozenset(read_data(_FILE)["names"][kind])


@lru_cache(maxsize=16)
def web_pattern(kind: str) -> re.Pattern[str]:
    """Return the pattern that matches the texts of one kind."""
    return re.compile("|".join(read_data(_FILE)["patterns"][kind]), re.I)

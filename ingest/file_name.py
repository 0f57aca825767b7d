"""The name of a file as it may be shown: in a sentence, a table or a page."""

import unicodedata
from pathlib import Path

_LONGEST_NAME = 120


def clean_name(path: Path) -> str:
    """Return a file's own name as it may be shown and kept: no folders, no control characters."""
    name = path.name.encode("utf-8", "replace").decode("utf-8")
    shown = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in name)
    return " ".join(unicodedata.normalize("NFC", shown).split())[-_LONGEST_NAME:] or "?"

"""The name of a file as it may be shown: in a sentence, a table or a page."""

import unicodedata
from pathlib import Path

_MAX_NAME_CHARS = 120


def clean_name(path: Path) -> str:
    """Return the name of a file as it may be shown and stored, without folders.

    Control characters are spaces, and only the end of a long name is kept.
    """
    name = path.name.encode("utf-8", "replace").decode("utf-8")
    printable = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in name)
    return " ".join(unicodedata.normalize("NFC", printable).split())[-_MAX_NAME_CHARS:] or "?"

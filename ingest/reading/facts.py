"""Take a title and names from a file's own metadata fields, if a person filled them in.

Programs fill them in too: with the name of the file, of the template or of the computer's user.
"""

import re
from functools import lru_cache

from ingest.corpus_data import read_data
from ingest.reading.characters import clean_characters, not_from_pdf

_MAX_FIELD_CHARS = 300  # a longer field is a summary
_FILE_NAME = re.compile(
    r".*\.(?:docx?|dotx?|rtf|odt|pdf|pptx?|xlsx?|indd|qxd|qxp|pmd|html?|tex|dvi|fm|pages|txt)",
    re.I,
)
_PROGRAM_PREFIX = re.compile(
    r"(?:Microsoft (?:Office )?(?:Word|PowerPoint|Excel|Publisher)\s*[-–:]\s*)", re.I
)
_NAME_SEPARATOR = re.compile(r"\s*(?:;|&|\band\b|\bog\b|\n)\s*")


def fact(text: object) -> str | None:
    """Return a field of a file as one line of text, or None if it is not fit to be shown."""
    if not isinstance(text, str) or len(text) > 10 * _MAX_FIELD_CHARS:
        return None
    cleaned = clean_characters(not_from_pdf(text)).text
    letters = sum(letter.isalnum() for letter in cleaned)
    # Bytes that were decoded wrongly and codes of a font have more signs than letters.
    return cleaned if len(cleaned) <= _MAX_FIELD_CHARS and 2 * letters > len(cleaned) > 0 else None


def fact_title(text: object) -> str | None:
    """Return the title if a person wrote it, or None, as for a file name or "Dokument1"."""
    title = fact(text)
    if title is None:
        return None
    title = _PROGRAM_PREFIX.sub("", title).strip()
    if (
        _FILE_NAME.fullmatch(title)
        or _filled_in_by_program("titles", title)
        or not re.search(r"[^\W\d_]{2}", title)
    ):
        return None
    # A name that was made for a file has no spaces, as "rapport_2013_endelig-3".
    return None if re.search(r"[_/\\]|\d-|-\d", title) and " " not in title else title


def fact_authors(*texts: object) -> tuple[str, ...]:
    """Return the names in the fields that name authors, without the user names of computers."""
    names: list[str] = []
    for text in texts:
        parts = _NAME_SEPARATOR.split(fact(text) or "")
        for part in parts:
            commas = [piece.strip() for piece in part.split(",")]
            # "Nordmann, Ola" is one name, "Ola Nordmann, Kari Nordmann" are two.
            names += commas if all(" " in piece for piece in commas) else [part]
    return tuple(dict.fromkeys(name for name in names if _is_name(name)))


def _is_name(name: str) -> bool:
    if (
        _filled_in_by_program("names", name)
        or set("@_") & set(name)
        or any(letter.isdigit() for letter in name)
    ):
        return False
    # A user name is one word in lower case; an institution may be one word too, with a capital.
    return len(name) > 1 and any(letter.isupper() for letter in name)


def _filled_in_by_program(field: str, text: str) -> bool:
    return re.sub(r"[\s\d-]+", " ", text).strip().lower() in _known_defaults(field)


@lru_cache(maxsize=2)
def _known_defaults(field: str) -> frozenset[str]:
    """Return the values that programs fill in for `field`, which is "titles" or "names"."""
    return frozenset(read_data("filled_in.toml")[field])

"""Take a title and names from what a file's own fields say, where they were filled in by a person.

Programs fill them in too: with the name of the file, of the template, of the user of the machine.
"""

import re
from functools import lru_cache

from ingest.corpus_data import read_data
from ingest.reading.characters import clean_characters, not_from_pdf

_LONGEST = 300  # characters; a longer field is a summary
_FILE_NAME = re.compile(
    r".*\.(?:docx?|dotx?|rtf|odt|pdf|pptx?|xlsx?|indd|qxd|qxp|pmd|html?|tex|dvi|fm|pages|txt)",
    re.I,
)
_MADE_BY = re.compile(
    r"(?:Microsoft (?:Office )?(?:Word|PowerPoint|Excel|Publisher)\s*[-–:]\s*)", re.I
)
_BETWEEN = re.compile(r"\s*(?:;|&|\band\b|\bog\b|\n)\s*")


def fact(text: object) -> str | None:
    """Return a field of a file on one line as it may be shown, or None where it says nothing."""
    if not isinstance(text, str) or len(text) > 10 * _LONGEST:
        return None
    mended = clean_characters(not_from_pdf(text)).text
    letters = sum(letter.isalnum() for letter in mended)
    # Two bytes read as two letters, or a font's own codes: more signs than letters.
    return mended if len(mended) <= _LONGEST and 2 * letters > len(mended) > 0 else None


def fact_title(text: object) -> str | None:
    """Return a title that a person wrote, or None: no file's name, no "Dokument1"."""
    title = fact(text)
    if title is None:
        return None
    title = _MADE_BY.sub("", title).strip()
    if (
        _FILE_NAME.fullmatch(title)
        or _filled_in("titles", title)
        or not re.search(r"[^\W\d_]{2}", title)
    ):
        return None
    # "rapport_2013_endelig-3": a name that was made for a file has no spaces.
    return None if re.search(r"[_/\\]|\d-|-\d", title) and " " not in title else title


def fact_authors(*texts: object) -> tuple[str, ...]:
    """Return the names in fields that name authors; user names of a machine are none."""
    names: list[str] = []
    for text in texts:
        parts = _BETWEEN.split(fact(text) or "")
        for part in parts:
            commas = [piece.strip() for piece in part.split(",")]
            # "Nordmann, Ola" is one name, "Ola Nordmann, Kari Nordmann" are two.
            names += commas if all(" " in piece for piece in commas) else [part]
    return tuple(dict.fromkeys(name for name in names if _is_name(name)))


def _is_name(name: str) -> bool:
    if (
        _filled_in("names", name)
        or set("@_") & set(name)
        or any(letter.isdigit() for letter in name)
    ):
        return False
    # A user name has one word in small letters; an institution may be one word, with a capital.
    return len(name) > 1 and any(letter.isupper() for letter in name)


def _filled_in(what: str, text: str) -> bool:
    return re.sub(r"[\s\d-]+", " ", text).strip().lower() in _listed(what)


@lru_cache(maxsize=2)
def _listed(what: str) -> frozenset[str]:
    return frozenset(read_data("filled_in.toml")[what])

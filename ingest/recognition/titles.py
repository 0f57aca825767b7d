"""Find the title and the authors of a known report in what a file prints about itself."""

import re
import unicodedata

from rapidfuzz.fuzz import partial_ratio_alignment

from ingest.reading.file_text import FileText
from ingest.recognition.imprint import normalise_for_matching
from ingest.records import Document

_MIN_TITLE_RATIO = 92.0
"""How alike, of 100, two titles must be: a letter in ten may be misread."""

_FRONT_PAGES = 3
_SUBTITLE = re.compile(r"\s[-–—]\s")


def has_title_in_front(file_text: FileText, title: str) -> bool:
    """Return whether the first pages have `title`, whose subtitle after a dash may be missing.

    That is no recognition: a title is also mentioned. It is enough if the file is expected to be
    the report for other reasons, such as the record of an archive.
    """
    front = " ".join(page.text for page in file_text.pages[:_FRONT_PAGES])
    return _letters(_SUBTITLE.split(title)[0]) in _letters(front)


def find_title(text: str, title: str) -> tuple[str, str] | None:
    """Return `title` as `text` prints it, in whole words, and the rest of its lines; or None.

    The letters alone are compared, as a title may be broken anywhere: "Kommunal plan-/legging".
    """
    composed = unicodedata.normalize("NFC", text)
    letters = [
        (letter, position)
        for position, printed in enumerate(composed)
        for letter in normalise_for_matching(printed)
        if letter != " "
    ]
    wanted = _letters(title)
    found = partial_ratio_alignment(
        wanted, "".join(letter for letter, _ in letters), score_cutoff=_MIN_TITLE_RATIO
    )
    if found is None or len(letters) < len(wanted) * _MIN_TITLE_RATIO / 100:
        return None
    start, end = letters[found.dest_start][1], letters[found.dest_end - 1][1] + 1
    while start and composed[start - 1].isalnum():
        start -= 1
    while end < len(composed) and composed[end].isalnum():
        end += 1
    around = composed[:start].rpartition("\n")[2] + " " + composed[end:].partition("\n")[0]
    return " ".join(composed[start:end].split()), around


def find_authors(text: str, document: Document) -> tuple[str, ...]:
    """Return the authors of `document` whose surnames are in `text`."""
    words = set(normalise_for_matching(text).split())
    return tuple(author for author in document.authors if surname_of(author) in words)


def surname_of(author: str) -> str:
    """Return the surname, normalised for matching and without a "(red.)" after it."""
    return normalise_for_matching(re.sub(r"\(.*?\)", "", author)).split()[-1]


def _letters(text: str) -> str:
    return normalise_for_matching(text).replace(" ", "")

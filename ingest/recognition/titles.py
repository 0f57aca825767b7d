"""Find a known title on a front page, if it is the title of the work and not a mention."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.fuzz import partial_ratio, ratio

from ingest.recognition.imprint import PrintedWord, Zone, normalise_for_matching, vocabulary
from ingest.records import Document

MIN_TITLE_RATIO = 92.0
MIN_NUMBERED_TITLE_RATIO = 84.0
"""How alike, of 100, a title must be: alone, and if an ISBN or series number agrees as well."""

MAX_UNKNOWN_WORDS = 2
"""A cover may have this many words that are not the report's (a stamp, a logo), not more."""

_MIN_SUBTITLE_RATIO = 88.0
_MIN_SURNAME_RATIO = 87


def find_title(zone: Zone, document: Document, min_ratio: float) -> str | None:
    """Return the title of `document` as `zone` prints it as its own title, or None.

    `min_ratio` is how alike they must be, of 100.
    """
    words = zone.words
    known = known_words(document)
    found = [
        (similarity, " ".join(word.printed for word in words[start:end]))
        for similarity, start, end in _spans(
            words, normalise_for_matching(document.title), min_ratio
        )
        if _may_begin(words, start, known, zone.colophon) and _may_end(words, end, document, known)
    ]
    return max(found)[1] if found else None


def _spans(
    words: Sequence[PrintedWord], title: str, min_ratio: float
) -> Iterator[tuple[float, int, int]]:
    """Yield the stretches of `words` that are like `title`, and less like it with a word less.

    Each is its similarity, of 100, and its first and last position in `words`, the last exclusive.
    """
    letters, count = title.replace(" ", ""), len(title.split())
    for start in range(len(words)):
        for end in range(start + max(1, count - 2), min(start + count + 3, len(words)) + 1):
            similarity = _similarity(words[start:end], letters)
            shorter = (words[start + 1 : end], words[start : end - 1])
            if similarity >= min_ratio and all(
                _similarity(span, letters) < similarity for span in shorter
            ):
                yield similarity, start, end


def same_title(text: str, document: Document) -> bool:
    """Return whether `text`, from a file's own facts, is the title, with or without subtitle."""
    stated = normalise_for_matching(text)
    return any(
        ratio(stated, normalise_for_matching(title)) >= MIN_TITLE_RATIO
        for title in (document.title, f"{document.title} {document.subtitle or ''}")
    )


def find_subtitle(zone: Zone, document: Document) -> bool:
    """Return whether the zone has the subtitle."""
    if not document.subtitle:
        return False
    subtitle = normalise_for_matching(document.subtitle)
    text = normalise_for_matching(zone.text)
    return len(text) >= len(subtitle) and partial_ratio(subtitle, text) >= _MIN_SUBTITLE_RATIO


def is_title(normalised: str, document: Document) -> bool:
    """Return whether a sentence of the cover is the title or the subtitle, or part of them."""
    named = normalise_for_matching(
        f"{document.title} {document.subtitle or ''} {' '.join(document.authors)}"
    )
    return partial_ratio(normalised, named) >= _MIN_SUBTITLE_RATIO


def find_authors(text: str, document: Document) -> tuple[str, ...]:
    """Return the authors of `document` whose surnames are in `text`."""
    words = set(normalise_for_matching(text).split())
    found = []
    for author in document.authors:
        surname = surname_of(author)
        if surname in words or (
            len(surname) > 5 and any(ratio(surname, word) >= _MIN_SURNAME_RATIO for word in words)
        ):
            found.append(author)
    return tuple(found)


def surname_of(author: str) -> str:
    """Return the surname, normalised for matching and without a "(red.)" after it."""
    return normalise_for_matching(re.sub(r"\(.*?\)", "", author)).split()[-1]


def known_words(document: Document) -> frozenset[str]:
    """Return the words that a front page of `document` may have outside its title."""
    makers = " ".join((*document.authors, document.publisher or ""))
    names = ("neutral", "months", "places", "labels")
    return frozenset(normalise_for_matching(makers).split()).union(*map(vocabulary, names))


def _similarity(span: Sequence[PrintedWord], letters: str) -> float:
    """Return how alike `span` and a title without spaces are, of 100; 0 if it has a number."""
    joined = "".join(word.normalised for word in span).replace(" ", "")
    if abs(len(joined) - len(letters)) > max(1, len(letters) // 20):
        return 0
    if any(word.normalised.isdigit() for word in span):
        return 0
    return ratio(joined, letters)


def _is_known(word: PrintedWord, known: frozenset[str]) -> bool:
    return word.normalised.isdigit() or all(
        part.isdigit() or part in known or len(part) == 1 for part in word.normalised.split()
    )


def unknown_on(cover: Zone, document: Document) -> int:
    """Return the number of words on a cover that are neither the report's title nor known."""
    named = frozenset(normalise_for_matching(f"{document.title} {document.subtitle or ''}").split())
    return unknown_words(cover.words, known_words(document) | named)


def unknown_words(words: Sequence[PrintedWord], known: frozenset[str]) -> int:
    """Return the number of words that are not in `known`.

    A word before a known name on the same line is not counted, as it may be a first name.
    """
    return sum(
        not _is_known(word, known)
        and not any(
            after.line == word.line and after.normalised in known - vocabulary("neutral")
            for after in words[number + 1 : number + 3]
        )
        for number, word in enumerate(words)
    )


def _may_begin(
    words: Sequence[PrintedWord], start: int, known: frozenset[str], colophon: bool
) -> bool:
    """Return whether a title may begin at position `start`, by the words before it."""
    if not start:
        return not words[0].printed.startswith(("«", '"', "“", "("))
    before = words[start - 1]
    if words[start].printed.startswith(("«", '"', "“", "(")) or before.printed.startswith("("):
        return False
    if colophon:
        return before.normalised in ("tittel", "title")
    if before.normalised.split()[-1] in vocabulary("citing"):
        return False
    if before.line == words[start].line and not _is_known(before, known):
        return False
    return unknown_words(words[:start], known) <= MAX_UNKNOWN_WORDS


def _may_end(
    words: Sequence[PrintedWord], end: int, document: Document, known: frozenset[str]
) -> bool:
    """Return whether a title may end before position `end`: not before "... i Bærum"."""
    if end == len(words):
        return True
    last, after = words[end - 1], words[end]
    if last.printed.endswith((",", ";")):
        return False
    rest = " ".join(word.normalised for word in words[end : end + 4])
    subtitle = " ".join(normalise_for_matching(document.subtitle or "").split()[:4])
    if document.subtitle and ratio(rest, subtitle) >= MIN_TITLE_RATIO:
        return True
    surnames = {surname_of(author) for author in document.authors}
    if surnames & set(rest.split()):
        return True
    if after.normalised.split()[0] in vocabulary("continuing"):
        return False
    if after.line != last.line:
        return not after.printed[0].islower() or _is_known(after, known)
    return _is_known(after, known) or (after.printed[0].isupper() and not last.printed.isupper())

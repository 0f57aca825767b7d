"""Find a known title on a front page, where it is the title of the work and not mentioned."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.fuzz import partial_ratio, ratio

from ingest.recognition.imprint import PrintedWord, Zone, fold, vocabulary
from ingest.records import Document

SURE, LOOSE = 92.0, 84.0
"""How alike, of 100, a title must be: alone, and beside an ISBN or series number that agrees."""

UNKNOWN = 2
"""So many words of a cover may be none of the report's: a stamp, a logo. More are another title."""

_SUBTITLE = 88.0


def find_title(zone: Zone, document: Document, least: float) -> str | None:
    """Return the title of `document` as `zone` prints it for the work's own, or None."""
    words = zone.words
    known = known_words(document)
    found = [
        (alike, " ".join(word.printed for word in words[start:end]))
        for alike, start, end in _spans(words, fold(document.title), least)
        if _leads(words, start, known, zone.colophon) and _ends(words, end, document, known)
    ]
    return max(found)[1] if found else None


def _spans(
    words: Sequence[PrintedWord], form: str, least: float
) -> Iterator[tuple[float, int, int]]:
    """Yield the stretches of `words` that are like `form`, and less like it with a word less."""
    squeezed, count = form.replace(" ", ""), len(form.split())
    for start in range(len(words)):
        for end in range(start + max(1, count - 2), min(start + count + 3, len(words)) + 1):
            alike = _alike(words[start:end], squeezed)
            shorter = (words[start + 1 : end], words[start : end - 1])
            if alike >= least and all(_alike(span, squeezed) < alike for span in shorter):
                yield alike, start, end


def same_title(text: str, document: Document) -> bool:
    """Say whether `text`, a file's own fact, is the title, with or without the subtitle."""
    said = fold(text)
    return any(
        ratio(said, fold(form)) >= SURE
        for form in (document.title, f"{document.title} {document.subtitle or ''}")
    )


def find_subtitle(zone: Zone, document: Document) -> bool:
    """Say whether the subtitle stands in the zone."""
    if not document.subtitle:
        return False
    wanted, there = fold(document.subtitle), fold(zone.text)
    return len(there) >= len(wanted) and partial_ratio(wanted, there) >= _SUBTITLE


def is_title(folded: str, document: Document) -> bool:
    """Say whether a sentence of the cover is the title or the subtitle, or part of them."""
    named = fold(f"{document.title} {document.subtitle or ''} {' '.join(document.authors)}")
    return partial_ratio(folded, named) >= _SUBTITLE


def find_authors(text: str, document: Document) -> tuple[str, ...]:
    """Return the authors of `document` whose surnames stand in `text`."""
    there = set(fold(text).split())
    found = []
    for author in document.authors:
        surname = surname_of(author)
        if surname in there or (
            len(surname) > 5 and any(ratio(surname, word) >= 87 for word in there)
        ):
            found.append(author)
    return tuple(found)


def surname_of(author: str) -> str:
    """Return the folded surname; "(red.)" after it is no part of it."""
    return fold(re.sub(r"\(.*?\)", "", author)).split()[-1]


def known_words(document: Document) -> frozenset[str]:
    """Return the words of a front page that belong to no title."""
    own = " ".join((*document.authors, document.publisher or ""))
    names = ("neutral", "months", "places", "labels")
    return frozenset(fold(own).split()).union(*map(vocabulary, names))


def _alike(span: Sequence[PrintedWord], squeezed: str) -> float:
    joined = "".join(word.folded for word in span).replace(" ", "")
    if abs(len(joined) - len(squeezed)) > max(1, len(squeezed) // 20):
        return 0
    if any(word.folded.isdigit() for word in span):
        return 0
    return ratio(joined, squeezed)


def _is_known(word: PrintedWord, known: frozenset[str]) -> bool:
    return word.folded.isdigit() or all(
        part.isdigit() or part in known or len(part) == 1 for part in word.folded.split()
    )


def unknown_on(cover: Zone, document: Document) -> int:
    """Count the words of a cover that are not the report's, its title apart."""
    named = frozenset(fold(f"{document.title} {document.subtitle or ''}").split())
    return unknown_words(cover.words, known_words(document) | named)


def unknown_words(words: Sequence[PrintedWord], known: frozenset[str]) -> int:
    """Count the words that a cover of the report need not have; first names stand before others."""
    return sum(
        not _is_known(word, known)
        and not any(
            after.line == word.line and after.folded in known - vocabulary("neutral")
            for after in words[number + 1 : number + 3]
        )
        for number, word in enumerate(words)
    )


def _leads(words: Sequence[PrintedWord], start: int, known: frozenset[str], colophon: bool) -> bool:
    """Say whether what stands in front lets a title begin here."""
    if not start:
        return not words[0].printed.startswith(("«", '"', "“", "("))
    before = words[start - 1]
    if words[start].printed.startswith(("«", '"', "“", "(")) or before.printed.startswith("("):
        return False
    if colophon:
        return before.folded in ("tittel", "title")
    if before.folded.split()[-1] in vocabulary("citing"):
        return False
    if before.line == words[start].line and not _is_known(before, known):
        return False
    return unknown_words(words[:start], known) <= UNKNOWN


def _ends(
    words: Sequence[PrintedWord], end: int, document: Document, known: frozenset[str]
) -> bool:
    """Say whether what follows lets a title end here; "... i Bærum" goes on."""
    if end == len(words):
        return True
    last, after = words[end - 1], words[end]
    if last.printed.endswith((",", ";")):
        return False
    rest = " ".join(word.folded for word in words[end : end + 4])
    if document.subtitle and ratio(rest, " ".join(fold(document.subtitle).split()[:4])) >= SURE:
        return True
    surnames = {surname_of(author) for author in document.authors}
    if surnames & set(rest.split()):
        return True
    if after.folded.split()[0] in vocabulary("continuing"):
        return False
    if after.line != last.line:
        return not after.printed[0].islower() or _is_known(after, known)
    return _is_known(after, known) or (after.printed[0].isupper() and not last.printed.isupper())

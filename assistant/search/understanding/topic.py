"""What is left of a question to search for, without the words that were understood."""

from collections.abc import Iterable

from assistant.search.understanding.effects import Subject
from assistant.search.understanding.mention import Mention, Phrasing


def topic_of(subject: Subject, used: Iterable[Mention]) -> str:
    """Return the text without the mentions `used`, what leads to them, and loose ends.

    The text stays as it is if nothing was used, or nothing else is in it.
    """
    phrasing = subject.phrasing
    gone = {place for mention in used for place in _with_lead(mention, phrasing)}
    if not gone or len(gone) == len(phrasing.words):
        return phrasing.text
    left = [place for place in range(len(phrasing.words)) if place not in gone]
    if all(phrasing.is_empty_word(place) for place in left):
        return phrasing.text
    kept = _without_loose_ends(left, phrasing)
    return _joined(kept, phrasing)


def _with_lead(mention: Mention, phrasing: Phrasing) -> Iterable[int]:
    """Yield the positions of a mention, and of "bare", "fra" and the like before it."""
    yield from mention.places
    rules = phrasing.rules
    leads = rules.only | rules.from_words | rules.by_words | rules.in_words
    place = mention.first - 1
    while place >= 0 and phrasing.small[place] in leads:
        yield place
        place -= 1


def _without_loose_ends(left: list[int], phrasing: Phrasing) -> list[int]:
    """Return positions without empty words at either end: "om eldre" becomes "eldre"."""

    def is_loose(place: int) -> bool:
        return phrasing.is_empty_word(place) and phrasing.small[place] not in phrasing.rules.general

    first, last = 0, len(left)
    while is_loose(left[first]):
        first += 1
    while is_loose(left[last - 1]):
        last -= 1
    return left[first:last]


def _joined(kept: list[int], phrasing: Phrasing) -> str:
    """Return the text of the words at these positions, with the marks between those that touch."""
    parts: list[str] = []
    for number, place in enumerate(kept):
        word = phrasing.words[place]
        if number and kept[number - 1] == place - 1:
            parts.append(phrasing.text[phrasing.words[place - 1].end : word.start])
        elif number:
            parts.append(" ")
        parts.append(word.text)
    end = phrasing.words[kept[-1]].end
    return "".join(parts) + (phrasing.text[end:] if kept[-1] == len(phrasing.words) - 1 else "")

"""What is left of a question to search for, without the words that were understood."""

from collections.abc import Container, Iterable, Sequence

from assistant.search.understanding.effects import Subject
from assistant.search.understanding.mention import Mention, Phrasing


def topic_of(subject: Subject, used: Iterable[Mention], excluded: Iterable[range] = ()) -> str:
    """Return the text without the mentions `used`, what leads to them, and loose ends.

    `excluded` are the positions of what is not wanted, which go too, the words for "not" among
    them. The text stays as it is if nothing goes, or nothing else is in it.
    """
    phrasing = subject.phrasing
    gone = {place for mention in used for place in _with_lead(mention, phrasing)}
    gone = gone.union(*excluded)
    if not gone:
        return phrasing.text
    loose = {place for place in range(len(phrasing.words)) if _is_loose(place, phrasing)}
    loose |= phrasing.places_of(phrasing.rules.documents)
    loose |= phrasing.places_of(phrasing.rules.published)
    within = _without_ends(range(len(phrasing.words)), gone | loose)
    # Amid a sentence a word for a kind holds it together: "who wrote the report on planning".
    kinds = {place for mention in used if mention.field == "kind" for place in mention.places}
    kept = [place for place in within if place not in gone or place in kinds]
    if not kept:
        return phrasing.text
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


def _is_loose(place: int, phrasing: Phrasing) -> bool:
    """Return whether a word says nothing at the end of a topic: "om eldre" becomes "eldre"."""
    return phrasing.is_empty_word(place) and phrasing.small[place] not in phrasing.rules.general


def _without_ends(places: Sequence[int], loose: Container[int]) -> Sequence[int]:
    """Return positions without those at either end that are loose."""
    tight = [number for number, place in enumerate(places) if place not in loose]
    return places[tight[0] : tight[-1] + 1] if tight else ()


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

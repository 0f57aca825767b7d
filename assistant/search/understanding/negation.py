"""Tell which of the things that a question names it does not want: "eksempler, men ikke fra Oslo".

A word for "not" is believed only if it is said of the name, and not of a verb beside it: who asks
"hvorfor har ikke Bodø en boligplan" wants Bodø.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.search.understanding.effects import (
    MAX_FILTERING_WORDS,
    MAX_KEYWORDS,
    Subject,
    effect_of,
)
from assistant.search.understanding.mention import Mention, Phrasing
from assistant.search.understanding.understood import Effect


@dataclass(frozen=True, slots=True)
class Negated:
    """A mention that a question says "not" of, from the position `first` on.

    `is_excluded` is whether that is certain enough to leave out what it names.
    """

    mention: Mention
    first: int
    is_excluded: bool


def negated(mentions: Sequence[Mention], phrasing: Phrasing) -> tuple[Negated, ...]:
    """Return those of the mentions that a question does not want."""
    named = {place for mention in mentions for place in mention.places}
    found = (_negated(mention, phrasing, named) for mention in mentions)
    return tuple(each for each in found if each is not None)


def effect_of_negated(each: Negated, subject: Subject) -> Effect | None:
    """Return "exclude" if what a mention names is to be left out.

    It is if the same words without "not" would have meant documents.
    """
    mention = each.mention
    if not each.is_excluded or mention.field == "sort":
        return None
    if len(subject.phrasing.words) > MAX_FILTERING_WORDS:
        return None
    is_said = any(other.field == mention.field for other in subject.mentions)
    if is_said and mention.field == "kind":
        return None  # "bare planer, ikke eksempler" says it twice.
    return "exclude" if effect_of(mention, subject) in ("filter", "prefer") else None


def _negated(mention: Mention, phrasing: Phrasing, named: Collection[int]) -> Negated | None:
    """Return how a mention is negated, with nothing but joining words between the two."""
    rules = phrasing.rules
    always = phrasing.starts_of(rules.not_always)
    place = mention.first - 1
    while place >= 0 and phrasing.word_before(place + 1):
        word = phrasing.small[place]
        if place in named:
            place -= 1
        elif place in always:
            return Negated(mention, always[place], True)
        elif word in rules.not_names:
            return Negated(mention, place, mention.field != "kind")
        elif word in rules.not_words:
            first, is_of_name = _said_of(place, phrasing, named)
            # "Hvorfor har ikke Bodø" is about Bodø, "vi bor ikke i Oslo" not about Oslo.
            is_subject = not is_of_name and place == mention.first - 1
            return None if is_subject else Negated(mention, first, is_of_name)
        elif word in rules.only and phrasing.word_before(place) in rules.not_words:
            return Negated(mention, place - 1, False)
        elif word in rules.not_joined_by:
            place -= 1
        else:
            return None
    return None


def _said_of(place: int, phrasing: Phrasing, named: Collection[int]) -> tuple[int, bool]:
    """Return where the negation with "not" at a position begins, and whether it is of the name."""
    rules, before = phrasing.rules, phrasing.word_before(place)
    if phrasing.begins_part(place):
        return place, True
    if before in rules.not_after:
        return place - 1, True
    is_behind = place - 1 in named or place - 1 in phrasing.places_of(rules.documents)
    is_keywords = len(phrasing.words) <= MAX_KEYWORDS and not phrasing.is_empty_word(0)
    return place, is_behind or is_keywords

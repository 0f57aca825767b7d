"""Tell which of the things that a question names it does not want: "eksempler, men ikke fra Oslo".

A word for "not" is believed only if it is said of the name, and not of a verb beside it: who asks
"hvorfor har ikke Bodø en boligplan" wants Bodø.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.search.understanding.effects import (
    MAX_FILTERING_WORDS,
    MAX_KEYWORDS,
    Subject,
    effect_of,
)
from assistant.search.understanding.mention import Mention, Phrasing
from assistant.search.understanding.understood import PLACES, Effect


@dataclass(frozen=True, slots=True)
class Negated:
    """A mention that a question says "not" of, from the position `first` on.

    `is_excluded` is whether that is certain enough to leave out what it names. `part` is the
    position of the mention that it narrows: of "rapporter" in "ikke rapporter fra NOVA".
    """

    mention: Mention
    first: int
    is_excluded: bool
    part: int = 0

    @property
    def places(self) -> range:
        """Return the positions of the mention and of what says "not" of it."""
        return range(self.first, self.mention.last)


def negated(mentions: Sequence[Mention], phrasing: Phrasing) -> tuple[Negated, ...]:
    """Return those of the mentions that a question does not want."""
    named = {place for mention in mentions for place in mention.places}
    always = phrasing.starts_of(phrasing.rules.not_always)
    found: list[Negated] = []
    for mention in mentions:
        each = _negated(mention, phrasing, named, always)
        if each is not None:
            before = found[-1] if found else None
            part = before.part if before and _narrows(mention, before.mention, phrasing) else None
            found.append(replace(each, part=mention.first if part is None else part))
    return tuple(found)


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


def _negated(
    mention: Mention, phrasing: Phrasing, named: Collection[int], always: Mapping[int, int]
) -> Negated | None:
    """Return how a mention is negated, with nothing but joining words between the two.

    `always` has where a phrase that negates wherever it stands begins, by where it ends.
    """
    rules = phrasing.rules
    place = mention.first - 1
    while place >= 0 and phrasing.word_before(place + 1):
        word = phrasing.small[place]
        if place in named:
            place -= 1
        elif place in always:
            return Negated(mention, always[place], True)
        elif word in rules.not_names:
            return Negated(mention, place, mention.field in (*PLACES, "since", "until"))
        elif word in rules.nobody:
            is_of_name = phrasing.begins_part(place) and phrasing.ends_part(mention.last)
            return Negated(mention, place, True) if is_of_name else None
        elif word in rules.not_words:
            first, is_of_name = _said_of(place, phrasing, named)
            # "Hvorfor har ikke Bodø" is about Bodø, "vi bor ikke i Oslo" not about Oslo.
            is_subject = not is_of_name and place == mention.first - 1
            return None if is_subject else Negated(mention, first, is_of_name)
        elif word in rules.only and phrasing.word_before(place) in rules.not_words:
            return Negated(mention, place - 1, False)
        elif word in rules.not_joined_by or word in rules.around_places:
            place -= 1
        else:
            return None
    return None


def _narrows(mention: Mention, before: Mention, phrasing: Phrasing) -> bool:
    """Return whether a mention says which of the ones before it are meant: "rapporter fra NOVA".

    The two ends of years do so too.
    """
    rules = phrasing.rules
    if before.field == "since" and mention.field == "until" and mention.first <= before.last:
        return True
    between = phrasing.small[before.last : mention.first]
    joining = rules.from_words | rules.by_words | rules.in_words | rules.around_places
    is_apart = mention.field == before.field or phrasing.begins_part(mention.first)
    return not is_apart and joining.issuperset(between)


def _said_of(place: int, phrasing: Phrasing, named: Collection[int]) -> tuple[int, bool]:
    """Return where the negation with "not" at a position begins, and whether it is of the name."""
    rules, before = phrasing.rules, phrasing.word_before(place)
    if phrasing.begins_part(place):
        return place, True
    if before in rules.not_after:
        return place - 1, True
    is_behind = place - 1 in named or place - 1 in phrasing.places_of(rules.documents)
    # "Boligplan ikke Bodø": a few words, of which the first is no verb or question word.
    is_keywords = len(phrasing.words) <= MAX_KEYWORDS and not phrasing.is_empty_word(0)
    return place, is_behind or is_keywords

"""Decide what each thing that a question names does: leave out, prefer, or order.

What is explicit and sure leaves out: the question has no other subject, or says "bare", or asks for
documents and says that they are to come from there. The rest is preferred: "hvordan gjorde Bodø
det" is about a way of doing things, which others may describe too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.search.understanding.mention import Mention, Phrasing
from assistant.search.understanding.understood import PLACES, Effect

MAX_FILTERING_WORDS = 20
"""A question of more words tells a story: what it names it may name by the way."""

MAX_KEYWORDS = 8
"""A question of no more words is keywords: "boligpolitisk plan, Finnmark". In a longer one a plan
is a subject, and Husbanken somebody who lends."""

_ASKED_OF_DOCUMENTS = ("since", "until", "sort")
"""Fields that mean documents only if the question speaks of some: a subject has years too."""


@dataclass(frozen=True)
class Subject:
    """What a question is about beside what it names.

    `unwanted` are the positions of the words that say what is not to be shown; they are no topic.
    """

    phrasing: Phrasing
    mentions: Sequence[Mention]
    unwanted: frozenset[int] = frozenset()

    @property
    def topic(self) -> tuple[int, ...]:
        """Return the positions of the words that name nothing and are not empty."""
        phrasing = self.phrasing
        used = self.unwanted.union(*(mention.places for mention in self.mentions))
        used |= phrasing.places_of(phrasing.rules.documents)
        used |= phrasing.places_of(phrasing.rules.published)
        return tuple(
            place
            for place in range(len(phrasing.words))
            if place not in used and not phrasing.is_empty_word(place)
        )

    @property
    def is_list(self) -> bool:
        """Return whether the question asks for nothing but what it names."""
        return bool(self.mentions or self.unwanted) and not self.topic


def effect_of(mention: Mention, subject: Subject) -> Effect | None:
    """Return what a mention does; None if it is not to be understood after all."""
    phrasing, mentions = subject.phrasing, subject.mentions
    if subject.is_list:
        return "sort" if mention.field == "sort" else "filter"
    if len(phrasing.words) > MAX_FILTERING_WORDS:
        return "prefer" if mention.field in (*PLACES, "publisher", "author") else None
    of_documents = (
        phrasing.asks_for_documents
        or phrasing.asks_for_works
        or any(other.field == "kind" and _is_request(other, subject) for other in mentions)
    )
    of_makers = any(other.field in ("publisher", "author") for other in mentions)
    if mention.field in _ASKED_OF_DOCUMENTS:
        is_meant = of_documents or of_makers or _comes_first(mention, phrasing)
        if not is_meant or not _beside_documents(mention, subject):
            return None
        return "sort" if mention.field == "sort" else "filter"
    if _is_sure(mention, subject, of_documents):
        return "filter"
    if mention.field == "kind" and not _is_request(mention, subject):
        return "prefer" if _is_short_and_bare(mention, phrasing) else None
    if mention.field == "publisher" and len(phrasing.words) > MAX_KEYWORDS:
        return None
    return "prefer"


def _is_sure(mention: Mention, subject: Subject, of_documents: bool) -> bool:
    """Return whether a mention in a question with a topic says what all documents must be."""
    phrasing, rules = subject.phrasing, subject.phrasing.rules
    if _is_only(mention, phrasing):
        return True
    works = any(each.field in ("publisher", "author") for each in subject.mentions) or any(
        each.field == "kind" and each.value == "report" for each in subject.mentions
    )
    if mention.field == "kind":
        return mention.value == "report" and _is_request(mention, subject)
    if mention.field in ("publisher", "author"):
        # "NOVA-rapporter", "rapporter fra NIBR", "hva har Hofstad skrevet om".
        return of_documents
    if mention.field == "text_language":
        return of_documents
    led = phrasing.leads(mention, rules.from_words)
    within = phrasing.leads(mention, rules.in_words)
    return of_documents and (led or (within and not works))


def _is_only(mention: Mention, phrasing: Phrasing) -> bool:
    before = phrasing.word_before(mention.first)
    two_before = phrasing.word_before(mention.first - 1) if mention.first > 1 else ""
    rules = phrasing.rules
    return before in rules.only or (
        two_before in rules.only and before in rules.from_words | rules.by_words | rules.in_words
    )


def _is_request(mention: Mention, subject: Subject) -> bool:
    """Return whether a word for a kind asks for documents of it, and is no subject.

    It does before "om", "fra" and years, behind a name ("NOVA-rapporter") and at the beginning.
    """
    phrasing, rules = subject.phrasing, subject.phrasing.rules
    after = phrasing.word_after(mention.last)
    if mention.value == "plan" and phrasing.small[mention.first] == "plan":
        return False
    follows = rules.about | rules.from_words | rules.by_words | rules.in_words | rules.fillers
    before = phrasing.word_before(mention.first)
    begins = (
        phrasing.begins_part(mention.first)
        or before.isdigit()
        or phrasing.is_empty_word(mention.first - 1)
        or any(other.last == mention.first for other in subject.mentions)
    )
    ends = (after == "" and len(phrasing.words) <= MAX_KEYWORDS) or any(
        other.first == mention.last for other in subject.mentions
    )
    return begins and (after in follows or ends or after.isdigit() or before == "")


def _is_short_and_bare(mention: Mention, phrasing: Phrasing) -> bool:
    """Return whether a kind is one of a few keywords, and not "the plan" that somebody has."""
    is_definite = phrasing.small[mention.first] in phrasing.rules.definite
    return len(phrasing.words) <= MAX_KEYWORDS and not is_definite


def _comes_first(mention: Mention, phrasing: Phrasing) -> bool:
    """Return whether years stand before the subject: "noe nyere enn 2018 om eldre"."""
    return (
        mention.field in ("since", "until")
        and phrasing.word_after(mention.last) in phrasing.rules.about
        and all(phrasing.is_empty_word(place) for place in range(mention.first))
    )


def _beside_documents(mention: Mention, subject: Subject) -> bool:
    """Return whether an order stands beside a word for documents; years may stand anywhere."""
    says_so = mention.last - mention.first > 1  # "nyeste først"
    if mention.field != "sort" or says_so:
        return True
    phrasing = subject.phrasing
    near = set(range(mention.first - 1, mention.last + 2))
    documents = phrasing.places_of(phrasing.rules.documents)
    kinds = {place for other in subject.mentions if other.field == "kind" for place in other.places}
    makers = {
        place
        for other in subject.mentions
        if other.field in ("publisher", "author")
        for place in other.places
    }
    return bool(near & (documents | kinds | makers))

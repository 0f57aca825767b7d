"""Understand what a question names, by the documents of one index."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.search.filters import Sort, passes
from assistant.search.question import Question
from assistant.search.understanding.effects import MAX_FILTERING_WORDS, Subject, effect_of
from assistant.search.understanding.found_names import NameFinder, fixed_phrases
from assistant.search.understanding.found_years import years
from assistant.search.understanding.mention import Mention, Phrasing
from assistant.search.understanding.names import NameTable, names_of_index, names_of_norway
from assistant.search.understanding.narrowing import as_filters, narrowed
from assistant.search.understanding.negation import effect_of_negated, negated
from assistant.search.understanding.rules import Words, read_rules, words_of
from assistant.search.understanding.small_letters import SmallLetters
from assistant.search.understanding.topic import topic_of
from assistant.search.understanding.understood import FIELDS, PLACES, Field, Understood
from index.lexical import split_words
from ingest.records import Document

EVERYTHING: frozenset[Field] = frozenset(FIELDS)
"""All fields: what is given as `without` to understand nothing."""

MIN_TITLE_WORDS = 3
"""A title of fewer words is too like a question."""

_NAMES: tuple[Field, ...] = (*PLACES, "publisher", "author")
"""Fields whose words are searched for after all if no document is of their value."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was understood.

    `dropped` are filters that no document of the index passes, and preferred places that no
    document is from. `searched` is what is left to search for, in small letters if the question is
    in capitals. If `is_list`, nothing is: the answer is a list of all documents that pass.
    `names_research` is whether it speaks of reports or research, `is_of_elsewhere` whether it is
    about a place that no document is from.
    """

    searched: str
    understood: tuple[Understood, ...] = ()
    dropped: tuple[Understood, ...] = ()
    is_list: bool = False
    names_research: bool = False
    is_of_elsewhere: bool = False

    @property
    def asks_for_reports(self) -> bool:
        """Return whether the question asks for reports, or for those of a publisher or author."""
        return self.names_research or any(
            each.field in ("publisher", "author") or (each.field, each.value) == ("kind", "report")
            for each in self.understood
            if each.effect != "exclude"
        )

    @property
    def order(self) -> Sort | None:
        """Return the order that the question asks for."""
        return next(
            (as_filters(each).sort for each in self.understood if each.effect == "sort"), None
        )


class Understanding:
    """What the documents of an index are, so that a question that names it is understood."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Take the documents of an index."""
        self._documents = documents
        self._known: dict[tuple[Field, str | int], bool] = {}

    def read(
        self, question: Question, without: Collection[Field] = (), today: date | None = None
    ) -> Reading:
        """Return `question` as it is understood, except what is of the fields `without`.

        Years are counted back from `today`, by default the day of the call.
        """
        text, in_capitals = self._letters.read(question.text)
        phrasing = Phrasing(text, read_rules(), in_capitals)
        found = tuple(
            mention
            for mention in self._mentions(question, phrasing, today or date.today())
            if mention.field not in without
        )
        unwanted = {each.mention: each for each in negated(found, phrasing)}
        mentions = tuple(mention for mention in found if mention not in unwanted)
        subject = Subject(
            phrasing,
            mentions,
            frozenset().union(*(each.places for each in unwanted.values())),
        )
        effects = {mention: effect_of(mention, subject) for mention in mentions}
        effects |= {mention: effect_of_negated(each, subject) for mention, each in unwanted.items()}
        said = {
            mention: Understood(
                mention.field,
                mention.value,
                _span(question, phrasing, mention),
                effect,
                unwanted[mention].part if mention in unwanted else 0,
            )
            for mention, effect in effects.items()
            if effect is not None
        }
        everything = [True] * len(self._documents)
        dropped = narrowed(self._documents, everything, said.values()).dropped
        lost = any(each.field in _NAMES for each in dropped)
        elsewhere = tuple(
            each
            for mention, each in said.items()
            if each.effect == "prefer" and each.field in PLACES and not self._has(mention)
        )
        dropped += elsewhere
        used = [
            mention
            for mention, each in said.items()
            if mention not in unwanted
            and each.effect != "prefer"
            and not (each in dropped and each.field in _NAMES)
        ]
        excluded = [
            unwanted[mention].places for mention, each in said.items() if each.effect == "exclude"
        ]
        kept = tuple(each for each in said.values() if each not in dropped)
        is_list = subject.is_list and bool(kept) and not lost
        return Reading(
            text if is_list else topic_of(subject, used, excluded),
            kept,
            dropped,
            is_list,
            bool(phrasing.places_of(phrasing.rules.research)),
            # A story may name where its teller is from.
            is_of_elsewhere=bool(elsewhere)
            and len(phrasing.words) <= MAX_FILTERING_WORDS
            and not any(each.field in PLACES for each in kept),
        )

    @cached_property
    def _names(self) -> NameFinder:
        table = NameTable([*names_of_norway(), *names_of_index(self._documents)])
        words = {word.text for each in self._documents for word in split_words(each.text)}
        return NameFinder(table, frozenset(word for word in words if word.islower()))

    @cached_property
    def _letters(self) -> SmallLetters:
        return SmallLetters(self._names.names.written, [each.text for each in self._documents])

    @cached_property
    def _titles(self) -> frozenset[Words]:
        titles = (words_of(each.title) for each in self._documents)
        return frozenset(title for title in titles if len(title) >= MIN_TITLE_WORDS)

    def _mentions(self, question: Question, phrasing: Phrasing, today: date) -> Iterator[Mention]:
        """Yield what a question names, in order; no two mentions but ends of years share words.

        What is quoted is searched for as it stands, and the title of a document is its name.
        """
        taken = _quoted(question, phrasing)
        titles = phrasing.places_of(self._titles)
        found: list[Mention] = []
        for choices in self._names.find(phrasing):
            mention = next((each for each in choices if self._has(each)), choices[0])
            if taken.isdisjoint(mention.places):
                found.append(mention)
        taken = taken.union(titles, *(mention.places for mention in found))
        for mentions in ([*years(phrasing, today)], [*fixed_phrases(phrasing)]):
            free = [mention for mention in mentions if taken.isdisjoint(mention.places)]
            found += free
            taken = taken.union(*(mention.places for mention in free))
        yield from sorted(dict.fromkeys(found), key=lambda mention: mention.first)

    def _has(self, mention: Mention) -> bool:
        """Return whether a document of the index is what a mention says."""
        key = (mention.field, mention.value)
        if key not in self._known:
            filters = as_filters(Understood(*key, (0, 0), "filter"))
            self._known[key] = any(passes(document, filters) for document in self._documents)
        return self._known[key]


def _quoted(question: Question, phrasing: Phrasing) -> frozenset[int]:
    """Return the positions of the words that stand in quotation marks."""
    return frozenset(
        place
        for place, word in enumerate(phrasing.words)
        if any(start <= word.start and word.end <= end for start, end in question.quote_spans)
    )


def _span(question: Question, phrasing: Phrasing, mention: Mention) -> tuple[int, int]:
    words = phrasing.words
    return question.typed_span(words[mention.first].start, words[mention.last - 1].end)

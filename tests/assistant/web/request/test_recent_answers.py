"""An address that is asked again is not searched again, unless what answers has changed."""

from dataclasses import replace

import pytest

from assistant.errors import QuestionWithoutWords
from assistant.search.filters import Filters
from assistant.search.searcher import Searcher
from assistant.web.request.address import Address
from assistant.web.request.recent_answers import KEPT_ANSWERS, RecentAnswers

ASKED = Address("nb", "boliger for eldre")


def test_the_same_address_has_the_same_answer(fake_searcher: Searcher) -> None:
    """Its ranking is the very same; the texts around it may be in another language."""
    recent = RecentAnswers()
    first = recent.ask(fake_searcher, ASKED)
    again = recent.ask(fake_searcher, replace(ASKED, language="nn", everything=True))
    assert again.ranking is first.ranking
    assert replace(again.answer, took_ms=0.0) == replace(first.answer, took_ms=0.0)


@pytest.mark.parametrize(
    "other",
    [
        replace(ASKED, question="boliger for unge"),
        replace(ASKED, filters=Filters(kind="plan")),
        replace(ASKED, related=False),
        replace(ASKED, limit=1),
        replace(ASKED, not_understood=("kind",)),
    ],
)
def test_another_address_is_searched_for(other: Address, fake_searcher: Searcher) -> None:
    """Everything that an answer depends on tells two addresses apart."""
    recent = RecentAnswers()
    assert recent.ask(fake_searcher, other).ranking is not recent.ask(fake_searcher, ASKED).ranking


def test_a_new_searcher_searches_anew(fake_searcher: Searcher) -> None:
    """After a publication nothing of the old generation is shown."""
    recent = RecentAnswers()
    first = recent.ask(fake_searcher, ASKED)
    other = fake_searcher.over(fake_searcher.generation)
    assert recent.ask(other, ASKED).ranking is not first.ranking


def test_the_oldest_makes_way(fake_searcher: Searcher) -> None:
    """As many are kept as was said, and those that were asked for last."""
    recent = RecentAnswers()
    first = recent.ask(fake_searcher, ASKED)
    others = [replace(ASKED, limit=1 + number) for number in range(KEPT_ANSWERS)]
    for other in others[:-1]:
        recent.ask(fake_searcher, other)
    assert recent.ask(fake_searcher, ASKED).ranking is first.ranking
    oldest = recent.ask(fake_searcher, others[0])
    recent.ask(fake_searcher, others[-1])
    for other in others[2:]:
        recent.ask(fake_searcher, other)
    assert recent.ask(fake_searcher, others[0]).ranking is oldest.ranking
    assert recent.ask(fake_searcher, replace(ASKED, limit=None)).ranking is first.ranking


def test_an_error_is_told_each_time(fake_searcher: Searcher) -> None:
    """It is no answer, and is not kept."""
    recent = RecentAnswers()
    for _ in range(2):
        with pytest.raises(QuestionWithoutWords):
            recent.ask(fake_searcher, Address("nb", "?!"))

"""The page of those who edit the service: how much is asked, and how often nothing is found."""

from dataclasses import dataclass, replace
from datetime import date

from assistant.counts.keeping import Counter
from assistant.counts.tally import DAYS_SHOWN, Count
from assistant.show.citation import written_date
from assistant.show.language_names import language_label
from assistant.web.request.page_context import PageContext

COUNTS_PATH = "tall"


@dataclass(frozen=True, slots=True)
class CountTable:
    """The counts by day or by language, with the name of their first column."""

    title: str
    named: str
    rows: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that found nothing, and the day on which it was asked, for machines too."""

    day: str
    written: str
    question: str


@dataclass(frozen=True, slots=True)
class CountsView:
    """What has been counted; `sentences` say what is kept, and what is not."""

    sentences: tuple[str, ...]
    tables: tuple[CountTable, ...]
    unanswered: tuple[Unanswered, ...]


def counts_view(context: PageContext, counter: Counter | None) -> CountsView:
    """Return what the page shows; without a counter it says that nothing is counted."""
    texts = context.texts
    counts = counter.read() if counter else None
    days = counter.days_kept if counter else 0
    sentences = (
        texts("counts.lead", days=DAYS_SHOWN)
        if counter and counter.counts
        else texts("counts.off"),
        texts("counts.kept", days=days) if days else texts("counts.not_kept"),
    )
    if counts is None:
        return CountsView(sentences, (), ())
    named_days = tuple(replace(each, name=_written(each.name, context)) for each in counts.days)
    languages = tuple(
        replace(each, name=language_label(each.name, texts)) for each in counts.languages
    )
    tables = (
        CountTable(texts("counts.by_day"), texts("counts.day"), named_days),
        CountTable(texts("counts.by_language"), texts("counts.language"), languages),
    )
    unanswered = tuple(
        Unanswered(day, _written(day, context), question) for day, question in counts.unanswered
    )
    return CountsView(sentences, tables if named_days else (), unanswered)


def _written(day: str, context: PageContext) -> str:
    return written_date(date.fromisoformat(day), context.texts)

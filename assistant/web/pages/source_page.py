"""The page of one source: what of it answers, a search within it, its contents and its text."""

from dataclasses import dataclass

from assistant.search.answer import Hit, Result, VerdictName
from assistant.search.ranking import PASSAGES_SHOWN
from assistant.show.captions import join_facts
from assistant.show.excerpt import excerpt
from assistant.show.page_numbers import page_of
from assistant.show.quotation import quote_place
from assistant.show.texts import Texts
from assistant.web.pages.card import Card, card
from assistant.web.pages.links import to_passage
from assistant.web.pages.personal import personal_warning
from assistant.web.pages.text_view import ContentsEntry, TextView, text_view
from assistant.web.request.page_context import PageContext
from ingest.passages import HEADING_SEPARATOR
from ingest.records import TextLanguage

TEXT_LEVEL = 4
"""Level of the highest headings in a whole text: it stands under one of the page's own."""

MIN_CONTENTS = 3
"""Headings of a text that has a list of contents; with fewer it says nothing that is not seen."""

MAX_CONTENTS = 120
"""Entries of a list of contents that has its lower headings too."""

LONG_CONTENTS = 8
"""Entries of a list of contents that is folded in a narrow window if it has more."""

MAX_LISTED = 5
"""Passages that are listed before anything is unfolded."""

MAX_LINE_CHARS = 160
"""Length of the line that a passage is listed by."""


@dataclass(frozen=True, slots=True)
class WithinForm:
    """The form that searches within the source; `hidden` is what it sends besides the question."""

    label: str
    question: str
    warning: str
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage of the source: the address of its place, how it answers, and where it stands."""

    address: str
    text: str
    language: TextLanguage
    facts: str


@dataclass(frozen=True, slots=True)
class Found:
    """The passages that answer the question, best first; the nearest if none does.

    The reader unfolds all but the first: these are `more`, under `more_title`, numbered from
    `more_from`.
    """

    title: str
    note: str
    passages: tuple[FoundPassage, ...]
    more_title: str = ""
    more: tuple[FoundPassage, ...] = ()
    more_from: int = MAX_LISTED + 1


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of contents; `is_long` is whether it is folded in a narrow window."""

    entries: tuple[ContentsEntry, ...]
    is_long: bool


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One source with its text, which a report that is known by its title alone does not have.

    A short source needs no search within it and no list of what answers, unless something was asked
    of it alone, and no contents. `here` is the address of the page.
    """

    card: Card
    here: str
    within: WithinForm | None = None
    found: Found | None = None
    contents: Contents | None = None
    text: TextView | None = None


def source_page(context: PageContext, result: Result, verdict: VerdictName) -> SourcePage:
    """Return the page of a source; `verdict` is that on the question that is asked of it."""
    document = result.document
    head = card(context, result)
    if not document.full_text:
        return SourcePage(head, context.link())
    text = text_view(context, document, result.hits if verdict != "none" else (), TEXT_LEVEL)
    is_long = len(context.generation.passages_of(document.id)) > PASSAGES_SHOWN
    # Who has asked something of a short source is told what came of it, too.
    is_searched = is_long or bool(context.address.inside)
    return SourcePage(
        head,
        context.link(),
        _within(context, result) if is_searched else None,
        _found(context, result, verdict) if is_searched else None,
        _contents(text),
        text,
    )


def _within(context: PageContext, result: Result) -> WithinForm:
    address, texts = context.address, context.texts
    hidden = context.pairs(inside="", document=result.document.id)
    return WithinForm(
        texts(f"source.search_{result.document.kind}"),
        address.inside,
        personal_warning(address.inside, texts) or "",
        tuple(hidden.items()),
    )


def _found(context: PageContext, result: Result, verdict: VerdictName) -> Found | None:
    question = context.address.inside or context.address.question
    if not question or (not result.hits and not context.address.inside):
        return None
    texts, count = context.texts, len(result.hits)
    # A document may be found by what we say of it, and no passage of its own answer.
    verdict = verdict if count else "none"
    passages = tuple(_passage(context, result, hit) for hit in result.hits)
    more = len(passages) - MAX_LISTED
    key = f"{verdict}_one" if count == 1 and verdict != "none" else verdict
    return Found(
        texts(f"source.{key}", count=count, question=question),
        texts("source.nearest") if verdict == "none" and result.hits else "",
        passages[:MAX_LISTED],
        _more_passages(more, texts) if more > 0 else "",
        passages[MAX_LISTED:],
    )


def _more_passages(count: int, texts: Texts) -> str:
    return texts("page.more_passages" if count > 1 else "page.more_passages_one", count=count)


def _passage(context: PageContext, result: Result, hit: Hit) -> FoundPassage:
    document = result.document
    start, end = hit.answer or excerpt(document, hit)
    place = quote_place(document, hit, (start, end))
    return FoundPassage(
        to_passage(context, document, hit.passage),
        _shortened(" ".join(hit.passage.text[start:end].split())),
        document.language,
        join_facts((_heading(result, hit), page_of(place, context.texts))),
    )


def _heading(result: Result, hit: Hit) -> str:
    """Return the lowest heading above a passage; the contents have those above it."""
    heading = hit.passage.heading
    return "" if heading == result.document.title else heading.rpartition(HEADING_SEPARATOR)[2]


def _shortened(line: str) -> str:
    """Return a line, cut between two words if it is too long to be one of a list."""
    if len(line) <= MAX_LINE_CHARS:
        return line
    return f"{line[:MAX_LINE_CHARS].rpartition(' ')[0]} …"


def _contents(text: TextView) -> Contents | None:
    """Return the list of contents, without the lower headings if there are too many."""
    entries = text.contents
    for depth in (2, 1, 0):
        entries = tuple(entry for entry in text.contents if entry.depth <= depth)
        if len(entries) <= MAX_CONTENTS:
            break
    if len(entries) < MIN_CONTENTS:
        return None
    return Contents(entries, len(entries) > LONG_CONTENTS)

"""Write the part of the page that answers: its state, filters, notices and cards."""

from datetime import date
from functools import partial
from urllib.parse import quote as quoted_path

from markupsafe import Markup

from assistant.errors import QuestionError
from assistant.search.answer import Answer, Result
from assistant.search.filters import NO_FILTERS
from assistant.search.question import read_question
from assistant.show.captions import matched, place
from assistant.show.citation import cite
from assistant.show.export import FORMATS
from assistant.show.page_numbers import page_name
from assistant.web.pages.filter_form import Counts, active, choices
from assistant.web.pages.links import web_address
from assistant.web.pages.page_views import page_views, pdf_address
from assistant.web.pages.quotes import quotes
from assistant.web.pages.templates import fill
from assistant.web.pages.whole_text import whole_text
from assistant.web.request.address import Address
from assistant.web.request.page_context import PageContext
from ingest.records import Document, Passage

EXAMPLES = range(1, 7)


def render_answer(
    context: PageContext, answer: Answer | None, counts: Counts, least: float = 0.0, turn: str = ""
) -> Markup:
    """Return the answer to an address, or the start of the page where it asks for nothing.

    Results that score below `least` are set apart: they probably answer nothing. `turn` is given
    back as it came, so that the browser knows which of its questions this answers.
    """
    state = "start" if answer is None else answer.verdict
    return _render(context, state, counts, turn, answer=answer, least=least)


def render_error(context: PageContext, sentence: str, counts: Counts, turn: str = "") -> Markup:
    """Return a card that tells of an error where the results would be."""
    return _render(context, "error", counts, turn, error=sentence)


def render_text(
    context: PageContext, document: Document, at: Passage | None, level: int = 4
) -> Markup:
    """Return the whole text of a document, the passage `at` told apart.

    `level` is that of its highest headings; lower ones are below it, down to 6.
    """
    return fill(
        "text.html",
        texts=context.texts,
        document=document,
        level=level,
        whole=whole_text(document, at),
        page_name=page_name,
        pdf=pdf_address(context, document),
    )


def page_title(context: PageContext, answer: Answer | None) -> str:
    """Return what the window is called: the question first, so that tabs can be told apart."""
    name = context.texts("page.title")
    if answer is None:
        return name
    title = answer.results[0].document.title if context.address.document else answer.question
    return f"{title} – {name}"


def _render(
    context: PageContext,
    state: str,
    counts: Counts,
    turn: str,
    answer: Answer | None = None,
    error: str = "",
    least: float = 0.0,
) -> Markup:
    texts, address = context.texts, context.address
    groups = _groups(answer, address, least)
    return fill(
        "answer.html",
        context=context,
        texts=texts,
        address=address,
        answer=answer,
        state=state,
        error=error,
        turn=turn,
        groups=groups,
        title=page_title(context, answer),
        status=_status(context, state, answer, error, len(groups[0])),
        counted=_counted(context, len(groups[0])),
        quoted=_quoted(address.question),
        choices=choices(address.filters, counts, texts),
        active=active(address.filters, texts),
        no_filters=NO_FILTERS,
        examples=[texts(f"page.example_{number}") for number in EXAMPLES],
        link=context.link,
        write=context.write,
        overview=context.to_page("oversikt"),
        matched=matched,
        place=place,
        makers=_makers,
        quotes=lambda result: quotes(result, context.generation.document, texts),
        page_views=partial(page_views, context),
        pdf=partial(pdf_address, context),
        web_address=web_address,
        archived=partial(_archived, context),
        one=lambda document: context.link(document=document.id, like=None),
        text_address=partial(_text_address, context),
        whole_text=lambda result: render_text(context, result.document, _best(result), 5),
        citation=lambda result: cite(
            result.document, result.hits[0] if result.hits else None, texts, date.today()
        ),
        reference=lambda result: cite(result.document, None, texts, date.today()),
        exports=_exports(context),
    )


def _groups(
    answer: Answer | None, address: Address, least: float
) -> tuple[tuple[Result, ...], tuple[Result, ...]]:
    """Return the results that answer, and those that are only near."""
    if answer is None:
        return (), ()
    results = answer.results
    if address.like or address.document:
        return results, ()
    if answer.verdict == "none":
        return (), results
    strong = tuple(result for result in results if result.score >= least)
    return strong, tuple(result for result in results if result.score < least)


def _status(context: PageContext, state: str, answer: Answer | None, error: str, count: int) -> str:
    """Return what a screen reader is told when the answer is there."""
    texts = context.texts
    if answer is None:
        return error
    if context.address.document:
        return answer.results[0].document.title
    if state == "none":
        return texts("verdict.none")
    if context.address.like:
        return _counted(context, count)
    return f"{texts(f'page.{state}')}. {_counted(context, count)}"


def _counted(context: PageContext, count: int) -> str:
    return context.texts("page.count_one" if count == 1 else "page.count", count=count)


def _exports(context: PageContext) -> list[tuple[str, str]]:
    query = context.link()
    return [
        (f"eksport{kind.suffix}{query}", context.texts(f"exports.{kind.name}"))
        for kind in FORMATS.values()
    ]


def _quoted(question: str) -> bool:
    try:
        return bool(read_question(question).quoted)
    except QuestionError:
        return False


def _makers(document: Document) -> str:
    known = (
        ", ".join(document.authors),
        document.publisher or "",
        str(document.year or ""),
        document.series or "",
    )
    return " · ".join(filter(None, known))


def _archived(context: PageContext, document: Document) -> str:
    if document.accessed:
        return context.texts("page.archived_since", date=document.accessed)
    return context.texts("page.archived")


def _best(result: Result) -> Passage | None:
    return result.hits[0].passage if result.hits else None


def _text_address(context: PageContext, result: Result) -> str:
    passage = _best(result)
    at = f"?at={quoted_path(passage.id, safe='')}" if passage else "?"
    language = context.texts.language
    return f"tekst/{quoted_path(result.document.id, safe='')}{at}&lang={language}"

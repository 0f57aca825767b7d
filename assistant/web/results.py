"""Write the part of the page that answers: its state, filters, notices and cards."""

from datetime import date
from functools import partial
from urllib.parse import quote as quoted_path

from markupsafe import Markup

from assistant.answer import Answer, Result
from assistant.captions import matched, place
from assistant.citation import cite
from assistant.export import FORMATS
from assistant.filters import NO_FILTERS
from assistant.pages import page_name
from assistant.question import read_question
from assistant.web.address import Address
from assistant.web.filter_form import Counts, active, choices
from assistant.web.links import web_address
from assistant.web.page_views import page_views, pdf_address
from assistant.web.quotes import quotes
from assistant.web.templates import fill
from assistant.web.visit import Visit
from assistant.web.whole_text import whole_text
from ingest.errors import QuestionError
from ingest.records import Document, Passage

EXAMPLES = range(1, 7)


def render_answer(
    visit: Visit, answer: Answer | None, counts: Counts, least: float = 0.0, turn: str = ""
) -> Markup:
    """Return the answer to an address, or the start of the page where it asks for nothing.

    Results that score below `least` are set apart: they probably answer nothing. `turn` is given
    back as it came, so that the browser knows which of its questions this answers.
    """
    state = "start" if answer is None else answer.verdict
    return _render(visit, state, counts, turn, answer=answer, least=least)


def render_error(visit: Visit, sentence: str, counts: Counts, turn: str = "") -> Markup:
    """Return a card that tells of an error where the results would be."""
    return _render(visit, "error", counts, turn, error=sentence)


def render_text(visit: Visit, document: Document, at: Passage | None, level: int = 4) -> Markup:
    """Return the whole text of a document, the passage `at` told apart.

    `level` is that of its highest headings; lower ones are below it, down to 6.
    """
    return fill(
        "text.html",
        words=visit.words,
        document=document,
        level=level,
        whole=whole_text(document, at),
        page_name=page_name,
        pdf=pdf_address(visit, document),
    )


def page_title(visit: Visit, answer: Answer | None) -> str:
    """Return what the window is called: the question first, so that tabs can be told apart."""
    name = visit.words("page.title")
    if answer is None:
        return name
    title = answer.results[0].document.title if visit.address.document else answer.question
    return f"{title} – {name}"


def _render(
    visit: Visit,
    state: str,
    counts: Counts,
    turn: str,
    answer: Answer | None = None,
    error: str = "",
    least: float = 0.0,
) -> Markup:
    words, address = visit.words, visit.address
    documents = visit.documents()
    groups = _groups(answer, address, least)
    return fill(
        "answer.html",
        visit=visit,
        words=words,
        address=address,
        answer=answer,
        state=state,
        error=error,
        turn=turn,
        groups=groups,
        title=page_title(visit, answer),
        status=_status(visit, state, answer, error, len(groups[0])),
        counted=_counted(visit, len(groups[0])),
        quoted=_quoted(address.question),
        choices=choices(address.filters, counts, words),
        active=active(address.filters, words),
        no_filters=NO_FILTERS,
        examples=[words(f"page.example_{number}") for number in EXAMPLES],
        link=visit.link,
        write=visit.write,
        overview=visit.to_page("oversikt"),
        matched=matched,
        place=place,
        makers=_makers,
        quotes=lambda result: quotes(result, documents, words),
        page_views=partial(page_views, visit),
        pdf=partial(pdf_address, visit),
        web_address=web_address,
        archived=partial(_archived, visit),
        one=lambda document: visit.link(document=document.id, like=None),
        text_address=partial(_text_address, visit),
        whole_text=lambda result: render_text(visit, result.document, _best(result), 5),
        citation=lambda result: cite(
            result.document, result.hits[0] if result.hits else None, words, date.today()
        ),
        reference=lambda result: cite(result.document, None, words, date.today()),
        exports=_exports(visit),
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


def _status(visit: Visit, state: str, answer: Answer | None, error: str, count: int) -> str:
    """Return what a screen reader is told when the answer is there."""
    words = visit.words
    if answer is None:
        return error
    if visit.address.document:
        return answer.results[0].document.title
    if state == "none":
        return words("verdict.none")
    if visit.address.like:
        return _counted(visit, count)
    return f"{words(f'page.{state}')}. {_counted(visit, count)}"


def _counted(visit: Visit, count: int) -> str:
    return visit.words("page.count_one" if count == 1 else "page.count", count=count)


def _exports(visit: Visit) -> list[tuple[str, str]]:
    query = visit.link()
    return [
        (f"eksport{kind.suffix}{query}", visit.words(f"exports.{kind.name}"))
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


def _archived(visit: Visit, document: Document) -> str:
    if document.accessed:
        return visit.words("page.archived_since", date=document.accessed)
    return visit.words("page.archived")


def _best(result: Result) -> Passage | None:
    return result.hits[0].passage if result.hits else None


def _text_address(visit: Visit, result: Result) -> str:
    passage = _best(result)
    at = f"?at={quoted_path(passage.id, safe='')}" if passage else "?"
    language = visit.words.language
    return f"tekst/{quoted_path(result.document.id, safe='')}{at}&lang={language}"

"""The pages of the site: the one place where a request meets the search."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from urllib.parse import quote

from markupsafe import Markup

from assistant.counts.keeping import Counter
from assistant.errors import (
    DocumentUnknown,
    MunicipalityMisspelt,
    MunicipalityUnknown,
    QuestionError,
    TooManySearches,
)
from assistant.search.answer import Answer
from assistant.search.filters import NO_FILTERS
from assistant.search.live import LiveSearcher
from assistant.search.reach import everything
from assistant.search.searcher import Searcher
from assistant.show.corpus_version import corpus_version
from assistant.show.export import Format
from assistant.show.export_content import Extent, export_name
from assistant.show.texts import Texts, texts_in
from assistant.web.pages.about import about
from assistant.web.pages.answer_view import (
    AnswerView,
    answer_view,
    error_view,
    source_view,
    start_view,
)
from assistant.web.pages.counts import COUNTS_PATH, counts_view
from assistant.web.pages.filter_counts import filter_counts
from assistant.web.pages.help import help_page
from assistant.web.pages.layout import PATHS, PageContent, render_page
from assistant.web.pages.not_found import not_found
from assistant.web.pages.overview import overview
from assistant.web.pages.search_facts import answering_count, search_facts
from assistant.web.pages.search_page import SearchPage, search_form
from assistant.web.pages.small_page import Refused, SmallPage
from assistant.web.pages.templates import fill
from assistant.web.request.address import Address, read_address, read_language
from assistant.web.request.page_context import PageContext
from assistant.web.request.recent_answers import RecentAnswers
from index.errors import IndexDamaged
from ingest.errors import EksempelfinnerError
from ingest.records import Language

log = logging.getLogger(__name__)

Parameters = Mapping[str, str]

Result = TypeVar("Result")

ASKED_WRONGLY = (QuestionError, MunicipalityUnknown, MunicipalityMisspelt)
"""Errors of what was asked; a municipality may be unknown in other commands too."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer of a page: its HTML, the title of the window and the status of HTTP."""

    html: Markup
    title: str
    status: int


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file that is downloaded: its name and its bytes."""

    name: str
    content: bytes


class Site:
    """Writes the pages for requests; an error becomes a card or a sentence, never a traceback."""

    def __init__(
        self,
        live: LiveSearcher,
        language: Language,
        contact: str = "",
        has_sign_in: bool = False,
        counter: Counter | None = None,
    ) -> None:
        """Answer from the live searcher, in `language` if an address names none.

        `contact` is the e-mail address that errors are reported to, if there is one; `has_sign_in`
        is whether users sign in. `counter` counts the searches, if they are to be counted.
        """
        self._live = live
        self._counter = counter
        self._contact = contact
        self._recent = RecentAnswers(counter.note if counter else None)
        self._has_sign_in = has_sign_in
        self.language: Language = language

    def searcher(self) -> Searcher:
        """Return the searcher that is live."""
        return self._live.searcher()

    @property
    def generation_id(self) -> str:
        """Return the id of the generation that answers, without looking for a newer one."""
        return self._live.current.generation.id

    def answer(self, parameters: Parameters, turn: str = "") -> Answered:
        """Return the part of the page that answers; `turn` is given back in it."""
        return self._answer(parameters, turn)[0]

    def answered(self, work: Callable[[], Result]) -> Result:
        """Return what `work` makes of the searcher, if need be of another; see `LiveSearcher`."""
        return self._live.answered(work)

    def _answer(self, parameters: Parameters, turn: str = "") -> tuple[Answered, PageContext]:
        """Return the part of the page that answers, and the context that it was written in."""
        try:
            return self.answered(lambda: self._answer_of(parameters, self.searcher(), turn))
        except IndexDamaged as error:
            context = self._context(parameters, self._live.current)
            return self._failed(context, self.sentence(parameters, error), 503, turn), context

    def _answer_of(
        self, parameters: Parameters, searcher: Searcher, turn: str
    ) -> tuple[Answered, PageContext]:
        context = self._context(parameters, searcher)
        try:
            read_address(parameters, self.language)
            view = self._view(context, searcher, turn)
            return _answered(context, view, 200), context
        except IndexDamaged:
            raise
        except DocumentUnknown:
            sentence, status = context.texts("page.no_document"), 404
        except ASKED_WRONGLY as error:
            sentence, status = context.texts.web_error(error), 400
        except Exception:
            # Without a card of its own an error would leave the old results under the question.
            log.exception("search failed")
            sentence, status = context.texts("page.error"), 500
        return self._failed(context, sentence, status, turn), context

    def refusal(self, parameters: Parameters, error: EksempelfinnerError, turn: str) -> str:
        """Return the part of the page that answers a search which is not done, and says why."""
        context = self._context(parameters, self._live.current)
        return self._failed(context, context.texts.web_error(error), 503, turn).html

    def busy_page(self, parameters: Parameters, query: str, root: str) -> str:
        """Return a page that says that too many are searching; `query` asks the same again."""
        texts = self.texts(parameters)
        refused = Refused(texts("page.busy"), texts.web_error(TooManySearches()), f"./?{query}")
        kept = {name: value for name, value in parameters.items() if name != "lang"}
        page = SmallPage(refused, "page.busy", PATHS["search"], kept, is_bare=False)
        return self.small_page(page, parameters, root)

    def first_page(
        self, parameters: Parameters, root: str, head: Markup, app: Markup
    ) -> tuple[str, int]:
        """Return the whole search page as the first HTML, and its status.

        `head` and `app` are what Gradio needs there; without them the page works all the same.
        """
        answered, context = self._answer(parameters)
        form = search_form(context, parameters.get("q", ""))
        search = fill("search", context.texts, form)
        body = fill("search_page", context.texts, SearchPage(search, answered.html, app))
        content = PageContent("search", answered.title, body, head, root)
        return render_page(context, content), answered.status

    def overview(self, parameters: Parameters, root: str) -> str:
        """Return the page that lists the corpus."""
        context = self._context(parameters, self.searcher())
        body = fill("overview", context.texts, overview(context))
        return _plain_page(context, "overview", body, root)

    def about(self, parameters: Parameters, root: str) -> str:
        """Return the page that says what this is."""
        context = self._context(parameters, self.searcher())
        body = fill("about", context.texts, about(context))
        return _plain_page(context, "about", body, root)

    def help(self, parameters: Parameters, root: str) -> str:
        """Return the page that says how to ask, and what the answers mean."""
        context = self._context(parameters, self.searcher())
        body = fill("help", context.texts, help_page(context))
        return _plain_page(context, "help", body, root)

    def counts(self, parameters: Parameters, root: str) -> str:
        """Return the page that shows what has been counted, for those who edit the service."""
        context = self._context(parameters, self.searcher())
        body = fill("counts", context.texts, counts_view(context, self._counter))
        title = f"{context.texts('counts.title')} – {context.texts('page.title')}"
        return render_page(context, PageContent("", title, body, root=root, path=COUNTS_PATH))

    def not_found(self, path: str, parameters: Parameters, root: str) -> str:
        """Return the page for a path that is not there, in the language of the address."""
        context = self._context(parameters, self.searcher())
        body = fill("not_found", context.texts, not_found(context))
        title = f"{context.texts('page.not_found')} – {context.texts('page.title')}"
        # A colon in it would make a link to it one of another scheme.
        path = quote(path.lstrip("/"))
        return render_page(context, PageContent("", title, body, root=root, path=path))

    def small_page(self, page: SmallPage, parameters: Parameters, root: str) -> str:
        """Return a page that is about the reader and not about the sources.

        It is written in the event loop, in which no new generation may be opened.
        """
        context = self._context({"lang": parameters.get("lang", "")}, self._live.current)
        body = page.body(context.texts)
        title = f"{context.texts(page.title)} – {context.texts('page.title')}"
        return render_page(context, page.content(title, body, root))

    def texts(self, parameters: Parameters) -> Texts:
        """Return the texts of the language that an address names."""
        return texts_in(read_language(parameters, self.language))

    def export(self, parameters: Parameters, kind: Format) -> ExportedFile:
        """Return the answer to an address as a file; that of one document is whole.

        Raises:
            QuestionError: the address asks for nothing that can be answered.
        """
        address = read_address(parameters, self.language)
        searcher, today = self.searcher(), date.today()
        answer = self._recent.ask(searcher, address).answer
        everything = address.everything or address.document is not None
        extent = Extent(everything, corpus_version(searcher.generation.manifest))
        texts = texts_in(address.language)
        content = kind.write(answer, texts, today, extent)
        return ExportedFile(export_name(answer, kind.suffix, today, texts), content)

    def ask(self, parameters: Parameters) -> Answer:
        """Return the answer to an address.

        Raises:
            QuestionError: the address asks for nothing that can be answered.
        """
        address = read_address(parameters, self.language)
        return self._recent.ask(self.searcher(), address).answer

    def sentence(self, parameters: Parameters, error: EksempelfinnerError) -> str:
        """Return the sentence that tells of an error in the language of the address.

        What is wrong with the service and not with the question is for its log: who reads the page
        can run no command that mends it.
        """
        texts = self.texts(parameters)
        if isinstance(error, (*ASKED_WRONGLY, TooManySearches, IndexDamaged)):
            return texts.web_error(error)
        log.error("cannot answer: %s", type(error).__name__, exc_info=error)
        return texts("page.error")

    def _view(self, context: PageContext, searcher: Searcher, turn: str) -> AnswerView:
        address = context.address
        documents = searcher.generation.documents
        if not address.asks:
            return start_view(context, filter_counts(everything(documents), NO_FILTERS), turn)
        asked = self._recent.ask(searcher, address)
        if address.document is not None:
            count = answering_count(asked.ranking, address.limit) if asked.ranking else None
            return source_view(context, asked.answer, count, turn)
        if asked.ranking is None:
            others = [document for document in documents if document.id != address.like]
            reach = everything(others)
        else:
            reach = searcher.reach(asked.ranking)
        counts = filter_counts(reach, address.filters)
        facts = search_facts(asked.answer, asked.ranking, reach)
        return answer_view(context, asked.answer, counts, facts, turn)

    def _failed(self, context: PageContext, sentence: str, status: int, turn: str) -> Answered:
        counts = filter_counts(everything(context.generation.documents), NO_FILTERS)
        return _answered(context, error_view(context, sentence, counts, turn), status)

    def _context(self, parameters: Parameters, searcher: Searcher) -> PageContext:
        """Return a context for an address of which only the language may be readable."""
        language = read_language(parameters, self.language)
        try:
            address = read_address(parameters, self.language)
        except EksempelfinnerError:
            address = Address(language, parameters.get("q", ""))
        return self._context_of(address, searcher)

    def _context_of(self, address: Address, searcher: Searcher) -> PageContext:
        texts = texts_in(address.language)
        context = PageContext(address, texts, self.language, searcher.generation)
        context = replace(context, contact=self._contact, has_sign_in=self._has_sign_in)
        if self._counter is None:
            return context
        return replace(context, counts=self._counter.counts, days_kept=self._counter.days_kept)


def _answered(context: PageContext, view: AnswerView, status: int) -> Answered:
    return Answered(fill("answer", context.texts, view), view.title, status)


def _plain_page(context: PageContext, name: str, body: Markup, root: str) -> str:
    title = f"{context.texts(f'menu.{name}')} – {context.texts('page.title')}"
    return render_page(context, PageContent(name, title, body, root=root))

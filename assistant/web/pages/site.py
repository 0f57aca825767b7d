"""Write every page of the site from an address: the one place where a request meets the search."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from assistant.errors import DocumentUnknown
from assistant.search.answer import Answer
from assistant.search.live import LiveSearcher
from assistant.search.searcher import Searcher
from assistant.show.export import Format
from assistant.show.texts import texts_in
from assistant.web.pages.about import render_about
from assistant.web.pages.filter_counts import filter_counts
from assistant.web.pages.layout import render_document
from assistant.web.pages.overview import render_overview
from assistant.web.pages.personal import personal_warning
from assistant.web.pages.results import page_title, render_answer, render_error, render_text
from assistant.web.pages.templates import fill
from assistant.web.request.address import Address, read_address, read_language
from assistant.web.request.answer_address import answer_address, ask_address
from assistant.web.request.page_context import PageContext
from ingest.errors import EksempelfinnerError
from ingest.records import Language

log = logging.getLogger(__name__)

Parameters = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answered:
    """Hold the answer of a page: its HTML, the title of the window and the status of HTTP."""

    html: Markup
    title: str
    status: int


class Site:
    """Write pages for requests; every error becomes a card or a sentence, none a traceback."""

    def __init__(self, live: LiveSearcher, language: Language) -> None:
        """Answer from the live searcher, in `language` where an address names none."""
        self._live = live
        self.language: Language = language

    def searcher(self) -> Searcher:
        """Return the searcher that is live."""
        return self._live.searcher()

    def answer(self, parameters: Parameters, turn: str = "") -> Answered:
        """Return the part of the page that answers; `turn` is given back in it."""
        searcher = self.searcher()
        context = self._context(parameters, searcher)
        try:
            address = read_address(parameters, self.language)
            context = self._at(address, searcher)
            asked = ask_address(searcher, address) if _asks(parameters, address) else None
            answer, ranking = (asked.answer, asked.ranking) if asked else (None, None)
            counts = filter_counts(searcher, address, ranking)
            html = render_answer(context, answer, counts, searcher.calibration.weak, turn)
            return Answered(html, page_title(context, answer), 200)
        except DocumentUnknown:
            return self._failed(context, context.texts("page.no_document"), 404, turn)
        except EksempelfinnerError as error:
            return self._failed(context, context.texts.error(error), 400, turn)
        except Exception:
            # Without a card of its own an error would leave the old results under the question.
            log.exception("search failed")
            return self._failed(context, context.texts("page.error"), 500, turn)

    def first_page(
        self, parameters: Parameters, root: str, head: Markup, app: Markup
    ) -> tuple[str, int]:
        """Return the whole search page as the first HTML, and its status.

        `head` and `app` are what Gradio needs there; without them the page works all the same.
        """
        answered = self.answer(parameters)
        context = self._context(parameters, self.searcher())
        body = fill(
            "search_page.html",
            search=self._search(context, parameters),
            answer=answered.html,
            app=app,
        )
        page = render_document(context, "search", answered.title, body, head, root)
        return page, answered.status

    def overview(self, parameters: Parameters, root: str) -> str:
        """Return the page that lists the corpus."""
        return self._plain(parameters, root, "overview", render_overview)

    def about(self, parameters: Parameters, root: str) -> str:
        """Return the page that says what this is."""
        return self._plain(parameters, root, "about", render_about)

    def text(self, document_id: str, parameters: Parameters) -> Markup:
        """Return the whole text of a document, the passage `at` told apart.

        Raises:
            DocumentUnknown: there is no such document.
        """
        searcher = self.searcher()
        context = self._context(parameters, searcher)
        document = searcher.document(document_id)
        passage = searcher.generation.passage(parameters.get("at", ""))
        own = passage is not None and passage.locator.document_id == document_id
        return render_text(context, document, passage if own else None)

    def export(self, parameters: Parameters, kind: Format) -> bytes:
        """Return the answer to an address as a file.

        Raises:
            QuestionError: the address asks for nothing that can be answered.
        """
        address = read_address(parameters, self.language)
        answer = answer_address(self.searcher(), address)
        return kind.write(answer, texts_in(address.language), date.today())

    def ask(self, parameters: Parameters) -> Answer:
        """Return the answer to an address.

        Raises:
            QuestionError: the address asks for nothing that can be answered.
        """
        return answer_address(self.searcher(), read_address(parameters, self.language))

    def sentence(self, parameters: Parameters, error: EksempelfinnerError) -> str:
        """Return the sentence that tells of an error in the language of the address."""
        return texts_in(read_language(parameters, self.language)).error(error)

    def _plain(
        self, parameters: Parameters, root: str, name: str, render: Callable[[PageContext], Markup]
    ) -> str:
        context = self._context(parameters, self.searcher())
        title = f"{context.texts(f'menu.{name}')} – {context.texts('page.title')}"
        return render_document(context, name, title, render(context), root=root)

    def _search(self, context: PageContext, parameters: Parameters) -> Markup:
        question = parameters.get("q", "")
        return fill(
            "search.html",
            texts=context.texts,
            question=question,
            asks=context.address.asks,
            otherwise=self.language,
            personal=personal_warning(question, context.texts),
        )

    def _context(self, parameters: Parameters, searcher: Searcher) -> PageContext:
        """Return a context for an address of which only the language may be readable."""
        language = read_language(parameters, self.language)
        try:
            address = read_address(parameters, self.language)
        except EksempelfinnerError:
            address = Address(language, parameters.get("q", ""))
        return self._at(address, searcher)

    def _at(self, address: Address, searcher: Searcher) -> PageContext:
        return PageContext(address, texts_in(address.language), self.language, searcher.generation)

    def _failed(self, context: PageContext, sentence: str, status: int, turn: str) -> Answered:
        counts = filter_counts(self.searcher(), Address(context.texts.language))
        return Answered(
            render_error(context, sentence, counts, turn), context.texts("page.title"), status
        )


def _asks(parameters: Parameters, address: Address) -> bool:
    """Say whether there is something to answer; an empty question is one, and an error."""
    return address.asks or "q" in parameters

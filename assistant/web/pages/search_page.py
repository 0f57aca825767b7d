"""The search page: the form that asks, and the parts that the page is put together from."""

from dataclasses import dataclass

from markupsafe import Markup

from assistant.web.pages.personal import personal_warning
from assistant.web.request.page_context import PageContext
from ingest.records import Language


@dataclass(frozen=True, slots=True)
class SearchForm:
    """The form with the question.

    `warning` tells of personal data in it, or is "". `autofocus` is whether the cursor begins in
    it; `language` is sent with the form, unless it is the default one.
    """

    question: str
    warning: str
    autofocus: bool
    language: Language | None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The written parts of the page; `app` is the element that Gradio fills, if it is there."""

    search: Markup
    answer: Markup
    app: Markup


def search_form(context: PageContext, question: str) -> SearchForm:
    """Return the form with a question, which may be one that cannot be searched for."""
    language = context.texts.language
    return SearchForm(
        question=question,
        warning=personal_warning(question, context.texts) or "",
        autofocus=not context.address.asks,
        language=None if language == context.default_language else language,
    )

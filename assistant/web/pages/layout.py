"""Write the document that stands around every page: head, header, menu, languages, footer."""

from markupsafe import Markup

from assistant.web.pages.assets import asset_address, early_script
from assistant.web.pages.templates import fill
from assistant.web.request.page_context import PageContext
from ingest.records import LANGUAGES, Language


def render_document(
    context: PageContext,
    current: str,
    title: str,
    body: Markup,
    head: Markup = Markup(),  # noqa: B008 - markup cannot be changed
    root: str = "",
) -> str:
    """Return a whole HTML document.

    `current` names the page in the menu, `root` is the path that a proxy serves the site under.
    """
    texts = context.texts
    here = {"search": "./", "overview": "oversikt", "about": "om"}[current]
    return fill(
        "document.html",
        texts=texts,
        title=title,
        base=f"{root}/",
        here=f"{here}{context.link() if current == 'search' else context.to_page('')}",
        home=context.to_page(),
        menu=(
            ("search", context.to_page(), texts("menu.search")),
            ("overview", context.to_page("oversikt"), texts("menu.overview")),
            ("about", context.to_page("om"), texts("menu.about")),
        ),
        current=current,
        languages=[
            (each, f"{here}{_in_language(context, current, each)}", texts(f"language.own_{each}"))
            for each in LANGUAGES
        ],
        accessibility=f"{context.to_page('om')}#tilgjengelighet",
        documents=context.generation.manifest.documents,
        static=asset_address,
        # Ours, read from a file of this program.
        early=Markup(early_script()),  # noqa: S704
        head=head,
        body=body,
    )


def _in_language(context: PageContext, current: str, language: Language) -> str:
    """Return the query string of this page in a language, which it names in any case.

    A reader whose browser remembers another language must get the one that they press.
    """
    named = context.link(language=language) if current == "search" else f"?lang={language}"
    if current != "search" or language != context.otherwise:
        return named
    return f"{named}{'' if named == '?' else '&'}lang={language}"

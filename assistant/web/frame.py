"""Write the document that stands around every page: head, header, menu, languages, footer."""

from markupsafe import Markup

from assistant.web.assets import asset_address, early_script
from assistant.web.templates import fill
from assistant.web.visit import Visit
from ingest.records import LANGUAGES, Language


def render_document(
    visit: Visit,
    current: str,
    title: str,
    body: Markup,
    head: Markup = Markup(),  # noqa: B008 - markup cannot be changed
    root: str = "",
) -> str:
    """Return a whole HTML document.

    `current` names the page in the menu, `root` is the path that a proxy serves the site under.
    """
    words = visit.words
    here = {"search": "./", "overview": "oversikt", "about": "om"}[current]
    return fill(
        "document.html",
        words=words,
        title=title,
        base=f"{root}/",
        here=f"{here}{visit.link() if current == 'search' else visit.to_page('')}",
        home=visit.to_page(),
        menu=(
            ("search", visit.to_page(), words("menu.search")),
            ("overview", visit.to_page("oversikt"), words("menu.overview")),
            ("about", visit.to_page("om"), words("menu.about")),
        ),
        current=current,
        languages=[
            (each, f"{here}{_in_language(visit, current, each)}", words(f"language.own_{each}"))
            for each in LANGUAGES
        ],
        accessibility=f"{visit.to_page('om')}#tilgjengelighet",
        documents=visit.generation.manifest.documents,
        static=asset_address,
        # Ours, read from a file of this program.
        early=Markup(early_script()),  # noqa: S704
        head=head,
        body=body,
    )


def _in_language(visit: Visit, current: str, language: Language) -> str:
    """Return the query string of this page in a language, which it names in any case.

    A reader whose browser remembers another language must get the one that they press.
    """
    named = visit.link(language=language) if current == "search" else f"?lang={language}"
    if current != "search" or language != visit.otherwise:
        return named
    return f"{named}{'' if named == '?' else '&'}lang={language}"

"""The document that stands around every page: head, header, menu, languages, footer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from markupsafe import Markup

from assistant.web.pages.assets import (
    ICON,
    PRINT_STYLESHEET,
    SCRIPTS,
    STYLESHEETS,
    asset_address,
    early_script,
)
from assistant.web.pages.links import Link
from assistant.web.pages.templates import fill
from assistant.web.request.page_context import PageContext
from ingest.records import LANGUAGES, Language

PATHS = {"search": "./", "overview": "oversikt", "about": "om", "help": "hjelp"}
"""The path of each page of the menu, by its name."""

SIGN_IN_PATH, SIGN_OUT_PATH, ACCOUNT_PATH = "logg-inn", "logg-ut", "konto"


@dataclass(frozen=True, slots=True)
class PageContent:
    """The content of one page, and where it belongs.

    `name` is its name in the menu, "" if it is not there, `title` that of the window. `root` is the
    path that a proxy serves the site under, `path` that of a page outside the menu, and `kept` what
    its address keeps in another language. A bare page has no way into the site, for who is outside.
    """

    name: str
    title: str
    body: Markup
    head: Markup = field(default_factory=Markup)
    root: str = ""
    path: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A page of the menu; `current` is whether it is the one that is shown."""

    link: Link
    current: bool


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """This page in another language, or in its own."""

    language: Language
    link: Link
    current: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """A page, and all that stands around it.

    `base` is the address that all others are relative to, `here` is that of the page itself.
    `report` writes an e-mail on an error, with the page's address in it. `account` leads to who is
    signed in, if anybody can be.
    """

    content: PageContent
    base: str
    here: str
    home: str
    menu: tuple[MenuLink, ...]
    languages: tuple[LanguageLink, ...]
    footer: tuple[Link, ...]
    report: Link | None
    account: MenuLink | None
    documents: int
    icon: str
    early_script: Markup
    scripts: tuple[str, ...]
    stylesheets: tuple[str, ...]
    print_stylesheet: str


def render_page(context: PageContext, content: PageContent) -> str:
    """Return a whole HTML document."""
    return fill("layout", context.texts, layout(context, content))


def layout(context: PageContext, content: PageContent) -> Layout:
    """Return a page with what stands around it."""
    texts = context.texts
    query = context.link() if content.name == "search" else context.to_page("")
    pages = {
        name: Link(context.to_page(path), texts(f"menu.{name}")) for name, path in PATHS.items()
    }
    accessibility = Link(f"{pages['about'].address}#tilgjengelighet", texts("about.accessibility"))
    return Layout(
        content=content,
        base=f"{content.root}/",
        here=f"{_path(content)}{query}",
        home=pages["search"].address,
        menu=()
        if content.is_bare
        else tuple(MenuLink(link, name == content.name) for name, link in pages.items()),
        languages=tuple(_in_language(context, content, language) for language in LANGUAGES),
        footer=()
        if content.is_bare
        else (pages["overview"], pages["about"], pages["help"], accessibility),
        report=_report(context, content, f"{_path(content)}{query}"),
        account=_account(context, content),
        documents=context.generation.manifest.documents,
        icon=asset_address(ICON),
        # Ours, read from a file of this program.
        early_script=Markup(early_script()),  # noqa: S704
        scripts=tuple(map(asset_address, SCRIPTS)),
        stylesheets=tuple(map(asset_address, STYLESHEETS)),
        print_stylesheet=asset_address(PRINT_STYLESHEET),
    )


def _account(context: PageContext, content: PageContent) -> MenuLink | None:
    if content.is_bare or not context.has_sign_in:
        return None
    link = Link(context.to_page(ACCOUNT_PATH), context.texts("menu.account"))
    return MenuLink(link, content.path == ACCOUNT_PATH)


def _report(context: PageContext, content: PageContent, here: str) -> Link | None:
    """Return the link that reports an error of the page; its script puts the host in front."""
    if not context.contact:
        return None
    address = f"{content.root}/{here.removeprefix('./')}"
    mail = f"mailto:{quote(context.contact, safe='@')}?body={quote(address, safe='')}"
    return Link(mail, context.texts("page.report"))


def _path(content: PageContent) -> str:
    return PATHS.get(content.name, content.path)


def _in_language(context: PageContext, content: PageContent, language: Language) -> LanguageLink:
    address = f"{_path(content)}{_language_query(context, content, language)}"
    text = context.texts(f"language.own_{language}")
    return LanguageLink(language, Link(address, text), language == context.texts.language)


def _language_query(context: PageContext, content: PageContent, language: Language) -> str:
    """Return the query string of the page in a language, which it names in any case.

    A reader whose browser remembers another language must get the one that they press.
    """
    if content.name != "search":
        return f"?{urlencode({'lang': language, **content.kept})}"
    query = context.link(language=language)
    if language != context.default_language:
        return query
    return f"{query}{'' if query == '?' else '&'}lang={language}"

"""The pages that are about the reader: signing in, the account, and why something is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from assistant.show.texts import Texts
from assistant.web.pages.layout import PageContent
from assistant.web.pages.templates import fill


@dataclass(frozen=True, slots=True)
class SignIn:
    """The form at which one signs in.

    `token` shows that the form is ours, `target` is the address to go on to, `language` that of the
    page. `done` or `wrong` is what became of the last attempt.
    """

    token: str
    target: str
    language: str
    name: str = ""
    done: str = ""
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class AccountView:
    """Who is signed in, as sentences; the token of the form that signs out, "" without one."""

    sentences: tuple[str, ...]
    token: str
    language: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a request is not answered, as a title and a sentence.

    `again` is the address that asks the same, if that may help.
    """

    title: str
    sentence: str
    again: str = ""


@dataclass(frozen=True, slots=True)
class SmallPage:
    """A page: what its template prints, and the text that is its title.

    `path`, `kept` and `is_bare` are those of `PageContent`.
    """

    value: SignIn | AccountView | Refused
    title: str
    path: str
    kept: Mapping[str, str] = field(default_factory=dict)
    is_bare: bool = True

    def body(self, texts: Texts) -> Markup:
        """Return the page without what stands around it."""
        match self.value:
            case SignIn():
                return fill("sign_in", texts, self.value)
            case AccountView():
                return fill("account", texts, self.value)
            case Refused():
                return fill("refused", texts, self.value)

    def content(self, title: str, body: Markup, root: str) -> PageContent:
        """Return the content of the page, with its title and its body."""
        return PageContent(
            "", title, body, root=root, path=self.path, kept=self.kept, is_bare=self.is_bare
        )

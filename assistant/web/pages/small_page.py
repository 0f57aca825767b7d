"""The pages that are about the reader: signing in, the account, and why something is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from assistant.web.pages.layout import PageContent


@dataclass(frozen=True, slots=True)
class SmallPage:
    """A page: the template and its value, and the text that is its title.

    `path`, `kept` and `is_bare` are those of `PageContent`.
    """

    template: str
    value: object
    title: str
    path: str
    kept: Mapping[str, str] = field(default_factory=dict)
    is_bare: bool = True

    def content(self, title: str, body: Markup, root: str) -> PageContent:
        """Return the content of the page, with its title and its filled template."""
        return PageContent(
            "", title, body, root=root, path=self.path, kept=self.kept, is_bare=self.is_bare
        )


@dataclass(frozen=True, slots=True)
class SignIn:
    """The form at which one signs in.

    `token` shows that the form is ours, `target` is the address to go on to, `language` that of the
    page. `said` is what became of the last attempt, `is_wrong` whether that was an error.
    """

    token: str
    target: str
    language: str
    name: str = ""
    said: str = ""
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class AccountView:
    """Who is signed in, as sentences; the token of the form that signs out, "" without one."""

    sentences: tuple[str, ...]
    token: str
    language: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a request is not answered, as a title and a sentence."""

    title: str
    sentence: str

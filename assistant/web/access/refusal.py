"""Why a request is not let through, and how that is told: a page, a sentence, or the sign-in."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.types import Scope

from assistant.web.access.open_paths import SIGN_IN
from assistant.web.access.target import TARGET, asked_for
from assistant.web.not_found import FOR_PROGRAMS, is_readers
from assistant.web.pages.site import Site
from assistant.web.pages.small_page import Refused, SmallPage
from assistant.web.request.address import read_query
from assistant.web.request.path import path_in_site

Reason = Literal["unknown", "not_editor", "too_many", "foreign", "not_local"]

STATUS: dict[Reason, int] = {
    "unknown": 401,
    "not_editor": 403,
    "too_many": 429,
    "foreign": 403,
    "not_local": 403,
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not let through; the seconds to wait, and whether signing in would help."""

    reason: Reason
    wait: int = 0
    can_sign_in: bool = False


class Refusals:
    """Answers the requests that are not let through, in the language of their address."""

    def __init__(self, site: Site) -> None:
        """Write the pages with `site`."""
        self._site = site

    def answer(self, scope: Scope, refusal: Refusal) -> Response:
        """Return the answer: a reader's is a page, a program's a sentence."""
        parameters = read_query(scope["query_string"].decode("latin-1"))
        root = scope.get("root_path", "")
        is_page = is_readers(scope)
        if refusal.can_sign_in and is_page:
            language = {"lang": parameters["lang"]} if "lang" in parameters else {}
            query = urlencode({TARGET: asked_for(scope), **language})
            return RedirectResponse(f"{root}{SIGN_IN}?{query}", 303)
        texts = self._site.texts(parameters)
        title = texts(f"access.{refusal.reason}_title")
        sentence = texts(f"access.{refusal.reason}")
        response: Response
        if is_page:
            refused = Refused(title, sentence)
            page = SmallPage(refused, f"access.{refusal.reason}_title", "./")
            response = HTMLResponse(self._site.small_page(page, parameters, root))
        elif path_in_site(scope).startswith(FOR_PROGRAMS):
            response = JSONResponse({"error": sentence})
        else:
            response = PlainTextResponse(sentence)
        response.status_code = STATUS[refusal.reason]
        if refusal.reason == "unknown":
            response.headers["www-authenticate"] = "Bearer"
        if refusal.wait:
            response.headers["retry-after"] = str(refusal.wait)
        return response

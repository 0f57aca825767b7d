"""The routes at which somebody signs in and out, and sees who they are."""

import anyio
import anyio.to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.access.accounts import folded_name
from assistant.access.password import is_password
from assistant.access.registry import Account
from assistant.web.access.client_address import client_address
from assistant.web.access.cookies import FORM, SESSION, drop_cookie, read_cookie, set_cookie
from assistant.web.access.doors import Doors
from assistant.web.access.open_paths import SIGN_IN
from assistant.web.access.refusal import Refusal, Refusals
from assistant.web.access.target import TARGET, safe_target
from assistant.web.access.visitor import visitor_of
from assistant.web.pages.layout import ACCOUNT_PATH, SIGN_IN_PATH
from assistant.web.pages.site import Site
from assistant.web.pages.small_page import AccountView, SignIn, SmallPage
from assistant.web.request.address import read_query

MAX_HASHES = 2
"""Passwords that are checked at once: each takes 64 MiB of memory and some tens of milliseconds."""

MAX_WAITING = 20
"""More attempts that wait to be checked are a flood, and are turned away."""

TRY_LATER_SECONDS = 5

MAX_FIELDS = 10

SIGNED_OUT = "ut"


class SignInRoutes:
    """Answers the requests of signing in and out."""

    def __init__(self, site: Site, doors: Doors) -> None:
        """Write the pages with `site`, and let in through `doors`."""
        self._site = site
        self._doors = doors
        self._refusals = Refusals(site)
        self._hashes = anyio.CapacityLimiter(MAX_HASHES)

    async def show_form(self, request: Request) -> Response:
        """Return the form, or send who is signed in on to where they were going."""
        parameters = read_query(request.url.query)
        visitor = visitor_of(request.scope)
        target = parameters.get(TARGET, "")
        if visitor is not None and visitor.way != "none":
            return RedirectResponse(safe_target(target, _root(request)), 303)
        if not self._doors.policy.registry.now().accounts:
            return self._refusals.answer(request.scope, Refusal("unknown"))
        texts = self._site.texts(parameters)
        said = texts("access.signed_out") if SIGNED_OUT in parameters else ""
        return self._form(request, parameters, said=said)

    async def sign_in(self, request: Request) -> Response:
        """Open a session if the name and the password are right."""
        sent = await _read_form(request)
        texts = self._site.texts(sent)
        name = folded_name(sent.get("navn", ""))
        if not self._doors.forms.is_token(sent.get("skjema", ""), self._form_cookie(request)):
            return self._form(request, sent, 403, texts("access.form_old"))
        address = client_address(request.scope)
        if wait := self._doors.attempts.begin(address, name):
            minutes = -(-wait // 60)
            response = self._form(request, sent, 429, texts("access.locked", minutes=minutes))
            response.headers["retry-after"] = str(wait)
            return response
        if self._hashes.statistics().tasks_waiting >= MAX_WAITING:
            response = self._form(request, sent, 503, texts("access.busy"))
            response.headers["retry-after"] = str(TRY_LATER_SECONDS)
            return response
        account = await self._account(name, sent.get("passord", ""))
        if account is None:
            return self._form(request, sent, 401, texts("access.wrong"))
        self._doors.attempts.succeeded(address, name)
        # A session that the browser had before is not taken over: whoever set it would know it.
        self._doors.sessions.end(read_cookie(request.scope, SESSION))
        done: Response = RedirectResponse(safe_target(sent.get(TARGET, ""), _root(request)), 303)
        set_cookie(done, request.scope, SESSION, self._doors.sessions.begin(account))
        drop_cookie(done, request.scope, FORM)
        return done

    async def sign_out(self, request: Request) -> Response:
        """End the session."""
        sent = await _read_form(request)
        secret = read_cookie(request.scope, SESSION)
        if not self._doors.forms.is_token(sent.get("skjema", ""), secret):
            return RedirectResponse(f"{_root(request)}/{ACCOUNT_PATH}", 303)
        self._doors.sessions.end(secret)
        language = f"&lang={lang}" if (lang := sent.get("lang", "")) in ("nb", "nn", "en") else ""
        done = RedirectResponse(f"{_root(request)}{SIGN_IN}?{SIGNED_OUT}=1{language}", 303)
        drop_cookie(done, request.scope, SESSION)
        return done

    async def show_account(self, request: Request) -> Response:
        """Return the page that says who is signed in, and lets them out."""
        parameters = read_query(request.url.query)
        visitor = visitor_of(request.scope)
        if visitor is None or visitor.way == "none":
            return RedirectResponse(f"{_root(request)}{SIGN_IN}?{TARGET}={ACCOUNT_PATH}", 303)
        texts = self._site.texts(parameters)
        token = ""
        if visitor.way == "password":
            token = self._doors.forms.token(read_cookie(request.scope, SESSION))
        sentences = (
            texts(f"access.as_{visitor.way}", name=visitor.name),
            texts(f"access.as_{visitor.role}"),
        )
        view = AccountView(sentences, token, texts.language)
        page = SmallPage(view, "menu.account", ACCOUNT_PATH, is_bare=False)
        return HTMLResponse(self._site.small_page(page, parameters, _root(request)))

    async def _account(self, name: str, password: str) -> Account | None:
        """Return the account of a name if the password is its own."""
        account = self._doors.policy.registry.now().accounts.get(name)
        is_right = await anyio.to_thread.run_sync(
            is_password, password, account.password_hash if account else None, limiter=self._hashes
        )
        return account if is_right else None

    def _form(
        self, request: Request, sent: dict[str, str], status: int = 200, said: str = ""
    ) -> Response:
        shown = self._form_cookie(request)
        nonce = shown or self._doors.forms.new_nonce()
        texts = self._site.texts(sent)
        target = sent.get(TARGET, "")
        view = SignIn(
            token=self._doors.forms.token(nonce),
            target=target,
            language=texts.language,
            name=sent.get("navn", "")[:200],
            done=said if status == 200 else "",
            wrong=said if status != 200 else "",
        )
        kept = {TARGET: target} if target else {}
        page = SmallPage(view, "access.sign_in", SIGN_IN_PATH, kept)
        response = HTMLResponse(self._site.small_page(page, sent, _root(request)), status)
        if not shown:
            set_cookie(response, request.scope, FORM, nonce)
        return response

    def _form_cookie(self, request: Request) -> str:
        return read_cookie(request.scope, FORM)


async def _read_form(request: Request) -> dict[str, str]:
    """Return the fields of a form that was sent; of what is no form of ours there are none."""
    try:
        form = await request.form(max_files=0, max_fields=MAX_FIELDS)
    except HTTPException as error:
        if error.status_code != 400:
            raise
        return {}
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _root(request: Request) -> str:
    root: str = request.scope.get("root_path", "")
    return root

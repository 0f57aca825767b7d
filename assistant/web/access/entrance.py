"""Put the door around the application."""

from typing import TYPE_CHECKING

from assistant.web.access.doors import Doors
from assistant.web.access.forwarded import ForwardedHeaders
from assistant.web.access.gate import Gate
from assistant.web.access.limits import RequestLimits
from assistant.web.access.open_paths import ACCOUNT, SIGN_IN, SIGN_OUT
from assistant.web.access.sign_in import SignInRoutes
from assistant.web.pages.site import Site

if TYPE_CHECKING:
    from fastapi import FastAPI


def add_sign_in(app: "FastAPI", site: Site, doors: Doors) -> None:
    """Give `app` the routes of signing in, if there is anything to sign in for."""
    if not doors.policy.has_sign_in:
        return
    routes = SignInRoutes(site, doors)
    app.add_route(SIGN_IN, routes.show_form, methods=["GET"])
    app.add_route(SIGN_IN, routes.sign_in, methods=["POST"])
    app.add_route(SIGN_OUT, routes.sign_out, methods=["POST"])
    app.add_route(ACCOUNT, routes.show_account, methods=["GET"])


def guard(app: "FastAPI", site: Site, doors: Doors | None) -> None:
    """Put the door around all that `app` has by now; without `doors` everybody is let in."""
    proxies: tuple[str, ...] = ()
    user_header = ""
    if doors is not None:
        proxies, user_header = doors.policy.proxies, doors.policy.user_header
        app.add_middleware(Gate, doors=doors, site=site)
    # The last is the outermost: what comes first is who sent the request, and in what time.
    app.add_middleware(ForwardedHeaders, proxies=proxies, user_header=user_header)
    app.add_middleware(RequestLimits)

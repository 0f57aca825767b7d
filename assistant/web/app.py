"""The application: our own routes, then Gradio's page, and what wraps both."""

from typing import TYPE_CHECKING

from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware

from assistant.access.policy import Policy
from assistant.counts.keeping import Counter
from assistant.search.live import LiveSearcher
from assistant.show.texts import Texts
from assistant.web.access import add_sign_in, guard
from assistant.web.access.doors import Doors
from assistant.web.gradio_bridge import mount_gradio
from assistant.web.health import add_health
from assistant.web.metrics import Metrics
from assistant.web.middleware import SecurityHeaders
from assistant.web.not_found import NotFoundPage
from assistant.web.openapi.routes import add_description
from assistant.web.pages.site import Site
from assistant.web.request_log import RequestLog
from assistant.web.routes import add_routes
from assistant.web.threads import search_workers

if TYPE_CHECKING:
    from fastapi import FastAPI

MIN_COMPRESSED_BYTES = 500
"""Less than a packet: compression makes a response of this size no faster."""


def build_app(
    live: LiveSearcher,
    texts: Texts,
    contact: str = "",
    policy: Policy | None = None,
    counter: Counter | None = None,
) -> "FastAPI":
    """Return the ASGI application: the page, the HTTP API and everything they link to.

    `texts` are those of the language that an address without `lang` is answered in; `contact` is
    the e-mail address that readers report errors to, if there is one. `policy` is who may use it;
    without one everybody may. `counter` counts the searches, if they are to be counted.
    """
    from fastapi import FastAPI

    doors = Doors(policy) if policy else None
    has_sign_in = policy is not None and policy.has_users
    site = Site(live, texts.language, contact, has_sign_in, counter)
    # FastAPI's own documentation page loads scripts from elsewhere.
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    searches = search_workers()
    metrics = Metrics(live, searches)
    add_routes(app, site, searches)
    add_health(app, live, metrics)
    if doors:
        add_sign_in(app, site, doors)
    add_description(app, site, doors is not None and doors.policy.has_sign_in)
    app = mount_gradio(app, site, searches)
    app.add_middleware(
        GZipMiddleware,
        minimum_size=MIN_COMPRESSED_BYTES,
        # A PDF is compressed inside, and is asked for in ranges.
        exclude_content_types=(*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/pdf"),
    )
    app.add_middleware(NotFoundPage, site=site)
    guard(app, site, doors)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestLog, routes=app.routes, metrics=metrics)
    return app

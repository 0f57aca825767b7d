"""Run the web page on an address of this machine."""

import socket
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.access.policy import Policy, is_loopback, read_policy
from assistant.counts.keeping import counting
from assistant.errors import PortTaken
from assistant.reporter import Reporter
from assistant.reports.mending import mending
from assistant.reports.watch import watching
from assistant.search.live import LiveSearcher
from assistant.settings import Settings
from assistant.show.texts import texts_in
from assistant.web.allocation import give_memory_back
from assistant.web.app import build_app
from assistant.web.connection import MAX_HEADER_BYTES, TimedConnection
from assistant.web.request_log import logging_requests
from assistant.web.root_path import UnderRootPath
from assistant.web.silent_errors import silent_errors
from assistant.web.stopping import GRACE_SECONDS
from assistant.workspace import open_searcher

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import ASGIApp


def run_server(settings: Settings, reporter: Reporter, watch: Path | None = None) -> None:
    """Serve the page and the HTTP API until interrupted, and follow the folder `watch`.

    Raises:
        PortTaken: something else listens on the address, or it is not of this machine.
        FileMissing: there is no folder to be followed.
        AccessOpen, ProxyUntrusted, AccessUnreadable: see `read_policy`.
        EksempelfinnerError: the index or the encoder cannot be opened.
    """
    give_memory_back()
    # The port is taken before the seconds that the encoder needs, so that a clash shows at once.
    with closing(_listen(settings.host, settings.port)) as listener:
        policy = read_policy(settings, listener.getsockname()[0])
        # Nothing is read in for a server that refuses to start.
        with watching(settings, watch, reporter):
            _serve_on(listener, policy, settings, reporter)


def _serve_on(
    listener: socket.socket, policy: Policy, settings: Settings, reporter: Reporter
) -> None:
    import uvicorn

    host, port = listener.getsockname()[:2]
    searcher = open_searcher(settings, reporter)
    with (
        mending(settings) as mender,
        counting(settings) as counter,
        silent_errors(),
        logging_requests(settings.log),
    ):
        live = LiveSearcher(searcher, mender)
        texts = texts_in(settings.language)
        app: ASGIApp = build_app(live, texts, settings.contact, policy, counter)
        if settings.root_path:
            app = UnderRootPath(app, settings.root_path)
        server = uvicorn.Server(server_config(app))
        listener.listen(128)
        shown = f"[{host}]" if ":" in host else host
        _tell_access(policy, host, reporter)
        reporter.say("serve.ready", url=f"http://{shown}:{port}{settings.root_path}/")
        server.run(sockets=[listener])


def server_config(app: "ASGIApp") -> "uvicorn.Config":
    """Return how the server speaks HTTP: with limits, and without a word of who asks what."""
    import uvicorn

    return uvicorn.Config(
        app,
        log_level="warning",
        server_header=False,
        access_log=False,
        # What a proxy says is read behind our own door, which knows whom to believe.
        proxy_headers=False,
        http=TimedConnection,
        timeout_graceful_shutdown=GRACE_SECONDS,
        ws="none",
        h11_max_incomplete_event_size=MAX_HEADER_BYTES,
    )


def _tell_access(policy: Policy, host: str, reporter: Reporter) -> None:
    """Say who may use the page, and what is not safe about it."""
    if policy.is_local:
        return
    reporter.say("serve.public" if policy.anonymous else "serve.closed")
    if not policy.proxies and not is_loopback(host) and policy.registry.now().accounts:
        reporter.say("serve.plain")


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise PortTaken(host=host, port=port) from error
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise PortTaken(host=host, port=port) from error
    return listener

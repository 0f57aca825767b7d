"""Run the web page on an address of this machine."""

import socket

from assistant.errors import PortTaken
from assistant.reporter import Reporter
from assistant.search.live import LiveSearcher
from assistant.settings import Settings
from assistant.show.texts import texts_in
from assistant.web.app import build_app
from assistant.workspace import open_searcher


def run_server(settings: Settings, reporter: Reporter) -> None:
    """Serve the page and the HTTP API until interrupted.

    Raises:
        PortTaken: something else listens on the address, or it is not of this machine.
        EksempelfinnerError: the index or the encoder cannot be opened.
    """
    import uvicorn

    # The port is taken before the seconds that the encoder needs, so that a clash shows at once.
    listener = _listen(settings.host, settings.port)
    host, port = listener.getsockname()[:2]
    live = LiveSearcher(open_searcher(settings, reporter))
    app = build_app(live, texts_in(settings.language), settings.contact)
    config = uvicorn.Config(app, log_level="warning", server_header=False, access_log=False)
    server = uvicorn.Server(config)
    listener.listen(128)
    shown = f"[{host}]" if ":" in host else host
    reporter.say("serve.ready", url=f"http://{shown}:{port}/")
    server.run(sockets=[listener])


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

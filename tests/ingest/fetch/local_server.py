"""Make a web server on this machine that answers as a test says."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 400 + b"\n%%EOF\n"
ETAG = '"v1"'

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """A handler that answers as `server.answers` says for the path, and notes the request."""

    server: "Server"

    def do_GET(self) -> None:
        """Answer a request."""
        self.server.requests.append((self.path, dict(self.headers.items())))
        self.answer()

    def answer(self) -> None:
        """Answer a request that has been noted."""
        self.server.answers[self.path](self)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Write no log."""

    def give(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Answer; `content_type="x"` is the header Content-Type."""
        self.send_response(status)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if "Content-Length" not in named and named.pop("length", "") != "no":
            named["Content-Length"] = str(len(body))
        for name, value in named.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """A server with its answers by path, and the requests that have come."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.stopped = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore a client that hangs up."""

    def url(self, path: str = "/a.pdf") -> str:
        """Return the address of `path`."""
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Run the server until the block ends."""
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()


def whole(handler: Handler) -> None:
    """Give the PDF, or the rest of it if a range of this version is asked for."""
    asked = handler.headers.get("Range")
    if asked and handler.headers.get("If-Range") == ETAG:
        start = int(asked.removeprefix("bytes=").removesuffix("-"))
        rest = PDF[start:]
        handler.send_response(206)
        handler.send_header("Content-Range", f"bytes {start}-{len(PDF) - 1}/{len(PDF)}")
        handler.send_header("Content-Length", str(len(rest)))
        handler.send_header("Content-Type", "application/pdf")
        handler.send_header("ETag", ETAG)
        handler.end_headers()
        handler.wfile.write(rest)
    else:
        handler.give(200, PDF, Content_Type="application/pdf", ETag=ETAG)


def cut(handler: Handler) -> None:
    """Promise the PDF and hang up after a part of it."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/pdf")
    handler.send_header("Content-Length", str(len(PDF)))
    handler.send_header("ETag", ETAG)
    handler.end_headers()
    handler.wfile.write(PDF[:50_000])


def endless(handler: Handler) -> None:
    """Give a PDF that never ends."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/pdf")
    handler.end_headers()
    handler.wfile.write(PDF)
    while not handler.server.stopped.is_set():
        handler.wfile.write(bytes(65536))


def silent(handler: Handler) -> None:
    """Say nothing until the test is over."""
    handler.server.stopped.wait(30)


def trickling(handler: Handler) -> None:
    """Give a byte now and then."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/pdf")
    handler.end_headers()
    while not handler.server.stopped.wait(0.02):
        handler.wfile.write(b"%")


def redirect(to: str) -> Answer:
    """Return an answer that leads on to another address."""
    return lambda handler: handler.give(302, Location=to)

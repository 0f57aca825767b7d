"""Raw connections to a real server on loopback: slow, huge and broken requests."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from assistant.web.access.limits import MAX_BODY_BYTES, RequestLimits
from assistant.web.connection import MAX_HEADER_BYTES, TimedConnection
from assistant.web.server import server_config

LIMIT_SECONDS = 0.5
"""In place of the real limits, so that the tests do not wait for them."""


class Quick(TimedConnection):
    """A connection with less patience."""

    header_seconds = LIMIT_SECONDS
    unread_seconds = LIMIT_SECONDS


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the length of the body; at "/large" with more than anybody's buffers hold."""
    request = Request(scope, receive)
    response: Response
    if request.url.path == "/large":
        response = PlainTextResponse(b"x" * 50_000_000)
    elif request.url.path == "/unread":
        response = PlainTextResponse("unread")
    else:
        response = PlainTextResponse(str(len(await request.body())))
    await response(scope, receive, send)


Connect = Callable[[], socket.socket]


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[uvicorn.Server, int]]:
    """A server with the connections and the limits of ours, and its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = server_config(RequestLimits(echo, body_seconds=LIMIT_SECONDS))
    assert config.http is TimedConnection
    config.http = Quick
    config.lifespan = "off"
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server, listener.getsockname()[1]
    server.should_exit = True
    thread.join(10)
    listener.close()


@pytest.fixture
def connect(server: tuple[uvicorn.Server, int]) -> Iterator[Connect]:
    """Open connections to the server, which are closed in the end."""
    opened: list[socket.socket] = []

    def open_one() -> socket.socket:
        opened.append(socket.create_connection(("127.0.0.1", server[1]), timeout=10))
        return opened[-1]

    yield open_one
    for connection in opened:
        connection.close()


def all_of(connection: socket.socket) -> bytes:
    """Return everything until the other side closes."""
    parts = []
    with suppress(ConnectionResetError):
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def answer_of(connection: socket.socket) -> bytes:
    """Return one answer whose body is a single character; head and body may come apart."""
    answer = b""
    while b"\r\n\r\n" not in answer[:-1]:
        answer += connection.recv(65536)
    return answer


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail if the block takes longer, or no time at all."""
    began = time.monotonic()
    yield
    assert LIMIT_SECONDS * 0.8 < time.monotonic() - began < seconds


def request(path: str = "/", method: str = "GET", *headers: str, body: bytes = b"") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def test_an_ordinary_request_is_answered(connect: Connect) -> None:
    """And another on the same connection, with a body."""
    connection = connect()
    connection.sendall(request())
    assert answer_of(connection).endswith(b"0")
    connection.sendall(request("/", "POST", "Content-Length: 3", "Connection: close", body=b"abc"))
    assert all_of(connection).endswith(b"3")


@pytest.mark.parametrize("sent", [b"", b"GET / HT", request()[:-2]])
def test_headers_that_do_not_come_end_the_connection(connect: Connect, sent: bytes) -> None:
    """Whatever has come of them."""
    connection = connect()
    connection.sendall(sent)
    with within(5):
        assert all_of(connection) == b""


def test_a_byte_now_and_then_does_not_hold_a_connection(connect: Connect) -> None:
    """The time is that of all headers together, on a connection that was used before too."""
    for used in (False, True):
        connection = connect()
        if used:
            connection.sendall(request())
            answer_of(connection)
        with within(5):
            try:
                for byte in request("/", "GET", *(["X-Slow: 1"] * 200)):
                    connection.sendall(bytes([byte]))
                    time.sleep(0.02)
            except OSError:
                pass
            else:
                pytest.fail("the request was taken")


def test_a_slow_body_is_given_up(connect: Connect) -> None:
    """With its length or in chunks; and the connection is closed."""
    for header in ("Content-Length: 100", "Transfer-Encoding: chunked"):
        connection = connect()
        with within(5):
            connection.sendall(request("/", "POST", header))
            connection.sendall(b"1\r\nx\r\n")
            assert all_of(connection).startswith(b"HTTP/1.1 408 ")


def test_a_body_that_nobody_reads_does_not_hold_a_connection(connect: Connect) -> None:
    """The answer has long been there when the rest of it comes."""
    connection = connect()
    connection.sendall(request("/unread", "POST", "Content-Length: 1000"))
    with within(8):
        try:
            for _ in range(400):
                connection.sendall(b"x")
                time.sleep(0.02)
        except OSError:
            pass
        else:
            pytest.fail("the body was waited for")


def test_a_huge_body_is_refused(connect: Connect) -> None:
    """As it is announced, or as soon as it is too large."""
    connection = connect()
    connection.sendall(request("/", "POST", f"Content-Length: {MAX_BODY_BYTES + 1}"))
    assert connection.recv(65536).startswith(b"HTTP/1.1 413 ")
    connection = connect()
    connection.sendall(request("/", "POST", "Transfer-Encoding: chunked"))
    chunk = b"x" * 16_384
    with suppress(OSError):
        for _ in range(1000):
            connection.sendall(b"4000\r\n" + chunk + b"\r\n")
    assert connection.recv(65536).startswith(b"HTTP/1.1 413 ")
    connection = connect()
    largest = b"x" * MAX_BODY_BYTES
    headers = (f"Content-Length: {len(largest)}", "Connection: close")
    connection.sendall(request("/", "POST", *headers, body=largest))
    assert all_of(connection).endswith(str(MAX_BODY_BYTES).encode())


@pytest.mark.parametrize(
    "head",
    [
        f"GET /{'x' * 2 * MAX_HEADER_BYTES} HTTP/1.1\r\n".encode(),
        b"GET / HTTP/1.1\r\nX: " + b"x" * 2 * MAX_HEADER_BYTES,
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * (MAX_HEADER_BYTES // 3),
    ],
)
def test_huge_headers_are_refused(connect: Connect, head: bytes) -> None:
    """A long address, one long header, or very many."""
    connection = connect()
    with suppress(OSError):
        connection.sendall(head)
    assert connection.recv(65536).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    "broken",
    [
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: a\x00b\r\n\r\n",
    ],
)
def test_what_is_no_http_is_refused(connect: Connect, broken: bytes) -> None:
    """In one answer, and the connection is closed."""
    connection = connect()
    connection.sendall(broken)
    assert all_of(connection).startswith(b"HTTP/1.1 400 ")


def test_who_reads_nothing_is_cut_off(connect: Connect, server: tuple[uvicorn.Server, int]) -> None:
    """The answer is dropped, and nothing of the connection is left at the server."""
    connection = connect()
    connection.sendall(request("/large"))
    state = server[0].server_state
    began = time.monotonic()
    while time.monotonic() - began < 1 or state.connections:
        assert time.monotonic() - began < 8
        time.sleep(0.05)
    assert len(all_of(connection)) < 50_000_000
    assert not state.tasks


def test_an_upgrade_is_not_followed(connect: Connect) -> None:
    """There are no websockets here."""
    connection = connect()
    headers = ("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13")
    connection.sendall(request("/", "GET", *headers, "Sec-WebSocket-Key: eA=="))
    assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")

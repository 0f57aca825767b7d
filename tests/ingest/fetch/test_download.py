"""A report is fetched whole or refused with an error; a local server plays the publishers."""

import datetime as dt
import json
import socket
import ssl
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import (
    AddressPrivate,
    AddressUnsafe,
    DataUnreadable,
    DownloadBroken,
    DownloadNotPdf,
    DownloadTooLarge,
    FetchError,
    Reason,
    RedirectsTooMany,
    ServerRefused,
    ServerTooSlow,
    ServerUnreachable,
)
from ingest.fetch.connection import look_up
from ingest.fetch.download import FetchLimits, fetch_file, part_of
from ingest.progress import no_progress
from tests.ingest.fetch.local_server import (
    ETAG,
    PDF,
    Handler,
    Server,
    cut,
    endless,
    redirect,
    serving,
    silent,
    trickling,
    whole,
)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that gives nothing yet."""
    with serving(Server()) as running:
        yield running


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the report goes, in a folder that is not there yet."""
    return tmp_path / "fetched" / "rapport.pdf"


def fetch(server: Server, path: Path, served: str = "/a.pdf", **more: Any) -> int:
    """Fetch what the local server has at `served`."""
    return fetch_file(server.url(served), path, no_progress, loopback=True, **more)


def files_beside(path: Path) -> set[str]:
    """Return the names of the files in the folder of `path`."""
    return {file.name for file in path.parent.iterdir()} if path.parent.exists() else set()


def test_a_whole_file_is_fetched_with_progress(server: Server, path: Path) -> None:
    """Its bytes are there, nothing else is, and progress was reported to the end."""
    server.answers["/a.pdf?b=c"] = whole
    progress: list[tuple[int, int | None]] = []
    address = server.url("/a.pdf?b=c#side=3")
    size = fetch_file(address, path, lambda *now: progress.append(now), loopback=True)
    assert (size, path.read_bytes()) == (len(PDF), PDF)
    assert files_beside(path) == {"rapport.pdf"}
    assert progress[-1] == (len(PDF), len(PDF))
    ((_, headers),) = server.requests
    assert headers.keys() == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert headers["User-Agent"] == f"eksempelfinner/{version('eksempelfinner')}"
    assert headers["Accept-Encoding"] == "identity"


def test_a_broken_download_goes_on_where_it_stopped(server: Server, path: Path) -> None:
    """The second call asks for the rest of the same version."""
    server.answers["/a.pdf"] = cut
    with pytest.raises(DownloadBroken):
        fetch(server, path)
    assert files_beside(path) == {"rapport.pdf.part", "rapport.pdf.part.json"}
    size = part_of(path).stat().st_size
    assert 0 < size <= 50_000
    server.answers["/a.pdf"] = whole
    assert fetch(server, path) == len(PDF)
    assert path.read_bytes() == PDF
    assert server.requests[-1][1]["Range"] == f"bytes={size}-"
    assert server.requests[-1][1]["If-Range"] == ETAG


def test_an_interrupted_download_goes_on_too(server: Server, path: Path) -> None:
    """Ctrl+C leaves what has been fetched as a part."""
    server.answers["/a.pdf"] = whole

    def interrupt(_done: int, _total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch_file(server.url(), path, interrupt, loopback=True)
    size = part_of(path).stat().st_size
    assert size > 0
    assert fetch(server, path) == len(PDF)
    assert path.read_bytes() == PDF
    assert server.requests[-1][1].get("Range", f"bytes={len(PDF)}-") == f"bytes={size}-"


OTHER = b"%PDF-1.4 another version" + bytes(3000) + b"%%EOF"


def changed_whole(handler: Handler) -> None:
    """Give the new version from its start, as If-Range asks."""
    handler.give(200, OTHER, Content_Type="application/pdf", ETag='"v2"')


def changed_rest(handler: Handler) -> None:
    """Give the rest of the new version, as a server does that does not know If-Range."""
    if "Range" not in handler.headers:
        changed_whole(handler)
        return
    start = int(handler.headers["Range"].removeprefix("bytes=").removesuffix("-"))
    handler.give(206, b"new", Content_Range=f"bytes {start}-{start + 2}/{start + 3}", ETag='"v2"')


def changed_place(handler: Handler) -> None:
    """Give another range than the one that was asked for."""
    if "Range" not in handler.headers:
        changed_whole(handler)
        return
    handler.give(206, OTHER[9:], Content_Range="bytes 9-3032/3033", ETag=ETAG)


def changed_gone(handler: Handler) -> None:
    """Say that the new version has no such range."""
    if "Range" not in handler.headers:
        changed_whole(handler)
        return
    handler.give(416)


@pytest.mark.parametrize("answer", [changed_whole, changed_rest, changed_place, changed_gone])
def test_a_file_that_has_changed_in_between_is_fetched_anew(
    answer: Any, server: Server, path: Path
) -> None:
    """Two versions are never joined."""
    server.answers["/a.pdf"] = cut
    with pytest.raises(DownloadBroken):
        fetch(server, path)
    server.answers["/a.pdf"] = answer
    assert fetch(server, path) == len(OTHER)
    assert path.read_bytes() == OTHER
    assert files_beside(path) == {"rapport.pdf"}


def test_a_part_of_another_address_is_not_gone_on_with(server: Server, path: Path) -> None:
    """Nor is one whose JSON file is broken."""
    server.answers |= {"/a.pdf": cut, "/b.pdf": whole}
    with pytest.raises(DownloadBroken):
        fetch(server, path)
    memo = part_of(path).with_name("rapport.pdf.part.json")
    assert json.loads(memo.read_text()) == {"address": server.url(), "validator": ETAG}
    assert fetch(server, path, "/b.pdf") == len(PDF)
    assert "Range" not in server.requests[-1][1]
    with pytest.raises(DownloadBroken):
        fetch(server, path)
    memo.write_text("[")
    server.answers["/a.pdf"] = whole
    assert fetch(server, path) == len(PDF)
    assert "Range" not in server.requests[-1][1]


@pytest.mark.parametrize(
    ("body", "kind", "found"),
    [
        (b"<html>Logg inn</html>", "text/html; charset=utf-8", "text/html"),
        (PDF, "text/html", "text/html"),
        (b"<html>Logg inn</html>", "application/pdf", "<html>Lo"),
        (b"", "application/pdf", ""),
    ],
)
def test_a_file_that_is_not_a_pdf_is_not_kept(
    body: bytes, kind: str, found: str, server: Server, path: Path
) -> None:
    """Neither by what the server calls it nor by how it begins."""
    server.answers["/a.pdf"] = lambda handler: handler.give(200, body, Content_Type=kind)
    with pytest.raises(DownloadNotPdf) as caught:
        fetch(server, path)
    assert caught.value.found == found
    assert files_beside(path) == set()


def test_compressed_bytes_are_not_taken(server: Server, path: Path) -> None:
    """A small answer could unfold into a large one."""
    server.answers["/a.pdf"] = lambda h: h.give(
        200, PDF, Content_Type="application/pdf", Content_Encoding="gzip"
    )
    with pytest.raises(DownloadNotPdf) as caught:
        fetch(server, path)
    assert caught.value.found == "gzip"


def promise_too_much(handler: Handler) -> None:
    """Say that the file is larger than it may be."""
    handler.give(200, PDF, Content_Type="application/pdf", Content_Length="9000000")


def promise_too_little(handler: Handler) -> None:
    """Give more than is said; what is over the length is not read."""
    handler.give(200, PDF, Content_Type="application/pdf", Content_Length="8000")


@pytest.mark.parametrize("answer", [promise_too_much, endless])
def test_a_file_that_is_too_large_is_not_kept(answer: Any, server: Server, path: Path) -> None:
    """Whether it says so or not."""
    server.answers["/a.pdf"] = answer
    with pytest.raises(DownloadTooLarge) as caught:
        fetch(server, path, limits=FetchLimits(bytes=2_000_000))
    assert caught.value.megabytes == 2
    assert files_beside(path) == set()


def test_no_more_is_read_than_the_server_says_there_is(server: Server, path: Path) -> None:
    """A length that is too small cuts the file; what is read is what was promised."""
    server.answers["/a.pdf"] = promise_too_little
    assert fetch(server, path) == 8000


def test_redirects_are_followed_and_checked(server: Server, path: Path) -> None:
    """Five at the most, relative ones too."""
    for number in range(5):
        server.answers[f"/{number}"] = redirect(f"/{number + 1}")
    server.answers["/5"] = whole
    assert fetch(server, path, "/0") == len(PDF)
    server.answers["/x"] = redirect("/0")
    with pytest.raises(RedirectsTooMany) as caught:
        fetch(server, path, "/x")
    assert (caught.value.address, caught.value.limit) == (server.url("/x"), 5)


@pytest.mark.parametrize(
    ("to", "error"),
    [
        ("http://93.184.215.14/a.pdf", AddressUnsafe),
        ("ftp://127.0.0.1/a.pdf", AddressUnsafe),
        ("file:///etc/passwd", AddressUnsafe),
        ("https://a:b@93.184.215.14/", AddressUnsafe),
        ("https://[/", AddressUnsafe),
        ("https://10.0.0.1/a.pdf", AddressPrivate),
        ("http://10.0.0.1/a.pdf", AddressPrivate),
        ("https://169.254.169.254/latest", AddressPrivate),
        ("https://[::ffff:10.0.0.1]/", AddressPrivate),
    ],
)
def test_a_redirect_leads_nowhere_else(
    to: str, error: type[FetchError], server: Server, path: Path
) -> None:
    """Not to plain http, and not into a private network."""
    server.answers["/a.pdf"] = redirect(to)
    with pytest.raises(error):
        fetch(server, path)
    assert len(server.requests) == 1
    assert files_beside(path) == set()


def test_a_loop_of_redirects_ends(server: Server, path: Path) -> None:
    """After as many as are allowed."""
    server.answers["/a.pdf"] = redirect("/a.pdf")
    with pytest.raises(RedirectsTooMany):
        fetch(server, path)
    assert len(server.requests) == 6


@pytest.mark.parametrize("status", [204, 206, 302, 404, 416, 500, 503])
def test_another_answer_than_the_file_is_told(status: int, server: Server, path: Path) -> None:
    """With HTTP's number for it; a redirect to nowhere too."""
    server.answers["/a.pdf"] = lambda handler: handler.give(status)
    with pytest.raises(ServerRefused) as caught:
        fetch(server, path)
    assert caught.value.status == status


def test_a_silent_server_is_given_up(server: Server, path: Path) -> None:
    """After the seconds of silence that are allowed."""
    server.answers["/a.pdf"] = silent
    with pytest.raises(ServerTooSlow) as caught:
        fetch(server, path, limits=FetchLimits(silence=0.2))
    assert caught.value.seconds == 0.2


def test_a_server_that_trickles_is_given_up(server: Server, path: Path) -> None:
    """No single wait is long, all of them are."""
    server.answers["/a.pdf"] = trickling
    with pytest.raises(ServerTooSlow) as caught:
        fetch(server, path, limits=FetchLimits(total=0.3))
    assert caught.value.seconds == 0.3


def test_an_end_without_a_length_must_be_the_end_of_a_pdf(server: Server, path: Path) -> None:
    """Else the connection was lost."""
    server.answers["/a.pdf"] = lambda h: h.give(200, PDF[:900], length="no")
    with pytest.raises(DownloadBroken):
        fetch(server, path)
    server.answers["/a.pdf"] = lambda h: h.give(200, PDF, length="no")
    assert fetch(server, path) == len(PDF)


def test_nobody_there(path: Path) -> None:
    """A port that nobody listens on."""
    server = Server()
    address = server.url()
    server.server_close()
    with pytest.raises(ServerUnreachable) as caught:
        fetch_file(address, path, no_progress, loopback=True)
    assert caught.value.reason == Reason.NO_ANSWER


@pytest.mark.parametrize("error", [socket.gaierror(-2, "unknown"), UnicodeError("too long")])
def test_a_name_that_no_machine_has_is_told(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the system says of it, in English, is not."""

    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(ServerUnreachable) as caught:
        look_up("rapport.example.no", 443)
    assert caught.value.reason == Reason.NAME_UNKNOWN


def test_a_folder_that_cannot_be_written_is_told(server: Server, tmp_path: Path) -> None:
    """The folder cannot be made, as a file has its name."""
    (tmp_path / "fetched").write_text("")
    with pytest.raises(DataUnreadable) as caught:
        fetch(server, tmp_path / "fetched" / "rapport.pdf")
    assert caught.value.reason == Reason.NOT_FOLDER


def test_this_machine_is_not_asked_without_the_tests_leave(server: Server, path: Path) -> None:
    """As the command calls it."""
    with pytest.raises(AddressUnsafe):
        fetch_file(server.url(), path, no_progress)
    with pytest.raises(AddressPrivate):
        fetch_file(server.url().replace("http:", "https:"), path, no_progress)
    assert server.requests == []


def test_the_connection_goes_to_the_number_that_was_checked(server: Server, path: Path) -> None:
    """A name is looked up once for an address, so that it cannot move after the check."""
    server.answers["/a.pdf"] = whole
    asked: list[str] = []

    def rebinding(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    address = server.url().replace("127.0.0.1", "rapport.example.no")
    assert fetch_file(address, path, no_progress, resolve=rebinding, loopback=True) == len(PDF)
    assert asked == ["rapport.example.no"]
    assert server.requests[0][1]["Host"] == f"rapport.example.no:{server.server_address[1]}"


def test_the_next_number_is_tried(server: Server, path: Path) -> None:
    """A machine whose IPv6 leads nowhere is reached by its IPv4."""
    server.answers["/a.pdf"] = whole
    address = server.url().replace("127.0.0.1", "rapport.example.no")
    numbers = ["::1", "127.0.0.1"]
    size = fetch_file(address, path, no_progress, resolve=lambda *_: numbers, loopback=True)
    assert size == len(PDF)


def test_the_environment_decides_nothing(
    server: Server, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No proxy stands between the check of an address and the connection."""
    server.answers["/a.pdf"] = whole
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert fetch(server, path) == len(PDF)


def certified(name: str, folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return a server's context with a certificate for `name`, and a client's that trusts it."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    there = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    there.load_cert_chain(file)
    return there, ssl.create_default_context(cafile=str(file))


@pytest.mark.parametrize("certificate", ["rapport.example.no", "annen.example.no"])
def test_over_https_the_name_must_be_proved(certificate: str, path: Path, tmp_path: Path) -> None:
    """The connection goes to a number, yet the certificate must be the name's."""
    there, here = certified(certificate, tmp_path)
    server = Server()
    server.answers["/a.pdf"] = whole
    server.socket = there.wrap_socket(server.socket, server_side=True)
    names: list[str | None] = []
    there.sni_callback = lambda _socket, name, _context: names.append(name)
    address = f"https://rapport.example.no:{server.server_address[1]}/a.pdf"
    with serving(server):

        def fetch_it() -> int:
            return fetch_file(
                address,
                path,
                no_progress,
                resolve=lambda *_: ["127.0.0.1"],
                context=here,
                loopback=True,
            )

        if certificate == "rapport.example.no":
            assert fetch_it() == len(PDF)
        else:
            with pytest.raises(ServerUnreachable) as caught:
                fetch_it()
            assert caught.value.reason == Reason.NOT_TRUSTED
    assert names == ["rapport.example.no"]

"""Fetch a PDF from the public web: the only module that opens a connection to another machine.

A download is written to `<path>.part` and moved into place when it is complete. `<path>.part.json`
has what is needed to resume it (RFC 9110, 13.1.5 and 14).
"""

import json
import os
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from ingest.errors import (
    AddressUnsafe,
    DataUnreadable,
    DownloadBroken,
    DownloadNotPdf,
    DownloadTooLarge,
    RedirectsTooMany,
    ServerRefused,
    ServerTooSlow,
    ServerUnreachable,
)
from ingest.fetch.addresses import Resolve, Target, check_address

if TYPE_CHECKING:
    import httpx

ByteProgress = Callable[[int, int | None], None]
"""Called with the bytes so far and all bytes, or None if their number is not known."""

_REDIRECT_STATUSES = (301, 302, 303, 307, 308)
_CONTENT_TYPES = frozenset(
    ("", "application/pdf", "application/x-pdf", "application/octet-stream", "binary/octet-stream")
)
_HEAD_BYTES, _TAIL_BYTES = 1024, 2048  # where readers look for %PDF- and %%EOF


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """The limits for fetching one report.

    `bytes` is its size and `redirects` a number of addresses. `connect`, `silence` and `total` are
    seconds: to connect, without a byte, and in all.
    """

    bytes: int = 200_000_000
    redirects: int = 5
    connect: float = 10
    silence: float = 30
    total: float = 3600


@dataclass(frozen=True, slots=True)
class _Part:
    """The part that an earlier call left: its bytes, and the server's name for that version."""

    size: int
    validator: str


def look_up(host: str, port: int) -> Sequence[str]:
    """Return the numeric addresses of `host`.

    Raises:
        ServerUnreachable: there is no such name.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ServerUnreachable(address=host, reason=reason) from error
    return [str(address[0]) for *_, address in found]


def fetch_file(
    address: str,
    path: Path,
    on_bytes: ByteProgress,
    *,
    limits: FetchLimits | None = None,
    resolve: Resolve = look_up,
    context: ssl.SSLContext | None = None,
    loopback: bool = False,
) -> int:
    """Fetch the PDF at `address` into `path`, resuming where an earlier call stopped.

    Returns the number of bytes. A download that was interrupted is kept as a part; one that is too
    large or not a PDF is deleted. `resolve`, `context` and `loopback` (see `check_address`) are for
    tests.

    Raises:
        FetchError: it cannot be fetched.
        DataUnreadable: it cannot be written.
    """
    fetch = _Fetch(address, path, on_bytes, limits or FetchLimits(), resolve, context, loopback)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return fetch.run()
    except OSError as error:
        reason = error.strerror or str(error)
        raise DataUnreadable(folder=str(path.parent), reason=reason) from error


def part_of(path: Path) -> Path:
    """Return where the download of `path` is kept until it is complete."""
    return path.with_name(path.name + ".part")


@dataclass
class _Fetch:
    """One download of a file."""

    address: str
    path: Path
    on_bytes: ByteProgress
    limits: FetchLimits
    resolve: Resolve
    context: ssl.SSLContext | None
    loopback: bool

    def __post_init__(self) -> None:
        self.part = part_of(self.path)
        self.memo = self.part.with_name(self.part.name + ".json")
        self.deadline = time.monotonic() + self.limits.total

    def run(self) -> int:
        earlier = self._earlier_part()
        if earlier is None or not self._attempt(earlier):
            self._attempt(None)
        self._check_whole()
        size = self.part.stat().st_size
        self.part.replace(self.path)
        self.memo.unlink(missing_ok=True)
        return size

    def _attempt(self, earlier: _Part | None) -> bool:
        """Download the file or the rest of it; return False if the server cannot resume."""
        with self._answer(earlier) as (address, response):
            if earlier is not None and not self._is_rest(response, earlier):
                if response.status_code in (206, 416):
                    return False
                earlier = None
            if response.status_code != (200 if earlier is None else 206):
                raise ServerRefused(address=address, status=response.status_code)
            self._check_head(address, response)
            self._receive(address, response, earlier.size if earlier else 0)
        return True

    @contextmanager
    def _answer(self, earlier: _Part | None) -> "Iterator[tuple[str, httpx.Response]]":
        """Follow redirects to the answer, checking every address; yield it with its address."""
        address = self.address
        for _ in range(self.limits.redirects + 1):
            target = check_address(address, self.resolve, self.loopback)
            with self._request(address, target, earlier) as response:
                location = response.headers.get("location")
                if response.status_code not in _REDIRECT_STATUSES or not location:
                    yield address, response
                    return
            try:
                address = urldefrag(urljoin(address, location)).url
            except ValueError as error:
                raise AddressUnsafe(address=location) from error
        raise RedirectsTooMany(address=self.address, limit=self.limits.redirects)

    @contextmanager
    def _request(
        self, address: str, target: Target, earlier: _Part | None
    ) -> "Iterator[httpx.Response]":
        """Ask the numbers of the target until one answers; TLS must prove the target's name."""
        import httpx

        headers = {
            "Host": target.netloc,
            "User-Agent": "eksempelfinner",
            "Accept": "application/pdf",
            # A range is a range of the bytes as they are stored, which compression would change.
            "Accept-Encoding": "identity",
        }
        if earlier is not None:
            headers |= {"Range": f"bytes={earlier.size}-", "If-Range": earlier.validator}
        timeout = httpx.Timeout(self.limits.silence, connect=self.limits.connect)
        verify = self.context if self.context is not None else True
        with (
            _httpx_errors_as_ours(address, self.limits),
            httpx.Client(
                timeout=timeout, verify=verify, trust_env=False, follow_redirects=False
            ) as client,
        ):
            for number in target.numbers:
                host = f"[{number}]" if ":" in number else number
                request = client.build_request(
                    "GET",
                    f"{target.scheme}://{host}:{target.port}{target.path}",
                    headers=headers,
                    extensions={} if target.numeric else {"sni_hostname": target.host},
                )
                try:
                    response = client.send(request, stream=True)
                except (httpx.ConnectError, httpx.ConnectTimeout):
                    if number == target.numbers[-1]:
                        raise
                    continue
                try:
                    yield response
                finally:
                    response.close()
                return

    def _is_rest(self, response: "httpx.Response", earlier: _Part) -> bool:
        """Return whether the answer is the rest of the same version of the file."""
        content_range = re.match(r"bytes (\d+)-", response.headers.get("content-range", ""))
        return (
            response.status_code == 206
            and content_range is not None
            and int(content_range[1]) == earlier.size
            and _validator(response) in (None, earlier.validator)
        )

    def _check_head(self, address: str, response: "httpx.Response") -> None:
        kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
        coding = response.headers.get("content-encoding", "identity").lower()
        if kind not in _CONTENT_TYPES or coding != "identity":
            self._drop()
            raise DownloadNotPdf(
                address=address, found=kind if kind not in _CONTENT_TYPES else coding
            )

    def _receive(self, address: str, response: "httpx.Response", done: int) -> None:
        """Write the answer to the part, of which `done` bytes are there."""
        length = response.headers.get("content-length", "")
        total = done + int(length) if length.isascii() and length.isdigit() else None
        if total is not None and total > self.limits.bytes:
            raise self._too_large(address)
        validator = _validator(response)
        self.memo.write_text(json.dumps({"address": self.address, "validator": validator}), "utf-8")
        with self.part.open("ab" if done else "wb") as file:
            for block in response.iter_raw():
                done += len(block)
                if done > self.limits.bytes:
                    raise self._too_large(address)
                if time.monotonic() > self.deadline:
                    raise ServerTooSlow(address=address, seconds=self.limits.total)
                file.write(block)
                self.on_bytes(done, total)
            file.flush()
            os.fsync(file.fileno())
        chunked = "transfer-encoding" in response.headers
        if total is None and not chunked and not self._ends_as_pdf():
            # Without a length, a lost connection cannot be told from the end of the file.
            raise DownloadBroken(address=address)

    def _check_whole(self) -> None:
        with self.part.open("rb") as file:
            head = file.read(_HEAD_BYTES)
        if b"%PDF-" not in head:
            self._drop()
            raise DownloadNotPdf(address=self.address, found=repr(head[:8])[2:-1])

    def _ends_as_pdf(self) -> bool:
        with self.part.open("rb") as file:
            file.seek(max(0, self.part.stat().st_size - _TAIL_BYTES))
            return b"%%EOF" in file.read()

    def _too_large(self, address: str) -> DownloadTooLarge:
        self._drop()
        return DownloadTooLarge(address=address, megabytes=self.limits.bytes // 1_000_000)

    def _earlier_part(self) -> _Part | None:
        """Return the part of an earlier call, if the server can be asked for the rest of it."""
        try:
            memo = json.loads(self.memo.read_text("utf-8"))
            size = self.part.stat().st_size
            if size and memo["address"] == self.address and memo["validator"]:
                return _Part(size, str(memo["validator"]))
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return None

    def _drop(self) -> None:
        self.part.unlink(missing_ok=True)
        self.memo.unlink(missing_ok=True)


def _validator(response: "httpx.Response") -> str | None:
    """Return the name of this version of the file; a weak ETag may not be used with a range."""
    etag = response.headers.get("etag")
    if etag and not etag.startswith("W/"):
        return str(etag)
    modified: str | None = response.headers.get("last-modified")
    return modified


@contextmanager
def _httpx_errors_as_ours(address: str, limits: FetchLimits) -> Iterator[None]:
    """Raise our errors in place of those of httpx."""
    import httpx

    try:
        yield
    except httpx.ConnectTimeout as error:
        raise ServerTooSlow(address=address, seconds=limits.connect) from error
    except httpx.TimeoutException as error:
        raise ServerTooSlow(address=address, seconds=limits.silence) from error
    except (httpx.ReadError, httpx.RemoteProtocolError) as error:
        raise DownloadBroken(address=address) from error
    except httpx.InvalidURL as error:
        raise AddressUnsafe(address=address) from error
    except httpx.HTTPError as error:
        raise ServerUnreachable(address=address, reason=str(error)) from error

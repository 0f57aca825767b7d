"""Fetch a PDF from the public web: the only module that opens a connection to another machine.

A download goes to `<path>.part` and is moved into place when it is whole. Beside it
`<path>.part.json` remembers what is needed to go on where it stopped (RFC 9110, 13.1.5 and 14).
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
"""Called with the bytes that have come and those there are, or None where it is not known."""

_REDIRECTS = (301, 302, 303, 307, 308)
_TYPES = frozenset(
    ("", "application/pdf", "application/x-pdf", "application/octet-stream", "binary/octet-stream")
)
_HEAD, _TAIL = 1024, 2048  # where readers look for %PDF- and %%EOF


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Hold what a report may take: bytes, addresses, seconds of silence, seconds in all."""

    bytes: int = 200_000_000
    redirects: int = 5
    connect: float = 10
    silence: float = 30
    total: float = 3600


@dataclass(frozen=True, slots=True)
class _Begun:
    """What has come of a download before, and the server's name for that version of the file."""

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
    return [str(each[4][0]) for each in found]


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
    """Fetch the PDF at `address` into `path`, going on where an earlier call stopped.

    `resolve`, `context` and `loopback` (see `check_address`) are for tests. Returns the number of
    bytes. A download that was interrupted stays as a part; one that is not a PDF or too large goes.

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
    """Return where the download of `path` is kept until it is whole."""
    return path.with_name(path.name + ".part")


@dataclass
class _Fetch:
    """One download."""

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
        begun = self._begun()
        if begun is None or not self._attempt(begun):
            self._attempt(None)
        self._check_whole()
        size = self.part.stat().st_size
        self.part.replace(self.path)
        self.memo.unlink(missing_ok=True)
        return size

    def _attempt(self, begun: _Begun | None) -> bool:
        """Download; return False where the server cannot go on with what has come before."""
        with self._answer(begun) as (at, response):
            if begun is not None and not self._goes_on(response, begun):
                if response.status_code in (206, 416):
                    return False
                begun = None
            if response.status_code != (200 if begun is None else 206):
                raise ServerRefused(address=at, status=response.status_code)
            self._check_head(at, response)
            self._receive(at, response, begun.size if begun else 0)
        return True

    @contextmanager
    def _answer(self, begun: _Begun | None) -> "Iterator[tuple[str, httpx.Response]]":
        """Follow redirects to the answer; each address is checked anew."""
        address = self.address
        for _ in range(self.limits.redirects + 1):
            target = check_address(address, self.resolve, self.loopback)
            with self._asked(address, target, begun) as response:
                onwards = response.headers.get("location")
                if response.status_code not in _REDIRECTS or not onwards:
                    yield address, response
                    return
            try:
                address = urldefrag(urljoin(address, onwards)).url
            except ValueError as error:
                raise AddressUnsafe(address=onwards) from error
        raise RedirectsTooMany(address=self.address, limit=self.limits.redirects)

    @contextmanager
    def _asked(
        self, address: str, target: Target, begun: _Begun | None
    ) -> "Iterator[httpx.Response]":
        """Ask the first of the target's machines that answers; its name is what TLS must prove."""
        import httpx

        headers = {
            "Host": target.netloc,
            "User-Agent": "eksempelfinner",
            "Accept": "application/pdf",
            # A range is one of the bytes as they are stored.
            "Accept-Encoding": "identity",
        }
        if begun is not None:
            headers |= {"Range": f"bytes={begun.size}-", "If-Range": begun.validator}
        timeout = httpx.Timeout(self.limits.silence, connect=self.limits.connect)
        verify = self.context if self.context is not None else True
        with (
            _told(address, self.limits),
            httpx.Client(
                timeout=timeout, verify=verify, trust_env=False, follow_redirects=False
            ) as client,
        ):
            for number in target.numbers:
                shown = f"[{number}]" if ":" in number else number
                request = client.build_request(
                    "GET",
                    f"{target.scheme}://{shown}:{target.port}{target.path}",
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

    def _goes_on(self, response: "httpx.Response", begun: _Begun) -> bool:
        """Say whether the answer is the rest of the same version of the file."""
        from_pdf = re.match(r"bytes (\d+)-", response.headers.get("content-range", ""))
        now = _validator(response)
        return (
            response.status_code == 206
            and from_pdf is not None
            and int(from_pdf[1]) == begun.size
            and now in (None, begun.validator)
        )

    def _check_head(self, at: str, response: "httpx.Response") -> None:
        kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
        coding = response.headers.get("content-encoding", "identity").lower()
        if kind not in _TYPES or coding != "identity":
            self._drop()
            raise DownloadNotPdf(address=at, found=kind if kind not in _TYPES else coding)

    def _receive(self, at: str, response: "httpx.Response", done: int) -> None:
        length = response.headers.get("content-length", "")
        total = done + int(length) if length.isascii() and length.isdigit() else None
        if total is not None and total > self.limits.bytes:
            raise self._too_large(at)
        validator = _validator(response)
        self.memo.write_text(json.dumps({"address": self.address, "validator": validator}), "utf-8")
        with self.part.open("ab" if done else "wb") as file:
            for block in response.iter_raw():
                done += len(block)
                if done > self.limits.bytes:
                    raise self._too_large(at)
                if time.monotonic() > self.deadline:
                    raise ServerTooSlow(address=at, seconds=self.limits.total)
                file.write(block)
                self.on_bytes(done, total)
            file.flush()
            os.fsync(file.fileno())
        chunked = "transfer-encoding" in response.headers
        if total is None and not chunked and not self._ends_as_pdf():
            # Without a length a lost connection looks like the end.
            raise DownloadBroken(address=at)

    def _check_whole(self) -> None:
        with self.part.open("rb") as file:
            head = file.read(_HEAD)
        if b"%PDF-" not in head:
            self._drop()
            raise DownloadNotPdf(address=self.address, found=repr(head[:8])[2:-1])

    def _ends_as_pdf(self) -> bool:
        with self.part.open("rb") as file:
            file.seek(max(0, self.part.stat().st_size - _TAIL))
            return b"%%EOF" in file.read()

    def _too_large(self, at: str) -> DownloadTooLarge:
        self._drop()
        return DownloadTooLarge(address=at, megabytes=self.limits.bytes // 1_000_000)

    def _begun(self) -> _Begun | None:
        """Return what an earlier call left, where the server can be asked for the rest of it."""
        try:
            memo = json.loads(self.memo.read_text("utf-8"))
            size = self.part.stat().st_size
            if size and memo["address"] == self.address and memo["validator"]:
                return _Begun(size, str(memo["validator"]))
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return None

    def _drop(self) -> None:
        self.part.unlink(missing_ok=True)
        self.memo.unlink(missing_ok=True)


def _validator(response: "httpx.Response") -> str | None:
    """Return the strong name of this version; a weak ETag may not be used with a range."""
    etag = response.headers.get("etag")
    if etag and not etag.startswith("W/"):
        return str(etag)
    modified: str | None = response.headers.get("last-modified")
    return modified


@contextmanager
def _told(address: str, limits: FetchLimits) -> Iterator[None]:
    """Turn what httpx raises into errors of ours."""
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

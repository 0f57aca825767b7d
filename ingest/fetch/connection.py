"""Ask an address of the public web: the only module that opens a connection to another machine.

The numbers that the connection may go to are checked first, at every redirect, and the connection
goes to one of these numbers; TLS must prove the name.
"""

import re
import socket
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from ingest.errors import (
    AddressUnsafe,
    DownloadBroken,
    Reason,
    RedirectsTooMany,
    ServerRefused,
    ServerTooSlow,
    ServerUnreachable,
)
from ingest.fetch.addresses import Resolve, Target, check_address

if TYPE_CHECKING:
    import httpx

_REDIRECT_STATUSES = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """The limits for fetching one file or answer.

    `bytes` is its size and `redirects` a number of addresses. `connect`, `silence` and `total` are
    seconds: to connect, without a byte, and in all.
    """

    bytes: int = 200_000_000
    redirects: int = 5
    connect: float = 10
    silence: float = 30
    total: float = 3600


def look_up(host: str, port: int) -> Sequence[str]:
    """Return the numeric addresses of `host`.

    Raises:
        ServerUnreachable: there is no such name.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ServerUnreachable(address=host, reason=Reason.NAME_UNKNOWN) from error
    return [str(address[0]) for *_, address in found]


@dataclass(frozen=True, slots=True)
class Door:
    """The way to the web; only tests need another one than this.

    `resolve` looks names up, `context` proves them, and `loopback` allows this machine, and plain
    http to it alone: see `check_address`.
    """

    resolve: Resolve = look_up
    context: ssl.SSLContext | None = None
    loopback: bool = False


@dataclass(frozen=True, slots=True)
class WebAnswer:
    """What a server answers, while the connection is open.

    `address` is the one that answered, after redirects; the names of `headers` are in small
    letters. `blocks` yields the bytes as they were sent.
    """

    address: str
    status: int
    headers: Mapping[str, str]
    blocks: Iterator[bytes]

    def refusal(self) -> ServerRefused:
        """Return the error that tells this status, and how long the server asks to wait."""
        wait_s = _seconds_to_wait(self.headers.get("retry-after", ""))
        return ServerRefused(address=self.address, status=self.status, wait_s=wait_s)


@contextmanager
def asking(
    address: str, headers: Mapping[str, str], limits: FetchLimits, door: Door
) -> Iterator[WebAnswer]:
    """Ask `address` and let the block read the answer; redirects are followed, each one checked.

    `headers` are sent beside those that every request has.

    Raises:
        FetchError: there is no answer, or it breaks off while it is read.
    """
    here = address
    for _ in range(limits.redirects + 1):
        target = check_address(here, door.resolve, door.loopback)
        with (
            _httpx_errors_as_ours(here, limits),
            _response(target, headers, limits, door) as response,
        ):
            location = response.headers.get("location")
            if response.status_code not in _REDIRECT_STATUSES or not location:
                names = {name.lower(): value for name, value in response.headers.items()}
                yield WebAnswer(here, response.status_code, names, response.iter_raw())
                return
        try:
            here = urldefrag(urljoin(here, location)).url
        except ValueError as error:
            raise AddressUnsafe(address=location) from error
    raise RedirectsTooMany(address=address, limit=limits.redirects)


@contextmanager
def _response(
    target: Target, headers: Mapping[str, str], limits: FetchLimits, door: Door
) -> "Iterator[httpx.Response]":
    """Ask the numbers of the target until one answers."""
    import httpx

    sent = {
        "Host": target.netloc,
        "User-Agent": f"eksempelfinner/{version('eksempelfinner')}",
        # The bytes are wanted as they are stored, which compression would change.
        "Accept-Encoding": "identity",
        **headers,
    }
    timeout = httpx.Timeout(limits.silence, connect=limits.connect)
    verify = door.context if door.context is not None else True
    with httpx.Client(
        timeout=timeout, verify=verify, trust_env=False, follow_redirects=False
    ) as client:
        for number in target.numbers:
            host = f"[{number}]" if ":" in number else number
            request = client.build_request(
                "GET",
                f"{target.scheme}://{host}:{target.port}{target.path}",
                headers=sent,
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
        raise ServerUnreachable(address=address, reason=_why_unreachable(error)) from error


def _why_unreachable(error: BaseException) -> Reason:
    """Return why nobody could be talked to: the libraries say it in English, each in its words."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return Reason.NOT_TRUSTED
        cause = cause.__cause__ or cause.__context__
    return Reason.NO_ANSWER


def _seconds_to_wait(told: str) -> float | None:
    """Return the seconds of a header Retry-After, which has a number or a date, or None."""
    if re.fullmatch(r"\d{1,9}", told.strip(), re.ASCII):
        return float(told)
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())

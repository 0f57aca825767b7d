"""Fetch a PDF from the public web into a file.

A download is written to `<path>.part` and moved into place when it is complete. `<path>.part.json`
has what is needed to resume it (RFC 9110, 13.1.5 and 14).
"""

import json
import os
import re
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import (
    DataUnreadable,
    DownloadBroken,
    DownloadNotPdf,
    DownloadTooLarge,
    ServerTooSlow,
    reason_of,
)
from ingest.fetch.addresses import Resolve
from ingest.fetch.connection import Door, FetchLimits, WebAnswer, asking, look_up

ByteProgress = Callable[[int, int | None], None]
"""Called with the bytes so far and all bytes, or None if their number is not known."""

_CONTENT_TYPES = frozenset(
    ("", "application/pdf", "application/x-pdf", "application/octet-stream", "binary/octet-stream")
)
_HEAD_BYTES, _TAIL_BYTES = 1024, 2048  # where readers look for %PDF- and %%EOF


@dataclass(frozen=True, slots=True)
class _Part:
    """The part that an earlier call left: its bytes, and the server's name for that version."""

    size: int
    validator: str


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
    door = Door(resolve, context, loopback)
    fetch = _Fetch(address, path, on_bytes, limits or FetchLimits(), door)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return fetch.run()
    except OSError as error:
        raise DataUnreadable(folder=str(path.parent), reason=reason_of(error)) from error


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
    door: Door

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
        with asking(self.address, self._headers(earlier), self.limits, self.door) as answer:
            if earlier is not None and not self._is_rest(answer, earlier):
                if answer.status in (206, 416):
                    return False
                earlier = None
            if answer.status != (200 if earlier is None else 206):
                raise answer.refusal()
            self._check_head(answer)
            self._receive(answer, earlier.size if earlier else 0)
        return True

    def _headers(self, earlier: _Part | None) -> dict[str, str]:
        wanted = {"Accept": "application/pdf"}
        if earlier is not None:
            wanted |= {"Range": f"bytes={earlier.size}-", "If-Range": earlier.validator}
        return wanted

    def _is_rest(self, answer: WebAnswer, earlier: _Part) -> bool:
        """Return whether the answer is the rest of the same version of the file."""
        content_range = re.match(r"bytes (\d+)-", answer.headers.get("content-range", ""))
        return (
            answer.status == 206
            and content_range is not None
            and int(content_range[1]) == earlier.size
            and _validator(answer) in (None, earlier.validator)
        )

    def _check_head(self, answer: WebAnswer) -> None:
        kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
        coding = answer.headers.get("content-encoding", "identity").lower()
        if kind not in _CONTENT_TYPES or coding != "identity":
            self._drop()
            raise DownloadNotPdf(
                address=answer.address, found=kind if kind not in _CONTENT_TYPES else coding
            )

    def _receive(self, answer: WebAnswer, done: int) -> None:
        """Write the answer to the part, of which `done` bytes are there."""
        address = answer.address
        length = answer.headers.get("content-length", "")
        total = done + int(length) if length.isascii() and length.isdigit() else None
        if total is not None and total > self.limits.bytes:
            raise self._too_large(address)
        validator = _validator(answer)
        self.memo.write_text(json.dumps({"address": self.address, "validator": validator}), "utf-8")
        with self.part.open("ab" if done else "wb") as file:
            for block in answer.blocks:
                done += len(block)
                if done > self.limits.bytes:
                    raise self._too_large(address)
                if time.monotonic() > self.deadline:
                    raise ServerTooSlow(address=address, seconds=self.limits.total)
                file.write(block)
                self.on_bytes(done, total)
            file.flush()
            os.fsync(file.fileno())
        chunked = "transfer-encoding" in answer.headers
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


def _validator(answer: WebAnswer) -> str | None:
    """Return the name of this version of the file; a weak ETag may not be used with a range."""
    etag = answer.headers.get("etag")
    if etag and not etag.startswith("W/"):
        return etag
    return answer.headers.get("last-modified")

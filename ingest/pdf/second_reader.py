"""Read the pages of a long PDF in two processes: the second begins at the end, and they meet.

The second process is a fork of the first, made before the file is opened, and equally confined: a
file that takes over one of them has gained nothing by the other, so they pickle what they exchange.
What the second does not send, because it crashed on a page or went over a limit, the first reads
itself: a file is read, or refused, as it would be by one process.
"""

import mmap
import os
import pickle
import select
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from ingest.pdf.opened_file import PdfSource, ReadPage, opened_pdf, read_page
from ingest.progress import Progress

MIN_PAGES = 16
"""Fewer pages are read in less time than it takes to begin with them in a second process."""

_HEAD = struct.Struct("<Q")
_BLOCK_BYTES = 1 << 16
_FIRST, _SECOND = 0, 1


class SecondReader:
    """The second process, as the first one sees it; it does nothing until `read_pages` asks it."""

    def __init__(self, confine: Callable[[], None]) -> None:
        """Fork the process, which calls `confine` before all else."""
        requests, self._requests = os.pipe()
        self._pages, pages = os.pipe()
        self._claims = memoryview(mmap.mmap(-1, 16)).cast("q")
        self._received = bytearray()
        self._has_ended = False
        if os.fork():
            os.close(requests)
            os.close(pages)
            return
        with suppress(BaseException):  # whatever it was, the first process reads the pages
            os.close(self._requests)
            os.close(self._pages)
            _leave_standard_streams()
            confine()
            _serve(requests, pages, self._claims)
        os._exit(0)

    def begin(self, source: PdfSource, pages: int) -> None:
        """Have the process read the pages from the last one on."""
        self._claims[_FIRST], self._claims[_SECOND] = 0, pages
        with suppress(BrokenPipeError):
            _send(self._requests, source)
        os.close(self._requests)

    def claim(self, index: int) -> bool:
        """Return whether the second process has not begun with a page, nor will."""
        self._claims[_FIRST] = index + 1
        return index < self._claims[_SECOND]

    def ready(self, wait: bool = False) -> Iterator[tuple[int, ReadPage]]:
        """Yield the pages that have come, by index; with `wait` all that will ever come."""
        while not self._has_ended and (wait or select.select([self._pages], [], [], 0)[0]):
            block = os.read(self._pages, _BLOCK_BYTES)
            self._has_ended = not block
            self._received += block
            while len(self._received) >= _HEAD.size:
                (size,) = _HEAD.unpack_from(self._received)
                end = _HEAD.size + size
                if len(self._received) < end:
                    break
                message = bytes(self._received[_HEAD.size : end])
                del self._received[:end]
                yield pickle.loads(message)  # noqa: S301 of a process that is equally confined


def read_pages(
    document: Any, source: PdfSource, second: SecondReader | None, on_page: Progress
) -> list[ReadPage]:
    """Return the pages of an open document; `second` reads some of them if there are many."""
    total = len(document)
    found: dict[int, ReadPage] = {}

    def take(index: int, page: ReadPage) -> None:
        found[index] = page
        on_page(len(found), total)

    if second is not None and total >= MIN_PAGES:
        second.begin(source, total)
        for index in range(total):
            if not second.claim(index):
                break
            take(index, read_page(document, index, source.marked is not None))
            for page in second.ready():
                take(*page)
        for page in second.ready(wait=True):
            take(*page)
    for index in range(total):
        if index not in found:
            take(index, read_page(document, index, source.marked is not None))
    return [found[index] for index in range(total)]


def _serve(requests: int, pages: int, claims: "memoryview[int]") -> None:
    """Wait for a request and send the pages from the last one on, until the first is met."""
    with open(requests, "rb") as stream:
        request = stream.read()
    if not request:
        return  # the file is short, or is no PDF
    source: PdfSource = pickle.loads(request[_HEAD.size :])  # noqa: S301 of the first process
    with opened_pdf(source) as document:
        for index in reversed(range(claims[_SECOND])):
            claims[_SECOND] = index
            if claims[_FIRST] > index:
                return
            _send(pages, (index, read_page(document, index, source.marked is not None)))


def _send(descriptor: int, message: object) -> None:
    content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    unsent = memoryview(_HEAD.pack(len(content)) + content)
    while unsent:
        unsent = unsent[os.write(descriptor, unsent) :]


def _leave_standard_streams() -> None:
    """Give up the first process' streams: the program waits until all that have them close them."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nothing, descriptor)

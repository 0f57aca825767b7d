"""Answer requests in threads, so that none keeps the others waiting; tell errors in a sentence."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from assistant.errors import DocumentUnknown, PageUnknown, PdfUnknown, TooManySearches
from assistant.web.pages.site import ASKED_WRONGLY, Site
from assistant.web.request.address import read_query
from index.errors import IndexDamaged
from ingest.errors import EksempelfinnerError

Result = TypeVar("Result")

MAX_WAITING = 64
"""Searches that wait for a thread: some two seconds of work on two cores. Fifty people who all
search at the same moment are answered; of more, some are told to try again."""

BUSY, RETRY = 503, {"retry-after": "2"}
"""The status if too many wait, or the index is damaged and being mended; and the header that says
after how many seconds to come back."""

REFUSED_AFTER_SECONDS = 0.3
"""Who asks again at once is refused at most three times a second. Without the pause 200 programs
that do so were refused 1,500 times a second, which took one of two cores from those who search, and
`/healthz` waited 250 ms behind them."""

AnswerRequest = Callable[[Site, Request, dict[str, str]], Response]
"""Returns the site's response to a request, given the parameters of its address."""

WriteError = Callable[[str, int, dict[str, str]], Response]
"""Returns the response that tells an error: its sentence and status, and the same parameters."""


def error_as_text(sentence: str, status: int, parameters: dict[str, str]) -> Response:  # noqa: ARG001
    """Return the sentence of an error as plain text."""
    return PlainTextResponse(sentence, status_code=status)


def error_as_json(sentence: str, status: int, parameters: dict[str, str]) -> Response:
    """Return the question that was asked and the sentence of its error, as JSON."""
    asked = {"question": parameters.get("q", ""), "error": sentence}
    return JSONResponse(asked, status_code=status)


class Workers:
    """Threads that do one kind of work: so many at once, so many more wait, others are refused.

    Who waits holds no thread, so that the server still says that it is up.
    """

    def __init__(self, at_once: int, may_wait: int | None = None) -> None:
        """Do `at_once` pieces of work at a time; without `may_wait` any number may wait.

        `turned_away` counts those that were refused; `on_done`, if it is set, is told the seconds
        that each piece took, its wait included.
        """
        self._limiter = anyio.CapacityLimiter(at_once)
        self._most = None if may_wait is None else at_once + may_wait
        self._at_once = at_once
        self._inside = 0
        self.turned_away = 0
        self.on_done: Callable[[float], None] | None = None

    @property
    def waiting(self) -> int:
        """Return how many pieces of work wait for a thread."""
        return max(0, self._inside - self._at_once)

    async def run(self, work: Callable[[], Result]) -> Result:
        """Return what `work` returns in a thread.

        Raises:
            TooManySearches: as many wait already as may.
        """
        # All of this runs in one event loop: nobody else counts between these lines.
        if self._most is not None and self._inside >= self._most:
            self.turned_away += 1
            await anyio.sleep(REFUSED_AFTER_SECONDS)
            raise TooManySearches
        self._inside += 1
        started = time.monotonic()
        try:
            return await anyio.to_thread.run_sync(work, limiter=self._limiter)
        finally:
            self._inside -= 1
            if self.on_done is not None:
                self.on_done(time.monotonic() - started)


def search_workers() -> Workers:
    """Return what does as many searches at once as there are cores.

    More would be no faster, and each takes memory of its own while it runs.
    """
    return Workers(max(2, os.cpu_count() or 1), MAX_WAITING)


@dataclass(frozen=True, slots=True)
class Route:
    """How one route answers, and how it writes errors; `workers` bound how many run at once."""

    answer: AnswerRequest
    write_error: WriteError = error_as_text
    workers: Workers | None = None


async def answer_in_thread(site: Site, route: Route, request: Request) -> Response:
    """Return the answer of a route to a request, or the sentence of its error."""
    parameters = read_query(request.url.query)
    work = partial(site.answered, partial(route.answer, site, request, parameters))
    try:
        if route.workers is not None:
            return await route.workers.run(work)
        return await anyio.to_thread.run_sync(work)
    except EksempelfinnerError as error:
        status = _status(error)
        response = route.write_error(site.sentence(parameters, error), status, parameters)
        if status == BUSY:
            response.headers.update(RETRY)
        return response


def _status(error: EksempelfinnerError) -> int:
    if isinstance(error, DocumentUnknown | PdfUnknown | PageUnknown):
        return 404
    if isinstance(error, TooManySearches | IndexDamaged):
        return BUSY
    return 400 if isinstance(error, ASKED_WRONGLY) else 500

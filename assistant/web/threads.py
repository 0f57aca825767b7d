"""Answer requests in threads, so that none keeps the others waiting; tell errors in a sentence."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from assistant.errors import (
    DocumentUnknown,
    MunicipalityMisspelt,
    MunicipalityUnknown,
    PageUnknown,
    PdfUnknown,
    QuestionError,
)
from assistant.web.pages.site import Site
from assistant.web.request.address import read_query
from ingest.errors import EksempelfinnerError

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


def search_limiter() -> anyio.CapacityLimiter:
    """Return what lets as many searches run at once as there are cores, and others wait.

    More would be no faster, and each takes memory of its own while it runs. Who waits holds no
    thread, so that the server still says that it is up.
    """
    return anyio.CapacityLimiter(max(2, os.cpu_count() or 1))


@dataclass(frozen=True, slots=True)
class Route:
    """How one route answers, and how it writes errors; `limiter` bounds how many run at once."""

    answer: AnswerRequest
    write_error: WriteError = error_as_text
    limiter: anyio.CapacityLimiter | None = None


async def answer_in_thread(site: Site, route: Route, request: Request) -> Response:
    """Return the answer of a route to a request, or the sentence of its error."""
    parameters = read_query(request.url.query)
    try:
        return await anyio.to_thread.run_sync(
            partial(route.answer, site, request, parameters), limiter=route.limiter
        )
    except EksempelfinnerError as error:
        return route.write_error(site.sentence(parameters, error), _status(error), parameters)


def _status(error: EksempelfinnerError) -> int:
    if isinstance(error, DocumentUnknown | PdfUnknown | PageUnknown):
        return 404
    # A municipality may be unknown in other commands too, so those are no errors of a question.
    of_question = QuestionError | MunicipalityUnknown | MunicipalityMisspelt
    return 400 if isinstance(error, of_question) else 500

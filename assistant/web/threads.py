"""Answer requests in threads, so that none keeps the others waiting; tell errors in a sentence."""

from collections.abc import Callable
from functools import partial

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from assistant.errors import DocumentUnknown, PageUnknown, PdfUnknown, QuestionError
from assistant.web.pages.site import Site
from assistant.web.request.address import read_query
from ingest.errors import EksempelfinnerError

Answering = Callable[[Site, Request, dict[str, str]], Response]
"""What answers a request to the site, given the parameters of its address."""


async def answer_in_thread(
    site: Site,
    answer: Answering,
    request: Request,
    limiter: anyio.CapacityLimiter | None = None,
) -> Response:
    """Return the answer, or the sentence of its error; `limiter` bounds how many run at once."""
    parameters = read_query(request.url.query)
    try:
        return await anyio.to_thread.run_sync(
            partial(answer, site, request, parameters), limiter=limiter
        )
    except EksempelfinnerError as error:
        sentence = site.sentence(parameters, error)
        status = _status(error)
        if request.url.path.endswith("/api/ask"):
            told = {"question": parameters.get("q", ""), "error": sentence}
            return JSONResponse(told, status_code=status)
        return PlainTextResponse(sentence, status_code=status)


def _status(error: EksempelfinnerError) -> int:
    if isinstance(error, DocumentUnknown | PdfUnknown | PageUnknown):
        return 404
    return 400 if isinstance(error, QuestionError) else 500

"""What those who run the server ask: whether it can answer, and what is measured of it."""

from functools import partial
from typing import TYPE_CHECKING

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from assistant.search.live import LiveSearcher
from assistant.web.metrics import CONTENT_TYPE, Metrics
from index.errors import IndexDamaged
from ingest.errors import EksempelfinnerError

if TYPE_CHECKING:
    from fastapi import FastAPI

_PROBE = "klar"
"""A word that is cut into tokens: an encoder that is read only when it is needed is read then."""


def add_health(app: "FastAPI", live: LiveSearcher, metrics: Metrics) -> None:
    """Give `app` the routes /readyz and /metrics."""
    app.add_route("/readyz", partial(_ready, live), methods=["GET"])
    app.add_route("/metrics", partial(_metrics, metrics), methods=["GET"])


async def _ready(live: LiveSearcher, request: Request) -> Response:  # noqa: ARG001
    try:
        generation_id = await anyio.to_thread.run_sync(partial(_opened, live))
    except EksempelfinnerError as error:
        # The sentence may name a folder, and anyone may ask.
        return JSONResponse({"status": "not ready", "error": type(error).__name__}, 503)
    return JSONResponse({"status": "ready", "generation": generation_id})


def _opened(live: LiveSearcher) -> str:
    """Return the id of the open generation.

    Raises:
        EksempelfinnerError: the data folder cannot be read, Qdrant does not answer, the encoder
            cannot be loaded, or the index is damaged and no other generation can answer.
    """
    searcher = live.searcher()
    if live.is_damaged:
        raise IndexDamaged(file=searcher.generation.id)
    searcher.ranker.encoder.count_tokens(_PROBE)
    # Searches go on with the open one; whether the engine answers is asked here.
    searcher.generation.is_live()
    return searcher.generation.id


async def _metrics(metrics: Metrics, request: Request) -> Response:  # noqa: ARG001
    return Response(metrics.written(), media_type=CONTENT_TYPE)

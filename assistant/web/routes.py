"""Our own routes: the API, exports, whole texts, overview, about, static files, health."""

from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    Response,
)
from starlette.staticfiles import StaticFiles

from assistant.answer import answer_json
from assistant.export import FORMATS, Format
from assistant.web.address import read_query
from assistant.web.assets import FOLDER
from assistant.web.site import Site
from ingest.errors import DocumentUnknown, EksempelfinnerError, QuestionError

if TYPE_CHECKING:
    from fastapi import FastAPI


def add_routes(app: "FastAPI", site: Site) -> None:
    """Give `app` every route but Gradio's, which must come after them."""
    for path, answer in (
        ("/healthz", _health),
        ("/api/ask", _ask),
        ("/tekst/{document_id}", _text),
        ("/oversikt", _overview),
        ("/om", _about),
    ):
        app.add_route(path, partial(_in_thread, site, answer), methods=["GET"])
    for kind in FORMATS.values():
        export = partial(_export, kind)
        app.add_route(f"/eksport{kind.suffix}", partial(_in_thread, site, export), methods=["GET"])
    app.add_route("/favicon.ico", _icon, methods=["GET"])
    app.mount("/static", StaticFiles(directory=FOLDER), name="static")


async def _in_thread(site: Site, answer: Any, request: Request) -> Response:
    """Answer in a thread, so that a search does not keep others waiting; tell errors shortly."""
    parameters = read_query(request.url.query)
    try:
        response: Response = await run_in_threadpool(answer, site, request, parameters)
    except EksempelfinnerError as error:
        sentence = site.sentence(parameters, error)
        status = _status(error)
        if request.url.path.endswith("/api/ask"):
            told = {"question": parameters.get("q", ""), "error": sentence}
            return JSONResponse(told, status_code=status)
        return PlainTextResponse(sentence, status_code=status)
    return response


def _status(error: EksempelfinnerError) -> int:
    if isinstance(error, DocumentUnknown):
        return 404
    return 400 if isinstance(error, QuestionError) else 500


def _health(site: Site, request: Request, parameters: dict[str, str]) -> Response:  # noqa: ARG001
    return JSONResponse({"status": "ok", "generation": site.searcher().generation.id})


def _ask(site: Site, request: Request, parameters: dict[str, str]) -> Response:  # noqa: ARG001
    return JSONResponse(answer_json(site.ask(parameters)))


def _text(site: Site, request: Request, parameters: dict[str, str]) -> Response:
    return HTMLResponse(site.text(request.path_params["document_id"], parameters))


def _overview(site: Site, request: Request, parameters: dict[str, str]) -> Response:
    return HTMLResponse(site.overview(parameters, request.scope.get("root_path", "")))


def _about(site: Site, request: Request, parameters: dict[str, str]) -> Response:
    return HTMLResponse(site.about(parameters, request.scope.get("root_path", "")))


def _export(
    kind: Format,
    site: Site,
    request: Request,  # noqa: ARG001
    parameters: dict[str, str],
) -> Response:
    named = f'attachment; filename="eksempelfinner{kind.suffix}"'
    return Response(
        site.export(parameters, kind),
        media_type=kind.media_type,
        headers={"content-disposition": named},
    )


def _icon(request: Request) -> Response:  # noqa: ARG001
    return FileResponse(FOLDER / "icon.svg", media_type="image/svg+xml")

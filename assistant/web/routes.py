"""Our own routes: the API, exports, overview, about, static files, health."""

from functools import partial
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    Response,
)
from starlette.staticfiles import StaticFiles

from assistant.search.answer import answer_json
from assistant.show.export import FORMATS, Format
from assistant.web.pages.assets import STATIC_FOLDER
from assistant.web.pages.counts import COUNTS_PATH
from assistant.web.pages.site import Site
from assistant.web.pdf_routes import add_pdf_routes
from assistant.web.threads import Route, Workers, answer_in_thread, error_as_json

if TYPE_CHECKING:
    from fastapi import FastAPI


def add_routes(app: "FastAPI", site: Site, searches: Workers) -> None:
    """Give `app` every route but Gradio's, which must come after them."""
    routes = {
        "/api/ask": Route(_ask, error_as_json, searches),
        "/oversikt": Route(_overview),
        "/om": Route(_about),
        "/hjelp": Route(_help),
        f"/{COUNTS_PATH}": Route(_counts),
        **{
            f"/eksport{kind.suffix}": Route(partial(_export, kind), workers=searches)
            for kind in FORMATS.values()
        },
    }
    for path, route in routes.items():
        app.add_route(path, partial(answer_in_thread, site, route), methods=["GET"])
    app.add_route("/healthz", partial(_health, site), methods=["GET"])
    add_pdf_routes(app, site)
    app.add_route("/favicon.ico", _icon, methods=["GET"])
    app.mount("/static", StaticFiles(directory=STATIC_FOLDER), name="static")


async def _health(site: Site, request: Request) -> Response:  # noqa: ARG001
    """Answer without a thread or a look at the disk: also while every thread is searching."""
    return JSONResponse({"status": "ok", "generation": site.generation_id})


def _ask(site: Site, request: Request, parameters: dict[str, str]) -> Response:  # noqa: ARG001
    return JSONResponse(answer_json(site.ask(parameters)))


def _overview(site: Site, request: Request, parameters: dict[str, str]) -> Response:
    return HTMLResponse(site.overview(parameters, request.scope.get("root_path", "")))


def _about(site: Site, request: Request, parameters: dict[str, str]) -> Response:
    return HTMLResponse(site.about(parameters, request.scope.get("root_path", "")))


def _help(site: Site, request: Request, parameters: dict[str, str]) -> Response:
    return HTMLResponse(site.help(parameters, request.scope.get("root_path", "")))


def _counts(site: Site, request: Request, parameters: dict[str, str]) -> Response:
    return HTMLResponse(site.counts(parameters, request.scope.get("root_path", "")))


def _export(
    kind: Format,
    site: Site,
    request: Request,  # noqa: ARG001
    parameters: dict[str, str],
) -> Response:
    file = site.export(parameters, kind)
    disposition = f'attachment; filename="{file.name}"'
    return Response(
        file.content,
        media_type=kind.media_type,
        headers={"content-disposition": disposition},
    )


def _icon(request: Request) -> Response:  # noqa: ARG001
    return FileResponse(STATIC_FOLDER / "icon.svg", media_type="image/svg+xml")

"""The pages of added reports as images, whole or at a passage, and the whole PDF.

Both come from the library alone; an address names a document and a page, never a file.
"""

from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from assistant.reports.pdf_page import (
    check_page,
    marked_spans,
    passage_spans,
    pdf_of,
    read_stretches,
)
from assistant.web.pages.page_views import CROPPED, LARGE, NARROW
from assistant.web.pages.site import Site
from assistant.web.threads import Route, Workers, answer_in_thread
from ingest.sandbox.picture import Picture
from ingest.sandbox.safe_drawer import page_image

if TYPE_CHECKING:
    from fastapi import FastAPI

MAX_DRAWINGS = 2
"""Pages that are drawn at the same time; others wait, without keeping a search waiting."""

DRAWING = "2"
"""Raise when the same page would be drawn into another image: browsers keep the old one."""


def add_pdf_routes(app: "FastAPI", site: Site) -> None:
    """Give `app` the routes."""
    routes = {
        "/side/{document_id}/{page:int}.png": Route(_page, workers=Workers(MAX_DRAWINGS)),
        "/fil/{document_id}.pdf": Route(_file),
    }
    for path, route in routes.items():
        app.add_route(path, partial(answer_in_thread, site, route), methods=["GET"])


def _page(site: Site, request: Request, parameters: dict[str, str]) -> Response:
    searcher = site.searcher()
    generation = searcher.generation
    document = searcher.document(request.path_params["document_id"])
    number = request.path_params["page"]
    path = pdf_of(generation, document)
    check_page(document, number)
    matched = read_stretches("ord", parameters.get("ord", ""))
    passage = generation.passage(parameters.get("at", ""))
    picture = Picture(
        page=number,
        words=marked_spans(generation, document, number, passage, matched) if passage else (),
        passage=passage_spans(generation, document, number, passage) if passage else (),
        cropped=parameters.get(CROPPED) == "1",
        large=parameters.get(LARGE) == "1",
        narrow=parameters.get(NARROW) == "1",
    )
    drawn_from = f"{DRAWING} {path.name} {picture}"
    etag = f'"{sha256(drawn_from.encode()).hexdigest()[:32]}"'
    if _is_known(request, etag):
        return Response(status_code=304, headers={"etag": etag})
    drawn = page_image(path, picture, document.source.file)
    return Response(drawn, media_type="image/png", headers={"etag": etag})


def _file(site: Site, request: Request, parameters: dict[str, str]) -> Response:  # noqa: ARG001
    searcher = site.searcher()
    generation = searcher.generation
    document = searcher.document(request.path_params["document_id"])
    path = pdf_of(generation, document)
    etag = f'"{document.source.sha256}"'
    if _is_known(request, etag):
        return Response(status_code=304, headers={"etag": etag})
    return FileResponse(
        path,
        media_type="application/pdf",
        filename=f"{document.id}.pdf",
        content_disposition_type="inline",
        headers={"etag": etag},
    )


def _is_known(request: Request, etag: str) -> bool:
    """Return whether the browser already has what it asks for."""
    known = request.headers.get("if-none-match", "").split(",")
    return etag in (tag.strip().removeprefix("W/") for tag in known)

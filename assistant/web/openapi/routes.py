"""The route at which the description is found."""

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from assistant.web.openapi.description import describe
from assistant.web.pages.site import Site
from assistant.web.request.address import read_query

if TYPE_CHECKING:
    from fastapi import FastAPI

PATH = "/openapi.json"


def add_description(app: "FastAPI", site: Site, has_sign_in: bool) -> None:
    """Give `app` the description of all routes of ours that it has by now, and of itself."""
    paths = [PATH, *(route.path for route in app.routes if isinstance(route, Route))]

    async def show(request: Request) -> Response:
        texts = site.texts(read_query(request.url.query))
        return JSONResponse(describe(paths, has_sign_in, texts))

    app.add_route(PATH, show, methods=["GET"])

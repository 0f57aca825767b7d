"""Put the page that Gradio runs into the application, with what stands around it."""

from functools import partial
from typing import TYPE_CHECKING

from starlette.routing import Mount

from assistant.errors import TooManySearches
from assistant.show.texts import texts_in
from assistant.web.gradio_bridge.blocks import build_page, plain_theme
from assistant.web.gradio_bridge.first_paint import FirstPaint
from assistant.web.gradio_bridge.open_routes import OpenRoutes
from assistant.web.pages.site import Site
from assistant.web.request.address import read_query
from assistant.web.threads import Workers

if TYPE_CHECKING:
    from fastapi import FastAPI


def mount_gradio(app: "FastAPI", site: Site, searches: Workers) -> "FastAPI":
    """Put the search page at "/" of `app` and return the application.

    Gradio takes every path that no route of `app` has, so all others must be there before.
    """

    async def answer(query: str, turn: str) -> str:
        parameters = read_query(query)
        try:
            answered = await searches.run(partial(site.answer, parameters, turn))
        except TooManySearches as error:
            return site.refusal(parameters, error, turn)
        return answered.html

    page = build_page(answer, texts_in(site.language)("page.title"))
    import gradio

    mounted: FastAPI = gradio.mount_gradio_app(
        app,
        page,
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        theme=plain_theme(),
    )
    (mount,) = (route for route in mounted.routes if isinstance(route, Mount) and not route.path)
    mount.app = OpenRoutes(mount.app)
    mounted.add_middleware(FirstPaint, site=site, searches=searches)
    return mounted

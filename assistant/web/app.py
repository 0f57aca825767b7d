"""The application: our own routes first, then the page."""

from typing import TYPE_CHECKING, Any

from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware

from assistant.search.live import LiveSearcher
from assistant.show.texts import Texts
from assistant.web.gradio_bridge.blocks import build_page
from assistant.web.gradio_bridge.first_paint import FirstPaint
from assistant.web.middleware import SecurityHeaders
from assistant.web.pages.site import Site
from assistant.web.request.address import read_query
from assistant.web.routes import add_routes

if TYPE_CHECKING:
    from fastapi import FastAPI

SMALLEST_PACKED = 500
"""Bytes: less than a packet, and packing makes it no smaller."""


def build_app(live: LiveSearcher, texts: Texts) -> "FastAPI":
    """Return the ASGI application: the page, the HTTP API and everything they link to.

    `texts` are those of the language that an address without `lang` is answered in.
    """
    import gradio
    from fastapi import FastAPI

    site = Site(live, texts.language)
    # FastAPI's own documentation page loads scripts from elsewhere.
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    add_routes(app, site)

    def answer(query: str, turn: str) -> str:
        return site.answer(read_query(query), turn).html

    mounted: FastAPI = gradio.mount_gradio_app(
        app,
        build_page(answer, texts("page.title")),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        theme=_theme(),
    )
    mounted.add_middleware(FirstPaint, site=site)
    mounted.add_middleware(
        GZipMiddleware,
        minimum_size=SMALLEST_PACKED,
        # A PDF is packed inside, and is asked for in ranges.
        exclude_content_types=(*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/pdf"),
    )
    mounted.add_middleware(SecurityHeaders)
    return mounted


def _theme() -> Any:
    """Return a theme without fonts of its own: ours is in static/, and Gradio's would be loaded."""
    import gradio

    return gradio.themes.Base(font=["sans-serif"], font_mono=["monospace"])

"""The application: our own routes first, then the page."""

import logging
from typing import TYPE_CHECKING, Any

from assistant.answer import answer_json
from assistant.live import LiveSearcher
from assistant.question import read_question
from assistant.web.middleware import SecurityHeaders
from assistant.web.page import build_page
from assistant.web.render import render_answer, render_error
from assistant.wording import Wording
from ingest.errors import EksempelfinnerError

if TYPE_CHECKING:
    from fastapi import FastAPI

log = logging.getLogger(__name__)

LONGEST_LIST = 100


def build_app(live: LiveSearcher, words: Wording) -> "FastAPI":
    """Return the ASGI application: /healthz, /api/ask and the page."""
    import gradio
    from fastapi import FastAPI
    from fastapi.responses import JSONResponse

    # FastAPI's own documentation page loads scripts from elsewhere.
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/healthz")
    def health() -> dict[str, str]:
        return {"status": "ok", "generation": live.searcher().generation.id}

    @app.get("/api/ask")
    def ask(q: str = "", limit: int = 10) -> Any:
        try:
            question = read_question(q)
            answer = live.searcher().search(question, limit=max(1, min(limit, LONGEST_LIST)))
        except EksempelfinnerError as error:
            return JSONResponse({"question": q, "error": words.error(error)}, status_code=400)
        return JSONResponse(answer_json(answer))

    def results(question: str) -> str:
        try:
            return render_answer(live.searcher().search(read_question(question)), words)
        except EksempelfinnerError as error:
            return render_error(words.error(error))
        except Exception:
            # Without a card of its own an error would leave the old results under the question.
            log.exception("search failed")
            return render_error(words("page.error"))

    mounted: FastAPI = gradio.mount_gradio_app(
        app,
        build_page(results, words),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        theme=_theme(),
    )
    mounted.add_middleware(SecurityHeaders)
    return mounted


def _theme() -> Any:
    """Return a theme with the machine's own fonts and text that can be read.

    Gradio's own has a contrast of 1.9 to 1 on its help texts and 2.8 to 1 on its button.
    """
    import gradio

    theme = gradio.themes.Default(font=["Arial", "sans-serif"], font_mono=["monospace"])
    return theme.set(
        body_text_color_subdued="#5b5d60",
        block_info_text_color="#5b5d60",
        block_label_text_color="#292c30",
        button_primary_background_fill="#0062ba",
        button_primary_background_fill_hover="#004f96",
        link_text_color="#002c54",
    )

"""The page that Gradio runs: a search field and an answer, both HTML that the server wrote."""

import os
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import gradio

AnswerQuery = Callable[[str, str], Awaitable[str]]
"""Returns the answer to a query string as HTML, with the turn that the browser gave it."""

SEARCH = "window.adoptPart?.('search', element)"
ANSWER = "window.adoptPart?.('answer', element, (asked) => trigger('ask', asked))"

MAX_QUERY_CHARS = 20_000
"""A question of 2000 letters takes at most six characters each in a query string, filters some."""

MAX_TURN_CHARS = 20
"""The browser counts its searches; no count is longer."""


def build_page(answer: AnswerQuery, title: str) -> "gradio.Blocks":
    """Return the page.

    Both parts are empty here: the first HTML holds them, and static/page.js moves them in.
    """
    # Gradio asks its makers' servers for news and keeps every question in the browser, by default.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_RUN_HISTORY"] = "False"
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import gradio

    # Gradio reads the annotation to know that the function wants the event.
    async def answer_event(event: gradio.EventData) -> str:
        asked: dict[str, Any] = event._data or {}
        query, turn = str(asked.get("query", "")), str(asked.get("turn", ""))
        return await answer(query[:MAX_QUERY_CHARS], turn[:MAX_TURN_CHARS])

    with gradio.Blocks(title=title, analytics_enabled=False) as page:
        plain: dict[str, Any] = {"apply_default_css": False, "padding": False}
        gradio.HTML(js_on_load=SEARCH, elem_id="search-part", **plain)
        part = gradio.HTML(js_on_load=ANSWER, elem_id="answer-part", **plain)
        # One request a search and no queue; the page's script sends one at a time.
        part.ask(
            answer_event,
            None,
            part,
            queue=False,
            show_progress="hidden",
            trigger_mode="multiple",
            api_visibility="private",
        ).then(None, js="() => window.answerPainted?.()", api_visibility="private")

    async def close_queue() -> None:
        page._queue.close()

    # Nothing waits in Gradio's queue, which looks a thousand times a second whether something does:
    # that takes 7 % of what the interpreter does for ten people who search.
    page.extra_startup_events.append(close_queue)
    return page


def plain_theme() -> Any:
    """Return a theme without fonts of its own: ours is in static/, and Gradio's would be loaded."""
    import gradio

    return gradio.themes.Base(font=["sans-serif"], font_mono=["monospace"])

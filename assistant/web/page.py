"""The page: one field, and the results as HTML that the server wrote."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.wording import Wording

if TYPE_CHECKING:
    import gradio

Answering = Callable[[str], str]


def build_page(answer: Answering, words: Wording) -> "gradio.Blocks":
    """Return the page; `answer` takes a question and returns the results as HTML."""
    # Gradio asks its makers' servers for news and keeps every question in the browser, by default.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_RUN_HISTORY"] = "False"
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import gradio

    with gradio.Blocks(title=words("page.title"), analytics_enabled=False) as page:
        gradio.HTML(f"<h1>{words('page.title')}</h1><p>{words('name.tagline')}</p>")
        field = gradio.Textbox(
            label=words("page.question"),
            info=words("page.question_help"),
            lines=1,
            autofocus=True,
            elem_id="question",
        )
        button = gradio.Button(words("page.search"), variant="primary", elem_id="search")
        examples = [words(f"page.example_{number}") for number in (1, 2, 3)]
        gradio.HTML(f"<p>{words('page.examples')}:</p>")
        with gradio.Row():
            chosen = [gradio.Button(example, size="sm") for example in examples]
        results = gradio.HTML(elem_id="answer", js_on_load=None)
        quick = {"queue": False, "show_progress": "hidden", "trigger_mode": "always_last"}
        for event in (field.submit, button.click):
            event(answer, field, results, api_visibility="private", **quick)
        for example, choice in zip(examples, chosen, strict=True):
            choice.click(lambda text=example: text, None, field, api_visibility="private", **quick)
            choice.click(
                lambda text=example: answer(text), None, results, api_visibility="private", **quick
            )
    return page

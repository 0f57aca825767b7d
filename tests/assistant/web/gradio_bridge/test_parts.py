"""What is taken from the page that Gradio serves."""

from starlette.testclient import TestClient

from assistant.web.gradio_bridge.blocks import build_page
from assistant.web.gradio_bridge.parts import gradio_parts


def test_the_parts_of_the_installed_gradio() -> None:
    """Its configuration, stylesheet and script, and neither its tags for others nor its scripts."""
    import gradio
    from fastapi import FastAPI

    app = gradio.mount_gradio_app(
        FastAPI(), build_page("{}{}".format, "Tittel"), path="/", run_history=False
    )
    with TestClient(app) as client:
        parts = gradio_parts(client.get("/").text)
    assert parts is not None
    assert "window.gradio_config = {" in parts.head
    assert parts.head.count("<script") == 4
    assert parts.head.count("<link") == 1
    assert "iframeResizer" not in parts.head
    assert "og:" not in parts.head


def test_another_layout_is_told_by_none() -> None:
    """The page then does without Gradio, and says so in the log."""
    assert gradio_parts("<html><body>Something else</body></html>") is None

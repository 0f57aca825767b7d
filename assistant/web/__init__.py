"""The web page and the HTTP API: HTML that the server writes, and Gradio to carry every search.

In reading order: `request` (what an address asks for, and its answer); `pages` (the values that are
shown, and the site that makes them into HTML); `threads` (answer in threads, tell errors);
`gradio_bridge` (all that knows Gradio); `middleware` (headers); `routes` and `pdf_routes` (the API,
exports, whole texts, pages of PDFs); `app` (all of it as one application) and `server` (run it).
`templates` has the HTML, `static` the stylesheets and scripts.
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from assistant.web.app import build_app
    from assistant.web.server import run_server

__all__ = ["build_app", "run_server"]

__getattr__ = hand_out(__name__, {"build_app": "app", "run_server": "server"})

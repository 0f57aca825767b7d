"""The door to Gradio: everything of the site that knows Gradio is in this package.

The first HTML of the search page is the site's own and complete; after it, Gradio carries every
search to the server and puts the answer into the page. `blocks` is the page that Gradio runs: two
empty parts and one event. `first_paint` answers "/" with the site's page, and takes from Gradio's
own HTML (`parts`) no more than it needs to run. `open_routes` closes all that Gradio offers and the
page does not use, and `mount` puts all of it into the application.

They stand behind one door, `mount_gradio`, because Gradio decides how its page is laid out, which
paths it serves and what its scripts must be allowed. If a new version changes that, or something
else is to carry the searches, it is this package that changes, and static/page.js, which joins the
two in the browser. Importing the package imports neither Gradio nor a web framework.
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from assistant.web.gradio_bridge.mount import mount_gradio

__all__ = ["ASSETS", "CALLS", "SCRIPT_SOURCE", "mount_gradio"]

SCRIPT_SOURCE = "'unsafe-eval'"
"""What a content security policy must allow scripts: without it Gradio's page stays blank."""

ASSETS = "/assets/"
"""The path of Gradio's scripts and stylesheets, whose names change with their content."""

CALLS = "/gradio_api/"
"""The path of what Gradio's scripts call; nobody reads what stands there."""

__getattr__ = hand_out(__name__, {"mount_gradio": "mount"})

"""The door of the web page and the HTTP API: who is let in, how often, and with what.

In the order in which a request meets it: `limits` (of size and time), `forwarded` (what a proxy
said, if it is trusted), `gate` (one middleware in front of every route: who asks, and may they),
and behind it the pages of `sign_in`. `visitor` is who asks, `open_paths` what is open to anybody,
`sessions` who is signed in, `cookies` how the browser shows it, `form_tokens` that a form is ours,
`attempts` and `rates` how often somebody may try, and `doors` holds all of that for one server.
`entrance` puts it around the application.
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from assistant.web.access.entrance import add_sign_in, guard

__all__ = ["add_sign_in", "guard"]

__getattr__ = hand_out(__name__, {"add_sign_in": "entrance", "guard": "entrance"})

"""What is open to everybody: that the server is up, and signing in."""

from assistant.web.pages.assets import SIGN_IN_ASSETS
from assistant.web.pages.counts import COUNTS_PATH
from assistant.web.pages.layout import ACCOUNT_PATH, SIGN_IN_PATH, SIGN_OUT_PATH

HEALTH = frozenset({"/healthz", "/readyz"})
"""What a monitor asks; it is told nothing else than how the server is."""

SIGN_IN = f"/{SIGN_IN_PATH}"
SIGN_OUT = f"/{SIGN_OUT_PATH}"
ACCOUNT = f"/{ACCOUNT_PATH}"

OPEN = HEALTH | {SIGN_IN, "/favicon.ico"} | {f"/static/{name}" for name in SIGN_IN_ASSETS}
"""Whole paths, never beginnings of paths: what is behind one of them cannot be guessed at."""

EDITORS = frozenset({f"/{COUNTS_PATH}"})
"""The paths that only an editor may see: what concerns the service and not its sources."""

UNLIMITED = ("/static/", "/assets/")
"""Beginnings of the paths of files that cost nothing, of which a page loads many."""

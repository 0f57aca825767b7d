"""The stylesheets, the script and the icon: served by us, named by their content."""

import hashlib
from functools import lru_cache
from pathlib import Path

STATIC_FOLDER = Path(__file__).parents[1] / "static"
SCRIPTS = ("personal.js", "page.js")
STYLESHEETS = ("tokens.css", "page.css", "results.css")
PRINT_STYLESHEET, ICON = "print.css", "icon.svg"

SIGN_IN_ASSETS = (*SCRIPTS, *STYLESHEETS, PRINT_STYLESHEET, ICON)
"""What every page links to, and so the page too at which one signs in."""

FOREVER = "public, max-age=31536000, immutable"


@lru_cache(maxsize=32)
def asset_address(name: str) -> str:
    """Return the address of a static file, relative to the page, with a mark of its content.

    A changed file has another address, so that browsers may keep each for good.
    """
    mark = hashlib.sha256((STATIC_FOLDER / name).read_bytes()).hexdigest()[:12]
    return f"static/{name}?v={mark}"


@lru_cache(maxsize=1)
def early_script() -> str:
    """Return the lines that must run before anything is painted."""
    return (STATIC_FOLDER / "early.js").read_text("utf-8")

"""Tell which addresses may be links in a file that is handed on."""

import re

_SAFE = re.compile(
    r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::\d{1,5})?(?:[/?#][\w.~:/?#@!$&*+,;=%-]*)?", re.ASCII
)


def safe_link(address: str | None) -> str | None:
    """Return an address that is plainly one of the web, else None.

    Word takes a file for damaged if a link in it is no address, and Markdown ends a link early.
    """
    return address if address and _SAFE.fullmatch(address) else None

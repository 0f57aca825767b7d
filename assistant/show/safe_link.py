"""Tell which addresses may be links in a file that is handed on."""

import re

_PART = r"(?:[\w.~:/?@!$&*+,;=-]|%[0-9A-Fa-f]{2})*"
_SAFE = re.compile(
    rf"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::\d{{1,5}})?(?:[/?]{_PART})?(?:#{_PART})?", re.ASCII
)


def safe_link(address: str | None) -> str | None:
    """Return an address that is plainly one of the web, else None.

    Word takes a file for damaged if a link in it is no address, and Markdown ends a link early.
    """
    return address if address and _SAFE.fullmatch(address) else None

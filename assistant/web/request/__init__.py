"""What a request asks for: from its address to an answer.

`address` reads the parameters of an address into an `Address` and writes them again;
`answer_address` answers one; `page_context` is what every part of the page is then written from,
and `path` is the path of a request behind a proxy.
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from assistant.web.request.address import Address, read_address, write_address
    from assistant.web.request.answer_address import ask_address
    from assistant.web.request.page_context import PageContext

__all__ = [
    "Address",
    "PageContext",
    "ask_address",
    "read_address",
    "write_address",
]

__getattr__ = hand_out(
    __name__,
    {
        "Address": "address",
        "PageContext": "page_context",
        "ask_address": "answer_address",
        "read_address": "address",
        "write_address": "address",
    },
)

"""Write answers in words: for the terminal, for files and for citations.

`texts` has every sentence that a user reads, in three languages. `captions`, `citation`,
`quotation` and `page_numbers` write what is known of documents and passages; `terminal` shows
answers and progress; `export` writes answers as CSV, and as Word and Markdown by `export_docx` and
`export_markdown`.
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from assistant.show.citation import cite
    from assistant.show.export import FORMATS
    from assistant.show.terminal import show_answer
    from assistant.show.texts import Texts, texts_in

__all__ = [
    "FORMATS",
    "Texts",
    "cite",
    "show_answer",
    "texts_in",
]

__getattr__ = hand_out(
    __name__,
    {
        "FORMATS": "export",
        "Texts": "texts",
        "cite": "citation",
        "show_answer": "terminal",
        "texts_in": "texts",
    },
)

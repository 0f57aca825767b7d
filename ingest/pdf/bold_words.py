"""Find the lines of a page that begin in bold type, by the names of their fonts."""

import ctypes
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

from ingest.pdf.page_words import PdfWord

_LETTER = re.compile(r"[^\W\d_]")
_BOLD = re.compile(rb"bold|black|heavy|semibold|demi|-bd", re.IGNORECASE)


def bold_words(text_page: Any, text: str, words: tuple[PdfWord, ...]) -> Iterator[int]:
    """Yield where the lines whose first letter and last character are bold begin."""
    import pypdfium2.raw as pdfium

    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    to_flags = ctypes.byref(flags)
    info = pdfium.FPDFText_GetFontInfo

    def is_bold(index: int) -> bool:
        size = info(text_page, index, name, 128, to_flags)
        return _is_name_of_bold(name.raw[: max(0, min(size, 128))])

    begins = [position for position, word in enumerate(words) if word.begins_line]
    for begin, end in pairwise([*begins, len(words)]):
        first, last = words[begin], words[end - 1]
        letter = _LETTER.search(text, first.start, last.end)
        if letter and is_bold(letter.start()) and is_bold(last.end - 1):
            yield first.start
            # Where the line begins without its printed number, or its bullet.
            yield next(word.start for word in words[begin:end] if word.end > letter.start())


@lru_cache(maxsize=256)
def _is_name_of_bold(font: bytes) -> bool:
    return bool(_BOLD.search(font))

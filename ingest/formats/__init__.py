"""Read a file of any type that the program knows, as the text of its pages.

In reading order: `reader` (picks the reader by `file_type`), `charset` (bytes to characters),
`unpaged` (a file text of lines, which all readers here but the PDF's return), `gathered` (what is
left out of them), `block_text` and `table_grid` (raised figures and tables in web pages and Word),
`html` with the other `html_` files and `web_words`, `markdown` (rendered to HTML first), `docx`
with the other `docx_` files, and `plain`. PDF has a package of its own, `ingest.pdf`.
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from ingest.formats.file_type import FileType
    from ingest.formats.reader import read_file

__all__ = ["FileType", "read_file"]

__getattr__ = hand_out(__name__, {"FileType": "file_type", "read_file": "reader"})

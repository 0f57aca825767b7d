"""Read a file of any type that the program knows, as the text of its pages.

In reading order: `reader` (picks the reader by `file_type`), `charset` (bytes to characters),
`unpaged` (a file text of lines, which all readers here but the PDF's return), `html`, `markdown`
(rendered to HTML first), `docx` with `docx_package` and `docx_numbering`, and `plain`. PDF has a
package of its own, `ingest.pdf`.
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from ingest.formats.file_type import FileType
    from ingest.formats.reader import read_file

__all__ = ["FileType", "read_file"]

__getattr__ = hand_out(__name__, {"FileType": "file_type", "read_file": "reader"})

"""Read PDFs: from PDFium's characters to paragraphs and headings.

In the order to read: `reader` reads a file with all that follows. `page_words` asks PDFium for
the words of a page and their boxes. `layout` makes them into text: `line_numbers` removes printed
line numbers, `lines` joins words into lines, `running_heads` removes running headers and contents
pages, `tables` groups lines into table rows, `paragraphs` joins lines into paragraphs, `headings`
finds headings by their typography. `metadata` reads the title, authors and outline of the file, and
`outline` finds the outline's headings in the text. `with_pypdf` reads files that PDFium cannot
read, and `ocr` pages that are images.
"""

from ingest.pdf.ocr import ocr_languages
from ingest.pdf.reader import read_pdf

__all__ = ["ocr_languages", "read_pdf"]

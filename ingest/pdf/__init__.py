"""Read PDFs: from PDFium's characters to paragraphs and headings.

In the order to read: `reader` reads a file with all that follows. `shells` refuses what is only a
shell, `layers` tells which text is in a layer that is off, and `catalog` whether they need be
asked. `opened_file` opens the file and reads its pages, which `second_reader` shares with a second
process if there are many. `word_reader` asks PDFium for the words of a page (`page_words`) and
their boxes (`char_boxes`), and `raised_figures` finds the marks of notes among them. `form_values`
adds what was filled in, and `turned_text` puts turned lines behind the text. `layout` makes them
into text: `line_numbers` removes printed line numbers, `lines` joins words into lines,
`reading_order` puts these into order, `running_heads` removes running headers and contents pages,
`tables` groups lines into table rows, `paragraphs` joins lines into paragraphs, `headings` finds
headings by their typography. `metadata` reads the title, authors and outline of the file, and
`outline` finds the outline's headings in the text. `with_pypdf` reads files that PDFium cannot read
and `unreadable_pages` single pages that are gibberish, and `ocr` pages that are images.
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from ingest.pdf.ocr import ocr_languages
    from ingest.pdf.reader import read_pdf

__all__ = ["ocr_languages", "read_pdf"]

# Who searches needs no reader of PDFs, though what lies in a library may have to be read again.
__getattr__ = hand_out(__name__, {"ocr_languages": "ocr", "read_pdf": "reader"})

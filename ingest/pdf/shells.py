"""Refuse PDFs that are only shells: what they are about lies in another part than their pages.

A portfolio is a folder of files with a cover note. An XFA form is drawn by Adobe's programs alone;
to all others it says "Please wait...".
"""

from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import FileIsPortfolio, FileIsXfaForm
from ingest.reading.file_text import Page

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

COLLECTION = b"/Collection"

MAX_NAMED_FILES = 5
"""Of the files in a portfolio, this many are named."""

MAX_SHELL_WORDS = 150
"""The note that stands for an XFA form has 70 words; a page with more has a text of its own."""

_WAIT = "please wait"


def attached_files(document: "PdfDocument") -> list[str]:
    """Return the names of the files that are attached to an open PDF."""
    names: list[str] = []
    for index in range(document.count_attachments()):
        try:
            names.append(document.get_attachment(index).get_name().strip())
        except (UnicodeDecodeError, ValueError):
            names.append("?")
    return names


def refuse_portfolio(path: Path, password: str | None, attached: list[str]) -> None:
    """Refuse the PDF at `path`, which may be a portfolio of the files `attached`, if it is one.

    Raises:
        FileIsPortfolio: it is.
    """
    import pypdf

    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted:
            reader.decrypt(password or "")
        is_portfolio = "/Collection" in reader.root_object
    except Exception:  # noqa: BLE001 a broken file can cause nearly any error in pypdf
        return
    if is_portfolio:
        named = ", ".join(attached[:MAX_NAMED_FILES])
        more = "" if len(attached) <= MAX_NAMED_FILES else ", …"
        raise FileIsPortfolio(file=path.name, count=len(attached), files=named + more)


def refuse_xfa_form(document: "PdfDocument", path: Path, pages: tuple[Page, ...]) -> None:
    """Refuse an open PDF that is an XFA form and has nothing but a note on its pages.

    Raises:
        FileIsXfaForm: it is.
    """
    import pypdfium2.raw as pdfium

    form = document.get_formtype()
    if form not in (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND):
        return
    text = " ".join(page.text for page in pages)
    if len(text.split()) > MAX_SHELL_WORDS:
        return
    if form == pdfium.FORMTYPE_XFA_FULL or _WAIT in text.lower():
        raise FileIsXfaForm(file=path.name)

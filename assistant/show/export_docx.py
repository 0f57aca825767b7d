"""Write the sources that answer a question as a Word document."""

import io
import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

from assistant.search.addresses import file_page_address
from assistant.search.answer import Answer, Hit, Result
from assistant.show.captions import facts, notes
from assistant.show.citation import cite, written_date
from assistant.show.description import description
from assistant.show.page_numbers import page_of
from assistant.show.quotation import quote_pieces, verdict_lines
from assistant.show.texts import Texts
from ingest.records import UNKNOWN_LANGUAGE, Document

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.run import Run

LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIRST_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def export_docx(answer: Answer, texts: Texts, today: date) -> bytes:
    """Return the question, the verdict and the sources as a numbered list with quotes.

    Matched words are bold. Every quote is marked with its own language, so that Word checks its
    spelling by the right dictionary. Nothing but `today` tells when the file was made: the same
    answer on the same day gives the same bytes.
    """
    import docx

    word = docx.Document()
    _set_language(word, LOCALES[texts.language])
    properties = word.core_properties
    properties.title = texts("export.title")
    properties.author = properties.comments = properties.keywords = ""
    properties.created = properties.modified = datetime(today.year, today.month, today.day)
    word.add_heading(texts("export.title"), level=1)
    question = texts("export.question", question=answer.question)
    date_line = texts("export.date", date=written_date(today, texts))
    for line in (question, *verdict_lines(answer, texts), date_line, *notes(answer, texts)):
        word.add_paragraph(readable(line))
    for result in answer.results:
        _add_result(word, result, texts, today)
    out = io.BytesIO()
    word.save(out)
    return _without_times(out.getvalue())


def readable(text: str) -> str:
    """Return `text` without what XML 1.0 forbids (section 2.2), and with one kind of line break."""
    return _FORBIDDEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _add_result(word: "Word", result: Result, texts: Texts, today: date) -> None:
    document = result.document
    word.add_paragraph(style="List Number").add_run(readable(document.title))
    word.add_paragraph(readable(" · ".join(facts(document, texts))), style="List Continue")
    for hit in result.hits:
        _add_quote(word, document, hit, texts)
    if about := description(document, texts):
        word.add_paragraph(readable(about.line), style="List Continue")
    word.add_paragraph(readable(cite(document, None, texts, today)), style="List Continue")


def _add_quote(word: "Word", document: Document, hit: Hit, texts: Texts) -> None:
    pieces = quote_pieces(document, hit, texts)
    if not pieces:
        return
    paragraph = word.add_paragraph(style="List Continue")
    for text, matched in pieces:
        run = paragraph.add_run(readable(text))
        run.bold = matched or None
        _mark_language(run, _locale_of(document))
    if page := page_of(hit.passage.locator, texts):
        paragraph.add_run(readable(f" ({page})"))
    if address := file_page_address(document, hit.passage.locator):
        paragraph.add_run(readable(f" {address}"))


def _locale_of(document: Document) -> str:
    """Return the language of a quote as Word names it; "x-none" leaves it unchecked."""
    language = document.language
    return "x-none" if language == UNKNOWN_LANGUAGE else LOCALES.get(language, language)


def _mark_language(run: "Run", locale: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    language = OxmlElement("w:lang")
    language.set(qn("w:val"), locale)
    run._element.get_or_add_rPr().append(language)


def _set_language(word: "Word", locale: str) -> None:
    from docx.oxml.ns import qn

    word.core_properties.language = locale
    defaults = word.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    for element in (*defaults, *word.settings.element.xpath("w:themeFontLang")):
        element.set(qn("w:val"), locale)


def _without_times(archive: bytes) -> bytes:
    """Return a ZIP archive with the same files, all of the earliest time that ZIP can tell."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _FIRST_OF_ZIP)
            new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()

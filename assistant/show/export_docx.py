"""Write the sources that answer a question as a Word document."""

import io
import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

from assistant.search.addresses import file_page_address
from assistant.search.answer import Answer, Hit, Result
from assistant.show.captions import facts
from assistant.show.citation import reference
from assistant.show.description import description
from assistant.show.docx_styles import ITEM_STYLE, LINK_STYLE, QUOTE_STYLE, set_styles
from assistant.show.export_content import ANSWERS_ONLY, Extent, front_lines, groups, quoted_hits
from assistant.show.page_numbers import page_of
from assistant.show.quotation import quote_lines
from assistant.show.safe_link import safe_link
from assistant.show.texts import Texts
from ingest.reading.list_and_table_marks import BULLET
from ingest.records import UNKNOWN_LANGUAGE, Document

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIRST_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def export_docx(answer: Answer, texts: Texts, today: date, extent: Extent = ANSWERS_ONLY) -> bytes:
    """Return the question, what was found, and the sources under headings, with quotes.

    The sentences that answer are bold. Every quote is marked with its own language, so that Word
    checks its spelling by the right dictionary. Nothing but `today` tells when the file was made:
    the same answer on the same day gives the same bytes.
    """
    import docx

    word = docx.Document()
    set_styles(word)
    _set_language(word, LOCALES[texts.language])
    properties = word.core_properties
    properties.title = texts("export.title")
    properties.author = properties.comments = properties.keywords = ""
    properties.created = properties.modified = datetime(today.year, today.month, today.day)
    word.add_heading(texts("export.title"), level=1)
    for line in front_lines(answer, extent, texts, today):
        word.add_paragraph(readable(line))
    for head, results in groups(answer, extent, texts):
        word.add_heading(head, level=2)
        for result in results:
            _add_result(word, result, texts, today)
    out = io.BytesIO()
    word.save(out)
    return _without_times(out.getvalue())


def readable(text: str) -> str:
    """Return `text` without what XML 1.0 forbids (section 2.2), and with one kind of line break."""
    return _FORBIDDEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _add_result(word: "Word", result: Result, texts: Texts, today: date) -> None:
    document = result.document
    heading = word.add_heading(f"{result.rank}. ", level=3)
    _mark_language(heading.add_run(readable(document.title)), _locale_of(document))
    word.add_paragraph(readable(" · ".join(facts(document, texts))), style="Caption")
    for hit in quoted_hits(result):
        _add_quote(word, document, hit, texts)
    if about := description(document, texts):
        word.add_paragraph(readable(about.line))
    _add_linked(word.add_paragraph(), reference(document, texts, today), document.url)


def _add_quote(word: "Word", document: Document, hit: Hit, texts: Texts) -> None:
    lines = quote_lines(document, hit)
    if not lines:
        return
    opening, closing = texts("citation.quote", text="\0").split("\0")
    for number, line in enumerate(lines):
        is_listed = line.is_item and len(lines) > 1
        paragraph = word.add_paragraph(style=ITEM_STYLE if is_listed else QUOTE_STYLE)
        first = opening if number == 0 else ""
        last = closing if number == len(lines) - 1 else ""
        bullet = f"{BULLET}\t" if is_listed else ""
        for text, marked in ((first + bullet, False), *line.pieces, (last, False)):
            if text:
                run = paragraph.add_run(readable(text))
                run.bold = marked or None
                _mark_language(run, _locale_of(document))
    if page := page_of(hit.passage.locator, texts):
        paragraph.add_run(" ")
        address = file_page_address(document, hit.passage.locator)
        _add_link(paragraph, readable(f"({page})"), address)


def _add_linked(paragraph: "Paragraph", text: str, address: str | None) -> None:
    """Add a text to a paragraph; the address in it is a link."""
    before, found, after = text.rpartition(address) if address else (text, "", "")
    for part, link in ((before, None), (found, address), (after, None)):
        if part:
            _add_link(paragraph, readable(part), link)


def _add_link(paragraph: "Paragraph", text: str, address: str | None) -> None:
    """Add a text to a paragraph, as a link if the address may be one."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run(text)
    target = safe_link(address)
    if target is None:
        return
    run.style = LINK_STYLE
    link = OxmlElement("w:hyperlink")
    relation = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), relation)
    run._element.addprevious(link)
    link.append(run._element)


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

"""What a report is about is shown as ours, in every form, and never as a quote."""

import csv
import io
import zipfile
from dataclasses import replace

import pytest
from rich.console import Console

from assistant.search.addresses import file_page_address, quote_address, web_address
from assistant.search.answer import Result
from assistant.show.citation import cite
from assistant.show.description import Description, description
from assistant.show.export import export_csv
from assistant.show.export_docx import export_docx
from assistant.show.export_markdown import export_markdown
from assistant.show.terminal import show_answer
from assistant.show.texts import texts_in
from ingest.records import Locator
from tests.assistant.show.examples import REPORT, TODAY, answer, hit

NB = texts_in("nb")
FILE = "https://kudos.dfo.no/dokument/a/filer/b.pdf"
DESCRIBED = replace(
    REPORT,
    about="Forskerne så på to begreper.",
    about_source="https://www.veiviseren.no/rapport",
    topics=("folkehelse (en: public health)", "robusthet"),
    places=("Bodø", "Rana"),
    commissioned_by=("Helsedirektoratet", "Husbanken"),
)
TITLE_ONLY = Result(1, 0.5, DESCRIBED, (hit(DESCRIBED, DESCRIBED.text),))
WITHOUT_PASSAGE = Result(1, 0.5, DESCRIBED, ())
READ = Result(
    1,
    0.5,
    replace(DESCRIBED, full_text=True, file_url=FILE),
    (hit(DESCRIBED, "Planlegging virker.", page=14, page_label="12"),),
)
LINE = (
    "Omtale (vår, etter veiviseren.no): Forskerne så på to begreper. "
    "Kommuner som er undersøkt: Bodø, Rana"
)


def test_it_says_whose_words_they_are() -> None:
    """Ours, after the page that says most; topics are shown in bokmål."""
    assert description(DESCRIBED, NB) == Description(
        "Omtale (vår, etter veiviseren.no)",
        "Forskerne så på to begreper.",
        "Temaer: folkehelse, robusthet",
        "Kommuner som er undersøkt: Bodø, Rana",
    )
    bare = replace(DESCRIBED, about_source=None, topics=(), places=())
    assert description(bare, NB) == Description("Omtale (vår)", "Forskerne så på to begreper.")
    assert description(REPORT, NB) is None


def shown(result: Result) -> str:
    console = Console(file=io.StringIO(), width=300)
    show_answer(answer(result), NB, console, everything=True)
    return console.file.getvalue()  # type: ignore[attr-defined]


def markdown(result: Result) -> str:
    return export_markdown(answer(result), NB, TODAY).decode().replace("\\", "")


def docx(result: Result) -> str:
    import docx

    raw = export_docx(answer(result), NB, TODAY)
    assert zipfile.is_zipfile(io.BytesIO(raw))
    return "\n".join(p.text for p in docx.Document(io.BytesIO(raw)).paragraphs)


def docx_links(result: Result) -> list[str]:
    import docx

    word = docx.Document(io.BytesIO(export_docx(answer(result), NB, TODAY)))
    return [link.url for each in word.paragraphs for link in each.hyperlinks]


@pytest.mark.parametrize("write", [shown, markdown, docx])
@pytest.mark.parametrize("result", [TITLE_ONLY, WITHOUT_PASSAGE, READ])
def test_it_is_shown_on_a_line_of_its_own(write, result: Result) -> None:
    """Behind its label, not in quotation marks and not as a block of quotes."""
    (line,) = (line for line in write(result).splitlines() if "Forskerne" in line)
    assert line.strip() == LINE
    assert "på oppdrag fra Helsedirektoratet, Husbanken" in write(result)


def test_it_has_a_column_of_its_own_in_a_table() -> None:
    for result, page, quote in ((TITLE_ONLY, "", ""), (WITHOUT_PASSAGE, "", "")):
        head, row = csv.reader(
            io.StringIO(export_csv(answer(result), NB, TODAY).decode("utf-8-sig"), newline=""),
            delimiter=";",
        )
        cells = dict(zip(head, row, strict=True))
        assert cells["Omtale"] == LINE
        assert (cells["Side"], cells["Sitat"]) == (page, quote)
        assert cells["Relevans (0–1)"] == "0,50"


def test_the_address_of_a_quote_is_its_page_in_the_file() -> None:
    """By the number that the file counts, whatever is printed."""
    (found,) = READ.hits
    assert file_page_address(READ.document, found.passage.locator) == f"{FILE}#page=14"
    citation = cite(READ.document, found, NB, TODAY)
    assert ", s. 12 (s. 14 i PDF-en). " in citation
    assert f"{FILE}#page=14 (lest" in citation
    assert "#page" not in cite(READ.document, None, NB, TODAY)
    assert f"Kilde: {FILE}#page=14" in shown(READ)
    assert f"[(side 12 (side 14 i PDF-en))](<{FILE}#page=14>)" in markdown(READ)
    assert f"{FILE}#page=14" in docx_links(READ)
    assert "Kilde: Kudos (DFØ)" in shown(READ)
    assert "Kudos" not in shown(TITLE_ONLY)


def test_a_quote_without_a_page_or_a_file_has_the_address_of_the_document() -> None:
    page, nowhere = Locator("x", 0, 1, 3, 3), Locator("x", 0, 1)
    assert quote_address(READ.document, nowhere) == REPORT.url
    assert quote_address(DESCRIBED, page) == REPORT.url
    odd = replace(READ.document, file_url="javascript:alert(1)")
    assert file_page_address(odd, page) is None
    marked = replace(READ.document, file_url=f"{FILE}#page=1")
    assert file_page_address(marked, page) == f"{FILE}#page=3"
    assert web_address("javascript:alert(1)") is None
    assert web_address(None) is None

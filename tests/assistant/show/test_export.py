"""CSV: what is written is read back, and no cell is run."""

import csv
import io
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.search.answer import Answer, Result
from assistant.show.corpus_version import CorpusVersion
from assistant.show.export import COLUMNS, FORMATS, csv_rows, export_csv, neutralised
from assistant.show.export_content import Extent
from assistant.show.texts import texts_in
from tests.assistant.show.any_answer import answers
from tests.assistant.show.examples import EXAMPLE, FOLKEHELSE, RINGSAKER, TODAY, answer, hit

NB = texts_in("nb")


def read(raw: bytes) -> list[list[str]]:
    """The cells of a CSV file, as a reader that knows the format finds them."""
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_norwegian_excel_opens_it() -> None:
    raw = export_csv(answer(RINGSAKER, FOLKEHELSE), NB, TODAY)
    assert raw.startswith("\ufeffNr.;Vurdering;Relevans (0–1);Type;".encode())
    assert raw.endswith(b"\r\n")
    head, first, second = read(raw)
    assert len(head) == len(COLUMNS)
    assert first[:9] == [
        "1",
        "Svarer",
        "0,87",
        "Eksempel",
        "Utleieboliger med tilvisningsavtale",
        "Ringsaker",
        "Innlandet",
        "Husbanken (Veiviseren)",
        "",
    ]
    assert first[11] == "Kommunen leier. Den eier ikke."
    assert first[12:14] == ["", "https://veiviseren.no/ringsaker"]
    assert second[8:12] == [
        "Hege Hofstad, Heidi Bergsli",
        "2017",
        "side 14 i PDF-en",
        "Planlegging virker.",
    ]


def test_a_source_has_one_row_with_the_sentence_that_answers_and_its_own_verdict() -> None:
    """However many passages it has; what probably does not answer only when asked for."""
    best = replace(hit(EXAMPLE, "Vi leier.\nVi eier ikke.", page=3), answer=(10, 23))
    perhaps = Result(2, 0.31, EXAMPLE, (best, hit(EXAMPLE, "Mer.")), (), "weak")
    near = replace(FOLKEHELSE, rank=3, verdict="none")
    found = answer(RINGSAKER, perhaps, near)
    rows = read(export_csv(found, NB, TODAY))[1:]
    assert [(row[1], row[2]) for row in rows] == [("Svarer", "0,87"), ("Kan være relevant", "0,31")]
    assert rows[1][10:12] == ["side 3 i PDF-en", "Vi eier ikke."]
    version = CorpusVersion(31, "2026-11-24T10:00:00+00:00", "0123456789abcdef")
    whole = read(export_csv(found, NB, TODAY, Extent(True, version)))[1:]
    assert [row[1] for row in whole] == ["Svarer", "Kan være relevant", "Svarer trolig ikke"]
    assert {row[-1] for row in whole} == {"31 kilder, lest inn 24.11.2026 (utgave 0123456789)"}


def test_formulas_are_not_run() -> None:
    for cell in ('=HYPERLINK("x")', "+1", "-1", "@SUM", "\t=1", "\r=1", "\uff1d1"):
        assert neutralised(cell) == f"'{cell}"
    assert neutralised("a=1") == "a=1"


def test_nothing_found_is_a_heading_alone() -> None:
    assert len(read(export_csv(Answer("x", "none", "nb", 1.0), NB, TODAY))) == 1


@settings(deadline=None)
@given(wild=answers())
def test_any_text_is_read_back(wild: Answer) -> None:
    rows = read(export_csv(wild, NB, TODAY))[1:]
    expected = csv_rows(wild, NB, TODAY)
    assert rows == [[neutralised(cell) for cell in row] for row in expected]
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row
    )


def test_every_format_can_be_written() -> None:
    assert [(each.name, each.suffix) for each in FORMATS.values()] == [
        ("docx", ".docx"),
        ("csv", ".csv"),
        ("markdown", ".md"),
    ]
    for name, each in FORMATS.items():
        assert name == each.name
        assert each.write(answer(RINGSAKER), NB, TODAY, Extent())


@settings(deadline=None)
@given(wild=answers(st.characters()))
def test_a_lone_surrogate_fails_nothing(wild: Answer) -> None:
    for each in FORMATS.values():
        assert each.write(wild, NB, TODAY, Extent(everything=True))

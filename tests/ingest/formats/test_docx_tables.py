"""Tables of Word keep their columns, whatever is merged, missing or hidden."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ingest.formats.docx import read_docx
from ingest.formats.docx_tables import word_rows
from ingest.formats.table_grid import Cell, Row, table_lines
from ingest.formats.unpaged import TextLine
from tests.ingest.formats.made_word import SPACES, paragraph, read, run, word_bytes


def cell(*texts: str, properties: str = "") -> str:
    """Return a cell with a paragraph for each text."""
    paragraphs = "".join(paragraph(run(text)) for text in texts or ("",))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row of cells, or of texts."""
    inner = "".join(c if c.startswith("<") else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    """Return a table; `widths` are those of its columns."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def span(columns: int | str) -> str:
    """Return the property of a cell over several columns."""
    return f'<w:gridSpan w:val="{columns}"/>'


TOP, BELOW = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
HEAD = "<w:tblHeader/>"


def test_merged_cells_and_marked_heads(tmp_path: Path) -> None:
    body = table(
        row(cell("Bydel", properties=TOP), cell("2020", properties=span(2)), properties=HEAD),
        row(cell(properties=BELOW), "Boliger", "Leide", properties=HEAD),
        row(cell("Nordre", properties=TOP), "120", cell()),
        row(cell(properties=BELOW), cell(), "14"),
        row(cell("Søndre distrikt", properties=span(3))),
        row(cell(), "45", "9"),
    )
    assert read(tmp_path, body)[0] == [
        "Bydel | 2020 | 2020",
        "Bydel | Boliger | Leide",
        "Nordre | 120 | –",
        "Nordre | – | 14",
        "Søndre distrikt",
        "– | 45 | 9",
    ]
    [found] = read_docx(tmp_path / "plan.docx").tables
    assert found.head == "Bydel | 2020 Boliger | 2020 Leide"


def test_old_merges_and_columns_before_and_after(tmp_path: Path) -> None:
    across = '<w:hMerge w:val="{}"/>'
    body = table(
        row("Bydel", "Boliger", "Leide", "Venter"),
        row("Nordre", cell("12", properties=across.format("restart")),
            cell(properties=across.format("continue")), "3"),
        row("45", "6", properties='<w:gridBefore w:val="2"/>'),
        row("Østre", "7", properties='<w:gridAfter w:val="2"/>'),
    )  # fmt: skip
    assert read(tmp_path, body)[0] == [
        "Bydel | Boliger | Leide | Venter",
        "Nordre | 12 | 12 | 3",
        "– | – | 45 | 6",
        "Østre | 7 | – | –",
    ]


def test_borders_that_do_not_quite_meet_make_no_column(tmp_path: Path) -> None:
    body = table(
        row("Bydel", cell("Boliger", properties=span(2)), "Leide"),
        row(cell("Nordre", properties=span(2)), "120", "14"),
        widths=(2000, 40, 2000, 2000),
    )
    assert read(tmp_path, body)[0] == ["Bydel | Boliger | Leide", "Nordre | 120 | 14"]


def test_a_narrow_column_with_cells_of_its_own_is_one(tmp_path: Path) -> None:
    body = table(row("a", "1", "b"), row("c", "2", "d"), widths=(2000, 40, 2000))
    assert read(tmp_path, body)[0] == ["a | 1 | b", "c | 2 | d"]


@pytest.mark.parametrize("columns", ["0", "-1", "abc", "", "99999999999"])
def test_malformed_spans(tmp_path: Path, columns: str) -> None:
    body = table(row(cell("a", properties=span(columns)), "b"), row("1", "2"))
    assert read(tmp_path, body)[0] == ["a | b", "1 | 2"]


def test_huge_spans_do_no_harm(tmp_path: Path) -> None:
    body = table(row(cell("a", properties=span(9_999_999)), "b"), row("1", "2"))
    assert read(tmp_path, body)[0] == ["a | a | b", "1 | 2 | –"]


def test_a_merge_without_a_first_cell_keeps_its_text(tmp_path: Path) -> None:
    body = table(
        row(cell("a", properties=BELOW), "b"), row(cell("c", properties=span(2))), row("1", "2")
    )
    assert read(tmp_path, body)[0] == ["a | b", "c", "1 | 2"]


def test_merges_of_different_widths_move_nothing(tmp_path: Path) -> None:
    body = table(
        row(cell("a", properties=TOP + span(2)), "b", "c"),
        row(cell(properties=BELOW), "1", "2", "3"),
    )
    assert read(tmp_path, body)[0] == ["a | a | b | c", "a | 1 | 2 | 3"]


def test_hidden_and_deleted_rows_and_cells(tmp_path: Path) -> None:
    body = table(
        row("Bydel", "Tall"),
        row("Utkast", "99", properties="<w:hidden/>"),
        row("Slettet", "98", properties="<w:del/>"),
        row("Nordre", cell("97", properties="<w:cellDel/>")),
        row("Søndre", "14"),
    )
    assert read(tmp_path, body) == (
        ["Bydel | Tall", "Nordre | –", "Søndre | 14"],
        [("hidden", "Utkast 99")],
    )


def test_a_cell_of_several_paragraphs_and_a_table_in_a_cell(tmp_path: Path) -> None:
    inner = f"<w:tc>{table(row('a', '1'), row('b', cell()))}{paragraph()}</w:tc>"
    body = table(
        row("Tiltak", "Ansvar", "Frist"),
        row("Kjøpe", cell("Boligkontoret", "Teknisk etat"), "2027"),
        row("Leie", inner, "2028"),
    )
    assert read(tmp_path, body)[0] == [
        "Tiltak | Ansvar | Frist",
        "Kjøpe | Boligkontoret; Teknisk etat | 2027",
        "Leie | a, 1; b, – | 2028",
    ]


def test_a_page_in_a_table_is_prose(tmp_path: Path) -> None:
    heading = paragraph(run("Mål"), properties='<w:outlineLvl w:val="1"/>')
    page = f"<w:tc>{heading}{paragraph(run('Avsnitt en.'))}{paragraph(run('To.'))}</w:tc>"
    path = tmp_path / "side.docx"
    path.write_bytes(word_bytes(table(row("Logo", "Søk"), row("Meny", page))))
    text = read_docx(path)
    assert text.pages[0].text.split("\n") == ["Logo", "Søk", "Meny", "Mål", "Avsnitt en.", "To."]
    assert [(heading.level, heading.title) for heading in text.headings] == [(2, "Mål")]
    assert text.tables == ()


def test_a_table_without_a_grid(tmp_path: Path) -> None:
    body = f"<w:tbl>{row('Nordre', cell(), '14')}{row('Søndre', '45', '9')}</w:tbl>"
    assert read(tmp_path, body)[0] == ["Nordre | – | 14", "Søndre | 45 | 9"]


ACROSS, ON = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
CELLS = st.tuples(st.integers(0, 4), st.sampled_from(["", "", TOP, BELOW, ACROSS, ON]))


@given(
    st.lists(
        st.tuples(st.lists(CELLS, max_size=5), st.integers(0, 3), st.integers(0, 3)), max_size=6
    ),
    st.lists(st.integers(0, 200), max_size=8),
)
def test_whatever_is_merged_rows_have_the_same_columns(
    rows: list[tuple[list[tuple[int, str]], int, int]], widths: list[int]
) -> None:
    """Only a cell that another runs over may have its text left out."""
    body = table(
        row("Hode", "Hode", properties=HEAD),
        *(
            row(
                *(cell("x", properties=span(columns) + merge) for columns, merge in cells),
                properties=f'<w:gridBefore w:val="{before}"/><w:gridAfter w:val="{after}"/>',
            )
            for cells, before, after in rows
        ),
        widths=tuple(widths),
    )
    x = (TextLine("x"),)
    found = [
        Row(
            tuple(Cell(x, cell.columns, cell.rows, column=cell.column) for cell in word_row.cells),
            word_row.is_head,
        )
        for word_row in word_rows(etree.fromstring(f"<x {SPACES}>{body}</x>")[0])
    ]
    lines = [line.text for line in table_lines(found, 1, is_marked=True)]
    assert len({line.count("|") for line in lines if "|" in line}) <= 1
    merged = sum(merge in (BELOW, ON) for cells, _, _ in rows for _, merge in cells)
    cells = sum(len(cells) for cells, _, _ in rows)
    assert sum(line.count("x") for line in lines) >= cells - merged

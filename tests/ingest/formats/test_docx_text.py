"""A paragraph of Word is read as it is shown: results of fields, what was filled in, signs."""

from pathlib import Path

import pytest

from tests.ingest.formats.made_word import paragraph, read, run

PROMPT = "Klikk eller trykk her for å skrive inn tekst."
BREAK, TAB = "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"


def field(*parts: str, form: str = "") -> str:
    """Return a field: its code, and then its result if it has one."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r>'
    separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end")
    )
    return begin + separate.join(parts) + end


def code(text: str) -> str:
    """Return a run of the code of a field."""
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def control(content: str, properties: str = "") -> str:
    """Return a content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def symbol(font: str, char: str) -> str:
    """Return a run with a sign of a font."""
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (field(code("DATE"), run("1. mai 2024")), "1. mai 2024"),
        (field(code("IF ") + run("5 > 3")), ""),
        (field(code("IF ") + field(code("REF x"), run("5")) + code(" 3"), run("Ja")), "Ja"),
        (field(code('XE "bolig"')) + run("Etter"), "Etter"),
        ("<w:fldSimple w:instr='DATE'>" + run("2. mai") + "</w:fldSimple>", "2. mai"),
        (code("løs kode") + run("Etter"), "Etter"),
        (
            field(
                code("FORMDROPDOWN"),
                form='<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Leie"/>'
                '<w:listEntry w:val="Eie"/></w:ddList></w:ffData>',
            ),
            "Eie",
        ),
        (
            field(
                code("FORMCHECKBOX"),
                form="<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>",
            ),
            "☒",
        ),
        (
            field(
                code("FORMCHECKBOX"),
                form='<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>',
            ),
            "☐",
        ),
        (field(code("FORMTEXT"), run("Testvik")), "Testvik"),
        (control(run("12. juni 2025"), "<w:date/>"), "12. juni 2025"),
        (control(run("Kommunal bolig"), "<w:dropDownList/>"), "Kommunal bolig"),
        (control(run("Tekst"), '<w:showingPlcHdr w:val="0"/>'), "Tekst"),
        (
            control(
                symbol("Wingdings", "F0FE"),
                '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>',
            ),
            "☒",
        ),
        (control(run("☐"), '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'), "☐"),
        (symbol("Wingdings", "F0E0") + symbol("Symbol", "F0B3") + run(" 5"), "→≥ 5"),
        (symbol("MS Gothic", "2612") + symbol("Ukjent", "F041") + symbol("x", "q"), "☒"),
        (f"<w:ins>{run('Ny')}</w:ins><w:moveTo>{run(' flyttet')}</w:moveTo>", "Ny flyttet"),
        ("<w:del><w:r><w:delText>Slettet</w:delText></w:r></w:del>" + run("Her"), "Her"),
        ("<w:moveFrom>" + run("Borte") + "</w:moveFrom>" + run("Her"), "Her"),
        (
            "<mc:AlternateContent><mc:Choice Requires='wps'>" + run("Ny") + "</mc:Choice>"
            "<mc:Fallback>" + run("Gammel") + "</mc:Fallback></mc:AlternateContent>",
            "Ny",
        ),
        (
            "<mc:AlternateContent><mc:Fallback>" + run("Gammel") + "</mc:Fallback>"
            "</mc:AlternateContent>",
            "Gammel",
        ),
        ("<w:hyperlink>" + run("lenke") + "</w:hyperlink>", "lenke"),
        (run("120") + BREAK + run("14"), "120; 14"),
        (run("Nordre") + TAB + run("120") + TAB + run("14"), "Nordre | 120 | 14"),
        (run("1") + TAB + run("Mål"), "1 Mål"),
        (run("ett") + BREAK + run("to"), "ett to"),
    ],
)  # fmt: skip
def test_runs(tmp_path: Path, runs: str, text: str) -> None:
    lines, left_out = read(tmp_path, paragraph(runs) + paragraph(run("Slutt.")))
    assert lines == [*filter(None, [text]), "Slutt."]
    assert left_out == []


def test_a_field_runs_over_paragraphs_and_one_that_never_ends_takes_nothing(tmp_path: Path) -> None:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    body = (
        paragraph(begin, code("INCLUDETEXT"), separate, run("En."))
        + paragraph(run("To."), end)
        + paragraph(begin, code("IF"), run("skjult"))
        + paragraph(run("Tre."), end)
    )
    assert read(tmp_path, body)[0] == ["En.", "To.", "Tre."]


def test_placeholders_are_left_out_and_told(tmp_path: Path) -> None:
    shows = "<w:showingPlcHdr/><w:text/>"
    cell = f"<w:tc>{paragraph(run(PROMPT))}</w:tc>"
    body = (
        paragraph(run("Navn: "), control(run(PROMPT), shows))
        + control(paragraph(run(PROMPT)), shows)
        + f"<w:tbl><w:tr>{control(cell, shows)}<w:tc>{paragraph(run('120'))}</w:tc></w:tr>"
        + f"<w:tr><w:tc>{paragraph(run('Nordre'))}</w:tc><w:tc>{paragraph(run('14'))}</w:tc></w:tr>"
        + control(f"<w:tr>{cell}{cell}</w:tr>", shows)
        + "</w:tbl>"
    )
    lines, left_out = read(tmp_path, body)
    assert lines == ["Navn:", "– | 120", "Nordre | 14"]
    assert left_out == [("placeholder", PROMPT)] * 5


def test_a_hidden_paragraph_is_not_counted_in_its_list(tmp_path: Path) -> None:
    hidden = paragraph(
        run("Internt.", "<w:vanish/>"), properties='<w:numPr><w:numId w:val="1"/></w:numPr>'
    )
    lines, left_out = read(tmp_path, hidden + paragraph(run("Synlig.")))
    assert (lines, left_out) == (["Synlig."], [("hidden", "Internt.")])


def test_objects_of_other_programs_are_told(tmp_path: Path) -> None:
    objects = "".join(
        f'<w:r><w:object><o:OLEObject ProgID="{program}"/></w:object></w:r>'
        for program in ("Excel.Sheet.12", "Equation.3")
    )
    assert read(tmp_path, paragraph(run("Se arket."), objects)) == (
        ["Se arket."],
        [("embedded", "Excel.Sheet.12")],
    )

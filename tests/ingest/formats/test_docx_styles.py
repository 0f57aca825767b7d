"""A run of Word is hidden or raised by itself, by a style, or by the document."""

from pathlib import Path

import pytest

from tests.ingest.formats.made_word import paragraph, read, run

ON, OFF = "<w:vanish/>", '<w:vanish w:val="0"/>'
HIGH = '<w:vertAlign w:val="superscript"/>'


def style(name: str, kind: str, look: str, based_on: str = "", default: str = "") -> str:
    """Return a style with the look of its runs."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}" {default}><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:rPr>{look}</w:rPr></w:style>'
    )


def defaults(look: str) -> str:
    """Return the look of all runs that have no other."""
    return f"<w:docDefaults><w:rPrDefault><w:rPr>{look}</w:rPr></w:rPrDefault></w:docDefaults>"


STYLES = (
    style("Skjult", "character", ON)
    + style("Arver", "character", "", "Skjult")
    + style("Synlig", "character", OFF, "Skjult")
    + style("Notat", "paragraph", ON)
    + style("Undernotat", "paragraph", "", "Notat")
    + style("Sirkel", "character", HIGH, "Sirkel")
    + style("Ref", "character", HIGH)
    + style("Fotnote", "paragraph", HIGH)
    + style("Liten", "character", '<w:sz w:val="14"/>')
)


def styled(name: str) -> str:
    """Return the property of a run with a style."""
    return f'<w:rStyle w:val="{name}"/>'


@pytest.mark.parametrize(
    ("look", "paragraph_style", "is_hidden"),
    [
        (ON, "", True),
        ('<w:vanish w:val="true"/>', "", True),
        ("<w:specVanish/>", "", True),
        ("<w:webHidden/>", "", False),
        (OFF, "", False),
        ('<w:vanish w:val="false"/>', "", False),
        (styled("Skjult"), "", True),
        (styled("Arver"), "", True),
        (styled("Synlig"), "", False),
        (styled("Skjult") + OFF, "", False),
        (styled("Mangler"), "", False),
        ("", "Notat", True),
        ("", "Undernotat", True),
        (OFF, "Notat", False),
        (styled("Skjult"), "Notat", False),  # the two cancel each other out
    ],
)
def test_hidden_runs(tmp_path: Path, look: str, paragraph_style: str, is_hidden: bool) -> None:
    body = paragraph(run("Synlig avsnitt.")) + paragraph(
        run("Internt.", look), properties=f'<w:pStyle w:val="{paragraph_style}"/>'
    )
    shown, hidden = ["Synlig avsnitt."], ["Synlig avsnitt.", "Internt."]
    told = [("hidden", "Internt.")] if is_hidden else []
    assert read(tmp_path, body, STYLES) == (shown if is_hidden else hidden, told)


def test_the_style_of_paragraphs_without_one_and_of_the_document(tmp_path: Path) -> None:
    body = paragraph(run("Internt."), run("Synlig.", OFF))
    normal = style("Normal", "paragraph", ON, default='w:default="1"')
    assert read(tmp_path, body, normal) == (["Synlig."], [("hidden", "Internt.")])
    assert read(tmp_path, body, defaults(ON)) == (["Synlig."], [("hidden", "Internt.")])


@pytest.mark.parametrize(
    ("look", "paragraph_style"),
    [
        (HIGH, ""),
        (styled("Ref"), ""),
        (styled("Sirkel"), ""),
        ('<w:position w:val="6"/><w:sz w:val="14"/>', ""),
        ('<w:position w:val="3pt"/><w:sz w:val="14"/>', ""),
        (styled("Liten") + '<w:position w:val="6"/>', ""),
    ],
)
@pytest.mark.parametrize("before", ["2019", "250", "12 %", "boliger", "«nye»"])
def test_raised_runs(tmp_path: Path, look: str, paragraph_style: str, before: str) -> None:
    body = paragraph(
        run(before), run("1", look), run("2", look), run(" i Testvik, 9 m"), run("2", look)
    )
    assert read(tmp_path, body, STYLES)[0] == [f"{before} i Testvik, 9 m²"]


@pytest.mark.parametrize(
    "look",
    [
        styled("Ref") + '<w:vertAlign w:val="baseline"/>',
        '<w:vertAlign w:val="subscript"/>',
        '<w:position w:val="6"/>',
        '<w:position w:val="-6"/><w:sz w:val="14"/>',
        '<w:sz w:val="14"/>',
    ],
)
def test_runs_that_are_not_raised(tmp_path: Path, look: str) -> None:
    assert read(tmp_path, paragraph(run("CO"), run("2", look)), STYLES)[0] == ["CO2"]


def test_a_paragraph_that_is_raised_by_its_style(tmp_path: Path) -> None:
    body = paragraph(run("Se 12"), run("3"), properties='<w:pStyle w:val="Fotnote"/>')
    assert read(tmp_path, body, STYLES)[0] == ["Se 123"]

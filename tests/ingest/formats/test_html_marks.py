"""The marks of notes in a web page go, by whatever markup they are made; exponents stay."""

import itertools

import pytest

from tests.ingest.formats.read_page import page_lines

MARKUPS = (
    "<sup>{}</sup>",
    "<sup><a href='#n1'>{}</a></sup>",
    "<a href='#fn1'><sup>{}</sup></a>",
    "<span style='font-size: 70%; vertical-align: super'>{}</span>",
    "<span style='vertical-align:4px'>{}</span>",
    "<a class='footnote-ref' href='#x'>{}</a>",
    "<a role='doc-noteref' href='#x'>{}</a>",
    "<a href='#_ftn1'>{}</a>",
    "<a href='side.html#fn1'>[{}]</a>",
    "<a href='#hva-som-helst'>{}</a>",
    "<sup>{}</sup>)",
    "<sup>[{}]</sup>",
)
BEFORE = ("boliger", "12", "2020", "77,4", "12 %", "(2019)", "«bolig»", "1 500 000")


@pytest.mark.parametrize(("markup", "before"), list(itertools.product(MARKUPS, BEFORE)))
@pytest.mark.parametrize("mark", ["3", "12", "123"])
def test_the_mark_of_a_note_goes(markup: str, before: str, mark: str) -> None:
    page = f"<p>I alt {before}{markup.format(mark)} i 2024.</p>"
    assert page_lines(page) == [f"I alt {before} i 2024."]


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("12 000 m<sup>2</sup> og 3 km<sup>2</sup>", "12 000 m² og 3 km²"),
        ("10<sup>6</sup> kroner", "10⁶ kroner"),
        ("CO<sub>2</sub> og H<sub>2</sub>O", "CO2 og H2O"),
        ("450 m<sup>2</sup><sup>1</sup> i alt", "450 m² i alt"),
        ("450 m<sup>2</sup><sup><a href='#n12'>12</a></sup>", "450 m²"),
        ("10<sup>1</sup><sup>2</sup>", "10¹²"),
        ("1<sup>st</sup> pris", "1st pris"),
        ("kapittel <a href='#kap2'>2</a> og <a href='/2020'>2020</a>", "kapittel 2 og 2020"),
        ("se <a href='#fn1'>fotnoten</a>", "se fotnoten"),
        ("Se [1] og <a href='http://x.no/'>[2]</a>", "Se [1] og [2]"),
        ("Rundskriv. <a href='#fnref1' role='doc-backlink'>tilbake</a>", "Rundskriv."),
        ("Rundskriv. <a href='#fnref1'>↩︎</a>", "Rundskriv."),
        ("areal <span style='vertical-align: middle'>45</span>", "areal 45"),
    ],
)
def test_other_figures_stay(page: str, line: str) -> None:
    assert page_lines(f"<p>{page}</p>") == [line]


def test_a_class_that_the_page_raises() -> None:
    page = (
        "<html><head><style>p { color: red } sup, span.fn { vertical-align: super; } .x, .y "
        "{vertical-align:4px}</style></head><p>12<span class='a fn'>3</span> hus, 98<i class=y>1"
        "</i>, <b class=z>45</b></p></html>"
    )
    assert page_lines(page) == ["12 hus, 98, 45"]


def test_marks_in_headings_items_and_cells() -> None:
    page = (
        "<h2>Tall for 2020<sup>1</sup></h2><ul><li>98<sup>2</sup> boliger</li></ul>"
        "<table><tr><th>År<sup>a</sup></th><th>Antall</th></tr>"
        "<tr><td>2019<sup>3</sup></td><td style='vertical-align: text-top'>120</td></tr></table>"
    )
    assert page_lines(page) == ["## Tall for 2020", "• 98 boliger", "År | Antall", "2019 | 120"]

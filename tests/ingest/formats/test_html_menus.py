"""Lists of links that lead elsewhere are left out; those that are the content stay."""

import pytest

from tests.ingest.formats.read_page import left_out, page_lines

LINKS = (
    "<ul><li><a href=/a>Barnehage og skole</a></li><li><a href=/b>Vann og avløp</a></li>"
    "<li><a href=/c>Helse</a></li></ul>"
)
ITEMS = ["• Barnehage og skole", "• Vann og avløp", "• Helse"]
PROSE = "Kommunen leier boliger av private eiere og leier dem videre til dem som venter."
TEXT = f"<h1>Bolig</h1><p>{PROSE}</p>"
READ = ["# Bolig", PROSE]


@pytest.mark.parametrize(
    "page",
    [
        f"<div>{LINKS}</div>{TEXT}",
        f"{LINKS}{TEXT}{LINKS}",
        f"<div class=wrapper><div>{LINKS}</div><div id=content>{TEXT}</div></div>",
        f"<header><a href=/>Testvik kommune</a></header>{TEXT}",
        f"<div class=logo><a href=/>Testvik kommune</a></div>{TEXT}",
        f"<a class=skip href='#main'>Hopp til hovedinnhold</a>{TEXT}",
        f"<div><a href=/>Forside</a> &gt; <a href=/b>Bolig</a> &gt; Startlån</div>{TEXT}",
        f"<p><a href=/>Forside</a> / <a href=/b>Bolig</a> / <a href=/s>Startlån</a></p>{TEXT}",
        f"<ol class=breadcrumb><li><a href=/>Hjem</a></li><li>Boliger i kommunen</li></ol>{TEXT}",
        f"{TEXT}<div class=pagefooter><h2>Kontakt</h2><p>Rådhusgata 1</p></div>",
        f"{TEXT}<h2>Les også</h2>{LINKS}",
        f"{TEXT}<div class=related><h3>Relatert innhold</h3>{LINKS}</div>",
        f"<main>{TEXT}<h2>Les også:</h2>{LINKS}</main>",
        f"<main>{TEXT}<div class=share-page><p>Del:</p><a href=f>Facebook</a></div></main>",
        f"<main>{TEXT}<p>Del siden</p><div><a href=f>Facebook</a> <a href=e>X</a></div></main>",
        f"<article>{TEXT}<div class=tags><a href=1>bolig</a> <a href=2>lån</a></div></article>",
        f"{TEXT}<div class=footer><p>Rådhusgata 1, 1234 Testvik. Org.nr. 999 999 999</p></div>",
        f"{TEXT}<div id=pageFooter><p>Rådhusgata 1</p>{LINKS}</div>",
        f"<div role=menubar>{LINKS}</div>{TEXT}",
        f"<button aria-controls=m>Meny</button><div id=m hidden>{LINKS}</div>{TEXT}",
    ],
)
def test_what_leads_elsewhere_is_left_out(page: str) -> None:
    assert page_lines(page) == READ
    assert {reason for reason, _ in left_out(page)} == {"menu"}


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        (f"<h1>Rapporter</h1>{LINKS}", ["# Rapporter", *ITEMS]),
        (f"<div>{LINKS}</div>", ITEMS),
        (f"<main><h1>Rapporter</h1>{LINKS}</main>", ["# Rapporter", *ITEMS]),
        (f"<main>{TEXT}{LINKS}<p>Slutt.</p></main>", [*READ, *ITEMS, "Slutt."]),
        (f"<div id=innhold>{TEXT}{LINKS}</div>", [*READ, *ITEMS]),
        (f"{TEXT}<p>Planene er disse:</p>{LINKS}", [*READ, "Planene er disse:", *ITEMS]),
        (f"{TEXT}<h2>Planer</h2>{LINKS}", [*READ, "## Planer", *ITEMS]),
        (f"<div>{TEXT}{LINKS}</div>", [*READ, *ITEMS]),
        (f"<main>{TEXT}<div id=del-1>{LINKS}</div></main>", [*READ, *ITEMS]),
        (f"{TEXT}{LINKS}<p>{PROSE}</p>", [*READ, *ITEMS, PROSE]),
        (
            "<p>Se <a href=1>boligplanen for kommunen</a> og <a href=2>vedtaket</a> fra i fjor.",
            ["Se boligplanen for kommunen og vedtaket fra i fjor."],
        ),
        (
            "<article><h2><a href=1>Ny plan</a></h2><p>Vedtatt i går.</p></article>" * 2,
            ["## Ny plan", "Vedtatt i går.", "## Ny plan", "Vedtatt i går."],
        ),
    ],
)
def test_links_that_are_the_content_stay(page: str, lines: list[str]) -> None:
    assert page_lines(page) == lines
    assert left_out(page) == []


def test_a_list_of_what_is_on_the_page_is_its_contents() -> None:
    page = (
        "<main><h1>Plan</h1><h2>Innhold</h2><ul><li><a href='#a'>Første del</a></li>"
        "<li><a href='#b'>Andre del</a></li></ul>"
        "<h2 id=a>Første del</h2><p>Én.</p><h2 id=b>Andre del</h2><p>To.</p></main>"
    )
    assert page_lines(page) == ["# Plan", "## Første del", "Én.", "## Andre del", "To."]
    assert left_out(page) == [("contents", "Innhold"), ("contents", "Første del Andre del")]


def test_only_the_main_part_is_read_and_the_rest_is_told() -> None:
    page = f"<div>Utenfor</div>{LINKS}<main>{TEXT}</main><div hidden>Skjult</div>"
    assert page_lines(page) == READ
    assert left_out(page) == [
        ("menu", "Barnehage og skole Vann og avløp Helse"),
        ("menu", "Utenfor"),
        ("hidden", "Skjult"),
    ]


def test_the_title_above_the_main_part_is_read() -> None:
    for header in ("<header><h1>Bolig<sup>1</sup></h1></header>", "<h1>Bolig</h1>"):
        assert page_lines(f"{header}<main><p>{PROSE}</p></main>") == READ
    assert page_lines(f"<div hidden><h1>Bolig</h1></div><main>{PROSE}</main>") == [PROSE]


def test_the_main_part_may_be_any_element() -> None:
    assert page_lines("<p>Ute</p><app-page role=main><span>Inne</span></app-page>") == ["Inne"]


def test_blocks_in_buttons_and_labels_are_no_menus() -> None:
    page = "<label><div><a href=a>Ett</a> <a href=b>To</a></div></label><button><p>x</p></button>"
    assert page_lines(page) == ["Ett To"]


def test_an_empty_main_part_is_not_the_page() -> None:
    assert page_lines(f"<main></main>{TEXT}") == READ

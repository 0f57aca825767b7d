"""Folded parts of a page are read with their labels; what nothing opens is not, and is told."""

import pytest

from tests.ingest.formats.read_page import left_out, page_lines

ANSWER = "<p>Renten er flytende i tjue år.</p>"
READ = ["## Hva koster lånet?", "Renten er flytende i tjue år."]
BUTTON = "<button {}>Hva koster lånet?</button>"
FOLDING = BUTTON.format("aria-expanded=false")
FOLDED = {
    "a button in a heading": f"<h2>{FOLDING}</h2><div hidden>{{}}</div>",
    "a heading and a panel by its id": (
        f"<h2>{BUTTON.format('aria-controls=p1')}</h2><hr>"
        "<div id=p1 style='display:none'>{}</div>"
    ),
    "a button alone": f"{BUTTON.format('')}<div style='display: none'>{{}}</div>",
    "a button in a header of its own": (
        f"<div><div class=head>{FOLDING}</div><div class=body aria-hidden=true>{{}}</div></div>"
    ),
    "a panel in wrappers": (f"<h2>{FOLDING}</h2><div><div><div hidden>{{}}</div></div></div>"),
    "a link that unfolds": (
        "<h2><a role=button href='#p1' aria-expanded=false>Hva koster lånet?</a></h2>"
        "<div id=p1 style='visibility:hidden'>{}</div>"
    ),
    "Bootstrap": (
        "<h2><a data-toggle=collapse href='#p1'>Hva koster lånet?</a></h2>"
        "<div id=p1 class=collapse aria-hidden=true>{}</div>"
    ),
    "a panel labelled by its button": (
        "<h2><button id=b1>Hva koster lånet?</button></h2><hr>"
        "<section role=region aria-labelledby=b1 hidden>{}</section>"
    ),
    "found by the browser": "<h2>Hva koster lånet?</h2><div hidden=until-found>{}</div>",
    "a panel by its class": "<h2>Hva koster lånet?</h2><div class='faq-panel' hidden>{}</div>",
    "an accordion by its class": (
        "<div class=accordion><h2>Hva koster lånet?</h2><div style=display:none>{}</div></div>"
    ),
    "details": "<details><summary>Hva koster lånet?</summary>{}</details>",
    "details with a heading": "<details><summary><h2>Hva koster lånet?</h2></summary>{}</details>",
    "a list of terms": f"<dl><dt>{FOLDING}</dt><dd hidden>{{}}</dd></dl>",
    "a tab": (
        "<div role=tablist><button role=tab id=t aria-controls=p1>Hva koster lånet?</button></div>"
        "<div role=tabpanel id=p1 aria-labelledby=t hidden>{}</div>"
    ),
    "a tab that is a link": (
        "<ul role=tablist><li><a role=tab href='#p1'>Hva koster lånet?</a></li></ul>"
        "<div id=p1 class=tab-pane style='display:none'>{}</div>"
    ),
    "an open panel": f"{BUTTON.format('aria-expanded=true')}<div>{{}}</div>",
}


@pytest.mark.parametrize("markup", FOLDED.values(), ids=FOLDED.keys())
@pytest.mark.parametrize("around", ["{}", "<main>{}</main>", "<div class=page><div>{}</div></div>"])
def test_what_is_folded_away_is_read_under_its_label(markup: str, around: str) -> None:
    body = f"<h1>Startlån</h1><p>Kommunen gir startlån.</p>{markup.format(ANSWER)}<p>Slutt.</p>"
    page = around.format(body)
    assert page_lines(page) == ["# Startlån", "Kommunen gir startlån.", *READ, "Slutt."]
    assert left_out(page) == []


NOT_READ = {
    "hidden": ("<div hidden>{}</div>", "hidden"),
    "hidden by its style": ("<p>Tekst.</p><p style='display: none'>{}</p>", "hidden"),
    "hidden behind a heading": ("<h2>Utkast</h2><div hidden>{}</div>", "hidden"),
    "behind the button of a menu": (
        "<button aria-controls=m>Meny</button><div id=m hidden>{}</div>",
        "hidden",
    ),
    "a dialog": ("<button aria-controls=d>Åpne</button><dialog id=d>{}</dialog>", "notice"),
    "a dialog by its role": ("<div role=dialog>{}</div>", "notice"),
    "an alert": ("<div role=alert>{}</div>", "notice"),
    "a modal": (
        "<button data-target='#m'>Mer</button><div id=m class='modal fade' hidden>{}</div>",
        "hidden",
    ),
    "a box to search": (
        "<button aria-controls=s>Finn</button><form id=s hidden>{}<input type=search></form>",
        "hidden",
    ),
    "consent by name": ("<div id=cookie-banner>{} informasjonskapsler</div>", "notice"),
    "consent by product": ("<div id=onetrust-consent-sdk>{} cookies</div>", "notice"),
    "consent by its words": (
        "<div>{}<p>Vi bruker informasjonskapsler.</p><a href=#>Godta</a></div>",
        "notice",
    ),
    "consent by its label": ("<div aria-label='Samtykke'>{} Samtykke til cookies.</div>", "notice"),
    "a menu": ("<nav>{}</nav>", "menu"),
    "the foot of the page": ("<footer>{}</footer>", "menu"),
    "the foot by name": ("<div class=site-footer>{}</div>", "menu"),
}


@pytest.mark.parametrize(("markup", "reason"), NOT_READ.values(), ids=NOT_READ.keys())
def test_what_nobody_is_to_read_is_told(markup: str, reason: str) -> None:
    prose = "Kommunen leier boliger av private eiere og leier dem videre til andre. " * 3
    page = f"<h1>Startlån</h1><p>{prose}</p>{markup.format('Internt notat.')}<p>Slutt.</p>"
    assert not any("Internt" in line for line in page_lines(page))
    assert page_lines(page)[-1] == "Slutt."
    [(told, text)] = left_out(page)
    assert told == reason
    assert text.startswith("Internt notat.")


def test_the_icon_of_a_control_is_no_text() -> None:
    page = "<h2><button>Lån</button><span aria-hidden=true>expand_more</span></h2><p>Ja.</p>"
    assert page_lines(page) == ["## Lån", "Ja."]


def test_folded_links_of_the_main_part_are_read() -> None:
    panel = "<div id=p hidden><ul><li><a href=a>Søk om lån</a></li><li><a href=b>Klag</a></li></ul>"
    page = f"<main><h2><button aria-controls=p>Lån</button></h2>{panel}</div><p>Slutt.</p></main>"
    assert page_lines(page) == ["## Lån", "• Søk om lån", "• Klag", "Slutt."]


def test_silent_parts_are_not_told() -> None:
    page = "<p>Ja<script>x()</script><style>p{}</style><button>Del</button><input value=3></p>"
    assert (page_lines(page), left_out(page)) == (["Ja"], [])


def test_labels_that_say_nothing_are_no_headings() -> None:
    for label in ("Vis mer", "Les mer", "Åpne"):
        page = f"<h2>Lån</h2><button aria-expanded=false>{label}</button><div hidden>Tekst.</div>"
        assert page_lines(page) == ["## Lån", "Tekst."]
        assert page_lines(f"<details><summary>{label}</summary>Tekst.</details>") == ["Tekst."]


def test_a_button_beside_a_heading_is_not_of_it() -> None:
    assert page_lines("<h2>Lån <button>Kopier lenken</button></h2>") == ["## Lån"]
    assert page_lines("<h2>1. <button aria-expanded=false>Lån</button></h2>") == ["## 1. Lån"]


def test_a_label_stands_under_the_heading_above() -> None:
    page = (
        "<h1>Lån</h1><details><summary>En</summary>a</details><h2>To</h2>"
        "<details><summary>Tre</summary>b</details><h2><button>Fire</button></h2><p>c</p>"
        "<details><summary>Fem</summary>d</details>"
    )
    headings = [line for line in page_lines(page) if line.startswith("#")]
    assert headings == ["# Lån", "## En", "## To", "### Tre", "## Fire", "## Fem"]


def test_a_long_notice_and_a_long_foot_of_a_short_page() -> None:
    text = "Kommunen har tolv boliger til leie for dem som venter."
    notice = "<p>Vi bruker informasjonskapsler for statistikk. Du kan godta eller avvise.</p>" * 4
    page = f"<div class=cookies>{notice}</div><p>{text}</p><div class=footer>{text * 5}</div>"
    assert page_lines(page) == [text]
    assert [reason for reason, _ in left_out(page)] == ["notice", "menu"]


def test_a_page_about_cookies_is_read() -> None:
    page = (
        "<body class=has-cookie-banner><div class=cookie-policy><h1>Informasjonskapsler</h1>"
        "<p>Kommunen bruker informasjonskapsler. Du kan godta eller avvise dem.</p></div>"
    )
    assert len(page_lines(page)) == 2

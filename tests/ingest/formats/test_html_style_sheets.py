"""What the style sheets of a page hide is not read and is told, as what is hidden by itself is."""

import pytest

from tests.ingest.formats.read_page import left_out, page_lines

HIDDEN = "Utkast til notat: 14 boliger."
PAGE = "<style>{}</style><h1>Lån</h1><p>Kommunen gir lån.</p>{}<p>Slutt.</p>"


def page_of(sheet: str, element: str) -> str:
    """Return a page with a style sheet and an element, in which "{}" is the secret."""
    return PAGE.format(sheet, element.format(HIDDEN))


NOT_READ = {
    "a class": (".skjult{display:none}", "<p class=skjult>{}</p>"),
    "one of two classes": (".skjult { display : NONE ; }", "<div class='boks skjult'>{}</div>"),
    "an id": ("#notat{color:red;display:none}", "<div id=notat>{}</div>"),
    "a tag with a class": ("p.skjult{display:none}", "<p class=skjult>{}</p>"),
    "two classes at once": (".a.b{display:none}", "<p class='b a'>{}</p>"),
    "a list": ("h6, .x,\n#y , p.z{display:none}", "<p class=z>{}</p>"),
    "not visible": (".skjult{visibility:hidden}", "<p class=skjult>{}</p>"),
    "important": (
        ".skjult{display:none!important}.skjult{display:block}",
        "<p class=skjult>{}</p>",
    ),
    "more than its own style": (
        ".skjult{display:none !important}",
        "<p class=skjult style='display:block'>{}</p>",
    ),
    "on a screen": ("@media screen{.skjult{display:none}}", "<p class=skjult>{}</p>"),
    "shown in print": (
        ".skjult{display:none}@media print{.skjult{display:block}}",
        "<p class=skjult>{}</p>",
    ),
    "behind other rules": (
        "@import url(a.css);@font-face{src:url(b)}/* .c{} */\n.skjult{display:none}",
        "<p class=skjult>{}</p>",
    ),
    "in a comment of old pages": ("<!-- .skjult{display:none} -->", "<p class=skjult>{}</p>"),
    "an id counts more": ("#n{display:none}.vis{display:block}", "<p id=n class=vis>{}</p>"),
    "the last counts": (".a{display:block}.b{display:none}", "<p class='b a'>{}</p>"),
    "around it": (".skjult{display:none}", "<div class=skjult><div><p>{}</p></div></div>"),
    "a word in a sentence": (".skjult{display:none}", "<p>Ja.<span class=skjult> {}</span></p>"),
    "another of its kind unfolds": (
        ".boks.skjult{display:none}.boks.open{display:block}",
        "<p class='boks skjult'>{}</p>",
    ),
    "a window": (
        ".modal{display:none}.modal.show{display:block}",
        "<div class='modal'><p>{}</p></div>",
    ),
}


@pytest.mark.parametrize(("sheet", "element"), NOT_READ.values(), ids=NOT_READ.keys())
def test_what_a_style_sheet_hides_is_told(sheet: str, element: str) -> None:
    """By the simple selectors."""
    page = page_of(sheet, element)
    assert HIDDEN not in "\n".join(page_lines(page))
    assert page_lines(page)[-1] == "Slutt."
    assert left_out(page) == [("hidden", HIDDEN)]


READ = {
    "another class": (".skjult{display:none}", "<p class=skjulte>{}</p>"),
    "another tag": ("div.skjult{display:none}", "<p class=skjult>{}</p>"),
    "one class of two": (".a.b{display:none}", "<p class=a>{}</p>"),
    "in print": ("@media print{.skjult{display:none}}", "<p class=skjult>{}</p>"),
    "on small screens": (
        "@media (max-width:600px){.skjult{display:none}}",
        "<p class=skjult>{}</p>",
    ),
    "but on large screens": (
        ".stor{display:none}@media (min-width:600px){.stor{display:block}}",
        "<p class=stor>{}</p>",
    ),
    "shown again": (".a{display:none}.a{display:block}", "<p class=a>{}</p>"),
    "shown by its own style": (".a{display:none}", "<p class=a style='display:block'>{}</p>"),
    "in another part": (".x .skjult{display:none}", "<p class=skjult>{}</p>"),
    "for a screen reader": (
        ".sr-only{position:absolute;width:1px;clip:rect(0,0,0,0)}",
        "<p class=sr-only>{}</p>",
    ),
    "around a rule of another element": (
        ".a{color:red;.b{color:red;display:none}}",
        "<p class=a>{}</p>",
    ),
    "commented out": ("/* .skjult{display:none} */", "<p class=skjult>{}</p>"),
    "a sheet that is not closed": (".skjult{display:none", "<p class=skjult>{}</p>"),
    "the whole page": ("body,main{display:none}", "<p>{}</p>"),
    "until a script has run": ("#app{display:none}", "<div id=app><main><p>{}</p></main></div>"),
}


@pytest.mark.parametrize(("sheet", "element"), READ.values(), ids=READ.keys())
def test_what_a_style_sheet_shows_is_read(sheet: str, element: str) -> None:
    """Or shows on some screen, or hides by what is no simple selector."""
    assert HIDDEN in page_lines(page_of(sheet, element))


@pytest.mark.parametrize(
    "around", ["<style media=print>{}</style>", "<noscript><style>{}</style></noscript>"]
)
def test_a_sheet_that_is_not_of_the_screen_hides_nothing(around: str) -> None:
    """Nor one for a browser without scripts."""
    page = around.format(".skjult{display:none}") + f"<h1>Lån</h1><p class=skjult>{HIDDEN}</p>"
    assert page_lines(page) == ["# Lån", HIDDEN]


FOLDED = {
    "a button above": (
        ".panel{display:none}",
        "<button class=accordion>Hva koster det?</button><div class=panel><p>{}</p></div>",
    ),
    "a box that is ticked": (
        ".svar{display:none} input:checked ~ .svar{display:block}",
        "<input type=checkbox id=a><label for=a>Hva koster det?</label><div class=svar>{}</div>",
    ),
    "a class that a script adds": (
        ".svar{display:none}.svar.open{display:block}",
        "<h2>Hva koster det?</h2><div class=svar>{}</div>",
    ),
    "tabs by a script": (
        ".arkfane{display:none}",
        (
            "<div><button onclick=\"vis('a')\">En</button>"
            "<button onclick=\"vis('b')\">To</button></div>"
            "<div id=a class=arkfane>Annet.</div><div id=b class=arkfane>{}</div>"
        ),
    ),
}


@pytest.mark.parametrize(("sheet", "element"), FOLDED.values(), ids=FOLDED.keys())
def test_what_the_page_unfolds_is_read(sheet: str, element: str) -> None:
    """By what stands above it, by a state, or by a script."""
    page = page_of(sheet, element)
    assert HIDDEN in page_lines(page)
    assert left_out(page) == []


def test_two_sheets_are_one() -> None:
    """What the first hides the second may show."""
    page = "<style>.a,.b{display:none}</style><style>.a{display:inline}</style><p class=a>A</p>"
    assert page_lines(f"{page}<p class=b>B</p><p>C</p>") == ["A", "C"]

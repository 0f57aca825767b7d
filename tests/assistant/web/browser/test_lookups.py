"""One look-up after the other, in a real Chromium: keys, a click, a button, a filter left over."""

from playwright.sync_api import Page, expect

from tests.assistant.web.browser.chromium import needs_chromium
from tests.assistant.web.conftest import Visitor

pytestmark = needs_chromium

LOOKUPS = (
    "tilvisningsrett", "Ringsaker", "ensomhet", "leie til eie", "eldre",
    "noe om startlån", "Bodø", "boligplan", "barnefamilier", "vafler",
)  # fmt: skip


def _selected(page: Page) -> str:
    found: str = page.evaluate(
        "() => { const q = document.querySelector('#q');"
        " return q.value.slice(q.selectionStart, q.selectionEnd) }"
    )
    return found


def _click(page: Page) -> None:
    """Click in the field, and let pass what the page put off: timers of one length keep order."""
    page.locator("#q").click()
    page.evaluate("() => new Promise(done => setTimeout(done))")


def test_ten_in_a_row_take_two_keys_each(visitor: Visitor) -> None:
    """Besides the letters: one that goes to the field with its text selected, and Enter."""
    page = visitor.open()
    expect(page.locator("#q")).to_be_focused()
    keys = 0
    for number, question in enumerate(LOOKUPS):
        if number:
            page.keyboard.press("/" if number % 2 else "Control+k")
            keys += 1
            expect(page.locator("#q")).to_be_focused()
            assert _selected(page) == LOOKUPS[number - 1]
        page.keyboard.type(question)
        page.keyboard.press("Enter")
        keys += 1
        visitor.settled()
        expect(page.locator("#q")).to_have_value(question)
        expect(page.locator("#results")).to_be_focused()
    assert keys == 2 * len(LOOKUPS) - 1


def test_the_key_is_a_letter_in_a_field(visitor: Visitor) -> None:
    """Nor does it do anything in a list of choices."""
    page = visitor.open()
    page.locator("#q").press_sequentially("og/eller")
    expect(page.locator("#q")).to_have_value("og/eller")
    page.get_by_text("Filtre", exact=True).click()
    page.get_by_label("Type").focus()
    page.keyboard.press("/")
    expect(page.get_by_label("Type")).to_be_focused()


def test_the_key_can_be_switched_off(visitor: Visitor) -> None:
    """WCAG 2.1.4; the choice is kept, and Ctrl+K goes on working."""
    page = visitor.open("hjelp")
    page.get_by_role("button", name="Slå av hurtigtasten /").click()
    expect(page.get_by_role("button", name="Slå på hurtigtasten /")).to_be_visible()
    visitor.open("?q=eldre")
    page.locator("#results").focus()
    page.keyboard.press("/")
    expect(page.locator("#results")).to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.locator("#q")).to_be_focused()
    visitor.open("hjelp")
    page.get_by_role("button", name="Slå på hurtigtasten /").click()
    visitor.open("?q=eldre")
    page.locator("#results").focus()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()


def test_a_click_selects_what_was_answered(visitor: Visitor) -> None:
    """Not what is being typed: a second click puts the cursor where it was pressed."""
    page = visitor.open()
    visitor.ask("Ringsaker")
    _click(page)
    assert _selected(page) == "Ringsaker"
    _click(page)
    assert _selected(page) == ""
    page.keyboard.type("x")
    page.locator("#results").focus()
    _click(page)
    assert _selected(page) == ""


def test_the_field_is_emptied_by_a_button(visitor: Visitor) -> None:
    """Which is there when there is something to empty."""
    page = visitor.open()
    clear = page.get_by_role("button", name="Tøm søkefeltet")
    expect(clear).not_to_be_visible()
    visitor.ask("Ringsaker")
    clear.click()
    expect(page.locator("#q")).to_have_value("")
    expect(page.locator("#q")).to_be_focused()
    expect(clear).not_to_be_visible()


def test_a_filter_left_over_is_named_first_and_dropped_in_one_click(visitor: Visitor) -> None:
    """It, not the words, is why nothing was found."""
    page = visitor.open("?q=omsorgssenter&kommune=Hammerfest")
    visitor.ask("tilvisningsavtale")
    expect(page.locator("#results")).to_have_text("Ingen treff i Hammerfest")
    expect(page.locator(".unfiltered")).to_have_text(
        "Uten filteret: 2 gode treff. Søk i alle kommuner"
    )
    expect(page.locator("#status")).to_have_text(
        "Ingen treff i Hammerfest. Uten filteret: 2 gode treff."
    )
    page.get_by_role("link", name="Søk i alle kommuner").click()
    visitor.settled()
    expect(page.locator("#results")).to_have_text("2 kilder svarer på spørsmålet")
    assert "kommune" not in page.url

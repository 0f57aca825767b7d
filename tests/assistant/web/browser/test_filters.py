"""Filters in a real Chromium: native controls, counts, one by one away again."""

from playwright.sync_api import expect

from tests.assistant.web.browser.chromium import needs_chromium
from tests.assistant.web.conftest import Visit, Visitor
from tests.conftest import USERS_QUESTION

pytestmark = needs_chromium


def test_choose_and_remove(visitor: Visitor) -> None:
    """Two filters by native controls; each is shown, and each can be taken away by itself."""
    page = visitor.open()
    visitor.ask(USERS_QUESTION)
    page.get_by_text("Filtre", exact=True).click()
    page.get_by_label("Kommune", exact=True).select_option(label="Oslo (1)")
    page.get_by_label("Type").select_option("example")
    visitor.keep("filters")
    page.get_by_role("button", name="Bruk filtrene").click()
    visitor.settled()
    assert visitor.titles() == ["Ulsholtveien 31, Oslo- 36 utleieboliger"]
    assert "kommune=Oslo" in page.url
    assert "kind=example" in page.url
    # It stays open: another filter may be wanted.
    expect(page.get_by_label("Kommune", exact=True)).to_have_value("Oslo")
    page.get_by_role("link", name="Fjern filteret Kommune: Oslo").click()
    visitor.settled()
    assert "kommune" not in page.url
    expect(page.get_by_label("Kommune", exact=True)).to_have_value("")
    expect(page.get_by_label("Type")).to_have_value("example")
    page.get_by_role("link", name="Fjern filteret Type: Eksempel").click()
    visitor.settled()
    assert page.locator(".chip").count() == 0


def test_counts_follow_the_question(visitor: Visitor) -> None:
    """Every value is there; how many it leaves depends on what was asked."""
    page = visitor.open()
    towns = page.locator("#f-kommune option")
    expect(towns.filter(has_text="Bodø")).to_have_text("Bodø (3)")
    visitor.ask(USERS_QUESTION)
    expect(towns.filter(has_text="Bodø")).to_have_text("Bodø (0)")
    expect(towns.filter(has_text="Ringsaker")).to_have_text("Ringsaker (1)")


def test_filters_that_leave_nothing_are_named_as_the_cause(visitor: Visitor) -> None:
    """With the way out."""
    page = visitor.open("?q=bolig&kommune=Oslo&kind=report")
    expect(page.locator(".outcome .notice")).to_contain_text(
        "Ingen kilder passer til både Rapport og Oslo."
    )
    page.locator(".outcome .unfiltered a").click()
    visitor.settled()
    expect(page.locator(".outcome .notice")).to_have_count(0)
    assert page.locator(".source-lines li").count() > 0


def test_a_new_question_keeps_the_filters(visitor: Visitor) -> None:
    """Until they are taken away."""
    page = visitor.open("?q=eldre&fylke=Nordland")
    visitor.ask("boligpolitisk handlingsplan")
    assert "fylke=Nordland" in page.url
    expect(page.locator(".chip")).to_have_text("Fjern filteret Fylke: Nordland×")


def test_filters_without_a_question_are_a_list(visitor: Visitor) -> None:
    """Chosen by native controls; the heading says of what, and the last filter's loss lists all."""
    page = visitor.open()
    page.get_by_text("Filtre", exact=True).click()
    page.get_by_label("Kommune", exact=True).select_option(label="Bodø (3)")
    page.get_by_role("button", name="Bruk filtrene").click()
    visitor.settled()
    expect(page.get_by_role("heading", name="3 kilder fra Bodø")).to_be_focused()
    assert visitor.titles() == [
        "Det gode liv i Bodø",
        "Helhetlig boligpolitisk handlingsplan, Bodø kommune",
        "Hvordan lage en god prosessplan?",
    ]
    expect(page.locator(".chip")).to_have_text("Fjern filteret Kommune: Bodø×")
    visitor.keep("filters-alone")
    page.locator(".chip").click()
    visitor.settled()
    expect(page.locator("#results")).to_have_text("Alle 31 kilder")


def test_an_empty_search_lists_everything_and_can_be_sorted(visitor: Visitor) -> None:
    """The address carries the order, so that going back undoes it."""
    page = visitor.open()
    visitor.ask("")
    expect(page.locator("#results")).to_have_text("Alle 31 kilder")
    lines = page.locator(".listed li > a[lang]")
    expect(lines).to_have_count(31)
    expect(lines.first).to_have_text("Asker kommune: kommuneplanens samfunnsdel (2020-2032)")
    expect(page.locator(".sorting [aria-current]")).to_have_text("A til Å")
    page.locator(".sorting").get_by_role("link", name="nyeste").click()
    visitor.settled()
    expect(lines.first).to_have_text("Nomader på lavterskel?")
    expect(page.locator(".sorting [aria-current]")).to_have_text("nyeste")
    assert page.url.endswith("?q=&sorter=newest")
    visitor.keep("everything")
    page.go_back()
    visitor.settled()
    expect(page.locator(".sorting [aria-current]")).to_have_text("A til Å")


def test_an_answer_can_be_sorted(visitor: Visitor) -> None:
    """Both ways."""
    page = visitor.open("?q=hvordan+bor+eldre")
    best = page.locator(".source-lines li > a[lang]").all_inner_texts()
    page.locator(".sorting").get_by_role("link", name="nyeste").click()
    visitor.settled()
    assert "sorter=newest" in page.url
    page.locator(".sorting").get_by_role("link", name="relevans").click()
    visitor.settled()
    assert "sorter" not in page.url
    assert page.locator(".source-lines li > a[lang]").all_inner_texts() == best


def test_a_place_without_sources_leads_to_the_nearest(visitor: Visitor) -> None:
    """In one click."""
    page = visitor.open("?kommune=Hamar")
    expect(page.locator("#results")).to_have_text("Vi har ingen kilder fra Hamar")
    expect(page.locator(".nearest")).to_have_text("Nærmest: Ringsaker, Gjøvik, Oslo")
    page.get_by_role("link", name="Ringsaker", exact=True).click()
    visitor.settled()
    expect(page.locator("#results")).to_have_text("1 kilde fra Ringsaker")


def test_sources_without_a_year_come_along_in_one_click(visitor: Visitor) -> None:
    """And are left out again in one; new questions and other filters keep it."""
    page = visitor.open("?kind=example&fra=2020")
    note = page.locator(".undated")
    expect(note).to_have_text("14 eksempler uten årstall er ikke med. Ta dem med")
    note.get_by_role("link").click()
    visitor.settled()
    expect(page.locator("#results")).to_have_text("14 kilder: Eksempel, 2020 eller nyere")
    expect(note).to_have_count(0)
    visitor.ask("tilvisningsavtale")
    assert "udatert=1" in page.url
    page.get_by_role("link", name="Fjern filteret Også uten årstall").click()
    visitor.settled()
    expect(note).to_have_text("2 eksempler uten årstall er ikke med. Ta dem med")


def test_region_and_size_are_filters(visitor: Visitor) -> None:
    """With what choosing them gives."""
    page = visitor.open()
    page.get_by_text("Filtre", exact=True).click()
    page.get_by_label("Del av landet").select_option(label="Nord-Norge (7)")
    page.get_by_label("Kommunestørrelse").select_option("large")
    page.get_by_role("button", name="Bruk filtrene").click()
    visitor.settled()
    expect(page.locator("#f-storrelse option[selected]")).to_have_text(
        "store (20 000 innbyggere og mer) (5)"
    )
    expect(page.locator("#results")).to_contain_text("5 kilder: ")


def test_the_form_is_small_on_a_phone(visit: Visit) -> None:
    """Two filters beside each other, none cut off, all on one screen under the question."""
    page = visit(viewport={"width": 360, "height": 740}).open("?fylke=Nordland")
    page.get_by_text("Filtre (1)", exact=True).click()
    box = page.locator(".filter-fields").bounding_box()
    assert box is not None
    assert box["height"] < 520
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for label in page.locator(".choice label").all():
        place = label.bounding_box()
        assert place is not None
        assert place["height"] < 36, label.inner_text()


def test_without_scripts_filters_alone_are_a_list(visit: Visit) -> None:
    """The form is sent as it stands."""
    page = visit(java_script_enabled=False).open("", ready=False)
    page.get_by_text("Filtre", exact=True).click()
    page.get_by_label("Kommune", exact=True).select_option("Bodø")
    page.get_by_role("button", name="Bruk filtrene").click()
    expect(page.locator("#results")).to_have_text("3 kilder fra Bodø")
    page.locator(".sorting a").click()
    expect(page.locator(".sorting [aria-current]")).to_have_text("nyeste")

"""The form that asks, as a value."""

from assistant.web.pages.search_page import SearchForm, search_form
from assistant.web.request.address import Address
from index.generation import Generation
from tests.assistant.web.pages.made_context import make_context


def test_the_cursor_begins_in_an_empty_form(fake_generation: Generation) -> None:
    """And not in one that was just answered."""
    start = make_context(fake_generation, Address("nb"))
    assert search_form(start, "") == SearchForm("", "", autofocus=True, language=None)
    assert not search_form(make_context(fake_generation), "bolig").autofocus


def test_another_language_is_sent_with_the_form(fake_generation: Generation) -> None:
    """The default one is that of an address that names none."""
    context = make_context(fake_generation, Address("nn", "bolig"))
    assert search_form(context, "bolig").language == "nn"


def test_personal_data_is_warned_of(fake_generation: Generation) -> None:
    """In the language of the page."""
    form = search_form(make_context(fake_generation, Address("en", "x")), "call 22 33 44 55")
    assert "phone" in form.warning

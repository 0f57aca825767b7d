"""What a user typed: what is searched for, and what is turned away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import (
    QuestionEmpty,
    QuestionError,
    QuestionTooLong,
    QuestionWithoutWords,
)
from assistant.search.question import (
    MAX_QUESTION_CHARS,
    NO_QUESTION,
    read_question,
    read_search,
)


def test_white_space_and_control_characters_become_single_spaces() -> None:
    """What was typed is kept beside what is searched for."""
    question = read_question(" hva\u00a0er\n\tet \x00 bofellesskap? ")
    assert question.text == "hva er et bofellesskap?"
    assert question.typed == " hva\u00a0er\n\tet \x00 bofellesskap? "


def test_decomposed_letters_are_composed() -> None:
    """A ring over an a is an å."""
    assert read_question("bera\u030ad").text == "beråd"


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", QuestionEmpty),
        ("\n \u2003", QuestionEmpty),
        ("?!", QuestionWithoutWords),
        ("🏠🏠", QuestionWithoutWords),
        ("a" * (MAX_QUESTION_CHARS + 1), QuestionTooLong),
    ],
)
def test_what_is_no_question_is_turned_away(typed: str, error: type[QuestionError]) -> None:
    """Each in its own way."""
    with pytest.raises(error):
        read_question(typed)


def test_the_longest_question_is_read() -> None:
    """The limit itself is allowed, and white space does not count."""
    assert len(read_question("  " + "a" * MAX_QUESTION_CHARS + "  ").text) == MAX_QUESTION_CHARS


@given(st.text(st.characters(exclude_categories=[]), max_size=300))
def test_any_text_is_read_or_turned_away(typed: str) -> None:
    """No input whatever gets past as an error of another kind, lone surrogates included."""
    try:
        question = read_question(typed)
    except QuestionError:
        return
    assert question.text == question.text.strip() != ""
    question.text.encode("utf-8")
    assert question.language in ("nb", "nn", "en")


@pytest.mark.parametrize(
    ("typed", "quoted"),
    [
        ('"boligsosial" plan', ("boligsosial",)),
        ("\u201dboligsosial\u201d plan", ("boligsosial",)),
        ("\u201eboligsosial\u201c og \u00ableie til eie\u00bb", ("boligsosial", "leie til eie")),
        ("\u201cboligsosial\u201d \u00bbplan\u00ab", ("boligsosial", "plan")),
        ("\u201cboligsosial\u201c", ("boligsosial",)),
        ("\u201eboligsosial\u201d", ("boligsosial",)),
        ('\u201cboligsosial"', ("boligsosial",)),
        ('"bolig\u00adsosial\u00a0plan "', ("boligsosial plan",)),
        ('"boligsosial plan', ()),
        ("boligsosial\u00bb plan", ()),
        ('"leie" til "eie', ("leie",)),
        ('"" plan "?"', ()),
        ('\u00ableie "før" eie\u00bb', ('leie "før" eie',)),
    ],
)
def test_phrases_are_quoted_in_every_style(typed: str, quoted: tuple[str, ...]) -> None:
    """A mark that nothing closes quotes nothing."""
    assert read_question(typed).quoted == quoted


def test_a_place_in_the_text_is_known_in_what_was_typed() -> None:
    """Behind soft hyphens, and with the mark that a letter was composed of."""
    question = read_question("  bolig\u00adsosial i A\u030as")
    assert question.text == "boligsosial i Ås"
    assert question.typed[slice(*question.typed_span(0, 11))] == "bolig\u00adsosial"
    assert question.typed[slice(*question.typed_span(14, 16))] == "A\u030as"


def test_a_story_demands_none_of_its_quotes() -> None:
    """They are what somebody said; in a question of twenty words they are to be found."""
    short = "hvor står det «sikre leieinntektene» " + " ".join(["ord"] * 15)
    assert len(short.split()) == 20
    assert read_question(short).quoted == ("sikre leieinntektene",)
    story = read_question(f"{short} til")
    assert story.quoted == ()
    assert len(story.quote_spans) == 1


@pytest.mark.parametrize("typed", ["", "  ", "\n \u2003", "\x00"])
def test_an_empty_field_asks_for_a_list(typed: str) -> None:
    """Where filters may stand without a question."""
    assert read_search(typed) is NO_QUESTION


def test_any_other_search_is_a_question() -> None:
    """Or turned away as one."""
    assert read_search(" bolig ") == read_question(" bolig ")
    with pytest.raises(QuestionWithoutWords):
        read_search("?!")

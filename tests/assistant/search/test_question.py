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
from assistant.search.question import MAX_QUESTION_CHARS, read_question


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

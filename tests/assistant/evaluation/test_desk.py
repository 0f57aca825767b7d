"""What a support desk does is measured as it is shown."""

from assistant.evaluation.desk import DeskQuestions, desk_questions, measure_desk
from assistant.evaluation.judged import GoldAnswer, JudgedQuestion
from assistant.search.searcher import Searcher
from tests.conftest import RINGSAKER, ULSHOLTVEIEN

NOTHING = DeskQuestions((), (), (), ())


def test_both_halves_have_questions_of_every_kind(fake_searcher: Searcher) -> None:
    """Judged by hand, and made of the corpus."""
    for half in ("develop", "report"):
        asked = desk_questions(fake_searcher, half)
        assert len(asked.lookup) == 40
        assert len(asked.structured) == 30
        assert len(asked.answers) == 50
        assert 80 <= len(asked.lookup_made) <= 120
        assert len(asked) == 120 + len(asked.lookup_made)


def test_lookups_and_structured_questions_are_counted(fake_searcher: Searcher) -> None:
    """One of two is right first; both are answered; two of three fields are understood."""
    asked = DeskQuestions(
        lookup=(
            JudgedQuestion("Moelv", "lookup", frozenset({RINGSAKER})),
            JudgedQuestion("Moelv", "lookup", frozenset({ULSHOLTVEIEN})),
        ),
        lookup_made=(),
        structured=(
            JudgedQuestion(
                "eksempler fra Ringsaker",
                "structured",
                frozenset({RINGSAKER}),
                expected=(
                    ("kind", "example"),
                    ("municipality", "Ringsaker"),
                    ("since", "2020"),
                ),
            ),
        ),
        answers=(),
    )
    found = measure_desk(fake_searcher, asked)
    assert found["lookup"] == {"questions": 2, "first": 0.5, "answered": 1.0}
    assert found["structured"] == {"questions": 1, "first": 1.0, "fields": 2 / 3}
    assert found["answers"] == {
        "questions": 0, "first": None, "first_two": None, "marked": None,
    }  # fmt: skip


def test_an_answer_is_right_if_it_is_the_judged_stretch(fake_searcher: Searcher) -> None:
    """The sentence that holds the word which is looked up, and not another one."""
    document = fake_searcher.document(RINGSAKER)
    start = document.text.index("Grunnlaget for tilvisningsavtalen")
    gold = GoldAnswer(RINGSAKER, start, start + 60)
    other = GoldAnswer(RINGSAKER, 0, 20)
    asked = tuple(
        JudgedQuestion("Moelv", "nb", frozenset({RINGSAKER}), answers=(each,))
        for each in (gold, other)
    )
    told: list[tuple[int, int]] = []
    found = measure_desk(
        fake_searcher,
        DeskQuestions((), (), (), asked),
        lambda done, total: told.append((done, total)),
    )
    assert found["answers"]["first"] == 0.5
    assert found["answers"]["marked"] == 1.0
    assert told == [(1, 2), (2, 2)]

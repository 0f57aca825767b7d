"""What processes come to: quality by document, and the middle of the rounds."""

import pytest

from assistant.evaluation.judged import JudgedQuestion
from benchmarks.against.measurement import SAMPLE, Costs, Spread, costs, quality, sampled
from benchmarks.against.process import Built, Heard

DOCUMENT_OF = {"a1": "a", "a2": "a", "b1": "b", "c1": "c"}


def asked(*relevant: str) -> JudgedQuestion:
    return JudgedQuestion("hvem svarer?", "", frozenset(relevant))


def test_a_document_stands_where_its_best_passage_does() -> None:
    """The second passage of a document takes no place from the next document."""
    found = quality([asked("b")], [["a1", "a2", "b1"]], DOCUMENT_OF)
    assert found["ndcg@10"].tolist() == [pytest.approx(0.6309, abs=1e-4)]
    assert found["top1"].tolist() == [0.0]
    assert found["recall@10"].tolist() == [1.0]


def test_each_question_has_its_own_number_and_silence_counts_as_nothing() -> None:
    """A tool that finds nothing is not left out of the mean."""
    found = quality([asked("a", "c"), asked("b")], [["a2", "b1"], []], DOCUMENT_OF)
    assert found["top1"].tolist() == [1.0, 0.0]
    assert found["recall@10"].tolist() == [0.5, 0.0]


def test_the_eleventh_document_is_not_counted() -> None:
    """Measures end at ten documents, however many passages a tool returns."""
    passages = {f"p{number}": f"d{number:02}" for number in range(12)}
    found = quality([asked("d10"), asked("d09")], [list(passages), list(passages)], passages)
    assert found["recall@10"].tolist() == [0.0, 1.0]


def test_a_sample_is_spread_over_all_questions() -> None:
    """It begins with the first and has no more than it may."""
    assert sampled(3) == [0, 1, 2]
    assert sampled(679) == list(range(0, 679, 7))
    assert all(len(sampled(number)) <= SAMPLE for number in range(1, 1000))


def test_rounds_are_compared_on_the_same_questions() -> None:
    """Of the first round, which asked all, only the times of the sample count."""
    ids = tuple(("a1",) for _ in range(201))
    # 201 questions, so every third is of the sample; those of it took 10 ms, the others 99.
    times = tuple(10.0 if number % 3 == 0 else 99.0 for number in range(1, 201))
    first = Heard(2.0, times, ids, 300.0)
    later = Heard(1.0, (30.0,) * 66, ids[:67], 310.0)
    last = Heard(6.0, (20.0,) * 66, ids[:67], 305.0)
    assert costs(Built(7.0, 400.0, 3.5), [first, later, last]) == Costs(
        cold_seconds=Spread(2.0, 1.0, 6.0),
        warm_milliseconds=Spread(20.0, 10.0, 30.0),
        memory=Spread(305.0, 300.0, 310.0),
        build_seconds=7.0,
        build_memory=400.0,
        disk=3.5,
    )

"""The verdict: two regressions, limits, and where the calibration comes from."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.errors import CalibrationUnreadable
from assistant.search.evidence import Evidence
from assistant.search.verdict import (
    ANSWER_FEATURES,
    CALIBRATION_FILE,
    DOCUMENT_FEATURES,
    Calibration,
    Regression,
    hidden_first,
    marks,
    probabilities,
    read_calibration,
    sigmoid,
    write_calibration,
)
from index.encoder.onnx_runtime import OnnxEncoder

CALIBRATION = Calibration(
    encoder_sha256="e",
    command="by hand",
    questions=4,
    size=3.0,
    answer=Regression(-10.0, (10.0, 2.0, 0.5, -4.0, 3.0, 2.0)),
    document=Regression(-5.0, (5.0, 0.5, -2.0)),
    good=0.8,
    weak=0.4,
)


def evidence(**values: Any) -> Evidence:
    """Return the evidence on one passage that answers for sure, but for what is given."""
    given = {
        "plain": 1.0, "pooled": 1.0, "stems": 0.0, "grams": 0.0, "final": 2.0, "absent": 0.0,
        "size": 3.0, "described": False, "hinted": False, "literal": False, **values,
    }  # fmt: skip
    columns = {name: np.atleast_1d(value) for name, value in given.items()}
    return Evidence(weight=0.0, **columns)


def beside(*each: Evidence) -> Evidence:
    """Return the evidence on several passages together."""
    names = [name for name in Evidence.__dataclass_fields__ if name != "weight"]
    columns = {name: np.concatenate([getattr(one, name) for one in each]) for name in names}
    return Evidence(weight=0.0, **columns)


def probability(**values: Any) -> float:
    """Return the probability of that one passage."""
    return float(probabilities(evidence(**values), CALIBRATION)[0])


def test_sigmoid_has_no_overflow() -> None:
    """Exact at the middle and at the ends."""
    assert sigmoid(np.array([0, -1000, 1000], np.float32)).tolist() == [0.5, 0, 1]


def test_the_more_doubtful_regression_decides() -> None:
    """Log odds of 2 and 5, of 2 and -1, and of -3 and 5."""
    assert probability() == pytest.approx(1 / (1 + np.exp(-2)))
    assert probability(final=0.8) == pytest.approx(1 / (1 + np.exp(1)))
    assert probability(plain=0.5) == pytest.approx(1 / (1 + np.exp(3)))


def test_words_in_common_speak_for_an_answer() -> None:
    """Shares above the common ones raise the odds by their weights."""
    assert probability(plain=0.6, stems=0.5, grams=0.25) == pytest.approx(0.5)


def test_the_probability_decides_the_name() -> None:
    """From `good` up good, from `weak` up weak, below none."""
    named = [CALIBRATION.verdict(each) for each in (1.0, 0.8, 0.7999, 0.4, 0.3999, 0.0)]
    assert named == ["good", "good", "weak", "weak", "none", "none"]


def test_more_passages_ask_for_a_better_match() -> None:
    """Five factors e of passages cost 1.5 log odds."""
    assert probability(size=8.0) == pytest.approx(1 / (1 + np.exp(-0.5)))


def test_what_hints_at_a_document_is_weak_at_most() -> None:
    """A description or a title is no source's word yet; what is doubtful stays doubtful."""
    assert CALIBRATION.verdict(probability()) == "good"
    assert CALIBRATION.verdict(probability(hinted=True)) == "weak"
    assert CALIBRATION.verdict(probability(plain=0.5, hinted=True)) == "none"
    described = probability(plain=0.9, described=True, hinted=True)
    assert described == pytest.approx(1 / (1 + np.exp(1)))


def test_a_weak_text_stands_above_every_weak_title() -> None:
    """However much better the title is ranked; within a kind the better ranked one is first."""
    shown = [
        float(marks(probabilities(each, CALIBRATION), each, CALIBRATION)[0])
        for each in (
            evidence(),
            evidence(final=0.98),
            evidence(final=0.97),
            evidence(final=5.0, hinted=True),
            evidence(final=2.0, hinted=True),
            evidence(plain=0.5, final=5.0),
        )
    ]
    assert shown == sorted(shown, reverse=True)
    assert [CALIBRATION.verdict(each) for each in shown] == [
        "good", "weak", "weak", "weak", "weak", "none",
    ]  # fmt: skip


def test_what_is_looked_up_is_never_none() -> None:
    """However unlike the question it is otherwise; what answers anyway is left as it is."""
    assert CALIBRATION.verdict(probability(plain=0.0, literal=True)) == "weak"
    assert probability(literal=True) == probability()


def test_each_passage_is_judged_alone() -> None:
    """Beside others it has the probability that it has without them."""
    each = [evidence(), evidence(plain=0.5), evidence(literal=True, final=0.0)]
    together = probabilities(beside(*each), CALIBRATION)
    assert together.tolist() == [float(probabilities(one, CALIBRATION)[0]) for one in each]


@pytest.mark.parametrize(
    ("first", "found", "document_of", "expected"),
    [
        ({}, [0.1, 0.5, 0.3], [0, 1, 2], 0),
        ({}, [0.1, 0.3, 0.3], [0, 1, 2], 0),
        # It is shown already, or by another passage of its document.
        ({}, [0.4, 0.5, 0.3], [0, 1, 2], None),
        ({}, [0.1, 0.5, 0.3], [0, 0, 2], None),
        # It only hints; what is looked up stands there.
        ({"hinted": True}, [0.1, 0.5, 0.3], [0, 1, 2], None),
        ({"literal": True}, [0.1, 0.5, 0.3], [0, 1, 2], None),
        # Another is ranked first.
        ({"final": 1.0}, [0.5, 0.1, 0.3], [0, 1, 2], 1),
    ],
)
def test_what_is_ranked_first_may_be_hidden(
    first: dict[str, Any], found: list[float], document_of: list[int], expected: int | None
) -> None:
    """If none of its document would be shown."""
    own = beside(evidence(**first), evidence(final=1.5), evidence(final=0.5))
    probable = np.array(found, np.float32)
    assert hidden_first(probable, own, np.array(document_of), CALIBRATION) == expected


def test_nothing_found_hides_nothing() -> None:
    """No passage, no probability."""
    none = evidence().of(np.empty(0, np.int64))
    assert hidden_first(np.empty(0, np.float32), none, np.empty(0, np.int64), CALIBRATION) is None


def test_the_bundled_calibration_is_of_the_bundled_encoder(
    encoder: OnnxEncoder, tmp_path: Path
) -> None:
    """And of the evidence of this version."""
    bundled = read_calibration(tmp_path, encoder.identity.sha256)
    assert bundled.encoder_sha256 == encoder.identity.sha256
    assert len(bundled.answer.weights) == ANSWER_FEATURES
    assert len(bundled.document.weights) == DOCUMENT_FEATURES
    assert 0 < bundled.weak < bundled.good < 1


def test_the_users_own_calibration_is_used_for_its_encoder_alone(tmp_path: Path) -> None:
    """One of another encoder, on other evidence or of an older version is passed over."""
    path = tmp_path / CALIBRATION_FILE
    bundled = read_calibration(tmp_path, "e")
    write_calibration(CALIBRATION, path)
    assert read_calibration(tmp_path, "e") == CALIBRATION
    assert read_calibration(tmp_path, "another") == bundled
    write_calibration(replace(CALIBRATION, answer=CALIBRATION.document), path)
    assert read_calibration(tmp_path, "e") == bundled
    path.write_text(json.dumps({"encoder_sha256": "e", "intercept": 1.0, "weights": [1, 2, 3, 4]}))
    assert read_calibration(tmp_path, "e") == bundled


@pytest.mark.parametrize(
    "text",
    ["", "[]", "3", '{"answer": 1, "document": 2}', '{"answer": {}, "document": {}}', "\x00"],
)
def test_a_file_that_is_no_calibration_is_told(text: str, tmp_path: Path) -> None:
    """With its name."""
    path = tmp_path / CALIBRATION_FILE
    path.write_text(text)
    with pytest.raises(CalibrationUnreadable) as caught:
        read_calibration(tmp_path, "e")
    assert caught.value.file == str(path)


def test_a_score_lies_in_its_verdicts_part_and_follows_the_ranking() -> None:
    """A better verdict scores higher whatever the ranking says, the same verdict by the ranking."""
    finals = np.array([0.2, 3.0, 0.3, 9.0, 0.1, 50.0], np.float32)
    found = np.array([0.9, 0.9, 0.5, 0.5, 0.1, 0.1], np.float32)
    shown = marks(found, evidence(final=finals, hinted=np.zeros(6, bool)), CALIBRATION)
    assert [CALIBRATION.verdict(each) for each in shown] == ["good"] * 2 + ["weak"] * 2 + [
        "none"
    ] * 2
    assert sorted(range(6), key=lambda place: -shown[place]) == [1, 0, 3, 2, 5, 4]
    assert ((shown > 0) & (shown < 1)).all()

"""The verdict: thresholds, and where its calibration comes from."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.search.evidence import Evidence
from assistant.search.searcher import Searcher
from assistant.search.verdict import (
    CALIBRATION_FILE,
    judge,
    log_odds,
    read_calibration,
    sigmoid,
    write_calibration,
)
from index.encoder.sentence_transformer import TorchEncoder


def test_sigmoid_and_log_odds_undo_each_other() -> None:
    """Exact at the middle, no overflow at the ends."""
    assert sigmoid(0) == 0.5
    assert sigmoid(-1000) == 0
    assert sigmoid(1000) == 1
    assert log_odds(sigmoid(1.25)) == pytest.approx(1.25)
    assert log_odds(1.0) < float("inf")
    assert log_odds(0.0) > float("-inf")


def test_the_probability_decides_the_name(searcher: Searcher) -> None:
    """From `good` up good, from `weak` up weak, below none."""
    evidence = Evidence(plain=0, pooled=0, weight=0, absent=0, size=searcher.calibration.size)
    for intercept, name in ((3.0, "good"), (0.0, "weak"), (-3.0, "none")):
        calibration = replace(searcher.calibration, intercept=intercept, good=0.9, weak=0.5)
        verdict = judge([evidence], calibration)
        assert (verdict.name, verdict.probability) == (name, sigmoid(intercept))


def test_the_users_own_calibration_is_used_for_its_encoder_alone(
    searcher: Searcher, encoder: TorchEncoder, tmp_path: Path
) -> None:
    """A calibration of another encoder or on other evidence is passed over."""
    sha256 = encoder.identity.sha256
    bundled = read_calibration(tmp_path, sha256)
    assert bundled.encoder_sha256 == sha256
    own = replace(bundled, intercept=1.5)
    write_calibration(own, tmp_path / CALIBRATION_FILE)
    assert read_calibration(tmp_path, sha256) == own
    assert read_calibration(tmp_path, "another") == bundled
    write_calibration(replace(own, weights=own.weights[:-1]), tmp_path / CALIBRATION_FILE)
    assert read_calibration(tmp_path, sha256) == bundled


def test_more_passages_ask_for_a_better_match(searcher: Searcher) -> None:
    """The same evidence is worth less in a larger corpus."""
    calibration = searcher.calibration
    small = Evidence(plain=0.85, pooled=0.85, weight=3.5, absent=0, size=calibration.size)
    large = Evidence(plain=0.85, pooled=0.85, weight=3.5, absent=0, size=calibration.size + 5)
    assert judge([small], calibration).probability > judge([large], calibration).probability


def test_what_only_a_description_answers_is_weak_at_most(searcher: Searcher) -> None:
    """By its partition, or because it leads the ranking; a text that answers as well is good."""
    calibration = searcher.calibration
    sure = Evidence(plain=0.99, pooled=0.99, weight=3.5, absent=0, size=calibration.size)
    ours = replace(sure, described=True)
    assert judge([sure], calibration).name == "good"
    for verdict in (judge([ours], calibration), judge([sure], calibration, described=True)):
        assert verdict.name == "weak"
        assert verdict.probability < calibration.good
    assert judge([ours, sure], calibration) == judge([sure], calibration)
    lost = replace(sure, plain=0.1, pooled=0.1)
    assert judge([ours, lost], calibration).name == "weak"
    assert judge([replace(lost, described=True)], calibration).name == "none"

"""The measures: exact on a hand-made ranking."""

import numpy as np
import pytest

from assistant.evaluation.measure import abstention_curve, area_under_curve, interval


def test_area_under_curve_counts_pairs() -> None:
    """Of four pairs, one is lost and one tied."""
    answerable = np.array([True, True, False, False])
    assert area_under_curve(answerable, np.array([0.9, 0.4, 0.4, 0.6])) == pytest.approx(2.5 / 4)
    assert area_under_curve(np.array([True]), np.array([0.5])) is None


def test_interval_holds_the_mean_and_is_the_same_each_time() -> None:
    """Twenty hits of forty lie between 0.33 and 0.67 with 95 % confidence."""
    values = np.repeat([0.0, 1.0], 20)
    low, high = interval(values)
    assert (low, high) == interval(values)
    assert low == pytest.approx(0.35, abs=0.03)
    assert high == pytest.approx(0.65, abs=0.03)
    assert interval(np.ones(5)) == (1, 1)


def test_the_abstention_curve_trades_answers_for_refusals() -> None:
    """Refusing more of the unanswerable costs answers; one kind of question alone has no curve."""
    answerable = np.array([True] * 10 + [False] * 2)
    scores = np.array([0.1, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0, 0.05, 0.35])
    curve = {point["answered"]: point["refused"] for point in abstention_curve(answerable, scores)}
    assert curve[0.99] == 0.5
    assert curve[0.8] == 1.0
    assert abstention_curve(np.array([True]), np.array([1.0])) == []

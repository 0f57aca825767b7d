"""The measures: exact on a hand-made ranking."""

import numpy as np
import pytest

from assistant.evaluate import area_under_curve, interval


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

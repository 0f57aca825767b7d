"""The largest of many scores."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.largest import largest


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), max_size=400), st.integers(1, 12))
def test_the_largest_are_those_that_sorting_puts_first(scores: list[int], count: int) -> None:
    """Of equal scores the first ones are taken, without sorting all of them."""
    array = np.array(scores, np.float32)
    found = largest(array, count)
    assert sorted(found) == sorted(np.argsort(-array, kind="stable")[:count])

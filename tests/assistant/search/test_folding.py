"""Words without æ, ø and å."""

import pytest

from assistant.search.folding import folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bærum", "baerum"),
        ("tromsø", "tromso"),
        ("bostøtte", "bostoette"),
        ("startlån", "startlaan"),
    ],
)
def test_a_word_is_the_same_without_its_letters(one: str, other: str) -> None:
    """Whichever letters stand for those that are missing."""
    assert folded(one) == folded(other)

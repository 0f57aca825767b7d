"""What links are called: the size of a file."""

import pytest

from assistant.show.texts import texts_in
from assistant.web.pages.links import file_size
from ingest.records import Language


@pytest.mark.parametrize(
    ("size", "language", "words"),
    [
        (0, "nb", "1 kB"),
        (499, "nb", "1 kB"),
        (12_400, "nn", "12 kB"),
        (49_999, "nb", "50 kB"),
        (50_001, "nb", "0,1 MB"),
        (387_822, "nn", "0,4 MB"),
        (1_249_000, "nb", "1,2 MB"),
        (1_249_000, "en", "1.2 MB"),
        (1_960_000, "en", "2.0 MB"),
        (130_000_000, "nb", "130,0 MB"),
    ],
)
def test_the_size_of_a_file(size: int, language: Language, words: str) -> None:
    """With one decimal of a megabyte, and never nothing."""
    assert file_size(size, texts_in(language)) == words

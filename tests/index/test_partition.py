"""The parts of an index: which documents are long, and what each part knows."""

from pathlib import Path

import numpy as np
import pytest

from index.generation import Generation
from index.lexical import LexicalIndex, write_lexical
from index.partition import LONG_DOCUMENT_PASSAGES, partition_passages


@pytest.fixture
def stems(tmp_path: Path) -> LexicalIndex:
    """Two passages on housing, and one more than makes a document long on archives."""
    write_lexical(
        [["bolig"], ["bolig", "plan"], *[["arkiv", "plan"]] * (LONG_DOCUMENT_PASSAGES + 1)],
        tmp_path / "s",
    )
    return LexicalIndex(tmp_path / "s")


def test_a_long_document_is_a_part_of_its_own(stems: LexicalIndex) -> None:
    """What it knows is not known to the short ones."""
    short, long = partition_passages(np.array([0, 1, *[2] * (LONG_DOCUMENT_PASSAGES + 1)]), stems)
    assert (short.rows.tolist(), short.stems) == ([0, 1], ("bolig", "plan"))
    assert (long.rows.tolist(), long.stems) == (list(range(2, 15)), ("arkiv", "plan"))


def test_many_short_documents_are_one_part(stems: LexicalIndex) -> None:
    """It is the length of a document that counts, not how many there are."""
    (part,) = partition_passages(np.array([*range(3), *[3] * LONG_DOCUMENT_PASSAGES]), stems)
    assert part.rows.tolist() == list(range(15))
    (part,) = partition_passages(np.array([0] * 15), stems)
    assert part.rows.tolist() == list(range(15))


def test_the_source_page_is_one_part(fake_generation: Generation) -> None:
    """Its longest document has three passages."""
    (part,) = fake_generation.partitions
    assert part.rows.tolist() == list(range(len(fake_generation.passages)))
    assert "tilvisningsavtal" in part.stems

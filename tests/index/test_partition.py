"""The parts of an index: which documents are long, and what each part knows."""

from pathlib import Path

import numpy as np
import pytest

from index.generation import Generation
from index.lexical import LexicalIndex
from index.partition import LONG_DOCUMENT_PASSAGES, partition_passages
from index.postings import write_lexical
from index.row_map import whole
from tests.index.sealing import sealed


@pytest.fixture
def stems(tmp_path: Path) -> LexicalIndex:
    """Two passages on housing, and one more than makes a document long on archives."""
    write_lexical(
        [["bolig"], ["bolig", "plan"], *[["arkiv", "plan"]] * (LONG_DOCUMENT_PASSAGES + 1)],
        tmp_path / "s",
    )
    return LexicalIndex([sealed(tmp_path)], "s", whole(LONG_DOCUMENT_PASSAGES + 3))


def test_a_long_document_is_a_part_of_its_own(stems: LexicalIndex) -> None:
    """What it knows is not known to the short ones."""
    document_of = np.array([0, 1, *[2] * (LONG_DOCUMENT_PASSAGES + 1)])
    short, long = partition_passages(document_of, np.zeros(15, bool), stems)
    assert (short.rows.tolist(), short.stems) == ([0, 1], ("bolig", "plan"))
    assert (long.rows.tolist(), long.stems) == (list(range(2, 15)), ("arkiv", "plan"))


def test_many_short_documents_are_one_part(stems: LexicalIndex) -> None:
    """It is the length of a document that counts, not how many there are."""
    document_of = np.array([*range(3), *[3] * LONG_DOCUMENT_PASSAGES])
    (part,) = partition_passages(document_of, np.zeros(15, bool), stems)
    assert part.rows.tolist() == list(range(15))
    (part,) = partition_passages(np.array([0] * 15), np.zeros(15, bool), stems)
    assert part.rows.tolist() == list(range(15))


def test_descriptions_are_a_part_of_their_own(stems: LexicalIndex) -> None:
    """Whatever the length of the documents they describe; their words are not known to those."""
    is_description = np.array([False, True, *[False] * LONG_DOCUMENT_PASSAGES, True])
    document_of = np.array([0, 0, *[1] * (LONG_DOCUMENT_PASSAGES + 1)])
    short, long, described = partition_passages(document_of, is_description, stems)
    assert (short.rows.tolist(), short.stems, short.described) == ([0], ("bolig",), False)
    assert (len(long.rows), long.described) == (LONG_DOCUMENT_PASSAGES, False)
    assert (described.rows.tolist(), described.described) == ([1, 14], True)
    assert described.stems == ("arkiv", "bolig", "plan")


def test_the_source_page_is_one_part(fake_generation: Generation) -> None:
    """Its longest document has three passages; what only describes its reports stands apart."""
    part, described = fake_generation.partitions
    assert len(part.rows) == 36
    assert "tilvisningsavtal" in part.stems
    assert len(described.rows) == 10
    assert "rusproblem" in described.stems
    assert sorted([*part.rows, *described.rows]) == list(range(46))

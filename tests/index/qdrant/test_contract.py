"""What a search needs of an index is the same in every engine."""

from collections.abc import Sequence

import numpy as np
import pytest

from index.generation import FileGeneration
from index.lexical import grams, stems
from index.protocol import Generation, Search
from index.qdrant.generation import StoredGeneration
from index.qdrant.store import Condition
from tests.fake_encoder import FakeEncoder

TEXTS = (
    "hvordan skaffe utleieboliger uten å eie dem?",
    "tilvisningsavtale",
    "boligsosial handlingsplan for Ulstein kommune",
    "zxqv",
)


def test_everything_that_is_known_comes_back(
    stored: Generation, fake_generation: FileGeneration
) -> None:
    """Documents, passages and what is known of all of them."""
    assert stored.documents == fake_generation.documents
    assert list(stored.passages) == list(fake_generation.passages)
    assert stored.passages[-1] == fake_generation.passages[-1]
    np.testing.assert_array_equal(stored.document_of, fake_generation.document_of)
    np.testing.assert_array_equal(stored.is_description, fake_generation.is_description)
    np.testing.assert_array_equal(stored.is_read, fake_generation.is_read)
    for name in ("chunker", "encoder", "corpus_sha256", "documents", "passages", "tokens"):
        assert getattr(stored.manifest, name) == getattr(fake_generation.manifest, name)


def test_all_vectors_are_the_same_to_the_bit(
    stored: Generation, fake_generation: FileGeneration
) -> None:
    """Pooled ones, those of tokens and units, and their means."""
    stored.load(np.arange(len(stored.passages)))
    for row in range(len(fake_generation.passages)):
        np.testing.assert_array_equal(
            stored.vectors.vector(row), fake_generation.vectors.vector(row)
        )
        ours, theirs = fake_generation.tokens.passage(row), stored.tokens.passage(row)
        for field in ("codes", "scales", "ids", "spans"):
            np.testing.assert_array_equal(getattr(theirs, field), getattr(ours, field))
        units, others = fake_generation.units.passage(row), stored.units.passage(row)
        for field in ("ranges", "codes", "scales"):
            np.testing.assert_array_equal(getattr(others, field), getattr(units, field))
    np.testing.assert_array_equal(stored.tokens.mean, fake_generation.tokens.mean)
    for position in range(len(fake_generation.documents)):
        np.testing.assert_array_equal(
            stored.units.document_mean(position), fake_generation.units.document_mean(position)
        )
    ids = np.arange(0, 100_000, 37, dtype=np.int32)
    np.testing.assert_array_equal(
        stored.tokens.frequency(ids), fake_generation.tokens.frequency(ids)
    )


def test_words_are_counted_alike(stored: Generation, fake_generation: FileGeneration) -> None:
    """How many passages hold a word, and which partitions have it."""
    assert len(stored.partitions) == len(fake_generation.partitions)
    for one, other in zip(stored.partitions, fake_generation.partitions, strict=True):
        np.testing.assert_array_equal(one.rows, other.rows)
        assert one.stems == other.stems
        assert one.described == other.described
    for token in (*stems(" ".join(TEXTS)), "finnes-ikke"):
        assert stored.stems.rarity(token) == fake_generation.stems.rarity(token)
        assert stored.stems.document_frequency(token) == (
            fake_generation.stems.document_frequency(token)
        )
    assert len(stored.grams) == len(fake_generation.grams)
    for text in TEXTS:
        assert stored.grams.known_share(grams(text)) == (
            fake_generation.grams.known_share(grams(text))
        )


@pytest.mark.parametrize("text", TEXTS)
def test_passages_hold_the_same_share_of_a_question(
    stored: Generation, fake_generation: FileGeneration, text: str
) -> None:
    """BM25 by the engine's products is ours, but for rounding."""
    rows = np.arange(len(stored.passages))
    ours = fake_generation.words(stems(text), grams(text))
    theirs = stored.words(stems(text), grams(text))
    for some in (rows, rows[5:9], rows[:0]):
        np.testing.assert_allclose(theirs.total(some), ours.total(some), atol=1e-6)
        np.testing.assert_allclose(theirs.stems(some), ours.stems(some), atol=1e-6)
        np.testing.assert_allclose(theirs.grams(some), ours.grams(some), atol=1e-6)


def searches(
    generation: Generation, encoder: FakeEncoder, text: str, groups: Sequence[np.ndarray]
) -> list[Search]:
    """Return a search for the best five in each group of rows."""
    pooled = [encoded.pooled for _, encoded in encoder.encode([text], "question")]
    words = generation.words(stems(text), grams(text))
    return [Search(rows, 5, pooled, words) for rows in groups]


@pytest.mark.parametrize("text", TEXTS[:3])
def test_the_same_candidates_are_found(
    stored: Generation, fake_generation: FileGeneration, fake_encoder: FakeEncoder, text: str
) -> None:
    """Among all, in a partition, of some documents, of some passages alone, and of several such."""
    every = np.arange(len(stored.passages))
    of_kind = [document.kind == "example" for document in stored.documents]
    groups = (
        every,
        stored.partitions[0].rows,
        np.flatnonzero(np.array(of_kind)[stored.document_of]),
        every[3:20:2],
        every[7:8],
    )
    for some in (*([group] for group in groups), groups, ()):
        ours = fake_generation.find(searches(fake_generation, fake_encoder, text, some))
        theirs = stored.find(searches(stored, fake_encoder, text, some))
        # Of passages without any of the words, files give the first as well: they are as good as
        # any, and Qdrant gives none.
        more = np.setdiff1d(ours, theirs)
        assert np.setdiff1d(theirs, ours).tolist() == []
        words = fake_generation.words(stems(text), grams(text))
        assert words.total(more).tolist() == [0] * len(more)


def test_the_nearest_come_in_order_with_their_products(
    stored: Generation, fake_generation: FileGeneration
) -> None:
    """As for documents that are like one."""
    vector = fake_generation.vectors.vector(3)
    for rows in (None, np.arange(4, 40)):
        ours, scores = fake_generation.vectors.nearest(vector, 6, rows)
        theirs, others = stored.vectors.nearest(vector, 6, rows)
        assert theirs.tolist() == ours.tolist()
        np.testing.assert_allclose(others, scores, atol=1e-5)


def test_a_passage_is_found_by_its_id(stored: Generation, fake_generation: FileGeneration) -> None:
    """And none by an id that is not there."""
    wanted = fake_generation.passages[17]
    assert stored.passage(wanted.id) == wanted
    assert stored.passage("finnes-ikke#0") is None
    document = wanted.locator.document_id
    assert stored.passages_of(document) == fake_generation.passages_of(document)


def test_rows_are_read_in_one_call_and_kept(stored: StoredGeneration) -> None:
    """A question of many passages does not ask for each."""
    stored.rows.__init__(stored.store, stored.id, stored.manifest.encoder.dimensions)  # type: ignore[misc]
    asked = []
    read = stored.store.read

    def counting(*arguments, **named):  # type: ignore[no-untyped-def]
        asked.append(len(arguments[1]))
        return read(*arguments, **named)

    stored.store.read = counting  # type: ignore[method-assign]
    try:
        stored.load(np.arange(40))
        for row in range(40):
            stored.vectors.vector(row), stored.tokens.passage(row), stored.passages[row]
        assert asked == [40]
    finally:
        stored.store.read = read  # type: ignore[method-assign]


def test_passages_with_all_of_some_stems_are_found(stored: StoredGeneration) -> None:
    """As quotes need it."""
    held = {"id", "stems"}
    passages = stored.store.read(stored.id, range(len(stored.passages)), sorted(held))
    wanted = ("kommun", "og")
    rows = set(stored.store.rows(stored.id, Condition(all_of=tuple(("stems", w) for w in wanted))))
    assert rows == {row for row, (p, _) in passages.items() if set(wanted) <= set(p["stems"])}
    assert 0 < len(rows) < len(passages)

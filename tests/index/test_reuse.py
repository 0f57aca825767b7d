"""A build leaves as they are the large segments that little of has changed."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.build import build_generation
from index.generation import Generation, open_live
from index.lexical import grams, stems
from index.reuse import MAX_REMOVED, SMALL_SEGMENT
from ingest.passages import CountTokens
from ingest.records import Document, Locator, Passage
from tests.fake_encoder import FakeEncoder
from tests.index.conftest import CountingEncoder

LINES = 3 * SMALL_SEGMENT // 10
WORDS = ("bolig", "kommune", "plan", "eldre", "leie", "tomt", "skole", "vei")


def made(name: str, document: Document, lines: int = LINES) -> Document:
    """Return a document of so many passages, each a line of its own words."""
    text = "\n".join(
        f"{WORDS[line % 8]}{name} {WORDS[line % 5]} nummer {name}{line}" for line in range(lines)
    )
    return replace(document, id=name, title=name, text=text)


def by_line(document: Document, _count: CountTokens) -> tuple[Passage, ...]:
    """Return a passage of each line."""
    found, start = [], 0
    for line in document.text.split("\n"):
        locator = Locator(document.id, start, start + len(line))
        found.append(Passage(f"{document.id}-{start}", line, "", "", locator))
        start += len(line) + 1
    return tuple(found)


@pytest.fixture(scope="module")
def five(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """Five documents that make a segment which is not small."""
    return tuple(made(name, documents[0]) for name in ("aa", "bb", "cc", "dd", "ee"))


@pytest.fixture
def built(five: tuple[Document, ...], fake_encoder: FakeEncoder, tmp_path: Path) -> Path:
    """A data folder with an index of the five."""
    build_generation(five, fake_encoder, tmp_path / "data", cut=by_line)
    return tmp_path / "data"


def inodes(generation: Generation) -> dict[str, dict[str, int]]:
    """Return what each file of each segment is on the disk, whatever it is called."""
    return {
        segment.path.name: {
            path.relative_to(segment.path).as_posix(): path.stat().st_ino
            for path in segment.path.rglob("*")
            if path.is_file()
        }
        for segment in generation.segments
    }


def assert_same(found: Generation, fresh: Generation) -> None:
    """Check that two generations of the same documents give the same, whatever the rows."""
    assert found.documents == fresh.documents
    assert (found.manifest.passages, found.manifest.tokens) == (
        fresh.manifest.passages,
        fresh.manifest.tokens,
    )
    ids = [passage.id for passage in found.passages]
    row_of = {passage.id: row for row, passage in enumerate(fresh.passages)}
    assert sorted(ids) == sorted(row_of)
    rows = np.array([row_of[each] for each in ids])
    np.testing.assert_array_equal(found.document_of, fresh.document_of[rows])
    question = "boligaa kommuneee plan nummer bb17 tomt sykkel"
    for mine, other, cut in (
        (found.stems, fresh.stems, stems),
        (found.grams, fresh.grams, grams),
    ):
        np.testing.assert_array_equal(mine.share(cut(question)), other.share(cut(question))[rows])
        assert mine.known_share(cut(question)) == other.known_share(cut(question))
    for mine, other in zip(found.partitions, fresh.partitions, strict=True):
        assert mine.stems == other.stems
        assert sorted(rows[mine.rows]) == other.rows.tolist()
    for row in range(0, len(ids), 97):
        vector = found.vectors.vector(row)
        np.testing.assert_array_equal(vector, fresh.vectors.vector(rows[row]))
        nearest, scores = found.vectors.nearest(vector, 20)
        wanted, expected = fresh.vectors.nearest(vector, 20)
        np.testing.assert_allclose(scores, expected, rtol=1e-6)
        assert ids[nearest[0]] == fresh.passages[wanted[0]].id == ids[row]
        for name in ("codes", "scales", "ids", "spans"):
            np.testing.assert_array_equal(
                getattr(found.tokens.passage(row), name),
                getattr(fresh.tokens.passage(rows[row]), name),
            )
        for name in ("codes", "scales", "ranges"):
            np.testing.assert_array_equal(
                getattr(found.units.passage(row), name),
                getattr(fresh.units.passage(rows[row]), name),
            )
        assert found.passage(ids[row]) == fresh.passage(ids[row])
    for position, document in enumerate(found.documents):
        mean = found.units.document_mean(position)
        np.testing.assert_array_equal(mean, fresh.units.document_mean(position))
        assert found.passages_of(document.id) == fresh.passages_of(document.id)


def rebuilt(
    documents: Sequence[Document], encoder: FakeEncoder, data: Path
) -> tuple[Generation, Generation, list[str]]:
    """Build over `data` and in a new folder; return both indexes, and what was encoded."""
    counting = CountingEncoder(encoder, encoder.identity)
    build_generation(documents, counting, data, cut=by_line)
    build_generation(documents, encoder, data.parent / "fresh", cut=by_line)
    return open_live(data), open_live(data.parent / "fresh"), counting.texts


def test_what_is_added_is_all_that_is_written(
    built: Path, five: tuple[Document, ...], fake_encoder: FakeEncoder
) -> None:
    """The old segment has the same files on the disk, and the answers are those of a new index."""
    before = inodes(open_live(built))
    new = made("ny", five[0], 10)
    found, fresh, encoded = rebuilt((new, *five), fake_encoder, built)
    ((name, files),) = before.items()
    after = inodes(found)
    assert after[name] == files
    assert len(after) == 2
    assert len(fresh.segments) == 1
    assert set(encoded) == set(new.text.split("\n"))
    assert_same(found, fresh)
    # A second addition is written together with the first, which is small.
    newer = made("nyere", five[0], 5)
    found, fresh, encoded = rebuilt((new, *five, newer), fake_encoder, built)
    assert inodes(found)[name] == files
    assert len(found.segments) == 2
    assert set(encoded) == set(newer.text.split("\n"))
    assert_same(found, fresh)


def test_what_is_removed_is_left_out_without_writing_the_rest(
    built: Path, five: tuple[Document, ...], fake_encoder: FakeEncoder
) -> None:
    """Nothing is written or encoded, and nothing of the removed document is found or counted."""
    before = inodes(open_live(built))
    left = (five[4], *five[1:4])
    assert LINES < MAX_REMOVED * 5 * LINES
    build_generation(left, fake_encoder, built, cut=by_line)
    found = open_live(built)
    assert inodes(found) == before
    assert found.passage(f"{five[0].id}-0") is None
    assert found.stems.document_frequency("boligaa") == 0
    # The mean of the tokens alone still has a part of it.
    build_generation(left, fake_encoder, built.parent / "fresh", cut=by_line)
    assert_same(found, open_live(built.parent / "fresh"))


def test_a_segment_of_which_much_was_removed_is_written_anew(
    built: Path, five: tuple[Document, ...], fake_encoder: FakeEncoder
) -> None:
    """Its vectors are taken over, and the removed passages leave the disk."""
    found, fresh, encoded = rebuilt(five[:3], fake_encoder, built)
    assert encoded == []
    assert len(found.segments) == 1
    assert len(found.segments[0].table("passages")) == 3 * LINES
    assert_same(found, fresh)


def test_a_document_that_changed_is_written_anew_alone(
    built: Path, five: tuple[Document, ...], fake_encoder: FakeEncoder
) -> None:
    """What its unchanged lines had is taken over from the segment that keeps the others."""
    before = inodes(open_live(built))
    changed = replace(five[2], text=five[2].text.replace("cc17\n", "cc17 x\n", 1))
    assert changed != five[2]
    found, fresh, encoded = rebuilt((*five[:2], changed, *five[3:]), fake_encoder, built)
    ((name, files),) = before.items()
    assert inodes(found)[name] == files
    assert len(set(encoded)) == 1
    assert_same(found, fresh)


def test_more_than_a_segment_takes_it_in(
    built: Path, five: tuple[Document, ...], fake_encoder: FakeEncoder
) -> None:
    """So that there are never many of them."""
    more = made("mer", five[0], 5 * LINES)
    found, fresh, encoded = rebuilt((*five, more), fake_encoder, built)
    assert len(set(encoded)) == 5 * LINES
    assert len(found.segments) == 1
    assert_same(found, fresh)


def test_an_index_built_twice_answers_after_the_first_is_gone(
    built: Path, five: tuple[Document, ...], fake_encoder: FakeEncoder
) -> None:
    """Links keep what the removed generation had."""
    for number in range(3):
        build_generation((*five, made(f"n{number}", five[0], 3)), fake_encoder, built, cut=by_line)
    generation = open_live(built)
    generation.check()
    assert len(list((built / "generations").iterdir())) == 2
    assert len(generation.segments) == 2


def test_damage_in_a_kept_segment_is_mended_by_the_next_build(
    built: Path, five: tuple[Document, ...], fake_encoder: FakeEncoder
) -> None:
    """A build that was not given an open index checks all of it before it keeps any of it."""
    path = open_live(built).segments[0].path / "units" / "rows.npy"
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    found, fresh, _ = rebuilt((*five, made("ny", five[0], 3)), fake_encoder, built)
    found.check()
    assert len(found.segments) == 1
    assert_same(found, fresh)


@pytest.mark.parametrize("name", ["documents.jsonl", "passages.jsonl", "tokens/rows.npy"])
def test_only_what_is_damaged_is_made_anew(
    name: str, built: Path, five: tuple[Document, ...], counting: CountingEncoder
) -> None:
    """The segment that is whole stays, be the index open enough or the one before it needed."""
    more = (*five, made("ff", five[0], 3))
    build_generation(more, counting, built, cut=by_line)
    old = open_live(built)
    large, small = sorted(old.segments, key=lambda segment: -len(segment.table("passages")))
    damaged, whole = small.path / name, inodes(old)[large.path.name]
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"!")
    counting.texts.clear()
    build_generation(more, counting, built, cut=by_line)
    found = open_live(built)
    found.check()
    assert found.documents == more
    assert inodes(found)[large.path.name] == whole
    assert {text.partition("nummer ")[2][:2] for text in counting.texts} == {"ff"}

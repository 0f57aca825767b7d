"""A projection keeps what the vectors differ in, and stays while the index grows."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.build import build_generation
from index.generation import checksums, open_live, write_manifest
from index.maxsim import similarities
from index.projection import DIMENSIONS, fit_projection, project_passages
from index.tokens import PassageTokens, quantised
from ingest.errors import IndexDamaged
from ingest.records import Document

from .conftest import CountingEncoder

ALL_BUT_LAST = 400
"""Tokens between those of the first three of the few documents and those of all four."""


def tokens_of(vectors: "np.typing.NDArray[np.float32]") -> PassageTokens:
    """Return a passage with these token vectors."""
    count = len(vectors)
    codes, scales = quantised(vectors)
    return PassageTokens(codes, scales, np.arange(count, dtype=np.int32), np.zeros((count, 2), int))


def wild(seed: int, count: int, dimensions: int, rank: int) -> "np.typing.NDArray[np.float32]":
    """Return unit vectors around a mean that is not zero, in a plane of `rank` dimensions."""
    choose = np.random.default_rng(seed)
    plane = np.linalg.qr(choose.standard_normal((dimensions, rank)))[0]
    vectors = (choose.standard_normal((count, rank)) + 2) @ plane.T
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 16))
def test_the_columns_are_the_mean_and_the_directions_of_most_difference(
    seed: int, dimensions: int
) -> None:
    """They are orthonormal, and no other directions beside the mean keep more of the vectors."""
    passage = tokens_of(wild(seed, 60, 16, 16))
    fitted = fit_projection([passage], dimensions)
    np.testing.assert_allclose(fitted.T @ fitted, np.eye(dimensions), atol=1e-5)
    vectors = passage.vectors
    mean = vectors.mean(axis=0) / np.linalg.norm(vectors.mean(axis=0))
    np.testing.assert_allclose(fitted[:, 0], mean, atol=1e-5)
    apart = vectors - np.outer(vectors @ mean, mean)
    most = np.linalg.svd(apart, compute_uv=False)[: dimensions - 1]
    kept = np.linalg.norm(apart @ fitted)
    assert kept == pytest.approx(np.linalg.norm(most), abs=1e-4)


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([0.0, 0.5, 1.0]))
def test_what_lies_in_few_directions_loses_nothing(seed: int, centred: float) -> None:
    """Plain and centred cosines are as before, where there is nothing beyond what is kept."""
    vectors = wild(seed, 40, 24, 6)
    matrix = fit_projection([tokens_of(vectors)], 7)
    mean = np.float32(centred) * vectors.mean(axis=0)
    before = similarities(vectors[:5], vectors, mean)
    after = similarities(vectors[:5] @ matrix, vectors @ matrix, mean @ matrix)
    np.testing.assert_allclose(after, before, atol=0.02)


def test_the_fit_is_of_tokens_not_of_passages() -> None:
    """However the tokens are parted into passages, the projection is the same."""
    passage = tokens_of(wild(1, 50, 12, 12))
    parts = [
        PassageTokens(*(table[own] for table in (passage.codes, passage.scales)), ids, spans)
        for own in (slice(0, 9), slice(9, 50))
        for ids, spans in [(passage.ids[own], passage.spans[own])]
    ]
    whole, parted = fit_projection([passage], 4), fit_projection(parts, 4)
    np.testing.assert_allclose(abs(whole.T @ parted), np.eye(4), atol=1e-5)


def test_few_dimensions_are_all_kept() -> None:
    """Vectors of fewer dimensions than are wanted keep their own number, and their cosines."""
    vectors = wild(3, 30, 8, 8)
    matrix = fit_projection([tokens_of(vectors)], 128)
    assert matrix.shape == (8, 8)
    np.testing.assert_allclose(
        (vectors @ matrix) @ (vectors @ matrix).T, vectors @ vectors.T, atol=1e-5
    )


def test_a_projected_passage_keeps_its_tokens() -> None:
    """Ids and places are those of the passage; a token without a direction still has none."""
    passage = tokens_of(np.array([[0, 0, 0], [0.6, 0.8, 0]], np.float32))
    matrix = np.array([[0, 1], [1, 0], [0, 0]], np.float32)
    (projected,) = project_passages([passage], matrix)
    np.testing.assert_array_equal(projected.ids, passage.ids)
    np.testing.assert_array_equal(projected.spans, passage.spans)
    np.testing.assert_allclose(projected.vectors, [[0, 0], [0.8, 0.6]], atol=0.01)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count the few documents as a large corpus."""
    monkeypatch.setattr("index.projection.FEWEST_TOKENS", ALL_BUT_LAST)


def test_a_small_corpus_is_kept_in_full(data: Path) -> None:
    """Nothing is fitted on five passages."""
    generation = open_live(data)
    assert generation.tokens.matrix is None
    assert generation.tokens.codes.shape[1] == 384


@pytest.mark.usefixtures("large")
def test_a_corpus_that_grows_large_is_projected_without_encoding_it_again(
    few: tuple[Document, ...], counting: CountingEncoder, tmp_path: Path
) -> None:
    """What was kept in full is projected from there, and what is new is fitted with it."""
    build_generation(few[:3], counting, tmp_path)
    before = open_live(tmp_path)
    assert before.tokens.matrix is None
    counting.texts.clear()
    build_generation(few, counting, tmp_path)
    after = open_live(tmp_path)
    assert counting.texts == [p.encoded_text for p in after.passages[3:]]
    assert after.tokens.codes.shape == (after.manifest.tokens, DIMENSIONS)
    assert after.manifest.tokens >= ALL_BUT_LAST
    for row in range(3):
        expected = after.tokens.project(before.tokens.passage(row).vectors)
        np.testing.assert_allclose(after.tokens.passage(row).vectors, expected, atol=0.004)
    np.testing.assert_allclose(
        after.tokens.mean,
        after.tokens.codes.T @ after.tokens.scales / len(after.tokens.ids),
        atol=1e-5,
    )


@pytest.mark.usefixtures("large")
def test_later_builds_keep_the_projection_and_every_code(
    few: tuple[Document, ...], counting: CountingEncoder, data: Path
) -> None:
    """Documents that come and go change neither, even when the corpus becomes small again."""
    build_generation(few, counting, data)
    fitted = open_live(data)
    new = replace(few[0], id="ny", text="Kommunen lager en ny plan.")
    for documents in ((new, *few), few[:1]):
        counting.texts.clear()
        build_generation(documents, counting, data)
        later = open_live(data)
        assert len(counting.texts) == (new in documents)
        np.testing.assert_array_equal(later.tokens.matrix, fitted.tokens.matrix)
        row = [p.locator.document_id for p in later.passages].index(few[0].id)
        np.testing.assert_array_equal(
            later.tokens.passage(row).codes, fitted.tokens.passage(0).codes
        )
        assert later.tokens.codes.shape[1] == DIMENSIONS


@pytest.mark.usefixtures("large")
def test_a_projection_that_does_not_fit_is_damage(
    few: tuple[Document, ...], counting: CountingEncoder, data: Path
) -> None:
    """Another file in its place is told by its checksum, another shape even if written so."""
    build_generation(few, counting, data)
    generation = open_live(data)
    path = generation.folder / "tokens" / "projection.npy"
    matrix = np.array(generation.tokens.matrix)
    path.unlink()  # What is mapped stays as it is; written over in place it would be pulled away.
    np.save(path, matrix + np.float32(0.1))
    with pytest.raises(IndexDamaged) as caught:
        open_live(data)
    assert caught.value.file == str(path)
    np.save(path, matrix[:, :-1])
    manifest = generation.manifest
    manifest.files.update(checksums(generation.folder))
    write_manifest(generation.folder, manifest)
    with pytest.raises(IndexDamaged) as caught:
        open_live(data)
    assert caught.value.file == str(generation.folder)
    path.unlink()
    with pytest.raises(IndexDamaged):
        open_live(data)


def test_passages_are_projected_alike_however_many_there_are() -> None:
    """One of many, over more than a block, is what it is alone."""
    passages = [tokens_of(wild(seed, 3, 8, 8)) for seed in range(130)]
    matrix = fit_projection(passages, 4)
    together = list(project_passages(passages, matrix))
    assert len(together) == 130
    for alone in (0, 63, 64, 129):
        (expected,) = project_passages([passages[alone]], matrix)
        np.testing.assert_allclose(together[alone].vectors, expected.vectors, atol=1e-5)

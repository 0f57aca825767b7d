"""A new generation encodes only what the live one does not hold."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.build import build_generation, corpus_sha256
from index.errors import IndexOutdated
from index.generation import live_id, open_live
from ingest.answer_units import answer_units
from ingest.passages import CountTokens, cut_passages
from ingest.records import Document, Locator, Passage
from tests.fake_encoder import FakeEncoder
from tests.index.conftest import CountingEncoder

UNITS = 20
"""Distinct sentences, items and rows of the few documents."""


def passage_texts(*documents: Document) -> list[str]:
    """Return the passages of documents, with their context."""
    return [passage.encoded_text for passage in passages_of(*documents)]


def unit_texts(*documents: Document) -> list[str]:
    """Return the sentences, items and rows of the documents' passages."""
    return [
        passage.text[start:end]
        for document in documents
        for passage in passages_of(document)
        for start, end in answer_units(passage.text, document.language)
    ]


def passages_of(*documents: Document) -> list[Passage]:
    """Return the passages of documents."""
    count = FakeEncoder().count_tokens
    return [passage for document in documents for passage in cut_passages(document, count)]


def test_the_first_build_encodes_every_passage(
    few: tuple[Document, ...], counting: CountingEncoder, tmp_path: Path
) -> None:
    """Each passage is encoded once, with its context, and each sentence once more alone."""
    generation_id = build_generation(few, counting, tmp_path / "new" / "data")
    assert live_id(tmp_path / "new" / "data") == generation_id
    assert counting.texts[:5] == passage_texts(*few)
    assert counting.texts[5:] == list(dict.fromkeys(unit_texts(*few)))
    assert len(counting.texts) == UNITS + 5


def test_the_second_build_encodes_nothing(
    few: tuple[Document, ...], counting: CountingEncoder, data: Path
) -> None:
    """Every vector is taken over to the bit, under a new name."""
    before = open_live(data)
    after_id = build_generation(few, counting, data)
    after = open_live(data)
    assert counting.texts == []
    assert after.id == after_id != before.id
    assert list(after.passages) == list(before.passages)
    for row in range(len(before.passages)):
        np.testing.assert_array_equal(after.vectors.vector(row), before.vectors.vector(row))
    np.testing.assert_array_equal(after.tokens.mean, before.tokens.mean)
    for row in range(len(before.passages)):
        for name in ("codes", "scales", "ids", "spans"):
            np.testing.assert_array_equal(
                getattr(after.tokens.passage(row), name), getattr(before.tokens.passage(row), name)
            )
    for row in range(len(before.passages)):
        for name in ("ranges", "codes", "scales"):
            np.testing.assert_array_equal(
                getattr(after.units.passage(row), name), getattr(before.units.passage(row), name)
            )
    # The files are the same to the bit, and so is their seal.
    assert list(after.manifest.segments.values()) == list(before.manifest.segments.values())


def test_a_changed_document_alone_is_encoded(
    few: tuple[Document, ...], counting: CountingEncoder, data: Path
) -> None:
    """Of a changed text only the passage and the sentence that differ are encoded."""
    text = few[3].text.replace("ferdigstilt 29 august 2017", "ferdigstilt 30 august 2017")
    assert text != few[3].text
    changed = replace(few[3], text=text)
    build_generation((*few[:3], changed), counting, data)
    assert counting.texts == [
        passage_texts(changed)[1],
        "Prosjektet ble ferdigstilt 30 august 2017.",
    ]
    assert "30 august" in open_live(data).passages[-1].text


def test_a_changed_title_encodes_all_of_its_document(
    few: tuple[Document, ...], counting: CountingEncoder, data: Path
) -> None:
    """The context is encoded with a passage, and not with its sentences."""
    changed = replace(few[3], title="Ulsholtveien")
    build_generation((*few[:3], changed), counting, data)
    assert counting.texts == passage_texts(changed)
    assert len(counting.texts) == 2


def test_documents_that_come_and_go_do_not_touch_the_others(
    few: tuple[Document, ...], counting: CountingEncoder, fake_encoder: FakeEncoder, data: Path
) -> None:
    """In another order and number, each row still belongs to its passage."""
    new = replace(few[0], id="ny-plan", title="En ny plan", text="Kommunen lager en ny plan.")
    build_generation((few[3], new, few[1]), counting, data)
    assert counting.texts == [*passage_texts(new), "Kommunen lager en ny plan."]
    generation = open_live(data)
    assert [p.locator.document_id for p in generation.passages] == [
        *[few[3].id, few[3].id, "ny-plan", few[1].id]
    ]
    texts = [passage.encoded_text for passage in generation.passages]
    for row, encoded in fake_encoder.encode(texts, "passage"):
        np.testing.assert_allclose(generation.vectors.vector(row), encoded.pooled, atol=1e-5)
        np.testing.assert_array_equal(generation.tokens.passage(row).ids, encoded.token_ids)
    assert (generation.manifest.documents, generation.manifest.passages) == (3, 4)


@pytest.mark.parametrize(
    ("name", "value"), [("revision", "8-bit"), ("sha256", "0"), ("passage_prefix", "text: ")]
)
def test_another_encoder_encodes_everything(
    name: str, value: Any, few: tuple[Document, ...], fake_encoder: FakeEncoder, data: Path
) -> None:
    """Vectors of an encoder of another identity cannot be compared and are not taken over."""
    other = CountingEncoder(fake_encoder, replace(fake_encoder.identity, **{name: value}))
    build_generation(few[:2], other, data)
    assert other.texts == [*passage_texts(*few[:2]), *unit_texts(*few[:2])]
    assert getattr(open_live(data).manifest.encoder, name) == value


def test_a_damaged_index_is_built_anew(
    few: tuple[Document, ...], counting: CountingEncoder, data: Path
) -> None:
    """Nothing is taken over from an index that cannot be trusted, and the new one is whole."""
    generation = open_live(data)
    damaged = generation.folder / generation.id / "passages.jsonl"
    damaged.write_bytes(damaged.read_bytes().replace(b"bolig", b"molig"))
    open_live(data)  # the damage is not seen yet
    build_generation(few[:2], counting, data)
    assert counting.texts == [*passage_texts(*few[:2]), *unit_texts(*few[:2])]
    assert open_live(data).documents == few[:2]
    open_live(data).check()


def test_damage_that_a_build_comes_upon_is_built_anew(
    few: tuple[Document, ...],
    counting: CountingEncoder,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An index that was open already is not checked again, and what is read of it is."""
    monkeypatch.setattr("index.sealed.HELD_BYTES", 0)
    generation = open_live(data)
    damaged = generation.folder / generation.id / "tokens" / "rows.npy"
    raw = bytearray(damaged.read_bytes())
    raw[-1] ^= 1
    damaged.write_bytes(raw)
    build_generation(few, counting, data, live=generation)
    assert counting.texts == [*passage_texts(*few), *dict.fromkeys(unit_texts(*few))]
    open_live(data).check()


def test_an_index_of_another_format_is_built_anew(
    few: tuple[Document, ...], counting: CountingEncoder, data: Path
) -> None:
    """After an upgrade, a build replaces what can no longer be read."""
    path = open_live(data).folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 0}))
    with pytest.raises(IndexOutdated):
        open_live(data)
    build_generation(few[:2], counting, data)
    assert counting.texts == [*passage_texts(*few[:2]), *unit_texts(*few[:2])]
    assert open_live(data).documents == few[:2]


def test_only_the_generation_before_is_kept(
    few: tuple[Document, ...], counting: CountingEncoder, data: Path
) -> None:
    """A server may still read the one before; older ones are removed."""
    ids = [live_id(data), *(build_generation(few, counting, data) for _ in range(3))]
    assert len(set(ids)) == 4
    assert sorted(path.name for path in (data / "generations").iterdir()) == ids[2:]


def test_the_generation_before_still_answers(
    few: tuple[Document, ...], counting: CountingEncoder, data: Path
) -> None:
    """An open generation works while and after the next two are built."""
    before = open_live(data)
    vector = before.vectors.vector(3).copy()
    for _ in range(2):
        build_generation(few[:1], counting, data)
    assert not before.folder.exists()
    assert before.vectors.nearest(vector, 1)[0].tolist() == [3]
    assert len(before.tokens.passage(3).vectors) == len(before.tokens.passage(3).ids)


def test_progress_goes_from_nothing_to_all(
    few: tuple[Document, ...], fake_encoder: FakeEncoder, tmp_path: Path
) -> None:
    """It starts at nothing, never goes back and ends at the tokens that there are."""
    told: list[tuple[int, int]] = []
    build_generation(few, fake_encoder, tmp_path, lambda done, total: told.append((done, total)))
    units = dict.fromkeys(unit_texts(*few))
    total = open_live(tmp_path).manifest.tokens + sum(map(fake_encoder.count_tokens, units))
    assert told[0] == (0, total)
    assert told[-1] == (total, total)
    assert len(told) == 1 + 5 + UNITS
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_progress_of_nothing_to_do_is_told_once(
    few: tuple[Document, ...], fake_encoder: FakeEncoder, data: Path
) -> None:
    """Where every vector is taken over there is nothing to wait for."""
    told: list[tuple[int, int]] = []
    build_generation(few, fake_encoder, data, lambda done, total: told.append((done, total)))
    assert told == [(0, 0)]


def test_documents_can_be_cut_in_another_way(
    few: tuple[Document, ...], counting: CountingEncoder, tmp_path: Path
) -> None:
    """The passages are those that the given function returns."""

    def by_line(document: Document, _count: CountTokens) -> tuple[Passage, ...]:
        lines = document.text.split("\n")
        return tuple(
            Passage(f"{document.id}-{at}", line, "", "", Locator(document.id, 0, len(line)))
            for at, line in enumerate(lines)
        )

    build_generation(few[:2], counting, tmp_path, cut=by_line)
    assert counting.texts[:2] == [*few[0].text.split("\n"), *few[1].text.split("\n")]
    assert [passage.id for passage in open_live(tmp_path).passages] == [
        f"{document.id}-0" for document in few[:2]
    ]


def test_the_same_text_twice_is_two_rows(
    few: tuple[Document, ...], counting: CountingEncoder, data: Path
) -> None:
    """A document under a second id has vectors of its own, taken over from the first."""
    twin = replace(few[1], id="tvilling")
    build_generation((*few, twin), counting, data)
    assert counting.texts == []
    generation = open_live(data)
    np.testing.assert_array_equal(generation.vectors.vector(5), generation.vectors.vector(1))


def test_the_manifest_names_when_and_what(
    few: tuple[Document, ...], fake_encoder: FakeEncoder, tmp_path: Path
) -> None:
    """The time is now, in UTC, and the checksum that of the documents."""
    before = datetime.now(UTC).replace(microsecond=0)
    generation_id = build_generation(few[:1], fake_encoder, tmp_path)
    manifest = open_live(tmp_path).manifest
    assert before <= datetime.fromisoformat(manifest.created) <= datetime.now(UTC)
    assert manifest.corpus_sha256 == corpus_sha256(few[:1])
    assert manifest.encoder == fake_encoder.identity
    assert generation_id.startswith(f"{datetime.fromisoformat(manifest.created):%Y%m%dT%H%M%S}")


def test_the_checksum_of_a_corpus_is_of_every_field(few: tuple[Document, ...]) -> None:
    """Another value in any field, another order or number is another corpus."""
    (document, *_) = few
    checksum = corpus_sha256([document])
    assert checksum == corpus_sha256([replace(document)])
    others = [[], few, list(reversed(few))]
    for field in fields(Document):
        value = getattr(document, field.name)
        match value:
            case str() | None:
                changed: Any = f"{value}x"
            case bool():
                changed = not value
            case int():
                changed = value + 1
            case tuple():
                changed = (*value, "x")
            case source:
                changed = replace(source, sha256="x")
        others.append([replace(document, **{field.name: changed})])
    found = {corpus_sha256(other) for other in others}
    assert len(found) == len(others) == len(fields(Document)) + 3
    assert checksum not in found

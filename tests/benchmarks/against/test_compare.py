"""The whole comparison, of two tools that are installed anyway, over a few passages."""

import json

import pytest

from benchmarks.against.__main__ import compare
from benchmarks.against.collection import OUTSIDE, Collection
from benchmarks.against.sources import questions_of, write_collections
from benchmarks.against.table import markdown
from index.encoder.onnx_runtime import export_bundled

PASSAGES = {
    "p0": "Kommunen tildeler boliger til vanskeligstilte etter søknad.",
    "p1": "Katten sov på taket hele natten.",
    "p2": "Ferga går fra Moss til Horten hver halvtime.",
    "p3": "Denne passasjen blir kuttet bort.",
}
QUESTIONS = {
    "q0": ("hvor ofte går ferga til Horten?", "p2"),
    "q1": ("hvor sov katten?", "p1"),
    "q2": ("hva blir kuttet bort?", "p3"),
}


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """Return the first three of four passages, and so two of three questions."""
    root = tmp_path_factory.mktemp("root")
    source = root / "source"
    (source / "qrels").mkdir(parents=True)
    for name, rows in (
        ("corpus", [{"_id": key, "title": "", "text": text} for key, text in PASSAGES.items()]),
        ("queries", [{"_id": key, "text": text} for key, (text, _) in QUESTIONS.items()]),
    ):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (source / f"{name}.jsonl").write_text(lines, "utf-8")
    judged = "".join(f"{key}\t{passage}\t1\n" for key, (_, passage) in QUESTIONS.items())
    (source / "qrels/test.tsv").write_text(f"query-id\tcorpus-id\tscore\n{judged}", "utf-8")
    export_bundled(root / "no-data", Collection(root, OUTSIDE).encoder)
    page, outside = write_collections(root, source, 3)
    # The page's passages are those of its documents, each with the context in front.
    assert len({each.document for each in page.texts}) == 31
    return outside


@pytest.mark.encoder
def test_only_what_is_kept_is_asked_about(outside: Collection) -> None:
    """A question whose passage was cut off would count as a failure of all."""
    assert [each.id for each in outside.texts] == ["p0", "p1", "p2"]
    assert [each.text for each in questions_of(outside)["outside"]] == [
        "hvor ofte går ferga til Horten?",
        "hvor sov katten?",
    ]


@pytest.mark.encoder
def test_two_tools_are_built_and_asked_in_processes_of_their_own(outside: Collection) -> None:
    """The numbers are those of the processes: no tool's imports are in another's memory."""
    found = compare([outside], ["bm25s_alone", "ours"], rounds=2)
    assert {name: each.mean("outside", "top1") for name, each in found.items()} == {
        "bm25s_alone": 1.0,
        "ours": 1.0,
    }
    words, ours = (each.costs["outside"] for each in found.values())
    assert 0 < words.memory.middle < 200 < ours.memory.middle
    for costs in (words, ours):
        assert 0 < costs.warm_milliseconds.low <= costs.warm_milliseconds.high
        # A cold question is answered warm and after the imports.
        assert costs.cold_seconds.low > costs.warm_milliseconds.low / 1000
        assert costs.build_seconds > 0
        assert costs.disk > 0
    assert "| news and Wikipedia: nDCG@10 | **1.000** | **1.000** |" in markdown(found)

"""The table, and what it says of where the program does not lead."""

import numpy as np

from benchmarks.against.measurement import Costs, Measurement, Spread
from benchmarks.against.table import as_json, behind, markdown


def measured(ndcg: float, cold: float, warm: float, memory: float) -> Measurement:
    values = np.full(4, ndcg)
    return Measurement(
        {"report": {"ndcg@10": values, "top1": values, "recall@10": values}},
        {
            "page": Costs(
                Spread(cold, cold, cold),
                Spread(warm, warm, warm + 1),
                Spread(memory, memory, memory),
                build_seconds=9.87,
                build_memory=512.4,
                disk=3.04,
            )
        },
    )


OURS = measured(0.9, 1.0, 20.0, 300.0)


def test_the_best_of_a_row_is_bold_and_the_gain_is_told() -> None:
    """High is good for quality, low for costs."""
    table = markdown({"bm25s_alone": measured(0.7, 0.5, 25.0, 1234.0), "ours": OURS})
    lines = table.splitlines()
    assert lines[0] == "|  | bm25s | Eksempelfinner |"
    assert "| judged, half report: nDCG@10 | 0.700 | **0.900** |" in lines
    assert "| judged, half report: ours ahead, 95 % | +0.200 to +0.200 |  |" in lines
    assert "| cold start, s, page | **0.5 (0.5–0.5)** | 1 (1–1) |" in lines
    assert "| warm question, ms, page | 25 (25–26) | **20 (20–21)** |" in lines
    assert "| memory, MB, page | 1234 (1234–1234) | **300 (300–300)** |" in lines
    assert "| index on disk, MB, page | **3.04** | **3.04** |" in lines


def test_only_who_is_close_in_quality_must_be_led_in_costs() -> None:
    """0.855 is 95 % of 0.9."""
    cheap = {"bm25s_alone": measured(0.85, 0.1, 1.0, 50.0), "ours": OURS}
    assert list(behind(cheap)) == []
    close = {"faiss_plain": measured(0.856, 0.1, 21.0, 300.0), "ours": OURS}
    assert list(behind(close)) == [
        "sentence-transformers, FAISS is close in quality and takes less: cold start, s, page",
        "sentence-transformers, FAISS is close in quality and takes less: memory, MB, page",
    ]


def test_who_is_better_is_told() -> None:
    """As good is not behind."""
    better = {"txtai_hybrid": measured(0.9, 9.0, 90.0, 900.0), "ours": OURS}
    assert list(behind(better)) == ["txtai, hybrid is as good or better: judged, half report"]


def test_json_has_every_figure() -> None:
    """Unrounded, by tool, set and collection."""
    ours = as_json({"ours": OURS})["ours"]
    assert ours["quality"]["report"]["ndcg@10"] == 0.9
    assert ours["costs"]["page"]["warm_milliseconds"] == {"middle": 20.0, "low": 20.0, "high": 21.0}
    assert ours["costs"]["page"]["disk"] == 3.04

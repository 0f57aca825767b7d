"""Write the measurements as one table, and say where the program does not lead."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from assistant.evaluation.measure import interval
from benchmarks.against.collection import OUTSIDE, PAGE
from benchmarks.against.measurement import MEASURES, Costs, Measurement, Spread
from benchmarks.against.tools import OURS, TOOLS

SETS = {
    "report": "judged, half report",
    "develop": "judged, half develop",
    "desk": "desk, half report",
    "outside": "news and Wikipedia",
}
QUALITY = dict(zip(MEASURES, ("nDCG@10", "right first", "recall@10"), strict=True))
COLLECTIONS = {PAGE: "page", OUTSIDE: "news and Wikipedia"}
SETS_TO_LEAD = {PAGE: "report", OUTSIDE: "outside"}
"""The set of a collection whose nDCG@10 decides who comes within CLOSE of the program."""

CLOSE = 0.95
"""Of the program's nDCG@10: who reaches that must be led in cold start, warm time and memory."""

COSTS: dict[str, Callable[[Costs], float | Spread]] = {
    "cold start, s": lambda costs: costs.cold_seconds,
    "warm question, ms": lambda costs: costs.warm_milliseconds,
    "memory, MB": lambda costs: costs.memory,
    "build, s": lambda costs: costs.build_seconds,
    "build memory, MB": lambda costs: costs.build_memory,
    "index on disk, MB": lambda costs: costs.disk,
}
TO_LEAD = ("cold start, s", "warm question, ms", "memory, MB")


def markdown(measurements: Mapping[str, Measurement]) -> str:
    """Return the table: a column for each tool, the best of a row in bold."""
    tools = list(measurements)
    rows = [["", *(TOOLS[tool] for tool in tools)], ["---"] * (len(tools) + 1)]
    of_any = next(iter(measurements.values()))
    for name in of_any.quality:
        for measure, title in QUALITY.items():
            means = [each.mean(name, measure) for each in measurements.values()]
            cells = [f"{value:.3f}" for value in means]
            rows.append([f"{SETS[name]}: {title}", *_bold(cells, means, max(means))])
        rows.append([f"{SETS[name]}: ours ahead, 95 %", *_gains(measurements, name)])
    for title, cost in COSTS.items():
        for name in of_any.costs:
            found = [cost(each.costs[name]) for each in measurements.values()]
            middles = [_middle(value) for value in found]
            cells = _bold([_cell(value) for value in found], middles, min(middles))
            rows.append([f"{title}, {COLLECTIONS[name]}", *cells])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def behind(measurements: Mapping[str, Measurement]) -> Iterator[str]:
    """Yield a sentence for everything in which the program should lead and does not."""
    ours = measurements[OURS]
    for tool, other in measurements.items():
        if tool == OURS:
            continue
        for name in ours.quality:
            if other.mean(name, "ndcg@10") >= ours.mean(name, "ndcg@10"):
                yield f"{TOOLS[tool]} is as good or better: {SETS[name]}"
        for name, deciding in SETS_TO_LEAD.items():
            if name not in ours.costs:
                continue
            if other.mean(deciding, "ndcg@10") < CLOSE * ours.mean(deciding, "ndcg@10"):
                continue
            for title in TO_LEAD:
                theirs, our = (_middle(COSTS[title](each.costs[name])) for each in (other, ours))
                if theirs <= our:
                    yield (
                        f"{TOOLS[tool]} is close in quality and takes less: "
                        f"{title}, {COLLECTIONS[name]}"
                    )


def as_json(measurements: Mapping[str, Measurement]) -> dict[str, Any]:
    """Return all figures, as the table rounds them."""
    return {
        tool: {
            "quality": {
                name: {measure: each.mean(name, measure) for measure in values}
                for name, values in each.quality.items()
            },
            "costs": {name: asdict(costs) for name, costs in each.costs.items()},
        }
        for tool, each in measurements.items()
    }


def _gains(measurements: Mapping[str, Measurement], name: str) -> Iterator[str]:
    """Yield the bootstrap interval of what the program has more of nDCG@10 than each tool."""
    ours = measurements.get(OURS)
    for each in measurements.values():
        if ours is None or each is ours:
            yield ""
        else:
            gain = ours.quality[name]["ndcg@10"] - each.quality[name]["ndcg@10"]
            low, high = interval(gain)
            yield f"{low:+.3f} to {high:+.3f}"


def _bold(cells: list[str], values: list[float], best: float) -> list[str]:
    return [
        f"**{cell}**" if value == best else cell for cell, value in zip(cells, values, strict=True)
    ]


def _middle(value: float | Spread) -> float:
    return value.middle if isinstance(value, Spread) else value


def _cell(value: float | Spread) -> str:
    if isinstance(value, Spread):
        return f"{_rounded(value.middle)} ({_rounded(value.low)}–{_rounded(value.high)})"
    return _rounded(value)


def _rounded(value: float) -> str:
    """Return three figures that count, and no more than whole numbers."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"

"""Show an evaluation as tables."""

from typing import Any

from rich.console import Console

from assistant.terminal import table
from assistant.wording import Wording


def show_evaluation(run: dict[str, Any], words: Wording, console: Console) -> None:
    """Show the stages, the kinds of question and the verdict of `evaluation_json`'s result."""
    rows = []
    for stage, measures in run["stages"].items():
        low, high = run["intervals"].get(stage, (None, None))
        rows.append(
            [
                stage,
                *(
                    _number(measures[name], words)
                    for name in ("ndcg@10", "recall@10", "mrr@10", "top1")
                ),
                f"{_number(low, words)}–{_number(high, words)}",
            ]
        )
    headings = [
        words("evaluation.stage"),
        "nDCG@10",
        "recall@10",
        "MRR@10",
        words("evaluation.top1"),
        words("evaluation.interval"),
    ]
    console.print(table(headings, rows))
    if run["kinds"]:
        console.print()
        console.print(table(*_by_kind(run, words)))
    console.print()
    abstention = run["abstention"]
    console.print(
        words(
            "evaluation.abstention",
            auc=_number(abstention["auc"], words),
            answered=_share(abstention["answered"], words),
            refused=_share(abstention["refused"], words),
        )
    )
    for kind, rates in abstention["by_kind"].items():
        console.print(
            words(
                "evaluation.refusal",
                kind=kind,
                refused=_share(rates["refused"], words),
                not_good=_share(rates["not_good"], words),
                questions=rates["questions"],
            )
        )
    console.print(
        words(
            "evaluation.speed",
            questions=run["queries"],
            passages=run["passages"],
            ms=round(1000 * run["seconds"]["per_question"]),
        )
    )


def _by_kind(run: dict[str, Any], words: Wording) -> tuple[list[str], list[list[str]]]:
    stages = list(run["stages"])
    headings = [words("evaluation.kind"), words("evaluation.questions"), *stages]
    rows = [
        [
            kind,
            str(measures["questions"]),
            *(
                " / ".join(_number(measures[stage][name], words) for name in ("ndcg@10", "top1"))
                for stage in stages
            ),
        ]
        for kind, measures in run["kinds"].items()
    ]
    return headings, rows


def _number(value: float | None, words: Wording) -> str:
    return words("evaluation.none") if value is None else f"{value:.3f}"


def _share(value: float | None, words: Wording) -> str:
    return words("evaluation.none") if value is None else f"{100 * value:.1f} %"

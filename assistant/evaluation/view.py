"""Show an evaluation as tables."""

from typing import Any

from rich.console import Console

from assistant.show.terminal import table
from assistant.show.texts import Texts


def show_evaluation(run: dict[str, Any], texts: Texts, console: Console) -> None:
    """Show the stages, the kinds of question and the verdict of `evaluation_json`'s result."""
    rows = []
    for stage, measures in run["stages"].items():
        low, high = run["intervals"].get(stage, (None, None))
        rows.append(
            [
                stage,
                *(
                    _number(measures[name], texts)
                    for name in ("ndcg@10", "recall@10", "mrr@10", "top1")
                ),
                f"{_number(low, texts)}–{_number(high, texts)}",
            ]
        )
    headings = [
        texts("evaluation.stage"),
        "nDCG@10",
        "recall@10",
        "MRR@10",
        texts("evaluation.top1"),
        texts("evaluation.interval"),
    ]
    console.print(table(headings, rows))
    if run["kinds"]:
        console.print()
        console.print(table(*_by_kind(run, texts)))
    console.print()
    abstention = run["abstention"]
    console.print(
        texts(
            "evaluation.abstention",
            auc=_number(abstention["auc"], texts),
            answered=_share(abstention["answered"], texts),
            refused=_share(abstention["refused"], texts),
        )
    )
    for kind, rates in abstention["by_kind"].items():
        console.print(
            texts(
                "evaluation.refusal",
                kind=kind,
                refused=_share(rates["refused"], texts),
                not_good=_share(rates["not_good"], texts),
                questions=rates["questions"],
            )
        )
    for name, shares in run.get("desk", {}).items():
        shown = {key: _share(value, texts) for key, value in shares.items() if key != "questions"}
        console.print(texts(f"evaluation.{name}", questions=shares["questions"], **shown))
    console.print(
        texts(
            "evaluation.speed",
            questions=run["queries"],
            passages=run["passages"],
            ms=round(1000 * run["seconds"]["per_question"]),
        )
    )


def _by_kind(run: dict[str, Any], texts: Texts) -> tuple[list[str], list[list[str]]]:
    stages = list(run["stages"])
    headings = [texts("evaluation.kind"), texts("evaluation.questions"), *stages]
    rows = [
        [
            kind,
            str(measures["questions"]),
            *(
                " / ".join(_number(measures[stage][name], texts) for name in ("ndcg@10", "top1"))
                for stage in stages
            ),
        ]
        for kind, measures in run["kinds"].items()
    ]
    return headings, rows


def _number(value: float | None, texts: Texts) -> str:
    return texts("evaluation.none") if value is None else f"{value:.3f}"


def _share(value: float | None, texts: Texts) -> str:
    return texts("evaluation.none") if value is None else f"{100 * value:.1f} %"

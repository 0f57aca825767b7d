"""Measure the search with two whole reports added: right page, verdict, and the page beside.

    python benchmarks/reports/measure.py [--data DIR] [--failing]

Two real PDFs (tests/data/pdf) are added as `eksempelfinner add` does it, and the questions of
questions.toml are asked as `ask` asks them. A page is right where it is one that answers, or one
beside it. "ranked" looks at the passages as they are scored, "shown" at those a person sees: at
most three a document, document by document. The questions of near_misses.toml are of the very
subject of the reports and answered by neither: how many are refused, as it is and if the limit
stood where 95 of 100 of the answerable are answered. Then the judged questions of the source page
are asked before and after, to see whether long reports drown its short documents.

`--data` keeps the data folder and takes over what is there, `--failing` lists the questions of the
half "develop" whose right page is not first.
"""

import argparse
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.evaluation.judged import read_questions
from assistant.evaluation.measure import area_under_curve, evaluate
from assistant.reports.add import Options, add_files
from assistant.search.question import read_question
from assistant.search.searcher import Searcher
from assistant.search.verdict import read_calibration
from assistant.settings import Settings
from assistant.show.terminal import TerminalReporter
from assistant.show.texts import texts_in
from assistant.workspace import load_encoder, open_index
from ingest.corpus_data import BUNDLED_CORPUS
from ingest.records import Locator

QUESTIONS = Path(__file__).with_name("questions.toml")
NEAR_MISSES = Path(__file__).with_name("near_misses.toml")
PDFS = Path(__file__).parents[2] / "tests" / "data" / "pdf"
HALVES = ("develop", "report")
ANSWERED = 0.95
NEAR = 1
"""Pages that a right one may be away: a passage may begin on the page before."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold a question and the pages of a file that answer it; none where nothing does."""

    text: str
    kind: str
    half: str
    file: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold where the right page of a question came, from 1, or 0 where it did not come.

    `document` is the place of the right document, `most` the most passages of any document shown,
    `first` what came first.
    """

    judged: Judged
    ranked: int
    shown: int
    document: int
    most: int
    verdict: str
    probability: float
    took_ms: float
    first: str


def main() -> None:
    """Add the reports, ask and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--failing", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        settings = Settings(data=wanted.data or Path(temporary))
        _measure(settings, wanted.failing)


def _measure(settings: Settings, failing: bool) -> None:
    reporter = TerminalReporter(texts_in("en"))
    for outcome in add_files(settings, sorted(PDFS.glob("*.pdf")), Options(), reporter):
        _tell(f"{outcome.file}: {outcome.state} as {outcome.report_id}, {outcome.pages} pages")
    encoder = load_encoder(settings)
    calibration = read_calibration(settings.data, encoder.identity.sha256)
    before, after = (
        Searcher(open_index(Settings(data=data), reporter, encoder), encoder, calibration)
        for data in (settings.data / "page", settings.data)
    )
    rows = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["question"]
    questions = [Judged(**{**row, "pages": tuple(row["pages"])}) for row in rows]
    asked = [_ask(after, judged) for judged in questions]
    near = tomllib.loads(NEAR_MISSES.read_text(encoding="utf-8"))["question"]
    missed = [
        _ask(after, Judged(row["text"], row["language"], row["half"], "", ())) for row in near
    ]
    for half in HALVES:
        _tell(f"\nquestions over the reports, {half}:")
        own = [each for each in asked if each.judged.half == half]
        _tell_reports(own)
        _tell_near_misses(
            [each for each in own if each.judged.pages],
            [each for each in missed if each.judged.half == half],
        )
    _tell("\nquestions over the source page (the best passage of a document ranks it):")
    for half in HALVES:
        _tell_page("alone", half, before)
        _tell_page("with the reports", half, after)
    if failing:
        _tell("\nnot first, develop (places: ranked, shown, document):")
        for each in asked:
            if each.judged.half == "develop" and each.judged.pages and each.ranked != 1:
                places = f"{each.ranked:3} {each.shown:3} {each.document:3}"
                _tell(f"{places} {each.verdict:5} {each.judged.kind:8} {each.judged.text}")
                _tell(f"      wanted {each.judged.file} {each.judged.pages}, first {each.first}")


def _ask(searcher: Searcher, judged: Judged) -> Asked:
    question = read_question(judged.text)
    answer = searcher.search(question)
    ranking = searcher.rank(searcher.read(question))
    passages = searcher.generation.passages
    files = {document.id: document.source.file for document in searcher.generation.documents}
    final = ranking.stage("final")
    order = [row for row in np.argsort(-final, kind="stable") if final[row] > -np.inf]
    ranked = [passages[row].locator for row in order]
    shown = [hit.passage.locator for result in answer.results for hit in result.hits]
    documents = [files[result.document.id] == judged.file for result in answer.results]
    best = ranked[0]
    return Asked(
        judged,
        _place(_is_right(locator, files[locator.document_id], judged) for locator in ranked),
        _place(_is_right(locator, files[locator.document_id], judged) for locator in shown),
        _place(documents),
        max(len(result.hits) for result in answer.results),
        answer.verdict,
        ranking.probability,
        answer.took_ms,
        f"{best.document_id} {best.page or ''}: {passages[order[0]].text[:90]!r}",
    )


def _is_right(locator: Locator, file: str, judged: Judged) -> bool:
    if file != judged.file or locator.page is None:
        return False
    last = locator.last_page or locator.page
    return any(locator.page - NEAR <= page <= last + NEAR for page in judged.pages)


def _place(right: Iterator[bool] | Sequence[bool]) -> int:
    return next((place for place, each in enumerate(right, start=1) if each), 0)


def _tell_reports(asked: Sequence[Asked]) -> None:
    answerable = [each for each in asked if each.judged.pages]
    for file in (*sorted({each.judged.file for each in answerable}), None):
        own = [each for each in answerable if file in (None, each.judged.file)]
        ranked, shown = ([getattr(each, kind) for each in own] for kind in ("ranked", "shown"))
        _tell(
            f"  {file or 'both'}, {len(own)} questions: right page first {_share(ranked, 1)}, "
            f"among ten ranked {_share(ranked, 10)}, among ten shown {_share(shown, 10)}; "
            f"right document first {_share([each.document for each in own], 1)}"
        )
    answered = np.array([bool(each.judged.pages) for each in asked])
    auc = area_under_curve(answered, np.array([each.probability for each in asked]))
    verdicts = np.array([each.verdict for each in asked])
    _tell(
        f"  verdict: AUC {auc:.3f}, answered {(verdicts[answered] != 'none').mean():.0%}, "
        f"good {(verdicts[answered] == 'good').mean():.0%}; of {(~answered).sum()} without answer "
        f"refused {(verdicts[~answered] == 'none').mean():.0%}, "
        f"not good {(verdicts[~answered] != 'good').mean():.0%}"
    )
    took = np.median([each.took_ms for each in asked])
    _tell(
        f"  most passages of one document: {max(each.most for each in asked)}; "
        f"{took:.0f} ms a question (median)"
    )


def _tell_near_misses(answerable: Sequence[Asked], missed: Sequence[Asked]) -> None:
    """Tell how well what the reports answer is told from what they nearly answer."""
    likely = np.array([each.probability for each in answerable])
    unlikely = np.array([each.probability for each in missed])
    is_answerable = np.repeat([True, False], [len(likely), len(unlikely)])
    auc = area_under_curve(is_answerable, np.concatenate([likely, unlikely]))
    limit = np.quantile(likely, 1 - ANSWERED)
    verdicts = np.array([each.verdict for each in missed])
    _tell(
        f"  {len(missed)} near misses: AUC {auc:.3f}, refused {(verdicts == 'none').mean():.0%}, "
        f"not good {(verdicts != 'good').mean():.0%}; with {ANSWERED:.0%} answered "
        f"{(unlikely < limit).mean():.0%} would be refused"
    )


def _share(places: Sequence[int], depth: int) -> str:
    return f"{sum(0 < place <= depth for place in places) / len(places):.1%}"


def _tell_page(name: str, half: str, searcher: Searcher) -> None:
    questions = [q for q in read_questions(BUNDLED_CORPUS / "questions.toml") if q.half == half]
    run = evaluate(searcher, questions)
    final = run.values["final"]
    shown = np.array(run.verdicts) != "none"
    auc = area_under_curve(run.answerable, run.scores)
    _tell(
        f"  {half}, {name}: nDCG@10 {final['ndcg@10'].mean():.3f}, "
        f"top 1 {final['top1'].mean():.3f}, AUC {auc:.3f}, "
        f"answered {shown[run.answerable].mean():.1%}, "
        f"refused {(~shown[~run.answerable]).mean():.1%}"
    )


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

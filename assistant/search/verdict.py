"""Judge whether a passage answers a question: good, weak or none.

Two logistic regressions read it off the search. One tells the questions that the corpus answers
from those that it does not, the other the documents that answer a question from the others; a
passage is as likely to answer as the more doubtful of the two says. Their coefficients are fitted
on judged questions by `eksempelfinner calibrate` and kept in a small file with the encoder they
belong to.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.errors import CalibrationUnreadable
from assistant.search.answer import VerdictName
from assistant.search.evidence import Evidence
from ingest.errors import reason_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

CALIBRATION_FILE = "verdict.json"

ANSWER_FEATURES = 6
DOCUMENT_FEATURES = 3
"""Columns of `Evidence.of_answer` and of `Evidence.of_document`."""

SIZE_WEIGHT = -0.3
"""Log odds for each factor e of passages. Fitted on 36 passages and asked of 1,219 of
news and Wikipedia, it answers 92 % of the answerable questions and refuses 79 % of another field's;
without it that is 96 % and 60 %, with -0.6 it is 85 % and 92 %."""

DESCRIBED_ODDS = 2.0
"""Log odds that a description loses: it lists fifteen topics, one of which is in many a question.
Of the unanswerable questions of the half `develop` 87 % are refused with 0, 88 % with 1, 90 % with
2 and, as without descriptions, 90 % with 2.5; of the answerable ones 97, 96, 96 and 96 % are
answered."""

BELOW_GOOD = 0.001
"""How far under the limit of a good verdict the probability of a description stays: scores are
float32, and are shown with four decimals."""

HINTED_SHARE = 1 / 3
"""Share of a weak verdict's scores that are for what is only hinted at. That texts stand above it
costs nDCG@10 0.002 on the half `develop`, 0.006 on the other: judges count a title on the subject
as an answer, but its reader gets nothing to quote."""

MIDDLE_SCORE, SPREAD = 1.65, 5.0
"""Score of a passage in the middle of its verdict's part, and how steeply others depart from it. Of
the half `develop` the best document has 1.9 in the middle and 1.5 at least, the median document
1.4; so the scores of what is shown can be told apart."""


@dataclass(frozen=True, slots=True)
class Regression:
    """A fitted logistic regression: log odds = intercept + sum of weight times feature."""

    intercept: float
    weights: tuple[float, ...]

    def log_odds(self, features: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """Return the log odds of each row of `features`, float32 of shape (rows,)."""
        odds = features @ np.array(self.weights, np.float32) + np.float32(self.intercept)
        return odds.astype(np.float32, copy=False)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The fitted model: one regression for the question, and one for the document.

    From `good` up a verdict is good, from `weak` up it is weak. `encoder_sha256`, `command`,
    `questions` and `size` say what it was fitted for, how, on how many questions and on how many
    passages (their logarithm).
    """

    encoder_sha256: str
    command: str
    questions: int
    size: float
    answer: Regression
    document: Regression
    good: float
    weak: float

    @property
    def least_weak(self) -> np.float32:
        """Return the least probability that is weak; rounded to float32 the limit may not be."""
        return np.float32(np.nextafter(np.float32(self.weak), np.float32(1)))

    def verdict(self, probability: float) -> VerdictName:
        """Return the verdict on what answers with this probability."""
        if probability >= self.good:
            return "good"
        return "weak" if probability >= self.weak else "none"


def probabilities(evidence: Evidence, calibration: Calibration) -> "NDArray[np.float32]":
    """Return how likely each passage is to answer, float32 of shape (passages,).

    What only describes a document, or is the bare title of one that the question does not name, is
    weak at most: it is not yet a source's word. A passage that holds what is looked up is never
    none: whoever looks a word up wants to see where it stands.
    """
    odds = np.minimum(
        calibration.answer.log_odds(evidence.of_answer),
        calibration.document.log_odds(evidence.of_document),
    )
    odds = odds + np.float32(SIZE_WEIGHT) * (evidence.size - np.float32(calibration.size))
    odds = odds - np.float32(DESCRIBED_ODDS) * evidence.described
    found = sigmoid(odds).astype(np.float32)
    found[evidence.hinted] = np.minimum(found[evidence.hinted], calibration.good - BELOW_GOOD)
    found[evidence.literal] = np.maximum(found[evidence.literal], calibration.least_weak)
    return found


def hidden_first(
    probabilities: "NDArray[np.float32]",
    evidence: Evidence,
    document_of: "NDArray[np.int64]",
    calibration: Calibration,
) -> int | None:
    """Return the position of the passage that the ranking puts first, if it would not be shown.

    That is, if none of its document is likely enough to answer. Where another document is, it is
    shown all the same, as weak: of two documents the ranking tells better which one answers than
    the probabilities do. Of hard questions (benchmarks/hard, half `develop`) the right document is
    so first for 34 of 50 instead of 30, of the judged ones for as many as before. None if the
    passage only hints at its document, and if something holds all words of a look-up.

    `document_of` has the document of each passage, int64 of shape (passages,).
    """
    if evidence.literal.any() or not len(probabilities):
        return None
    first = int(np.argmax(evidence.final))
    of_document = probabilities[document_of == document_of[first]]
    if evidence.hinted[first] or of_document.max() >= calibration.weak:
        return None
    return first


def marks(
    probabilities: "NDArray[np.float32]", evidence: Evidence, calibration: Calibration
) -> "NDArray[np.float64]":
    """Return the score of each passage that is shown, 0 to 1, float64 of shape (passages,).

    The probability decides which verdict's part of 0 to 1 it lies in, and the score of the ranking
    where in that part: what has the better verdict stands first, and what has the same verdict in
    the order of the ranking, which tells better which of two documents answers. Of what is weak, a
    text stands above what is only hinted at by a title or a description.
    """
    weak, good = calibration.weak, calibration.good
    bounds = np.array([0.0, weak, weak + HINTED_SHARE * (good - weak), good, 1.0])
    part = np.searchsorted(bounds[1:4], probabilities, side="right")
    is_weak = (part == 1) | (part == 2)
    part[is_weak] = np.where(evidence.hinted[is_weak], 1, 2)
    within = sigmoid((evidence.final.astype(np.float64) - MIDDLE_SCORE) * SPREAD)
    # The ends belong to the next verdict.
    found: NDArray[np.float64] = bounds[part] + within * np.diff(bounds)[part] * (1 - 1e-9)
    return found


def sigmoid(log_odds: "NDArray[Any]") -> "NDArray[Any]":
    """Return the probabilities with these log odds, without overflow at either end."""
    small = np.exp(-np.abs(log_odds))
    found: NDArray[Any] = np.where(log_odds < 0, small / (1 + small), 1 / (1 + small))
    return found


def read_calibration(data: Path, encoder_sha256: str) -> Calibration:
    """Return the calibration for an encoder: the user's own in `data`, else the bundled one.

    The bundled one is for the bundled encoder; another encoder without a calibration of its own
    gets it too, since ranking works all the same, until `calibrate` has been run. The user's own
    is passed over if it was fitted for another encoder or on other evidence.

    Raises:
        CalibrationUnreadable: the user's file is not a calibration.
    """
    users = data / CALIBRATION_FILE
    if users.is_file():
        try:
            values = json.loads(users.read_text(encoding="utf-8"))
            # An older version's has one regression, on other evidence.
            own = _parsed(values) if {"answer", "document"} <= values.keys() else None
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise CalibrationUnreadable(file=str(users), reason=reason_of(error)) from error
        if own is not None and own.encoder_sha256 == encoder_sha256 and _fits(own):
            return own
    bundled = Path(__file__).with_name(CALIBRATION_FILE)
    return _parsed(json.loads(bundled.read_text(encoding="utf-8")))


def write_calibration(calibration: Calibration, path: Path) -> None:
    """Write a calibration where `read_calibration` finds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(calibration), indent=2) + "\n", encoding="utf-8")


def _fits(calibration: Calibration) -> bool:
    """Return whether a calibration was fitted on the evidence of this version."""
    return (len(calibration.answer.weights), len(calibration.document.weights)) == (
        ANSWER_FEATURES,
        DOCUMENT_FEATURES,
    )


def _parsed(values: dict[str, Any]) -> Calibration:
    regressions = {
        name: Regression(
            float(values[name]["intercept"]), tuple(map(float, values[name]["weights"]))
        )
        for name in ("answer", "document")
    }
    return Calibration(**{**values, **regressions})

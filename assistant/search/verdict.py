"""Judge whether the corpus answers a question: good, weak or none.

A logistic regression on a few things that can be read off the search says how likely it is that
the best passage answers. Its coefficients are fitted on judged questions by `eksempelfinner
calibrate` and kept in a small file with the encoder they belong to.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from assistant.errors import CalibrationUnreadable
from assistant.search.answer import VerdictName
from assistant.search.evidence import Evidence

CALIBRATION_FILE = "verdict.json"


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


@dataclass(frozen=True, slots=True)
class Calibration:
    """The fitted model: probability = sigmoid(intercept + sum of weight times feature).

    From `good` up a verdict is good, from `weak` up it is weak. `rank_weight` turns a difference
    in ranking score into one in log odds, so that the scores shown fall off as the ranking does.
    `encoder_sha256`, `command`, `questions` and `size` say what it was fitted for, how, on how many
    questions and on how many passages (their logarithm).
    """

    encoder_sha256: str
    command: str
    questions: int
    size: float
    intercept: float
    weights: tuple[float, ...]
    rank_weight: float
    good: float
    weak: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The probability that the corpus answers a question, and its name."""

    name: VerdictName
    probability: float


def judge(
    evidence: Sequence[Evidence], calibration: Calibration, described: bool = False
) -> Verdict:
    """Return the verdict on a question: that of the partition of the index which answers it best.

    What only a description answers is weak at most: it is our word, and not yet a source's. That
    holds for the partition of the descriptions, and if `described`: one of them leads, and the best
    text is another document's. Without evidence nothing was searched, and the verdict is "none".
    """
    most = calibration.good - BELOW_GOOD
    probability = max(
        (
            min(sigmoid(_odds(each, calibration)), most if described or each.described else 1.0)
            for each in evidence
        ),
        default=0.0,
    )
    if probability >= calibration.good:
        return Verdict("good", probability)
    return Verdict("weak" if probability >= calibration.weak else "none", probability)


def _odds(evidence: Evidence, calibration: Calibration) -> float:
    found = zip(calibration.weights, evidence.values(), strict=True)
    odds = calibration.intercept + sum(weight * value for weight, value in found)
    odds += SIZE_WEIGHT * (evidence.size - calibration.size)
    return odds - DESCRIBED_ODDS if evidence.described else odds


def sigmoid(log_odds: float) -> float:
    """Return the probability with these log odds, without overflow at either end."""
    if log_odds < 0:
        return math.exp(log_odds) / (1 + math.exp(log_odds))
    return 1 / (1 + math.exp(-log_odds))


def log_odds(probability: float) -> float:
    """Return the log odds of a probability; finite also for 0 and 1."""
    within = min(max(probability, 1e-12), 1 - 1e-12)
    return math.log(within / (1 - within))


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
            calibration = _parse(users.read_text(encoding="utf-8"))
        except (OSError, ValueError, TypeError) as error:
            raise CalibrationUnreadable(file=str(users), reason=str(error)) from error
        # `size` and `described` are not fitted.
        fits = len(calibration.weights) == len(fields(Evidence)) - 2
        if fits and calibration.encoder_sha256 == encoder_sha256:
            return calibration
    return _parse(Path(__file__).with_name(CALIBRATION_FILE).read_text(encoding="utf-8"))


def write_calibration(calibration: Calibration, path: Path) -> None:
    """Write a calibration where `read_calibration` finds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(calibration), indent=2) + "\n", encoding="utf-8")


def _parse(text: str) -> Calibration:
    values = json.loads(text)
    return Calibration(**{**values, "weights": tuple(values["weights"])})

"""Measure the search on judged questions, and fit the verdict to them.

`judged` reads the questions, `beir` a test collection laid out as BEIR's; `measure` asks them and
measures every stage, `view` shows the figures, and `calibrate` fits the verdict.
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from assistant.evaluation.calibrate import calibrate
    from assistant.evaluation.judged import JudgedQuestion, read_questions
    from assistant.evaluation.measure import evaluate

__all__ = [
    "JudgedQuestion",
    "calibrate",
    "evaluate",
    "read_questions",
]

__getattr__ = hand_out(
    __name__,
    {
        "JudgedQuestion": "judged",
        "calibrate": "calibrate",
        "evaluate": "measure",
        "read_questions": "judged",
    },
)

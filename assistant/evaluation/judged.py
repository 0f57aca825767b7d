"""Read judged questions: what people ask, and the documents that answer it."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import FileUnreadable
from ingest.corpus_data import BUNDLED_CORPUS

BUNDLED_QUESTIONS = BUNDLED_CORPUS / "questions.toml"
LOOKUPS = BUNDLED_CORPUS / "questions_lookup.toml"
STRUCTURED = BUNDLED_CORPUS / "questions_structured.toml"
ANSWERS = BUNDLED_CORPUS / "questions_answers.toml"


@dataclass(frozen=True, slots=True)
class GoldAnswer:
    """The characters `start` to `end` of the text of a document, which answer a question."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question and the ids of the documents that answer it; none if nothing does.

    `answers` has the shortest stretches that answer, if they were judged too; `expected` the fields
    that the question names, with their values.
    """

    text: str
    kind: str
    relevant: frozenset[str]
    half: str | None = None
    answers: tuple[GoldAnswer, ...] = ()
    expected: tuple[tuple[str, str], ...] = ()


def read_questions(path: Path = BUNDLED_QUESTIONS) -> tuple[JudgedQuestion, ...]:
    """Read the questions of a TOML file.

    Raises:
        FileUnreadable: it is missing, not TOML, or a question lacks its text or its judgement.
    """
    try:
        with path.open("rb") as file:
            rows: list[dict[str, Any]] = tomllib.load(file)["question"]
        return tuple(
            JudgedQuestion(
                str(row["text"]),
                str(row.get("kind", "")),
                frozenset(row["relevant"]),
                row.get("half"),
                tuple(GoldAnswer(**each) for each in row.get("answers", ())),
                tuple((each["field"], str(each["value"])) for each in row.get("expected", ())),
            )
            for row in rows
        )
    except KeyError as error:
        raise FileUnreadable(file=str(path), reason=f"no {error}") from error
    except (OSError, ValueError, TypeError) as error:
        raise FileUnreadable.because(path, error) from error

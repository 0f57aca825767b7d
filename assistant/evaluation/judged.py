"""Read judged questions: what people ask, and the documents that answer it."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import FileUnreadable
from ingest.corpus_data import BUNDLED_CORPUS

BUNDLED_QUESTIONS = BUNDLED_CORPUS / "questions.toml"


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question and the ids of the documents that answer it; none if nothing does."""

    text: str
    kind: str
    relevant: frozenset[str]
    half: str | None = None


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
            )
            for row in rows
        )
    except KeyError as error:
        raise FileUnreadable(file=str(path), reason=f"no {error}") from error
    except (OSError, ValueError, TypeError) as error:
        raise FileUnreadable(file=str(path), reason=str(error)) from error

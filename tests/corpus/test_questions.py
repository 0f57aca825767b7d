"""The judged questions are complete, valid and kept apart.

A failure must not show a question of the half "report": only numbers and ids are compared.
"""

import tomllib
from collections import Counter
from typing import Any

import pytest

from ingest.corpus_data import BUNDLED_CORPUS
from ingest.records import Document

KINDS = {"nb", "nn", "en", "dialect", "misspelt", "keyword", "long", "name"}
WITHOUT_ANSWER = {"near-miss", "unrelated"}


class Questions(list[dict[str, Any]]):
    """The rows of the file, of which a failing test shows no text."""

    def __repr__(self) -> str:
        return f"<{len(self)} questions>"


@pytest.fixture(scope="module")
def questions() -> Questions:
    """Every question of the file."""
    with (BUNDLED_CORPUS / "questions.toml").open("rb") as file:
        return Questions(tomllib.load(file)["question"])


@pytest.mark.parametrize("half", ["develop", "report"])
def test_each_half_is_large_enough(half: str, questions: Questions) -> None:
    """A half has at least 120 questions with an answer and 40 without."""
    counts = Counter(bool(row["relevant"]) for row in questions if row["half"] == half)
    assert counts[True] >= 120
    assert counts[False] >= 40


def test_every_question_is_complete(questions: Questions) -> None:
    """Each has a half, a kind, a text and its judgement, and nothing else."""
    assert {frozenset(row) for row in questions} == {
        frozenset({"half", "kind", "text", "relevant"})
    }
    assert {row["half"] for row in questions} == {"develop", "report"}
    lengths = [len(row["text"].strip()) for row in questions]
    assert min(lengths) > 0


def test_only_two_kinds_have_no_answer(questions: Questions) -> None:
    """Near misses and unrelated questions are answered by nothing, all others by something."""
    assert {row["kind"] for row in questions if row["relevant"]} == KINDS
    assert {row["kind"] for row in questions if not row["relevant"]} == WITHOUT_ANSWER


@pytest.mark.parametrize("half", ["develop", "report"])
def test_each_half_has_every_kind(half: str, questions: Questions) -> None:
    """What is measured on one half says something about the other."""
    found = {row["kind"] for row in questions if row["half"] == half}
    assert found == KINDS | WITHOUT_ANSWER


def test_judgements_name_documents_once(
    questions: Questions, documents: tuple[Document, ...]
) -> None:
    """Every relevant id is one of the corpus, and stands once."""
    known = {document.id for document in documents}
    assert {name for row in questions for name in row["relevant"]} <= known
    repeated = sum(len(row["relevant"]) != len(set(row["relevant"])) for row in questions)
    assert repeated == 0


@pytest.mark.parametrize("half", ["develop", "report"])
def test_every_document_is_asked_for(
    half: str, questions: Questions, documents: tuple[Document, ...]
) -> None:
    """No document is left unmeasured in either half."""
    asked = {name for row in questions if row["half"] == half for name in row["relevant"]}
    assert {document.id for document in documents} - asked == set()


def plain(text: str) -> str:
    """Return a text without case, spacing and marks."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


@pytest.mark.parametrize("half", ["develop", "report"])
def test_no_text_is_in_a_half_twice(half: str, questions: Questions) -> None:
    """However it is spaced, cased or marked, a question counts once."""
    texts = Counter(plain(row["text"]) for row in questions if row["half"] == half)
    assert max(texts.values()) == 1


def test_no_text_is_in_both_halves(questions: Questions) -> None:
    """What is measured was never developed on."""
    develop, report = (
        {plain(row["text"]) for row in questions if row["half"] == half}
        for half in ("develop", "report")
    )
    shared = len(develop & report)
    assert shared == 0


def test_lengths_are_those_of_their_kinds(questions: Questions) -> None:
    """A keyword question has one to four words, a long one 40 to 120."""
    lengths = {
        kind: [len(row["text"].split()) for row in questions if row["kind"] == kind]
        for kind in ("keyword", "long")
    }
    assert min(lengths["keyword"]) >= 1
    assert max(lengths["keyword"]) <= 4
    assert min(lengths["long"]) >= 40
    assert max(lengths["long"]) <= 120

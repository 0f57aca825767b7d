"""What comes back for a question, and its JSON form, which is a contract."""

from dataclasses import dataclass, field
from typing import Any, Literal

from ingest.records import Document, Language, Passage

VerdictName = Literal["good", "weak", "none"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold one passage that was found; `highlights` are character ranges of its text."""

    passage: Passage
    score: float
    highlights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """Hold one document that was found, with its best passages; it scores as the best of them."""

    rank: int
    score: float
    document: Document
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold the ranking for a question and the verdict on it.

    The results are there also where the verdict is "none": they are the nearest, not an answer.
    """

    question: str
    verdict: VerdictName
    language: Language
    took_ms: float
    results: tuple[Result, ...] = field(default=())


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return `answer` as `ask --json` writes it."""
    return {
        "question": answer.question,
        "verdict": answer.verdict,
        "language": answer.language,
        "took_ms": round(answer.took_ms, 1),
        "results": [
            {
                "rank": result.rank,
                "score": round(result.score, 4),
                "document": _document_json(result.document),
                "passages": [_hit_json(hit) for hit in result.hits],
            }
            for result in answer.results
        ],
    }


def _document_json(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "kind": document.kind,
        "title": document.title,
        "subtitle": document.subtitle,
        "municipality": document.municipality,
        "county": document.county,
        "publisher": document.publisher,
        "authors": list(document.authors),
        "year": document.year,
        "language": document.language,
        "url": document.url,
        "full_text": document.full_text,
    }


def _hit_json(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.passage.id,
        "text": hit.passage.text,
        "heading": hit.passage.heading,
        "page": hit.passage.locator.page,
        "page_label": hit.passage.locator.page_label,
        "score": round(hit.score, 4),
        "highlights": [list(stretch) for stretch in hit.highlights],
    }


def listing_json(document: Document, passages: int) -> dict[str, Any]:
    """Return one row of `list --json`."""
    return {**_document_json(document), "passages": passages}

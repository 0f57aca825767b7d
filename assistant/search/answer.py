"""What comes back for a question, and its JSON form, which is a contract."""

from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from assistant.search.addresses import file_page_address
from assistant.search.filters import NO_FILTERS, Filters, Sort
from assistant.search.lacking import Lacking
from assistant.search.understanding.understood import Understood
from ingest.library.stored_text import StoredSummary
from ingest.records import Document, Passage, TextLanguage

VerdictName = Literal["good", "weak", "none"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found.

    `highlights` are character ranges of its text; `also_in` are the ids of other documents that
    say the same. `answer` is the range of the one or two sentences that answer, None if none
    stands out.
    """

    passage: Passage
    score: float
    highlights: tuple[tuple[int, int], ...] = ()
    also_in: tuple[str, ...] = ()
    answer: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A document that was found, with its best passages; it scores as the best of them.

    The passage with the best answer comes first. `matched` names its fields that share a word with
    the question, such as "municipality". `verdict` is that on this document alone, which does not
    depend on filters, the limit or the other results.
    """

    rank: int
    score: float
    document: Document
    hits: tuple[Hit, ...]
    matched: tuple[str, ...] = ()
    verdict: VerdictName = "good"


@dataclass(frozen=True, slots=True)
class Answer:
    """The documents found for a question, best first, and the verdict on them.

    `also` are the terms that were searched for beside the user's own, `suggestion` the question
    with its misspelt words corrected. `understood` is what the question names and holds for the
    results, `dropped` what it names and would have left none. `order` is that which the results
    stand in, None if the best is first. If the verdict is "none", the results are the nearest, not
    an answer. `filters` are those that held; `lacking` are those of them that no document passes,
    and what was dropped because no document is that.
    `listed` is how many documents a list has, whatever the limit, and None if a question was
    judged. `more` is how many of what answers or is listed the limit has cut off. `undated` are the
    documents that answer too and were left out for having no year.
    """

    question: str
    verdict: VerdictName
    language: TextLanguage
    took_ms: float
    results: tuple[Result, ...] = ()
    also: tuple[str, ...] = ()
    suggestion: str | None = None
    understood: tuple[Understood, ...] = ()
    dropped: tuple[Understood, ...] = ()
    order: Sort | None = None
    filters: Filters = NO_FILTERS
    lacking: tuple[Lacking, ...] = ()
    listed: int | None = None
    more: int = 0
    undated: tuple[Document, ...] = ()


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return `answer` as `ask --json` writes it."""
    return {
        "question": answer.question,
        "verdict": answer.verdict,
        "understood": [_understood_json(each) for each in answer.understood],
        "dropped": [_understood_json(each) for each in answer.dropped],
        "filters": _filters_json(answer.filters),
        "lacking": [asdict(each) for each in answer.lacking],
        "listed": answer.listed,
        "more": answer.more,
        "order": answer.order,
        "undated_left_out": len(answer.undated),
        "language": answer.language,
        "took_ms": round(answer.took_ms, 1),
        "also_searched": list(answer.also),
        "suggestion": answer.suggestion,
        "results": [
            {
                "rank": result.rank,
                "score": round(result.score, 4),
                "verdict": result.verdict,
                "document": _document_json(result.document),
                "matched": list(result.matched),
                "passages": [_hit_json(hit, result.document) for hit in result.hits],
            }
            for result in answer.results
        ],
    }


def _filters_json(filters: Filters) -> dict[str, Any]:
    """Return the filters that were given, by the names that the command has for them."""
    given = ((each.name, getattr(filters, each.name)) for each in fields(filters))
    return {
        "text_language" if name == "language" else name: value
        for name, value in given
        if value not in (None, False)
    }


def _understood_json(understood: Understood) -> dict[str, Any]:
    return {
        "field": understood.field,
        "value": understood.value,
        "span": list(understood.span),
        "effect": understood.effect,
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
        "series": document.series,
        "commissioned_by": list(document.commissioned_by),
        "url": document.url,
        "more_urls": list(document.more_urls),
        "file_url": document.file_url,
        "full_text": document.full_text,
        "about": document.about,
        "about_source": document.about_source,
        "topics": list(document.topics),
        "places": list(document.places),
    }


def _hit_json(hit: Hit, document: Document) -> dict[str, Any]:
    locator = hit.passage.locator
    return {
        "id": hit.passage.id,
        "text": hit.passage.text,
        "heading": hit.passage.heading,
        "table_head": hit.passage.table_head,
        "page": locator.page,
        "page_label": locator.page_label,
        "last_page": locator.last_page,
        "last_page_label": locator.last_page_label,
        "url": file_page_address(document, locator),
        "score": round(hit.score, 4),
        "highlights": [list(stretch) for stretch in hit.highlights],
        "also_in": list(hit.also_in),
        "answer": list(hit.answer) if hit.answer else None,
    }


def listing_json(
    document: Document, passages: int, summary: StoredSummary | None = None
) -> dict[str, Any]:
    """Return one row of `list --json`; `summary` tells how its file was read, if it has one."""
    return {
        **_document_json(document),
        "passages": passages,
        "pages": document.pages,
        "file": document.source.file,
        "quality": asdict(summary.quality) if summary else None,
        "left_out": summary.left_out if summary else None,
    }

"""Answer an address: a search, the documents like one, or exactly one document."""

import time
from dataclasses import dataclass, replace

from assistant.search.answer import Answer, Result
from assistant.search.question import read_question, read_search
from assistant.search.ranking import Ranking
from assistant.search.searcher import DOCUMENTS_SHOWN, Searcher, milliseconds_since
from assistant.search.similar import similar_documents
from assistant.search.understanding.understood import FIELDS
from assistant.web.request.address import Address
from ingest.records import Document


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """The answer to an address, and the ranking of its question, if it asks one of all sources."""

    answer: Answer
    ranking: Ranking | None = None


def ask_address(searcher: Searcher, address: Address) -> Asked:
    """Return the answer to what `address` asks for, with its ranking.

    Raises:
        QuestionError: the question cannot be searched for, or there is no such document.
    """
    if address.document is not None:
        return _one_document(searcher, address, searcher.document(address.document))
    if address.like is not None:
        limit = address.limit or DOCUMENTS_SHOWN
        return Asked(similar_documents(searcher, address.like, address.filters, limit))
    started = time.perf_counter()
    ranking = _rank(searcher, address)
    answer = searcher.answer(ranking, address.limit)
    return Asked(replace(answer, took_ms=milliseconds_since(started)), ranking)


def _one_document(searcher: Searcher, address: Address, document: Document) -> Asked:
    """Return the one document, with the passages that answer the question if there is one.

    A question inside the document is asked in place of that which led to it: nothing that it names
    chooses among documents. The filters of the address chose the list that the link was taken
    from, and a link to a document must hold also if they change.
    """
    bare = Answer(document.title, "good", document.language, 0.0, (Result(1, 1.0, document, ()),))
    ranking = _rank(searcher, address) if address.question.strip() else None
    started = time.perf_counter()
    if address.inside:
        query = searcher.read(read_question(address.inside), address.related, FIELDS)
        answer = searcher.answer_within(query, document)
    elif ranking is not None:
        answer = searcher.answer_within(ranking.query, document, ranking)
    else:
        return Asked(bare)
    return Asked(replace(answer, took_ms=milliseconds_since(started)), ranking)


def _rank(searcher: Searcher, address: Address) -> Ranking:
    # An address that asks for nothing at all is told so.
    read = read_search if address.asks else read_question
    query = searcher.read(read(address.question), address.related, address.not_understood)
    return searcher.rank(query, address.filters)

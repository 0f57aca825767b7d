"""Answer an address: a search, the documents like one, or exactly one document."""

import time
from dataclasses import dataclass, replace

from assistant.search.answer import Answer, Result
from assistant.search.question import read_question, read_search
from assistant.search.ranking import Ranking
from assistant.search.searcher import DOCUMENTS_SHOWN, Searcher, milliseconds_since
from assistant.search.similar import similar_documents
from assistant.web.request.address import Address


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """The answer to an address, and the ranking that it was read off.

    What is like a document, and one document alone, have none.
    """

    answer: Answer
    ranking: Ranking | None = None


def answer_address(searcher: Searcher, address: Address) -> Answer:
    """Return the answer to what `address` asks for.

    Raises:
        QuestionError: the question cannot be searched for, or there is no such document.
    """
    return ask_address(searcher, address).answer


def ask_address(searcher: Searcher, address: Address) -> Asked:
    """Return the answer to what `address` asks for, with its ranking.

    Raises:
        QuestionError: see `answer_address`.
    """
    if address.document is not None:
        return Asked(_one_document(searcher, address))
    if address.like is not None:
        limit = address.limit or DOCUMENTS_SHOWN
        return Asked(similar_documents(searcher, address.like, address.filters, limit))
    started = time.perf_counter()
    # An address that asks for nothing at all is told so.
    read = read_search if address.asks else read_question
    query = searcher.read(read(address.question), address.related, address.not_understood)
    ranking = searcher.rank(query, address.filters)
    answer = searcher.answer(ranking, address.limit)
    return Asked(replace(answer, took_ms=milliseconds_since(started)), ranking)


def _one_document(searcher: Searcher, address: Address) -> Answer:
    """Return the one document, with the passages that answer the question if there is one.

    Its filters are left out: they chose the list that the link was taken from, and a link to a
    document must hold also if they change.
    """
    document = searcher.document(address.document or "")
    bare = Answer(document.title, "good", document.language, 0.0, (Result(1, 1.0, document, ()),))
    if not address.question.strip():
        return bare
    started = time.perf_counter()
    question = read_question(address.question)
    ranking = searcher.rank(searcher.read(question, address.related, address.not_understood))
    answer = searcher.answer_from(ranking, document) or replace(bare, question=question.typed)
    return replace(answer, took_ms=milliseconds_since(started))

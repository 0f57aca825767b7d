"""Answer an address: a search, the documents like one, or exactly one document."""

from dataclasses import replace

from assistant.search.answer import Answer, Result
from assistant.search.question import read_question
from assistant.search.searcher import Searcher
from assistant.search.similar import similar_documents
from assistant.web.request.address import Address


def answer_address(searcher: Searcher, address: Address) -> Answer:
    """Return the answer to what `address` asks for.

    Raises:
        QuestionError: the question cannot be searched for, or there is no such document.
    """
    if address.document is not None:
        return _one_document(searcher, address)
    if address.like is not None:
        return similar_documents(searcher, address.like, address.filters, address.limit)
    question = read_question(address.question)
    return searcher.search(question, address.filters, address.limit, address.related)


def _one_document(searcher: Searcher, address: Address) -> Answer:
    """Return the one document, with the passages that answer the question where there is one.

    Its filters are left out: they chose the list that the link was taken from, and a link to a
    document must hold also where they change.
    """
    document = searcher.document(address.document or "")
    bare = Answer(document.title, "good", document.language, 0.0, (Result(1, 1.0, document, ()),))
    if not address.question.strip():
        return bare
    everything = len(searcher.generation.documents)
    answer = searcher.search(
        read_question(address.question), limit=everything, related=address.related
    )
    for result in answer.results:
        if result.document.id == document.id:
            only = (replace(result, rank=1),)
            return replace(answer, results=only, also=(), suggestion=None)
    return replace(bare, question=answer.question, took_ms=answer.took_ms)

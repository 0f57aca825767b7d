"""What answers a question wherever it is from: it tells what any choice of filters would leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.search.filters import Filters, passes
from assistant.search.understanding.narrowing import narrowed
from assistant.search.understanding.understood import Understood
from ingest.records import Document


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """All documents, what the question names, and the verdicts on those that answer, by their ids.

    A verdict is "good" or "weak", and the same whatever filters leave beside the document.
    `repeating` has the ids of the documents that only repeat others, with those of the others:
    where all of these are left too, such a document is not shown.
    """

    documents: Sequence[Document]
    understood: Sequence[Understood]
    verdicts: Mapping[str, str]
    repeating: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def left(self, filters: Filters) -> Sequence[Document]:
        """Return the documents that answer and are left by `filters` and by what is named."""
        if not self.understood:
            answering = (each for each in self.documents if each.id in self.verdicts)
            return self._shown([each for each in answering if passes(each, filters)])
        passing = [passes(document, filters) for document in self.documents]
        left = narrowed(self.documents, passing, self.understood, filters.undated).passing
        return self._shown(
            [
                document
                for document, is_left in zip(self.documents, left, strict=True)
                if is_left and document.id in self.verdicts
            ]
        )

    def _shown(self, left: Sequence[Document]) -> Sequence[Document]:
        """Return the documents without those that only repeat others of them."""
        if not self.repeating:
            return left
        there = {document.id for document in left}
        return [
            each
            for each in left
            if each.id not in self.repeating or not self.repeating[each.id] <= there
        ]


def everything(documents: Sequence[Document]) -> Reach:
    """Return the reach of a search without a question: every document counts."""
    return Reach(documents, (), {document.id: "good" for document in documents})

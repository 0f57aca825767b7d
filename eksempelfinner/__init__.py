"""Find and quote municipal examples and reports on social housing in planning, from Python.

    from eksempelfinner import Eksempelfinner

    finder = Eksempelfinner()
    answer = finder.ask("hvordan skaffe utleieboliger uten å eie dem?", county="Innlandet")

These names are all that is public; what lies below them may change with any version.
"""

from assistant.api import Eksempelfinner
from assistant.reports.add import Outcome
from assistant.search.answer import Answer, Hit, Result
from ingest.errors import EksempelfinnerError
from ingest.records import Document, Locator, Passage

__all__ = [
    "Answer",
    "Document",
    "Eksempelfinner",
    "EksempelfinnerError",
    "Hit",
    "Locator",
    "Outcome",
    "Passage",
    "Result",
]

"""Understand what a question names: places, kinds, makers, years, languages, orders.

In the order in which a question goes: `small_letters` reads capitals; `mention` has its words,
which `found_names` and `found_years` find mentions in, by the `rules` of corpus/understanding.toml
and the `names` of Norway and of the index; `effects` decides what each mention does and `negation`
what is not wanted; `topic` is what is left to search for, and `narrowing` which documents are left.
`understanding` does all of it.
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from assistant.search.understanding.understanding import EVERYTHING, Reading, Understanding
    from assistant.search.understanding.understood import FIELDS, Field, Understood

__all__ = ["EVERYTHING", "FIELDS", "Field", "Reading", "Understanding", "Understood"]

__getattr__ = hand_out(
    __name__,
    {
        "EVERYTHING": "understanding",
        "FIELDS": "understood",
        "Field": "understood",
        "Reading": "understanding",
        "Understanding": "understanding",
        "Understood": "understood",
    },
)

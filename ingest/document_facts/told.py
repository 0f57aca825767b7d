"""A fact that was told from the words of a document, and those words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """The value of a field, and the words of the file that told it; "" if none did."""

    value: str | int
    evidence: str = ""

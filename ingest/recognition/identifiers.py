"""The numbers by which a report is known: ISBN, and the number in its publisher's series."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DASHES = "\\-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_GAP = rf"[\s{_DASHES}]{{0,3}}"
_ISBN = re.compile(rf"(?<![\d{_DASHES}])(?:97[89]{_GAP})?(?:\d{_GAP}){{9}}[\dXx](?!\d)")
_DIGITS = "[0-9OoIl]"
_SERIES = re.compile(
    rf"""\b
    (?:(?P<publisher>NIBR|NOVA|NORCE|SINTEF|OsloMet|HiOA)[\s{_DASHES}]*)?
    (?P<kind>rapport|report|notat|temahefte|skriftserie|arbeidsnotat|working\ paper)
    (?:\s*(?:nr|nummer|no)\b\.?)?\s*:?[\s|]*  # a table has a bar between its cells
    (?P<first>{_DIGITS}{{1,4}})\s*[:/{_DASHES}]\s*(?P<second>{_DIGITS}{{1,4}})
    (?![0-9])""",
    re.IGNORECASE | re.VERBOSE,
)
_LOOKALIKES = str.maketrans("OoIl", "0011")


@dataclass(frozen=True, slots=True)
class SeriesNumber:
    """Hold a number in a series as every way of writing it comes to: year 2017, number 3.

    `publisher` is None where only "Rapport 3/17" is written.
    """

    publisher: str | None
    kind: str
    year: int
    number: int

    def agrees(self, other: "SeriesNumber") -> bool:
        """Say whether both can name the same work."""
        return (self.kind, self.year, self.number) == (other.kind, other.year, other.number) and (
            self.publisher == other.publisher or None in (self.publisher, other.publisher)
        )


@dataclass(frozen=True, slots=True)
class TermMention:
    """Hold a number with the characters of the text, `start` to `end`, that name it."""

    value: SeriesNumber
    start: int
    end: int


def isbn13(text: str) -> str | None:
    """Return the 13 digits of an ISBN of 10 or 13, or None where its check digit is wrong.

    ISO 2108: an ISBN-10 is the same book's ISBN-13 after 978, with another check digit.
    """
    digits = re.sub(r"[^0-9Xx]", "", text).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        weighed = sum(
            (10 - i) * (10 if digit == "X" else int(digit)) for i, digit in enumerate(digits)
        )
        if weighed % 11:
            return None
        body = "978" + digits[:9]
        return body + str(-_weighed(body) % 10)
    if re.fullmatch(r"97[89]\d{10}", digits) and _weighed(digits) % 10 == 0:
        return digits
    return None


def _weighed(digits: str) -> int:
    return sum(int(digit) * (1, 3)[i % 2] for i, digit in enumerate(digits))


def find_isbns(text: str) -> dict[str, str]:
    """Return every valid ISBN of `text` as 13 digits, with how it is written there."""
    found = {}
    for match in _ISBN.finditer(text):
        if digits := isbn13(match[0]):
            found[digits] = " ".join(match[0].split())
    return found


def find_series(text: str) -> Iterator[TermMention]:
    """Yield every number in a series that `text` names, in its order.

    "NIBR-rapport 2017:15" has the year first, "NOVA Rapport 3/17" and "nr 3/2017" have it last.
    An O and an l that OCR read for a 0 and a 1 are taken for these.
    """
    for match in _SERIES.finditer(text):
        first, second = (match[name].translate(_LOOKALIKES) for name in ("first", "second"))
        year, number = (first, second) if len(first) == 4 else (second, first)
        if len(number) > 3 or len(year) not in (2, 4):
            continue
        whole = int(year) + (0 if len(year) == 4 else 2000)
        if not 1970 <= whole < 2100:
            continue
        publisher = match["publisher"]
        kind = match["kind"].lower().replace("report", "rapport")
        yield TermMention(
            SeriesNumber(publisher.upper() if publisher else None, kind, whole, int(number)),
            match.start(),
            match.end(),
        )

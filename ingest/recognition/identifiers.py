"""The numbers that identify a report: its ISBN, and its number in the publisher's series."""

import re
from dataclasses import dataclass

_DASHES = "\\-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_GAP = rf"[\s{_DASHES}]{{0,3}}"
_ISBN = re.compile(rf"(?<![\d{_DASHES}])(?:97[89]{_GAP})?(?:\d{_GAP}){{9}}[\dXx](?!\d)")
_DIGITS = "[0-9OoIl]"
SERIES = re.compile(
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
    """A number in a series, the same however it is written: year 2017, number 3.

    `publisher` is None if the text says only "Rapport 3/17".
    """

    publisher: str | None
    kind: str
    year: int
    number: int

    def agrees(self, other: "SeriesNumber") -> bool:
        """Return whether both can be numbers of the same work."""
        return (self.kind, self.year, self.number) == (other.kind, other.year, other.number) and (
            self.publisher == other.publisher or None in (self.publisher, other.publisher)
        )


def isbn13(text: str) -> str | None:
    """Return the 13 digits of an ISBN of 10 or 13 digits, or None if it is not valid.

    ISO 2108: an ISBN-13 is the same book's ISBN-10 after 978, with another check digit.
    """
    digits = re.sub(r"[^0-9Xx]", "", text).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        weighted = sum(
            (10 - i) * (10 if digit == "X" else int(digit)) for i, digit in enumerate(digits)
        )
        if weighted % 11:
            return None
        body = "978" + digits[:9]
        return body + str(-_weighted_sum(body) % 10)
    if re.fullmatch(r"97[89]\d{10}", digits) and _weighted_sum(digits) % 10 == 0:
        return digits
    return None


def _weighted_sum(digits: str) -> int:
    """Return the sum of the digits, weighted 1 and 3 in turn, that the check digit makes up."""
    return sum(int(digit) * (1, 3)[i % 2] for i, digit in enumerate(digits))


def find_isbns(text: str) -> dict[str, str]:
    """Return every valid ISBN of `text`: its 13 digits, and how it is written there."""
    found = {}
    for match in _ISBN.finditer(text):
        if digits := isbn13(match[0]):
            found[digits] = " ".join(match[0].split())
    return found


def find_series(text: str) -> dict[SeriesNumber, str]:
    """Return every number in a series of `text`, in its order, and how it is written there.

    "NIBR-rapport 2017:15" has the year first, "NOVA Rapport 3/17" and "nr 3/2017" have it last. The
    letters O, I and l are read as 0 and 1, for which OCR mistakes them.
    """
    found: dict[SeriesNumber, str] = {}
    for match in SERIES.finditer(text):
        first, second = (match[name].translate(_LOOKALIKES) for name in ("first", "second"))
        year, number = (first, second) if len(first) == 4 else (second, first)
        full_year = int(year) + (0 if len(year) == 4 else 2000)
        if len(number) > 3 or len(year) not in (2, 4) or not 1970 <= full_year < 2100:
            continue
        publisher = (match["publisher"] or "").upper() or None
        kind = match["kind"].lower().replace("report", "rapport")
        series_number = SeriesNumber(publisher, kind, full_year, int(number))
        found.setdefault(series_number, " ".join(match[0].split()))
    return found

"""The numbers that identify a report: its ISBN, and its number in the publisher's series."""

import re
from dataclasses import dataclass

_DASHES = "\\-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_ISBN = re.compile(rf"(?<![\d{_DASHES}])97[89](?:[\s{_DASHES}]{{0,3}}\d){{10}}(?!\d)")
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


def find_isbns(text: str) -> dict[str, str]:
    """Return every valid ISBN of `text`: its 13 digits, and how it is written there.

    Those of ten digits are of books from before 2007, and no report of the catalogue is so old.
    """
    written = {re.sub(r"\D", "", found): " ".join(found.split()) for found in _ISBN.findall(text)}
    return {digits: isbn for digits, isbn in written.items() if _is_isbn(digits)}


def _is_isbn(digits: str) -> bool:
    return sum(int(digit) * (1, 3)[i % 2] for i, digit in enumerate(digits)) % 10 == 0


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

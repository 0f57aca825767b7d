"""The forms in which Norwegian documents print a date, and the year in each."""

import re

DATE = (
    r"(?:\d{1,2}\s?[./]\s?\d{1,2}\s?[./-]\s?(?:(?:19|20)\d\d|\d\d)(?!\d)"
    r"|(?:\d{1,2}\.?\s*)?<<months>>\s+(?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d"
    r"|(?<![\d-])(?:19|20)\d\d(?!\d|\s*[-\u2013\u2014/:]\s*\d))"
)
"""A template of `pattern`: "12.06.2021", "12.6.21", "12. juni 2021", "juni 2021", "2021-06-12", and
"2021" if it is not a part of a period or of a number."""

PERIOD = r"\b((?:19|20)\d\d)\s*[-\u2013\u2014]\s*(?:20\d\d|\d\d)\b"
"""The period of a plan, "2021-2030" or "2021-24"; its first year is the group."""

_YEAR = re.compile(r"(?:19|20)\d\d")


def year_in(date: str) -> int:
    """Return the year of a date that DATE matched; two digits are of this century."""
    found = _YEAR.search(date)
    return int(found[0]) if found else 2000 + int(date.strip(" .")[-2:])

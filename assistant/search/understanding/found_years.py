"""Find the years that a question says its documents must be of."""

import re
from collections.abc import Iterator
from datetime import date

from assistant.search.understanding.mention import Mention, Phrasing
from assistant.search.understanding.rules import COUNT, YEAR, YearRule

_YEAR = re.compile(r"(?:19|20)\d\d")
MAX_COUNTED_YEARS = 50


def years(phrasing: Phrasing, today: date) -> Iterator[Mention]:
    """Yield the ends of the years that are asked for; a range turned round is turned back."""
    first = 0
    while first < len(phrasing.words):
        found = _at(phrasing, first, today)
        yield from found
        first = max((mention.last for mention in found), default=first + 1)


def _at(phrasing: Phrasing, first: int, today: date) -> list[Mention]:
    rules = phrasing.rules.years
    for rule in rules.get(phrasing.small[first], rules[""]):
        last = first + len(rule.pattern)
        words = phrasing.small[first:last]
        if len(words) == len(rule.pattern) and _matches(phrasing, rule, first):
            return _ends(phrasing, rule, first, today)
    return []


def _matches(phrasing: Phrasing, rule: YearRule, first: int) -> bool:
    for place, wanted in enumerate(rule.pattern, start=first):
        word = phrasing.small[place]
        if wanted == YEAR:
            if not _YEAR.fullmatch(word):
                return False
        elif wanted == COUNT:
            if not 0 < _count(phrasing, word) <= MAX_COUNTED_YEARS:
                return False
        elif word != wanted:
            return False
    return True


def _ends(phrasing: Phrasing, rule: YearRule, first: int, today: date) -> list[Mention]:
    last = first + len(rule.pattern)
    numbers = [
        (place, int(phrasing.small[place]))
        for place, wanted in enumerate(rule.pattern, start=first)
        if wanted == YEAR
    ]
    if rule.ago:
        word = next(
            phrasing.small[place]
            for place, wanted in enumerate(rule.pattern, start=first)
            if wanted == COUNT
        )
        return [Mention("since", today.year - _count(phrasing, word), first, last)]
    if rule.same_ago is not None:
        year = today.year - rule.same_ago
        return [Mention("since", year, first, last), Mention("until", year, first, last)]
    if rule.is_decade:
        year = numbers[0][1]
        return [Mention("since", year, first, last), Mention("until", year + 9, first, last)]
    if rule.is_span:
        (middle, one), (_, other) = numbers
        early, late = sorted((one, other))
        return [
            Mention("since", early, first, middle + 1),
            Mention("until", late, middle + 1, last),
        ]
    year = numbers[0][1]
    found = []
    if rule.since is not None:
        found.append(Mention("since", year + rule.since, first, last))
    if rule.until is not None:
        found.append(Mention("until", year + rule.until, first, last))
    return found


def _count(phrasing: Phrasing, word: str) -> int:
    if word.isascii() and word.isdigit() and len(word) < 4:
        return int(word)
    return phrasing.rules.counts.get(word, 0)

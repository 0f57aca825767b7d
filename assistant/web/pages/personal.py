"""Find out whether a text seems to have personal data in it, so that the user can be warned.

Nothing is kept, and only the names of the kinds that were found leave the function.
"""

import re
from datetime import date
from typing import Literal

from assistant.show.texts import Texts

PersonalKind = Literal["national_id", "email", "phone"]

_SPACE = re.compile(r"[^\S\n]")
_NATIONAL_ID = re.compile(r"(?<!\d)(\d{6})[ .–-]?(\d{5})(?!\d)")
# The look-behind keeps the search linear: a long word without "@" is tried once.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[^\W\d_]{2,}")

_APART = r"(?P<apart>[ .-])"
_GROUPED = rf"[2-9]\d(?:{_APART}\d\d(?:(?P=apart)\d\d){{2}}|\d(?P<by>[ .-])\d\d(?P=by)\d{{3}})"
_NEITHER_SIDE = r"(?<![\d])(?<!\d[ .,–-]){}(?![ .,–-]?\d)"
_PHONE_GROUPED = re.compile(_NEITHER_SIDE.format(_GROUPED))
# 4 + 4 digits are two years as often as a number, so only the country's code makes them one.
_PHONE_ABROAD = re.compile(r"(?<![\d+])(?:\+|00) ?47[ .-]?[2-9](?:[ .-]?\d){7}(?!\d)")
_PHONE_BARE = re.compile(r"(?<![\w.,–-])[2-9]\d{7}(?![\w–-]|[.,]\d)")
_AMOUNT_BEFORE = re.compile(r"\b(?:kr|nok)\.? ?$", re.IGNORECASE)
_AMOUNT_AFTER = re.compile(r"\s?(?:kr|nok|kroner)\b", re.IGNORECASE)

_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def personal_data(text: str) -> tuple[PersonalKind, ...]:
    """Return which kinds of personal data `text` seems to hold, each once, in a fixed order."""
    text = _SPACE.sub(" ", text)
    found: list[PersonalKind] = []
    if any(is_national_id(day + rest) for day, rest in _NATIONAL_ID.findall(text)):
        found.append("national_id")
    if _EMAIL.search(text):
        found.append("email")
    if _holds_phone(text):
        found.append("phone")
    return tuple(found)


def personal_warning(text: str, texts: Texts) -> str | None:
    """Return the sentence that warns of personal data in `text`, or None if there is none."""
    kinds = [texts(f"personal.{kind}") for kind in personal_data(text)]
    return texts("personal.warning", kinds=", ".join(kinds)) if kinds else None


def is_national_id(number: str) -> bool:
    """Return whether eleven digits are a national identity number, a D-number or a synthetic one.

    The rule is Skatteetaten's for numbers of 1964 and of 2032 alike
    (skatteetaten.github.io/folkeregisteret-api-dokumentasjon/nytt-fodselsnummer-fra-2032): the
    first control digit leaves 0, or from 2032 also 1, 2 or 3, modulo 11, the second always 0.
    A D-number has 40 added to the day; test numbers have 40, 65 or 80 added to the month.
    """
    digits = [int(digit) for digit in number]
    return (
        len(digits) == 11
        and _is_date(int(number[:2]), int(number[2:4]), int(number[4:6]))
        and _remainder(digits[:10], _FIRST_WEIGHTS) <= 3
        and _remainder(digits, _SECOND_WEIGHTS) == 0
    )


def _remainder(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11


def _is_date(day: int, month: int, year: int) -> bool:
    """Return whether the digits are a date of some century: the number no longer tells which."""
    added = next((offset for offset in (80, 65, 40) if month > offset), 0)
    try:
        date(2000 + year, month - added, day - 40 if day > 40 else day)
    except ValueError:
        return False
    return True


def _holds_phone(text: str) -> bool:
    if _PHONE_ABROAD.search(text) or _PHONE_GROUPED.search(text):
        return True
    return any(
        not _is_written_date(match[0])
        and not _AMOUNT_BEFORE.search(text[max(0, match.start() - 5) : match.start()])
        and not _AMOUNT_AFTER.match(text, match.end())
        for match in _PHONE_BARE.finditer(text)
    )


def _is_written_date(digits: str) -> bool:
    """Return whether eight digits are a day of this century, as in 20261125; no number is."""
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 2000 <= day.year < 2100

"""Letters that were exchanged for others are found, and text that only looks odd is not."""

import random
from collections.abc import Callable

import pytest

from ingest.corpus import read_corpus
from ingest.reading.file_text import Page
from ingest.reading.quality import MAX_STRANGE_SHARE, is_gibberish, measure_quality

ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"
WORDS = (
    " ".join(document.text for document in read_corpus() if document.language == "nb").split() * 2
)

Exchange = Callable[[str], str]


def caesar(by: int) -> Exchange:
    moved = ALPHABET[by:] + ALPHABET[:by]
    return lambda text: text.translate(
        str.maketrans(ALPHABET + ALPHABET.upper(), moved + moved.upper())
    )


def shuffled(seed: int) -> Exchange:
    letters = "".join(random.Random(seed).sample(ALPHABET, len(ALPHABET)))  # noqa: S311
    return lambda text: text.translate(
        str.maketrans(ALPHABET + ALPHABET.upper(), letters + letters.upper())
    )


def shifted(by: int) -> Exchange:
    """Move every character but white space, as fonts without a table of characters do."""
    return lambda text: "".join(each if each.isspace() else chr(ord(each) + by) for each in text)


EXCHANGES: dict[str, Exchange] = {
    **{f"caesar {by}": caesar(by) for by in (1, 3, 5, 13, 28)},
    **{f"shuffled {seed}": shuffled(seed) for seed in range(8)},
    **{f"shifted {by}": shifted(by) for by in (1, 3, -3, 29, 0xF000)},
    "shifted -29": lambda text: "".join(
        chr(max(33, ord(each) - 29)) if each.isalpha() else each for each in text
    ),
    "look-alikes": lambda text: text.translate(
        str.maketrans("aeopcxy", "\u0430\u0435\u043e\u0440\u0441\u0445\u0443")
    ),
    "symbols": lambda text: "".join(
        "!#$&'*+<>?@[]^`{}~"[ord(each) % 18] if each.isalpha() else each for each in text
    ),
    "greek": lambda text: "".join(
        chr(0x3B1 + ord(each) % 24) if each.isalpha() else each for each in text
    ),
}


@pytest.mark.parametrize("name", EXCHANGES)
@pytest.mark.parametrize("words", [40, 150, 600])
def test_exchanged_letters_are_found(name: str, words: int) -> None:
    """On a page, and in a file: there they count as unknown, so that it is refused."""
    for start in (0, 400, 800):
        text = EXCHANGES[name](" ".join(WORDS[start : start + words]))
        assert is_gibberish(text)
        quality = measure_quality((Page(1, None, text),), (len(text),))
        refused = quality.unknown > 0.9 or quality.strange > MAX_STRANGE_SHARE
        assert refused or not quality.words


@pytest.mark.parametrize(
    "wrong",
    [
        lambda text: text.encode().decode("cp1252", "replace"),
        lambda text: text.encode("mac_roman", "ignore").decode("cp1252", "replace"),
        lambda text: text.encode("cp850", "ignore").decode("cp1252", "replace"),
        lambda text: text.encode().decode("cp1251", "replace"),
        lambda text: text.translate(str.maketrans("æøå", "□□□")),
    ],
    ids=["utf-8 as windows", "mac as windows", "dos as windows", "utf-8 as cyrillic", "lost"],
)
def test_a_wrong_encoding_makes_words_strange(wrong: Exchange) -> None:
    text = wrong(" ".join(WORDS[:1000]))
    assert measure_quality((Page(1, None, text),), (len(text),)).strange > MAX_STRANGE_SHARE


def test_a_part_of_a_file_may_be_gibberish() -> None:
    """It counts as much as it is of the file."""
    good, bad = " ".join(WORDS[:300]), caesar(1)(" ".join(WORDS[300:400]))
    text = "\n".join([good, bad])
    assert 0.2 < measure_quality((Page(1, None, text),), (len(text),)).unknown < 0.35


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 45 2023 1 500 000 34,5 %\n" * 20,
        (
            "Kari Nordmann\nOla Hansen\nPer Åge Øvrebø\nNguyen Van Thinh\nAndrzej Kowalczyk\n"
            "Fatima Abdi Warsame\nJosé García\nSiri Strømsnes\nBjørg Aasen\nMohammed Al-Khatib\n"
        ),
        "NIBR | NOVA | SINTEF | FAFO | KS | KOSTRA | NAV | BUP | ROP | PBL | DPS | IMDi\n" * 4,
        "Innledning ........ 3\nStatus ............ 5\nTiltak ............ 9\n" * 6,
        "https://www.husbanken.no/boligsosialt-arbeid/ post@testvik.kommune.no " * 3,
        (
            "The report shows how municipalities obtain rental dwellings without owning them, and "
            "what agreements with private landlords cost per dwelling and year."
        ),
    ],
    ids=["nothing", "figures", "names", "abbreviations", "contents", "addresses", "abstract"],
)
def test_what_only_looks_odd_is_not_gibberish(text: str) -> None:
    assert not is_gibberish(text)

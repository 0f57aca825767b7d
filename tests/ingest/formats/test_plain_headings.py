"""Numbers head sections only if they count them."""

import pytest

from ingest.formats.plain_contents import without_contents
from ingest.formats.plain_headings import heading_levels
from ingest.formats.plain_lines import lines_of
from ingest.formats.plain_section_numbers import with_whole_headings

PROSE = (
    "Kommunen skal bygge boliger i sentrum, og de skal ligge nær skole og butikk i alle\n"
    "deler av kommunen. Arbeidet begynner til våren."
)


def headings(text: str) -> list[tuple[int, str]]:
    contents = without_contents(list(with_whole_headings(lines_of(text))), paged=False)
    levels = heading_levels(contents.lines, contents)
    return [(level, contents.lines[place].text) for place, level in sorted(levels.items())]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_numbers_give_levels(between: str) -> None:
    titles = ["1 Innledning", "2 Status", "2.1 Boliger", "2.1.1 Små boliger", "2.2 Lån", "3 Mål"]
    text = between.join(part for title in titles for part in (title, PROSE))
    assert headings(text) == [(title.count(".") + title[0].isdigit(), title) for title in titles]


def test_numbers_and_titles_on_lines_of_their_own() -> None:
    text = f"1 Status\n{PROSE}\n1.1\n\nBoliger\n{PROSE}\n1.2\n\nLån for\nunge og eldre\n\n{PROSE}"
    assert headings(text) == [(1, "1 Status"), (2, "1.1 Boliger"), (2, "1.2 Lån for unge og eldre")]


def test_a_title_over_two_lines_is_one() -> None:
    first = "4.1 Kommunen skal ha boliger som passer for eldre og for\nandre som trenger hjelp"
    assert headings(f"{first}\n{PROSE}\n4.2 Lån\n{PROSE}") == [
        (2, first.replace("\n", " ")),
        (2, "4.2 Lån"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. Bygge boliger\n2. Leie boliger\n3. Gi lån",
        "1 Nord 12 45\n2 Sør 33 10\n3 Øst 9 8",
        f"{PROSE}\n4.2 millioner kroner er satt av til dette.",
        f"{PROSE}\n12. juni 2024 ble planen vedtatt.",
        f"3 boliger er bygget.\n{PROSE}",
        f"7 Sentrum\n{PROSE}",
        f"2.1 Dette er en setning.\n{PROSE}",
    ],
)
def test_other_numbers_head_nothing(text: str) -> None:
    assert headings(text) == []


@pytest.mark.parametrize("word", ["Kapittel", "Del", "KAPITTEL"])
def test_parts(word: str) -> None:
    text = f"{word} 1 Status\n{PROSE}\n1.1 Boliger\n{PROSE}\n{word} 2: Mål\n{PROSE}"
    assert headings(text) == [
        (1, f"{word} 1 Status"),
        (3, "1.1 Boliger"),
        (1, f"{word} 2: Mål"),
    ]
    assert headings(f"{PROSE}\nSe {word.lower()} 2 om dette.\n{word} 7 handler om noe annet") == []


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("Hva mangler?", True),
        ("Boliger for eldre", True),
        ("Adressen er", False),
        ("Storgata 1", False),
        ("Kilde: Husbanken", False),
        ("Figur 3", False),
        ("Dette er en setning.", False),
        ("Boliger for eldre,", False),
        ("boliger for eldre", False),
    ],
)
def test_a_short_line_that_stands_apart_and_has_prose_below(line: str, is_heading: bool) -> None:
    after = PROSE if line != "Adressen er" else "Storgata 1"
    found = headings(f"{PROSE}\n\n{line}\n\n{after}")
    assert found == ([(1, line)] if is_heading else [])
    assert headings(f"{PROSE}\n{line}\n{PROSE}") == []


def test_what_stands_above_many_tables_is_no_heading() -> None:
    assert headings(f"KRAV\n\n{PROSE}\n\n" * 5) == []

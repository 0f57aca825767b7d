"""Page numbers and running lines are found in whatever form a program writes them."""

import pytest

from ingest.formats.plain_lines import lines_of
from ingest.formats.plain_pages import PlainPages, without_page_marks

PROSE = (
    "Kommunen skal bygge boliger i sentrum, og de skal ligge nær skole og butikk.",
    "Det er satt av midler i budsjettet, og arbeidet begynner til våren.",
    "Flere husholdninger skal eie sin egen bolig.",
)


def found(pages: list[str], between: str = "\f") -> PlainPages:
    return without_page_marks(lines_of(between.join(pages)))


def texts(result: PlainPages) -> list[str]:
    return [line.text for line in result.lines]


@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "- {} -",
        "– {} –",
        "| {} |",
        "Side {}",
        "side {} av 20",
        "{} / 20",
        "s. {}",
        "[{}]",
        "Boligplan for Testvik {}",
        "Boligplan | {}",
        "{} • Testvik kommune",
        "Testvik kommune side {}",
    ],
)
@pytest.mark.parametrize("first", [1, 3])
@pytest.mark.parametrize("at_head", [True, False])
def test_a_number_that_runs_with_the_pages_is_theirs(form: str, first: int, at_head: bool) -> None:
    """It may begin at any number, above or below the text."""
    pages = []
    for number in range(first, first + 5):
        mark = form.format(number)
        body = "\n".join(f"{line} {number}00" for line in PROSE)
        pages.append(f"{mark}\n\n{body}\n" if at_head else f"{body}\n\n{mark}\n")
    result = found(pages)
    assert result.labels == {page: str(first + page - 1) for page in range(1, 6)}
    assert len(result.left_out) == 5
    assert len(result.lines) == 15


@pytest.mark.parametrize(
    "form",
    [
        "Tiltak {}",
        "Vedlegg nr. {}",
        "Mål {}",
        "Kapittel {}",
        "Det finnes {} boliger",
        "kr {}00 000",
    ],
)
def test_a_number_that_says_something_stays(form: str) -> None:
    """Headings rise with the pages too."""
    pages = [f"{form.format(number)}\n\n{PROSE[0]} {number}" for number in range(1, 6)]
    result = found(pages)
    assert (result.labels, result.left_out) == ({}, ())


@pytest.mark.parametrize("numbers", [[7, 12, 9, 33, 4], [1, 1, 1, 1, 1], [10, 20, 30, 40, 50]])
def test_a_number_that_does_not_run_stays(numbers: list[int]) -> None:
    """The last figure of a table stands where a page number does."""
    result = found([f"{PROSE[0]} {n}\n\nSum\n{n}" for n in numbers])
    assert result.labels == {}
    assert [text for text in texts(result) if text.isdecimal()] == list(map(str, numbers))


@pytest.mark.parametrize(
    "line",
    [
        "Status: Planlagt",
        "Dette gjelder i alle bydeler.",
        "og det skal være likt for alle",
    ],
)
def test_fields_and_prose_are_no_running_lines(line: str) -> None:
    """However many pages have them, apart from the rest or not."""
    result = found([f"{PROSE[0]} {n}\n\n{line}\n" for n in range(6)])
    assert result.left_out == ()


def test_the_head_of_a_chapter_stays_where_the_chapter_begins() -> None:
    pages = [
        f"Kapittel {1 + n // 4} Mål og {'tiltak' if n > 3 else 'status'}\n\nside {n + 1}\n\n"
        + "\n".join(f"{line} {n}" for line in PROSE)
        for n in range(8)
    ]
    kept = [line.page for line in found(pages).lines if line.text.startswith("Kapittel")]
    assert kept == [1, 5]


def test_the_head_of_a_table_stays_on_every_page() -> None:
    """It stands apart from the page number above it."""
    pages = [
        f"Testvik kommune\n\nside {n}\n\nKommune Antall\n\n" + f"Nord {n}\nSør {n}2\n" + PROSE[0]
        for n in range(1, 9)
    ]
    pages += [f"Testvik kommune\n\nside {n}\n\n{PROSE[1]} {n}" for n in range(9, 30)]
    assert texts(found(pages)).count("Kommune Antall") == 8


@pytest.mark.parametrize("count", [4, 9])
def test_numbers_amid_a_text_are_pages_if_they_are_regular(count: int) -> None:
    pages = [
        "\n".join(f"{line} {number}{n}" for n in range(4) for line in PROSE) + f"\n{number}"
        for number in range(2, 2 + count)
    ]
    result = found(pages, "\n")
    assert [each.text for each in result.left_out] == [str(n) for n in range(2, 2 + count)]
    assert {line.page for line in result.lines} == {1}
    assert sum(line.starts_page for line in result.lines) == count


@pytest.mark.parametrize(
    "rows",
    [
        [f"Bydel {n}\n{n}" for n in range(1, 30)],
        [f"{n}" for n in range(1, 60)],
        ["\n".join(PROSE * 3) + f"\n{n}" for n in (12, 7, 31, 2)],
        ["\n".join(PROSE * 3) + "\n5", "\n".join(PROSE * 3) + "\n6"],
    ],
)
def test_other_numbers_amid_a_text_stay(rows: list[str]) -> None:
    """Those of a table are close together, and two numbers prove nothing."""
    assert found(rows, "\n").left_out == ()


def test_two_numbers_that_tear_sentences_are_pages() -> None:
    half = "\n".join((*PROSE, *PROSE, "De fleste ønsker seg en bolig som er"))
    text = f"{half}\n11\nstørre enn i dag. {half}\n12\nmindre.\n"
    assert [each.text for each in found([text]).left_out] == ["11", "12"]

"""The text of whole plans comes out as a person would type it, whatever layout it had."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.formats.plain import read_plain
from ingest.reading.file_text import FileText
from tests.ingest.formats import plans

Read = Callable[[str], FileText]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a function that reads a text as a file."""

    def read_text(text: str) -> FileText:
        path = tmp_path / "plan.txt"
        path.write_text(text, "utf-8")
        return read_plain(path)

    return read_text


def pages(file_text: FileText) -> list[str]:
    return [page.text for page in file_text.pages]


def titles(file_text: FileText) -> list[tuple[int, str]]:
    """Return the headings; each stands where it says it does."""
    texts = {page.number: page.text for page in file_text.pages}
    for heading in file_text.headings:
        assert texts[heading.page].startswith(heading.title, heading.start)
    return [(heading.level, heading.title) for heading in file_text.headings]


def test_form_feeds_part_pages(read: Read) -> None:
    """The pages have their printed numbers, and what runs over their edges is whole again."""
    found = read(plans.WITH_FORM_FEEDS)
    assert (found.paged, len(found.pages)) == (True, 6)
    assert [page.label for page in found.pages] == [None, "2", "3", "4", "5", "6"]
    assert titles(found) == [
        (1, "Boligsosial handlingsplan"),
        (1, "1 Innledning"),
        (1, "2 Status og utfordringer"),
        (2, "2.1 Kommunale boliger"),
        (2, "2.2 Bostøtte og startlån"),
        (1, "3 Tiltak"),
    ]
    assert pages(found)[2].split("\n")[-4:] == [
        "• flere skal eie sin egen bolig",
        "• færre skal bo midlertidig, og ingen barnefamilier skal gjøre det i mer enn tre måneder",
        "• kommunen skal bygge 24 nye omsorgsboliger på Løvåsen innen 2027",
        (
            "Gruppen har møtt innbyggere i alle bydeler. De som leier, har lagt vekt på at det "
            "må bli "
            "lettere å finne en bolig som passer, og at ventetiden i dag er for lang for dem som"
        ),
    ]
    whole = "".join(page.text + page.joint for page in found.pages)
    assert "for lang for dem som flytter til kommunen for å arbeide.\n2 Status" in whole
    assert "4,2 millioner kroner på vedlikehold, som er mindre enn behovet." in whole
    assert "48 husholdninger sto på ventelisten." in whole
    assert "Testvik kommune" in pages(found)[0]
    assert "Testvik kommune" not in whole[len(pages(found)[0]) :]


def test_what_is_left_out_is_told_by_page(read: Read) -> None:
    """With the reason, and in its own words."""
    left_out = read(plans.WITH_FORM_FEEDS).left_out
    running = [(each.page, each.text) for each in left_out if each.reason == "running_head"]
    assert running == [
        (page, text)
        for page in range(2, 7)
        for text in ("Testvik kommune", f"Boligsosial handlingsplan | {page}")
    ]
    contents = [each for each in left_out if each.reason == "contents"]
    assert [each.text.partition(" .")[0] for each in contents] == [
        "Innhold",
        "1 Innledning",
        "2 Status og utfordringer",
        "2.1 Kommunale boliger",
        "2.2 Bostøtte og startlån",
        "3 Tiltak",
    ]
    assert {each.page for each in contents} == {2}


def test_page_numbers_amid_a_text_without_pages(read: Read) -> None:
    """They go with the running line; the figures of the text stay."""
    found = read(plans.WITHOUT_FORM_FEEDS)
    assert (found.paged, len(found.pages), found.quality.language) == (False, 1, "nn")
    assert [each.text for each in found.left_out] == [
        text
        for number in range(2, 6)
        for text in ("Prøvedal kommune • Bustadplan 2024-2035", str(number))
    ]
    assert titles(found) == [
        (1, "Bustadplan for Prøvedal"),
        (1, "1 Bakgrunn"),
        (1, "2 Mål"),
        (2, "2.1 Kommunen skal få minst 15 nye bustader i året"),
        (2, "2.2 Ingen skal vente meir enn seks månader"),
        (1, "3 Tiltak"),
    ]
    lines = pages(found)[0].split("\n")
    assert lines[:3] == ["Bustadplan for Prøvedal", "2024-2035", "1 Bakgrunn"]
    assert "dei som bur der kan bli buande når dei treng hjelp i kvardagen." in pages(found)[0]
    assert "I spørjeundersøkinga svara 340 innbyggjarar" in pages(found)[0]
    assert [line for line in lines if line.startswith("•")] == [
        "• Ha ei aktiv rolle overfor utbyggjarar og investorar",
        (
            "• Kjøpe tomter i sentrum før dei blir lagde ut for sal, og leggje til rette for at "
            "dei "
            "blir bygde ut"
        ),
        "• Bruke tilvisingsavtalar",
    ]


def test_parts_and_narrow_columns(read: Read) -> None:
    """Roman numbers are those of the first pages; a word that a column cut is whole."""
    found = read(plans.WITH_PARTS)
    assert [page.label for page in found.pages] == [None, "i", "ii", "1", "2", "3"]
    assert titles(found) == [
        (1, "Helhetlig boligplan"),
        (1, "Forord"),
        (1, "Del 1 Hvor vi er"),
        (2, "Hva mangler?"),
        (1, "Del 2 Hvor vi vil"),
    ]
    assert pages(found)[1] == ""
    assert pages(found)[3].split("\n")[1] == (
        "I kommunen er det 9 800 boliger, og syv av ti er eneboliger. Det er for få boliger for "
        "dem som bor alene, og de som finnes, er for dyre for å kunne dekke det behovet som de "
        "eldre har."
    )


def test_capitals_are_headings_and_items_are_not(read: Read) -> None:
    """A column of figures stays one line a figure."""
    found = read(plans.WITH_CAPITALS)
    assert titles(found) == [
        (1, "STRATEGI FOR BOLIG OG HELSE"),
        (1, "MÅL"),
        (1, "SLIK GJØR VI DET"),
        (1, "ANTALL HUSHOLDNINGER"),
        (1, "OPPFØLGING"),
    ]
    lines = pages(found)[0].split("\n")
    assert lines[4:10] == [
        "Vi skal gjøre tre ting i 2025:",
        "1. Ansette en boligveileder",
        "2. Leie 10 boliger av private",
        "3. Bygge om Solbakken til 16 boliger",
        "• prosjektet ledes av eiendom",
        "• byggestart er i mars",
    ]
    figures = ["2019", "2020", "2021", "120", "100", "86"]
    assert lines[11:18] == [*figures, "Tallene gjelder 31. desember."]
    assert found.left_out == ()


def test_digits_of_a_chart_stay_apart(read: Read) -> None:
    """Neither the sentence before them nor the section behind them gets one."""
    found = read(plans.WITH_SLIDES)
    assert pages(found)[3].split("\n") == [
        "Bustadene i dag",
        "Dei fleste av dei 29 husa som kommunen leiger, er i bruk av flyktningar frå Ukraina.",
        "Tal på bustader",
        "120",
        "100",
        "80",
        "60 38",
        "40 29 28 26 25 20",
        "0",
        "Vegen til no",
        "Det vart bygd 12 bustader i 2021 og 31 i 2022. Halvparten av dei er på Moen.",
    ]
    assert titles(found) == [
        (1, "Bustadpolitisk plan"),
        (1, "Kvifor ein plan?"),
        (1, "Bustadene i dag"),
        (1, "Vegen til no"),
        (1, "Vegen vidare"),
    ]
    assert [each.text for each in found.left_out if each.reason == "contents"] == [
        "Innhald",
        "3",
        "Kvifor ein plan?",
        "4",
        "Bustadene i dag",
        "5",
        "Vegen vidare",
    ]


@pytest.mark.parametrize("text", [plans.WITH_SHEETS, plans.WITHOUT_FAULTS])
def test_a_text_without_faults_keeps_every_line(text: str, read: Read) -> None:
    """Fields that all sheets have are no running lines, and "Tiltak 4" is no page number."""
    found = read(text)
    assert found.left_out == ()
    assert [line for page in pages(found) for line in page.split("\n")] == [
        line for line in re.split(r"[\n\f]+", text) if line
    ]


def test_rules_are_headed_by_their_paragraphs(read: Read) -> None:
    assert titles(read(plans.WITHOUT_FAULTS)) == [
        (1, "Reglement for tilskudd til unge boligsøkende"),
        (1, "§ 1 Formål"),
        (1, "§ 2 Vilkår"),
        (1, "§ 3 Beløp"),
    ]


ROWS = "\n".join(
    ["Innhold i boligprogrammet", "", "Programmet har fem deler, og tallene er boliger."]
    + [f"{name} {count}" for name, count in (("Nord", 12), ("Sør", 25), ("Øst", 33), ("Vest", 48))]
    + ["Kommunale boliger i alt ............ 245", "Private ............ 260", "Alle ....... 505"]
)


@pytest.mark.parametrize(
    "text",
    [
        ROWS,
        "Innhold\nNord 12\nSør 25\nØst 33\nVest 48\nTallene er fra 2023.",
        "\n".join(f"Bydel {n}\n{n}\nHer bor det folk." for n in range(1, 9)),
        "Det er 12 boliger i sentrum, og de skal stå klare innen utgangen av året\n2027.",
        "Mål 1\n\f Mål 2\n\f Mål 3\n\f Mål 4\n\f Mål 5",
    ],
)
def test_nothing_goes_without_proof(text: str, read: Read) -> None:
    """Rising numbers, leaders and numbers alone are no proof."""
    found = read(text)
    assert found.left_out == ()
    words = re.findall(r"\w+", text)
    assert re.findall(r"\w+", "\n".join(pages(found))) == words


def test_a_number_that_counts_nothing_is_no_heading(read: Read) -> None:
    """Items of a list, rows of a table and dates begin with numbers too."""
    text = "\n".join(
        [
            "Vi skal gjøre dette:",
            "1. Bygge boliger på Moen og i sentrum",
            "2. Leie boliger",
            "3. Gi lån",
            "",
            "3 Nordre 120 45",
            "1. mai 2024 skal planen være klar",
            "4.2 millioner kroner er satt av.",
            "2024 Budsjett",
        ]
    )
    assert titles(read(text)) == []


@pytest.mark.parametrize("name", [name for name in vars(plans) if name.startswith("WITH")])
@pytest.mark.parametrize("feeds", [True, False])
def test_every_letter_is_read_or_told(name: str, feeds: bool, read: Read) -> None:
    """Only bullets and the hyphens of broken words are neither."""
    text: str = getattr(plans, name)
    found = read(text if feeds else text.replace("\f", "\n"))
    told = "".join(pages(found)) + "".join(each.text for each in found.left_out)
    bullets = re.findall(r"^o$", text, re.MULTILINE)
    assert Counter(filter(str.isalnum, told)) + Counter(bullets) == Counter(
        filter(str.isalnum, text)
    )

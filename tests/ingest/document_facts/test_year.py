"""The year of a document is that of its adoption, case or publication, however it is printed."""

import pytest

from ingest.document_facts.document_facts import tell_facts
from tests.ingest.document_facts.own_document import read_own


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("Vedtatt i kommunestyret 12.06.2021", 2021),
        ("Vedtatt av kommunestyret 12.06.21, sak 45/21", 2021),
        ("VEDTATT AV KOMMUNESTYRET 12. JUNI 2021", 2021),
        ("Vedteken i kommunestyret 12/6-2021", 2021),
        ("Vedteke av k-styret 2021-06-12", 2021),
        ("Godkjent i formannskapet juni 2021", 2021),
        ("Vedtatt 12.06.2016, sist revidert 14.12.2022", 2022),
        ("Boligplanen, vedtatt 12.06.2021", 2021),
        ("Samfunnsdelen ble vedtatt 12.06.2016", 2020),
        ("Juni 2021", 2021),
        ("Sigdal, 15. mars 2021", 2021),
        ("2021", 2021),
        ("Foto: Kari Nordmann 2017", 2020),
        ("Planen gjelder også for 2035", 2020),
    ],
)
def test_the_year_of_a_plan(line: str, year: int) -> None:
    """Its adoption or date, else the start of its period."""
    told = tell_facts(read_own({"text": f"Boligplan 2020-2030\nSigdal kommune\n{line}"}), "a.docx")
    assert told["year"].value == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Rapport 4/2021", 2021),
        ("NIBR-rapport 2019:6", 2019),
        ("© Boligforskerne 2018", 2018),
        ("Boligmarkedet fram mot 2040", None),
        ("Boligmarkedet 2019", 2019),
        ("Boligmarkedet 2010–2020", None),
        ("Vi har sett på planer som er vedtatt i 2015 og i årene etter, i mange kommuner.", None),
    ],
)
def test_the_year_of_a_report(text: str, year: int | None) -> None:
    """The period of its subject is not its year, nor is the day on which its PDF was made."""
    told = tell_facts(read_own({"text": text, "paged": True}), "a.pdf")
    assert (told["year"].value if "year" in told else None) == year


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("Møtedato 14.05.2024", 2024),
        ("Møtedato: 14.05.2024", 2024),
        ("Dato: 14.05.2024", 2024),
        ("Det vises til brev av dato 03.05.2012. Møtedato: 12.03.2020", 2020),
        ("Svar på brev av dato 03.05.2012 om bolig", None),
    ],
)
def test_the_year_of_a_case(line: str, year: int | None) -> None:
    """The date of its meeting, with a colon or without; not that of a letter it answers."""
    text = f"SAKSFRAMLEGG\nSaksbehandler: Ola Nordmann\nArkivsak: 12\n{line}\nForslag til vedtak"
    told = tell_facts(read_own({"text": text, "paged": True}), "a.pdf")
    assert (told["year"].value if "year" in told else None) == year


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("SAKSFRAMLEGG Salg av tomt", "Salg av tomt"),
        ("SAKSFRAMLEGG: Salg av tomt", "Salg av tomt"),
        ("RAPPORT OM BOLIGBEHOV", "Rapport om boligbehov"),
    ],
)
def test_the_name_of_the_paper_is_no_part_of_the_title_of_a_case(title: str, expected: str) -> None:
    """But of a title in capitals it is."""
    text = f"Møtedato 14.05.2024\n{title}\nRådmannens innstilling:\nArkivsak: 12\nSaksnr. 3"
    told = tell_facts(read_own({"text": text, "paged": True}), "a.pdf")
    assert told["title"].value == expected

"""A plan is one whoever made it, told from its cover; a work about plans is none."""

import pytest

from ingest.document_facts.document_facts import tell_facts
from tests.ingest.document_facts.own_document import read_own

PLANS = [
    (
        "Telemark fylkeskommune\nRegional plan for folkehelse\n2018–2026\nVedtatt i 2018",
        "Forord\nFylkeskommunen skal ...",
    ),
    ("Interkommunal kommunedelplan for bolig\nNordre Follo, Ås og Vestby\n2020-2032", ""),
    ("Ski kommune\nBoligsosial handlingsplan\n2014–2018\nVedtatt av kommunestyret 18.6.2014", ""),
    (
        "Regionrådet for Hallingdal\nBustadplan for Hallingdal\nProsjektrapport\nnes gol Hol",
        "Forord\nKommunane har et ansvar.",
    ),
    (
        "Boligplan 2019-2023",
        "1 Innledning\nKommunen skal legge til rette for boliger. Kommunestyret vedtok planen.",
    ),
    ("Bydel Gamle Solberg\nStrategisk plan 2021–2025", "Bydelen har mange unge."),
    ("Regional plan for attraktive byer og tettsteder\nOppland fylkeskommune 2016", ""),
    ("REGIONAL PLAN\nFOR AREAL OG TRANSPORT\nAgder fylkeskommune\nVedtatt 2022", ""),
    ("Fylkesplan for Østfold\nØstfold mot 2050\nVedtatt av fylkestinget 21. juni 2018", ""),
    (
        "Interkommunal strategi for bustad\nNordfjordrådet\n2019-2023",
        "Interkommunalt samarbeid er viktig.",
    ),
    ("Regional handlingsplan 2022–2025\nInnherred regionråd", "Regionrådet har seks kommuner."),
    ("Skedsmo kommune\nKommunedelplan for bolig og helse\n2017-2028", ""),
    ("Balestrand kommune\nBustadsosial handlingsplan 2011-2015", ""),
    (
        "Helhetlig plan for boliger\n2021-2031\nVedtatt i kommunestyret 3. mai 2021",
        "Innledning\nKommunen eier 120 boliger.",
    ),
    ("Viken fylkeskommune\nHandlingsprogram for samfunnsutvikling 2021-2024", ""),
    ("Boligstrategi for bydel Vestre Haugen\n2020-2030", "Bydelen har mange barnefamilier."),
    ("Regionplan for Agder 2030\nVedtatt i fylkestinget 2019", ""),
]


@pytest.mark.parametrize(("cover", "body"), PLANS)
def test_a_plan_of_no_municipality_of_the_register(cover: str, body: str) -> None:
    """Of a county, a region, a district, a municipality that is no more, or one not named."""
    told = tell_facts(read_own({"text": f"{cover}\n---\n{body}", "paged": True}), "dokument.pdf")
    assert (told["kind"].value, "municipality" in told) == ("plan", False)
    assert told["kind"].evidence.casefold() in cover.casefold()


OTHERS = [
    (
        "Planer for et aldrende samfunn?\nBolig for eldre i kommunene\nNOVA Rapport 17/2014",
        "Kommunen har ansvar.",
    ),
    (
        "Et trygt hjem\nNasjonal strategi (2021–2024)\nKommunal- og moderniseringsdepartementet",
        "Kommunen har ansvar.",
    ),
    (
        "Boligsosialt arbeid\nEn studie av boligsosiale handlingsplaner\nMasteroppgave",
        "Kommunen har ansvar.",
    ),
    ("Veileder til boligplan\nHusbanken", "Kommunen skal lage en plan."),
    ("Erfaringer med boligsosial handlingsplan\nPer Nes", "Kommunen laget en plan."),
    ("Handlingsplan mot bostedsløshet\nStatsbygg og Helsedirektoratet", "Kommunen har ansvar."),
    ("Kommunenes boligplaner\nEn oversikt", "Kommunen har ansvar."),
    (
        "Program for konferansen Bolig for alle\nOslo 12. mai 2023",
        "Kl 9 Kommunen ønsker velkommen.",
    ),
    (
        "Bolig for velferd\nNasjonal strategi for boligsosialt arbeid (2014-2020)\nRegjeringen",
        "Kommunen har ansvaret.",
    ),
    ("Strategisk plan for Husbanken 2021-2025", "Kommunen er vår viktigste partner."),
    (
        "Kommunal planlegging som redskap\nHege Hofstad\nNIBR-rapport 2019:6",
        "Kommunen lager planer.",
    ),
    ("Evaluering av fylkesplanen\nTelemarksforsking", "Fylkeskommunen har en plan."),
    ("Hvordan lage en god boligplan?\nKS", "Kommunen bør lage en plan."),
    ("Mal for boligsosial handlingsplan", "Kommunen fyller ut."),
    ("Nye boligplaner i kommunene\nAv Kari Nordmann", "Kommunen bygger."),
    (
        "Innspill til regional plan for areal\nNaturvernforbundet",
        "Fylkeskommunen bør ta vare på jorda.",
    ),
    ("Studieprogram for boligforskning\nUniversitetet", "Kommunen er praksisplass."),
    ("Boligmarkedet i distriktene\nTelemarksforsking", "Kommunen har strategier."),
    ("Boligprogram og boligplan i ti kommuner\nEn sammenligning\nProba", "Kommunen har planer."),
    ("Gode grep\nTi strategier som virker", "Kommunen prøver."),
    ("Startlån\nVedtekter for borettslag\nNBBL", "Borettslaget skal."),
]


@pytest.mark.parametrize(("cover", "body"), OTHERS)
def test_what_is_about_plans_or_of_the_state_is_a_report(cover: str, body: str) -> None:
    """Also if it names a plan on its cover, and the municipality in its text."""
    told = tell_facts(read_own({"text": f"{cover}\n---\n{body}", "paged": True}), "dokument.pdf")
    assert told["kind"].value == "report"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Telemark fylkeskommune\nRegional plan for folkehelse\n2018–2026",
            "Regional plan for folkehelse 2018–2026",
        ),
        ("Regionrådet for Hallingdal\nBustadplan for Hallingdal", "Bustadplan for Hallingdal"),
        ("Bydel Gamle Solberg\nStrategisk plan 2021–2025", "Strategisk plan 2021–2025"),
        ("Boligplan for Viken fylkeskommune", "Boligplan for Viken fylkeskommune"),
    ],
)
def test_the_name_of_a_county_is_not_of_the_title(text: str, title: str) -> None:
    """If it is alone on a line."""
    assert tell_facts(read_own({"text": text}), "a.docx")["title"].value == title

"""The source page becomes 31 documents, and every line of it is accounted for."""

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest

from ingest.corpus_data import BUNDLED_CORPUS
from ingest.guidance.catalogue import read_catalogue
from ingest.guidance.page import Placement, read_guidance
from ingest.records import Document
from tests.ingest.conftest import PAGE, PageCopy

GUIDANCE = "eksempler-pa-helhetlig-boligplanlegging"

# id: municipality, county, language
PLANS: dict[str, tuple[str | None, str | None, str]] = {
    "asker-kommune-kommuneplanens-samfunnsdel-2020-2032": ("Asker", "Akershus", "nb"),
    "tromso-kommune-kommuneplanens-samfunnsdel-2020-2032": ("Tromsø", "Troms", "nb"),
    "sor-varanger-kommune-boligpolitisk-plan-2020-2030": ("Sør-Varanger", "Finnmark", "nb"),
    "ulstein-kommune-bustadpolitisk-handlingsplan-2021-2024": ("Ulstein", "Møre og Romsdal", "nn"),
    "oygarden-kommune-kunnskapsgrunnlag-til-kommunal-planstrategi": ("Øygarden", "Vestland", "nb"),
}

EXAMPLES: dict[str, tuple[str | None, str | None, str]] = {
    "det-gode-liv-i-bodo": ("Bodø", "Nordland", "nb"),
    "leie-for-eie-i-gjovik": ("Gjøvik", "Innlandet", "nb"),
    "en-inkluderende-boligpolitikk": ("Frogn", "Akershus", "nb"),
    "det-gode-nabolag": ("Bærum", "Akershus", "nb"),
    "boligprogram-for-a-anskaffe-boliger-og-tjenestekonsept": ("Tromsø", "Troms", "nb"),
    "sentrumsprosjekt-gav-bustadvekst-i-vegarshei": ("Vegårshei", "Agder", "nn"),
    "helhetlig-boligpolitisk-handlingsplan-bodo-kommune": ("Bodø", "Nordland", "nb"),
    "hvordan-lage-en-god-prosessplan": ("Bodø", "Nordland", "nb"),
    "implementering-av-fn-sine-berekraftsmal-i-bomlo-kommune": ("Bømlo", "Vestland", "nn"),
    "boligetablering-i-distriktene": (None, None, "nb"),
    "kirkeparken-omsorgssenter-batteriparken": ("Hammerfest", "Finnmark", "nb"),
    "ladesletta-helse-og-velferdssenter": ("Trondheim", "Trøndelag", "nb"),
    "ulsholtveien-31-oslo-36-utleieboliger": ("Oslo", "Oslo", "nb"),
    "utleieboliger-med-tilvisningsavtale-i-ringsaker": ("Ringsaker", "Innlandet", "nb"),
}

# id: title, subtitle, publisher, year, authors, series, isbn, pages
REPORTS: dict[str, tuple[object, ...]] = {
    "nomader-pa-lavterskel": (
        "Nomader på lavterskel?",
        "Boligløsninger for personer med rusproblemer og psykiske lidelser",
        "Norce",
        2021,
        ("Rita Sørly", "Annette Fresvik", "Svein Ingve Nødland", "Helge Lea Tvedt"),
        None,
        None,
        None,
    ),
    "mobilitet-blant-eldre-pa-boligmarkedet-holdninger-drivere-og-barrierer": (
        "Mobilitet blant eldre på boligmarkedet - holdninger, drivere og barrierer",
        None,
        "NOVA",
        2020,
        (
            "Sørvoll (red.)",
            "Gulbrandsen",
            "Nordvik",
            "Ekne Ruud",
            "Sandlie",
            "Skogheim",
            "Vestby",
        ),
        "NOVA Rapport 5/2020",
        None,
        None,
    ),
    "kommunal-planlegging-som-redskap-for-a-redusere-sosiale-helseforskjeller": (
        "Kommunal planlegging som redskap for å redusere sosiale helseforskjeller",
        "Oppsummering av erfaringer fra tidligere forskning og workshop med nøkkelaktører",
        "NIBR",
        2019,
        ("Hege Hofstad",),
        "NIBR-rapport 2019:6",
        None,
        75,
    ),
    "kommunenes-planlegging-og-tiltak-for-en-aldrende-befolkning": (
        "Kommunenes planlegging og tiltak for en aldrende befolkning",
        None,
        "By- og regionforskningsinstituttet NIBR, NOVA",
        2017,
        ("Marit K. Helgesen", "Katharina Herlofson"),
        "NIBR-rapport 2017:16",
        None,
        None,
    ),
    "folkehelse-og-sosial-baerekraft": (
        "Folkehelse og sosial bærekraft",
        "En sammenligning og diskusjon av begrepsinnhold, målsettinger og praktiske tilnærminger.",
        "By- og regionforskingsinstituttet (NIBR)",
        2017,
        ("Hege Hofstad", "Heidi Bergsli"),
        "NIBR-rapport 2017:15",
        "978-82-8309-217-2",
        104,
    ),
    "samfunnsvirkninger-av-boligpolitikk": (
        "Samfunnsvirkninger av boligpolitikk",
        "Boligsatsinger og samfunnsutvikling i ti norske distriktskommuner",
        "NOVA",
        2017,
        ("Jardar Sørvoll", "Gøril Kvamme Løset"),
        "NOVA Rapport 3/17",
        None,
        None,
    ),
    "eldres-boligsituasjon": (
        "Eldres boligsituasjon",
        "Boligmarked og boligpolitikk i lys av samfunnets aldring",
        "NOVA",
        2016,
        ("Jardar Sørvoll", "Hans Christian Sandlie", "Viggo Nordvik", "Lars Gulbrandsen"),
        "NOVA Rapport 11/16",
        "978-82-7894-601-5",
        197,
    ),
    "helhetlig-boligplanlegging-hvilke-elementer-inngar": (
        "Helhetlig boligplanlegging - hvilke elementer inngår?",
        None,
        "NIBR",
        2015,
        ("Rolf Barlindhaug", "Marit Ekne Ruud", "Ragnhild Skogheim"),
        "NIBR-rapport 2015:21",
        "978-82-8309-086-4",
        None,
    ),
    "folkehelseperspektiv-i-boligpolitikken": (
        "Folkehelseperspektiv i boligpolitikken?",
        None,
        "Norsk institutt for by- og regionforskning (NIBR)",
        2015,
        ("Lars Chr. Monkerud", "Marit K. Helgesen", "Arne Holm", "Camilla Lied"),
        "NIBR-rapport 2015:22",
        "978-82-8309-092-5",
        None,
    ),
    "planer-for-et-aldrende-samfunn": (
        "Planer for et aldrende samfunn?",
        "Bolig og tjenester for eldre i kommunene",
        "Norsk institutt for forskning om oppvekst, velferd og aldring (NOVA)",
        2014,
        ("Jardar Sørvoll", "Christine Martens", "Svein Olav Daatland"),
        "NOVA Rapport 17/2014",
        "978-82-7894-532-2",
        160,
    ),
    "kommunenes-tilrettelegging-for-boligbygging": (
        "Kommunenes tilrettelegging for boligbygging",
        None,
        "Norsk institutt for by- og regionforskning (NIBR)",
        2014,
        ("Rolf Barlindhaug", "Arne Holm", "Berit Nordahl"),
        "NIBR-rapport 2014:13",
        "978-82-8309-030-7",
        163,
    ),
}

ALL_IDS = [GUIDANCE, *PLANS, *REPORTS, *EXAMPLES]


def test_the_page_gives_exactly_these_documents_in_its_order(
    documents: tuple[Document, ...],
) -> None:
    """There is one guidance, then 5 plans, 11 reports and 14 examples."""
    assert [document.id for document in documents] == ALL_IDS
    assert Counter(document.kind for document in documents) == {
        "guidance": 1,
        "plan": 5,
        "report": 11,
        "example": 14,
    }


@pytest.mark.parametrize(("document_id", "facts"), REPORTS.items(), ids=list(REPORTS))
def test_a_report_has_every_field_of_the_page_and_the_catalogue(
    document_id: str, facts: tuple[object, ...], by_id: dict[str, Document]
) -> None:
    """All eleven reports are exact in every field."""
    report = by_id[document_id]
    found = (
        report.title,
        report.subtitle,
        report.publisher,
        report.year,
        report.authors,
        report.series,
        report.isbn,
        report.pages,
    )
    assert found == facts
    assert report.text == "\n".join(str(part) for part in facts[:2] if part)
    assert (report.municipality, report.county, report.kind) == (None, None, "report")


@pytest.mark.parametrize(
    ("document_id", "facts"), (PLANS | EXAMPLES).items(), ids=list(PLANS | EXAMPLES)
)
def test_a_plan_or_example_has_its_municipality_county_and_language(
    document_id: str, facts: tuple[str | None, str | None, str], by_id: dict[str, Document]
) -> None:
    """Where no Kommune line stands, the title or the text names the municipality."""
    document = by_id[document_id]
    assert (document.municipality, document.county, document.language) == facts
    assert (document.authors, document.publisher) == ((), None)


def test_a_plan_is_of_the_year_that_its_period_begins_in(by_id: dict[str, Document]) -> None:
    """One whose title has no period, and an example, are of no known year."""
    years = {name: by_id[name].year for name in (*PLANS, *EXAMPLES) if by_id[name].year}
    assert years == {
        "asker-kommune-kommuneplanens-samfunnsdel-2020-2032": 2020,
        "tromso-kommune-kommuneplanens-samfunnsdel-2020-2032": 2020,
        "sor-varanger-kommune-boligpolitisk-plan-2020-2030": 2020,
        "ulstein-kommune-bustadpolitisk-handlingsplan-2021-2024": 2021,
    }


def test_the_source_is_what_the_page_of_the_folder_says(corpus_copy: Path) -> None:
    """Of another corpus than the bundled one too; what it does not say is not known."""
    settings = corpus_copy / "page.toml"
    said = settings.read_text("utf-8")
    said = said.replace('site = "Veiviseren"', 'site = "Planportalen"')
    settings.write_text(said.replace("text_year = 2021", ""), "utf-8")
    documents, _ = read_guidance(corpus_copy)
    (source,) = {document.source for document in documents}
    assert (source.site, source.publisher) == ("Planportalen", "Husbanken (Veiviseren)")
    assert source.url.startswith("https://veiviseren.no/")
    assert source.year is None


def test_the_guidance_is_the_page_itself(by_id: dict[str, Document]) -> None:
    """Title, subtitle, publisher and address of the guidance are the page's."""
    guidance = by_id[GUIDANCE]
    assert guidance.title == "Eksempler på helhetlig boligplanlegging"
    assert guidance.subtitle == "Eksempel på boligsosiale hensyn i planlegging lokalt"
    assert guidance.publisher == "Husbanken (Veiviseren)"
    assert (guidance.url or "").startswith("https://veiviseren.no/planlegge-lede-og-utvikle/")
    assert (guidance.language, guidance.municipality, guidance.county) == ("nb", None, None)


def test_only_these_three_documents_are_nynorsk(documents: tuple[Document, ...]) -> None:
    """Vegårshei, Bømlo and Ulstein are in nynorsk and all others in bokmål."""
    languages = Counter(document.language for document in documents)
    assert languages == {"nb": 28, "nn": 3}
    assert {d.municipality for d in documents if d.language == "nn"} == {
        "Vegårshei",
        "Bømlo",
        "Ulstein",
    }


def test_only_reports_are_known_by_their_title_alone(documents: tuple[Document, ...]) -> None:
    """The program has read everything but the reports."""
    assert {d.id for d in documents if not d.full_text} == set(REPORTS)


def test_ten_reports_are_described(by_id: dict[str, Document]) -> None:
    """In words of ours, with a page that tells it; of the eleventh nothing is known."""
    reports = {name: by_id[name] for name in REPORTS}
    unknown = by_id["kommunenes-tilrettelegging-for-boligbygging"]
    assert [report.id for report in reports.values() if not report.about] == [unknown.id]
    assert (unknown.about_source, unknown.topics, unknown.places) == (None, (), ())
    for report in reports.values():
        if report is not unknown:
            assert 200 < len(report.about or "") < 700
            assert (report.about_source or "").startswith(("https://", "http://www.hioa.no/"))
            assert 10 <= len(report.topics) <= 15
    assert by_id["eldres-boligsituasjon"].places == (
        "Tromsø", "Bodø", "Larvik", "Hamar", "Rana", "Asker",
    )  # fmt: skip
    assert by_id["samfunnsvirkninger-av-boligpolitikk"].commissioned_by == (
        "Distriktssenteret",
        "Husbanken",
    )


def test_no_address_is_claimed_to_have_been_opened(documents: tuple[Document, ...]) -> None:
    """Not one address of the catalogue could be opened, so no document has a date for it."""
    assert [d.id for d in documents if d.accessed] == []
    urls = [url for d in documents for url in (d.url, *d.more_urls) if url]
    assert len(urls) == len(set(urls))
    assert all(re.fullmatch(r"https?://[^\s\"<>]+", url) for url in urls)


def test_every_document_names_the_page_and_its_checksum(documents: tuple[Document, ...]) -> None:
    """The source of each document is the page's file, as it is now."""
    expected = hashlib.sha256((BUNDLED_CORPUS / PAGE).read_bytes()).hexdigest()
    assert {(d.source.file, d.source.sha256) for d in documents} == {(PAGE, expected)}


def test_every_line_is_placed_exactly_once(
    placements: tuple[Placement, ...], page_copy: PageCopy
) -> None:
    """Each non-empty line of the page is in one document, in the page's order."""
    numbers = [number for number, line in enumerate(page_copy.lines, 1) if line.strip()]
    assert [placement.line for placement in placements] == numbers
    assert {placement.document_id for placement in placements} == set(ALL_IDS)


def test_what_a_line_says_stands_where_it_was_placed(
    placements: tuple[Placement, ...], page_copy: PageCopy, by_id: dict[str, Document]
) -> None:
    """The content of every line is found in the field or text it is said to be in."""
    labels = read_catalogue().labels
    seen = Counter[str]()
    for placement in placements:
        document = by_id[placement.document_id]
        plain = page_copy.lines[placement.line - 1].replace("\u00a0", " ").strip()
        item = plain.removeprefix("•").strip()
        if plain in labels:
            assert labels[plain] == placement.field
            seen["label"] += 1
            continue
        seen[placement.field] += 1
        match placement.field:
            case "text":
                assert item in document.text.replace("• ", "").split("\n")
            case "title":
                assert item == document.title
            case "subtitle":
                assert plain.replace("-", " ") == document.subtitle
            case "year":
                assert plain == str(document.year)
            case "authors":
                names = re.split(", | og ", plain)
                assert tuple(names) == document.authors
            case "publisher":
                assert plain == document.publisher
            case "municipality":
                assert plain == f"{document.municipality} kommune"
            case "kind":
                assert (plain, document.kind) == ("Rapport", "report")
            case field:
                pytest.fail(f"line {placement.line} went to {field}")
    assert seen == {
        "text": 57,
        "title": 26,
        "subtitle": 1,
        "label": 52,
        "year": 11,
        "authors": 11,
        "publisher": 9,
        "kind": 11,
        "municipality": 10,
    }


def test_no_document_says_what_the_page_does_not(
    documents: tuple[Document, ...], page_copy: PageCopy
) -> None:
    """Every line of every text stands on the page."""
    page = {line.replace("\u00a0", " ").strip() for line in page_copy.lines}
    page |= {line.removeprefix("•").strip() for line in page}
    for document in documents:
        for line in document.text.split("\n"):
            assert line in page


def test_bullets_of_the_introduction_are_list_items(by_id: dict[str, Document]) -> None:
    """The four sectors are not documents but items in the guidance's text."""
    items = [line for line in by_id[GUIDANCE].text.split("\n") if line.startswith("•")]
    assert items == [
        "• By- og tettstedsutvikling",
        "• Oppvekst og levekår",
        "• Folkehelse",
        "• Demografi og aldersutvikling",
    ]


def test_bullets_inside_an_example_are_list_items(by_id: dict[str, Document]) -> None:
    """The four points about Ulsholtveien stay in its text."""
    text = by_id["ulsholtveien-31-oslo-36-utleieboliger"].text
    assert [line for line in text.split("\n") if line.startswith("•")] == [
        "• en privat stiftelse er utbygger/ utleier",
        "• som innledende faser er det gjennomført en forstudie og arkitektkonkurranse",
        (
            "• prosjektet inngår i FutureBuilt og har svært høye ambisjoner vedr. energi/miljø og "
            "bomiljø. Se brosjyre om U 31 som FutureBuilt forbildeprosjekt"
        ),
        "• Klimavennlige utleieboliger skal bidra til boligutviklingen på Furuset.",
    ]


def test_no_other_document_has_list_items(documents: tuple[Document, ...]) -> None:
    """A bullet that begins an entry is not part of its text."""
    bulleted = {document.id for document in documents if "•" in document.text}
    assert bulleted == {GUIDANCE, "ulsholtveien-31-oslo-36-utleieboliger"}


def test_no_break_spaces_are_gone(documents: tuple[Document, ...], page_copy: PageCopy) -> None:
    """The page has no-break spaces, the documents only plain ones."""
    assert any("\u00a0" in line for line in page_copy.lines)
    assert not any("\u00a0" in f"{document}" for document in documents)
    asker = next(d for d in documents if d.municipality == "Asker")
    assert asker.text.startswith("Asker kommune (95 281 innbyggere 1. kvartal 2021) bruker FNs")


def test_the_line_between_reports_and_examples_is_guidance(
    placements: tuple[Placement, ...], by_id: dict[str, Document]
) -> None:
    """The line "Oversikt over lover ..." ends the guidance and no report."""
    line = "Oversikt over lover som regulerer ansvar og oppgaver i det boligsosiale arbeidet."
    assert by_id[GUIDANCE].text.endswith(f"Andre relevante kilder\n{line}")
    assert [p.document_id for p in placements if p.line == 152] == [GUIDANCE]


def test_line_ends_and_a_byte_order_mark_change_nothing(page_copy: PageCopy) -> None:
    """A page saved on Windows gives the same documents but for the checksum."""
    raw = b"\xef\xbb\xbf" + "\r\n".join(page_copy.lines).encode()
    found, placements = page_copy.read(raw)
    expected, placements_before = read_guidance()
    assert placements == placements_before
    assert [(d.id, d.text, d.title, d.subtitle) for d in found] == [
        (d.id, d.text, d.title, d.subtitle) for d in expected
    ]

"""The overview: the documents by kind and place, and the files of those that were added."""

import pytest

from assistant.web.pages.links import Link
from assistant.web.pages.overview import EmptyPages, Entry, LocalEntry, Tag, overview
from assistant.web.pages.templates import fill
from assistant.web.request.address import Address
from index.generation import Generation
from ingest.records import Language
from tests.assistant.web.pages.made_context import make_context
from tests.conftest import RINGSAKER
from tests.made_report import REPORT, TITLE


def written(generation: Generation, language: Language = "nb") -> str:
    """Return the HTML of the overview."""
    context = make_context(generation, Address(language))
    return str(fill("overview", context.texts, overview(context)))


def test_a_report_that_was_added_has_its_file(report_generation: Generation) -> None:
    """What the file is, and which of its pages have no text; how it was read is for `doctor`."""
    page = written(report_generation)
    entry = page.partition(f">{TITLE}</a>")[2].partition("</li>")[0]
    assert f'<a class="pdf" href="fil/{REPORT}.pdf">PDF, 5 sider, 4 kB<' in entry
    assert "<summary>1 side uten tekst<" in entry
    assert "Det som står på dem, er ikke søkbart: 4.</p>" in entry
    for measure in ("overlange", "Overlange", "pdfium", "lest med"):
        assert measure not in page


@pytest.mark.parametrize(("language", "words"), [("nn", "5 sider, "), ("en", "5 pages, ")])
def test_it_is_told_in_the_language_of_the_page(
    report_generation: Generation, language: Language, words: str
) -> None:
    """Whatever the report's own is."""
    assert words in written(report_generation, language)


def test_a_report_that_is_known_by_its_title_has_no_file(fake_generation: Generation) -> None:
    """And nothing is said of one."""
    assert "PDF" not in written(fake_generation)


def test_what_was_read_stands_first(report_generation: Generation) -> None:
    """What can be quoted is worth more than a title; the rest keeps its order."""
    reports = overview(make_context(report_generation, Address("nb"))).groups[1]
    assert reports.entries[0].title == TITLE
    assert [entry.tag and entry.tag.name for entry in reports.entries] == ["full"] + ["known"] * 11
    documents = report_generation.documents
    known = [each.title for each in documents if each.kind == "report" and not each.full_text]
    assert [entry.title for entry in reports.entries[1:]] == known


def test_the_documents_by_kind(report_generation: Generation) -> None:
    """Each kind has its number in the contents, reports also how they are known."""
    found = overview(make_context(report_generation, Address("nn")))
    assert [(section.link.address, section.count) for section in found.contents] == [
        ("oversikt?lang=nn#example", 14),
        ("oversikt?lang=nn#report", 12),
        ("oversikt?lang=nn#plan", 5),
        ("oversikt?lang=nn#guidance", 1),
        ("oversikt?lang=nn#parts", 5),
        ("oversikt?lang=nn#municipalities", len(found.municipalities)),
    ]
    examples, reports, *_ = found.groups
    assert examples.note == ""
    assert reports.note.startswith("1 av 12 rapportar")
    assert all(entry.tag is None and entry.pdf is None for entry in examples.entries)
    known = [entry for entry in reports.entries if entry.pdf is None]
    assert {entry.tag for entry in known} == {Tag("known", "vi har berre tittelen")}


def test_the_entry_of_a_report(report_generation: Generation) -> None:
    """All that the page shows of it."""
    reports = overview(make_context(report_generation, Address("en"))).groups[1]
    (entry,) = [entry for entry in reports.entries if entry.pdf]
    assert entry == Entry(
        address=f"./?dok={REPORT}&lang=en",
        title=TITLE,
        language="nb",
        subtitle=None,
        facts="2019",
        tag=Tag("full", "the whole report has been added"),
        pdf=Link(f"fil/{REPORT}.pdf", "PDF, 5 pages, 4 kB"),
        empty=EmptyPages("1 page without text", "4"),
    )


def test_the_municipalities(fake_generation: Generation) -> None:
    """In the order of the Norwegian alphabet, each with its documents."""
    found = overview(make_context(fake_generation, Address("nb")))
    names = [municipality.name for municipality in found.municipalities]
    assert names[-1] == "Øygarden"
    (ringsaker,) = [entry for entry in found.municipalities if entry.name == "Ringsaker"]
    assert ringsaker.entries == (
        LocalEntry(
            f"./?dok={RINGSAKER}",
            "Utleieboliger med tilvisningsavtale i Ringsaker",
            "nb",
            "Eksempel",
        ),
    )
    assert found.contents[-1].link == Link("oversikt#municipalities", "Kommuner")


def test_the_parts_of_the_country(fake_generation: Generation) -> None:
    """From north to south, each with its counties that have sources; all lead to lists."""
    found = overview(make_context(fake_generation, Address("nn")))
    assert found.all == Link("./?q=&lang=nn", "Filtrer og sorter alle kjeldene")
    assert [part.link.text for part in found.parts] == [
        "Nord-Norge (7)",
        "Midt-Norge (1)",
        "Vestlandet (3)",
        "Østlandet (6)",
        "Sørlandet (1)",
    ]
    north = found.parts[0]
    assert north.link.address == "./?del=Nord-Norge&lang=nn"
    assert north.counties == (
        Link("./?fylke=Finnmark&lang=nn", "Finnmark (2)"),
        Link("./?fylke=Nordland&lang=nn", "Nordland (3)"),
        Link("./?fylke=Troms&lang=nn", "Troms (2)"),
    )
    assert {each.name: each.county for each in found.municipalities}["Bodø"] == "Nordland"
    assert {each.name: each.county for each in found.municipalities}["Oslo"] == ""

"""What is known of an added report is mended field by field, and stays mended."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.errors import (
    FactInvalid,
    FactNeeded,
    MunicipalityMisspelt,
    MunicipalityUnknown,
    ReportNotAdded,
    ReportUnknown,
)
from assistant.reporter import SILENT
from assistant.reports.add import Options, add_files
from assistant.reports.edit import Edited, edit_report, read_value
from assistant.settings import Settings
from index.encoder.protocol import Encoded, Role
from index.generation import open_live
from ingest.library import Library
from ingest.records import Document
from tests.fake_encoder import FakeEncoder

PLAN = "197ea769-35d3-4c1b-9a44-0d2f1c9e77aa.txt"
TEXT = """Boligsosial strategi
Sigdal kommune

Sigdal kommune leier inn ni boliger fra private eiere, og eier 61 boliger selv.

Kommunen skal bygge ti omsorgsboliger ved Prestfoss før 2026, og selge fire gamle hus.
"""


@dataclass(frozen=True)
class CountingEncoder(FakeEncoder):
    """Keeps the texts of passages that it is asked to encode."""

    encoded: list[str] = field(default_factory=list, compare=False)

    def encode(self, texts: Sequence[str], role: Role) -> Iterator[tuple[int, Encoded]]:
        """Encode as the fake encoder does."""
        self.encoded.extend(texts)
        return super().encode(texts, role)


ENCODER = CountingEncoder()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a data folder to which a plan and a note were added."""
    settings = Settings(data=tmp_path / "data", threads=1)
    folder = tmp_path / "mappe"
    folder.mkdir()
    (folder / PLAN).write_text(TEXT, "utf-8")
    (folder / "notat.md").write_text("# Parkering\n\nDet er forbudt å parkere.\n", "utf-8")
    outcomes = list(add_files(settings, [folder], Options(), SILENT, lambda _: ENCODER))
    assert [outcome.report_id for outcome in outcomes] == ["boligsosial-strategi", "parkering"]
    ENCODER.encoded.clear()
    return settings


def edit(settings: Settings, **values: str) -> Edited:
    """Edit the plan."""
    ENCODER.encoded.clear()
    return edit_report(settings, "boligsosial-strategi", values, SILENT, lambda _: ENCODER)


def plan(settings: Settings) -> Document:
    """Return the plan as it is in the index."""
    found = open_live(settings.data).document("boligsosial-strategi")
    assert found is not None
    return found


def test_what_is_added_is_told_from_its_words(settings: Settings) -> None:
    """A file named by a number is a plan of its municipality, with the county."""
    document = plan(settings)
    assert (document.kind, document.title) == ("plan", "Boligsosial strategi")
    assert (document.municipality, document.county) == ("Sigdal", "Buskerud")
    assert (document.publisher, document.year) == ("Sigdal kommune", None)


def test_an_edit_encodes_the_passages_of_its_report_and_no_others(settings: Settings) -> None:
    """And none at all if no passage is told of the field."""
    passages = open_live(settings.data).passages_of("boligsosial-strategi")
    edited = edit(settings, municipality="Modum", year="2022")
    assert edited.changed == {"municipality": ("Sigdal", "Modum"), "year": (None, 2022)}
    assert (plan(settings).county, plan(settings).year) == ("Buskerud", 2022)
    assert len(ENCODER.encoded) == len(passages)
    assert all("Modum" in text for text in ENCODER.encoded)

    edit(settings, year="2023", url="https://example.no/plan.pdf", publisher="Modum kommune")
    assert plan(settings).url == "https://example.no/plan.pdf"
    assert ENCODER.encoded == []


def test_an_edit_that_changes_nothing_publishes_nothing(settings: Settings) -> None:
    """The index stays the same one."""
    before = open_live(settings.data).folder
    assert edit(settings, municipality="SIGDAL kommune").changed == {}
    assert open_live(settings.data).folder == before


def test_an_empty_value_takes_a_field_out_for_good(settings: Settings, tmp_path: Path) -> None:
    """An edit beats the file, also the newer one that comes from the same place."""
    edit(settings, municipality="", publisher="", title="Boliger i bygda", year="2021")
    assert (plan(settings).municipality, plan(settings).county) == (None, None)
    newer = TEXT.replace("ni boliger", "tolv boliger") + "\nVedtatt i kommunestyret 16.06.2024\n"
    (tmp_path / "mappe" / PLAN).write_text(newer, "utf-8")
    outcomes = add_files(settings, [tmp_path / "mappe"], Options(), SILENT, lambda _: ENCODER)
    assert {outcome.report_id: outcome.state for outcome in outcomes} == {
        "parkering": "unchanged",
        "boligsosial-strategi": "updated",
    }
    document = plan(settings)
    assert "tolv boliger" in document.text
    assert (document.title, document.municipality) == ("Boliger i bygda", None)
    assert (document.kind, document.year, document.publisher) == ("plan", 2021, None)


def test_the_list_of_the_library_mends_the_same(settings: Settings) -> None:
    """Written without its own letters too."""
    path = Library.of(settings.data).list_path
    path.write_text(path.read_text("utf-8").replace('"Sigdal"', '"Krodsherad"'), "utf-8")
    edit(settings, year="2020")
    assert (plan(settings).municipality, plan(settings).county) == ("Krødsherad", "Buskerud")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("municipality", "Vegårshei", "Vegårshei"),
        ("municipality", unicodedata.normalize("NFD", "Vegårshei"), "Vegårshei"),
        ("municipality", "Baerum kommune", "Bærum"),
        ("municipality", "tromsoe", "Tromsø"),
        ("municipality", "Nord Fron", "Nord-Fron"),
        ("municipality", " ", None),
        ("year", " 2021 ", 2021),
        ("year", "", None),
        ("authors", "Kari Nordmann, Ola Nordmann", ("Kari Nordmann", "Ola Nordmann")),
        ("authors", "Nordmann, Kari", ("Nordmann, Kari",)),
        ("authors", "Nordmann, Kari; NIBR", ("Nordmann, Kari", "NIBR")),
        ("title", "  En   plan ", "En plan"),
        ("series", "NIBR-rapport 2019:6", "NIBR-rapport 2019:6"),
        ("url", "https://example.no/", "https://example.no/"),
        ("kind", "plan", "plan"),
        ("language", "nn", "nn"),
        ("language", "se", "se"),
    ],
)
def test_a_value_is_read_as_it_is_meant(name: str, text: str, value: object) -> None:
    """However a municipality is spelt."""
    assert read_value(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("year", "21", "1000–9999"),
        ("year", "i fjor", "1000–9999"),
        ("kind", "rapport", "guidance, plan, report, example"),
        ("language", "no", "nb, nn, en, …"),
        ("url", "example.no", "https://…"),
    ],
)
def test_a_value_that_cannot_be_used_is_told(name: str, text: str, expected: str) -> None:
    """With what is expected."""
    with pytest.raises(FactInvalid) as caught:
        read_value(name, text)
    assert (caught.value.field, caught.value.expected) == (name, expected)


@pytest.mark.parametrize("name", ["title", "kind", "language"])
def test_what_every_document_has_cannot_be_empty(name: str) -> None:
    """Another field is taken out so."""
    with pytest.raises(FactNeeded) as caught:
        read_value(name, " ")
    assert caught.value.field == name
    assert read_value("series", " ") is None


def test_a_municipality_that_is_not_there_is_told_with_those_near_it() -> None:
    """If there are any."""
    with pytest.raises(MunicipalityMisspelt) as caught:
        read_value("municipality", "Liier")
    assert caught.value.near.split(", ")[0] == "Lier"
    with pytest.raises(MunicipalityUnknown):
        read_value("municipality", "Qqqqq")


def test_only_what_was_added_can_be_edited(settings: Settings) -> None:
    """A document of the source page is told apart from one that is not there."""
    for report_id, error in (
        ("finnes-ikke", ReportUnknown),
        ("leie-for-eie-i-gjovik", ReportNotAdded),
    ):
        with pytest.raises(error):
            edit_report(settings, report_id, {"year": "2020"}, SILENT, lambda _: ENCODER)

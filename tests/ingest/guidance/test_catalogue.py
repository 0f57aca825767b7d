"""The catalogue is read from two files, and a broken one is refused by name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.errors import CorpusUnreadable
from ingest.guidance.catalogue import CatalogueEntry, read_catalogue
from ingest.guidance.page import read_guidance


def test_the_bundled_catalogue_describes_the_page() -> None:
    """Layout, labels and the numbers of entries are those of the real page."""
    catalogue = read_catalogue()
    assert catalogue.file == "veiviseren.txt"
    assert catalogue.title == "Eksempler på helhetlig boligplanlegging"
    assert catalogue.reports_heading == "Andre relevante kilder"
    assert catalogue.labels == {
        "Oppdragsutfører": "publisher",
        "Utgivelsesår": "year",
        "Forfatter": "authors",
        "Type publikasjon": "kind",
        "Kommune": "municipality",
    }
    assert catalogue.publication_types == {"Rapport": "report"}
    counts = [len(catalogue.of_kind(kind)) for kind in ("plan", "report", "example", "guidance")]
    assert counts == [5, 11, 14, 0]


def test_entries_keep_their_order_and_facts() -> None:
    """The entries of a kind come in the page's order with everything the files say."""
    catalogue = read_catalogue()
    assert [plan.municipality for plan in catalogue.of_kind("plan")] == [
        "Asker",
        "Tromsø",
        "Sør-Varanger",
        "Ulstein",
        "Øygarden",
    ]
    assert catalogue.of_kind("report")[-1] == CatalogueEntry(
        kind="report",
        title="Kommunenes tilrettelegging for boligbygging",
        series="NIBR-rapport 2014:13",
        isbn="978-82-8309-030-7",
        pages=163,
        url="http://www.hioa.no/Om-HiOA/Senter-for-velferds-og-arbeidslivsforskning/NIBR/"
        "Publikasjoner/Publikasjoner-norsk/Kommunenes-tilrettelegging-for-boligbygging",
    )


def test_isbns_are_valid() -> None:
    """The check digit of every ISBN is right."""
    isbns = [entry.isbn for entry in read_catalogue().entries if entry.isbn]
    assert len(isbns) == 6
    for isbn in isbns:
        digits = [int(char) for char in isbn if char.isdigit()]
        assert len(digits) == 13
        assert sum(digit * (1, 3)[i % 2] for i, digit in enumerate(digits)) % 10 == 0


Spoil = Callable[[str], str]

SPOILT: dict[str, tuple[str, Spoil, str]] = {
    # what is wrong: (file, how it gets so, what the reason names)
    "no title": ("page.toml", lambda text: text.replace("\ntitle =", "\nname =", 1), "title"),
    "no headings": ("page.toml", lambda text: text.replace("[headings]", "[head]"), "headings"),
    "no heading of the reports": (
        "page.toml",
        lambda text: text.replace("\nreports =", "\nreport =", 1),
        "reports",
    ),
    "no labels": ("page.toml", lambda text: text.replace("[labels]", "[label]"), "labels"),
    "no plans": ("page.toml", lambda text: text.replace("[[plan]]", "[[plans]]"), "plan"),
    "no reports": ("reports.toml", lambda text: text.replace("[[report]]", "[[book]]"), "report"),
    "an entry without a title": (
        "reports.toml",
        lambda text: text.replace('title = "Eldres boligsituasjon"\n', ""),
        "title",
    ),
    "an entry with an unknown key": (
        "reports.toml",
        lambda text: text.replace("pages = 163", "pagges = 163"),
        "pagges",
    ),
    "an entry that names its kind": (
        "page.toml",
        lambda text: text.replace("[[example]]\n", '[[example]]\nkind = "plan"\n', 1),
        "kind",
    ),
    "entries that are not tables": (
        "reports.toml",
        lambda _text: 'report = ["Eldres boligsituasjon"]',
        "mapping",
    ),
    "an empty file": ("page.toml", lambda _text: "", "file"),
    "no TOML": ("reports.toml", lambda text: f"{text}\n]", "line"),
}


@pytest.mark.parametrize(("name", "spoil", "reason"), SPOILT.values(), ids=SPOILT)
def test_a_spoilt_catalogue_is_unreadable(
    name: str, spoil: Spoil, reason: str, corpus_copy: Path
) -> None:
    """A missing or unknown key is named, and so is the place."""
    path = corpus_copy / name
    before = path.read_text("utf-8")
    path.write_text(spoil(before), "utf-8")
    assert path.read_text("utf-8") != before
    with pytest.raises(CorpusUnreadable) as caught:
        read_catalogue(corpus_copy)
    assert caught.value.file in (str(corpus_copy), str(path))
    assert reason in caught.value.reason


@pytest.mark.parametrize("name", ["page.toml", "reports.toml"])
def test_a_missing_file_is_unreadable(name: str, corpus_copy: Path) -> None:
    """Both files must be there."""
    (corpus_copy / name).unlink()
    with pytest.raises(CorpusUnreadable) as caught:
        read_catalogue(corpus_copy)
    assert caught.value.file == str(corpus_copy / name)


@pytest.mark.parametrize(
    ("key", "named"), [("file", "3"), ("labels", ""), ("publication_types", "")]
)
def test_a_value_of_the_wrong_type_is_unreadable(key: str, named: str, corpus_copy: Path) -> None:
    """A number in place of a word or a table raises one of our errors."""
    path = corpus_copy / "page.toml"
    others = path.read_text("utf-8").replace(f"\n{key} =", "\nold =").replace(f"[{key}]", "[old]")
    path.write_text(f"{key} = 3\n{others}", "utf-8")
    with pytest.raises(CorpusUnreadable) as caught:
        read_guidance(corpus_copy)
    assert caught.value.file == str(corpus_copy / named)

"""A changed page is refused with the line that does not fit."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import CorpusUnreadable, PageChanged
from ingest.guidance.page import Placement, read_guidance
from ingest.records import Document
from tests.ingest.conftest import PAGE, PageCopy

# A change says which line of the real page, from 1, it begins at, how many lines are taken out, and
# what is put in their place.
Change = tuple[int, int, tuple[str, ...]]

CHANGES: dict[str, tuple[Change, int, str, str]] = {
    # name: (first line, lines taken out, lines put in), line named, found there, expected
    "title deleted": (
        (161, 1, ()),
        164,
        "• En inkluderende boligpolitikk",
        "Leie før eie i Gjøvik",
    ),
    "last example's title deleted": ((241, 1, ()), 260, "Ringsaker kommune", "Kommune: …"),
    "example deleted": (
        (205, 4, ()),
        205,
        "• Kirkeparken omsorgssenter (Batteriparken)",
        "Boligetablering i distriktene",
    ),
    "plan deleted": (
        (24, 1, ()),
        24,
        (
            "• Ulstein kommune (8 612 innbyggere 1. kvartal 2021) sin bustadpolitiske "
            "handlingsplan (2021-2024)"
        ),
        "• Sør-Varanger kommune (",
    ),
    "last plan deleted": (
        (26, 1, ()),
        25,
        (
            "• Ulstein kommune (8 612 innbyggere 1. kvartal 2021) sin bustadpolitiske "
            "handlingsplan (2021-2024)"
        ),
        "• Øygarden kommune (",
    ),
    "plans swapped": (
        (22, 2, ("• Tromsø kommune (2021) har.", "• Asker kommune (2021) har.")),
        22,
        "• Tromsø kommune (2021) har.",
        "• Asker kommune (",
    ),
    "plan's municipality renamed": (
        (25, 1, (" • Nye Ulstein kommune (8 612 innbyggere)",)),
        25,
        "• Nye Ulstein kommune (8 612 innbyggere)",
        "• Ulstein kommune (",
    ),
    "new plan first": (
        (22, 0, (" • Nord-Fron kommune (5 700 innbyggere) har en plan.",)),
        22,
        "• Nord-Fron kommune (5 700 innbyggere) har en plan.",
        "• Asker kommune (",
    ),
    "new plan last": (
        (27, 0, (" • Lom kommune (2 300 innbyggere) har en plan.",)),
        27,
        "• Lom kommune (2 300 innbyggere) har en plan.",
        "Andre relevante kilder",
    ),
    "bullet of a plan removed": (
        (23, 1, ("   Tromsø kommune (77 318 innbyggere)",)),
        23,
        "Tromsø kommune (77 318 innbyggere)",
        "• Tromsø kommune (",
    ),
    "bullet of an example removed": (
        (161, 1, ("   Leie før eie i Gjøvik",)),
        165,
        "• En inkluderende boligpolitikk",
        "Leie før eie i Gjøvik",
    ),
    "bullet of a report removed": (
        (46, 1, ("   Mobilitet",)),
        46,
        "Mobilitet",
        "Oppdragsutfører: …",
    ),
    "bullet of the first report removed": (
        (34, 1, ("   Nomader på lavterskel?",)),
        34,
        "Nomader på lavterskel?",
        "Nomader på lavterskel?",
    ),
    "bullet of the first example removed": (
        (153, 1, ("   Det gode liv i Bodø",)),
        153,
        "Det gode liv i Bodø",
        "Det gode liv i Bodø",
    ),
    "report renamed": (
        (100, 1, (" • Eldre og bolig",)),
        100,
        "• Eldre og bolig",
        "Eldres boligsituasjon",
    ),
    "reports swapped": (
        (88, 22, (" • Eldres boligsituasjon", "", " • Samfunnsvirkninger av boligpolitikk")),
        88,
        "• Eldres boligsituasjon",
        "Samfunnsvirkninger av boligpolitikk",
    ),
    "entry indented as a list item": (
        (161, 1, ("  • Leie før eie i Gjøvik",)),
        165,
        "• En inkluderende boligpolitikk",
        "Leie før eie i Gjøvik",
    ),
    "list item indented as an entry": (
        (227, 1, (" • som innledende faser",)),
        227,
        "• som innledende faser",
        "Utleieboliger med tilvisningsavtale i Ringsaker",
    ),
    "new report last": (
        (152, 0, (" • Boliger for alle",)),
        152,
        "• Boliger for alle",
        "Oversikt over lover som regulerer ansvar og oppgaver i det boligsosiale arbeidet.",
    ),
    "new example": (
        (205, 0, (" • Tun for tre generasjoner",)),
        205,
        "• Tun for tre generasjoner",
        "Boligetablering i distriktene",
    ),
    "text outside an entry": (
        (209, 0, ("Husbanken har penger.",)),
        209,
        "Husbanken har penger.",
        "Kirkeparken omsorgssenter (Batteriparken)",
    ),
    "year missing": ((41, 1, ()), 41, "Forfatter", "Utgivelsesår: …"),
    "year of five digits": ((41, 1, ("  20211",)), 41, "20211", "Utgivelsesår: …"),
    "year of another century": ((41, 1, ("  1821",)), 41, "1821", "Utgivelsesår: …"),
    "year in words": ((41, 1, ("  ukjent",)), 41, "ukjent", "Utgivelsesår: …"),
    "publisher missing": ((39, 1, ()), 39, "Utgivelsesår", "Oppdragsutfører: …"),
    "authors missing": ((43, 1, ()), 43, "Type publikasjon", "Forfatter: …"),
    "kind missing": (
        (45, 1, ()),
        45,
        "• Mobilitet blant eldre på boligmarkedet - holdninger, drivere og barrierer",
        "Type publikasjon: …",
    ),
    "last report's kind missing": (
        (151, 1, ()),
        151,
        "Oversikt over lover som regulerer ansvar og oppgaver i det boligsosiale arbeidet.",
        "Type publikasjon: …",
    ),
    "kind unknown": ((45, 1, ("  Avhandling",)), 45, "Avhandling", "Type publikasjon: …"),
    "municipality missing": ((160, 1, ()), 160, "• Leie før eie i Gjøvik", "Kommune: …"),
    "last municipality missing": ((261, 1, ()), 261, "", "Kommune: …"),
    "municipality without the word": ((160, 1, ("  Bodø",)), 160, "Bodø", "Kommune: …"),
    "field given twice": ((42, 0, ("  Utgivelsesår", "  2020")), 43, "2020", "Utgivelsesår: …"),
    "a bullet in a field's place": (
        (161, 0, ("  Forfatter",)),
        162,
        "• Leie før eie i Gjøvik",
        "Forfatter: …",
    ),
    "a heading in a field's place": (
        (144, 8, ("  Oppdragsutfører",)),
        145,
        "Oversikt over lover som regulerer ansvar og oppgaver i det boligsosiale arbeidet.",
        "Oppdragsutfører: …",
    ),
    "text before the title": (
        (3, 0, ("Velkommen!",)),
        3,
        "Velkommen!",
        "Eksempler på helhetlig boligplanlegging",
    ),
    "examples missing": ((153, 109, ()), 153, "", "Det gode liv i Bodø"),
    "reports missing": (
        (34, 118, ()),
        34,
        "Oversikt over lover som regulerer ansvar og oppgaver i det boligsosiale arbeidet.",
        "Nomader på lavterskel?",
    ),
}


def changed(lines: tuple[str, ...], change: Change) -> list[str]:
    """Return the page with `change` made to it."""
    first, taken, put = change
    return [*lines[: first - 1], *put, *lines[first - 1 + taken :]]


@pytest.mark.parametrize(("change", "line", "found", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_told_with_its_line(
    change: Change, line: int, found: str, expected: str, page_copy: PageCopy
) -> None:
    """The error names the first line that does not fit, and what should have stood there."""
    with pytest.raises(PageChanged) as caught:
        page_copy.read(changed(page_copy.lines, change))
    error = caught.value
    assert (error.file, error.line, error.found, error.expected) == (PAGE, line, found, expected)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (1, "Eksempler på helhetlig boligplanlegging"),
        (3, "Eksempler på helhetlig boligplanlegging"),
        (28, "Andre relevante kilder"),
        (152, "Oversikt over lover som regulerer ansvar og oppgaver i det boligsosiale arbeidet."),
    ],
)
def test_a_missing_heading_is_told_by_what_it_says(
    line: int, expected: str, page_copy: PageCopy
) -> None:
    """Without its name, title or one of its two headings the page is not read."""
    lines = changed(page_copy.lines, (line, 1, ()))
    with pytest.raises(PageChanged) as caught:
        page_copy.read(lines)
    assert caught.value.expected == expected
    assert caught.value.found == lines[caught.value.line - 1].replace("\u00a0", " ").strip()


def test_headings_in_another_order_are_told(page_copy: PageCopy) -> None:
    """The heading of the examples before that of the reports is a changed page."""
    lines = list(page_copy.lines)
    lines[27], lines[151] = lines[151], lines[27]
    with pytest.raises(PageChanged) as caught:
        page_copy.read(lines)
    assert caught.value.expected.startswith("Oversikt over lover")


def test_an_entry_after_the_last_is_told(page_copy: PageCopy) -> None:
    """A fifteenth example at the end of the page is not swallowed."""
    with pytest.raises(PageChanged) as caught:
        page_copy.read([*page_copy.lines, " • Tun for tre generasjoner", "", "  Tekst."])
    assert (caught.value.line, caught.value.found) == (262, "• Tun for tre generasjoner")


@pytest.mark.parametrize("page", [b"", b"\n\n \n", "\u00a0\n".encode()], ids=repr)
def test_an_empty_page_is_told(page: bytes, page_copy: PageCopy) -> None:
    """A page without a visible character has no title."""
    with pytest.raises(PageChanged) as caught:
        page_copy.read(page)
    assert caught.value.expected == "Eksempler på helhetlig boligplanlegging"
    assert caught.value.found == ""
    assert caught.value.line == len(page.decode().splitlines()) + 1


def test_a_foreign_text_is_told(page_copy: PageCopy) -> None:
    """Another page in the same file is not taken for the guidance."""
    with pytest.raises(PageChanged) as caught:
        page_copy.read(["Meld. St. 17", "", "Byggje – bu – leve", "", " • Ein bustad"])
    assert (caught.value.line, caught.value.found) == (3, "Byggje – bu – leve")


def test_a_page_that_is_not_utf8_is_unreadable(page_copy: PageCopy) -> None:
    """The page in Windows' old encoding is refused, and the file named."""
    with pytest.raises(CorpusUnreadable) as caught:
        page_copy.read("Eksempel på".encode("cp1252"))
    assert caught.value.file == str(page_copy.folder / PAGE)
    assert "utf-8" in caught.value.reason


def test_a_missing_page_is_unreadable(corpus_copy: Path) -> None:
    """A corpus folder without the page is refused, and the file named."""
    (corpus_copy / PAGE).unlink()
    with pytest.raises(CorpusUnreadable) as caught:
        read_guidance(corpus_copy)
    assert caught.value.file == str(corpus_copy / PAGE)


def test_a_page_that_is_a_folder_is_unreadable(corpus_copy: Path) -> None:
    """A folder where the page should be is refused, and named."""
    (corpus_copy / PAGE).unlink()
    (corpus_copy / PAGE).mkdir()
    with pytest.raises(CorpusUnreadable) as caught:
        read_guidance(corpus_copy)
    assert caught.value.file == str(corpus_copy / PAGE)


def test_a_page_cut_short_is_told(page_copy: PageCopy) -> None:
    """Wherever the page ends before its last title, it is a changed page."""
    last_title = 241
    for length in range(0, last_title, 3):
        with pytest.raises(PageChanged):
            page_copy.read(page_copy.lines[:length])


ENTRY_LINES = [1, 3, *range(22, 27), 28, 34, 46, 56, 66, 76, 88, 100, 110, 120, 130, 142, 152]
ENTRY_LINES += [153, 161, 165, 169, 173, 181, 187, 193, 199, 205, 209, 215, 221, 241]


def test_entry_lines_are_those_of_titles_and_headings(
    placements: tuple[Placement, ...], documents: tuple[Document, ...]
) -> None:
    """The lines that the next test takes away are every title, plan and heading of the page."""
    titles = {p.line for p in placements if p.field == "title"}
    listed = {document.id for document in documents if document.kind == "plan"}
    plans = {p.line for p in placements if p.document_id in listed}
    assert sorted(titles | plans | {1, 28, 152}) == sorted(ENTRY_LINES)


@settings(deadline=None, max_examples=40)
@given(
    entry=st.sampled_from(ENTRY_LINES),
    others=st.sets(st.integers(min_value=1, max_value=261), max_size=3),
)
def test_a_deleted_entry_never_goes_unnoticed(
    entry: int, others: set[int], page_copy: PageCopy
) -> None:
    """Without one title or heading, whatever else is gone too, the page is not read."""
    gone = others | {entry}
    lines = [line for number, line in enumerate(page_copy.lines, 1) if number not in gone]
    with pytest.raises(PageChanged):
        page_copy.read(lines)


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_a_spoilt_page_gives_all_documents_or_none(
    data: st.DataObject, page_copy: PageCopy, documents: tuple[Document, ...]
) -> None:
    """Lines moved, doubled, emptied or replaced never make a document vanish silently."""
    lines = list(page_copy.lines)
    for _ in range(data.draw(st.integers(1, 3))):
        position = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["move", "double", "empty", "replace", "dedent", "text"])):
            case "move":
                lines.insert(data.draw(st.integers(0, len(lines) - 1)), lines.pop(position))
            case "double":
                lines.insert(position, lines[position])
            case "empty":
                lines[position] = ""
            case "replace":
                lines[position] = lines[data.draw(st.integers(0, len(lines) - 1))]
            case "dedent":
                lines[position] = lines[position].lstrip()
            case _:
                lines[position] = data.draw(st.text(st.characters(exclude_categories=["Cs"])))
    try:
        found, _ = page_copy.read(lines)
    except PageChanged as error:
        refusal = error
    else:
        assert [document.id for document in found] == [document.id for document in documents]
        return
    # A drawn text may have line ends of its own.
    written = ["", *"\n".join(lines).splitlines(), ""]
    assert written[refusal.line].replace("\u00a0", " ").strip() == refusal.found


@settings(deadline=None, max_examples=60)
@given(page=st.one_of(st.binary(), st.text().map(lambda text: text.encode(errors="ignore"))))
def test_any_other_file_is_refused(page: bytes, page_copy: PageCopy) -> None:
    """Whatever the bytes are, the error is one of ours."""
    with pytest.raises((PageChanged, CorpusUnreadable)):
        page_copy.read(page)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        (48, "NOVA"),
        (50, "2020"),
        (52, "Sørvoll (red.), Gulbrandsen, Nordvik, Ekne Ruud, Sandlie, Skogheim og Vestby"),
    ],
)
def test_a_deleted_label_of_a_report_is_told(line: int, value: str, page_copy: PageCopy) -> None:
    """A report without a subtitle never gets its publisher, year or authors as one."""
    with pytest.raises(PageChanged) as caught:
        page_copy.read(changed(page_copy.lines, (line, 1, ())))
    error = caught.value
    assert (error.line, error.found, error.expected) == (line, value, "Oppdragsutfører: …")


def test_a_second_subtitle_of_a_report_is_told(page_copy: PageCopy) -> None:
    """A report has one line of text at most, even if it stands alone."""
    with pytest.raises(PageChanged) as caught:
        page_copy.read(changed(page_copy.lines, (37, 0, ("", "  En undertittel til"))))
    error = caught.value
    assert (error.line, error.found) == (38, "En undertittel til")
    assert error.expected == "Oppdragsutfører: …"

"""Read the source page into 31 documents, with every non-empty line accounted for.

The page is plain text in three parts: an introduction with the plans as its last bullets, the
reports, and the examples. An entry begins with a bullet that is indented by one space; a bullet
that is indented more is a list item inside an entry. After a line that is a label ("Forfatter")
comes a line that is the value of a field.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from slugify import slugify

from ingest.corpus_data import BUNDLED_CORPUS
from ingest.errors import CorpusUnreadable, PageChanged, reason_of
from ingest.guidance.catalogue import Catalogue, CatalogueEntry, read_catalogue
from ingest.norwegian.language import detect_language
from ingest.norwegian.municipalities import counties, find_municipality
from ingest.reading.list_and_table_marks import BULLET
from ingest.records import Document, Kind, Source

_AUTHOR_SEPARATOR = re.compile(r",\s*|\s+og\s+")
_OF_MUNICIPALITY = re.compile(r"^(.+?) kommune$")
_YEAR = re.compile(r"^(19|20)\d\d$")
_PERIOD = re.compile(r"\(((?:19|20)\d\d)\s*[-\u2013]\s*(?:20\d\d|\d\d)\)")
"""The period of a plan at the end of its title: "(2020-2032)"."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The field and document into which one non-empty line of the page went."""

    line: int
    document_id: str
    field: str


@dataclass(frozen=True, slots=True)
class _Line:
    """One non-empty line: its number from 1, its indent in spaces, and its text without indent."""

    number: int
    indent: int
    text: str

    @property
    def bulleted(self) -> bool:
        return self.text.startswith(BULLET)

    @property
    def item(self) -> str:
        return self.text.removeprefix(BULLET).strip()


@dataclass
class _Draft:
    """A document while its lines are being read."""

    id: str
    kind: Kind
    title: str
    body: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)


def read_guidance(
    folder: Path = BUNDLED_CORPUS,
) -> tuple[tuple[Document, ...], tuple[Placement, ...]]:
    """Return the documents of the page in `folder`, and the placement of each of its lines.

    Raises:
        CorpusUnreadable: the page or its catalogue is missing or not UTF-8.
        PageChanged: the page lacks the entries or the layout that the catalogue describes.
    """
    catalogue = read_catalogue(folder)
    path = folder / catalogue.file
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusUnreadable(file=str(path), reason=reason_of(error)) from error
    source = Source(
        catalogue.file,
        hashlib.sha256(raw).hexdigest(),
        catalogue.site,
        catalogue.url,
        catalogue.publisher,
        catalogue.text_year,
    )
    return _PageReader(catalogue, source).read(text)


def _lines(text: str) -> Iterator[_Line]:
    for number, line in enumerate(text.splitlines(), start=1):
        # The page has no-break spaces between words, in numbers, and alone on some lines.
        plain = line.replace("\u00a0", " ")
        if stripped := plain.strip():
            yield _Line(number, len(plain) - len(plain.lstrip()), stripped)


class _PageReader:
    """The reader of one page, which it goes through once from top to bottom."""

    def __init__(self, catalogue: Catalogue, source: Source) -> None:
        self.catalogue = catalogue
        self.source = source
        self.placements: list[Placement] = []
        self.drafts: list[_Draft] = []

    def read(self, text: str) -> tuple[tuple[Document, ...], tuple[Placement, ...]]:
        lines = list(_lines(text))
        self.end = _Line(len(text.splitlines()) + 1, 0, "")
        title, reports, examples = self._headings(lines)
        guidance = self._read_introduction(lines[: title + 1], lines[title + 1 : reports])
        for heading in (lines[reports], lines[examples]):
            self._to_body(guidance, heading)
        self._read_entries("report", lines[reports + 1 : examples], lines[examples])
        self._read_entries("example", lines[examples + 1 :], self.end)
        documents = tuple(self._document(draft) for draft in self.drafts)
        return documents, tuple(sorted(self.placements, key=lambda p: p.line))

    def _headings(self, lines: list[_Line]) -> tuple[int, int, int]:
        """Return the positions in `lines` of the page's title and its two headings, in order."""
        positions = []
        start = 1  # the first line is the page's own name
        for wanted in (
            self.catalogue.title,
            self.catalogue.reports_heading,
            self.catalogue.examples_heading,
        ):
            found = next((i for i in range(start, len(lines)) if lines[i].text == wanted), -1)
            if found < 0:
                self._fail(lines[start] if start < len(lines) else self.end, wanted)
            positions.append(found)
            start = found + 1
        if positions[0] != 1:
            self._fail(lines[1], self.catalogue.title)
        return positions[0], positions[1], positions[2]

    def _read_introduction(self, head: list[_Line], lines: list[_Line]) -> _Draft:
        """Read the guidance; a bullet that begins with the municipality of a plan is that plan."""
        name, title = head
        guidance = self._start("guidance", title.text)
        # The page's own name says the title in other words, with hyphens for spaces.
        guidance.fields["subtitle"] = name.text.replace("-", " ")
        self.placements.append(Placement(name.number, guidance.id, "subtitle"))
        self.placements.append(Placement(title.number, guidance.id, "title"))
        wanted = list(self.catalogue.of_kind("plan"))
        for line in lines:
            if wanted and line.bulleted and line.item.startswith(_opening(wanted[0])):
                draft = self._start("plan", wanted.pop(0).title)
                draft.body.append(line.item)
                self.placements.append(Placement(line.number, draft.id, "text"))
            elif len(self.drafts) > 1 or (line.bulleted and _names_municipality(line.item)):
                self._fail(
                    line,
                    f"{BULLET} {_opening(wanted[0])}" if wanted else self.catalogue.reports_heading,
                )
            else:
                self._to_body(guidance, line)
        if wanted:
            self._fail(lines[-1] if lines else title, f"{BULLET} {_opening(wanted[0])}")
        return guidance

    def _read_entries(self, kind: Kind, lines: list[_Line], after: _Line) -> None:
        """Read the entries of one part; each must be the next one of the catalogue.

        `after` is the line after the part.
        """
        wanted = list(self.catalogue.of_kind(kind))
        draft: _Draft | None = None
        last_body: _Line | None = None
        rest = iter(lines)
        for line in rest:
            if line.bulleted and line.indent <= 1:
                if not wanted or line.item != wanted[0].title:
                    self._fail(line, wanted[0].title if wanted else after.text)
                draft = self._start(kind, wanted.pop(0).title)
                self.placements.append(Placement(line.number, draft.id, "title"))
            elif draft is None or line.indent == 0:
                self._fail(line, wanted[0].title if wanted else after.text)
            elif line.text in self.catalogue.labels:
                if kind == "report" and last_body and last_body.number == line.number - 1:
                    # A subtitle has empty lines around it; this is a value that lost its label.
                    self._fail(last_body, f"{next(iter(self.catalogue.labels))}: …")
                self._to_field(draft, line, next(rest, after))
                last_body = None
            else:
                if kind == "report" and draft.body:
                    self._fail(line, f"{next(iter(self.catalogue.labels))}: …")
                self._to_body(draft, line)
                last_body = line
        if wanted:
            self._fail(after, wanted[0].title)

    def _start(self, kind: Kind, title: str) -> _Draft:
        draft = _Draft(id=slugify(title), kind=kind, title=title)
        self.drafts.append(draft)
        return draft

    def _to_body(self, draft: _Draft, line: _Line) -> None:
        draft.body.append(f"{BULLET} {line.item}" if line.bulleted else line.text)
        self.placements.append(Placement(line.number, draft.id, "text"))

    def _to_field(self, draft: _Draft, label: _Line, value: _Line) -> None:
        name = self.catalogue.labels[label.text]
        valid = {
            "year": _YEAR.match(value.text),
            "kind": self.catalogue.publication_types.get(value.text) == draft.kind,
            "municipality": _OF_MUNICIPALITY.match(value.text),
        }.get(name, True)
        unusable = value.bulleted or value.indent == 0 or value.text in self.catalogue.labels
        if unusable or not valid or name in draft.fields:
            self._fail(value, f"{label.text}: …")
        draft.fields[name] = value.text
        self.placements.append(Placement(label.number, draft.id, name))
        self.placements.append(Placement(value.number, draft.id, name))

    def _document(self, draft: _Draft) -> Document:
        entry = next(
            (e for e in self.catalogue.entries if e.title == draft.title),
            CatalogueEntry(
                kind="guidance",
                title=draft.title,
                publisher=self.catalogue.publisher,
                url=self.catalogue.url,
            ),
        )
        is_report = draft.kind == "report"
        # The page has only the title and subtitle of a report, so these are its text.
        body = "\n".join([draft.title, *draft.body] if is_report else draft.body)
        authors = (
            _AUTHOR_SEPARATOR.split(draft.fields["authors"]) if "authors" in draft.fields else ()
        )
        municipality = None
        if draft.kind in ("plan", "example"):
            municipality = entry.municipality or _municipality(draft.fields, draft.title, body)
        year = draft.fields.get("year") or _first_year(draft)
        return Document(
            id=draft.id,
            kind=draft.kind,
            title=draft.title,
            subtitle=draft.fields.get("subtitle")
            or (" ".join(draft.body) if is_report else "")
            or None,
            text=body,
            language=detect_language(f"{draft.title}\n{body}"),
            source=self.source,
            municipality=municipality,
            county=counties().get(municipality) if municipality else None,
            publisher=draft.fields.get("publisher") or entry.publisher,
            authors=tuple(authors),
            year=int(year) if year else None,
            series=entry.series,
            isbn=entry.isbn,
            commissioned_by=entry.commissioned_by,
            url=entry.url,
            more_urls=entry.more_urls,
            accessed=entry.accessed,
            pages=entry.pages,
            full_text=not is_report,
            about=entry.about,
            about_source=next(iter(entry.sources), None),
            topics=entry.topics,
            places=entry.places,
        )

    def _fail(self, line: _Line, expected: str) -> NoReturn:
        raise PageChanged(
            file=self.catalogue.file, line=line.number, found=line.text, expected=expected
        )


def _opening(plan: CatalogueEntry) -> str:
    """Return the text with which the line of a plan begins."""
    return f"{plan.municipality} kommune ("


def _names_municipality(item: str) -> bool:
    return re.match(r"\S+( \S+)? kommune\b", item) is not None


def _first_year(draft: _Draft) -> str | None:
    """Return the first year of the period in a plan's title, which is all that dates it here."""
    period = _PERIOD.search(draft.title) if draft.kind == "plan" else None
    return period[1] if period else None


def _municipality(fields: dict[str, str], title: str, text: str) -> str | None:
    if value := fields.get("municipality"):
        return value.removesuffix(" kommune")
    return find_municipality(title, text)

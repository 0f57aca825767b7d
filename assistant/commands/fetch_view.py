"""Tell what was fetched, what Kudos has, and where to look for the rest: as words and as JSON."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.show.terminal import standard_output, table

if TYPE_CHECKING:
    from assistant.reports.fetch_reports import Fetched
    from assistant.show.texts import Texts
    from ingest.fetch.kudos import KudosDocument, KudosHits
    from ingest.guidance.catalogue import Archive, Catalogue
    from ingest.records import Document


def is_missing(each: "Fetched") -> bool:
    """Return whether a report is still not there."""
    return each.state in ("failed", "not_found")


def exit_code(done: "Sequence[Fetched]") -> int:
    """Return 0 if every report is there, else 1."""
    return 1 if any(is_missing(each) for each in done) else 0


def _archives(report: "Document", catalogue: "Catalogue") -> "list[Archive]":
    """Return where the report may be found by hand: its publisher's archive, and libraries."""
    own = f"{report.series or ''} {report.publisher or ''}"
    return [
        archive
        for archive in catalogue.archives
        if not archive.publishers or any(name in own for name in archive.publishers)
    ]


def places_to_look(report: "Document", catalogue: "Catalogue") -> list[str]:
    """Return the addresses at which a report may be found by hand, the best one first."""
    archives = [archive.url for archive in _archives(report, catalogue)]
    return [*filter(None, (report.url,)), *report.more_urls, *archives]


def _reasons(each: "Fetched", texts: "Texts") -> str:
    return " ".join(dict.fromkeys(map(texts.error, each.errors)))


def fetched_json(
    each: "Fetched", texts: "Texts", places: Sequence[str] | None = None
) -> dict[str, Any]:
    """Return what became of a report as `fetch --json` writes it."""
    return {
        "id": each.report_id,
        "title": each.title,
        "state": each.state,
        "file": str(each.file) if each.file else None,
        "added": each.added.state if each.added else None,
        "error": _reasons(each, texts) or None,
        "places": list(places or ()) if is_missing(each) else [],
    }


def document_json(number: int, document: "KudosDocument", texts: "Texts") -> dict[str, Any]:
    """Return a document of Kudos as `fetch --kudos --json` lists it."""
    pdf = document.pdf
    return {
        "number": number,
        "title": document.title,
        "year": document.year,
        "publishers": list(document.publishers),
        "authors": list(document.authors),
        "kind": document.kind,
        "pages": pdf.pages if pdf else None,
        "url": document.page,
        "file_url": pdf.url if pdf else None,
        "source": texts("result.kudos"),
    }


def show_hits(hits: "KudosHits", texts: "Texts") -> None:
    """List what Kudos has, with the numbers to choose it by."""
    rows = [
        [
            str(number),
            each.title,
            str(each.year or ""),
            ", ".join(each.publishers),
            str((each.pdf and each.pdf.pages) or ""),
        ]
        for number, each in enumerate(hits.documents, start=1)
    ]
    names = ("number", "title", "year", "publisher", "pages")
    console = standard_output()
    console.print(table([texts(f"fetch.{name}") for name in names], rows))
    shown = texts("fetch.shown", shown=len(rows), total=max(hits.total or 0, len(rows)))
    console.print(f"{shown} {texts('result.kudos')}", soft_wrap=True)
    console.print(texts("fetch.choose"), soft_wrap=True)


def show_fetched(done: "Sequence[Fetched]", texts: "Texts") -> None:
    """Show what became of each report."""
    rows = []
    for each in done:
        state = texts(f"fetch.{each.state}")
        if each.added and each.added.error is None:
            state += f", {texts(f'adding.{each.added.state}')}"
        rows.append(
            [state, each.report_id or each.title, _reasons(each, texts) or str(each.file or "")]
        )
    names = ("state", "report", "what")
    standard_output().print(table([texts(f"fetch.{name}") for name in names], rows))


def show_where_to_look(
    missing: "Sequence[Document]", catalogue: "Catalogue", texts: "Texts"
) -> None:
    """Say where the reports that could not be fetched may be found by hand."""
    if not missing:
        return
    console = standard_output()

    def say(line: str) -> None:
        console.print(line, soft_wrap=True)

    say("")
    say(texts("fetch.rest"))
    say("")
    for report in missing:
        say(" · ".join(filter(None, (report.title, report.series))))
        for url in (*filter(None, (report.url,)), *report.more_urls):
            say(f"   {texts('fetch.landing', url=url)}")
    say("")
    say(texts("fetch.search"))
    for archive in {a: None for report in missing for a in _archives(report, catalogue)}:
        say(f"   {archive.name}: {archive.url}")
    say("")
    say(texts("fetch.add"))

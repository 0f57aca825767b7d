"""The commands of the library: add, remove, sync, edit, list."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any, get_args

import click

from assistant.commands.options import (
    Invocation,
    LanguageCode,
    command,
    option,
    typed,
    with_invocation,
    write_json,
)
from ingest.records import KINDS

if TYPE_CHECKING:
    from assistant.reports.add import Outcome
    from assistant.reports.edit import Edited
    from assistant.show.texts import Texts
    from ingest.document_facts.told import Told

_MAX_TOLD_CHARS = 40


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options on how files are read."""
    for add_option in (
        option("--force", "force", is_flag=True),
        option("--ocr", "ocr", is_flag=True),
        option("--password", "password"),
    ):
        command = add_option(command)
    return command


@command("add")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
)
@option("--as", "as_id", metavar="ID")
@reading_options
@option("--json", "as_json", is_flag=True)
@with_invocation
def add(
    invocation: Invocation,
    files: tuple[Path, ...],
    as_id: str | None,
    password: str | None,
    ocr: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Add files and folders."""
    if as_id is not None and (len(files) > 1 or files[0].is_dir()):
        raise click.UsageError(invocation.texts("adding.as_one"))

    from assistant.reports.add import Options, add_files

    options = Options(as_id=as_id, password=password, force=force, ocr=ocr)
    outcomes = add_files(invocation.settings, files, options, invocation.reporter())
    return _report(outcomes, invocation, as_json)


@command("sync")
@click.argument("folder", type=click.Path(path_type=Path, readable=False), metavar="DIR")
@reading_options
@option("--json", "as_json", is_flag=True)
@with_invocation
def sync(
    invocation: Invocation,
    folder: Path,
    password: str | None,
    ocr: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Follow a folder."""
    from assistant.reports.add import Options, sync_folder

    options = Options(password=password, force=force, ocr=ocr)
    outcomes = sync_folder(invocation.settings, folder, options, invocation.reporter())
    return _report(outcomes, invocation, as_json)


@command("remove")
@click.argument("ids", nargs=-1, required=True, metavar="ID")
@option("--json", "as_json", is_flag=True)
@with_invocation
def remove(invocation: Invocation, ids: tuple[str, ...], as_json: bool) -> int:
    """Remove reports."""
    from assistant.reports.add import remove_reports

    outcomes = remove_reports(invocation.settings, ids, invocation.reporter())
    return _report(outcomes, invocation, as_json)


@command("edit")
@click.argument("report_id", metavar="ID")
@option("--title", "new_title")
@option("--kind", "new_kind", type=click.Choice(KINDS))
@option("--municipality", "new_municipality")
@option("--year", "new_year")
@option("--publisher", "new_publisher")
@option("--authors", "new_authors")
@option("--series", "new_series")
@option("--url", "new_url")
@option("--text-language", "new_language", type=LanguageCode(), metavar="CODE")
@option("--json", "as_json", is_flag=True)
@with_invocation
def edit(
    invocation: Invocation,
    report_id: str,
    new_title: str | None,
    new_kind: str | None,
    new_municipality: str | None,
    new_year: str | None,
    new_publisher: str | None,
    new_authors: str | None,
    new_series: str | None,
    new_url: str | None,
    new_language: str | None,
    as_json: bool,
) -> int:
    """Correct what is known of a report that was added."""
    from assistant.reports.edit import edit_report

    fields = {
        "title": new_title,
        "kind": new_kind,
        "municipality": new_municipality,
        "year": new_year,
        "publisher": new_publisher,
        "authors": new_authors,
        "series": new_series,
        "url": new_url,
        "language": new_language,
    }
    values = {name: typed(value) for name, value in fields.items() if value is not None}
    if not values:
        raise click.UsageError(invocation.texts("adding.edit_nothing"))
    edited = edit_report(invocation.settings, report_id, values, invocation.reporter())
    if as_json:
        changed = {
            field: {"before": before, "after": after}
            for field, (before, after) in edited.changed.items()
        }
        write_json({"id": edited.report_id, "changed": changed})
    else:
        _show_edited(edited, invocation)
    return 0


def _show_edited(edited: "Edited", invocation: Invocation) -> None:
    from assistant.show.terminal import standard_output, table

    texts = invocation.texts
    console = standard_output()
    if not edited.changed:
        console.print(texts("adding.edit_same", report_id=edited.report_id))
        return
    rows = [
        [texts(f"field.{field}"), _written(field, before, texts), _written(field, after, texts)]
        for field, (before, after) in edited.changed.items()
    ]
    headings = [texts(f"adding.{name}") for name in ("edit_field", "edit_before", "edit_after")]
    console.print(table(headings, rows))


def _written(field: str, value: Any, texts: "Texts") -> str:
    """Return the value of a field as a reader sees it; "" for none."""
    if value is None:
        return ""
    if field == "kind":
        return texts(f"kind.{value}")
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _report(outcomes: "Iterable[Outcome]", invocation: Invocation, as_json: bool) -> int:
    """Print what became of every file, also if an error or an interruption ends the command."""
    done: list[Outcome] = []
    try:
        done.extend(outcomes)
    finally:
        if as_json:
            write_json([_outcome_json(outcome, invocation.texts) for outcome in done])
        elif done:
            _show(done, invocation)
    return 1 if any(outcome.state == "refused" for outcome in done) else 0


def _outcome_json(outcome: "Outcome", texts: "Texts") -> dict[str, Any]:
    from assistant.show.left_out import left_out_json

    return {
        "state": outcome.state,
        "file": outcome.file,
        "id": outcome.report_id,
        "pages": outcome.pages,
        "without_text": list(outcome.without_text),
        "left_out": left_out_json(outcome.left_out),
        "evidence": dict(outcome.evidence),
        "proposals": list(outcome.proposals),
        "told": {
            field: {"value": told.value, "from": told.evidence} for field, told in outcome.told
        },
        "error": texts.error(outcome.error) if outcome.error else None,
    }


def _told(told: "dict[str, Told]", texts: "Texts") -> str:
    """Return the kind, municipality and year of a new report, and the words that told them."""
    found = []
    for field in ("kind", "municipality", "year"):
        if field in told:
            value = _written(field, told[field].value, texts)
            words = shorten(told[field].evidence, _MAX_TOLD_CHARS, placeholder="…")
            found.append(texts("adding.told_by", value=value, words=words) if words else value)
    return ", ".join(found)


def _show(done: "list[Outcome]", invocation: Invocation) -> None:
    from assistant.reports.add import State
    from assistant.show.left_out import left_out_summary
    from assistant.show.page_numbers import page_list
    from assistant.show.terminal import standard_output, table
    from ingest.library.library import Library

    texts = invocation.texts
    rows = []
    for outcome in done:
        about = outcome.report_id or ""
        if outcome.evidence:
            fields = ", ".join(
                f"{texts(f'field.{name}')} {value}" for name, value in outcome.evidence
            )
            about += f" ({texts('adding.known_by', evidence=fields)})"
        if outcome.told:
            about += f": {_told(dict(outcome.told), texts)}"
        if outcome.proposals:
            about += f"; {texts('adding.proposed', reports=', '.join(outcome.proposals))}"
        if outcome.error is not None:
            # The sentence begins with the file's name, which stands beside it.
            about = texts.error(outcome.error).removeprefix(f"{outcome.file}: ")
        if outcome.without_text:
            about += f"; {texts('adding.without_text', pages=page_list(outcome.without_text))}"
        if summary := left_out_summary(outcome.left_out, outcome.paged, texts):
            about += f"; {summary}"
        pages = str(outcome.pages or "")
        rows.append([texts(f"adding.{outcome.state}"), outcome.file, pages, about])
    headings = [texts(f"adding.{name}") for name in ("state", "name", "pages", "report")]
    console = standard_output()
    console.print(table(headings, rows))
    states = Counter[str](outcome.state for outcome in done)
    console.print(texts("adding.summary", **{name: states[name] for name in get_args(State)}))
    if states["added"]:
        file = Library.of(invocation.settings.data).list_path
        console.print(texts("adding.edit", file=file), soft_wrap=True)


@command("list")
@option("--json", "as_json", is_flag=True)
@with_invocation
def list_documents(invocation: Invocation, as_json: bool) -> int:
    """List the documents of the index."""
    from assistant.search.answer import listing_json
    from assistant.show.terminal import standard_output, table
    from assistant.workspace import open_index
    from ingest.library.library import Library
    from ingest.records import UNKNOWN_LANGUAGE

    settings, texts = invocation.settings, invocation.texts
    generation = open_index(settings, invocation.reporter())
    passages = {d.id: len(generation.rows_of(at)) for at, d in enumerate(generation.documents)}
    library = Library.of(settings.data)
    listing = library.listing()
    entries = {d.id: entry for d in generation.documents if (entry := listing.by_id(d.id))}
    summaries = {name: library.summary(entry.sha256) for name, entry in entries.items()}
    if as_json:
        write_json(
            [
                listing_json(document, passages[document.id], summaries.get(document.id))
                for document in generation.documents
            ]
        )
        return 0
    columns = ["kind", "title", "municipality", "language", "pages", "passages"]
    # If no file was added, these two would say nothing, and push the titles together.
    columns += ["read", "file", "left_out"] if listing else []
    cells = [
        [
            texts(f"kind.{d.kind}"),
            d.title,
            d.municipality or "",
            texts("language_names.unknown") if d.language == UNKNOWN_LANGUAGE else d.language,
            str(d.pages or ""),
            str(passages[d.id]),
            texts("listing.full" if d.full_text else "listing.title_only"),
            entries[d.id].name if d.id in entries else "",
            str(summary.left_out or "") if (summary := summaries.get(d.id)) else "",
        ][: len(columns)]
        for d in generation.documents
    ]
    standard_output().print(table([texts(f"listing.{name}") for name in columns], cells))
    return 0

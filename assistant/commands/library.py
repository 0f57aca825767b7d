"""The commands of the library: add, remove, sync, list."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from assistant.commands.options import Invocation, command, option, with_invocation, write_json

if TYPE_CHECKING:
    from assistant.reports.add import Outcome
    from assistant.show.texts import Texts


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
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE")
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
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
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
        "error": texts.error(outcome.error) if outcome.error else None,
    }


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
    passages = {d.id: len(generation.passages_of(d.id)) for d in generation.documents}
    library = Library.of(settings.data)
    listing = library.listing()
    if as_json:
        rows = []
        for document in generation.documents:
            entry = listing.by_id(document.id)
            file_text = library.file_text(entry) if entry else None
            rows.append(listing_json(document, passages[document.id], file_text))
        write_json(rows)
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
            entry.name if (entry := listing.by_id(d.id)) else "",
            str(len(library.file_text(entry).left_out) or "") if entry else "",
        ][: len(columns)]
        for d in generation.documents
    ]
    standard_output().print(table([texts(f"listing.{name}") for name in columns], cells))
    return 0

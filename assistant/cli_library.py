"""The commands of the library: add, remove, sync, list."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from assistant.cli_options import (
    WORDS,
    Flags,
    PlainCommand,
    everywhere,
    option,
    settings_of,
    write_json,
)

if TYPE_CHECKING:
    from assistant.adding import Options, Outcome
    from assistant.settings import Settings
    from assistant.wording import Wording


def register(group: click.Group) -> None:
    """Make the commands part of `group`."""
    for command in (add, remove, sync, list_documents):
        group.add_command(command)


def _how(command: Any) -> Any:
    """Give a command the options that say how files are read."""
    for each in (
        option("--force", "force", is_flag=True),
        option("--ocr", "ocr", is_flag=True),
        option("--password", "password"),
    ):
        command = each(command)
    return command


@click.command(cls=PlainCommand, help=WORDS("cli.help.add"))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE")
@option("--as", "as_id", metavar="ID")
@_how
@option("--json", "json", is_flag=True)
@everywhere
def add(**flags: Any) -> int:
    """Add files and folders."""
    files, as_json, as_id = flags.pop("files"), flags.pop("json"), flags.pop("as_id")
    options = _options(flags, as_id)
    settings, words = settings_of(flags)
    if as_id is not None and (len(files) > 1 or files[0].is_dir()):
        raise click.UsageError(words("adding.as_one"))

    from assistant.adding import add_files
    from assistant.terminal import TerminalReporter

    outcomes = add_files(settings, files, options, TerminalReporter(words))
    return _tell(outcomes, settings, words, as_json)


@click.command(cls=PlainCommand, help=WORDS("cli.help.sync"))
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@_how
@option("--json", "json", is_flag=True)
@everywhere
def sync(**flags: Any) -> int:
    """Follow a folder."""
    folder, as_json = flags.pop("folder"), flags.pop("json")
    options = _options(flags)
    settings, words = settings_of(flags)

    from assistant.adding import sync_folder
    from assistant.terminal import TerminalReporter

    outcomes = sync_folder(settings, folder, options, TerminalReporter(words))
    return _tell(outcomes, settings, words, as_json)


@click.command(cls=PlainCommand, help=WORDS("cli.help.remove"))
@click.argument("ids", nargs=-1, required=True, metavar="ID")
@option("--json", "json", is_flag=True)
@everywhere
def remove(**flags: Any) -> int:
    """Remove reports."""
    ids, as_json = flags.pop("ids"), flags.pop("json")
    settings, words = settings_of(flags)

    from assistant.adding import remove_reports
    from assistant.terminal import TerminalReporter

    return _tell(remove_reports(settings, ids, TerminalReporter(words)), settings, words, as_json)


def _options(flags: Flags, as_id: str | None = None) -> "Options":
    from assistant.adding import Options

    return Options(as_id, flags.pop("password"), flags.pop("force"), flags.pop("ocr"))


def _tell(
    outcomes: "Iterable[Outcome]", settings: "Settings", words: "Wording", as_json: bool
) -> int:
    """Show what became of every file, also of those done before an error or an interruption."""
    done: list[Outcome] = []
    try:
        done.extend(outcomes)
    finally:
        if as_json:
            write_json([_outcome_json(outcome, words) for outcome in done])
        elif done:
            _show(done, settings, words)
    return 1 if any(outcome.state == "refused" for outcome in done) else 0


def _outcome_json(outcome: "Outcome", words: "Wording") -> dict[str, Any]:
    return {
        "state": outcome.state,
        "file": outcome.file,
        "id": outcome.report_id,
        "pages": outcome.pages,
        "without_text": list(outcome.without_text),
        "evidence": dict(outcome.evidence),
        "error": words.error(outcome.error) if outcome.error else None,
    }


def _show(done: "list[Outcome]", settings: "Settings", words: "Wording") -> None:
    from assistant.adding import State
    from assistant.pages import page_list
    from assistant.terminal import standard_output, table
    from ingest.library import library_folder
    from ingest.volumes import FILE

    rows = []
    for outcome in done:
        about = outcome.report_id or ""
        if outcome.evidence:
            fields = ", ".join(
                f"{words(f'field.{name}')} {value}" for name, value in outcome.evidence
            )
            about += f" ({words('adding.known_by', evidence=fields)})"
        if outcome.error is not None:
            # The sentence begins with the file's name, which stands beside it.
            about = words.error(outcome.error).removeprefix(f"{outcome.file}: ")
        if outcome.without_text:
            about += f"; {words('adding.without_text', pages=page_list(outcome.without_text))}"
        pages = str(outcome.pages or "")
        rows.append([words(f"adding.{outcome.state}"), outcome.file, pages, about])
    headings = [words(f"adding.{name}") for name in ("state", "name", "pages", "report")]
    console = standard_output()
    console.print(table(headings, rows))
    states = Counter[str](outcome.state for outcome in done)
    console.print(words("adding.summary", **{name: states[name] for name in get_args(State)}))
    if states["added"]:
        file = library_folder(settings.data) / FILE
        console.print(words("adding.edit", file=file), soft_wrap=True)


@click.command("list", cls=PlainCommand, help=WORDS("cli.help.list"))
@option("--json", "json", is_flag=True)
@everywhere
def list_documents(**flags: Any) -> int:
    """List the documents of the index."""
    as_json = flags.pop("json")
    settings, words = settings_of(flags)

    from assistant.answer import listing_json
    from assistant.terminal import TerminalReporter, standard_output, table
    from assistant.workspace import open_index
    from ingest.library import kept_reading, library_folder
    from ingest.volumes import read_volumes

    generation = open_index(settings, TerminalReporter(words))
    passages = Counter(passage.locator.document_id for passage in generation.passages)
    library = library_folder(settings.data)
    volumes = {volume.id: volume for volume in read_volumes(library)}
    if as_json:
        write_json(
            [
                listing_json(
                    d,
                    passages[d.id],
                    kept_reading(library, volumes[d.id]).quality if d.id in volumes else None,
                )
                for d in generation.documents
            ]
        )
        return 0
    columns = ["kind", "title", "municipality", "language", "pages", "passages"]
    # Where nothing was added the two would say nothing, and push the titles together.
    columns += ["read", "file"] if volumes else []
    rows = [
        [
            words(f"kind.{d.kind}"),
            d.title,
            d.municipality or "",
            d.language,
            str(d.pages or ""),
            str(passages[d.id]),
            words("listing.full" if d.full_text else "listing.title_only"),
            volumes[d.id].name if d.id in volumes else "",
        ][: len(columns)]
        for d in generation.documents
    ]
    standard_output().print(table([words(f"listing.{name}") for name in columns], rows))
    return 0

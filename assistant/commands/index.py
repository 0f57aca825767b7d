"""The commands of the index as a whole: build, doctor, export-index and import-index."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.options import Invocation, command, option, with_invocation, write_json
from index.errors import EngineLacks
from index.shard import Shard

if TYPE_CHECKING:
    from index.protocol import Generation


class ShardParam(click.ParamType):  # type: ignore[type-arg]  # not generic before 8.4
    """A part of the corpus, such as 2/8."""

    name = "2/8"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> Shard:
        """Return the part that `value` names."""
        shard = Shard.read(value)
        if shard is None:
            self.fail(self.name, param, ctx)
        return shard


@command("build")
@option("--shard", "shard", type=ShardParam(), metavar="N/M")
@with_invocation
def build(invocation: Invocation, shard: Shard | None) -> int:
    """Build the index anew, or encode a part of it."""
    from assistant.workspace import encode_shard, load_encoder, rebuild_index
    from index.shards import remove_shards

    settings, reporter = invocation.settings, invocation.reporter()
    if shard is not None:
        encode_shard(settings, load_encoder(settings), shard, reporter)
        return 0
    rebuild_index(settings, load_encoder(settings), reporter)
    remove_shards(settings.data)
    return 0


@command("doctor")
@option("--json", "as_json", is_flag=True)
@with_invocation
def doctor(invocation: Invocation, as_json: bool) -> int:
    """Check everything that the program needs."""
    from assistant.doctor import examine

    texts = invocation.texts
    findings = examine(invocation.settings, texts)
    if as_json:
        write_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            state = texts("doctor.ok" if finding.ok else "doctor.failed")
            click.echo(f"{texts(f'doctor.{finding.check}')}: {state}. {finding.detail}")
            if finding.command:
                click.echo(f"  {texts('doctor.mend', command=finding.command)}")
    return 0 if all(finding.ok for finding in findings) else 1


_archive = click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))


@command("export-index")
@_archive
@with_invocation
def export_index(invocation: Invocation, file: Path) -> int:
    """Write the index and the library to one file."""
    from index import archive

    _check_files(invocation)
    generation = archive.export_index(invocation.settings.data, file)
    megabytes = file.stat().st_size // 10**6
    _tell("archive.exported", generation, invocation, file=file, megabytes=megabytes)
    return 0


@command("import-index")
@_archive
@with_invocation
def import_index(invocation: Invocation, file: Path) -> int:
    """Replace the index and the library by those in a file."""
    from index import archive

    _check_files(invocation)
    generation = archive.import_index(invocation.settings.data, file)
    _tell("archive.imported", generation, invocation, file=file)
    return 0


def _check_files(invocation: Invocation) -> None:
    """Check that the index is in files.

    Raises:
        EngineLacks: it is kept elsewhere.
    """
    if invocation.settings.engine != "files":
        raise EngineLacks(engine=invocation.settings.engine)


def _tell(key: str, generation: "Generation", invocation: Invocation, **values: object) -> None:
    manifest = generation.manifest
    counts = {"documents": manifest.documents, "passages": manifest.passages}
    click.echo(invocation.texts(key, **counts, **values))

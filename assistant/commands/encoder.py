"""The command `encoder export`: write the language model to one file, for another machine."""

from pathlib import Path

import click

from assistant.commands.options import CommandGroup, Invocation, command, with_invocation


@click.group("encoder", cls=CommandGroup)
def encoder() -> None:
    """Take a command on the encoder."""


@command("export")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@with_invocation
def export(invocation: Invocation, file: Path) -> int:
    """Write the bundled encoder to a file that `--model` reads."""
    from index.encoder.onnx_runtime import export_bundled

    export_bundled(invocation.settings.data, file)
    click.echo(
        invocation.texts("encoder.exported", file=file, megabytes=file.stat().st_size // 10**6)
    )
    return 0


encoder.add_command(export)

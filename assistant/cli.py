"""The command `eksempelfinner`: it finds the command that is meant, and tells of every error."""

import re
import sys
from collections.abc import Sequence
from importlib.metadata import version
from itertools import pairwise
from typing import Any

import click

from assistant.commands.access import token, user
from assistant.commands.ask import ask
from assistant.commands.encoder import encoder
from assistant.commands.evaluate import calibrate, evaluate
from assistant.commands.fetch import fetch
from assistant.commands.help import CommandLine, placeholders
from assistant.commands.index import build, doctor, export_index, import_index
from assistant.commands.left_out import left_out
from assistant.commands.library import add, edit, list_documents, remove, sync
from assistant.commands.options import PROGRAM, CommandGroup, Option, common_options
from assistant.commands.serve import serve
from assistant.errors import OutputUnwritten
from assistant.interruption import keep_interruptions
from assistant.settings_file import choose_language
from assistant.show.texts import Texts, texts_in
from assistant.streams import flush_streams, is_unwritten, leave_streams, prepare_streams
from ingest.errors import EksempelfinnerError, reason_of

INTERRUPTED = 130
"""The exit code of what Ctrl-C ended: 128 and the number of the signal."""

_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)
"""What click says of arguments that a command does not take; it has no class of its own."""


def show_version(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:  # noqa: ARG001
    """Write the program's version and end, if that is `wanted`."""
    if wanted:
        click.echo(f"{PROGRAM} {version(PROGRAM)}")
        context.exit()


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["--help", "-h"]})
@click.option(
    "--version", cls=Option, is_flag=True, is_eager=True, expose_value=False, callback=show_version
)
@common_options
@click.pass_obj
def cli(line: CommandLine, /, **flags: Any) -> None:
    """Take the options that every command has also in front of the command."""
    line.flags = {name: value for name, value in flags.items() if value is not None}


for _command in (
    ask, add, edit, remove, sync, fetch, list_documents, left_out, serve, build, doctor, evaluate,
    calibrate, encoder, export_index, import_index, user, token,
):  # fmt: skip
    cli.add_command(_command)


def main() -> None:
    """Run the command line and exit with its code."""
    keep_interruptions()
    prepare_streams()
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code, having told any error in one sentence."""
    texts = texts_in(choose_language(named_language(arguments)))
    try:
        code = _run(arguments, texts)
        flush_streams()
    except BrokenPipeError:
        # The reader of a pipe ("| head") has had enough; that is not an error of ours.
        leave_streams()
        return 0
    except OSError as error:
        if not is_unwritten(error):
            raise
        leave_streams()
        return _fail(texts.error(OutputUnwritten(reason_of(error))), 1)
    return code


def _run(arguments: Sequence[str], texts: Texts) -> int:
    try:
        # Not by `main` of click, which ends with 1 if nobody reads a pipe.
        with cli.make_context(
            PROGRAM, list(arguments) or ["--help"], obj=CommandLine(texts)
        ) as context:
            code = cli.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except EksempelfinnerError as error:
        return _fail(texts.error(error), 1)
    except click.UsageError as error:
        return _fail(_usage(error, texts), 2)
    except (click.Abort, KeyboardInterrupt, EOFError):
        return _fail(texts("usage.interrupted"), INTERRUPTED)
    return code if isinstance(code, int) else 0


def named_language(arguments: Sequence[str]) -> str | None:
    """Return the value of the last `--language` among the arguments, or None.

    Click tells it only of a command line that is right; wrong usage has to be told before.
    """
    named = None
    for argument, after in pairwise([*arguments, None]):
        if argument is None or argument == "--":
            break
        if argument == "--language":
            named = after
        elif argument.startswith("--language="):
            named = argument.removeprefix("--language=")
    return named


def _fail(sentence: str, code: int) -> int:
    click.echo(" ".join(sentence.split()), err=True)
    return code


def _usage(error: click.UsageError, texts: Texts) -> str:
    """Return one sentence, in the user's language, for what click found wrong."""
    command = error.ctx.command_path if error.ctx else PROGRAM
    if isinstance(error, click.NoSuchOption):
        return texts("usage.unknown_option", option=error.option_name, command=command)
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        return texts("usage.missing", name=placeholders(name, texts), command=command)
    if isinstance(error, click.BadOptionUsage):
        is_flag = "does not take" in error.message
        key = "usage.takes_no_value" if is_flag else "usage.needs_value"
        return texts(key, option=error.option_name, command=command)
    if isinstance(error, click.BadParameter) and error.param is not None:
        kind = error.param.type
        expected = kind.name
        if isinstance(kind, click.Choice):
            expected = ", ".join(kind.choices)
        elif isinstance(kind, click.IntRange):
            expected = f"{kind.min}–{kind.max}"
        elif isinstance(kind, click.Path):
            return texts("usage.is_folder")
        return texts("usage.invalid", name=error.param.opts[0], expected=expected)
    if extra := _EXTRA.match(error.message):
        return texts("usage.extra", arguments=extra.group(1), command=command)
    if isinstance(error.ctx and error.ctx.command, click.Group):
        return texts("usage.no_command", command=command)
    return texts("usage.other", reason=error.format_message(), command=command)


if __name__ == "__main__":
    main()

"""What the commands share: their options, their settings and how they tell of wrong usage."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.wording import Wording, wording
from ingest.records import LANGUAGES

if TYPE_CHECKING:
    from assistant.settings import Settings

PROGRAM = "eksempelfinner"

# Help texts are made when this module is read, before any flag is: the environment decides.
_spoken = os.environ.get("EKSEMPELFINNER_LANGUAGE", "nb")
WORDS = wording(_spoken if _spoken in LANGUAGES else "nb")

Flags = dict[str, Any]
Command = Callable[..., Any]


class PlainCommand(click.Command):
    """Explain --help itself in the user's language."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option with a help of ours."""
        shown = super().get_help_option(ctx)
        if shown is not None:
            shown.help = WORDS("cli.help.show")
        return shown


class Commands(PlainCommand, click.Group):
    """Tell of an unknown command in the user's language."""

    command_class = PlainCommand

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say in the user's language that there is none."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise click.UsageError(WORDS("usage.unknown_command", name=args[0], command=PROGRAM))
        return super().resolve_command(ctx, args)


def option(name: str, key: str, **more: Any) -> Callable[[Command], Command]:
    """Return an option whose help is the text at `cli.help.<key>`."""
    return click.option(name, key, help=WORDS(f"cli.help.{key}"), **more)


def everywhere(command: Command) -> Command:
    """Give a command the options that all of them have."""
    for each in (
        option("--threads", "threads", type=click.IntRange(1, 256)),
        option("--language", "language", type=click.Choice(LANGUAGES)),
        option("--model", "model"),
        option("--corpus", "corpus", type=click.Path(path_type=Path), metavar="DIR"),
        option("--data", "data", type=click.Path(path_type=Path), metavar="DIR"),
    ):
        command = each(command)
    return command


def settings_of(flags: Flags) -> "tuple[Settings, Wording]":
    """Return the settings, flags of the command over those in front of it, and the wording."""
    from assistant.settings import read_settings

    before = click.get_current_context().obj or {}
    own = {name: value for name, value in flags.items() if value is not None}
    settings = read_settings(**{**before, **own})
    return settings, wording(settings.language)


def write_json(value: object) -> None:
    """Write a value to standard output as one line of JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()

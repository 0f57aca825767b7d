"""What the commands share: their options, their help in the user's language, and an invocation."""

import codecs
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

import click

from assistant.commands.help import CommandLine, HelpContext, listed_option, texts_of
from assistant.search.understanding.understood import ALL, FIELDS, Field, listed_fields
from assistant.show.texts import Texts, texts_in
from index.engine_names import ENGINES, EngineName
from ingest.records import LANGUAGES, Language, TextLanguage, is_language_code

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.show.terminal import TerminalReporter

PROGRAM = "eksempelfinner"

Own = ParamSpec("Own")


class LanguageCode(click.ParamType):  # type: ignore[type-arg]  # not generic before 8.4
    """The code of a language in ISO 639: what a text is in may be none that the program speaks."""

    name = f"{', '.join(LANGUAGES)}, …"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> TextLanguage:
        """Return `value` if it has the form of such a code."""
        if not is_language_code(value):
            self.fail(self.name, param, ctx)
        return value


class FieldList(click.ParamType):  # type: ignore[type-arg]  # as above
    """Fields that a question may name, with commas between them, or "all"."""

    name = ", ".join((*FIELDS, ALL))

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Field, ...]:
        """Return the fields that `value` lists."""
        fields = listed_fields(value)
        if fields is None:
            self.fail(self.name, param, ctx)
        return fields


@dataclass(frozen=True, slots=True)
class Invocation:
    """One run of a command: the settings that hold for it, and the texts of its language."""

    settings: "Settings"
    texts: Texts

    def reporter(self) -> "TerminalReporter":
        """Return what tells of long work in this language."""
        from assistant.show.terminal import TerminalReporter

        return TerminalReporter(self.texts)


class Command(click.Command):
    """A command whose help is the text at `cli.help.<its name>`, with "_" for "-"."""

    context_class = HelpContext

    @property
    def help_key(self) -> str:
        """Return the key of the command's help."""
        return f"cli.help.{(self.name or '').replace('-', '_')}"

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's help in the user's language."""
        self.help = texts_of(ctx)(self.help_key)
        super().format_help_text(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first words of the command's help in the user's language."""
        self.help = texts_of(click.get_current_context())(self.help_key)
        return super().get_short_help_str(limit)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option --help, explained in the user's language."""
        shown = super().get_help_option(ctx)
        if shown is not None:
            shown.help = texts_of(ctx)("cli.help.show")
        return shown


class CommandOfGroup(Command):
    """A command of a group, whose help is the text at `cli.help.<its group>_<its name>`."""

    def __init__(self, *arguments: Any, group: str, **named: Any) -> None:
        """Take what a command takes, and the name of its group."""
        super().__init__(*arguments, **named)
        self._group = group

    @property
    def help_key(self) -> str:
        """Return the key of the command's help."""
        return f"cli.help.{self._group}_{self.name}"


class CommandGroup(Command, click.Group):
    """The program itself, whose help is what it is for, or a command that has commands."""

    command_class = Command

    @property
    def help_key(self) -> str:
        """Return the key of the program's help, or of the command's."""
        return "name.tagline" if self.name == "cli" else super().help_key

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say in the user's language that there is none."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            texts = texts_of(ctx)
            raise click.UsageError(texts("usage.unknown_command", name=args[0]))
        return super().resolve_command(ctx, args)


class Option(click.Option):
    """An option whose help is the text at `cli.help.<its parameter>`."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option as it is listed in the help."""
        texts = texts_of(ctx)
        self.help = texts(f"cli.help.{self.name}")
        record = super().get_help_record(ctx)
        return listed_option(record, texts) if record else None


def command(name: str) -> Callable[[Callable[..., int]], click.Command]:
    """Make a function the command `name`."""
    return click.command(name, cls=Command)


def command_of(group: str, name: str) -> Callable[[Callable[..., int]], click.Command]:
    """Make a function the command `name` of the group `group`, where others have it too."""
    return click.command(name, cls=CommandOfGroup, group=group)


def option(flag: str, parameter: str, **more: Any) -> Callable[[Callable[..., Any]], Any]:
    """Give a command an option, which comes as `parameter`."""
    return click.option(flag, parameter, cls=Option, **more)


def common_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that all have."""
    for each in (
        option("--qdrant-url", "qdrant_url", metavar="URL"),
        option("--engine", "engine", type=click.Choice(ENGINES)),
        option("--threads", "threads", type=click.IntRange(1, 256)),
        option("--language", "language", type=click.Choice(LANGUAGES)),
        option("--model", "model"),
        option("--corpus", "corpus", type=click.Path(path_type=Path), metavar="DIR"),
        option("--data", "data", type=click.Path(path_type=Path), metavar="DIR"),
    ):
        command = each(command)
    return command


def with_invocation(
    command: Callable[Concatenate[Invocation, Own], int],
) -> Callable[..., int]:
    """Give a command the options that all have, as the invocation that it is called with."""

    @wraps(command)
    def run(
        data: Path | None,
        corpus: Path | None,
        model: str | None,
        language: Language | None,
        threads: int | None,
        engine: EngineName | None,
        qdrant_url: str | None,
        *own: Own.args,
        **named: Own.kwargs,
    ) -> int:
        from assistant.settings import read_settings

        line = click.get_current_context().find_object(CommandLine)
        flags = {
            "data": data,
            "corpus": corpus,
            "model": model,
            "language": language,
            "threads": threads,
            "engine": engine,
            "qdrant_url": qdrant_url,
        }
        given = {name: value for name, value in flags.items() if value is not None}
        settings = read_settings(**{**(line.flags if line else {}), **given})
        return command(Invocation(settings, texts_in(settings.language)), *own, **named)

    return common_options(run)


def typed(text: str) -> str:
    """Return what a user typed as letters, though the system takes its bytes for none.

    That is so if a terminal sends UTF-8 to a program that was started for another encoding, or the
    other way round; such letters can neither be stored nor searched for.
    """
    try:
        raw = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        # Windows has names with half a letter in them.
        raw = text.encode("utf-8", "replace")
    return raw.decode("utf-8", "replace")


def write_json(value: object) -> None:
    """Write a value to standard output as one line of JSON."""
    # Elsewhere than in UTF-8 a letter may be missing: then each is written as its number.
    is_utf8 = codecs.lookup(sys.stdout.encoding or "ascii").name == "utf-8"
    sys.stdout.write(json.dumps(value, ensure_ascii=not is_utf8) + "\n")
    sys.stdout.flush()

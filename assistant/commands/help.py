"""Help in the user's language: what click itself says of a command is worded here too."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import click

from assistant.settings_file import choose_language
from assistant.show.texts import Texts, texts_in

_RANGE = re.compile(r"\[(\d+)<=x<=(\d+)\]")
_FROM = re.compile(r"\[x>=(\d+)\]")
_PLACEHOLDER = re.compile(r"\b[A-Z]{2,}(?:[_ ][A-Z]{2,})*\b")


@dataclass(slots=True)
class CommandLine:
    """What is known before a command runs: the texts, and the flags in front of the command."""

    texts: Texts
    flags: Mapping[str, Any] = field(default_factory=dict)


def texts_of(context: click.Context) -> Texts:
    """Return the texts that the command line is answered with."""
    line = context.find_object(CommandLine)
    return line.texts if line else texts_in(choose_language())


def placeholders(text: str, texts: Texts) -> str:
    """Return `text` with what stands for a value, such as FILE, in the language of `texts`."""

    def named(found: re.Match[str]) -> str:
        key = f"cli.value.{found.group().lower().replace(' ', '_')}"
        return texts(key) if key in texts else found.group()

    return _PLACEHOLDER.sub(named, text)


def listed_option(record: tuple[str, str], texts: Texts) -> tuple[str, str]:
    """Return an option as the help lists it, its values and their range in words of `texts`."""
    spelt, told = record
    return placeholders(spelt, texts), _FROM.sub(r"[\1–]", _RANGE.sub(r"[\1–\2]", told))


class HelpFormatter(click.HelpFormatter):
    """Writes help with its headings in the language of some texts."""

    def __init__(self, texts: Texts, width: int | None, max_width: int | None) -> None:
        """Write lines as wide as click would."""
        super().__init__(width=width, max_width=max_width)
        self._texts = texts

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        told = f"{self._texts('cli.usage')} " if prefix is None else prefix
        super().write_usage(prog, placeholders(args, self._texts), told)

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Begin the options or the commands under their heading."""
        key = f"cli.section.{name.lower()}"
        with super().section(self._texts(key) if key in self._texts else name):
            yield


class HelpContext(click.Context):
    """The context of a command whose help is in the user's language."""

    def make_formatter(self) -> click.HelpFormatter:
        """Return what the help is written with."""
        return HelpFormatter(texts_of(self), self.terminal_width, self.max_content_width)

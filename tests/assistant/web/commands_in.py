"""Find shell commands in what a reader of the page is told."""

import re

import click

from assistant.cli import cli

_NAMES = "|".join(cli.list_commands(click.Context(cli)))
_COMMAND = re.compile(
    rf"\beksempelfinner (?:{_NAMES})\b"  # a command of ours
    r"|(?<![\w-])--[a-z][a-z-]+"  # an option
    r"|\b(?:pip install|sudo|apt(?:-get)? install)\b",
    re.IGNORECASE,
)


def commands_in(text: str) -> list[str]:
    """Return the commands and options that a text names."""
    return _COMMAND.findall(text)

"""The commands: what the command line takes is what the functions take."""

import inspect
from collections.abc import Iterator
from typing import get_args, get_type_hints

import click
import pytest

from assistant.cli import cli
from assistant.commands.options import Invocation, Option, typed
from assistant.settings import Settings
from assistant.show.texts import texts_in
from ingest.records import LANGUAGES

COMMON = {"data", "corpus", "model", "language", "threads", "engine", "qdrant_url"}


def _commands(group: click.Group = cli) -> Iterator[click.Command]:
    """Yield every command that does something, those of a group of commands too."""
    for command in group.commands.values():
        if isinstance(command, click.Group):
            yield from _commands(command)
        else:
            yield command


@pytest.mark.parametrize("command", list(_commands()), ids=lambda command: command.name)
def test_every_option_is_a_named_and_typed_parameter(command: click.Command) -> None:
    """A misspelt name is found here, and by the type checker in the function."""
    assert command.callback is not None
    function = inspect.unwrap(command.callback)
    first, *own = inspect.signature(function).parameters
    hints = get_type_hints(function, {"Settings": Settings})
    assert (hints[first], hints["return"]) == (Invocation, int)
    assert {parameter.name for parameter in command.params} == {*own, *COMMON}
    for parameter in command.params:
        if parameter.name in own:
            hint = hints[parameter.name]
            assert ("bool" in str(hint)) == bool(getattr(parameter, "is_flag", False))
            optional = type(None) in get_args(hint)
            may_be_missing = not parameter.required and parameter.to_info_dict()["default"] is None
            assert optional == (may_be_missing and parameter.nargs != -1), parameter.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_has_a_help_of_its_own(language: str) -> None:
    """In all three languages, and no help is left over."""
    texts = texts_in(language)
    every = (*cli.commands.values(), *_commands())
    named = {"show"} | {(command.name or "").replace("-", "_") for command in every}
    for command in (cli, *every):
        for parameter in command.params:
            if isinstance(parameter, Option):
                named.add(parameter.name)
    for name in named:
        assert texts(f"cli.help.{name}").endswith(".")


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Østlandet – én", "Østlandet – én"),
        ("Østlandet".encode().decode("ascii", "surrogateescape"), "Østlandet"),
        ("Østlandet".encode("latin-1").decode("utf-8", "surrogateescape"), "\ufffdstlandet"),
        ("\ud800stlandet", "?stlandet"),
    ],
)
def test_what_is_typed_is_read_as_letters(text: str, letters: str) -> None:
    """Bytes that the system took for no letters are UTF-8, or nothing that could be stored."""
    assert typed(text) == letters

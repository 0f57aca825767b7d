"""Help and version: every word of them in the user's language."""

import re
from collections.abc import Iterator
from importlib.metadata import version

import click
import pytest

from assistant.cli import cli
from assistant.commands.help import listed_option, placeholders
from assistant.show.texts import texts_in
from ingest.records import LANGUAGES, Language

CLICKS_OWN = re.compile(
    r"Usage|Options|Commands|COMMAND|ARGS|OPTIONS|TEXT|INTEGER|RANGE|FILE|DIR|YEAR|QUESTION"
    r"|Show this message|<=x|x>=|CODE|FIELDS|DAYS|PATH|HEADER|ADDRESSES"
)


ALIKE = {"URL", "1,3", "N/M"}
"""Placeholders that are the same in all languages."""


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("name", ["", *cli.commands])
def test_no_word_of_the_help_is_english(command, name: str, language: Language) -> None:
    """Headings, placeholders and ranges alike."""
    outcome = command("--language", language, *filter(None, [name]), "--help")
    assert outcome.code == 0
    assert CLICKS_OWN.findall(outcome.out) == []
    assert outcome.out.startswith(f"Bruk: eksempelfinner{f' {name}' if name else ''} ")
    assert ("\nValg:\n" if language == "nb" else "\nVal:\n") in outcome.out


def _parameters(group: click.Command) -> Iterator[click.Parameter]:
    yield from group.params
    if isinstance(group, click.Group):
        for each in group.commands.values():
            yield from _parameters(each)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_placeholder_has_a_word_in_each_language(language: Language) -> None:
    """Those of all commands and of the commands below them."""
    texts = texts_in(language)
    named = {each.metavar for each in _parameters(cli) if each.metavar} - ALIKE
    assert len(named) > 10
    assert [name for name in named if f"cli.value.{name.lower()}" not in texts] == []


def test_the_help_in_english_has_one_form_too(command) -> None:
    """No range is written as a comparison."""
    shown = command("--language", "en", "ask", "--help").out
    assert shown.startswith("Usage: eksempelfinner ask [OPTIONS] [QUESTION]\n")
    assert "--limit NUMBER" in shown
    assert "[1–1000]" in shown


def test_what_stands_for_a_value_is_named() -> None:
    """Whatever else is in capitals stays, and so do the values themselves."""
    texts = texts_in("nb")
    assert placeholders("[OPTIONS] COMMAND [ARGS]...", texts) == "[VALG] KOMMANDO [ARGUMENTER]..."
    assert placeholders("--limit INTEGER RANGE", texts) == "--limit TALL"
    assert placeholders("--x [PDF|nb]", texts) == "--x [PDF|nb]"
    assert listed_option(("--n INTEGER", "Så mange.  [1<=x<=9]"), texts) == (
        "--n TALL",
        "Så mange.  [1–9]",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_version_is_the_installed_one(command, language: Language) -> None:
    """In front of any command, and without doing any work."""
    outcome = command("--language", language, "--version")
    told = f"eksempelfinner {version('eksempelfinner')}\n"
    assert (outcome.code, outcome.out, outcome.err) == (0, told, "")
    assert "--version" in command("--help").out

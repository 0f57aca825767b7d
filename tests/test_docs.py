"""The documents: every command in them exists, and what they say of it holds."""

import re
import shlex
from pathlib import Path

import click
import pytest

from assistant.cli import cli

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "corpus/README.md"])


def _commands() -> list[tuple[str, str]]:
    found = []
    for document in DOCUMENTS:
        text = document.read_text("utf-8")
        blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
        spans = re.findall(r"`(eksempelfinner [^`]+)`", text)
        for line in [line for block in blocks for line in block.splitlines()] + spans:
            parts = (part.strip() for part in line.split("&&"))
            found += [(document.name, part) for part in parts if part.startswith("eksempelfinner")]
    return found


@pytest.mark.parametrize(("document", "line"), _commands())
def test_every_command_in_the_documents_parses(document: str, line: str) -> None:
    """The command exists and takes these options."""
    _, *arguments = shlex.split(line)
    if arguments == ["--help"]:
        return
    name, *rest = arguments
    command = cli.get_command(click.Context(cli), name)
    assert command is not None, (document, line)
    if rest != ["--help"]:
        command.make_context(name, rest)


def test_readme_shows_every_command() -> None:
    """No command is left out."""
    shown = {line.split()[1] for document, line in _commands() if document == "README.md"}
    assert set(cli.list_commands(click.Context(cli))) <= shown


def test_the_documents_link_to_files_that_exist() -> None:
    """No link leads nowhere."""
    for document in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), (document.name, target)


def test_ci_runs_the_readmes_own_commands() -> None:
    """The two commands stand in README, each on one line, as .ci/run looks for them."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert len(re.findall(r"^pip install .* && eksempelfinner ask", readme, re.MULTILINE)) == 1
    assert len(re.findall(r"^pip install .* && pytest$", readme, re.MULTILINE)) == 1

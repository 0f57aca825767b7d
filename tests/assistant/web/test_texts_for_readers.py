"""Nothing that a reader of the page is told names a command: they have no shell."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import assistant.errors
from assistant.errors import (
    MunicipalityMisspelt,
    MunicipalityUnknown,
    QuestionError,
    TooManySearches,
)
from assistant.show.texts import texts_in
from ingest.records import LANGUAGES, Language
from tests.assistant.web.commands_in import commands_in
from tests.test_errors import subclasses
from tests.test_layers import TREES, dotted, imported_modules

ROOT = Path(__file__).parents[3]
TERMINAL = {"assistant.web.server", "assistant.web.access.forwarded"}
"""What these say is for who started the server: in the terminal, and in the log."""

FOR_COMMANDS = {"undated.option"}
"""Texts of commands in modules that the page has too; that no answer has them is tested where every
route is tried."""


def keys(tree: object, prefix: str = "") -> Iterator[str]:
    """Yield the dotted key of every text below a table."""
    if isinstance(tree, dict):
        for name, inner in tree.items():
            yield from keys(inner, f"{prefix}.{name}" if prefix else name)
    else:
        yield prefix


KEYS = sorted(keys(texts_in("nb")._tree))


def modules_of_the_web() -> set[str]:
    """Return every module of the web page, and all that those import."""
    trees = {dotted(path): tree for path, tree in TREES.items()}
    found: set[str] = set()
    more = {name for name in trees if name.startswith("assistant.web")} - TERMINAL
    while more:
        found |= more
        more = {
            name for module in more for name in imported_modules(trees[module]) if name in trees
        } - (found | TERMINAL)
    return found


def named_in(tree: ast.AST) -> Iterator[str]:
    """Yield every key that a string of a module is, or that an f-string of it can become."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in KEYS:
            yield str(node.value)
        if isinstance(node, ast.JoinedStr):
            pattern = "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+"
                for part in node.values
            )
            # An f-string without a table in front could be any text, and is none.
            if "." in pattern and not pattern.startswith(r"\w"):
                yield from (key for key in KEYS if re.fullmatch(pattern, key))


def used() -> set[str]:
    """Return the keys of all texts that the page can show, but the sentences of errors."""
    modules = modules_of_the_web()
    found = {
        key for path, tree in TREES.items() if dotted(path) in modules for key in named_in(tree)
    }
    for template in (ROOT / "assistant/web/templates").glob("*.html"):
        quoted = re.findall(r'"([\w.]+)"', template.read_text("utf-8"))
        found |= set(quoted) & set(KEYS)
    return {key for key in found if not key.startswith(("errors.", "web_errors."))}


USED = used()


def test_the_texts_of_the_page_are_found() -> None:
    """Those of templates, of modules and of keys that are put together."""
    assert len(USED) > 250
    assert FOR_COMMANDS < USED
    assert {"page.search", "access.wrong", "access.not_local", "openapi.q", "kind.plan"} <= USED


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_the_page_names_a_command(language: Language) -> None:
    """Nor an option of one, in any language."""
    texts = texts_in(language)
    found = {key: commands_in(texts(key)) for key in USED - FOR_COMMANDS}
    assert {key: names for key, names in found.items() if names} == {}


READERS = [
    *(error for error in subclasses(QuestionError) if not error.__subclasses__()),
    MunicipalityUnknown,
    MunicipalityMisspelt,
    TooManySearches,
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("error", READERS, ids=lambda error: error.__name__)
def test_no_sentence_of_an_error_names_a_command(error, language: Language) -> None:
    """Of what was asked; what is wrong with the service is not told in detail."""
    assert error.__module__ == assistant.errors.__name__
    fields = dict.fromkeys(error.__dataclass_fields__, "x")
    assert commands_in(texts_in(language).web_error(error(**fields))) == []


def test_commands_are_seen() -> None:
    """The tests above would find them, as they stand in other texts."""
    texts = texts_in("nb")
    for key in ("errors.IndexMissing", "errors.PortTaken", "outcome.more", "errors.EncoderMissing"):
        assert commands_in(texts(key)), key
    assert commands_in("Eksempelfinner viser sitater – og skriver ingen egne svar.") == []

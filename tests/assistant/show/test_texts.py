"""The texts: complete and alike in all three languages."""

import ast
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ingest.errors
from assistant.show.texts import texts_in
from ingest.errors import EksempelfinnerError, FileDamaged, Reason
from ingest.records import KINDS, LANGUAGES, Language

ROOT = Path(__file__).parents[3]
# Parsed while tests are collected: once Gradio's threads run, CPython 3.11's parser can trip.
TREES = {
    path: ast.parse(path.read_text("utf-8"), str(path))
    for layer in ("ingest", "index", "assistant")
    for path in sorted((ROOT / layer).rglob("*.py"))
}


def _keys(language: Language) -> set[str]:
    """Return the dotted key of every text in a language."""
    path = ROOT / "assistant" / "texts" / f"{language}.toml"
    return set(_joined(tomllib.loads(path.read_text("utf-8"))))


def _joined(tree: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from _joined(value, f"{prefix}{name}.")
        else:
            yield prefix + name


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _leaves(base: type[EksempelfinnerError]) -> list[type[EksempelfinnerError]]:
    below = base.__subclasses__()
    return [leaf for child in below for leaf in _leaves(child)] if below else [base]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text(language: Language) -> None:
    """The keys are the same, the placeholders too, and nothing is empty."""
    norwegian, other = texts_in("nb"), texts_in(language)
    assert _keys(language) == _keys("nb")
    for key in _keys("nb"):
        assert other(key).strip()
        assert _placeholders(other(key)) == _placeholders(norwegian(key)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_a_sentence_with_its_details(language: Language) -> None:
    """Each leaf of the error tree can be told, and no sentence is left over."""
    texts = texts_in(language)
    leaves = _leaves(EksempelfinnerError)
    assert {f"errors.{leaf.__name__}" for leaf in leaves} == {
        key for key in _keys(language) if key.startswith("errors.")
    }
    for leaf in leaves:
        details = dict.fromkeys(getattr(leaf, "__dataclass_fields__", {}), "x")
        sentence = texts.error(leaf(**details))
        assert "{" not in sentence
        assert sentence.endswith((".", "x"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_programs_own_reasons_are_worded(language: Language) -> None:
    """Each has its words, also when it came from a worker as a plain string, and none is left."""
    texts = texts_in(language)
    keys = {key for key in _keys(language) if key.startswith("reasons.")}
    assert keys == {f"reasons.{reason}" for reason in Reason}
    for reason in Reason:
        sentence = texts.error(FileDamaged(file="a.pdf", reason=reason))
        assert f"({texts(f'reasons.{reason}')})" in sentence
        assert texts.error(FileDamaged(file="a.pdf", reason=str(reason.value))) == sentence


def test_the_reason_of_a_library_stays_as_it_is() -> None:
    """It has no words in other languages."""
    sentence = texts_in("nb").error(FileDamaged(file="a.pdf", reason="EOF marker not found"))
    assert sentence == (
        "a.pdf: filen er skadet eller ikke det navnet sier (EOF marker not found). "
        "Last den ned på nytt."
    )


def test_every_kind_and_verdict_has_a_text() -> None:
    """What the program makes keys of is there."""
    texts = texts_in("nb")
    for kind in KINDS:
        assert texts(f"kind.{kind}")
    for verdict in ("good", "weak", "none"):
        assert texts(f"outcome.row_{verdict}")


def test_no_text_is_left_over() -> None:
    """Every key is named somewhere in the code, whole or as the pattern that it is made by."""
    sources = [*(ROOT / "assistant").rglob("*.py"), *(ROOT / "assistant").rglob("*.html")]
    code = "\n".join(path.read_text("utf-8") for path in sources)
    made = (
        "errors.",
        "web_errors.",
        "access.",
        "users.",
        "openapi.",
        "kind.",
        "listing.",
        "doctor.",
        "cli.help.",
        "cli.section.",
        "cli.value.",
        "page.example_",
        "field.",
        "export.",
        "outcome.",
        "short_pages.",
        "source.",
        "personal.",
        "kinds.",
        "language.",
        "language_names.",
        "filters.",
        "exports.",
        "menu.",
        "adding.",
        "left_out.",
        "fetch.",
        "reading.",
        "reasons.",
        "evaluation.",
        "page.unfiltered",
        "sorting.",
        "undated.",
    )
    for key in _keys("nb"):
        assert key in code or key.startswith(made), key


def test_the_code_speaks_no_norwegian() -> None:
    """Letters that only Norwegian has stand in no string of the code, docstrings apart."""
    for path, tree in TREES.items():
        told = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in told
            ):
                assert not set("æøåÆØÅ") & set(node.value), (path, node.value)
    assert ingest.errors.__doc__

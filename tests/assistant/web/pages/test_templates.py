"""Templates only print: what is shown, and how many of it, was decided before."""

from pathlib import Path

import pytest
from jinja2 import meta, nodes

from assistant.show.texts import texts_in
from assistant.web.pages.links import Link, Note
from assistant.web.pages.templates import TEMPLATES_FOLDER, environment, fill

TEMPLATES = sorted(TEMPLATES_FOLDER.iterdir())
# What an included template prints besides the value of its own name.
ALSO = {"quote": {"card"}, "page_link": {"page"}}
DECIDING = (
    nodes.Add, nodes.Assign, nodes.Compare, nodes.Concat, nodes.CondExpr, nodes.Div, nodes.Filter,
    nodes.FloorDiv, nodes.Macro, nodes.Mod, nodes.Mul, nodes.Pow, nodes.Slice, nodes.Sub,
    nodes.Test,
)  # fmt: skip


def tree(path: Path) -> nodes.Template:
    """Return a template as Jinja reads it."""
    return environment().parse(path.read_text("utf-8"))


def name(path: Path) -> str:
    """Return the name of a template's file."""
    return path.name


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_calls_nothing_but_the_texts(path: Path) -> None:
    """Nor does it filter, slice, compare, calculate or keep anything for later."""
    found = tree(path)
    called = [call.node for call in found.find_all(nodes.Call)]
    assert all(isinstance(node, nodes.Name) and node.name == "texts" for node in called)
    assert list(found.find_all(DECIDING)) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_reads_one_value_that_is_called_as_it_is(path: Path) -> None:
    """Beside the texts; a template that others include may be called for a part of a value."""
    known = {"texts", path.stem, *ALSO.get(path.stem, ())}
    assert meta.find_undeclared_variables(tree(path)) <= known


def test_every_template_is_used() -> None:
    """By a page or by another template."""
    code = "".join(path.read_text("utf-8") for path in TEMPLATES_FOLDER.parent.rglob("*.py"))
    included = "".join(path.read_text("utf-8") for path in TEMPLATES)
    for path in TEMPLATES:
        assert f'fill("{path.stem}"' in code or f'include "{path.name}"' in included, path.name


def test_values_are_escaped() -> None:
    """Whatever they hold."""
    note = Note("<b>", Link('"><script>', "&"))
    assert fill("note", texts_in("nb"), note) == (
        '&lt;b&gt; <a href="&#34;&gt;&lt;script&gt;">&amp;</a>'
    )
    assert fill("note", texts_in("nb"), Note("bare ord")) == "bare ord"

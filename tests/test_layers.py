"""Data flows one way, and nothing heavy is imported before it is needed."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = ("ingest", "index", "assistant")
HEAVY = {
    "bm25s",
    "docx",
    "faiss",
    "gradio",
    "sentence_transformers",
    "tokenizers",
    "torch",
    "transformers",
}
MODULES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))
# Parsed while tests are collected: once Gradio's threads run, CPython 3.11's parser can trip.
TREES = {path: ast.parse(path.read_text("utf-8"), str(path)) for path in MODULES}


def imports(nodes: list[ast.AST]) -> Iterator[str]:
    """Yield the full name of every module that one of `nodes` imports."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the layer"
            yield node.module or ""


def run_on_import(node: ast.AST) -> Iterator[ast.AST]:
    """Yield every node that is run when the module is imported."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from run_on_import(child)


def name(path: Path) -> str:
    """Return the path of a module inside the project."""
    return path.relative_to(ROOT).as_posix()


def test_there_are_modules_in_every_layer() -> None:
    """The other tests have something to look at."""
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} == set(LAYERS)
    assert len(MODULES) > 30


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nothing_imports_a_later_layer(path: Path) -> None:
    """Not even inside a function does a module import what comes after it."""
    layer = path.relative_to(ROOT).parts[0]
    later = LAYERS[LAYERS.index(layer) + 1 :]
    found = {module.split(".")[0] for module in imports(list(ast.walk(TREES[path])))}
    assert found.isdisjoint(later)
    assert "tests" not in found


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_heavy_libraries_are_imported_inside_functions(path: Path) -> None:
    """Importing a module of ours never loads a library that takes long."""
    found = {module.split(".")[0] for module in imports(list(run_on_import(TREES[path])))}
    assert found.isdisjoint(HEAVY)


def test_the_vocabulary_needs_the_standard_library_alone() -> None:
    """Documents and passages can be used without anything installed."""
    found = {
        module.split(".")[0]
        for module in imports(list(ast.walk(TREES[ROOT / "ingest" / "records.py"])))
    }
    assert found
    assert found <= sys.stdlib_module_names


def loaded_with(modules: str, watched: set[str]) -> list[str]:
    """Return which of the modules `watched` are loaded when a new Python imports `modules`."""
    code = f"import sys, {modules}; print(*sorted({watched!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


def test_the_command_starts_without_heavy_libraries() -> None:
    """Importing the command, as `--help` does, loads none of what takes seconds."""
    assert loaded_with("assistant.cli", HEAVY | {"numpy", "scipy", "sklearn"}) == []


@pytest.mark.parametrize(
    "modules", ["assistant.cli", "ingest.corpus", "ingest.sandbox.draw_safely"]
)
def test_only_reading_a_file_needs_what_windows_lacks(modules: str) -> None:
    """The command and the corpus are imported without limits of resources and subprocesses."""
    assert loaded_with(modules, {"resource", "ingest.sandbox.process"}) == []
    assert loaded_with("resource, ingest.sandbox.process", {"resource"}) == ["resource"]


# What opens connections to other machines, and what asks for their names.
NETWORK = {
    "aiohttp",
    "ftplib",
    "gradio_client",
    "http.client",
    "httpcore",
    "httpx",
    "httpx2",
    "huggingface_hub",
    "imaplib",
    "requests",
    "smtplib",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "websockets",
    "xmlrpc",
}
CONNECTING = {"connect", "connect_ex", "create_connection", "open_connection", "gethostbyname"}
FETCHING = ROOT / "ingest" / "fetch" / "download.py"


def reaches_out(tree: ast.AST) -> set[str]:
    """Return what in a module opens a connection to another machine."""
    nodes = list(ast.walk(tree))
    found = {
        f"{node.module}.{alias.name}"
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    } | set(imports(nodes))
    known = {name for name in found if any(f"{name}.".startswith(f"{n}.") for n in NETWORK)}
    called = {
        node.func.attr
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    return known | (called & CONNECTING)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_fetching_uses_the_network(path: Path) -> None:
    """No other module has what opens a connection to another machine."""
    assert bool(reaches_out(TREES[path])) == (path == FETCHING)


@pytest.mark.parametrize(
    "code",
    [
        "import httpx",
        "import urllib.request as u",
        "from urllib import request",
        "def f():\n    from requests.sessions import Session",
        "import socket\nsocket.create_connection(('x', 1))",
    ],
)
def test_every_way_out_is_seen(code: str) -> None:
    """The test above would find it."""
    assert reaches_out(ast.parse(code))


def test_only_the_command_fetches() -> None:
    """Nothing else calls what uses the network."""
    users = {
        name(path)
        for path in MODULES
        if "ingest.fetch.download" in set(imports(list(ast.walk(TREES[path]))))
    }
    assert users == {"assistant/commands/fetch.py"}

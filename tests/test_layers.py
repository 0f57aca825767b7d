"""Data flows one way, and nothing heavy is imported before it is needed."""

import ast
import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = ("ingest", "index", "assistant", "eksempelfinner")
# The rooms of each layer in the order in which data goes through them: a module imports nothing
# of a later room. A new room gets its place here.
ROOMS = {
    "ingest": (
        "hand_out", "records", "errors", "progress", "file_name", "disk", "corpus_data",
        "norwegian", "reading",
        "guidance", "pdf", "recognition", "document_facts", "formats", "fetch", "sandbox",
        "description", "passages", "answer_units", "library", "corpus",
    ),
    "index": (
        "errors", "memory", "sealed", "row_map", "word_counts", "postings", "lexical", "largest",
        "vectors", "encoder", "tokens", "integer_product", "units", "partition", "protocol",
        "maxsim", "passage_table", "segment", "generation", "spare", "reuse", "passage_vectors",
        "publication", "build", "shard", "shards", "engine_names", "qdrant", "engine", "archive",
    ),
    "assistant": (
        "errors", "settings_file", "settings", "reporter", "access", "search", "counts", "show",
        "workspace", "reports", "evaluation", "doctor", "api", "web", "commands", "interruption",
        "streams", "cli",
    ),
    "assistant.web": (
        "request", "pages", "threads", "metrics", "gradio_bridge", "middleware", "not_found",
        "access", "openapi", "root_path", "silent_errors", "pdf_routes", "routes", "health",
        "request_log", "app", "connection", "stopping", "allocation", "server",
    ),
}  # fmt: skip
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


def dotted(path: Path) -> str:
    """Return the name that a module is imported by."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room_of(module: str, package: str) -> str | None:
    """Return the room of `package` that a module is in; None of another or the package itself."""
    inside = module.removeprefix(f"{package}.")
    return None if inside == module else inside.split(".")[0]


KNOWN = {dotted(path) for path in MODULES}


def imported_modules(tree: ast.AST) -> Iterator[str]:
    """Yield the name of every module that is imported: `from a import b` may import a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in KNOWN else node.module or ""


def runs_up(module: str, tree: ast.AST, package: str) -> list[str]:
    """Return what a module of `package` imports of its later rooms."""
    order = ROOMS[package]
    own = room_of(module, package)
    if own is None:
        return []
    rooms = {room_of(name, package): name for name in imported_modules(tree)}
    later = order[order.index(own) + 1 :]
    return [name for room, name in rooms.items() if room in later]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_import_runs_up_inside_a_layer(path: Path) -> None:
    """Not even inside a function does a module import what comes after its room."""
    for package in ROOMS:
        assert runs_up(dotted(path), TREES[path], package) == []


def test_every_room_has_its_place_in_the_order() -> None:
    """No module is in a room that the order does not know, and no room is left over."""
    for package, order in ROOMS.items():
        rooms = {room_of(dotted(path), package) for path in MODULES} - {None}
        assert rooms == set(order)


@pytest.mark.parametrize(
    ("module", "code", "found"),
    [
        ("ingest.pdf.lines", "from ingest.library import Library", ["ingest.library"]),
        ("ingest.pdf.lines", "import ingest.reading.file_text", []),
        ("assistant.web.pages.card", "from assistant.web import app", ["assistant.web.app"]),
        (
            "assistant.search.answer",
            "def f():\n import assistant.show.texts",
            ["assistant.show.texts"],
        ),
    ],
)
def test_an_import_that_runs_up_is_seen(module: str, code: str, found: list[str]) -> None:
    """The test above would find it, however it is written."""
    package = "assistant.web" if ".web." in module else module.split(".")[0]
    assert runs_up(module, ast.parse(code), package) == found


def test_no_modules_import_each_other() -> None:
    """Not by way of others either, nor inside a function or for a type."""
    graph = {
        dotted(path): set(imported_modules(TREES[path])) & KNOWN - {dotted(path)}
        for path in MODULES
    }
    while free := [module for module, needs in graph.items() if not needs & graph.keys()]:
        for module in free:
            del graph[module]
    assert graph == {}


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
    "modules", ["assistant.cli", "ingest.corpus", "ingest.sandbox.safe_drawer"]
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
    "qdrant_client",
    "requests",
    "smtplib",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "websockets",
    "xmlrpc",
}
CONNECTING = {"connect", "connect_ex", "create_connection", "open_connection", "gethostbyname"}
FETCHING = ROOT / "ingest" / "fetch" / "connection.py"
# Asks the server that `--qdrant-url` names, and no other.
ASKING = ROOT / "index" / "qdrant" / "server.py"


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
    """No other module has what opens a connection to another machine, but for an index there."""
    assert bool(reaches_out(TREES[path])) == (path in (FETCHING, ASKING))


@pytest.mark.parametrize(
    "code",
    [
        "import httpx",
        "def f():\n    from qdrant_client import models",
        "import urllib.request as u",
        "from urllib import request",
        "def f():\n    from requests.sessions import Session",
        "import socket\nsocket.create_connection(('x', 1))",
    ],
)
def test_every_way_out_is_seen(code: str) -> None:
    """The test above would find it."""
    assert reaches_out(ast.parse(code))


def users_of(module: str) -> set[str]:
    """Return the modules that import `module` or something of it."""
    return {name(path) for path in MODULES if module in set(imported_modules(TREES[path]))}


def test_only_the_command_fetches() -> None:
    """Nothing else calls what uses the network, not even by way of others."""
    inside = {f"ingest/fetch/{name}.py" for name in ("download", "find_report", "kudos")}
    assert users_of("ingest.fetch.connection") == inside - {"ingest/fetch/find_report.py"}
    users = users_of("ingest.fetch.download") | users_of("ingest.fetch.kudos")
    users |= users_of("ingest.fetch.find_report")
    words = {"assistant/commands/fetch.py", "assistant/commands/fetch_view.py"}
    assert users - inside == {"assistant/reports/fetch_reports.py", *words}
    assert users_of("assistant.reports.fetch_reports") == words
    assert users_of("assistant.commands.fetch") == {"assistant/cli.py"}


PACKAGES = [path for path in MODULES if path.name == "__init__.py"]


@pytest.mark.parametrize("path", PACKAGES, ids=name)
def test_a_package_says_what_is_in_it_and_hands_it_out(path: Path) -> None:
    """A paragraph in its docstring; every name in `__all__`, in order, can be had from it."""
    package = importlib.import_module(dotted(path))
    assert len((package.__doc__ or "").split()) > 15
    names = getattr(package, "__all__", [])
    assert names == sorted(names)
    for each in names:
        assert getattr(package, each) is not None
    with pytest.raises(AttributeError):
        _ = package.no_such_name

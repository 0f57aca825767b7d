"""The door to Gradio: nothing outside of it knows Gradio, and it opens only when it is used."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[4]
BRIDGE = ROOT / "assistant" / "web" / "gradio_bridge"


def test_no_other_module_knows_gradio() -> None:
    """None imports it, names one of its paths, or imports a module behind the door."""
    for path in (ROOT / "assistant").rglob("*.py"):
        if path.is_relative_to(BRIDGE):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in getattr(node, "names", ()) if hasattr(alias, "name")]
            module = getattr(node, "module", None) or ""
            assert "gradio" not in {name.split(".")[0] for name in (module, *names)}, path
            assert not module.startswith("assistant.web.gradio_bridge."), path
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert "gradio_api" not in node.value, path


def test_the_door_imports_nothing_until_it_is_used() -> None:
    """Neither Gradio nor a web framework."""
    code = (
        "import sys, assistant.web.gradio_bridge as door; before = set(sys.modules);"
        "watched = {'gradio', 'fastapi', 'starlette', 'jinja2'};"
        "print(*sorted(before & watched)); door.mount_gradio;"
        "print(*sorted(set(sys.modules) & watched))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "\njinja2 starlette\n"), done.stderr

"""The program can be imported where Python lacks what only Linux and macOS have."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("corpus", "ingest", "index", "assistant", "eksempelfinner")

CODE = """
import importlib, os, sys
for name in ("resource", "fcntl", "pwd", "grp", "termios"):
    sys.modules[name] = None  # an import of it fails
for name in ("sysconf", "killpg", "fork", "setsid"):  # libraries ask for others by the platform
    delattr(os, name)
for name in sys.argv[1:]:
    importlib.import_module(name)
print("imported", len(sys.argv) - 1)
"""


def test_every_module_is_imported_without_what_windows_lacks() -> None:
    """Workers of the sandbox are modules too, and are only run where their limits exist."""
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
    ]
    command = [sys.executable, "-c", CODE, *modules]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.splitlines()[-1] == f"imported {len(modules)}"
    assert len(modules) > 300

"""A worker has the limits that it set itself, and cannot do what reading a file does not need."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.sandbox.restrictions import PROGRAM_BYTES

ROOT = Path(__file__).parents[3]


def run_restricted(code: str, folder: Path) -> str:
    """Return what `code` writes in a process of its own, run in `folder`."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


LIMITS = """
import resource
from ingest.sandbox.restrictions import limit_resources
resource.setrlimit(resource.RLIMIT_NOFILE, (30, 30))
limit_resources(7, 300_000_000)
for name in ("CPU", "AS", "FSIZE", "CORE", "NOFILE"):
    print(name, *resource.getrlimit(getattr(resource, f"RLIMIT_{name}")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="macOS has no limit of address space")
def test_the_kernel_has_the_limits(tmp_path: Path) -> None:
    """A hard limit that is lower already stays."""
    memory = 300_000_000 + PROGRAM_BYTES
    assert run_restricted(LIMITS, tmp_path).splitlines() == [
        "CPU 7 8",
        f"AS {memory} {memory}",
        "FSIZE 0 0",
        "CORE 0 0",
        "NOFILE 30 30",
    ]


# The hook alone, which is all there is on macOS: the kernel's part is left out.
HOOK = """
import os, pathlib, shutil, socket, subprocess, tempfile
from ingest.sandbox import restrictions
restrictions.forbid_changes = lambda: False
restrictions._lower = lambda *_: None
restrictions.forbid({but})
acts = {{
    "read": lambda: open("fil").read(),
    "write": lambda: open("fil", "w"),
    "append": lambda: open("fil", "a"),
    "update": lambda: open("fil", "r+"),
    "create": lambda: os.open("ny", os.O_CREAT | os.O_WRONLY),
    "pipe": lambda: os.fdopen(os.pipe()[1], "w").close(),
    "remove": lambda: os.remove("fil"),
    "rename": lambda: os.rename("fil", "ny"),
    "folder": lambda: os.mkdir("ny"),
    "mode": lambda: os.chmod("fil", 0),
    "copy": lambda: shutil.copyfile("fil", "ny"),
    "temporary": lambda: tempfile.mkdtemp(dir="."),
    "socket": lambda: socket.socket(),
    "program": lambda: subprocess.run(["true"], check=True) and None,
    "system": lambda: os.system("true"),
    "fork": lambda: os.fork() or os._exit(0),
}}
for name, act in acts.items():
    try:
        act()
    except PermissionError:
        continue
    print(name)
"""


@pytest.mark.parametrize(
    ("but", "allowed"),
    [("()", ["read", "pipe"]), ("('subprocess.Popen',)", ["read", "pipe", "program"])],
)
def test_the_audit_hook_forbids_what_python_code_does(
    but: str, allowed: list[str], tmp_path: Path
) -> None:
    """All but reading and writing to what is open, and what is named."""
    (tmp_path / "fil").write_text("urørt")
    assert run_restricted(HOOK.format(but=but), tmp_path).splitlines() == allowed
    assert [path.name for path in tmp_path.iterdir()] == ["fil"]
    assert (tmp_path / "fil").read_text() == "urørt"

"""Build, ask, serve and evaluate without any network, and without a try to use one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WATCHED = Path(__file__).parent / "watched.py"
INSIDE = Path(__file__).parent / "inside.py"


def _can_unshare() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode == 0


needs_namespaces = pytest.mark.skipif(
    not _can_unshare(),
    reason="needs network namespaces: unshare -rn is not there, or not allowed on this machine",
)


@pytest.mark.encoder
@needs_namespaces
def test_everything_works_with_loopback_alone(tmp_path: Path) -> None:
    """In a namespace whose only interface is loopback; a try to reach anything else is found."""
    reached = tmp_path / "reached"
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "EKSEMPELFINNER_DATA": str(tmp_path / "data"),
        "PYTHONUNBUFFERED": "1",
    }
    command = ["unshare", "-rn", sys.executable, str(INSIDE), str(WATCHED), str(reached)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    # What is looked at in the namespace: its interfaces, then each command that was run.
    assert done.stdout.split() == ["lo", "unreachable", "build", "ask", "evaluate", "serve"]
    assert not reached.exists(), reached.read_text()

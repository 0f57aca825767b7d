"""Nothing that is sent to a described route breaks the server.

No request may end in an error of the server, or be answered in a form that is not described; and
no answer may tell a reader to run a command.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.assistant.web.access.conftest import Guarded

ROOT = Path(__file__).parents[4]


def test_nothing_that_is_sent_breaks_the_server(described: Guarded) -> None:
    """By who has signed in, on every route, with right parameters and wrong ones."""
    script = "tests.assistant.web.openapi.fuzz"
    path = os.pathsep.join([str(ROOT), *sys.path])
    done = subprocess.run(
        [sys.executable, "-m", script, described.data, described.reader],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path, "PYTHONNODEBUGRANGES": "1"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    tried = json.loads(done.stdout.splitlines()[-1])
    assert len(tried["routes"]) > 15
    assert sum(tried["routes"].values()) > 400
    statuses = {int(status) for status in tried["statuses"]}
    assert {200, 303, 400, 403, 404} <= statuses
    assert max(statuses) < 500

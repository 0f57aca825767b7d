"""Start the program's server in a process of its own, for the benchmarks that ask it."""

import re
import subprocess
import sys
from pathlib import Path


def serve(data: Path) -> tuple["subprocess.Popen[str]", str]:
    """Return a running server with its data in `data`, and its address."""
    command = [sys.executable, "-c", "from assistant.cli import main; main()"]
    server = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "serve", "--port", "0", "--data", str(data)], stderr=subprocess.PIPE, text=True
    )
    for line in server.stderr or ():
        if found := re.search(r"http://\S+/", line):
            return server, found.group()
    raise SystemExit("the server did not start")

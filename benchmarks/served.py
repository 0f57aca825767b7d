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
    return server, address_of(server)


def address_of(server: "subprocess.Popen[str]") -> str:
    """Return the address that a server which is starting tells."""
    for line in server.stderr or ():
        if found := re.search(r"http://\S+/", line):
            return found.group()
    raise SystemExit("the server did not start")


def megabytes(pid: int, what: str) -> float:
    """Return what a process takes of memory: `VmRSS` now, `VmHWM` at most so far."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(rf"{what}:\s+(\d+) kB", status)
    return int(found.group(1)) / 1024 if found else 0.0

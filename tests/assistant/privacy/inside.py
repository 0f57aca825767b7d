"""What runs in a network namespace: it brings loopback up, and runs the program there.

Run as `python inside.py WATCHED REPORT`; see watched.py.
"""

import fcntl
import re
import socket
import struct
import subprocess
import sys
import urllib.request
from urllib.parse import urlencode

UP, RUNNING = 0x1, 0x40
SIOCSIFFLAGS = 0x8914
PROGRAM = [sys.executable, *sys.argv[1:]]


def say(word: str) -> None:
    """Say what has been done."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def bring_up_loopback() -> None:
    """Do what `ip link set lo up` does."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh14x", b"lo", UP | RUNNING)
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, request)


def check_unreachable() -> None:
    """Try to reach an address of documentation, which no interface leads to."""
    with socket.socket() as trying:
        try:
            trying.connect(("192.0.2.1", 443))
        except OSError:
            say("unreachable")


def serve() -> None:
    """Serve, and ask the page and the API."""
    command = [*PROGRAM, "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        for line in server.stderr or ():
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                query = urlencode({"q": "hvordan skaffe utleieboliger uten å eie dem?"})
                for path in ("", f"?{query}", f"api/ask?{query}", f"eksport.docx?{query}"):
                    with urllib.request.urlopen(found.group() + path) as answer:  # noqa: S310
                        assert answer.status == 200
                say("serve")
                break
        server.terminate()
        server.communicate()


if __name__ == "__main__":
    for _, name in socket.if_nameindex():
        say(name)
    bring_up_loopback()
    check_unreachable()
    for command in (["build"], ["ask", "leie til eie"], ["evaluate", "--half", "develop"]):
        subprocess.run([*PROGRAM, *command], check=True, stdout=subprocess.DEVNULL)
        say(command[0])
    serve()

"""Run the real program at debug level, with every try to reach another machine written down.

Run as `python watched.py REPORT COMMAND...`. REPORT is the file that tries are written to. With
EKSEMPELFINNER_TEST_BREAK=1, a search for a question with "knekk" in it fails inside a library that
quotes the question, and none but one search at a time is let in.
"""

import logging
import os
import sys
from pathlib import Path
from typing import Any

REPORT = Path(sys.argv[1])
LOOPBACK = ("127.0.0.1", "::1", "localhost", None, "", b"localhost", "0.0.0.0")  # noqa: S104


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Write down what leaves this machine, or asks for the address of one that is another."""
    host: Any = None
    if event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    if host not in LOOPBACK:
        with REPORT.open("a") as report:
            report.write(f"{event} {host}\n")


def debug_everything() -> None:
    """Let every logger of every library write all that it would, now and when others are made."""
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
    logging.disable(logging.NOTSET)

    def set_lowest(self: logging.Logger, level: int | str) -> None:
        self.level = logging.DEBUG

    logging.Logger.setLevel = set_lowest  # type: ignore[method-assign]


def break_searches() -> None:
    """Let some searches fail, and keep the others from more than one at a time."""
    from assistant.search.ranker import Ranker
    from assistant.web import app, threads

    read = Ranker.read

    def failing(self: Ranker, question: Any, *more: Any, **named: Any) -> Any:
        if "knekk" in question.text:
            raise ValueError(f"a library cannot read {question.text!r}")
        return read(self, question, *more, **named)

    Ranker.read = failing  # type: ignore[method-assign]
    app.search_workers = lambda: threads.Workers(1, 0)


if __name__ == "__main__":
    sys.addaudithook(watch)
    debug_everything()
    if os.environ.pop("EKSEMPELFINNER_TEST_BREAK", ""):
        break_searches()
    from assistant.cli import main

    sys.argv = ["eksempelfinner", *sys.argv[2:]]
    main()

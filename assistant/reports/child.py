"""Run a command of the program in a process of its own, behind what the page is asked."""

import os
import subprocess
import sys

from assistant.settings import Settings

SHARED = {"data", "corpus", "model", "language", "engine", "qdrant_url"}


def start_child(settings: Settings, *arguments: str) -> "subprocess.Popen[str]":
    """Start a command with the settings that decide what it reads and writes."""
    command = [sys.executable, "-P", "-m", "assistant.cli", *arguments]
    options = settings.model_dump(include=SHARED)
    for name, value in options.items():
        command += [f"--{name.replace('_', '-')}", str(value)] if value not in (None, "") else []
    # The lower priority leaves the processor to the questions that the page is asked.
    return subprocess.Popen(  # noqa: S603
        ["nice", "-n", "10", *command] if os.name == "posix" else command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        # It may be told to write to a terminal in another encoding, and this is none.
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )

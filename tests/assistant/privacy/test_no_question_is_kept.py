"""Build, ask and serve at debug level: no word of a question is in anything that they write."""

import os
import re
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.made_report import REPORT

WATCHED = Path(__file__).parent / "watched.py"
WORDS = ("hemmeligord", "skjultord", "knekkord", "trangtord", "utenord")
"""Words that no source has and every question here has one of."""

ASKED = (
    "/?q=hemmeligord+utleie",
    "/?q=hemmeligord&kommune=Oslo&lang=nn",
    "/?q=hemmeligord&i=skjultord&dok=" + REPORT,
    "/?q=%22hemmeligord%22",
    "/api/ask?q=hemmeligord",
    "/api/ask?q=" + "hemmeligord+" * 400,
    "/api/ask?q=hemmeligord&kind=skjultord",
    "/api/ask?q=hemmeligord&kommune=skjultord",
    "/eksport.csv?q=hemmeligord",
    "/eksport.docx?q=hemmeligord",
    "/eksport.md?q=hemmeligord",
    f"/side/{REPORT}/2.png?at=hemmeligord&ord=skjultord",
    "/fil/hemmeligord.pdf",
    "/hemmeligord?q=skjultord",
    "/tall?q=hemmeligord",
    "/healthz?q=hemmeligord",
    "/?q=knekkord",
    "/api/ask?q=knekkord",
    "/eksport.md?q=knekkord",
)


def written(folder: Path) -> bytes:
    """Return what stands in every file below a folder, and their names."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return b"\n".join(str(path).encode() + b"\n" + path.read_bytes() for path in files)


@pytest.mark.encoder
@pytest.mark.parametrize("counts", [(), ("--counts",)], ids=["default", "counts"])
def test_nothing_that_is_written_has_a_word_of_a_question(
    with_report: Path, tmp_path: Path, counts: tuple[str, ...]
) -> None:
    """Not by searches, errors, refusals, exports, a program's requests or a browser's."""
    folder = tmp_path / "all"
    shutil.copytree(with_report, folder / "data")
    environment = {
        **os.environ,
        "HOME": str(folder),
        "TMPDIR": str(folder / "tmp"),
        "EKSEMPELFINNER_DATA": str(folder / "data"),
        "EKSEMPELFINNER_TEST_BREAK": "1",
        "PYTHONUNBUFFERED": "1",
    }
    (folder / "tmp").mkdir()
    program = [sys.executable, str(WATCHED), str(folder / "reached")]
    questions = folder / "tmp" / "questions.txt"
    questions.write_text("utenord for månebase\n")
    said = ""
    for command in (["build"], ["ask", "hemmeligord utleie"], ["ask", "--file", str(questions)]):
        done = subprocess.run(
            [*program, *command], env=environment, capture_output=True, text=True, check=True
        )
        # The answer itself repeats the question, to whoever asked.
        said += done.stderr
    questions.unlink()
    served = _serve_and_ask([*program, "serve", "--port", "0", *counts], environment)
    said += served
    assert "DEBUG:" in said
    assert "ValueError" in served
    assert "search failed" in served
    everything = said.encode() + written(folder)
    for word in WORDS:
        assert word.encode() not in everything.lower(), word
    assert (b"counts.sqlite" in everything) == bool(counts)
    assert not (folder / "reached").exists()


def _serve_and_ask(command: list[str], environment: dict[str, str]) -> str:
    """Ask a server in every way, end it, and return all that it wrote."""
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    lines: list[str] = []
    address: list[str] = []
    is_up = threading.Event()

    def listen() -> None:
        for line in process.stdout or ():
            lines.append(line)
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                address.append(found.group())
                is_up.set()
        is_up.set()

    listening = threading.Thread(target=listen)
    listening.start()
    try:
        assert is_up.wait(120)
        assert address, "".join(lines)
        _ask(address[0])
    finally:
        process.terminate()
        process.wait(timeout=30)
        listening.join()
        if process.stdout:
            process.stdout.close()
    return "".join(lines)


def _ask(server: str) -> None:
    headers = {
        "accept": "text/html,*/*",
        "referer": f"{server}/?q=skjultord",
        # The server closes a connection on which something failed.
        "connection": "close",
    }
    with httpx.Client(base_url=server, headers=headers, timeout=60, trust_env=False) as client:
        statuses = {path: client.get(path).status_code for path in ASKED}
        assert statuses["/?q=hemmeligord+utleie"] == 200
        assert statuses["/?q=knekkord"] == 500
        assert statuses["/eksport.docx?q=hemmeligord"] == 200
        page = client.get("/").text
        function = re.search(r'"dependencies":\[\{"id":(\d+)', page.replace(": ", ":"))
        number = int(function.group(1)) if function else 0
        for asked in (
            {"query": "?q=hemmeligord", "turn": "1"},
            {"query": "?q=knekkord"},
            "skjultord",
        ):
            body = {"data": [], "event_data": asked, "fn_index": number, "session_hash": "utenord"}
            client.post("/gradio_api/run/predict", json=body)
        client.post("/gradio_api/run/predict", content=b'{"data": "skjultord')
        client.post("/api/ask?q=hemmeligord", content=b"skjultord")
        with ThreadPoolExecutor(16) as many:
            found = list(
                many.map(lambda n: client.get(f"/api/ask?q=trangtord+{n}").status_code, range(64))
            )
        assert {200, 503} == set(found)

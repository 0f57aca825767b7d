"""A file that was made to harm is read or refused by one sentence, within its limits."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.show.texts import texts_in
from ingest.errors import (
    FileDamaged,
    FileEmpty,
    FileLocked,
    FileRefused,
    FileTooHungry,
    FileTooLarge,
    FileTooLong,
    FileTooSlow,
    FileTypeUnknown,
)
from ingest.reading.file_text import FileText
from ingest.sandbox.limits import LIMITS
from ingest.sandbox.safe_reader import read_safely
from tests.ingest.sandbox.hostile_files import (
    FONT,
    STREAM,
    TEXT,
    bomb_pdf,
    encrypted_pdf,
    liar_package,
    many_pages_pdf,
    page_pdf,
    page_tree_pdf,
    plain_pdf,
    raw_pdf,
    stream_object,
    word_body,
    word_package,
    write_file,
)

# Small enough that a file which takes all it can get is stopped soon.
TIGHT = replace(LIMITS, wall=30, cpu=4, memory=400_000_000)

PRODUCER = "ReportLab PDF Library - (opensource)"
LOOPED = b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"
DEEP = b"[" * 100_000 + b"]" * 100_000
ENTITIES = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>%b]>" % b"".join(
    b"<!ENTITY %c '%b'>" % (letter, b"&%c;" % (letter - 1) * 10) for letter in b"bcdefghij"
)

REFUSED: dict[str, tuple[Callable[[], bytes], tuple[type[FileRefused], ...]]] = {
    "cut in its first half": (lambda: plain_pdf()[: len(plain_pdf()) // 4], (FileDamaged,)),
    "a header alone": (lambda: b"%PDF-1.7\n", (FileDamaged,)),
    "a header, then noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 50, (FileDamaged,)),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(300), (FileDamaged, FileTypeUnknown)),
    "a program": (lambda: b"\x7fELF\x02\x01" + bytes(300), (FileTypeUnknown,)),
    "a web page": (lambda: b"<!doctype html><h1>404</h1>", (FileDamaged,)),
    "the root is not there": (lambda: raw_pdf([FONT]), (FileDamaged,)),
    "10,000 pages": (lambda: many_pages_pdf(10_000), (FileTooLong,)),
    "a billion pages, it says": (
        lambda: page_tree_pdf(b"<< /Type /Pages /Kids [] /Count 1000000000 >>"),
        (FileTooLong, FileDamaged),
    ),
    "encrypted": (lambda: encrypted_pdf("hemmelig"), (FileLocked,)),
    "a package that is cut": (lambda: word_package({})[:500], (FileDamaged,)),
    "a package of nothing": (lambda: b"PK\x05\x06" + bytes(18), (FileTypeUnknown,)),
    "a package of bombs": (
        lambda: word_package({f"word/media/{n}.bin": bytes(40_000_000) for n in range(8)}),
        (FileTooLarge,),
    ),
    "a package that lies": (liar_package, (FileDamaged,)),
    "entities of entities": (
        lambda: word_package({"word/document.xml": word_body(b"&j;", ENTITIES)}),
        (FileDamaged,),
    ),
    "elements 5,000 deep": (
        lambda: word_package({"word/document.xml": word_body(b"<a>" * 5_000 + b"</a>" * 5_000)}),
        (FileDamaged,),
    ),
}

READ: dict[str, Callable[[], bytes]] = {
    "cut at its end": lambda: plain_pdf()[:-20],
    "junk in front": lambda: b"\x00junk\n" * 20 + plain_pdf(),
    "a table of objects that leads to itself": lambda: raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            stream_object(STREAM),
            FONT,
        ],
        b"/Prev 9",
    ),
    "a form that draws itself": lambda: page_pdf(
        STREAM + b" /X Do",
        more=[
            stream_object(b"/X Do", b"/Type /XObject /Subtype /Form /Resources 7 0 R"),
            b"<< /XObject << /X 6 0 R >> >>",
        ],
    ),
    "arrays 100,000 deep": lambda: page_pdf(more=[DEEP]),
    "a page as wide as the world": lambda: page_pdf(page=b"/MediaBox [-1e30 0 1e30 nan]"),
    "a length that is not its own": lambda: page_pdf().replace(b"/Length 7", b"/Length 9"),
    "JavaScript, a launched program and an address": lambda: page_pdf(
        catalogue=b"/OpenAction 6 0 R /AA << /WC 6 0 R >>",
        more=[
            b"<< /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:PORT/'\\)) /Next 7 0 R >>",
            b"<< /S /Launch /F (/bin/touch FOLDER/launched) /Next 8 0 R >>",
            b"<< /S /URI /URI (http://127.0.0.1:PORT/) >>",
        ],
    ),
    "a stream that lies elsewhere": lambda: page_pdf(
        more=[
            b"<< /Type /Filespec /FS /URL /F (http://127.0.0.1:PORT/x) >>",
            stream_object(b"", b"/F 6 0 R /Subtype /Form /Type /XObject"),
        ]
    ),
    "a document with a part outside": lambda: word_package({"../../launched": b"x"}),
}


@pytest.fixture(scope="module")
def port() -> Iterator[tuple[int, list[object]]]:
    """A server that counts who reaches it; nobody may."""
    reached: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def wait() -> None:
            while True:
                try:
                    connection, address = server.accept()
                except OSError:
                    return
                reached.append(address)
                connection.close()

        thread = threading.Thread(target=wait, daemon=True)
        thread.start()
        yield server.getsockname()[1], reached
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def outcome(path: Path) -> FileText | FileRefused:
    """Return the text of a file, or the error that refused it."""
    try:
        return read_safely(path, limits=TIGHT)
    except FileRefused as error:
        return error


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused(case: str, tmp_path: Path) -> None:
    """Each gets an error of the tree, and each error a sentence in every language."""
    make, refusals = REFUSED[case]
    name = "fil.docx" if make()[:2] == b"PK" else "fil.pdf"
    path = write_file(tmp_path, name, make())
    with pytest.raises(refusals) as caught:
        read_safely(path, limits=TIGHT)
    for language in ("nb", "nn", "en"):
        sentence = texts_in(language).error(caught.value)
        assert sentence.startswith(f"{name}: ")
        assert "\n" not in sentence
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("case", READ)
def test_what_can_be_read_is_read_and_does_nothing_else(
    case: str, tmp_path: Path, port: tuple[int, list[object]]
) -> None:
    """The text is there; no address was asked, no program was started, no file was written."""
    content = READ[case]().replace(b"PORT", b"%d" % port[0])
    content = content.replace(b"FOLDER", os.fsencode(tmp_path))
    path = write_file(tmp_path, "fil", content)
    assert TEXT in read_safely(path, limits=TIGHT).pages[0].text
    assert port[1] == []
    assert [path.name for path in tmp_path.iterdir()] == ["fil"]


@pytest.mark.parametrize(
    "content",
    [
        bomb_pdf(),
        page_tree_pdf(LOOPED),
        page_tree_pdf(b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>", LOOPED),
        page_pdf(b"q " * 3_000_000 + STREAM),
        page_pdf(b"[" * 1_000_000 + STREAM),
        page_pdf(STREAM * 1_000),
    ],
    ids=["bomb", "tree in itself", "tree in a tree", "states", "arrays", "heap of text"],
)
def test_what_asks_for_all_is_read_or_stopped(content: bytes, tmp_path: Path) -> None:
    """Whichever way it ends, it ends with a reading or a refusal, within the limits."""
    path = write_file(tmp_path, "fil.pdf", content)
    ended = outcome(path)
    assert isinstance(ended, FileText | FileDamaged | FileTooHungry | FileTooSlow | FileTooLarge)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("merknader.html", b"<!--->" * 50_000 + b"tekst"),
        ("tabeller.html", b"<html>" + b"<table><tr><td>" * 600 + TEXT.encode()),
        ("avsnitt.html", b"<p>" * 100_000 + TEXT.encode()),
        ("lenker.html", b"<html>" + b"<img src='//x.no/y'><iframe src='//x.no/'>" * 100),
        ("linjer.txt", (TEXT + "\n").encode() * 20_000),
        ("ord.txt", b"x" * 3_000_000),
        ("stjerner.md", b"* " * 100_000),
        ("klammer.md", b"[" * 100_000),
        ("sitat.md", b"> " * 5_000 + b"dypt"),
    ],
)
def test_text_of_any_shape_is_read_or_stopped(name: str, content: bytes, tmp_path: Path) -> None:
    """No page, no Markdown and no plain text takes what a report does not take."""
    path = write_file(tmp_path, name, content)
    ended = outcome(path)
    assert isinstance(ended, FileText | FileEmpty | FileDamaged | FileTooHungry | FileTooSlow)


@pytest.mark.parametrize("password", ["", "hemmelig", "blåbær"])
def test_an_encrypted_file_is_read_with_its_password_alone(password: str, tmp_path: Path) -> None:
    """An empty password is one that nobody needs to give, and another one does no harm."""
    path = write_file(tmp_path, "fil.pdf", encrypted_pdf(password))
    assert TEXT in read_safely(path, password=password or None).pages[0].text
    if password:
        with pytest.raises(FileLocked):
            read_safely(path, password="feil")  # noqa: S106
    else:
        reading = read_safely(path, password="en annens")  # noqa: S106
        assert (TEXT in reading.pages[0].text, reading.facts.producer) == (True, PRODUCER)


@pytest.mark.parametrize(
    "name", ["..\n.pdf", "\x1b[2J.pdf", "a\u202efdp.exe", "-rf.pdf", "x" * 250]
)
def test_a_wild_name_is_shown_tamed(name: str, tmp_path: Path) -> None:
    """What a sentence shows has no control characters and no folders, and is not long."""
    (tmp_path / "under").mkdir()
    for path in (tmp_path / name, tmp_path / "under" / ".." / name):
        path.write_bytes(b"\x00")
        with pytest.raises(FileRefused) as caught:
            read_safely(path)
        assert caught.value.file.isprintable()
        assert "/" not in caught.value.file
        assert len(caught.value.file) <= 120


FORBIDDEN = """
import ctypes, os, socket, subprocess, sys
from ingest.sandbox.restrictions import forbid, limit_resources
limit_resources(10, 100_000_000)
libc = ctypes.CDLL(None, use_errno=True)
forbid()
acts = [
    lambda: socket.socket(),
    lambda: socket.getaddrinfo("localhost", 80),
    lambda: subprocess.run(["true"]),
    lambda: os.system("true"),
    lambda: os.fork(),
    lambda: open("ny", "w"),
    lambda: os.open("ny", os.O_CREAT | os.O_WRONLY),
    lambda: os.remove("fil"),
    lambda: os.mkdir("mappe"),
    lambda: bytearray(2_000_000_000),
]
for act in acts:
    try:
        act()
    except (PermissionError, MemoryError) as error:
        print(type(error).__name__)
    else:
        print("done")
# Not even a library in C writes a byte.
name = libc.open(b"fil", os.O_WRONLY)
print(libc.write(name, b"x", 1), open("fil").read())
"""


KERNEL = """
import os, socket, sys
from ingest.sandbox.landlock import forbid_changes
if not forbid_changes():
    sys.exit("not here")
acts = [
    lambda: open("ny", "w"),
    lambda: open("fil", "a"),
    lambda: os.truncate("fil", 0),
    lambda: os.remove("fil"),
    lambda: os.rename("fil", "flyttet"),
    lambda: os.mkdir("mappe"),
    lambda: os.symlink("fil", "lenke"),
    lambda: os.system("touch ny"),
    lambda: socket.create_connection(("127.0.0.1", int(sys.argv[1]))),
    lambda: open("fil").read(),
]
for act in acts:
    try:
        print(act())
    except PermissionError:
        print("forbidden")
"""


def test_the_kernel_holds_whatever_code_it_is(
    tmp_path: Path, port: tuple[int, list[object]]
) -> None:
    """Files can be read and not changed and no address is reached, not by libraries in C either."""
    (tmp_path / "fil").write_text("urørt")
    done = run_in_subprocess(KERNEL, tmp_path, str(port[0]))
    if done.stderr.strip() == "not here":
        pytest.skip("this kernel has no Landlock")
    # A program may be started, and Landlock binds it as well: touch fails with status 1.
    expected = [*["forbidden"] * 7, "256", "forbidden", "urørt"]
    assert done.stdout.split() == expected, done
    assert port[1] == []
    assert [path.name for path in tmp_path.iterdir()] == ["fil"]


def run_in_subprocess(code: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own, in `folder`."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="macOS has no bound of address space")
def test_the_restrictions_hold(tmp_path: Path) -> None:
    """The process that reads a file can do none of what reading does not need."""
    (tmp_path / "fil").write_text("urørt")
    done = run_in_subprocess(FORBIDDEN, tmp_path)
    assert done.stdout.split() == [*["PermissionError"] * 9, "MemoryError", "-1", "urørt"], done
    assert [path.name for path in tmp_path.iterdir()] == ["fil"]

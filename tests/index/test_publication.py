"""A build goes live in one moment or not at all, whatever stops it."""

import errno
import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index.build import build_generation
from index.generation import (
    Generation,
    live_id,
    open_live,
)
from index.publication import new_generation, write_manifest
from ingest.errors import DataBusy, DataUnreadable, DiskFull, Reason
from ingest.records import Document
from tests.fake_encoder import FakeEncoder

Start = Callable[..., "subprocess.Popen[str]"]


def folder_of(data: Path) -> Path:
    """Return the folder of the live generation."""
    return data / "generations" / str(live_id(data))


def assert_answers(data: Path, documents: tuple[Document, ...]) -> None:
    """Check that the live index is whole and of these documents."""
    generation = open_live(data)
    assert generation.documents == documents
    row = len(generation.passages) - 1
    found, _ = generation.vectors.nearest(generation.vectors.vector(row), 1)
    assert found.tolist() == [row]


def test_a_build_goes_live_when_its_block_ends(
    data: Path, few: tuple[Document, ...], fake_generation: Generation
) -> None:
    """Until then the old generation is live, and the new one under another name."""
    before = live_id(data)
    with new_generation(data, "new") as folder:
        assert list(folder.iterdir()) == []
        assert folder.name == "new.unfinished"
        write_manifest(folder, fake_generation.manifest)
        assert live_id(data) == before
        assert_answers(data, few)
    assert live_id(data) == "new"
    assert {path.name for path in (data / "generations").iterdir()} == {"new", before}
    assert {path.name for path in data.iterdir()} <= {"current", "generations", "lock"}


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_a_build_that_fails_leaves_the_old_one_live(
    error: type[BaseException], data: Path, few: tuple[Document, ...]
) -> None:
    """What was written is gone, and the error comes out as it was."""
    before = live_id(data)

    def fail() -> None:
        with new_generation(data, "new") as folder:
            (folder / "tokens").mkdir()
            (folder / "tokens" / "half.npy").write_bytes(b"\x93NUMPY")
            raise error

    with pytest.raises(error):
        fail()
    assert live_id(data) == before
    assert [path.name for path in (data / "generations").iterdir()] == [before]
    assert_answers(data, few)


def test_an_interrupted_encoding_leaves_the_old_one_live(
    data: Path, few: tuple[Document, ...], fake_encoder: FakeEncoder
) -> None:
    """Ctrl-C in the middle of a real build changes nothing."""
    longer = (*few, replace(few[0], id="ny", text="En helt ny tekst."))

    def interrupt(done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_generation(longer, fake_encoder, data, interrupt)
    assert len(list((data / "generations").iterdir())) == 1
    assert_answers(data, few)


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EIO, DataUnreadable)],
)
def test_an_error_of_the_disk_is_told_as_ours(
    number: int, told: type[DiskFull | DataUnreadable], data: Path, few: tuple[Document, ...]
) -> None:
    """No room is one thing, a failing disk another; the old index is live after both."""
    with pytest.raises(told) as caught, new_generation(data, "new"):
        raise OSError(number, os.strerror(number))
    assert caught.value.folder == str(data)
    assert_answers(data, few)


@pytest.mark.parametrize("below", ["", "data", "data/deeper"])
def test_a_file_where_the_data_folder_should_be_is_told(
    below: str, tmp_path: Path, few: tuple[Document, ...], fake_encoder: FakeEncoder
) -> None:
    """A path that is a file, or goes through one, can hold no index."""
    (tmp_path / "file").write_text("opptatt")
    data = tmp_path / "file" / below
    with pytest.raises(DataUnreadable) as caught:
        build_generation(few[:1], fake_encoder, data)
    assert caught.value.folder == str(data)
    assert caught.value.reason == Reason.NOT_FOLDER
    with pytest.raises(DataUnreadable):
        open_live(data)
    assert (tmp_path / "file").read_text() == "opptatt"


def test_only_one_builds_at_a_time(
    data: Path, few: tuple[Document, ...], fake_encoder: FakeEncoder, start: Start
) -> None:
    """While another process builds, the data folder can be read but not built in."""
    other = start("hold", data)
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    with pytest.raises(DataBusy) as caught:
        build_generation(few, fake_encoder, data)
    assert caught.value.folder == str(data)
    assert_answers(data, few)
    assert (data / "generations" / "held.unfinished" / "half").read_text() == "written"


def test_what_a_killed_build_left_is_cleared_away(
    data: Path, few: tuple[Document, ...], fake_encoder: FakeEncoder, start: Start
) -> None:
    """The lock dies with the process, and the next build removes what was half done."""
    before = live_id(data)
    other = start("hold", data)
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    other.kill()
    other.wait()
    left = data / "generations" / "held.unfinished"
    assert left.is_dir()
    assert_answers(data, few)
    with pytest.raises(RuntimeError, match="enough"), new_generation(data, "new"):
        # It is gone before anything is written: the room may be needed.
        raise RuntimeError("enough" if not left.exists() else "left")
    new = build_generation(few, fake_encoder, data)
    assert {path.name for path in (data / "generations").iterdir()} == {before, new}
    assert_answers(data, few)


def test_a_build_in_the_same_process_is_busy_too(data: Path, fake_generation: Generation) -> None:
    """Two threads of a server do not build at once either, and the first is not disturbed."""
    with new_generation(data, "one") as folder:
        with pytest.raises(DataBusy), new_generation(data, "two"):
            pytest.fail("built twice")
        write_manifest(folder, fake_generation.manifest)
    assert live_id(data) == "one"


def filled(data: Path, start: Start, *limits: int) -> list[str]:
    """Build in a process that cannot write files larger than each limit; return how it ended."""
    other = start("fill", data, *limits)
    told, errors = other.communicate(timeout=60)
    assert (other.returncode, errors) == (0, "")
    ended: list[str] = json.loads(told)
    return ended


def test_a_full_disk_is_told_and_the_old_index_answers(
    data: Path, few: tuple[Document, ...], start: Start
) -> None:
    """No room for documents or vectors is told as that, and leaves nothing behind."""
    before = str(live_id(data))
    sizes = {path.name: path.stat().st_size for path in (folder_of(data) / before).iterdir()}
    limits = [10, max(sizes["documents.jsonl"], sizes["passages.jsonl"]) + 1]
    assert limits[-1] < sizes["vectors.npy"]
    assert filled(data, start, *limits) == [f"DiskFull: folder={str(data)!r}"] * 2
    assert [path.name for path in (data / "generations").iterdir()] == [before]
    assert live_id(data) == before
    assert_answers(data, few)


def test_room_for_everything_is_enough(data: Path, few: tuple[Document, ...], start: Start) -> None:
    """The process of the other tests builds where nothing is in its way, and encodes nothing."""
    before = live_id(data)
    (new,) = filled(data, start, 10**9)
    assert new == live_id(data) != before
    assert_answers(data, few)


def test_no_room_for_token_vectors_is_a_full_disk(
    data: Path, few: tuple[Document, ...], start: Start
) -> None:
    """The largest file is the one that most often does not fit."""
    before = str(live_id(data))
    sizes = {path: path.stat().st_size for path in folder_of(data).rglob("*")}
    limit = sizes.pop(folder_of(data) / before / "tokens" / "rows.npy") // 2
    assert limit > max(sizes.values())
    assert filled(data, start, limit) == [f"DiskFull: folder={str(data)!r}"]
    assert [path.name for path in (data / "generations").iterdir()] == [before]
    assert_answers(data, few)


def test_a_crash_at_any_moment_leaves_an_index_live(
    few: tuple[Document, ...], fake_encoder: FakeEncoder, tmp_path: Path, start: Start
) -> None:
    """Ended before any of its changes to the disk, a build leaves the old generation or the new."""
    build_generation(few[1:2], fake_encoder, tmp_path / "data")
    other = start("crash", tmp_path / "data")
    told, errors = other.communicate(timeout=120)
    assert (other.returncode, errors) == (0, "")
    crashes = json.loads(told)
    last = crashes.pop()
    assert (last["code"], last["live"]) == (0, "new")
    assert {crash["code"] for crash in crashes} == {9}
    # Its folders, every file and the manifest, and two renames.
    files = [path for path in folder_of(tmp_path / "data").rglob("*") if path.is_file()]
    assert len(crashes) > len(files) + 2
    doing = [crash["doing"] for crash in crashes]
    renames = [at for at, what in enumerate(doing) if what.startswith("os.rename")]
    assert len(renames) == 2
    pointed = renames[-1]
    assert {crash["live"] for crash in crashes[: pointed + 1]} == {"old"}
    assert {crash["live"] for crash in crashes[pointed + 1 :]} <= {"new"}
    assert all(crash["clean"] for crash in crashes)

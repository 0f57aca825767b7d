"""Data files are read once, and an unreadable one raises an error of ours."""

from pathlib import Path

import pytest

from ingest.corpus_data import BUNDLED_CORPUS, read_data
from ingest.errors import CorpusUnreadable, Reason


def test_the_bundled_corpus_is_the_installed_package() -> None:
    """The data folder is found without knowing where the program was started."""
    assert BUNDLED_CORPUS.is_absolute()
    assert (BUNDLED_CORPUS / "veiviseren.txt").is_file()


def test_a_file_is_read_as_it_is_and_only_once(tmp_path: Path) -> None:
    """The values of a file are kept: the same object is given to whoever asks again."""
    (tmp_path / "data.toml").write_text('ord = "bolig"\n[tall]\nein = 1\n', "utf-8")
    first = read_data("data.toml", tmp_path)
    assert first == {"ord": "bolig", "tall": {"ein": 1}}
    assert read_data("data.toml", tmp_path) is first


@pytest.mark.parametrize(
    "raw", [b"ord = ", b"ord = 1\nord = 2", "ord = 'blå'".encode("cp1252"), b"\xff\xfe\x00"]
)
def test_what_is_not_toml_is_unreadable(raw: bytes, tmp_path: Path) -> None:
    """The error names the file and says why."""
    (tmp_path / "data.toml").write_bytes(raw)
    with pytest.raises(CorpusUnreadable) as caught:
        read_data("data.toml", tmp_path)
    assert caught.value.file == str(tmp_path / "data.toml")
    assert caught.value.reason


def test_a_missing_file_is_unreadable_until_it_is_there(tmp_path: Path) -> None:
    """A failure is not cached: a file that is repaired is read."""
    with pytest.raises(CorpusUnreadable) as caught:
        read_data("data.toml", tmp_path)
    assert caught.value.reason == Reason.NOT_FOUND
    (tmp_path / "data.toml").write_text("ja = true", "utf-8")
    assert read_data("data.toml", tmp_path) == {"ja": True}


def test_a_folder_is_unreadable(tmp_path: Path) -> None:
    """A folder of that name is not a data file."""
    (tmp_path / "data.toml").mkdir()
    with pytest.raises(CorpusUnreadable) as caught:
        read_data("data.toml", tmp_path)
    assert caught.value.reason == Reason.IS_FOLDER

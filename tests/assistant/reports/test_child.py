"""A command in a process of its own reads and writes what this one does."""

from pathlib import Path

from assistant.reports.child import start_child
from assistant.settings import read_settings


def test_it_has_the_settings_that_decide_what_is_read_and_written(tmp_path: Path) -> None:
    """Also where the index is kept; a key comes with the environment."""
    url = "http://127.0.0.1:6333"
    settings = read_settings(data=tmp_path, language="en", engine="qdrant", qdrant_url=url)
    child = start_child(settings, "doctor", "--help")
    out, err = child.communicate(timeout=60)
    assert (child.returncode, err) == (0, "")
    assert "--qdrant-url" in out
    given = list(map(str, child.args))  # type: ignore[arg-type]
    for option, value in (("--data", tmp_path), ("--engine", "qdrant"), ("--qdrant-url", url)):
        assert given[given.index(option) + 1] == str(value)
    assert "--model" not in given
    plain = start_child(read_settings(data=tmp_path), "doctor", "--help")
    plain.communicate(timeout=60)
    assert "--qdrant-url" not in list(plain.args)  # type: ignore[arg-type]

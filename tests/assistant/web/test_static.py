"""The stylesheets and scripts, as they are sent."""

import re

from assistant.web.pages.assets import STATIC_FOLDER, asset_address

OURS = ("page.css", "results.css", "print.css")


def _read(name: str) -> str:
    return (STATIC_FOLDER / name).read_text("utf-8")


def test_the_tokens_are_those_in_use_in_light_and_dark() -> None:
    """No more of Designsystemet is vendored than what the page needs."""
    used = set(re.findall(r"var\((--ds-[\w-]+)\)", "".join(map(_read, OURS))))
    blocks = re.findall(r"\{\s*color-scheme: (\w+);([^}]*)\}", _read("tokens.css"))
    assert [scheme for scheme, _ in blocks] == ["light", "dark", "dark", "light"]
    for _, block in blocks:
        assert set(re.findall(r"(--ds-[\w-]+):", block)) == used
    assert blocks[0][1].split() == blocks[3][1].split()
    assert blocks[1][1].split() == blocks[2][1].split()


def test_nothing_is_loaded_from_elsewhere() -> None:
    """No address of another host stands in any file that a browser gets, and no font."""
    for path in STATIC_FOLDER.iterdir():
        text = path.read_text("utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.search(r"https?://|url\(|@import|@font-face", text), path.name


def test_an_address_changes_with_the_file() -> None:
    """So that browsers may keep it for good."""
    marks = {asset_address(path.name) for path in STATIC_FOLDER.iterdir()}
    assert len(marks) == len(list(STATIC_FOLDER.iterdir()))
    assert all(re.fullmatch(r"static/[\w.]+\?v=[0-9a-f]{12}", mark) for mark in marks)

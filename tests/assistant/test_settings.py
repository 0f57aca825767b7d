"""The settings: where a value comes from, and what a wrong one is told as."""

import re
from pathlib import Path

import pytest

from assistant.errors import SettingInvalid
from assistant.settings import Settings, read_settings, with_flags

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def test_flags_over_environment_over_file_over_defaults(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each source is overruled by the one before it."""
    assert read_settings().port == 7860
    file = tmp_path / "mine.toml"
    file.write_text('port = 1111\nlanguage = "nn"\n')
    monkeypatch.setenv("EKSEMPELFINNER_CONFIG", str(file))
    assert (read_settings().port, read_settings().language) == (1111, "nn")
    monkeypatch.setenv("EKSEMPELFINNER_PORT", "2222")
    assert (read_settings().port, read_settings().language) == (2222, "nn")
    assert read_settings(port=3333, language=None).port == 3333


def test_the_settings_file_in_the_users_folder_is_read(tmp_path: Path) -> None:
    """Without a named file, the one in the configuration folder counts."""
    folder = tmp_path / "config" / "eksempelfinner"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text("threads = 3\n")
    assert read_settings().threads == 3


@pytest.mark.parametrize(
    ("content", "name"),
    [("port = 'x'\n", "port"), ("prot = 1\n", "prot"), ("port = \n", "mine.toml")],
)
def test_a_wrong_value_names_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str, name: str
) -> None:
    """A value, a name and a file that cannot be used are errors of ours."""
    file = tmp_path / "mine.toml"
    file.write_text(content)
    monkeypatch.setenv("EKSEMPELFINNER_CONFIG", str(file))
    with pytest.raises(SettingInvalid) as caught:
        read_settings()
    assert caught.value.name.endswith(name)


def test_a_named_file_that_is_missing_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A file that the user named must be there."""
    monkeypatch.setenv("EKSEMPELFINNER_CONFIG", str(tmp_path / "none.toml"))
    with pytest.raises(SettingInvalid):
        read_settings()


def test_every_setting_is_documented() -> None:
    """README names each setting as a flag, in the environment and in the file."""
    for name in Settings.model_fields:
        assert re.search(rf"`--{name.replace('_', '-')}[ `]", README)
        assert f"`EKSEMPELFINNER_{name.upper()}`" in README
        assert f"`{name}`" in README


@pytest.mark.parametrize("contact", ["bolig@kommune.example", ""])
def test_a_contact_is_an_address_or_none(contact: str) -> None:
    """Nothing else may be put into the link that is made of it."""
    assert with_flags(read_settings(), contact=contact).contact == contact


@pytest.mark.parametrize("contact", ["bolig", "a@b?subject=x", "a b@c", "a@b&cc=d", "@", "a@b@c"])
def test_what_is_no_contact_is_told(contact: str) -> None:
    with pytest.raises(SettingInvalid) as told:
        with_flags(read_settings(), contact=contact)
    assert told.value.details["name"] == "contact"

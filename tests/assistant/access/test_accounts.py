"""Accounts and tokens: what is stored of them, and what is refused."""

import json
import stat
from pathlib import Path

import pytest

from assistant.access.accounts import add_account, remove_account
from assistant.access.password import is_password
from assistant.access.registry import FILE, LiveRegistry, read_registry, registry_folder
from assistant.access.tokens import PREFIX, add_token, remove_token, token_of
from assistant.errors import (
    AccessUnreadable,
    AccountUnknown,
    NameInvalid,
    PasswordWeak,
    TokenTaken,
    TokenUnknown,
)

PASSWORD = "blåbær på fjellet i høst"  # noqa: S105

OF_NO_ROLE = '{"name": "a", "role": "owner", "password_hash": "", "changed": ""}'
OF_NO_TEXT = '{"name": 1, "role": "reader", "password_hash": "", "changed": ""}'


def stored(data: Path) -> str:
    """Return the file of accounts as it is on disk."""
    return (registry_folder(data) / FILE).read_text("utf-8")


def test_a_password_is_stored_as_an_argon2_hash_alone(tmp_path: Path) -> None:
    """With a salt of its own, in a file that only its owner can read."""
    assert add_account(tmp_path, "Kari", "reader", PASSWORD)
    assert add_account(tmp_path, "ola", "editor", PASSWORD)
    text = stored(tmp_path)
    assert PASSWORD not in text
    entries = json.loads(text)["accounts"]
    hashes = [entry["password_hash"] for entry in entries]
    assert all(kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$") for kept in hashes)
    assert len(set(hashes)) == 2
    assert [(entry["name"], entry["role"]) for entry in entries] == [
        ("kari", "reader"),
        ("ola", "editor"),
    ]
    file = registry_folder(tmp_path) / FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_password_is_known_however_its_letters_are_typed(tmp_path: Path) -> None:
    """å is one character on one keyboard and two on another; capitals count."""
    add_account(tmp_path, "kari", "reader", PASSWORD)
    kept = read_registry(tmp_path).accounts["kari"].password_hash
    assert is_password(PASSWORD, kept)
    assert is_password(PASSWORD.replace("å", "a\u030a"), kept)
    assert not is_password(PASSWORD.upper(), kept)
    assert not is_password("", kept)
    assert not is_password(PASSWORD, None)
    assert not is_password(PASSWORD, "$argon2id$nonsense")
    assert not is_password("x" * 10_000_000, kept)


@pytest.mark.parametrize(
    "password",
    ["", "kort", "elleve tegn", "aaaaaaaaaaaaaaaa", "abababababab", "kari er best!!", "x1y2" * 65],
)
def test_what_is_easy_to_guess_is_refused(tmp_path: Path, password: str) -> None:
    """Short, long, of few characters, or with the name in it."""
    with pytest.raises(PasswordWeak):
        add_account(tmp_path, "Kari", "reader", password)
    assert read_registry(tmp_path).is_empty


@pytest.mark.parametrize(
    "name", ["", " ", "a b", "a/b", "a\nb", "<b>", "x" * 101, "ola\x00", '"', "kari;"]
)
def test_names_that_cannot_be_are_refused(tmp_path: Path, name: str) -> None:
    """Of accounts and of tokens."""
    with pytest.raises(NameInvalid):
        add_account(tmp_path, name, "reader", PASSWORD)
    with pytest.raises(NameInvalid):
        add_token(tmp_path, name, "reader")


@pytest.mark.parametrize("name", ["kari", "KARI@kommune.no", "åse.ødegård", "k-a_r+i", "李"])
def test_names_of_people_can_be(tmp_path: Path, name: str) -> None:
    """As they sign in elsewhere; capitals do not tell two apart."""
    add_account(tmp_path, name, "reader", PASSWORD)
    assert not add_account(tmp_path, f" {name.upper()} ", "editor", PASSWORD)
    assert [account.role for account in read_registry(tmp_path).accounts.values()] == ["editor"]
    remove_account(tmp_path, name)
    with pytest.raises(AccountUnknown):
        remove_account(tmp_path, name)


def test_of_a_token_only_a_hash_is_stored(tmp_path: Path) -> None:
    """It opens until it is removed, and each has a name of its own."""
    secret = add_token(tmp_path, "Arkiv", "editor")
    assert secret.startswith(PREFIX)
    assert len(secret) > len(PREFIX) + 40
    assert secret not in stored(tmp_path)
    assert secret.removeprefix(PREFIX) not in stored(tmp_path)
    token = token_of(read_registry(tmp_path), secret)
    assert token is not None
    assert (token.name, token.role) == ("arkiv", "editor")
    assert token_of(read_registry(tmp_path), f"{secret}x") is None
    assert token_of(read_registry(tmp_path), token.sha256) is None
    with pytest.raises(TokenTaken):
        add_token(tmp_path, "arkiv", "reader")
    remove_token(tmp_path, "ARKIV")
    assert token_of(read_registry(tmp_path), secret) is None
    with pytest.raises(TokenUnknown):
        remove_token(tmp_path, "arkiv")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '{"accounts": []}',
        '{"accounts": [1], "tokens": []}',
        '{"accounts": [{"name": "a"}], "tokens": []}',
        f'{{"accounts": [{OF_NO_ROLE}], "tokens": []}}',
        f'{{"accounts": [{OF_NO_TEXT}], "tokens": []}}',
        '{"accounts": 7, "tokens": []}',
    ],
)
def test_a_damaged_file_lets_nobody_in(tmp_path: Path, content: str) -> None:
    """It is told when a server starts, and while one runs nobody is known."""
    add_account(tmp_path, "kari", "reader", PASSWORD)
    live = LiveRegistry(tmp_path)
    assert "kari" in live.now().accounts
    (registry_folder(tmp_path) / FILE).write_text(content)
    with pytest.raises(AccessUnreadable):
        read_registry(tmp_path)
    assert live.now().is_empty
    add_account_anew = registry_folder(tmp_path) / FILE
    add_account_anew.unlink()
    add_account(tmp_path, "ola", "reader", PASSWORD)
    assert set(live.now().accounts) == {"ola"}

"""The commands `user` and `token`, and a server that refuses to start open to everybody."""

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.access.password import is_password
from assistant.access.registry import read_registry
from assistant.access.tokens import token_of
from ingest.records import LANGUAGES, Language

PASSWORD = "riktig hest batteri stift"  # noqa: S105


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch):
    """Let standard input, which is no terminal, hold a text."""
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_a_user_is_made_listed_and_removed(command, tmp_path: Path, typed) -> None:
    """The password comes from standard input, without its end of line."""
    data = ("--data", tmp_path)
    assert command("user", "list", *data).out == "Det er ingen brukere.\n"
    typed(f"{PASSWORD}\r\nmer\n")
    outcome = command("user", "add", "Kari", *data)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("Brukeren kari er laget. Er nettsiden åpen på denne maskinen")
    typed(PASSWORD)
    assert command("user", "add", "ola", "--role", "editor", *data).code == 0
    accounts = read_registry(tmp_path).accounts
    assert is_password(PASSWORD, accounts["kari"].password_hash)
    lines = command("user", "list", *data).out.splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["Navn", "Rolle"],
        ["kari", "leser"],
        ["ola", "redaktør"],
    ]
    assert "argon2" not in "".join(lines)
    typed(f"{PASSWORD} ny")
    assert "har fått nytt passord" in command("user", "add", "kari", *data).out
    assert command("user", "remove", "KARI", *data).out.startswith("kari er fjernet")
    outcome = command("user", "remove", "kari", *data, "--language", "en")
    assert outcome.code == 1
    assert outcome.err.startswith("There is no user called “kari”.")


@pytest.mark.parametrize("text", ["", "\n", "kort\n", "aaaaaaaaaaaaaaaaaa\n"])
def test_a_weak_password_makes_no_user(command, tmp_path: Path, typed, text: str) -> None:
    """In one sentence, without the password in it."""
    typed(text)
    outcome = command("user", "add", "kari", "--data", tmp_path)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith("Passordet er for lett å gjette.")
    assert read_registry(tmp_path).is_empty


def test_no_password_is_taken_from_the_command_line(command, tmp_path: Path) -> None:
    """Everybody on the machine could read it there."""
    for arguments in (["kari", PASSWORD], ["kari", "--password", PASSWORD]):
        assert command("user", "add", *arguments, "--data", tmp_path).code == 2
    assert read_registry(tmp_path).is_empty


def at_terminal(tmp_path: Path, *lines: str) -> tuple[int, str]:
    """Run `user add kari` at a terminal where these lines are typed; return all that it showed."""
    terminal, other = pty.openpty()
    code = "from assistant.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "user", "add", "kari", "--data", tmp_path],
        stdin=other,
        stdout=other,
        stderr=other,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
    )
    os.close(other)
    shown = b""
    typed = list(lines)
    while True:
        try:
            part = os.read(terminal, 1000)
        except OSError:
            break
        shown += part
        if part.rstrip().endswith(b":") and typed:
            os.write(terminal, f"{typed.pop(0)}\n".encode())
    os.close(terminal)
    return process.wait(20), shown.decode()


def test_at_a_terminal_the_password_is_asked_for_twice(tmp_path: Path) -> None:
    """Without being shown; two that differ make no user."""
    code, shown = at_terminal(tmp_path, PASSWORD, f"{PASSWORD}x")
    assert code == 1
    assert "Nytt passord: " in shown
    assert "Gjenta passordet: " in shown
    assert "De to passordene er ikke like." in shown
    assert PASSWORD not in shown
    assert read_registry(tmp_path).is_empty
    code, shown = at_terminal(tmp_path, PASSWORD, PASSWORD)
    assert (code, PASSWORD in shown) == (0, False)
    assert is_password(PASSWORD, read_registry(tmp_path).accounts["kari"].password_hash)


def test_a_token_is_shown_once(command, tmp_path: Path) -> None:
    """Alone on standard output; the list has its name."""
    data = ("--data", tmp_path)
    outcome = command("token", "add", "Arkiv", "--role", "editor", *data)
    secret = outcome.out.strip()
    assert "Authorization: Bearer" in outcome.err
    token = token_of(read_registry(tmp_path), secret)
    assert token is not None
    assert token.role == "editor"
    listed = command("token", "list", *data).out
    assert listed.splitlines()[1].split()[:2] == ["arkiv", "redaktør"]
    assert secret not in listed
    assert command("token", "add", "arkiv", *data).code == 1
    assert command("token", "remove", "arkiv", *data).code == 0
    assert command("token", "list", *data).out == "Det er ingen nøkler.\n"


REFUSED = {
    "nb": "Siden ville vært åpen for alle som når 0.0.0.0: lag en bruker med "
    "«eksempelfinner user add NAVN», eller bruk --public hvis den skal være åpen for alle.",
    "nn": "Sida ville vore open for alle som når 0.0.0.0: lag ein brukar med "
    "«eksempelfinner user add NAMN», eller bruk --public om ho skal vere open for alle.",
    "en": "The page would be open to everyone who reaches 0.0.0.0: make a user with "
    "“eksempelfinner user add NAME”, or give --public if it is to be open to all.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_server_does_not_open_to_everybody_unasked(
    command, tmp_path: Path, language: Language
) -> None:
    """Before anything is loaded, in one sentence that says what to do."""
    options = ("--port", "0", "--data", tmp_path, "--language", language)
    outcome = command("serve", "--host", "0.0.0.0", *options)  # noqa: S104
    assert (outcome.code, outcome.out, outcome.err) == (1, "", f"{REFUSED[language]}\n")
    behind = command("serve", "--trusted-proxies", "127.0.0.1", *options)
    assert behind.code == 1
    assert "127.0.0.1" in behind.err
    untrusted = command("serve", "--proxy-user-header", "X-User", *options)
    assert untrusted.code == 1
    assert "--trusted-proxies" in untrusted.err


@pytest.mark.parametrize("group", ["user", "token"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_is_of_the_group(command, group: str, language: Language) -> None:
    """`user add` is no `add` of reports."""
    shown = command("--language", language, group, "--help").out
    assert {"nb": "Lag e", "nn": "Lag ei", "en": "Make a"}[language] in shown
    added = command("--language", language, group, "add", "--help").out
    assert "--role" in added
    assert "PDF" not in added

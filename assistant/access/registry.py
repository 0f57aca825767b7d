"""The accounts and the tokens, in one file of the data folder that only its owner can read."""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from assistant.access.roles import ROLES, Role
from assistant.errors import AccessUnreadable
from ingest.disk import write_whole
from ingest.errors import reason_of

log = logging.getLogger(__name__)

FOLDER, FILE = "access", "access.json"


@dataclass(frozen=True, slots=True)
class Account:
    """A user who signs in with a password; `name` is folded, `changed` the day of the password."""

    name: str
    role: Role
    password_hash: str
    changed: str


@dataclass(frozen=True, slots=True)
class Token:
    """What a program shows instead of a password; `sha256` is that of the token itself."""

    name: str
    role: Role
    sha256: str
    created: str


@dataclass(frozen=True, slots=True)
class Registry:
    """All accounts by name, and all tokens by the SHA-256 of each."""

    accounts: Mapping[str, Account] = field(default_factory=dict)
    tokens: Mapping[str, Token] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Return whether nobody can sign in."""
        return not self.accounts and not self.tokens


NOBODY = Registry()


def registry_folder(data: Path) -> Path:
    """Return the folder of the registry in the data folder `data`."""
    return data / FOLDER


def read_registry(data: Path) -> Registry:
    """Return the accounts and tokens of the data folder `data`; nobody if there is no file.

    Raises:
        AccessUnreadable: the file cannot be read, or is not as this program writes it.
    """
    path = registry_folder(data) / FILE
    try:
        content = json.loads(path.read_bytes())
        accounts = [Account(**_checked(entry)) for entry in content["accounts"]]
        tokens = [Token(**_checked(entry)) for entry in content["tokens"]]
    except FileNotFoundError:
        return NOBODY
    except OSError as error:
        raise AccessUnreadable(str(path), reason_of(error)) from error
    except (ValueError, TypeError, KeyError) as error:
        raise AccessUnreadable(str(path), type(error).__name__) from error
    return Registry(
        {account.name: account for account in accounts}, {token.sha256: token for token in tokens}
    )


def write_registry(data: Path, registry: Registry) -> None:
    """Write the accounts and tokens to the data folder `data`, whose lock the caller has."""
    folder = registry_folder(data)
    # The folder is closed to others first, so that the file is never open to them.
    folder.chmod(0o700)
    content = {
        "accounts": [asdict(account) for account in registry.accounts.values()],
        "tokens": [asdict(token) for token in registry.tokens.values()],
    }
    path = folder / FILE
    write_whole(path, json.dumps(content, ensure_ascii=False, indent=1).encode())
    path.chmod(0o600)


class LiveRegistry:
    """Reads the registry again if its file has changed, so that a server knows who was removed."""

    def __init__(self, data: Path) -> None:
        """Read the registry of the data folder `data`.

        Raises:
            AccessUnreadable: see `read_registry`.
        """
        self._data = data
        self._stamp = self._current_stamp()
        self._registry = read_registry(data)

    def now(self) -> Registry:
        """Return the registry as it is; nobody while its file cannot be read."""
        stamp = self._current_stamp()
        if stamp != self._stamp:
            try:
                self._registry = read_registry(self._data)
            except AccessUnreadable:
                log.exception("nobody can sign in, because the file of accounts cannot be read")
                self._registry = NOBODY
            self._stamp = stamp
        return self._registry

    def _current_stamp(self) -> tuple[int, int, int] | None:
        """Return what changes with the file: it is replaced whole, so it has a new number."""
        try:
            found = (registry_folder(self._data) / FILE).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size


def _checked(entry: Mapping[str, Any]) -> dict[str, Any]:
    if entry["role"] not in ROLES or not all(isinstance(value, str) for value in entry.values()):
        raise ValueError
    return dict(entry)

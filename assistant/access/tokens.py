"""Make and remove the tokens that programs show instead of a password."""

import hashlib
import secrets
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.access.accounts import checked_name, folded_name
from assistant.access.registry import (
    Registry,
    Token,
    read_registry,
    registry_folder,
    write_registry,
)
from assistant.access.roles import Role
from assistant.errors import TokenTaken, TokenUnknown
from ingest.disk import locked

PREFIX = "eksempelfinner_"
"""Lets a search for secrets in code and logs know one of ours."""

TOKEN_BYTES = 32
"""Of chance: nobody guesses a token, so its hash needs neither salt nor cost."""


def add_token(data: Path, name: str, role: Role) -> str:
    """Make a token and return it: it is not stored, and can never be shown again.

    Raises:
        NameInvalid: the name cannot be used.
        TokenTaken: there is a token of that name.
        AccessUnreadable, StoreError: the file of accounts cannot be read or written.
    """
    folded = checked_name(name)
    secret = f"{PREFIX}{secrets.token_urlsafe(TOKEN_BYTES)}"
    token = Token(folded, role, sha256_of(secret), date.today().isoformat())
    with locked(registry_folder(data), data):
        registry = read_registry(data)
        if any(other.name == folded for other in registry.tokens.values()):
            raise TokenTaken(name)
        write_registry(data, replace(registry, tokens={**registry.tokens, token.sha256: token}))
    return secret


def remove_token(data: Path, name: str) -> None:
    """Remove a token, which then opens nothing.

    Raises:
        TokenUnknown: there is none of that name.
        AccessUnreadable, StoreError: the file of accounts cannot be read or written.
    """
    folded = folded_name(name)
    with locked(registry_folder(data), data):
        registry = read_registry(data)
        kept = {key: token for key, token in registry.tokens.items() if token.name != folded}
        if len(kept) == len(registry.tokens):
            raise TokenUnknown(name)
        write_registry(data, replace(registry, tokens=kept))


def token_of(registry: Registry, secret: str) -> Token | None:
    """Return the token that is shown as `secret`, or None.

    It is looked up by its hash, whose time tells nothing of the token.
    """
    return registry.tokens.get(sha256_of(secret))


def sha256_of(secret: str) -> str:
    """Return the SHA-256 of a secret, in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()

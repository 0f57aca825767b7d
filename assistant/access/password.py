"""Check new passwords, and hash and verify them with argon2."""

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.errors import PasswordWeak

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MIN_PASSWORD_CHARS = 12
"""A password is all there is, and attempts are few: see `assistant.web.access.attempts`."""

MAX_PASSWORD_CHARS = 256
"""Hashing more would let anybody keep the server busy."""

MIN_DISTINCT_CHARS = 5
"""Fewer are a key that was held down, or a pattern."""


def check_password(password: str, name: str) -> None:
    """Check that a new password of the account `name` is hard to guess.

    Raises:
        PasswordWeak: it is too short, too long, of few different characters, or has the name in it.
    """
    plain = _normal(password)
    is_weak = (
        not MIN_PASSWORD_CHARS <= len(plain) <= MAX_PASSWORD_CHARS
        or len(set(plain)) < MIN_DISTINCT_CHARS
        or name.casefold() in plain.casefold()
    )
    if is_weak:
        raise PasswordWeak(least=MIN_PASSWORD_CHARS, most=MAX_PASSWORD_CHARS)


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password, with its salt and cost, in the PHC form."""
    return _hasher().hash(_normal(password))


def is_password(password: str, password_hash: str | None) -> bool:
    """Return whether `password_hash` is that of a password; None is the hash of none.

    It takes as long if there is no hash, so that its time does not tell which accounts exist.
    """
    from argon2.exceptions import InvalidHashError, VerificationError

    plain = _normal(password[: MAX_PASSWORD_CHARS + 1])
    try:
        _hasher().verify(password_hash or _hash_of_nobody(), plain)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


@lru_cache(maxsize=1)
def _hasher() -> "PasswordHasher":
    """Return a hasher with the library's own costs: RFC 9106 for little memory, 64 MiB."""
    from argon2 import PasswordHasher

    return PasswordHasher()


@lru_cache(maxsize=1)
def _hash_of_nobody() -> str:
    return _hasher().hash("no account has this password")


def _normal(password: str) -> str:
    """Return a password as it is hashed: å may be typed as one character or as two."""
    return unicodedata.normalize("NFKC", password)

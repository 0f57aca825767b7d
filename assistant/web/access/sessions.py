"""Who is signed in: kept in memory only, so that a server that starts anew knows nobody."""

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock

from assistant.access.registry import Account, Registry

IDLE_SECONDS = 2 * 3600
"""As long as nothing is asked for a session may last: a meeting, and not a night."""

ABSOLUTE_SECONDS = 12 * 3600
"""Whatever is asked for, it ends then: who comes to work signs in once."""

MAX_SESSIONS = 20
"""Of one account; with one more, the one that was used least lately ends."""

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that an account is signed in with.

    `password_hash` is that of the password which opened it; `began` and `used` are seconds of the
    clock that never goes back.
    """

    account: str
    password_hash: str
    began: float
    used: float


class Sessions:
    """Opens sessions, and finds and ends them by the secret that their browser shows."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with none; `clock` gives the time in seconds."""
        self._clock = clock
        self._lock = Lock()
        # By the SHA-256 of each secret: what is in memory opens nothing.
        self._sessions: OrderedDict[str, Session] = OrderedDict()

    def begin(self, account: Account) -> str:
        """Open a session of an account and return the secret that its browser is to show."""
        secret = secrets.token_urlsafe(SECRET_BYTES)
        now = self._clock()
        with self._lock:
            self._drop_old(now)
            own = [key for key, held in self._sessions.items() if held.account == account.name]
            for key in own[: max(0, len(own) - MAX_SESSIONS + 1)]:
                del self._sessions[key]
            self._sessions[_key(secret)] = Session(account.name, account.password_hash, now, now)
        return secret

    def find(self, secret: str, registry: Registry) -> Account | None:
        """Return the account whose session has this secret, None if there is none any more.

        A session ends with its time, and if its account is gone or has another password.
        """
        key, now = _key(secret), self._clock()
        with self._lock:
            session = self._sessions.get(key)
            if session is None:
                return None
            account = registry.accounts.get(session.account)
            is_valid = (
                account is not None
                and account.password_hash == session.password_hash
                and _is_in_time(session, now)
            )
            if not is_valid:
                del self._sessions[key]
                return None
            self._sessions[key] = replace(session, used=now)
            self._sessions.move_to_end(key)
        return account

    def end(self, secret: str) -> None:
        """End the session of this secret, if there is one."""
        with self._lock:
            self._sessions.pop(_key(secret), None)

    def _drop_old(self, now: float) -> None:
        for key in [k for k, session in self._sessions.items() if not _is_in_time(session, now)]:
            del self._sessions[key]


def _is_in_time(session: Session, now: float) -> bool:
    return now - session.used < IDLE_SECONDS and now - session.began < ABSOLUTE_SECONDS


def _key(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

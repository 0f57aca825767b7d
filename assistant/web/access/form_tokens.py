"""Know that a form was written by this server, for the browser that sends it."""

import hashlib
import hmac
import secrets

NONCE_BYTES = 16


class FormTokens:
    """Signs what a browser shows in a cookie; another site can neither read it nor set it."""

    def __init__(self) -> None:
        """Take a key of chance, which ends with the server."""
        self._key = secrets.token_bytes(32)

    def new_nonce(self) -> str:
        """Return a value for a browser that has no session yet."""
        return secrets.token_urlsafe(NONCE_BYTES)

    def token(self, shown: str) -> str:
        """Return the token of a form for the browser that shows `shown` in its cookie."""
        return hmac.new(self._key, shown.encode(), hashlib.sha256).hexdigest()

    def is_token(self, token: str, shown: str) -> bool:
        """Return whether a form came from the browser that shows `shown` in its cookie."""
        is_ours = hmac.compare_digest(token.encode(), self.token(shown).encode())
        return bool(shown) and is_ours

"""The address of a Qdrant server: which one may be asked, and how it is shown."""

from urllib.parse import urlsplit

from index.errors import EngineUnsafe

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def check_address(url: str, api_key: str | None) -> str:
    """Return an address as it is shown, without whatever may be secret in it.

    Raises:
        EngineUnsafe: it is none, or the key would be sent unencrypted to another machine.
    """
    parts = urlsplit(url)
    shown = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}".rstrip("/")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise EngineUnsafe(url=shown)
    is_here = parts.hostname in LOOPBACK
    if parts.username or (api_key and parts.scheme == "http" and not is_here):
        raise EngineUnsafe(url=shown)
    return shown

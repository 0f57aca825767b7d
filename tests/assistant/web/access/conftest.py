"""Servers of every kind of access, in this process."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.access.accounts import add_account
from assistant.access.policy import read_policy
from assistant.access.tokens import add_token
from assistant.search.live import LiveSearcher
from assistant.search.searcher import Searcher
from assistant.settings import read_settings
from assistant.show.texts import texts_in
from assistant.web.app import build_app

PASSWORD = "riktig hest batteri stift"  # noqa: S105
EVERYWHERE = "192.0.2.7"
"""An address that is not loopback; nothing is sent to it."""


@dataclass
class Guarded:
    """A server that asks who comes, its data folder and two tokens for it."""

    app: FastAPI
    data: Path
    reader: str
    editor: str

    def client(self, client: str = "203.0.113.9", base: str = "https://finner.test") -> TestClient:
        """Return a browser at the address `client` that has not signed in."""
        return TestClient(self.app, base, follow_redirects=False, client=(client, 50000))

    def with_token(self, token: str) -> TestClient:
        """Return a program that shows a token."""
        client = self.client()
        client.headers["authorization"] = f"Bearer {token}"
        return client


Serve = Callable[..., FastAPI]


@pytest.fixture(scope="module")
def serve(fake_searcher: Searcher, tmp_path_factory: pytest.TempPathFactory) -> Serve:
    """Build the application that `serve` would run with some settings, bound to an address."""

    def build(data: Path, bound_to: str = EVERYWHERE, **settings: object) -> FastAPI:
        policy = read_policy(read_settings(data=data, host=bound_to, **settings), bound_to)
        return build_app(LiveSearcher(fake_searcher), texts_in("nb"), "", policy)

    return build


@pytest.fixture(scope="module")
def guarded(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    """A server with a reader "kari", an editor "ola", and a token of each kind."""
    data = tmp_path_factory.mktemp("guarded")
    add_account(data, "Kari", "reader", PASSWORD)
    add_account(data, "ola", "editor", PASSWORD)
    reader, editor = add_token(data, "arkiv", "reader"), add_token(data, "drift", "editor")
    with ExitStack() as stack:
        app = serve(data)
        stack.enter_context(TestClient(app))
        yield Guarded(app, data, reader, editor)

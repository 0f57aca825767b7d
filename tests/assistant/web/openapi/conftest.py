"""A server with sign-in and an added PDF, described and ready to be tried."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.access.accounts import add_account
from assistant.access.tokens import add_token
from ingest.records import Document
from tests.assistant.web.access.conftest import PASSWORD, Guarded
from tests.assistant.web.openapi.served import app_over
from tests.fake_encoder import FakeEncoder
from tests.made_report import build_with_report


@pytest.fixture(scope="module")
def described(
    fake_encoder: FakeEncoder,
    documents: tuple[Document, ...],
    fake_built: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Guarded]:
    """A server with accounts, tokens and the source page with a report that was added."""
    folder = tmp_path_factory.mktemp("described")
    data = shutil.copytree(fake_built, folder / "data")
    build_with_report(data, folder, documents, fake_encoder)
    add_account(data, "kari", "reader", PASSWORD)
    reader, editor = add_token(data, "arkiv", "reader"), add_token(data, "drift", "editor")
    app = app_over(data, fake_encoder)
    with TestClient(app):
        yield Guarded(app, data, reader, editor)

"""The real command behind a real nginx, under a path, with HTTPS."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.assistant.web.conftest import serving
from tests.assistant.web.proxy.nginx import ROOT_PATH, Nginx, nginx_before

OPEN = ("--public", "--trusted-proxies", "127.0.0.1")
"""Everybody may read, by way of the proxy, which says who asks and in which scheme."""


@pytest.fixture(scope="session")
def behind_nginx(with_report: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    """An nginx before the source page and a report that was added."""
    folder = tmp_path_factory.mktemp("proxy") / "nginx"
    with (
        serving(with_report, "--root-path", ROOT_PATH, *OPEN) as upstream,
        nginx_before(upstream, folder) as nginx,
    ):
        yield nginx

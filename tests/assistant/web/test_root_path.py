"""The site under a path, whether a proxy passes the path on whole or without its beginning."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from assistant.errors import SettingInvalid
from assistant.search.live import LiveSearcher
from assistant.search.searcher import Searcher
from assistant.settings import read_settings
from assistant.show.texts import texts_in
from assistant.web.app import build_app
from assistant.web.root_path import UnderRootPath
from tests.conftest import RINGSAKER

ROOT = "/bolig/eksempler"


@pytest.fixture(scope="module")
def client(fake_searcher: Searcher) -> Iterator[TestClient]:
    """A client of the whole application under a path."""
    app = UnderRootPath(build_app(LiveSearcher(fake_searcher), texts_in("nb")), ROOT)
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/?q=leie", 200),
        ("/oversikt", 200),
        ("/om", 200),
        ("/static/page.css", 200),
        ("/favicon.ico", 200),
        ("/healthz", 200),
        ("/api/ask?q=leie", 200),
        ("/eksport.csv?q=leie", 200),
        (f"/?dok={RINGSAKER}", 200),
        ("/theme.css", 200),
        ("/fil/nope.pdf", 404),
        ("/gradio_api/upload", 404),
        ("/m%C3%B8te", 404),
    ],
)
def test_both_forms_of_a_path_are_one_address(client: TestClient, path: str, status: int) -> None:
    """The whole one and the one without its beginning get the same."""
    whole, cut = (
        client.get(f"{before}{path}", headers={"accept": "text/html"}) for before in (ROOT, "")
    )
    assert (whole.status_code, cut.status_code) == (status, status)
    assert whole.headers["cache-control"] == cut.headers["cache-control"]
    if whole.headers["content-type"].startswith("text/html"):
        assert f'<base href="{ROOT}/">' in whole.text
        assert f'<base href="{ROOT}/">' in cut.text


def test_the_bare_path_is_the_page(client: TestClient) -> None:
    """Its addresses are those of the page, with nothing missing between."""
    page = client.get(ROOT)
    assert page.status_code == 200
    assert f'<base href="{ROOT}/">' in page.text


def test_a_path_that_only_begins_alike_is_inside_the_site(client: TestClient) -> None:
    """There is no such page."""
    found = client.get(f"{ROOT}lignende", headers={"accept": "text/html"})
    assert found.status_code == 404
    assert f'<base href="{ROOT}/">' in found.text


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("", ""),
        ("/", ""),
        ("eksempler", "/eksempler"),
        ("/eksempler/", "/eksempler"),
        ("/bolig/eksempler", "/bolig/eksempler"),
        ("/v1.2_x~y-z", "/v1.2_x~y-z"),
    ],
)
def test_the_setting_is_read_in_one_form(given: str, read: str) -> None:
    """However many slashes stand around it."""
    assert read_settings(root_path=given).root_path == read


@pytest.mark.parametrize(
    "given", ["a//b", "..", "/a/../b", "a b", "a?b", "a#b", 'a"b', "ø", "https://x/y", "a%20b", "<"]
)
def test_what_is_no_path_is_told(given: str) -> None:
    """Nothing may be put into the pages that is not one."""
    with pytest.raises(SettingInvalid) as told:
        read_settings(root_path=given)
    assert told.value.name == "root_path"

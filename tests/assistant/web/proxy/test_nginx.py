"""Behind nginx, under a path and with HTTPS: every address that the pages name, and the log."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

import httpx
import pytest

from tests.assistant.web.proxy.nginx import ROOT_PATH, Nginx, free_port, needs_nginx, nginx_before
from tests.conftest import RINGSAKER, USERS_QUESTION
from tests.made_report import QUESTION, REPORT

pytestmark = [needs_nginx, pytest.mark.encoder]

BEGINNINGS = (
    "",
    f"?{urlencode({'q': USERS_QUESTION})}",
    f"?{urlencode({'q': USERS_QUESTION, 'lang': 'nn', 'kind': 'example'})}",
    f"?{urlencode({'q': QUESTION})}",
    f"?{urlencode({'dok': REPORT, 'q': QUESTION})}",
    f"?{urlencode({'like': RINGSAKER})}",
    "?kommune=Oslo",
    "?q=",
    "?q=%3F",
    "oversikt",
    "om?lang=en",
    "hjelp",
    "finnes/ikke",
)
"""Pages of every kind, an error and an address that is not there; the rest is found from them."""

NAMED = re.compile(
    r'\b(?:href|src|action|data-share|data-image)="([^"]*)"|<source[^>]* srcset="([^" ]*)'
)
MAX_OF_ONE_KIND = 20
"""Addresses that differ in their parameters alone are followed so many times."""


@pytest.fixture(scope="module")
def client(behind_nginx: Nginx) -> Iterator[httpx.Client]:
    """A client of nginx."""
    with behind_nginx.client() as client:
        yield client


def addresses_in(page: str, at: str) -> set[str]:
    """Return every address that a page names, whole, without what stands behind "#"."""
    base = re.search(r'<base href="([^"]*)"', page)
    inside = urljoin(at, unescape(base.group(1))) if base else at
    named = (unescape(first or second) for first, second in NAMED.findall(page))
    return {urljoin(inside, each).split("#")[0] for each in named}


def test_every_address_of_the_pages_is_below_the_path_and_answers(
    behind_nginx: Nginx, client: httpx.Client
) -> None:
    """Links, forms, scripts, stylesheets, exports, images of pages and the PDF."""
    home = f"{behind_nginx.secure}{ROOT_PATH}/"
    waiting = [home + each for each in BEGINNINGS]
    followed: dict[str, int] = {}
    seen: set[str] = set()
    while waiting:
        address = waiting.pop(0)
        parts = urlsplit(address)
        if address in seen or followed.get(parts.path, 0) >= MAX_OF_ONE_KIND:
            continue
        seen.add(address)
        followed[parts.path] = followed.get(parts.path, 0) + 1
        response = client.get(address, headers={"accept": "text/html,*/*"})
        wanted = 404 if parts.path.endswith("finnes/ikke") else 200
        assert response.status_code == (400 if "q=%3F" in address else wanted), address
        if not response.headers["content-type"].startswith("text/html"):
            continue
        for found in addresses_in(response.text, address):
            if not found.startswith(behind_nginx.secure):
                assert urlsplit(found).hostname not in ("127.0.0.1", "localhost"), found
                continue
            assert found.startswith(home), (address, found)
            waiting.append(found)
    paths = {path.removeprefix(ROOT_PATH) for path in followed}
    assert {"/", "/oversikt", "/om", "/hjelp"} <= paths
    assert {"/eksport.csv", "/eksport.docx", "/eksport.md", f"/fil/{REPORT}.pdf"} <= paths
    assert {"/static/page.css", "/static/page.js"} <= paths
    assert any(path.startswith(f"/side/{REPORT}/") for path in paths)
    assert any(path.startswith("/assets/") and path.endswith(".js") for path in paths)


@pytest.mark.parametrize("path", ["/", "/oversikt", "/static/page.css", "/gradio_api/info"])
def test_nothing_is_served_beside_the_path(
    behind_nginx: Nginx, client: httpx.Client, path: str
) -> None:
    """So that an address which lacks the path would have been found out."""
    assert client.get(behind_nginx.secure + path).status_code == 404


@pytest.mark.parametrize("path", ["healthz", "readyz", "metrics"])
def test_monitoring_is_not_for_everybody(
    behind_nginx: Nginx, client: httpx.Client, path: str
) -> None:
    """It asks the server itself."""
    assert client.get(f"{behind_nginx.secure}{ROOT_PATH}/{path}").status_code == 404


def test_plain_http_leads_to_https_and_the_bare_path_to_the_page(
    behind_nginx: Nginx, client: httpx.Client
) -> None:
    """With what was asked."""
    asked = "?q=leie"
    first = client.get(f"{behind_nginx.plain}{ROOT_PATH}{asked}")
    assert first.status_code == 301
    assert first.headers["location"] == f"{behind_nginx.secure}{ROOT_PATH}{asked}"
    second = client.get(first.headers["location"])
    assert second.status_code == 301
    assert second.headers["location"] == f"{ROOT_PATH}/{asked}"


@pytest.mark.parametrize(
    ("path", "is_packed"),
    [
        ("/?q=leie", True),
        ("/api/ask?q=leie", True),
        ("/static/page.css", True),
        ("/eksport.md?q=leie", True),
        (f"/fil/{REPORT}.pdf", False),
        (f"/side/{REPORT}/2.png", False),
    ],
)
def test_texts_are_compressed(
    behind_nginx: Nginx, client: httpx.Client, path: str, is_packed: bool
) -> None:
    """Once, and not what is compressed already."""
    response = client.get(behind_nginx.secure + ROOT_PATH + path)
    assert response.status_code == 200
    assert response.headers.get("content-encoding") == ("gzip" if is_packed else None)


def test_a_part_of_a_pdf_can_be_asked_for(behind_nginx: Nginx, client: httpx.Client) -> None:
    """As the viewers of browsers do."""
    address = f"{behind_nginx.secure}{ROOT_PATH}/fil/{REPORT}.pdf"
    part = client.get(address, headers={"range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"%PDF")


def test_gradios_page_is_at_the_address_of_the_reader(
    behind_nginx: Nginx, client: httpx.Client
) -> None:
    """Its scripts send the searches there."""
    page = client.get(f"{behind_nginx.secure}{ROOT_PATH}/").text
    assert f'"root":"{behind_nginx.secure}{ROOT_PATH}"' in page.replace('": "', '":"')


def test_the_log_has_no_question_and_no_referrer(behind_nginx: Nginx, client: httpx.Client) -> None:
    """What was asked for is there, and nothing of what was asked."""
    came_from = f"https://intranett.kommune.example/?q=henvisersord&{urlencode({'q': 'æøå'})}"
    for path in ("/", "/api/ask", "/eksport.csv", "/finnes/ikke"):
        client.get(
            f"{behind_nginx.secure}{ROOT_PATH}{path}?q=hemmeligord+utleie",
            headers={"referer": came_from, "accept": "text/html", "user-agent": "lesersord"},
        )
    client.get(f"{behind_nginx.plain}{ROOT_PATH}/?q=hemmeligord", headers={"referer": came_from})
    huge = {"content-type": "text/plain", "referer": came_from}
    asked = f"{behind_nginx.secure}{ROOT_PATH}/api/ask?q=hemmeligord"
    assert client.post(asked, content=b"x" * 70_000, headers=huge).status_code == 413
    expected = (f'GET "{ROOT_PATH}/eksport.csv" 200', f'POST "{ROOT_PATH}/api/ask" 413')
    logged = behind_nginx.logged(*expected)
    for each in expected:
        assert each in logged
    for word in ("hemmelig", "utleie", "henvisersord", "intranett", "lesersord", "q=", "?"):
        assert word not in logged, word


def test_a_server_that_is_away_is_told_without_the_question(tmp_path: Path) -> None:
    """The program writes the whole address into its own errors, unless it is kept from it."""
    gone = f"http://127.0.0.1:{free_port()}"
    with nginx_before(gone, tmp_path / "nginx") as nginx, nginx.client() as client:
        asked = f"{nginx.secure}{ROOT_PATH}/?q=hemmeligord"
        assert client.get(asked, headers={"referer": asked}).status_code == 502
        logged = nginx.logged(f'GET "{ROOT_PATH}/" 502')
    assert f'GET "{ROOT_PATH}/" 502' in logged
    assert "hemmelig" not in logged

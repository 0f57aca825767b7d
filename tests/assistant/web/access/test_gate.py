"""The gate: proxies, public servers, loopback, roles, rates."""

from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from assistant.access.accounts import add_account
from assistant.access.policy import read_policy
from assistant.search.live import LiveSearcher
from assistant.search.searcher import Searcher
from assistant.settings import read_settings
from assistant.web.access import attempts, rates
from assistant.web.access.doors import Doors
from assistant.web.access.gate import Gate
from assistant.web.access.rates import PER_MINUTE, Rates
from assistant.web.pages.site import Site
from tests.assistant.web.access.conftest import EVERYWHERE, PASSWORD, Guarded, Serve
from tests.assistant.web.access.test_sign_in import Clock, sign_in

PROXY = {"proxy_user_header": "X-Forwarded-User", "trusted_proxies": "10.0.0.5, 10.1.0.0/16"}


def client_of(app, peer: str, base: str = "http://finner.test") -> TestClient:
    return TestClient(app, base, client=(peer, 40000), follow_redirects=False)


def test_a_trusted_proxy_names_the_user(serve: Serve, tmp_path: Path) -> None:
    """And nobody else does, however the header is written."""
    add_account(tmp_path, "ola@kommune.no", "editor", PASSWORD)
    app = serve(tmp_path, **PROXY)
    for peer in ("10.0.0.5", "10.1.2.3"):
        proxy = client_of(app, peer)
        page = proxy.get("/konto", headers={"X-Forwarded-User": "Kari Nordmann"})
        assert "logget inn som Kari Nordmann gjennom" in page.text
        assert "Du kan søke og lese." in page.text
        assert "logg-ut" not in page.text
        page = proxy.get("/konto", headers={"X-Forwarded-User": "Ola@Kommune.no"})
        assert "Du er redaktør" in page.text
        page = proxy.get("/konto", headers={"X-Forwarded-User": "Åse Ødegård".encode()})
        assert "som Åse Ødegård gjennom" in page.text
        page = proxy.get("/konto", headers={"X-Forwarded-User": "Åse".encode("latin-1")})
        assert "som Åse gjennom" in page.text
        other = {"X-Forwarded-User": "kari", "Authorization": "Bearer of-the-proxy"}
        assert "som kari gjennom" in proxy.get("/konto", headers=other).text
        for none in ("", " ", "x" * 201, "a\x7fb"):
            assert proxy.get("/om", headers={"X-Forwarded-User": none}).status_code == 401
        two = [("X-Forwarded-User", "kari"), ("x-forwarded-user", "ola@kommune.no")]
        assert proxy.get("/om", headers=two).status_code == 401
    for peer in ("10.0.0.6", "10.2.0.1", "203.0.113.9", "::1", "127.0.0.1"):
        stranger = client_of(app, peer)
        for spelt in ("X-Forwarded-User", "x-forwarded-user"):
            headers = {spelt: "ola@kommune.no", "X-Forwarded-For": "10.0.0.5"}
            assert stranger.get("/om", headers=headers).status_code == 401


def test_without_accounts_the_proxy_is_the_way_in(serve: Serve, tmp_path: Path) -> None:
    """Who comes past it is told so on a page, and offered no form that nobody can fill in."""
    app = serve(tmp_path, **PROXY)
    page = client_of(app, "10.0.0.5").get("/om?lang=en", headers={"accept": "text/html"})
    assert page.status_code == 401
    assert "You must sign in" in page.text
    assert "<form" not in page.text
    form = client_of(app, "10.0.0.5").get("/logg-inn?lang=nn")
    assert (form.status_code, "<form" in form.text) == (401, False)


def test_only_a_trusted_proxy_says_who_the_client_is(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its scheme makes the cookie secure, its client is who is locked out."""
    monkeypatch.setattr(attempts, "MAX_FROM_ADDRESS", 3)
    add_account(tmp_path, "kari", "reader", PASSWORD)
    app = serve(tmp_path, trusted_proxies="10.0.0.5")
    https = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.1"}
    form = client_of(app, "10.0.0.5").get("/logg-inn", headers=https)
    assert form.headers["set-cookie"].startswith("__Host-")
    form = client_of(app, "10.0.0.6").get("/logg-inn", headers=https)
    assert form.headers["set-cookie"].startswith("eksempelfinner-skjema=")
    statuses = []
    for number in range(4):
        stranger = client_of(app, "203.0.113.9")
        stranger.headers["x-forwarded-for"] = f"198.51.100.{number}"
        statuses.append(sign_in(stranger, f"bruker{number}", "feil passord").status_code)
    assert statuses == [401] * 3 + [429]
    behind = client_of(app, "10.0.0.5")
    behind.headers["x-forwarded-for"] = "203.0.113.10"
    assert sign_in(behind).status_code == 303


@pytest.mark.parametrize("peer", ["203.0.113.9", "127.0.0.1"])
def test_no_claimed_host_is_written_into_the_page(serve: Serve, tmp_path: Path, peer: str) -> None:
    """Gradio believes such headers; they do not reach it."""
    app = serve(tmp_path, public=True)
    claims = {
        "X-Forwarded-Host": "evil.test",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Prefix": "/evil",
        "Forwarded": "host=evil.test",
    }
    page = client_of(app, peer).get("/", headers=claims)
    assert page.status_code == 200
    assert "evil" not in page.text


def test_a_public_server_is_open_to_read(serve: Serve, tmp_path: Path) -> None:
    """Without accounts nothing says to sign in; with them editors can."""
    app = serve(tmp_path, public=True)
    client = client_of(app, "203.0.113.9")
    assert client.get("/?q=eldre").status_code == 200
    assert "konto" not in client.get("/om").text
    assert "bruker ikke informasjonskapsler" in client.get("/om").text
    add_account(tmp_path, "ola", "editor", PASSWORD)
    found = client.get("/konto")
    assert (found.status_code, found.headers["location"]) == (303, "/logg-inn?til=konto")
    assert sign_in(client, "ola", til="konto").headers["location"] == "/konto"
    assert "Du er redaktør" in client.get("/konto").text


LOCAL = [
    "http://127.0.0.1:7860",
    "http://localhost:7860",
    "http://[::1]:7860",
    "http://a.localhost",
]


def test_loopback_is_open_to_this_machine_alone(serve: Serve, tmp_path: Path) -> None:
    """Not through a proxy, and not under a name that leads here from another site."""
    app = serve(tmp_path, "127.0.0.1")
    for base in LOCAL:
        assert client_of(app, "127.0.0.1", base).get("/om").status_code == 200
    for host in ("evil.test", "127.0.0.1.evil.test", "evil.test:7860", "[::1", "10.0.0.1"):
        refused = client_of(app, "127.0.0.1").get("/om", headers={"host": host})
        assert (refused.status_code, "satt opp for én maskin" in refused.text) == (403, True)
    local = client_of(app, "127.0.0.1", LOCAL[0])
    for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host"):
        page = local.get("/om", headers={name: "203.0.113.9", "accept": "text/html"})
        assert page.status_code == 403
        assert "Siden er bare åpen på sin egen maskin" in page.text
    assert client_of(serve(tmp_path, "127.0.0.1", public=True), "127.0.0.1").get("/om").is_success


def test_only_editors_see_what_is_for_editors(
    fake_searcher: Searcher, guarded: Guarded, tmp_path: Path
) -> None:
    """A reader is told so; anybody on a public server is asked to sign in."""

    def gate(data: Path, **settings: object) -> Gate:
        policy = read_policy(read_settings(data=data, **settings), EVERYWHERE)
        site = Site(LiveSearcher(fake_searcher), "nb")
        return Gate(PlainTextResponse("tall"), Doors(policy), site)

    app = gate(guarded.data)
    statuses = {
        token: client_of(app, "203.0.113.9")
        .get("/tall", headers={"authorization": f"Bearer {token}"})
        .status_code
        for token in (guarded.reader, guarded.editor, "x")
    }
    assert list(statuses.values()) == [403, 200, 401]
    public = client_of(gate(guarded.data, public=True), "203.0.113.9")
    assert public.get("/annet").text == "tall"
    assert public.get("/tall", headers={"accept": "text/html"}).status_code == 303
    assert public.get("/tall").status_code == 401
    nobody = client_of(gate(tmp_path, public=True), "203.0.113.9")
    assert nobody.get("/tall").status_code == 403


def test_who_asks_too_much_waits(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address, but not its neighbour, not this machine, and not for files."""
    monkeypatch.setattr(rates, "PER_MINUTE", 20)
    app = serve(tmp_path, public=True)
    client = client_of(app, "203.0.113.9")
    statuses = [client.get("/hjelp/x").status_code for _ in range(40)]
    first = statuses.index(429)
    assert 20 <= first < 30
    assert set(statuses[:first]) == {404}
    page = client.get("/om?lang=en", headers={"accept": "text/html"})
    assert page.status_code == 429
    assert 1 <= int(page.headers["retry-after"]) <= 3
    assert "Too many searches" in page.text
    assert client.get("/static/page.css").status_code == 200
    assert client.get("/healthz").status_code == 200
    assert client.get("/logg-inn").status_code == 429
    assert client_of(app, "203.0.113.10").get("/om").status_code == 200
    local = client_of(app, "127.0.0.1")
    assert {local.get("/hjelp/x").status_code for _ in range(50)} == {404}


def test_the_rate_fills_with_time() -> None:
    """Ten a second; a bucket holds no more than a minute's."""
    clock = Clock()
    taken = Rates(clock)
    assert [taken.take("a") for _ in range(PER_MINUTE)] == [0] * PER_MINUTE
    assert taken.take("a") == 1
    assert taken.take("b") == 0
    clock.now += 0.5
    assert [taken.take("a") for _ in range(6)] == [0] * 5 + [1]
    clock.now += 3600
    assert [taken.take("a") for _ in range(PER_MINUTE + 1)] == [0] * PER_MINUTE + [1]

"""Signing in and out: sessions, cookies, forms, lockout."""

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from httpx import Response
from starlette.testclient import TestClient

from assistant.access.accounts import add_account, remove_account
from assistant.web.access import attempts, sessions
from tests.assistant.web.access.conftest import PASSWORD, Guarded, Serve

HTML = {"accept": "text/html"}


def token_in(page: Response) -> str:
    """Return the token of the form in a page."""
    found = re.search(r'name="skjema" value="([0-9a-f]{64})"', page.text)
    assert found, page.text
    return found.group(1)


def sign_in(
    client: TestClient, name: str = "kari", password: str = PASSWORD, til: str = ""
) -> Response:
    """Send the form as a browser does that has opened it."""
    form = client.get("/logg-inn", params={"til": til} if til else {}, headers=HTML)
    sent = {"navn": name, "passord": password, "skjema": token_in(form), "til": til, "lang": "nb"}
    return client.post("/logg-inn", data=sent, headers={**HTML, "sec-fetch-site": "same-origin"})


def fresh(serve: Serve, data: Path, **settings: object) -> Guarded:
    """Return a server of its own, with a reader "kari"."""
    add_account(data, "kari", "reader", PASSWORD)
    return Guarded(serve(data, **settings), data, "", "")


def test_a_session_opens_what_was_asked_for(guarded: Guarded) -> None:
    """The way there, back to the question, and out again."""
    client = guarded.client()
    asked = client.get("/?q=eldre&lang=nn", headers=HTML)
    assert asked.status_code == 303
    form = client.get(asked.headers["location"])
    assert form.status_code == 200
    assert '<html lang="nn"' in form.text
    til = re.search(r'name="til" value="([^"]*)"', form.text)
    assert til
    sent = {
        "navn": " KARI ",
        "passord": PASSWORD,
        "skjema": token_in(form),
        "til": til[1].replace("&amp;", "&"),
        "lang": "nn",
    }
    done = client.post("/logg-inn", data=sent)
    assert (done.status_code, done.headers["location"]) == (303, "/?q=eldre&lang=nn")
    page = client.get("/?q=eldre&lang=nn", headers=HTML)
    assert page.status_code == 200
    assert '<a class="account" href="konto?lang=nn"' in page.text
    account = client.get("/konto")
    assert "Du er logget inn som kari." in account.text
    assert "Du kan søke og lese." in account.text
    gone = client.post("/logg-ut", data={"skjema": token_in(account), "lang": "en"})
    assert gone.headers["location"] == "/logg-inn?ut=1&lang=en"
    assert "You are signed out." in client.get(gone.headers["location"]).text
    assert client.get("/om").status_code == 401


def test_a_stolen_cookie_opens_nothing_after_signing_out(guarded: Guarded) -> None:
    """The session ends at the server, and not only in the browser."""
    client, thief = guarded.client(), guarded.client()
    sign_in(client)
    name = "__Host-eksempelfinner"
    thief.cookies.set(name, client.cookies[name], domain="finner.test")
    assert thief.get("/om").status_code == 200
    client.post("/logg-ut", data={"skjema": token_in(client.get("/konto"))})
    assert thief.get("/om").status_code == 401


def test_the_cookie_is_as_closed_as_it_can_be(guarded: Guarded) -> None:
    """No script reads it, no other site sends it, and over HTTPS nobody else can set it."""
    done = sign_in(guarded.client())
    cookie = next(c for c in done.headers.get_list("set-cookie") if "Max-Age" not in c)
    assert re.fullmatch(
        r"__Host-eksempelfinner=[\w-]{43}; HttpOnly; Path=/; SameSite=lax; Secure", cookie
    )
    plain = guarded.client(base="http://finner.test")
    cookie = sign_in(plain).headers.get_list("set-cookie")[0]
    assert re.fullmatch(r"eksempelfinner=[\w-]{43}; HttpOnly; Path=/; SameSite=lax", cookie)
    below = TestClient(
        guarded.app, "https://finner.test", root_path="/bolig", follow_redirects=False
    )
    form = below.get("/bolig/logg-inn")
    assert "__Secure-eksempelfinner-skjema=" in form.headers["set-cookie"]
    assert "Path=/bolig/; SameSite=strict; Secure" in form.headers["set-cookie"]
    sent = {"navn": "kari", "passord": PASSWORD, "skjema": token_in(form), "til": "om"}
    done = below.post("/bolig/logg-inn", data=sent)
    assert done.headers["location"] == "/bolig/om"
    assert below.get("/bolig/om").status_code == 200


def test_a_session_is_new_whatever_the_browser_had(guarded: Guarded) -> None:
    """A secret that somebody else put into the browser opens nothing."""
    client = guarded.client()
    client.cookies.set("__Host-eksempelfinner", "x" * 43, domain="finner.test")
    done = sign_in(client)
    assert "x" * 43 not in str(done.headers.get_list("set-cookie"))
    first = guarded.client()
    assert sign_in(first).headers["set-cookie"] != sign_in(guarded.client()).headers["set-cookie"]


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("kari", "feil passord her"),
        ("kari", ""),
        ("", PASSWORD),
        ("ingen", PASSWORD),
        ("kari", PASSWORD + "\x00"),
        ("kari'--", "x"),
    ],
)
def test_a_wrong_name_or_password_is_told_alike(
    serve: Serve, tmp_path: Path, name: str, password: str
) -> None:
    """One sentence for both, the name kept and escaped, the password not."""
    response = sign_in(fresh(serve, tmp_path).client(), name, password)
    assert response.status_code == 401
    assert "Brukernavnet eller passordet er feil." in response.text
    assert 'role="alert"' in response.text
    assert not [c for c in response.headers.get_list("set-cookie") if "eksempelfinner=" in c]
    assert f'"{password}"' not in response.text or not password


def test_what_was_typed_is_escaped(guarded: Guarded) -> None:
    """In the field, and in the address to go on to."""
    response = sign_in(guarded.client(), '"><script>alert(1)</script>', "x", '"><b>x')
    assert "<script>alert" not in response.text
    assert '"><b>' not in response.text


def test_many_attempts_for_an_account_lock_it(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From every address and with the right password too; others are not locked."""
    monkeypatch.setattr(attempts, "MAX_FOR_ACCOUNT", 3)
    guarded = fresh(serve, tmp_path)
    add_account(tmp_path, "ola", "reader", PASSWORD)
    for number in range(3):
        client = guarded.client(f"198.51.100.{number}")
        assert sign_in(client, "kari", "feil passord").status_code == 401
    locked = sign_in(guarded.client("198.51.100.200"))
    assert locked.status_code == 429
    assert 0 < int(locked.headers["retry-after"]) <= 15 * 60
    assert "Prøv igjen om 15 min." in locked.text
    assert sign_in(guarded.client("198.51.100.201"), "ola").status_code == 303


def test_many_attempts_from_an_address_lock_it(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever accounts they are for; another address may go on."""
    monkeypatch.setattr(attempts, "MAX_FROM_ADDRESS", 3)
    guarded = fresh(serve, tmp_path)
    client = guarded.client("2001:db8::1")
    statuses = [sign_in(client, f"bruker{n}", "feil passord").status_code for n in range(3)]
    assert set(statuses) == {401}
    assert sign_in(guarded.client("2001:db8::2")).status_code == 429
    assert sign_in(guarded.client("2001:db8:1::2")).status_code == 303


def test_a_form_of_another_site_is_not_taken(guarded: Guarded) -> None:
    """Without its token, with another's, or from a page of another site."""
    sent = {"navn": "kari", "passord": PASSWORD}
    assert guarded.client().post("/logg-inn", data=sent).status_code == 403
    other = token_in(guarded.client().get("/logg-inn"))
    client = guarded.client()
    own = token_in(client.get("/logg-inn"))
    for token in ("", other, own[:-1], own.upper(), "å" * 64):
        refused = client.post("/logg-inn", data={**sent, "skjema": token})
        assert refused.status_code == 403
        assert "Siden har stått åpen for lenge" in refused.text
    for odd in ("a=1&" * 50, "%ff%fe=%00", "passord", ""):
        refused = client.post(
            "/logg-inn", content=odd, headers={"content-type": "application/x-www-form-urlencoded"}
        )
        assert (refused.status_code, "<form" in refused.text) == (403, True)
    file = client.post("/logg-inn", files={"navn": b"kari", "passord": b"x"})
    assert (file.status_code, "<form" in file.text) == (403, True)
    right = {**sent, "skjema": own}
    for site in ("cross-site", "same-site", "nonsense"):
        refused = client.post("/logg-inn", data=right, headers={"sec-fetch-site": site})
        assert (refused.status_code, "annet nettsted" in refused.text) == (403, True)
    assert client.post("/logg-inn", data=right).status_code == 303
    # Nor can another site sign somebody out, or search in their name.
    for path in ("/logg-ut", "/gradio_api/run/predict"):
        refused = client.post(path, data={}, headers={"sec-fetch-site": "cross-site"})
        assert refused.status_code == 403
    client.post("/logg-ut", data={"skjema": own})
    assert client.get("/om").status_code == 200


@pytest.mark.parametrize(
    "target",
    [
        "//evil.test",
        "/\\evil.test",
        "\\\\evil.test",
        "https://evil.test",
        "https:evil.test",
        "javascript:alert(1)",
        "//evil.test/%2e%2e",
        "\t//evil.test",
        "om\r\nset-cookie: a=b",
        "x" * 9000,
        "///evil.test",
        "//[",
        "ø",
    ],
)
def test_signing_in_leads_nowhere_else(guarded: Guarded, target: str) -> None:
    """What is no address of this site becomes its start."""
    done = sign_in(guarded.client(), til=target)
    assert (done.status_code, done.headers["location"]) == (303, "/")


def test_a_session_ends_with_the_account_and_the_password(serve: Serve, tmp_path: Path) -> None:
    """At once, while the server runs; signing in anew works with the new password."""
    guarded = fresh(serve, tmp_path)
    client = guarded.client()
    sign_in(client)
    assert client.get("/om").status_code == 200
    add_account(tmp_path, "kari", "editor", f"{PASSWORD}!")
    assert client.get("/om").status_code == 401
    assert sign_in(client).status_code == 401
    assert sign_in(client, password=f"{PASSWORD}!").status_code == 303
    assert "Du er redaktør" in client.get("/konto").text
    remove_account(tmp_path, "kari")
    assert client.get("/om").status_code == 401
    add_account(tmp_path, "kari", "editor", f"{PASSWORD}!")
    assert client.get("/om").status_code == 401


class Clock:
    """A clock that a test sets."""

    now = 1000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def test_a_session_ends_with_time(tmp_path: Path) -> None:
    """After a while without use, and after a working day whatever happens."""
    from assistant.access.registry import read_registry

    add_account(tmp_path, "kari", "reader", PASSWORD)
    registry = read_registry(tmp_path)
    kari = registry.accounts["kari"]
    clock = Clock()
    kept = sessions.Sessions(clock)
    idle = kept.begin(kari)
    clock.now += sessions.IDLE_SECONDS - 1
    assert kept.find(idle, registry) == kari
    clock.now += sessions.IDLE_SECONDS
    assert kept.find(idle, registry) is None
    busy, began = kept.begin(kari), clock.now
    while clock.now - began < sessions.ABSOLUTE_SECONDS - 3600:
        clock.now += 3600
        assert kept.find(busy, registry) == kari
    clock.now += 3600
    assert kept.find(busy, registry) is None
    many = [kept.begin(kari) for _ in range(sessions.MAX_SESSIONS + 5)]
    assert [kept.find(secret, registry) is not None for secret in many] == (
        [False] * 5 + [True] * sessions.MAX_SESSIONS
    )


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_form_is_one_for_password_managers(guarded: Guarded, language: str) -> None:
    """WCAG 3.3.8: named for autofill, nothing hinders pasting, no puzzle, no script needed."""
    page = guarded.client().get("/logg-inn", params={"lang": language}).text
    assert f'<html lang="{language}"' in page
    name = re.search(r'<input id="name"[^>]*>', page)
    password = re.search(r'<input id="password"[^>]*>', page)
    assert name
    assert password
    assert 'autocomplete="username"' in name[0]
    assert 'autocomplete="current-password"' in password[0]
    assert 'type="password"' in password[0]
    form = page.partition("<form")[2].partition("</form>")[0]
    assert "onpaste" not in page
    assert "<script" not in form
    assert form.count("<label") == 2
    # Who is outside is told nothing of what is inside.
    assert "31" not in page.partition("<footer")[2]
    assert "oversikt" not in page


def test_who_is_signed_in_is_not_asked_again(guarded: Guarded) -> None:
    """The form leads on; a token has an account page without a way out."""
    client = guarded.client()
    sign_in(client)
    found = client.get("/logg-inn?" + urlencode({"til": "om?lang=nn"}))
    assert (found.status_code, found.headers["location"]) == (303, "/om?lang=nn")
    page = guarded.with_token(guarded.editor).get("/konto").text
    assert "Forespørselen bruker nøkkelen drift." in page
    assert "logg-ut" not in page


def test_tokens_open_until_they_are_wrong(guarded: Guarded) -> None:
    """A wrong token is not taken for none, and other schemes are left to who sent them."""
    assert guarded.with_token(guarded.reader).get("/api/ask?q=eldre").status_code == 200
    for wrong in ("", "x", guarded.reader[:-1], guarded.reader.upper()):
        refused = guarded.with_token(wrong).get("/api/ask?q=eldre")
        assert refused.status_code == 401
        assert set(refused.json()) == {"error"}
    client = guarded.client()
    sign_in(client)
    assert client.get("/om", headers={"authorization": "Basic eA=="}).status_code == 200
    assert client.get("/om", headers={"authorization": "Bearer x"}).status_code == 401

"""How attempts to sign in are counted."""

import pytest

from assistant.web.access import attempts
from assistant.web.access.attempts import (
    MAX_FOR_ACCOUNT,
    MAX_FROM_ADDRESS,
    WINDOW_SECONDS,
    Attempts,
)
from assistant.web.access.client_address import network_of
from tests.assistant.web.access.test_sign_in import Clock


def test_an_account_is_locked_until_the_first_attempt_is_long_ago() -> None:
    """A refused attempt is not counted, so that who waits gets in."""
    clock = Clock()
    tried = Attempts(clock)
    for number in range(MAX_FOR_ACCOUNT):
        assert tried.begin(f"192.0.2.{number}", "kari") == 0
        clock.now += 1
    for _ in range(100):
        assert tried.begin("192.0.2.99", "kari") == WINDOW_SECONDS - MAX_FOR_ACCOUNT
    assert tried.begin("192.0.2.99", "ola") == 0
    clock.now += WINDOW_SECONDS - MAX_FOR_ACCOUNT
    assert tried.begin("192.0.2.99", "kari") == 0
    assert tried.begin("192.0.2.99", "kari") > 0


def test_an_address_is_locked_for_all_accounts() -> None:
    """Success takes back its own attempt alone: a right password does not let more be tried."""
    tried = Attempts(Clock())
    for number in range(MAX_FROM_ADDRESS):
        assert tried.begin("192.0.2.1", f"bruker{number}") == 0
    assert tried.begin("192.0.2.1", "kari") == WINDOW_SECONDS
    tried.succeeded("192.0.2.1", "bruker0")
    assert tried.begin("192.0.2.1", "kari") == 0
    assert tried.begin("192.0.2.1", "kari") > 0
    assert tried.begin("192.0.2.2", "kari") == 0


def test_a_lock_is_in_the_log_without_names(caplog: pytest.LogCaptureFixture) -> None:
    """Once a minute, however often it is tried: a name may be a password in the wrong field."""
    clock = Clock()
    tried = Attempts(clock)
    for _ in range(MAX_FOR_ACCOUNT + 50):
        tried.begin("192.0.2.1", "hemmelig")
    clock.now += 60
    tried.begin("192.0.2.1", "hemmelig")
    assert caplog.messages == ["too many attempts to sign in, the last from 192.0.2.1"] * 2


def test_what_is_remembered_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many addresses and names come."""
    monkeypatch.setattr(attempts, "MAX_KEYS", 100)
    tried = Attempts(Clock())
    for number in range(1000):
        tried.begin(f"10.0.{number // 250}.{number % 250}", f"bruker{number}")
    assert len(tried._tried) == 100


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_one_place_is_one_subscriber(address: str, place: str) -> None:
    """Of IPv6 a whole network is one."""
    assert network_of(address) == place

"""Who may use a server, by its address and settings."""

from pathlib import Path

import pytest

from assistant.access.accounts import add_account, remove_account
from assistant.access.policy import Policy, is_loopback, read_policy
from assistant.access.tokens import add_token
from assistant.errors import AccessOpen, ProxyUntrusted, SettingInvalid
from assistant.settings import read_settings

PASSWORD = "riktig hest batteri stift"  # noqa: S105
LOOPBACK = ["127.0.0.1", "127.3.2.1", "::1"]
OTHERS = ["0.0.0.0", "::", "192.0.2.7", "2001:db8::7", "10.0.0.1", ""]  # noqa: S104


def policy(data: Path, address: str, **settings: object) -> Policy:
    """Return the policy of a server that is bound to an address."""
    return read_policy(read_settings(data=data, host=address, **settings), address)


@pytest.mark.parametrize("address", LOOPBACK)
def test_loopback_is_open_to_its_own_machine(tmp_path: Path, address: str) -> None:
    """Until somebody makes an account."""
    found = policy(tmp_path, address)
    assert (found.anonymous, found.is_local, found.has_sign_in) == ("editor", True, False)
    add_account(tmp_path, "kari", "reader", PASSWORD)
    found = policy(tmp_path, address)
    assert (found.anonymous, found.is_local, found.has_sign_in) == (None, False, True)


@pytest.mark.parametrize("address", OTHERS)
def test_any_other_address_needs_sign_in_or_a_word(tmp_path: Path, address: str) -> None:
    """An account, a token, a proxy, or that it is to be public."""
    with pytest.raises(AccessOpen):
        policy(tmp_path, address)
    assert policy(tmp_path, address, public=True).anonymous == "reader"
    behind = {"proxy_user_header": "X-User", "trusted_proxies": "10.0.0.0/8"}
    assert policy(tmp_path, address, **behind).anonymous is None
    add_token(tmp_path, "arkiv", "reader")
    assert policy(tmp_path, address).anonymous is None
    add_account(tmp_path, "kari", "reader", PASSWORD)
    assert policy(tmp_path, address).anonymous is None
    assert policy(tmp_path, address, public=True).anonymous == "reader"


def test_behind_a_proxy_loopback_is_as_any_other(tmp_path: Path) -> None:
    """Who names a proxy lets others in."""
    with pytest.raises(AccessOpen):
        policy(tmp_path, "127.0.0.1", trusted_proxies="127.0.0.1")
    with pytest.raises(ProxyUntrusted):
        policy(tmp_path, "127.0.0.1", proxy_user_header="X-User")
    found = policy(tmp_path, "127.0.0.1", trusted_proxies=" 127.0.0.1, ::1 ,", public=True)
    assert found.proxies == ("127.0.0.1", "::1")


def test_no_account_is_there_unless_somebody_made_it(tmp_path: Path) -> None:
    """No default password; an account that is removed leaves the server closed or not started."""
    assert policy(tmp_path, "127.0.0.1").registry.now().is_empty
    add_account(tmp_path, "kari", "reader", PASSWORD)
    running = policy(tmp_path, "0.0.0.0")  # noqa: S104
    remove_account(tmp_path, "kari")
    assert running.registry.now().is_empty
    assert running.anonymous is None


@pytest.mark.parametrize(
    "networks", ["*", "proxy.kommune.no", "10.0.0.1/8", "10.0.0", "300.1.1.1", "10.0.0.1;::1"]
)
def test_only_addresses_and_networks_are_trusted(tmp_path: Path, networks: str) -> None:
    """Not everybody, and no name that somebody else answers for."""
    with pytest.raises(SettingInvalid):
        read_settings(data=tmp_path, trusted_proxies=networks)


@pytest.mark.parametrize("header", ["X User", "X-User:", "X_User\r\n", "å"])
def test_a_header_that_cannot_be_is_refused(tmp_path: Path, header: str) -> None:
    """It would never come."""
    with pytest.raises(SettingInvalid):
        read_settings(data=tmp_path, proxy_user_header=header)


def test_loopback_is_known() -> None:
    """By address, never by name."""
    assert all(map(is_loopback, LOOPBACK))
    assert not any(map(is_loopback, [*OTHERS, "localhost", "testclient"]))

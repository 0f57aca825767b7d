"""Only public machines, over https, are asked."""

from collections.abc import Sequence

import pytest

from ingest.errors import AddressPrivate, AddressUnsafe
from ingest.fetch.addresses import check_address

PUBLIC = "93.184.215.14"


def resolver(*numbers: str):
    """Return a resolver that gives every name these numbers."""

    def resolve(host: str, port: int) -> Sequence[str]:
        return numbers

    return resolve


def test_a_public_address_is_checked_once() -> None:
    """What to connect to, what to call it, and the path with its query."""
    target = check_address("https://oda.example.no/a%20b.pdf?x=1#side", resolver(PUBLIC))
    assert (target.host, target.port, target.path) == ("oda.example.no", 443, "/a%20b.pdf?x=1")
    assert (target.numbers, target.netloc, target.numeric) == ((PUBLIC,), "oda.example.no", False)


def test_a_name_with_norwegian_letters_is_written_as_the_network_does() -> None:
    """IDNA, as browsers do."""
    assert (
        check_address("https://bærum.example.no", resolver(PUBLIC)).host
        == "xn--brum-voa.example.no"
    )


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:93.184.215.14",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "no number",
    ],
)
def test_no_other_network_is_reached(number: str) -> None:
    """Neither by its number nor by a name that has it, also beside a public one."""
    with pytest.raises(AddressPrivate):
        check_address("https://rapport.example.no/a.pdf", resolver(PUBLIC, number))
    if number.count(".") == 3 and ":" not in number:
        with pytest.raises(AddressPrivate):
            check_address(f"https://{number}/a.pdf", resolver(PUBLIC))
    elif "%" not in number and ":" in number:
        with pytest.raises(AddressPrivate):
            check_address(f"https://[{number}]/a.pdf", resolver(PUBLIC))


@pytest.mark.parametrize(
    "address",
    [
        "http://oda.example.no/a.pdf",
        "ftp://oda.example.no/a.pdf",
        "file:///etc/passwd",
        "oda.example.no/a.pdf",
        "https:///a.pdf",
        "https://navn:ord@oda.example.no/a.pdf",
        "https://navn@oda.example.no/a.pdf",
        "https://oda.example.no\\@10.0.0.1/a.pdf",
        "https://oda.example.no/a b.pdf",
        "https://oda.example.no/a\r\nHost: b",
        "https://oda.example.no:port/a.pdf",
        "https://[::1/a.pdf",
        f"https://{'a' * 64}.no/",
        "https://oda..no/",
        "",
    ],
)
def test_an_address_that_is_not_plain_https_is_refused(address: str) -> None:
    """No other scheme, no user name, nothing malformed."""
    with pytest.raises(AddressUnsafe):
        check_address(address, resolver(PUBLIC))


def test_a_name_without_numbers_is_refused() -> None:
    """A resolver that finds nothing leaves nothing to ask."""
    with pytest.raises(AddressUnsafe):
        check_address("https://oda.example.no/", resolver())


def test_in_tests_this_machine_may_be_asked_and_no_other() -> None:
    """Plain http is for loopback alone."""
    assert check_address("http://127.0.0.1:80/a", resolver(), loopback=True).numeric
    with pytest.raises(AddressUnsafe):
        check_address("http://oda.example.no/a", resolver(PUBLIC), loopback=True)
    with pytest.raises(AddressPrivate):
        check_address("http://10.0.0.1/a", resolver(), loopback=True)

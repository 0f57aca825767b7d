"""Links in files: only what is plainly an address of the web."""

import pytest

from assistant.show.safe_link import safe_link


@pytest.mark.parametrize(
    "address",
    [
        "https://veiviseren.no/a-b_c/d.pdf#page=14",
        "http://www.hioa.no:80/Om?x=1&y=%C3%A6",
        "https://x.no",
    ],
)
def test_web_addresses_are_links(address: str) -> None:
    assert safe_link(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "javascript:alert(1)",
        "https://",
        "https://:80/",
        "https:// x.no",
        "https://x.no/>)",
        "https://x.no/a b",
        "https://blåbær.no/",
        "https://x.no/%zz",
        "https://x.no/a#b#c",
        "https://x.no\n",
        "file:///etc/passwd",
    ],
)
def test_nothing_else_is(address: str | None) -> None:
    assert safe_link(address) is None

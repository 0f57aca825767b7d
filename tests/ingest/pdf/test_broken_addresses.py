"""An address that is broken over two lines is one, and an address that ends a line is not."""

import pytest

from ingest.pdf.broken_addresses import goes_on


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Se https://www.husbanken.no/boligsosialt-arbeid/", "planlegging/eksempler/ for mer"),
        ("https://www.husbanken.no/boligsosialt-", "arbeid/plan"),
        ("www.husbanken.no/boligsosialt-", "arbeid"),
        ("https://www.", "husbanken.no"),
        ("https://", "www.ssb.no"),
        ("https:", "//www.ssb.no/bolig"),
        ("(https://www.regjeringen.no/no/dokumenter/", "meld-st-15-20202021/id2834218/)"),
        ("https://www.regjeringen.no/no/dokumenter/", "boligpolitikk."),
        ("https://www.ssb.no/bolig", "/statistikk"),
        ("https://www.ssb.no/tall?aar=", "2024"),
        ("www.fhi.no/rapport.", "pdf"),
        ("post@testvik.", "kommune.no."),
        ("post@", "testvik.no"),
        ("E-post: ola.", "nordmann@testvik.no"),
        ("doi:10.1080/", "14036096.2020.1"),
        ("https://doi.org/10.1080/14036096.", "2020.1712345"),
    ],
)
def test_an_address_goes_on(before: str, after: str) -> None:
    assert goes_on(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Se https://www.husbanken.no/", "og les mer der"),
        ("Se https://www.husbanken.no/", "Der står det mer"),
        ("Se www.husbanken.no.", "der står det"),
        ("Se www.husbanken.no.", "Der står det"),
        ("www.ssb.no.", "i 2020"),
        ("Se https://www.husbanken.no", "for mer"),
        ("https://www.ssb.no/bolig", "12 boliger"),
        ("https://www.ssb.no/bolig/", "https://www.fhi.no/"),
        ("post@testvik.no.", "Kontoret er åpent"),
        ("Lån/", "tilskudd"),
        ("bolig-", "sosial"),
        ("i 2020.", "12 boliger"),
        ("ved Ola.", "nordmann@testvik.no"),
    ],
)
def test_other_lines_end_there(before: str, after: str) -> None:
    assert not goes_on(before, after)

"""Hyphens at the end of a line, by the Norwegian rules."""

import pytest

from ingest.norwegian.hyphens import between_lines


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("sam-", "arbeid", (False, "")),
        ("barne-", "og ungdomsvern", (True, " ")),
        ("Nord-", "Norge", (True, "")),
        ("IT-", "strategi", (True, "")),
        ("e-", "post", (True, "")),
        ("2020-", "tallet", (True, "")),
        ("uten bindestrek", "her", (True, " ")),
        ("ikke-", "statlig", (True, "")),
        ("land-til-", "land", (True, "")),
        ("folk-til-folk-", "samarbeid", (True, "")),
        ("e-postadres-", "se", (False, "")),
        ("KOMMU-", "NEN", (False, "")),
        ("EU-", "NATO", (True, "")),
        ("tanke -", "strek", (True, " ")),
    ],
)
def test_a_hyphen_stays_only_if_it_belongs_to_the_word(
    before: str, after: str, expected: tuple[bool, str]
) -> None:
    """The second value goes between the two parts."""
    assert between_lines(before, after) == expected


def test_a_compound_that_the_document_hyphenates_keeps_its_hyphen() -> None:
    assert between_lines("skole-", "hjem", {"skole-hjem"}) == (True, "")

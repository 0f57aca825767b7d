"""Every bullet becomes ours, and one alone belongs to the text behind it."""

import pytest

from ingest.formats.plain_bullets import with_bullets
from ingest.formats.plain_lines import lines_of


def texts(text: str) -> list[str]:
    return [line.text for line in with_bullets(lines_of(text))]


@pytest.mark.parametrize("sign", [*"•·▪■□●○◦‣►✓➢→*–-", "\uf0b7", "\uf0a7", "\uf02d", "\uf0fc", "o"])
def test_a_bullet_before_or_above_its_text(sign: str) -> None:
    assert texts(f"{sign} Bygge boliger") == ["• Bygge boliger"]
    assert texts(f"{sign}\n\nBygge boliger\n{sign}\nLeie") == ["• Bygge boliger", "• Leie"]


@pytest.mark.parametrize("text", ["-5 grader", "–", "-", "3–4 boliger", "og så", "*"])
def test_other_marks(text: str) -> None:
    """A sign that nothing follows says nothing."""
    assert texts(text) == ([text] if len(text) > 1 else [])


def test_an_item_knows_that_its_bullet_was_set_apart() -> None:
    lines = list(with_bullets(lines_of("Tiltak:\n\n•\nBygge\n•\nLeie")))
    assert [line.set_apart for line in lines] == [True, True, False]

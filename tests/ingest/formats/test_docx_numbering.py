"""Numbers that Word counts are those that its reader sees."""

import pytest
from lxml import etree

from ingest.formats.docx_numbering import WordNumbers

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def numbering(*levels: tuple[str, str], start: int = 1) -> WordNumbers:
    """Return the numbers of lists 1 and 2, both of one kind; list 2 begins anew at `start`."""
    definition = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate(levels)
    )
    kind = '<w:abstractNumId w:val="7"/>'
    override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    return WordNumbers(
        etree.fromstring(
            f'<w:numbering xmlns:w="{SPACE}"><w:abstractNum w:abstractNumId="7">{definition}'
            f'</w:abstractNum><w:num w:numId="1">{kind}</w:num>'
            f'<w:num w:numId="2">{kind}{override}</w:num></w:numbering>'
        )
    )


def test_headings_are_counted_under_each_other() -> None:
    """A higher level begins the lower ones anew; a level that was skipped counts as one."""
    numbers = numbering(("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"))
    marks = [numbers.mark("1", level) for level in (0, 1, 1, 2, 0, 2, 1)]
    assert marks == ["1", "1.1", "1.2", "1.2.1", "2", "2.1.1", "2.1"]


def test_a_list_may_begin_anew() -> None:
    """Lists of one kind go on counting, unless one says where it begins."""
    numbers = numbering(("lowerLetter", "%1)"), start=3)
    marks = [numbers.mark(name, 0) for name in ("1", "1", "2", "2", "1")]
    assert marks == ["a)", "b)", "c)", "d)", "e)"]
    numbers = numbering(("decimal", "Krav %1."), start=1)
    assert [numbers.mark(name, 0) for name in ("1", "1", "2")] == ["Krav 1.", "Krav 2.", "Krav 1."]


@pytest.mark.parametrize(
    ("form", "fourth", "thirtieth"),
    [
        ("decimal", "4", "30"),
        ("decimalZero", "04", "30"),
        ("lowerLetter", "d", "dd"),
        ("upperLetter", "D", "DD"),
        ("lowerRoman", "iv", "xxx"),
        ("upperRoman", "IV", "XXX"),
        ("none", "", ""),
        ("bullet", "•", "•"),
        ("chineseCounting", "4", "30"),
    ],
)
def test_forms(form: str, fourth: str, thirtieth: str) -> None:
    """As Word writes them; a form that is not known is written in digits."""
    numbers = numbering((form, "%1"))
    marks = [numbers.mark("1", 0) for _ in range(30)]
    assert (marks[3], marks[29]) == (fourth, thirtieth)


def test_a_list_that_is_not_there_has_bullets() -> None:
    """A document may lack the part that says how it counts."""
    assert WordNumbers(None).mark("1", 0) == "•"
    assert numbering(("decimal", "%1")).mark("1", 8) == "•"

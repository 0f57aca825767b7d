"""A title stands on the front pages, however it is broken, or it does not."""

import pytest

from ingest.recognition.front_title import has_title_in_front
from tests.ingest.recognition.made_file_text import file_text

TITLE = "Mobilitet blant eldre på boligmarkedet - holdninger, drivere og barrierer"


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        (["NOVA\nMobilitet blant eldre på boligmarkedet\n2020"], True),
        (["MOBILITET BLANT ELDRE PÅ\nBOLIG-\nMARKEDET"], True),
        (["", "Forord", "Mobilitet blant eldre pa\u030a boligmarkedet"], True),
        (["Mobilitet blant unge på boligmarkedet"], False),
        (["Forside", "Forord", "Innhold", "Mobilitet blant eldre på boligmarkedet"], False),
        (["Mobilitet", "eldre på boligmarkedet"], False),
        ([""], False),
    ],
)
def test_a_title_in_front(pages: list[str], found: bool) -> None:
    """In capitals, over lines, with its subtitle or without; not behind the third page."""
    assert has_title_in_front(file_text(*pages), TITLE) == found

"""The overview: how each report that was added was read."""

from pathlib import Path

import pytest

from assistant.show.texts import texts_in
from assistant.web.pages.overview import render_overview
from assistant.web.request.address import Address
from assistant.web.request.page_context import PageContext
from index.generation import open_live
from ingest.records import Language
from tests.made_report import REPORT, TITLE


def overview(data: Path, language: Language = "nb") -> str:
    """Return the overview of a data folder."""
    return str(
        render_overview(PageContext(Address(language), texts_in(language), "nb", open_live(data)))
    )


def test_a_report_that_was_added_says_how_it_was_read(with_report: Path) -> None:
    """Its pages, its reader, its PDF, and which of its pages have no text."""
    page = overview(with_report)
    entry = page.partition(f">{TITLE}</a>")[2].partition("</li>")[0]
    assert "5 sider lest · på bokmål · 0,0 % overlange ord · " in entry
    assert f'<a class="pdf" href="fil/{REPORT}.pdf">PDF<' in entry
    assert "<summary>1 side uten tekst<" in entry
    assert "Det som står på dem, er ikke søkbart: 4.</p>" in entry
    assert page.count('class="facts read"') == 1
    assert "Overlange ord er trolig ord der mellomrommene er borte." in page


@pytest.mark.parametrize(("language", "told"), [("nn", "5 sider lesne"), ("en", "5 pages read")])
def test_it_is_told_in_the_language_of_the_page(
    with_report: Path, language: Language, told: str
) -> None:
    """Whatever the report's own is."""
    assert told in overview(with_report, language)


def test_a_report_that_is_known_by_its_title_was_not_read(built: Path) -> None:
    """And nothing is said of how."""
    page = overview(built)
    assert 'class="facts read"' not in page
    assert "Overlange ord" not in page

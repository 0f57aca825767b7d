"""The page of counts, and what of the searches reaches it."""

from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.counts.keeping import Counter
from assistant.counts.tally import Tally
from assistant.search.answer import Answer
from assistant.search.live import LiveSearcher
from assistant.search.searcher import Searcher
from assistant.show.texts import texts_in
from assistant.web.app import build_app
from tests.conftest import RINGSAKER


def client_of(searcher: Searcher, counter: Counter | None) -> TestClient:
    """Return a client of the whole application."""
    app = build_app(LiveSearcher(searcher), texts_in("nb"), counter=counter)
    return TestClient(app)


def searches(tally: Tally) -> int:
    """Return how many searches were counted."""
    return sum(count.total for count in tally.read(date.today()).days)


def test_a_search_is_counted_once(fake_searcher: Searcher, tmp_path: Path) -> None:
    """Not again by the file of the same answer, another language or a program that asks it."""
    tally = Tally(tmp_path)
    client = client_of(fake_searcher, Counter(tally))
    for path in ("/?q=leie", "/?q=leie&lang=nn", "/eksport.csv?q=leie", "/api/ask?q=leie"):
        assert client.get(path).status_code == 200
    assert searches(tally) == 1
    client.get("/api/ask?q=eldre")
    client.get("/?q=eldre&kommune=Oslo")
    assert searches(tally) == 3


@pytest.mark.parametrize(
    "path", ["/", "/oversikt", "/om", "/tall", f"/?dok={RINGSAKER}&q=leie", f"/?like={RINGSAKER}"]
)
def test_what_is_no_search_is_not_counted(
    fake_searcher: Searcher, tmp_path: Path, path: str
) -> None:
    """Pages, one document, documents like one."""
    tally = Tally(tmp_path)
    client_of(fake_searcher, Counter(tally)).get(path)
    assert searches(tally) == 0


def test_a_list_is_not_counted(fake_searcher: Searcher, tmp_path: Path) -> None:
    """It has no question, and so no verdict."""
    tally = Tally(tmp_path)
    client = client_of(fake_searcher, Counter(tally))
    client.get("/?kommune=Oslo")
    client.get("/?q=")
    assert searches(tally) == 0


@pytest.mark.parametrize(
    ("language", "title", "head"),
    [
        ("nb", "Tall om søkene", "Fant ikke svar"),
        ("nn", "Tal om søka", "Fann ikkje svar"),
        ("en", "Search figures", "No answer"),
    ],
)
def test_the_page_shows_the_counts(
    fake_searcher: Searcher, tmp_path: Path, language: str, title: str, head: str
) -> None:
    """In the reader's language, with the day as it is written there."""
    tally = Tally(tmp_path)
    client = client_of(fake_searcher, Counter(tally))
    client.get("/?q=leie")
    page = client.get(f"/tall?lang={language}").text
    assert f"<h1>{title}</h1>" in page
    assert f'<th scope="col">{head}</th>' in page
    assert f'<th scope="row">{date.today().day}' in page


def test_the_page_lists_what_found_nothing_if_that_is_kept(
    fake_searcher: Searcher, tmp_path: Path
) -> None:
    """Escaped; and says for how long."""
    tally = Tally(tmp_path, days_kept=14)
    tally.note("<b>månebase</b>", Answer("x", "none", "nb", 0.0, ()), date.today())
    page = client_of(fake_searcher, Counter(tally)).get("/tall").text
    assert "lagres i 14 dager" in page
    assert "&lt;b&gt;månebase&lt;/b&gt;" in page


def test_without_counting_the_page_says_so(fake_searcher: Searcher) -> None:
    """And that no question is kept."""
    page = client_of(fake_searcher, None).get("/tall").text
    assert "Søkene telles ikke." in page
    assert "Ingen spørsmål lagres." in page


def test_the_page_about_the_service_says_what_is_kept(
    fake_searcher: Searcher, tmp_path: Path
) -> None:
    """Nothing, numbers, or questions for some days."""
    stored = "Spørsmålene lagres ikke"
    assert stored in client_of(fake_searcher, None).get("/om").text
    numbers = client_of(fake_searcher, Counter(Tally(tmp_path))).get("/om").text
    assert stored in numbers
    assert "Søkene telles per dag" in numbers
    kept = client_of(fake_searcher, Counter(Tally(tmp_path, False, 14))).get("/om").text
    assert stored not in kept
    assert "i 14 dager" in kept
    assert "Søkene telles per dag" not in kept

"""The application without a browser: its API, its headers, its pages, its files."""

import json
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from assistant.search.live import LiveSearcher
from assistant.search.searcher import Searcher
from assistant.show.texts import texts_in
from assistant.web.app import build_app
from assistant.web.middleware import HEADERS
from ingest.records import KINDS
from tests.conftest import RINGSAKER, ULSHOLTVEIEN, USERS_QUESTION


@pytest.fixture(scope="module")
def client(searcher: Searcher) -> Iterator[TestClient]:
    """A client of the whole application."""
    with TestClient(build_app(LiveSearcher(searcher), texts_in("nb"))) as client:
        yield client


def test_the_api_gives_the_same_answer_as_the_command(client: TestClient) -> None:
    """The two right examples, in the JSON of `ask --json`."""
    answer = client.get("/api/ask", params={"q": USERS_QUESTION, "limit": 2}).json()
    assert {result["document"]["id"] for result in answer["results"]} == {ULSHOLTVEIEN, RINGSAKER}
    assert list(answer) == [
        "question",
        "verdict",
        "understood",
        "dropped",
        "filters",
        "lacking",
        "listed",
        "more",
        "order",
        "undated_left_out",
        "language",
        "took_ms",
        "also_searched",
        "suggestion",
        "results",
    ]


@pytest.mark.parametrize(
    "filters",
    [
        {"municipality": "Oslo"},
        {"kommune": "Oslo"},
        {"county": "Oslo", "kind": "example"},
        {"fylke": "oslo", "sprak": "nb"},
    ],
)
def test_the_api_filters_by_the_pages_names_and_the_commands(
    client: TestClient, filters: dict[str, str]
) -> None:
    """An address of the page can be put to the API as it stands."""
    answer = client.get("/api/ask", params={"q": "bolig", **filters}).json()
    assert [result["document"]["id"] for result in answer["results"]] == [ULSHOLTVEIEN]


def test_the_api_filters_by_years_and_publisher(client: TestClient) -> None:
    """Both ends belong to what is asked for."""
    asked = {"q": "eldre", "utgiver": "NOVA", "fra": 2017, "til": 2017}
    found = client.get("/api/ask", params=asked)
    years = {result["document"]["year"] for result in found.json()["results"]}
    assert years == {2017}


def test_the_api_finds_what_is_like_a_document(client: TestClient) -> None:
    """Others than itself; there is no question to be had."""
    answer = client.get("/api/ask", params={"like": RINGSAKER, "limit": 3}).json()
    ids = [result["document"]["id"] for result in answer["results"]]
    assert len(ids) == 3
    assert RINGSAKER not in ids


@pytest.mark.parametrize("off", [{"related": "false"}, {"related": "0"}, {"ord": "egne"}])
def test_related_terms_can_be_left_out(client: TestClient, off: dict[str, str]) -> None:
    """By the command's name and by the page's."""
    question = {"q": "rent-to-own for families"}
    assert client.get("/api/ask", params=question).json()["also_searched"]
    assert client.get("/api/ask", params={**question, **off}).json()["also_searched"] == []


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("", 400, "Skriv hva du vil søke etter."),
        ("sorter=newest&lang=nn", 400, "Skriv kva du vil søkje etter."),
        ("undated=ja", 400, "Verdien «ja» kan ikke brukes for undated i adressen; ventet 0, 1."),
        ("related=nei", 400, "Verdien «nei» kan ikke brukes for related i adressen; ventet 0, 1."),
        ("ord=x", 400, "Verdien «x» kan ikke brukes for ord i adressen; ventet egne."),
        ("udatert=ja", 400, "Verdien «ja» kan ikke brukes for udatert i adressen; ventet 0, 1."),
        ("q=%3F&lang=en", 400, "The question has no words. Write what you would like to know."),
        (
            "q=x&kind=book",
            400,
            f"Verdien «book» kan ikke brukes for kind i adressen; ventet {', '.join(KINDS)}.",
        ),
        ("q=x&limit=0", 400, "Verdien «0» kan ikke brukes for limit i adressen; ventet 1–100."),
        ("q=x&limit=ti", 400, "Verdien «ti» kan ikke brukes for limit i adressen; ventet 1–100."),
        (
            "q=x&lang=de",
            400,
            "Verdien «de» kan ikke brukes for lang i adressen; ventet nb, nn, en.",
        ),
    ],
)
def test_bad_input_gets_one_sentence(
    client: TestClient, query: str, status: int, sentence: str
) -> None:
    """And a status that says whose fault it is."""
    response = client.get(f"/api/ask?{query}")
    assert response.status_code == status
    assert response.json()["error"] == sentence


def test_a_document_that_is_not_there(client: TestClient) -> None:
    """Is not found, in the API and as a page."""
    assert client.get("/api/ask?like=nope").status_code == 404
    page = client.get("/?dok=nope")
    assert page.status_code == 404
    assert "Det finnes ingen kilde på denne adressen." in page.text


def test_health_names_the_generation(client: TestClient, searcher: Searcher) -> None:
    """What a probe asks for."""
    assert client.get("/healthz").json() == {"status": "ok", "generation": searcher.generation.id}


ROUTES = ["/", "/?q=x", "/api/ask?q=x", "/healthz", "/oversikt", "/om", "/eksport.csv?q=x"]


@pytest.mark.parametrize("path", [*ROUTES, "/config", "/nowhere", "/docs", "/static/page.css"])
def test_every_route_has_the_security_headers(client: TestClient, path: str) -> None:
    """Gradio's own routes and errors too."""
    response = client.get(path)
    for name, value in HEADERS.items():
        assert response.headers[name] == value


@pytest.mark.parametrize("path", ROUTES)
def test_what_may_hold_a_question_is_kept_nowhere(client: TestClient, path: str) -> None:
    """Not by the browser and not by anything on the way."""
    assert client.get(path).headers["cache-control"] == "no-store"


def test_files_are_kept_for_good_and_packed(client: TestClient) -> None:
    """Gradio's and ours have other names when they change."""
    page = client.get("/", headers={"accept-encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    own = page.text.partition('href="static/page.css')[2].partition('"')[0]
    script = page.text.partition('src="./assets/')[2].partition('"')[0]
    for path in (f"/static/page.css{own}", f"/assets/{script}"):
        response = client.get(path, headers={"accept-encoding": "gzip, br"})
        assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert response.headers["content-encoding"] in ("gzip", "br")


@pytest.mark.parametrize("path", ["/gradio_api/upload", "/gradio_api/runs"])
def test_routes_that_nothing_uses_are_closed(client: TestClient, path: str) -> None:
    """Nobody can leave files or look at runs."""
    assert client.post(path, files={"files": b"x"}).status_code == 404
    assert client.get(path).status_code == 404


def test_the_page_sends_nothing_and_keeps_nothing(client: TestClient) -> None:
    """Analytics and run history are off in the page's own configuration."""
    page = client.get("/").text
    start = page.index("window.gradio_config = ") + len("window.gradio_config = ")
    config, _ = json.JSONDecoder().raw_decode(page, start)
    assert config["analytics_enabled"] is False
    assert config["run_history"] is False
    assert not config.get("footer_links")


def test_the_first_html_holds_the_answer_and_gradio(client: TestClient) -> None:
    """Before any script has run; and what Gradio needs to run is there."""
    page = client.get("/", params={"q": USERS_QUESTION}).text
    assert page.startswith("<!doctype html>")
    assert '<html lang="nb"' in page
    assert "<b>utleieboliger</b>" in page
    assert '<mark class="answering">For å møte det stadig voksende behovet' in page
    assert "window.gradio_config = {" in page
    assert '<gradio-app embed="false"' in page
    assert "gradio.app" not in page
    assert "googleapis" not in page


def test_behind_a_prefix_links_stay_inside(searcher: Searcher) -> None:
    """A proxy that serves the site under a path names it as the root path."""
    app = build_app(LiveSearcher(searcher), texts_in("nb"))
    with TestClient(app, root_path="/bolig") as client:
        page = client.get("/bolig/om").text
        assert '<base href="/bolig/">' in page
        assert 'href="/' not in page.replace('<base href="/bolig/">', "")


@pytest.mark.parametrize(
    ("suffix", "kind", "start"),
    [
        ("csv", "text/csv; charset=utf-8", b"\xef\xbb\xbf"),
        ("md", "text/markdown; charset=utf-8", b"# "),
        (
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            b"PK",
        ),
    ],
)
def test_exports(client: TestClient, suffix: str, kind: str, start: bytes) -> None:
    """The same question, as a file to keep."""
    response = client.get(f"/eksport.{suffix}", params={"q": USERS_QUESTION, "limit": 2})
    assert response.status_code == 200
    assert response.headers["content-type"] == kind
    name = f"eksempelfinner-hvordan-skaffe-utleieboliger-uten-a-eie-dem-{date.today()}.{suffix}"
    assert response.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert response.content.startswith(start)
    if suffix != "docx":
        assert "Ulsholtveien 31" in response.text
        assert "31 kilder, lest inn" in response.text.replace("\\", "")
    refused = client.get(f"/eksport.{suffix}")
    assert (refused.status_code, refused.text) == (
        400,
        "Skriv hva du vil søke etter.",
    )


def test_a_file_holds_what_probably_does_not_answer_if_asked_for(client: TestClient) -> None:
    """One parameter adds it; the file of one document is whole, whatever its verdict."""
    answering = client.get("/eksport.csv", params={"q": USERS_QUESTION}).text
    whole = client.get("/eksport.csv", params={"q": USERS_QUESTION, "alle": "1"}).text
    assert "Svarer trolig ikke" not in answering
    assert whole.startswith(answering)
    assert "Svarer trolig ikke" in whole
    results = client.get("/api/ask", params={"q": USERS_QUESTION}).json()["results"]
    words = {"good": "Svarer", "weak": "Kan være relevant", "none": "Svarer trolig ikke"}
    told = [row.split(";")[1] for row in whole.splitlines()[1:]]
    assert told == [words[result["verdict"]] for result in results]
    alone = client.get("/eksport.csv", params={"q": "vafler", "dok": "eldres-boligsituasjon"}).text
    assert alone.splitlines()[1].startswith("1;Svarer trolig ikke;")


def test_a_whole_text_tells_its_passage_apart(client: TestClient) -> None:
    """The paragraphs of the passages that answer, and no others; the text stands there once."""
    asked = {"q": "tilvisningsrett på 40 %", "dok": RINGSAKER}
    page = client.get("/", params=asked).text
    answer = client.get("/api/ask", params=asked).json()
    passages = [passage["text"] for passage in answer["results"][0]["passages"]]
    paragraphs = {line.strip() for text in passages for line in text.split("\n") if line.strip()}
    assert page.count('class="here"') == len(paragraphs)
    for passage in answer["results"][0]["passages"]:
        assert page.count(f'id="{passage["id"]}"') == 1
    text = page.partition('class="whole-text"')[2]
    assert text.count("Ett av resultatene av dette arbeidet") == 1
    assert page.count("<blockquote") == 0
    assert client.get("/", params={"dok": RINGSAKER}).text.count('class="here"') == 0


@pytest.mark.parametrize(
    ("question", "back"),
    [
        (USERS_QUESTION, "Tilbake til {count} treff"),
        ("vafler", "Tilbake til treffene"),
        ("eksempler fra Bodø", "Tilbake til {count} treff"),
    ],
)
def test_the_way_back_counts_what_is_there(client: TestClient, question: str, back: str) -> None:
    """As many as the page of the question says, with its filters."""
    results = client.get("/", params={"q": question, "fra": ""}).text
    # What is said if there is no contact stands in the page too, before the answer.
    count = results.rpartition('id="results"')[2].partition(">")[2].partition(" ")[0]
    page = client.get("/", params={"q": question, "dok": RINGSAKER}).text
    assert f">{back.format(count=count)}</a>" in page
    assert f'href="?{urlencode({"q": question})}"' in page


def test_a_question_inside_a_document_is_asked_of_it_alone(client: TestClient) -> None:
    """By the address of the page, and of the API, by either name of the document."""
    inside = "hvor lenge varer avtalen?"
    asked = {"q": "vafler", "dok": RINGSAKER, "i": inside}
    answer = client.get("/api/ask", params=asked).json()
    assert answer["question"] == inside
    (result,) = answer["results"]
    assert result["document"]["id"] == RINGSAKER
    same = client.get("/api/ask", params={"q": inside, "document": RINGSAKER}).json()
    assert same["results"] == answer["results"]
    everywhere = client.get("/api/ask", params={"q": inside, "limit": 31}).json()["results"]
    (found,) = [each for each in everywhere if each["document"]["id"] == RINGSAKER]
    assert found["verdict"] == result["verdict"]
    page = client.get("/", params=asked)
    assert page.status_code == 200
    assert "Tilbake til treffene" in page.text


def test_a_place_that_is_asked_for_inside_a_document_is_a_word(client: TestClient) -> None:
    """It chooses among no documents there."""
    answer = client.get("/api/ask", params={"dok": RINGSAKER, "i": "Ringsaker"}).json()
    assert answer["understood"] == []
    assert answer["verdict"] == "good"
    assert answer["results"][0]["passages"]


ADDRESSES_THAT_ARE_NOT_THERE = ["/finnesikke", "/oversikt/noe", "/fil/nope.pdf", "/static/nope.css"]


@pytest.mark.parametrize("path", ADDRESSES_THAT_ARE_NOT_THERE)
@pytest.mark.parametrize(
    ("language", "title"),
    [("nb", "Siden finnes ikke"), ("nn", "Sida finst ikkje"), ("en", "This page does not exist")],
)
def test_an_unknown_address_gets_a_page(
    client: TestClient, path: str, language: str, title: str
) -> None:
    """In the reader's language, with a search and the menu; links to it stay inside the site."""
    response = client.get(f"{path}?lang={language}", headers={"accept": "text/html,*/*;q=0.8"})
    assert response.status_code == 404
    assert f'<html lang="{language}"' in response.text
    assert f"<h1>{title}</h1>" in response.text
    assert f'href="{path[1:]}?lang=nn"' in response.text
    assert 'action="./"' in response.text


def test_an_address_is_never_written_as_one_of_another_scheme(client: TestClient) -> None:
    """Nor of another site."""
    for path in ("/javascript:alert(1)", "//example.org/x", "/%22%3E%3Cb%3E"):
        page = client.get(path, headers={"accept": "text/html"}).text
        assert "<h1>" in page
        for forbidden in ('href="javascript:', 'href="//', "<b>"):
            assert forbidden not in page


def test_programs_get_no_page(client: TestClient) -> None:
    """Who does not ask for HTML gets what there was, and the API its JSON."""
    assert "<h1>" not in client.get("/finnesikke").text
    response = client.get("/api/ask?like=nope", headers={"accept": "text/html"})
    assert (response.status_code, list(response.json())) == (404, ["question", "error"])


def test_the_api_understands_and_says_so(client: TestClient) -> None:
    """As the command does; a field that the address leaves out is searched for as words."""
    asked = {"q": "eksempler fra Innlandet"}
    answer = client.get("/api/ask", params=asked).json()
    assert [each["value"] for each in answer["understood"]] == ["example", "Innlandet"]
    assert len(answer["results"]) == 2
    without = client.get("/api/ask", params={**asked, "uten": "county"}).json()
    assert [each["value"] for each in without["understood"]] == ["example"]


@pytest.mark.parametrize(
    "parameters", [{"kommune": "Bærom"}, {"fylke": "Qwxz"}, {"fra": "2020", "til": "2015"}]
)
def test_filters_that_nothing_can_pass_are_told(
    client: TestClient, parameters: dict[str, str]
) -> None:
    """By the API and on the page, in one sentence."""
    answer = client.get("/api/ask", params={"q": "bolig", **parameters})
    assert answer.status_code == 400
    page = client.get("/", params={"q": "bolig", **parameters})
    assert page.status_code == 400
    assert answer.json()["error"].split(".")[0] in page.text


def test_filters_without_a_question_are_a_list_everywhere(client: TestClient) -> None:
    """In the API, on the page and in a file, which is named after them."""
    for parameters in ({"kommune": "Bodø"}, {"municipality": "Bodø", "q": " "}):
        answer = client.get("/api/ask", params=parameters).json()
        assert (answer["question"], answer["verdict"], answer["listed"]) == ("", "good", 3)
        assert answer["filters"] == {"municipality": "Bodø"}
        assert answer["order"] == "title"
        assert {result["verdict"] for result in answer["results"]} == {"good"}
    page = client.get("/", params={"kommune": "Bodø"}).text
    assert "<title>3 kilder fra Bodø – Eksempelfinner</title>" in page
    assert page.count("<article") == 3
    file = client.get("/eksport.md", params={"kommune": "Bodø"})
    name = f"eksempelfinner-bodo-{date.today()}.md"
    assert file.headers["content-disposition"] == f'attachment; filename="{name}"'
    text = file.text.replace("\\", "")
    assert "Filtre: Kommune: Bodø." in text
    assert "3 kilder fra Bodø, fra A til Å." in text
    assert "Spørsmål" not in text
    rows = client.get("/eksport.csv", params={"fylke": "Nordland"}).text.splitlines()
    assert len(rows) == 1 + 3
    assert rows[1].startswith("1;;;Eksempel;Det gode liv i Bodø;Bodø;Nordland;")


def test_an_empty_search_lists_everything(client: TestClient) -> None:
    """A line each on the page; a limit is told."""
    assert client.get("/api/ask?q=").json()["listed"] == 31
    page = client.get("/?q=%20").text
    assert ">Alle 31 kilder</h2>" in page
    assert page.count("<li data-id=") == 31
    assert page.count("<article") == 0
    assert 'data-state="good"' in page
    few = client.get("/api/ask?q=&limit=5").json()
    assert (len(few["results"]), few["listed"], few["more"]) == (5, 31, 26)


def test_what_has_no_year_is_counted_and_taken_along_everywhere(client: TestClient) -> None:
    """The address carries it."""
    query = {"q": "boliger til eldre nær sentrum", "fra": "2020"}
    answer = client.get("/api/ask", params=query).json()
    assert answer["undated_left_out"] > 0
    page = client.get("/", params=query).text
    assert f"{answer['undated_left_out']} eksempler uten årstall er ikke med." in page
    assert "fra=2020&amp;udatert=1" in page
    file = client.get("/eksport.md", params=query).text
    assert f"{answer['undated_left_out']} eksempler uten årstall er ikke med" in file
    taken = client.get("/api/ask", params={**query, "udatert": "1"}).json()
    assert taken["undated_left_out"] == 0
    assert taken["filters"] == {"since": 2020, "undated": True}
    count = {
        key: sum(result["verdict"] != "none" for result in each["results"]) + each["more"]
        for key, each in (("dated", answer), ("taken", taken))
    }
    assert count["taken"] == count["dated"] + answer["undated_left_out"]
    file = client.get("/eksport.md", params={**query, "undated": "1"}).text.replace("\\", "")
    assert "Filtre: Fra år: 2020 · Også uten årstall." in file


@pytest.mark.parametrize("asked", ["", "tilvisningsavtale"])
def test_a_place_without_sources_is_told_with_the_nearest(client: TestClient, asked: str) -> None:
    """It is no error: Norway has it."""
    query = {"q": asked, "kommune": "Hamar"}
    answer = client.get("/api/ask", params=query)
    assert answer.status_code == 200
    assert answer.json()["lacking"] == [
        {
            "field": "municipality",
            "value": "Hamar",
            "near_field": "municipality",
            "near": ["Ringsaker", "Gjøvik", "Oslo"],
        }
    ]
    page = client.get("/", params=query).text
    assert ">Vi har ingen kilder fra Hamar</h2>" in page
    assert "kommune=Ringsaker" in page
    file = client.get("/eksport.md", params=query).text.replace("\\", "")
    assert "Vi har ingen kilder fra Hamar. Nærmest: Ringsaker, Gjøvik, Oslo." in file

"""The description is of the routes and parameters that there are, all of them."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from starlette.routing import Route

from assistant.web.openapi.description import describe, described_path
from assistant.web.openapi.parameters import QUESTION_PARAMETERS
from assistant.web.request.address import read_address, read_language
from ingest.records import LANGUAGES, Language
from tests.assistant.web.access.conftest import Guarded
from tests.made_report import REPORT


class Noted(Mapping[str, str]):
    """Parameters that note which of them are asked for."""

    def __init__(self, **given: str) -> None:
        """Have the given parameters."""
        self.given = given
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        """Return a parameter and note that it was asked for."""
        self.asked.add(name)
        return self.given[name]

    def __contains__(self, name: object) -> bool:
        """Return whether a parameter is there, and note that it was asked for."""
        self.asked.add(str(name))
        return name in self.given

    def __iter__(self) -> Iterator[str]:
        """Go through the names."""
        return iter(self.given)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.given)


@pytest.fixture(scope="module")
def description(described: Guarded) -> dict[str, Any]:
    """The description as the server gives it to who has signed in."""
    response = described.with_token(described.reader).get("/openapi.json?lang=en")
    assert response.status_code == 200
    found: dict[str, Any] = response.json()
    return found


def test_every_route_of_ours_is_described_with_its_methods(
    described: Guarded, description: dict[str, Any]
) -> None:
    """No other is: the routes of the running application are compared."""
    own = {
        (described_path(route.path), method.lower())
        for route in described.app.routes
        if isinstance(route, Route)
        for method in route.methods or ()
        if method != "HEAD"
    }
    written = {(path, method) for path, item in description["paths"].items() for method in item}
    assert written == own | {("/", "get")}
    assert len(written) > 15


def test_the_description_is_not_for_strangers(described: Guarded) -> None:
    """Nor is Gradio's, for anybody."""
    assert described.client().get("/openapi.json").status_code == 401
    assert described.with_token(described.editor).get("/gradio_api/openapi.json").status_code == 404
    assert described.with_token(described.editor).get("/docs").status_code == 404


def test_every_parameter_that_an_address_is_read_for_is_described() -> None:
    """Whatever the page, the API and the files ask an address for, and nothing else."""
    noted = Noted()
    read_address(noted, "nb")
    read_language(noted, "nb")
    assert noted.asked == set(QUESTION_PARAMETERS)


def test_the_parameters_of_images_are_those_that_are_read(
    described: Guarded, description: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the route itself asks for them."""
    noted = Noted()
    monkeypatch.setattr("assistant.web.threads.read_query", lambda _: noted)
    report = description["paths"]["/side/{document_id}/{page}.png"]["get"]["parameters"]
    client = described.with_token(described.reader)
    assert client.get(f"/side/{REPORT}/1.png").status_code == 200
    assert noted.asked | {"lang"} == {p["name"] for p in report if p["in"] == "query"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_description_is_in_the_readers_language(described: Guarded, language: Language) -> None:
    """Every sentence of it, in each of the three."""
    client = described.with_token(described.reader)
    found = client.get(f"/openapi.json?lang={language}").json()
    other = client.get(f"/openapi.json?lang={'nn' if language == 'nb' else 'nb'}").json()
    said, said_elsewhere = set(sentences(found)), set(sentences(other))
    assert len(said) > 50
    same = said & said_elsewhere
    assert len(same) < len(said) / 3, same


def sentences(node: Any) -> Iterator[str]:
    """Yield every summary and description."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("summary", "description") and isinstance(value, str):
                yield value
            else:
                yield from sentences(value)
    elif isinstance(node, list):
        for value in node:
            yield from sentences(value)


def test_a_route_that_nobody_described_is_an_error() -> None:
    """When the application is built or asked, and not when a reader wonders."""
    from assistant.show.texts import texts_in

    with pytest.raises(KeyError):
        describe(["/nytt"], has_sign_in=False, texts=texts_in("nb"))

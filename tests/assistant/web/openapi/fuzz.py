"""Try every described route with what its description allows and what it does not.

It is run as a process of its own: pytest rewrites the library as it is imported, and that parses
its source, in which CPython 3.11.7 fails once Gradio's threads run.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from assistant.web.access import rates
from tests.assistant.web.commands_in import commands_in
from tests.assistant.web.openapi.served import app_over
from tests.conftest import RINGSAKER
from tests.fake_encoder import FakeEncoder
from tests.made_report import REPORT

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 20
"""Of each kind for each route; a run by hand may name more (a third argument)."""

REAL: dict[str, list[str]] = {
    "document_id": [REPORT, RINGSAKER, "nope"],
    "dok": [REPORT, RINGSAKER, "nope"],
    "document": [REPORT],
    "like": [REPORT, RINGSAKER, "nope"],
    "kommune": ["Oslo", "Ringsaker", "Bergen", "Ringsakr"],
    "fylke": ["Oslo", "Innlandet", "Innlande"],
    "del": ["Nord-Norge", "Sunnmøre"],
    "q": ["eldre", "«hus» til leie i Ringsaker", "eksempler fra 2016", "?", "\u0000", ""],
}
"""Values beside which the others are tried too: chance would name no document."""


def with_real_values(description: dict[str, Any]) -> dict[str, Any]:
    """Let the description name documents and places that there are."""
    for item in description["paths"].values():
        for operation in item.values():
            for parameter in operation["parameters"]:
                if values := REAL.get(parameter["name"]):
                    free = dict(parameter["schema"])
                    parameter["schema"] = {"anyOf": [{"enum": values}, {"enum": values}, free]}
    return description


class Tried:
    """What was tried, and what came of it."""

    def __init__(self, token: str, examples: int) -> None:
        """Show `token` with every request, and try so many examples."""
        self._examples = examples
        self._headers = {"authorization": f"Bearer {token}"}
        self.routes: Counter[str] = Counter()
        self.statuses: Counter[int] = Counter()

    def attempt(self, operation: APIOperation, mode: GenerationMode) -> None:
        """Try one operation with parameters that are right, or with some that are wrong."""

        @settings(
            max_examples=self._examples,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def answers_well(case: Case) -> None:
            response = case.call(headers=self._headers)
            self.routes[operation.label] += 1
            self.statuses[response.status_code] += 1
            case.validate_response(response, checks=CHECKS)
            if response.headers.get("content-type", [""])[0].startswith(
                ("text/", "application/json")
            ):
                # What was sent comes back in the answer, and may look like an option.
                sent = f"{case.path_parameters} {case.query} {case.body}"
                assert not set(commands_in(response.text)) - set(commands_in(sent))

        try:
            answers_well()
        except Unsatisfiable:
            # A route without parameters takes nothing that is wrong.
            assert mode is GenerationMode.NEGATIVE


def main(data: Path, token: str, examples: int = EXAMPLES) -> None:
    """Try every route of a server over a data folder, and print what came of it as JSON."""
    rates.PER_MINUTE = 10**9
    app = app_over(data, FakeEncoder())
    headers = {"authorization": f"Bearer {token}"}
    description = TestClient(app).get("/openapi.json", headers=headers).json()
    schema = schemathesis.openapi.from_dict(with_real_values(description))
    schema.app = app
    tried = Tried(token, examples)
    for result in schema.get_all_operations():
        for mode in GenerationMode:
            tried.attempt(result.ok(), mode)
    print(json.dumps({"routes": tried.routes, "statuses": tried.statuses}))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:]))

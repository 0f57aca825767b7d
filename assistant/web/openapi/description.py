"""The whole description of an application's own routes."""

import re
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from assistant.show.texts import Texts
from assistant.web.openapi.operations import JSON, operations
from assistant.web.openapi.schemas import COMPONENTS

PROGRAM = "eksempelfinner"

OUTSIDE = {401: "Refusal", 403: "Refusal", 429: "Refusal"}
"""What the gate answers before any route: see `assistant.web.access.refusal`."""


def described_path(path: str) -> str:
    """Return the path of a route as OpenAPI has it, without the kinds of its parameters."""
    return re.sub(r"\{(\w+):\w+\}", r"{\1}", path)


def describe(paths: Iterable[str], has_sign_in: bool, texts: Texts) -> dict[str, Any]:
    """Return the description of the routes at `paths`, in the language of `texts`.

    Raises:
        KeyError: a route is described nowhere.
    """
    known = operations(texts)
    schemes = {"token": {"type": "http", "scheme": "bearer"}}
    found = {path: known[path] for path in sorted({"/", *map(described_path, paths)})}
    if has_sign_in:
        for described in found.values():
            for operation in described.values():
                _add_refusals(operation, texts)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": texts("page.title"),
            "description": texts("openapi.about"),
            "version": version(PROGRAM),
        },
        # Relative to where the description was found, also behind a proxy's path.
        "servers": [{"url": "./"}],
        "paths": found,
        "components": {
            "schemas": COMPONENTS,
            **({"securitySchemes": schemes} if has_sign_in else {}),
        },
        **({"security": [{"token": []}, {}]} if has_sign_in else {}),
    }


def _add_refusals(operation: dict[str, Any], texts: Texts) -> None:
    for status, schema in OUTSIDE.items():
        responses = operation["responses"]
        shape = {"schema": {"$ref": f"#/components/schemas/{schema}"}}
        plain: dict[str, Any] = {"text/plain": {}, "text/html": {}, JSON: shape}
        told = responses.setdefault(
            str(status), {"description": texts(f"openapi.status_{status}"), "content": {}}
        )
        told["content"] = {**plain, **told.get("content", {})}

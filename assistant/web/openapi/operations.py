"""Every route of ours: what it takes, and what it answers."""

from collections.abc import Callable
from typing import Any

from assistant.show.export import FORMATS
from assistant.show.texts import Texts
from assistant.web.openapi.parameters import (
    IMAGE_PARAMETERS,
    LANGUAGE,
    QUESTION_PARAMETERS,
    TEXT,
    in_path,
    in_query,
)

Operation = dict[str, Any]
Operations = dict[str, Operation]
"""The operations of one path by their methods, in small letters."""

HTML, PLAIN, JSON, PNG, PDF = (
    "text/html",
    "text/plain",
    "application/json",
    "image/png",
    "application/pdf",
)
ICON = "image/svg+xml"
METRICS = "text/plain"
FORM = "application/x-www-form-urlencoded"
FORM_FIELDS = ("navn", "passord", "skjema", "til", "lang")


def operations(texts: Texts) -> dict[str, Operations]:
    """Return the operations of every path that an application of ours can have."""
    language = in_query({"lang": LANGUAGE}, texts)
    question = in_query(QUESTION_PARAMETERS, texts)
    document = in_path("document_id", TEXT, texts)
    page = in_path("page", {"type": "integer", "minimum": 0}, texts)
    image = in_query(IMAGE_PARAMETERS, texts, of_image=True)
    described = _describer(texts)
    wrong = dict.fromkeys((400, 404, 503), (PLAIN, None))
    return {
        "/": described("page", question, dict.fromkeys((200, 400, 404, 503), (HTML, None))),
        "/api/ask": described(
            "api_ask",
            question,
            {200: (JSON, "Answer"), **dict.fromkeys((400, 404, 503), (JSON, "Error"))},
        ),
        **{
            f"/eksport{kind.suffix}": described(
                "export", question, {200: (kind.media_type.partition(";")[0], None), **wrong}
            )
            for kind in FORMATS.values()
        },
        **{
            path: described(path.strip("/"), language, {200: (HTML, None)})
            for path in ("/oversikt", "/om", "/hjelp", "/tall")
        },
        "/side/{document_id}/{page}.png": described(
            "image", [document, page, *image], {200: (PNG, None), 304: None, **wrong}
        ),
        "/fil/{document_id}.pdf": described(
            "file", [document, *language], {200: (PDF, None), 206: (PDF, None), 304: None, **wrong}
        ),
        "/healthz": described("healthz", [], {200: (JSON, None), 503: (JSON, None)}),
        "/readyz": described("readyz", [], {200: (JSON, None), 503: (JSON, None)}),
        "/metrics": described("metrics", [], {200: (METRICS, None)}),
        "/openapi.json": described("openapi", language, {200: (JSON, None)}),
        "/favicon.ico": described("icon", [], {200: (ICON, None)}),
        **_access(texts, language, described),
    }


def _access(texts: Texts, language: list[Any], described: "Describe") -> dict[str, Operations]:
    """Return the operations of signing in; they redirect, and their forms are for browsers."""
    target = {"name": "til", "in": "query", "schema": TEXT, "description": texts("openapi.target")}
    form = {"type": "object", "properties": dict.fromkeys(FORM_FIELDS, TEXT)}
    body = {"required": True, "content": {FORM: {"schema": form}}}
    page = (HTML, None)
    shown = described("sign_in_form", [target, *language], {200: page, 303: None, 401: page})
    statuses = (401, 403, 429, 503)
    sent = described("sign_in", [], {303: None, **dict.fromkeys(statuses, page)}, body)
    return {
        "/logg-inn": {**shown, "post": sent["get"]},
        "/logg-ut": {"post": described("sign_out", [], {303: None}, body)["get"]},
        "/konto": described("account", language, {200: page, 303: None}),
    }


Contents = dict[int, tuple[str, str | None] | None]
"""The media type and the schema of what comes with each status; None without content."""

Describe = Callable[..., Operations]


def _describer(texts: Texts) -> Describe:
    def described(
        name: str,
        parameters: list[Any],
        contents: Contents,
        body: dict[str, Any] | None = None,
    ) -> Operations:
        responses = {
            str(status): _response(status, content, texts) for status, content in contents.items()
        }
        operation = {
            "summary": texts(f"openapi.path_{name}"),
            "parameters": parameters,
            "responses": responses,
        }
        return {"get": {**operation, "requestBody": body} if body else operation}

    return described


def _response(status: int, content: tuple[str, str | None] | None, texts: Texts) -> dict[str, Any]:
    told = {"description": texts(f"openapi.status_{status}")}
    if content is None:
        return told
    media_type, schema = content
    shape = {"schema": {"$ref": f"#/components/schemas/{schema}"}} if schema else {}
    # What no route has, such as a page with a negative number, is told to programs as JSON.
    unknown: dict[str, Any] = {JSON: {}} if status == 404 else {}
    return {**told, "content": {**unknown, media_type: shape}}

"""The JSON that comes back."""

from typing import Any

from ingest.records import KINDS

Schema = dict[str, Any]

VERDICTS = ["good", "weak", "none"]
TEXT: Schema = {"type": "string"}
TEXT_OR_NONE: Schema = {"type": ["string", "null"]}
NUMBER_OR_NONE: Schema = {"type": ["integer", "null"]}
TEXTS: Schema = {"type": "array", "items": TEXT}
STRETCH: Schema = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
}


def _object(properties: dict[str, Schema]) -> Schema:
    """Return the schema of an object that has all of `properties` and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


ERROR = _object({"question": TEXT, "error": TEXT})

REFUSAL = _object({"error": TEXT})

PASSAGE = _object(
    {
        "id": TEXT,
        "text": TEXT,
        "heading": TEXT,
        "table_head": TEXT_OR_NONE,
        "page": NUMBER_OR_NONE,
        "page_label": TEXT_OR_NONE,
        "last_page": NUMBER_OR_NONE,
        "last_page_label": TEXT_OR_NONE,
        "url": TEXT_OR_NONE,
        "score": {"type": "number"},
        "highlights": {"type": "array", "items": STRETCH},
        "also_in": TEXTS,
        "answer": {"oneOf": [STRETCH, {"type": "null"}]},
    }
)

DOCUMENT = _object(
    {
        "id": TEXT,
        "kind": {"type": "string", "enum": list(KINDS)},
        "title": TEXT,
        "subtitle": TEXT_OR_NONE,
        "municipality": TEXT_OR_NONE,
        "county": TEXT_OR_NONE,
        "publisher": TEXT_OR_NONE,
        "authors": TEXTS,
        "year": NUMBER_OR_NONE,
        "language": TEXT,
        "series": TEXT_OR_NONE,
        "commissioned_by": TEXTS,
        "url": TEXT_OR_NONE,
        "more_urls": TEXTS,
        "file_url": TEXT_OR_NONE,
        "full_text": {"type": "boolean"},
        "about": TEXT_OR_NONE,
        "about_source": TEXT_OR_NONE,
        "topics": TEXTS,
        "places": TEXTS,
    }
)

RESULT = _object(
    {
        "rank": {"type": "integer", "minimum": 1},
        "score": {"type": "number"},
        "verdict": {"type": "string", "enum": VERDICTS},
        "document": {"$ref": "#/components/schemas/Document"},
        "matched": TEXTS,
        "passages": {"type": "array", "items": {"$ref": "#/components/schemas/Passage"}},
    }
)

ANSWER: Schema = {
    "type": "object",
    "properties": {
        "question": TEXT,
        "verdict": {"type": "string", "enum": VERDICTS},
        "understood": {"type": "array", "items": {"type": "object"}},
        "dropped": {"type": "array"},
        "filters": {"type": "object"},
        "lacking": {"type": "array"},
        "listed": {},
        "more": {"type": "integer", "minimum": 0},
        "order": {},
        "undated_left_out": {"type": "integer", "minimum": 0},
        "language": TEXT,
        "took_ms": {"type": "number", "minimum": 0},
        "also_searched": TEXTS,
        "suggestion": TEXT_OR_NONE,
        "results": {"type": "array", "items": {"$ref": "#/components/schemas/Result"}},
    },
    "required": ["question", "verdict", "filters", "more", "language", "results"],
}

COMPONENTS: dict[str, Schema] = {
    "Answer": ANSWER,
    "Result": RESULT,
    "Document": DOCUMENT,
    "Passage": PASSAGE,
    "Error": ERROR,
    "Refusal": REFUSAL,
}

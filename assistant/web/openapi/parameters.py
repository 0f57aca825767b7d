"""What an address takes: the name of each parameter, its values and what it does."""

from typing import Any

from assistant.search.filters import SORTS
from assistant.search.understanding.understood import ALL, FIELDS
from assistant.show.texts import Texts
from assistant.web.pages.page_views import CROPPED, LARGE, NARROW
from assistant.web.request.address import (
    EVERYTHING,
    FILTERS,
    INSIDE,
    MAX_LIMIT,
    MAX_YEAR,
    MIN_YEAR,
    OFF,
    ON,
    OWN_WORDS,
    UNDATED,
    WITHOUT,
)
from ingest.norwegian.regions import SIZES
from ingest.records import KINDS, LANGUAGES

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
SWITCH: Schema = {"type": "string", "enum": ["0", "1"]}
ON_OR_OFF: Schema = {"type": "string", "enum": sorted(ON | OFF)}
FIELD_LIST: Schema = {"type": "string", "examples": ["county,kind"]}
YEAR: Schema = {"type": "integer", "minimum": MIN_YEAR, "maximum": MAX_YEAR}

MAX_QUESTION_CHARS = 2000
"""As long as the page's field takes; what the encoder reads is told by the error."""

LANGUAGE: Schema = {"type": "string", "enum": list(LANGUAGES)}

FILTER_SCHEMAS: dict[str, Schema] = {
    "kind": {"type": "string", "enum": list(KINDS)},
    "size": {"type": "string", "enum": list(SIZES)},
    "sort": {"type": "string", "enum": list(SORTS)},
    "since": YEAR,
    "until": YEAR,
    "language": {"type": "string", "pattern": "^[a-z]{2,3}$"},
}

QUESTION_PARAMETERS: dict[str, Schema] = {
    "q": {"type": "string", "maxLength": MAX_QUESTION_CHARS},
    **{
        alias: FILTER_SCHEMAS.get(name, TEXT)
        for name, aliases in FILTERS.items()
        for alias in aliases
    },
    **dict.fromkeys(UNDATED, ON_OR_OFF),
    **dict.fromkeys(WITHOUT, FIELD_LIST),
    "ord": {"type": "string", "enum": [OWN_WORDS]},
    "related": ON_OR_OFF,
    "like": TEXT,
    "dok": TEXT,
    "document": TEXT,
    INSIDE: {"type": "string", "maxLength": MAX_QUESTION_CHARS},
    EVERYTHING: ON_OR_OFF,
    "limit": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT},
    "lang": LANGUAGE,
}
"""Of the page, the API and the files alike: an address of one can be put to the others."""

MEANINGS = {alias: aliases[0] for aliases in FILTERS.values() for alias in aliases} | {
    UNDATED[1]: UNDATED[0],
    WITHOUT[1]: WITHOUT[0],
    "related": "ord",
    "document": "dok",
}
"""The parameter that another one means too."""

IMAGE_PARAMETERS: dict[str, Schema] = {
    "at": TEXT,
    "ord": {"type": "string", "pattern": r"^(\d+-\d+(\.\d+-\d+)*)?$"},
    CROPPED: SWITCH,
    NARROW: SWITCH,
    LARGE: SWITCH,
    "lang": LANGUAGE,
}


def in_query(parameters: dict[str, Schema], texts: Texts, of_image: bool = False) -> list[Schema]:
    """Return the description of parameters of a query string, none of which must be given."""
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": _meaning(name, texts, of_image),
            "schema": schema,
        }
        for name, schema in parameters.items()
    ]


def in_path(name: str, schema: Schema, texts: Texts) -> Schema:
    """Return the description of a part of a path."""
    told = texts(f"openapi.{name}")
    return {"name": name, "in": "path", "required": True, "description": told, "schema": schema}


def _meaning(name: str, texts: Texts, of_image: bool) -> str:
    if of_image and name == "ord":
        return texts("openapi.image_ord")
    meant = MEANINGS.get(name, name)
    told = texts(f"openapi.{meant}", fields=", ".join((*FIELDS, ALL)))
    return told if meant == name else f"{texts('openapi.same', name=meant)} {told}"

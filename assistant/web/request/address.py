"""Read what an address of the page or of the API asks for, and write such addresses."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from assistant.errors import ParameterInvalid
from assistant.search.filters import NO_FILTERS, SORTS, Filters
from assistant.search.understanding.understood import ALL, FIELDS, Field, listed_fields
from ingest.norwegian.regions import SIZES
from ingest.records import KINDS, LANGUAGES, Language, is_language_code

Known = TypeVar("Known", bound=str)

MAX_LIMIT = 100
"""Documents that an address can ask for."""

MIN_YEAR, MAX_YEAR = 1000, 9999

FILTERS = {
    "kind": ("kind",),
    "municipality": ("kommune", "municipality"),
    "county": ("fylke", "county"),
    "publisher": ("utgiver", "publisher"),
    "since": ("fra", "since"),
    "until": ("til", "until"),
    "language": ("sprak", "text_language"),
    "region": ("del", "region"),
    "size": ("storrelse", "size"),
    "author": ("forfatter", "author"),
    "sort": ("sorter", "sort"),
}
"""The parameters of each filter: what the page writes, then what the command calls it."""

WITHOUT = ("uten", "without")
"""The parameter that lists the fields of a question that are not to be understood."""

UNDATED = ("udatert", "undated")
"""The parameter that takes along documents without a year, if it is on."""

INSIDE = "i"
"""The parameter with the question that is asked of one document alone."""

EVERYTHING = "alle"
"""The parameter that asks for files with the sources that probably do not answer, if it is on."""

OWN_WORDS = "egne"
"""The value of `ord` that leaves related terms out."""

ON, OFF = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off"})
"""The values of a parameter that is on or off."""


@dataclass(frozen=True, slots=True)
class Address:
    """Everything that an address says.

    `like` is the id of a document that others are to be like, `document` the id of the only one to
    show, `inside` a question that is asked of that one alone; `language` is that of the texts
    around the quotes. `not_understood` are the fields of the question that are searched for as
    words, in the order of FIELDS. With `everything` a file holds what probably does not answer too.
    `limit` is None if the address names none; `lists` is whether an empty question was sent, which
    asks for all documents.
    """

    language: Language
    question: str = ""
    filters: Filters = field(default=NO_FILTERS)
    related: bool = True
    like: str | None = None
    document: str | None = None
    inside: str = ""
    limit: int | None = None
    not_understood: tuple[Field, ...] = ()
    everything: bool = False
    lists: bool = False

    @property
    def asks(self) -> bool:
        """Return whether there is anything to answer; if not, the page is at its start."""
        return bool(
            self.question or self.like or self.document or self.lists or self.filters.is_narrowing
        )

    def without(self, *names: str) -> "Address":
        """Return the address without the filters of these names; of no names, without any.

        The order stays. What was listed by filters alone is all listed if none is left.
        """
        cleared: dict[str, Any] = dict.fromkeys(names)
        kept = replace(self.filters, **cleared) if names else Filters(sort=self.filters.sort)
        if kept.since is None and kept.until is None:
            kept = replace(kept, undated=False)
        bare = not (self.question or self.like or self.document or kept.is_narrowing)
        return replace(self, filters=kept, lists=self.lists or bare)


def read_query(query: str) -> dict[str, str]:
    """Return the parameters of a query string; of one that comes twice, the last."""
    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True, errors="surrogateescape")
    return {_readable(name): _readable(value) for name, value in pairs}


def _readable(text: str) -> str:
    """Return a text of which some bytes may not be UTF-8: older programs write "%F8" for "ø"."""
    raw = text.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def read_language(parameters: Mapping[str, str], default_language: Language) -> Language:
    """Return the language that an address asks for, even if the rest cannot be read."""
    wanted = parameters.get("lang", "")
    return next((language for language in LANGUAGES if language == wanted), default_language)


def read_address(parameters: Mapping[str, str], default_language: Language) -> Address:
    """Return what `parameters` ask for; `default_language` holds if they name none.

    A filter without a value filters nothing, so that a form can be sent as it stands.

    Raises:
        ParameterInvalid: a value is not one of those that can be.
    """
    found: dict[str, Any] = {}
    for name, aliases in FILTERS.items():
        for alias in aliases:
            if value := parameters.get(alias, "").strip():
                found[name] = _filter(name, alias, value)
                break
    found["undated"] = any(_is_on(name, parameters.get(name) or "0") for name in UNDATED)
    language = parameters.get("lang") or default_language
    question = parameters.get("q", "")
    question = question if question.strip() else ""
    return Address(
        language=_one_of("lang", language, LANGUAGES),
        question=question,
        filters=Filters(**found),
        related=_related(parameters),
        like=parameters.get("like") or None,
        document=parameters.get("dok") or parameters.get("document") or None,
        inside=parameters.get(INSIDE, "").strip(),
        not_understood=_fields(parameters),
        everything=_is_on(EVERYTHING, parameters.get(EVERYTHING) or "0"),
        limit=_whole_number("limit", limit, 1, MAX_LIMIT)
        if (limit := parameters.get("limit"))
        else None,
        lists="q" in parameters and not question,
    )


def write_address(address: Address, default_language: Language) -> str:
    """Return the query string, "?" first, that `read_address` reads as `address`."""
    return f"?{urlencode(write_parameters(address, default_language))}"


def write_parameters(address: Address, default_language: Language) -> dict[str, str]:
    """Return the parameters of an address by their names."""
    filters = address.filters
    pairs = {
        "q": address.question or None,
        **{aliases[0]: getattr(filters, name) for name, aliases in FILTERS.items()},
        UNDATED[0]: "1" if filters.undated else None,
        "ord": None if address.related else OWN_WORDS,
        WITHOUT[0]: ",".join(address.not_understood),
        "like": address.like,
        "dok": address.document,
        INSIDE: address.inside,
        EVERYTHING: "1" if address.everything else None,
        "limit": address.limit,
        "lang": None if address.language == default_language else address.language,
    }
    given = {name: str(value) for name, value in pairs.items() if value not in (None, "")}
    return {"q": "", **given} if address.lists and not address.question else given


def _filter(name: str, alias: str, value: str) -> str | int:
    if name == "kind":
        return _one_of(alias, value, KINDS)
    if name == "language":
        if not is_language_code(value):
            raise ParameterInvalid(alias, value, f"{', '.join(LANGUAGES)}, …")
        return value
    if name == "size":
        return _one_of(alias, value, SIZES)
    if name == "sort":
        return _one_of(alias, value, SORTS)
    return _whole_number(alias, value, MIN_YEAR, MAX_YEAR) if name in ("since", "until") else value


def _fields(parameters: Mapping[str, str]) -> tuple[Field, ...]:
    for alias in WITHOUT:
        listed = parameters.get(alias, "")
        fields = listed_fields(listed)
        if fields is None:
            raise ParameterInvalid(alias, listed, ", ".join((*FIELDS, ALL)))
        if fields:
            return fields
    return ()


def _related(parameters: Mapping[str, str]) -> bool:
    if words := parameters.get("ord"):
        return _one_of("ord", words, (OWN_WORDS,)) != OWN_WORDS
    return _is_on("related", parameters.get("related", "").strip() or "1")


def _is_on(name: str, value: str) -> bool:
    """Return what a parameter that is on or off says."""
    said = value.strip().casefold() or "0"
    if said not in ON | OFF:
        raise ParameterInvalid(name, value, "0, 1")
    return said in ON


def _one_of(name: str, value: str, known: tuple[Known, ...]) -> Known:
    for candidate in known:
        if candidate == value:
            return candidate
    raise ParameterInvalid(name, value, ", ".join(known))


def _whole_number(name: str, value: str, least: int, most: int) -> int:
    # Thousands of digits would take long to read.
    readable = value.isascii() and value.isdigit() and len(value) < 10
    if not (readable and least <= int(value) <= most):
        raise ParameterInvalid(name, value, f"{least}–{most}")
    return int(value)

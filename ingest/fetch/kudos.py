"""Ask Kudos, the open archive of the state's documents (DFØ), what it has.

Its answers are JSON, page by page; what it needs of them is read into frozen values here. A field
that is null or missing is unknown; an answer of another shape is an error.
"""

import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urljoin

from ingest.errors import (
    AnswerMalformed,
    DownloadTooLarge,
    KudosQueryRefused,
    ServerRefused,
    ServerTooSlow,
)
from ingest.fetch.connection import Door, FetchLimits, WebAnswer, asking
from ingest.fetch.patience import Patience

KUDOS_API = "https://kudos.dfo.no/api/v0"
KUDOS_PAGE = "https://kudos.dfo.no/dokument/"

PAGE_SIZE = 50
"""Documents that Kudos gives at most in one answer."""

ANSWER_LIMITS = FetchLimits(bytes=20_000_000, silence=20, total=60)

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KudosFile:
    """One file of a document: its address, and its checksum as Kudos states it, or None."""

    url: str
    sha256: str | None
    mimetype: str
    pages: int | None
    is_primary: bool


@dataclass(frozen=True, slots=True)
class KudosDocument:
    """One document as Kudos describes it; what it does not say is None or empty."""

    uuid: str
    title: str
    kind: str | None = None
    authors: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    year: int | None = None
    files: tuple[KudosFile, ...] = ()

    @property
    def page(self) -> str:
        """Return the address of the page about the document."""
        return f"{KUDOS_PAGE}{self.uuid}"

    @property
    def pdf(self) -> KudosFile | None:
        """Return the PDF that is the document and can be checked, or None.

        It is the primary file, or the only one; any other may be an annex.
        """
        found = [file for file in self.files if file.is_primary]
        if not found and len(self.files) == 1:
            found = list(self.files)
        usable = [file for file in found if file.mimetype == "application/pdf" and file.sha256]
        return usable[0] if usable else None


@dataclass(frozen=True, slots=True)
class KudosHits:
    """The first documents that fit a query, and how many there are in all, if that is told."""

    documents: tuple[KudosDocument, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Kudos:
    """The archive, at the address `api`; `door` is another one only in tests."""

    api: str = KUDOS_API
    door: Door = field(default_factory=Door)
    patience: Patience = field(default_factory=Patience)

    def search(self, query: str, limit: int) -> KudosHits:
        """Return the first `limit` documents that fit `query`, best first.

        Raises:
            KudosQueryRefused: Kudos cannot search for this.
            AnswerMalformed: it does not answer as it should.
            FetchError: it cannot be asked.
        """
        found: dict[str, KudosDocument] = {}
        size = min(limit, PAGE_SIZE)
        total = None
        page = last_page = 1
        while page <= last_page and len(found) < limit:
            asked = {"query": query, "page": page, "per_page": size}
            try:
                answer = self._get(f"/documents/search?{urlencode(asked)}")
            except ServerRefused as error:
                if error.status == 422:
                    raise KudosQueryRefused(address=self.api, query=query) from error
                raise
            rows, meta = self._field(answer, "data", list), answer.get("meta") or {}
            documents = [self._document(row) for row in rows]
            fresh = [each for each in documents if each.title and each.uuid not in found]
            if not fresh:
                break  # the archive says that there is more, and gives nothing new
            found |= {each.uuid: each for each in fresh}
            total = _number(meta, "total")
            last_page = _number(meta, "last_page") or 1
            page += 1
        return KudosHits(tuple(found.values())[:limit], total)

    def complete(self, document: KudosDocument) -> KudosDocument:
        """Return the document with its files, which a search need not tell.

        Raises:
            FetchError: see `search`.
        """
        if document.files:
            return document
        answer = self._get(f"/documents/{document.uuid}")
        return self._document(answer["data"] if isinstance(answer.get("data"), dict) else answer)

    def _get(self, path: str) -> dict[str, Any]:
        return self.patience.ask(lambda: self._get_once(f"{self.api}{path}"))

    def _get_once(self, address: str) -> dict[str, Any]:
        with asking(address, {"Accept": "application/json"}, ANSWER_LIMITS, self.door) as answer:
            if answer.status != 200:
                raise answer.refusal()
            body = _read(answer)
        try:
            value = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise AnswerMalformed(address=self.api, field="JSON") from error
        if not isinstance(value, dict):
            raise AnswerMalformed(address=self.api, field="JSON")
        return value

    def _document(self, row: Any) -> KudosDocument:
        """Return the document that a row of an answer describes."""
        uuid = self._field(row, "uuid", str)
        if not _UUID.fullmatch(uuid):
            raise AnswerMalformed(address=self.api, field="uuid")
        year = re.match(r"(1[89]|20)\d\d\b", str(row.get("publish_date") or ""))
        return KudosDocument(
            uuid=uuid,
            title=_text(row.get("title")) or "",
            kind=_text(row.get("type")),
            authors=tuple(_names(row.get("authors"))),
            publishers=tuple(_names(row.get("publishers"))),
            year=int(year[0]) if year else None,
            files=tuple(self._files(row.get("files"))),
        )

    def _files(self, rows: Any) -> Iterator[KudosFile]:
        for row in rows if isinstance(rows, list) else ():
            url = _text(row.get("url")) if isinstance(row, dict) else None
            if url is None:
                continue
            sha256 = str(row.get("sha256") or "").strip()
            yield KudosFile(
                url=urljoin(f"{self.api}/", url),
                sha256=sha256.lower() if _SHA256.fullmatch(sha256) else None,
                mimetype=str(row.get("mimetype") or "").split(";")[0].strip().lower(),
                pages=_number(row, "pages"),
                is_primary=row.get("is_primary") is True,
            )

    def _field(self, row: Any, name: str, kind: type) -> Any:
        """Return a field without which an answer is of no use."""
        value = row.get(name) if isinstance(row, Mapping) else None
        if not isinstance(value, kind):
            raise AnswerMalformed(address=self.api, field=name)
        return value


def _read(answer: WebAnswer) -> bytes:
    """Return the body of an answer.

    Raises:
        ServerTooSlow, DownloadTooLarge: it takes too long, or is too long.
    """
    deadline = time.monotonic() + ANSWER_LIMITS.total
    body = bytearray()
    for block in answer.blocks:
        body += block
        if len(body) > ANSWER_LIMITS.bytes:
            megabytes = ANSWER_LIMITS.bytes // 1_000_000
            raise DownloadTooLarge(address=answer.address, megabytes=megabytes)
        if time.monotonic() > deadline:
            raise ServerTooSlow(address=answer.address, seconds=ANSWER_LIMITS.total)
    return bytes(body)


def _names(values: Any) -> Iterator[str]:
    """Yield names, which stand as text or in an object."""
    for value in values if isinstance(values, Sequence) and not isinstance(values, str) else ():
        name = _text(value.get("name") if isinstance(value, Mapping) else value)
        if name is not None:
            yield name


def _text(value: Any) -> str | None:
    """Return a text on one line, or None if it is none."""
    return (_one_line(value) or None) if isinstance(value, str) else None


def _one_line(text: str) -> str:
    """Return a text without line breaks and without what steers a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _number(row: Any, name: str) -> int | None:
    """Return a whole number above zero, or None."""
    value = row.get(name) if isinstance(row, Mapping) else None
    return value if type(value) is int and value > 0 else None

"""Make a Kudos on this machine that answers as the real one does, and can fail in all its ways."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from reportlab.pdfgen.canvas import Canvas

from ingest.fetch.connection import Door
from ingest.fetch.kudos import Kudos
from ingest.fetch.patience import Patience
from tests.ingest.fetch.local_server import Handler, Server

API = "/api/v0"


def uuid_of(number: int) -> str:
    """Return a UUID that is easy to tell."""
    return f"{number:08x}-0000-4000-8000-000000000000"


def made_pdf(path: Path, *lines: str) -> bytes:
    """Return a PDF with two of these lines on its cover, far apart, and the others behind it."""
    canvas = Canvas(str(path))
    for position, line in enumerate(lines):
        if position == 2:
            canvas.showPage()
        canvas.drawString(72, 780 - 40 * position, line)
    canvas.save()
    return path.read_bytes()


class KudosServer(Server):
    """A Kudos with documents; `failures` are answered first, one a request, each None for none."""

    def __init__(self) -> None:
        super().__init__()
        self.documents: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}
        self.failures: list[Callable[[Handler], None] | None] = []
        self.RequestHandlerClass = KudosHandler

    @property
    def kudos(self) -> Kudos:
        """Return the client of this server, which waits for hardly anything."""
        patience = Patience(pause_s=0, wait_s=0.01, max_wait_s=5)
        return Kudos(self.url(API), Door(loopback=True), patience)

    @property
    def asked(self) -> list[str]:
        """Return the paths that were asked for, without their queries."""
        return [urlsplit(path).path.removeprefix(API) for path, _ in self.requests]

    def add(self, title: str, body: bytes | None = None, **fields: Any) -> dict[str, Any]:
        """Give it a document, with a PDF if there is a body, and return it to be changed."""
        number = len(self.documents) + 1
        path = f"/dokument/{uuid_of(number)}/filer/{uuid_of(1000 + number)}.pdf"
        document = {
            "uuid": uuid_of(number),
            "type": "Rapport",
            "title": title,
            "abstract": None,
            "language": "nb",
            "external_public_url": None,
            "publish_date": None,
            "authors": [],
            "files": [],
            "publishers": [],
            "owners": [],
        }
        if body is not None:
            self.files[path] = body
            document["files"] = [
                {
                    "uuid": uuid_of(1000 + number),
                    "filename": "rapport.pdf",
                    "url": self.url(path),
                    "source_file_url": None,
                    "sha256": hashlib.sha256(body).hexdigest(),
                    "size": len(body),
                    "mimetype": "application/pdf",
                    "description": None,
                    "pages": 1,
                    "is_primary": True,
                }
            ]
        self.documents.append(document | fields)
        return self.documents[-1]


class KudosHandler(Handler):
    """Answers as the archive does."""

    server: KudosServer

    def answer(self) -> None:
        """Answer a request, with a failure if there is one for it."""
        failure = self.server.failures.pop(0) if self.server.failures else None
        parts = urlsplit(self.path)
        if failure is not None:
            failure(self)
        elif parts.path in self.server.files:
            self.give(200, self.server.files[parts.path], Content_Type="application/pdf")
        elif parts.path == f"{API}/documents/search":
            self.search({name: values[-1] for name, values in parse_qs(parts.query).items()})
        elif parts.path == f"{API}/documents" and parts.query:
            self.tell({"message": "query"}, 422)
        else:
            uuid = parts.path.removeprefix(f"{API}/documents/")
            found = [document for document in self.server.documents if document["uuid"] == uuid]
            self.tell(found[0] if found else {"message": "not found"}, 200 if found else 404)

    def search(self, asked: dict[str, str]) -> None:
        """Give a page of the documents that have a word of the query in their title."""
        page, size = int(asked.get("page", 1)), int(asked.get("per_page", 15))
        words = asked.get("query", "").casefold().split()
        if not words or size > 50:
            self.tell({"message": "The given data was invalid."}, 422)
            return
        found = [d for d in self.server.documents if any(w in d["title"].casefold() for w in words)]
        meta = {
            "current_page": page,
            "last_page": max(1, -(-len(found) // size)),
            "per_page": size,
            "total": len(found),
        }
        self.tell({"meta": meta, "data": found[(page - 1) * size : page * size]})

    def tell(self, value: object, status: int = 200) -> None:
        """Answer with JSON."""
        body = json.dumps(value).encode()
        self.give(status, body, Content_Type="application/json")


def status(code: int, **headers: str) -> Callable[[Handler], None]:
    """Return a failure with this status."""
    return lambda handler: handler.give(code, b"{}", **headers)


def saying(body: bytes) -> Callable[[Handler], None]:
    """Return a failure that gives something else than JSON."""
    return lambda handler: handler.give(200, body, Content_Type="application/json")


def cut_off(handler: Handler) -> None:
    """Promise more than is given, and hang up."""
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"meta": {')

"""A server on loopback that speaks as much of Qdrant's HTTP as the program uses.

What it keeps is in the local mode of Qdrant's own client. It can lose connections, refuse, and say
that it is another version.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from qdrant_client import QdrantClient, models


class StubServer:
    """Answer requests until it is closed."""

    def __init__(self) -> None:
        """Listen on a free port."""
        self.client = QdrantClient(":memory:")
        self.version = "1.20.0"
        self.api_key: str | None = None
        self.status: int | None = None
        self.requests: list[str] = []
        self.lost: dict[str, int] = {}
        self.lock = threading.Lock()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *arguments: Any) -> None:
                """Say nothing."""

            def do_GET(self) -> None:
                self._answer()

            def do_PUT(self) -> None:
                self._answer()

            def do_POST(self) -> None:
                self._answer()

            def do_DELETE(self) -> None:
                self._answer()

            def _answer(self) -> None:
                raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                name = f"{self.command} {self.path.partition('?')[0]}"
                with stub.lock:
                    stub.requests.append(name)
                    if stub.is_lost(name):
                        self.close_connection = True
                        self.connection.close()
                        return
                    if stub.api_key not in (None, self.headers.get("api-key")):
                        self._send(401, {"status": {"error": "no"}})
                    elif stub.status is not None:
                        self._send(stub.status, {"status": {"error": "no"}})
                    else:
                        code, result = stub.result(name, json.loads(raw or b"null"))
                        told = result if name == "GET /" else {"result": result, "status": "ok"}
                        self._send(code, {**told, "time": 0.0})

            def _send(self, code: int, body: Any) -> None:
                raw = json.dumps(body).encode()
                self.send_response(code)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Return the address."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def lose(self, part: str, times: int) -> None:
        """Lose the connection of the next requests whose name has `part`."""
        self.lost[part] = times

    def is_lost(self, name: str) -> bool:
        """Return whether the connection of this request is lost."""
        for part, times in self.lost.items():
            if part in name and times:
                self.lost[part] = times - 1
                return True
        return False

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def result(self, name: str, body: Any) -> tuple[int, Any]:
        """Return the code and the result of a request."""
        method, _, path = name.partition(" ")
        parts = path.strip("/").split("/")
        if path == "/":
            return 200, {"title": "qdrant", "version": self.version}
        if parts == ["aliases"]:
            return 200, self.client.get_aliases().model_dump()
        if parts == ["collections"]:
            return 200, self.client.get_collections().model_dump()
        if parts == ["collections", "aliases"]:
            changes = models.ChangeAliasesOperation(**body).actions
            return 200, self.client.update_collection_aliases(changes)
        collection, *rest = parts[1:]
        if rest == ["exists"]:
            return 200, {"exists": self.client.collection_exists(collection)}
        if not rest and method == "PUT":
            made = models.CreateCollection(**body)
            return 200, self.client.create_collection(
                collection,
                vectors_config=made.vectors or {},
                sparse_vectors_config=made.sparse_vectors,
            )
        if not rest:
            return 200, self.client.delete_collection(collection)
        if not self.client.collection_exists(collection):
            return 404, None
        return 200, self._of_points(method, collection, rest, body)

    def _of_points(self, method: str, collection: str, rest: list[str], body: Any) -> Any:
        done = {"operation_id": 1, "status": "completed"}
        if rest == ["index"]:
            return done
        if rest == ["points"] and method == "PUT":
            self.client.upsert(collection, models.PointsList(**body).points)
            return done
        if rest == ["points"]:
            asked = models.PointRequest(**body)
            found = self.client.retrieve(
                collection, asked.ids, with_payload=asked.with_payload or False,
                with_vectors=asked.with_vector or False,
            )  # fmt: skip
            return [record.model_dump() for record in found]
        if rest == ["points", "count"]:
            return {"count": self.client.count(collection).count}
        if rest == ["points", "scroll"]:
            scrolled = models.ScrollRequest(**body)
            records, offset = self.client.scroll(
                collection, scroll_filter=scrolled.filter, limit=scrolled.limit or 10,
                offset=scrolled.offset, with_payload=scrolled.with_payload or False,
            )  # fmt: skip
            points = [record.model_dump() for record in records]
            return {"points": points, "next_page_offset": offset}
        if rest == ["points", "query", "batch"]:
            searches = models.QueryRequestBatch(**body).searches
            found_each = self.client.query_batch_points(collection, searches)
            return [each.model_dump() for each in found_each]
        raise AssertionError(rest)

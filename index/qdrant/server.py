"""Generations on a Qdrant server or a cluster: collections, of which an alias names the live one.

Nothing else in the index reaches another machine.
"""

import math
import warnings
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from index.errors import (
    EngineMissing,
    EngineRefused,
    EngineUnreachable,
    IndexDamaged,
    IndexForeign,
)
from index.qdrant.address import check_address
from index.qdrant.requests import filter_of, search_params, sparse, vector_of
from index.qdrant.retry import again
from index.qdrant.store import (
    BUILD_EFFORT,
    INDEXED_NUMBERS,
    INDEXED_ON_DISK,
    INDEXED_WORDS,
    LINKS,
    MISSING,
    PAGE_ROWS,
    POOLED,
    WORDS,
    Condition,
    Found,
    Nearest,
    Point,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

T = TypeVar("T")

ALIAS = "eksempelfinner"
"""Names the live collection. Those of all generations begin with it."""

MIN_VERSION = (1, 11)
"""Of the server: the first with several searches in one call and payload indexes on the disk."""

CHUNK_CHARS = 1_000_000
"""Of a file, kept in one point: a request may have 32 MB."""

TIMEOUT_S = 30
TOO_MANY, FIRST_OF_SERVER = 429, 500
"""Answers that pass: the server has too much to do, or something in it failed."""


class ServerStore:
    """Generations on a server, reached by the client of Qdrant."""

    def __init__(self, client: Any, place: str) -> None:
        """Take a client, and the address that it asks."""
        self._client, self._place = client, place

    @property
    def place(self) -> str:
        """Return the address of the server."""
        return self._place

    def check_version(self) -> None:
        """Check that the server is not older than MIN_VERSION; see `Store`."""
        told = str(self._ask(self._client.info).version)
        numbers = [int(part) for part in told.split(".")[:2] if part.isdigit()]
        if tuple(numbers) < MIN_VERSION:
            wanted = ".".join(map(str, MIN_VERSION))
            raise IndexForeign(what="Qdrant", built=told, wanted=wanted)

    def live_id(self) -> str | None:
        """Return the id of the generation that the alias names; see `Store`."""
        aliases = self._ask(self._client.get_aliases).aliases
        named = [each.collection_name for each in aliases if each.alias_name == ALIAS]
        return named[0].removeprefix(f"{ALIAS}.") if named else None

    def ids(self) -> list[str]:
        """Return the ids of all generations; see `Store`."""
        found = self._ask(self._client.get_collections).collections
        names = (each.name.removesuffix(".files") for each in found)
        start = f"{ALIAS}."
        return sorted({name.removeprefix(start) for name in names if name.startswith(start)})

    def create(self, generation: str, dimensions: int) -> None:
        """Make the collections of a generation; see `Store`."""
        from qdrant_client import models

        name = _collection(generation)
        if not self._exists(name):
            number = models.ScalarQuantizationConfig(type=models.ScalarType.INT8, always_ram=True)
            pooled = models.VectorParams(
                size=dimensions,
                distance=models.Distance.DOT,
                on_disk=True,
                hnsw_config=models.HnswConfigDiff(m=LINKS, ef_construct=BUILD_EFFORT),
                quantization_config=models.ScalarQuantization(scalar=number),
            )
            words = models.SparseVectorParams(index=models.SparseIndexParams(on_disk=True))
            self._ask(
                lambda: self._client.create_collection(
                    name,
                    vectors_config={POOLED: pooled},
                    sparse_vectors_config={WORDS: words},
                    on_disk_payload=True,
                )
            )
        if not self._exists(_files(generation)):
            self._ask(
                lambda: self._client.create_collection(
                    _files(generation), vectors_config={}, on_disk_payload=True
                )
            )
        kinds: dict[str, Any] = dict.fromkeys(INDEXED_NUMBERS, models.PayloadSchemaType.INTEGER)
        kinds |= dict.fromkeys(INDEXED_WORDS, models.PayloadSchemaType.KEYWORD)
        on_disk = models.KeywordIndexParams(type=models.KeywordIndexType.KEYWORD, on_disk=True)
        kinds |= dict.fromkeys(INDEXED_ON_DISK, on_disk)
        for key, kind in kinds.items():
            self._ask(lambda key=key, kind=kind: self._client.create_payload_index(name, key, kind))  # type: ignore[misc]

    def write(self, generation: str, points: Sequence[Point]) -> None:
        """Write points; see `Store`."""
        from qdrant_client import models

        made = [
            models.PointStruct(
                id=point.row,
                vector={POOLED: point.pooled.tolist(), WORDS: sparse(models, point.words)},
                payload=point.payload,
            )
            for point in points
        ]
        self._ask(lambda: self._client.upsert(_collection(generation), made, wait=True))

    def finish(self, generation: str) -> None:
        """Do nothing: a server answers while it makes its graph."""

    def publish(self, generation: str) -> None:
        """Switch the alias; see `Store`."""
        from qdrant_client import models

        made = models.CreateAlias(collection_name=_collection(generation), alias_name=ALIAS)
        changes: list[Any] = [models.CreateAliasOperation(create_alias=made)]
        if self.live_id() is not None:
            # In one call, so that there is no moment without a live one.
            gone = models.DeleteAlias(alias_name=ALIAS)
            changes.insert(0, models.DeleteAliasOperation(delete_alias=gone))
        self._ask(lambda: self._client.update_collection_aliases(changes))

    def remove(self, generation: str) -> None:
        """Delete the collections of a generation; see `Store`."""
        for name in (_collection(generation), _files(generation)):
            if self._exists(name):
                self._ask(lambda name=name: self._client.delete_collection(name))  # type: ignore[misc]

    def write_file(self, generation: str, name: str, content: bytes) -> None:
        """Keep `content` in points of as many characters as a request may have; see `Store`."""
        from qdrant_client import models

        text = b64encode(content).decode()
        parts = max(1, math.ceil(len(text) / CHUNK_CHARS))
        for number in range(parts):
            part = text[number * CHUNK_CHARS : (number + 1) * CHUNK_CHARS]
            payload = {"name": name, "part": number, "parts": parts, "text": part}
            point = models.PointStruct(id=_file_point(name, number), vector={}, payload=payload)
            self._ask(
                lambda point=point: self._client.upsert(_files(generation), [point], wait=True)  # type: ignore[misc]
            )

    def read_file(self, generation: str, name: str) -> bytes:
        """Return what was kept as `name`; see `Store`."""
        texts: list[str] = []
        parts = 1
        while len(texts) < parts:
            number = len(texts)
            found = self._ask(
                lambda number=number: self._client.retrieve(  # type: ignore[misc]
                    _files(generation), [_file_point(name, number)], with_payload=True
                )
            )
            if not found or found[0].payload["name"] != name:
                raise IndexDamaged(file=f"{self._place}/{generation}/{name}")
            parts = found[0].payload["parts"]
            texts.append(found[0].payload["text"])
        return b64decode("".join(texts))

    def count(self, generation: str) -> int:
        """Return how many points there are; see `Store`."""
        return int(self._ask(lambda: self._client.count(_collection(generation))).count)

    def read(
        self, generation: str, rows: Sequence[int], fields: Sequence[str], pooled: bool = False
    ) -> "dict[int, tuple[dict[str, Any], NDArray[np.float32] | None]]":
        """Return fields and vectors of points; see `Store`."""
        records = self._ask(
            lambda: self._client.retrieve(
                _collection(generation),
                list(rows),
                with_payload=list(fields) or False,
                with_vectors=[POOLED] if pooled else False,
            )
        )
        return {
            int(record.id): (
                record.payload or {},
                np.array(record.vector[POOLED], np.float32) if pooled else None,
            )
            for record in records
        }

    def rows(self, generation: str, condition: Condition) -> Iterator[int]:
        """Yield the rows of all points that meet a condition; see `Store`."""
        offset = None
        while True:
            records, offset = self._ask(
                lambda offset=offset: self._client.scroll(  # type: ignore[misc]
                    _collection(generation),
                    scroll_filter=_filter(condition),
                    limit=PAGE_ROWS,
                    offset=offset,
                    with_payload=False,
                )
            )
            yield from (int(record.id) for record in records)
            if offset is None:
                return

    def search(self, generation: str, groups: Sequence[Sequence[Nearest]]) -> list[Sequence[Found]]:
        """Search for all groups in one call; see `Store`."""
        requests = [_request(group) for group in groups]
        found = self._ask(
            lambda: self._client.query_batch_points(_collection(generation), requests)
        )
        return [[(int(each.id), float(each.score)) for each in one.points] for one in found]

    def _exists(self, name: str) -> bool:
        return bool(self._ask(lambda: self._client.collection_exists(name)))

    def _ask(self, ask: Callable[[], T]) -> T:
        """Return what the server answers, asked again while it does not.

        Raises:
            EngineUnreachable, EngineRefused, IndexDamaged: see `Store`.
        """
        from qdrant_client.common.client_exceptions import ResourceExhaustedResponse
        from qdrant_client.http.exceptions import ResponseHandlingException, UnexpectedResponse

        try:
            return again(ask, _is_passing)
        except ResponseHandlingException as error:
            raise EngineUnreachable(url=self._place, reason=_reason(error.source)) from error
        except ResourceExhaustedResponse as error:
            raise EngineUnreachable(url=self._place, reason=str(error)) from error
        except UnexpectedResponse as error:
            reason = f"{error.status_code} {error.reason_phrase}".strip()
            if _is_passing(error):
                raise EngineUnreachable(url=self._place, reason=reason) from error
            if error.status_code == 404:
                raise IndexDamaged(file=f"{self._place}/{MISSING}") from error
            raise EngineRefused(url=self._place, reason=reason) from error


def open_server(url: str, api_key: str | None) -> ServerStore:
    """Return the store on the server at `url`; nothing is asked of it yet.

    Raises:
        EngineMissing: the client is not installed.
        EngineUnsafe: `url` is no address, or the key would be sent unencrypted to another machine.
    """
    try:
        from qdrant_client import QdrantClient
    except ImportError as error:
        raise EngineMissing(package="qdrant-client") from error
    shown = check_address(url, api_key)
    # The client warns of a key that is sent unencrypted; to this machine it may be.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        client = QdrantClient(
            url=url, api_key=api_key or None, timeout=TIMEOUT_S, check_compatibility=False
        )
    return ServerStore(client, shown)


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__


def _is_passing(error: Exception) -> bool:
    """Return whether an error may be gone when the same is asked again."""
    from qdrant_client.common.client_exceptions import ResourceExhaustedResponse
    from qdrant_client.http.exceptions import ResponseHandlingException, UnexpectedResponse

    if isinstance(error, UnexpectedResponse):
        code = error.status_code or 0
        return code == TOO_MANY or code >= FIRST_OF_SERVER
    return isinstance(error, ResponseHandlingException | ResourceExhaustedResponse)


def _collection(generation: str) -> str:
    return f"{ALIAS}.{generation}"


def _files(generation: str) -> str:
    return f"{ALIAS}.{generation}.files"


def _file_point(name: str, part: int) -> int:
    return int.from_bytes(sha256(f"{name}#{part}".encode()).digest()[:7], "big")


def _filter(condition: Condition) -> Any:
    from qdrant_client import models

    return filter_of(models, condition, lambda rows: models.HasIdCondition(has_id=list(rows)))


def _request(group: Sequence[Nearest]) -> Any:
    """Return the request for a group: several searches are joined by the server."""
    from qdrant_client import models

    parts = []
    for each in group:
        vector, name = vector_of(models, each)
        parts.append(
            {
                "query": vector,
                "using": name,
                "limit": each.count,
                "filter": _filter(each.condition),
                "params": search_params(models, each.count),
            }
        )
    if len(parts) == 1:
        return models.QueryRequest(**parts[0], with_payload=False)
    return models.QueryRequest(
        prefetch=[models.Prefetch(**each) for each in parts],
        query=models.FusionQuery(fusion=models.Fusion.RRF),
        limit=sum(each.count for each in group),
        with_payload=False,
    )

"""The index of the library while its reports are changed."""

from collections.abc import Callable, Sequence

from assistant.reporter import Reporter
from assistant.settings import Settings
from assistant.workspace import engine_of, refresh_index
from index.encoder.deferred import DeferredEncoder
from index.encoder.protocol import Encoder
from index.errors import IndexOutdated
from index.protocol import Generation
from ingest.records import Document

LoadEncoder = Callable[[Settings], Encoder]
"""Loads the encoder that the settings name: `workspace.load_encoder`."""


class LibraryIndex:
    """The live index, brought up to date, and the encoder that builds the next one."""

    def __init__(
        self,
        settings: Settings,
        documents: tuple[Document, ...],
        reporter: Reporter,
        load_encoder: LoadEncoder,
    ) -> None:
        """Open the live index, and build it anew if it is not the one of `documents`.

        Raises:
            EncoderError, StoreError: see `refresh_index`.
        """
        self._settings, self._reporter = settings, reporter
        self._encoder = _deferred_encoder(settings, load_encoder)
        self._live: Generation | None = refresh_index(settings, reporter, self._encoder, documents)

    def publish(self, documents: Sequence[Document]) -> None:
        """Build the index of `documents` and make it the live one.

        Raises:
            EncoderError, StoreError: it cannot be built or written.
        """
        # Passed on, so that its files are not checked again; the next generation is another one.
        live, self._live = self._live, None
        with self._reporter.progress("progress.encoding") as advance:
            engine_of(self._settings).build(documents, self._encoder, advance, live=live)


def _deferred_encoder(settings: Settings, load_encoder: LoadEncoder) -> Encoder:
    """Return the encoder, loaded at once only if no index says which it was built by."""
    engine = engine_of(settings)
    live = engine.live_id()
    try:
        identity = engine.read_manifest(live).encoder if live else None
    except IndexOutdated:
        identity = None
    if identity is None:
        return load_encoder(settings)
    return DeferredEncoder(identity, lambda: load_encoder(settings))

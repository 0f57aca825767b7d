"""Open what the settings name: the encoder, the documents, the index, and a searcher over it."""

import os
from contextlib import suppress
from pathlib import Path

from assistant.reporter import SILENT, Reporter
from assistant.search.live import LiveSearcher
from assistant.search.searcher import Searcher
from assistant.search.verdict import read_calibration
from assistant.settings import Settings
from index.build import corpus_sha256
from index.encoder.protocol import Encoder
from index.engine import Engine, open_engine
from index.errors import IndexDamaged, IndexMissing, IndexOutdated
from index.generation import CHUNKER
from index.protocol import Generation
from index.shard import Shard
from index.shards import build_shard, open_shards
from ingest.corpus import read_corpus
from ingest.corpus_data import BUNDLED_CORPUS
from ingest.errors import DataBusy
from ingest.library.library import Library
from ingest.records import Document

API_KEY_VARIABLE = "EKSEMPELFINNER_QDRANT_API_KEY"
"""No option and no setting: what is written there is seen by others, and shown."""


def load_encoder(settings: Settings) -> Encoder:
    """Load the encoder that the settings name: the bundled one, an exported file or another model.

    Only another model is run by sentence-transformers, whose import takes seconds.

    Raises:
        EncoderError: it is not installed, damaged or unusable.
    """
    if settings.model is None:
        from index.encoder.onnx_runtime import load_bundled

        return load_bundled(settings.data, settings.threads)
    if Path(settings.model).is_file():
        from index.encoder.onnx_runtime import load_file

        return load_file(Path(settings.model), settings.threads)
    from index.encoder.sentence_transformer import load_model

    return load_model(settings.model, settings.threads)


def engine_of(settings: Settings) -> Engine:
    """Return what the index is kept in.

    Raises:
        EngineError, DataBusy: see `open_engine`.
    """
    api_key = os.environ.get(API_KEY_VARIABLE)
    return open_engine(settings.engine, settings.data, settings.qdrant_url, api_key)


def corpus_folder(settings: Settings) -> Path:
    """Return the folder that documents are read from."""
    return settings.corpus or BUNDLED_CORPUS


def read_documents(settings: Settings) -> tuple[Document, ...]:
    """Return every document: those of the page, and those of the files that were added.

    Raises:
        CorpusError, LibraryUnreadable, FileRefused: see `ingest.corpus.read_corpus`.
    """
    return read_corpus(corpus_folder(settings), Library.of(settings.data))


def build_index(
    settings: Settings,
    encoder: Encoder,
    reporter: Reporter = SILENT,
    documents: tuple[Document, ...] | None = None,
) -> Generation:
    """Build the index anew from `documents`, by default those of `read_documents`, and open it.

    What was encoded by `encode_shard` is taken over.

    Raises:
        CorpusError: the corpus cannot be read.
        StoreError: the index cannot be written.
    """
    if documents is None:
        documents = read_documents(settings)
    with reporter.progress("progress.encoding") as advance:
        sources = open_shards(settings.data, encoder)
        engine_of(settings).build(documents, encoder, advance, sources=sources)
    generation = engine_of(settings).open_live()
    reporter.say(
        "progress.built", documents=len(generation.documents), passages=len(generation.passages)
    )
    return generation


def encode_shard(
    settings: Settings, encoder: Encoder, shard: Shard, reporter: Reporter = SILENT
) -> None:
    """Encode a part of the documents, for `build_index` to take over.

    Raises:
        CorpusError: the corpus cannot be read.
        StoreError: it cannot be written, or another process builds the same part.
    """
    own = read_documents(settings)
    with reporter.progress("progress.encoding") as advance:
        documents, passages = build_shard(own, encoder, settings.data, shard, advance)
    parts = {"number": shard.number, "count": shard.count}
    reporter.say("progress.shard", documents=documents, passages=passages, **parts)


def rebuild_index(settings: Settings, encoder: Encoder, reporter: Reporter = SILENT) -> Generation:
    """Do what `build_index` does while no other process can change the library.

    Raises:
        DataBusy: one is changing it.
        EksempelfinnerError: see `build_index`.
    """
    with Library.of(settings.data).locked():
        return build_index(settings, encoder, reporter)


def open_index(
    settings: Settings, reporter: Reporter = SILENT, encoder: Encoder | None = None
) -> Generation:
    """Open the live index, building it first if there is none or the corpus has changed.

    While another process adds a report, what is live answers. If it is damaged, the previous
    generation answers; if that is damaged too, the index is built anew.

    Raises:
        CorpusError, EncoderError, StoreError: see `build_index`; also if the live index is of a
            newer format, which only an explicit build may replace.
    """
    engine, generation = engine_of(settings), None
    try:
        generation = engine.open_live()
        if _current(generation, read_documents(settings)):
            return generation
    except IndexDamaged as error:
        known = {document.id for document in read_documents(settings)}
        if spare := engine.spare(known):
            reporter.say("progress.spare", file=error.file)
            return spare
    except (IndexMissing, IndexOutdated):
        pass
    if not Library.of(settings.data).exists:
        return refresh_index(settings, reporter, encoder)
    try:
        with Library.of(settings.data).locked():
            return refresh_index(settings, reporter, encoder)
    except DataBusy:
        if generation is None:
            raise
        return generation


def refresh_index(
    settings: Settings,
    reporter: Reporter = SILENT,
    encoder: Encoder | None = None,
    documents: tuple[Document, ...] | None = None,
) -> Generation:
    """Do what `open_index` does, in a process that may change the library.

    `documents` are those of `read_documents`, if they were read already.
    """
    if documents is None:
        documents = read_documents(settings)
    try:
        generation = engine_of(settings).open_live()
        if _current(generation, documents):
            return generation
        reporter.say("progress.stale")
    except IndexMissing:
        reporter.say("progress.first", documents=len(documents))
    except IndexOutdated:
        reporter.say("progress.outdated")
    except IndexDamaged as error:
        reporter.say("progress.damaged", file=error.file)
    return build_index(settings, encoder or load_encoder(settings), reporter, documents)


def open_searcher(settings: Settings, reporter: Reporter = SILENT) -> Searcher:
    """Open everything that a question needs.

    Raises:
        EksempelfinnerError: see `open_index`; IndexForeign where another encoder built the index.
    """
    engine = engine_of(settings)
    generation_id = engine.live_id()
    if generation_id is not None:
        # Reads one small file: a foreign format is told before seconds are spent on the encoder.
        with suppress(IndexOutdated, IndexDamaged):
            engine.read_manifest(generation_id)
    encoder = load_encoder(settings)
    return searcher_over(settings, open_index(settings, reporter, encoder), encoder)


def open_live_searcher(settings: Settings, reporter: Reporter = SILENT) -> LiveSearcher:
    """Open what a process asks that has no other thread to mend the index: it does so itself.

    Raises:
        EksempelfinnerError: see `open_searcher`.
    """
    searcher = open_searcher(settings, reporter)
    is_told = searcher.generation.id != engine_of(settings).live_id()

    def mend(error: IndexDamaged, answered: bool) -> None:
        nonlocal is_told
        if not answered:
            reporter.say("progress.damaged", file=error.file)
            rebuild_index(settings, searcher.ranker.encoder, reporter)
        elif not is_told:
            reporter.say("progress.spare", file=error.file)
        is_told = True

    return LiveSearcher(searcher, mend)


def searcher_over(settings: Settings, generation: Generation, encoder: Encoder) -> Searcher:
    """Return a searcher over an open generation, with the calibration for its encoder."""
    calibration = read_calibration(settings.data, encoder.identity.sha256)
    return Searcher(generation, encoder, calibration)


def _current(generation: Generation, documents: tuple[Document, ...]) -> bool:
    manifest = generation.manifest
    return manifest.chunker == CHUNKER and manifest.corpus_sha256 == corpus_sha256(documents)

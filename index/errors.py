"""Every error of the encoder and of the index on disk.

EksempelfinnerError               ingest.errors
├── EncoderError                  the model that turns text into vectors
│   ├── EncoderMissing            the bundled weights are not installed
│   ├── EncoderDamaged            the bundled weights are not the ones this program knows
│   ├── EncoderFileDamaged        a file is no exported model, or has changed
│   ├── EncoderNotWritten         the bundled model cannot be exported to a file
│   └── ModelUnusable             another model was asked for and cannot be loaded
└── StoreError                    ingest.errors
    ├── IndexMissing              nothing has been built yet
    ├── IndexDamaged              a file is missing or has changed since it was built
    ├── ArchiveDamaged            a file is no exported index, or has changed since
    ├── ArchiveForeign            it was exported by an older or a newer version
    ├── ArchiveNotWritten         the index cannot be exported to a file
    ├── IndexForeign              it was built by another encoder, or by a newer version
    ├── IndexOutdated             it was built by an older version, and is built anew
    └── EngineError               Qdrant, if the index is kept there
        ├── EngineMissing         what talks to it, or is it, is not installed
        ├── EngineUnsafe          its address is none, or would have the key sent unencrypted
        ├── EngineUnreachable     it does not answer
        ├── EngineRefused         it answers that it will not
        └── EngineLacks           this can be done with an index in files alone
"""

from dataclasses import dataclass

from ingest.errors import EksempelfinnerError, StoreError


class EncoderError(EksempelfinnerError):
    """Something is wrong with the model that turns text into vectors."""


@dataclass(eq=False)
class EncoderMissing(EncoderError):
    """The bundled weights are not installed."""

    file: str


@dataclass(eq=False)
class EncoderDamaged(EncoderError):
    """The bundled weights are not the ones this program knows."""

    file: str
    expected: str
    found: str


@dataclass(eq=False)
class EncoderFileDamaged(EncoderError):
    """A file is no exported model, or has changed since it was written."""

    file: str


@dataclass(eq=False)
class EncoderNotWritten(EncoderError):
    """The bundled model cannot be exported to a file."""

    file: str
    reason: str


@dataclass(eq=False)
class ModelUnusable(EncoderError):
    """Another model was asked for and cannot be loaded."""

    model: str
    reason: str


@dataclass(eq=False)
class IndexMissing(StoreError):
    """Nothing has been built in the data folder yet."""

    folder: str


@dataclass(eq=False)
class IndexDamaged(StoreError):
    """A file of the index is missing or has changed since it was built."""

    file: str


@dataclass(eq=False)
class IndexForeign(StoreError):
    """The index was built by another encoder, with other prefixes or by a newer version."""

    what: str
    built: str
    wanted: str


@dataclass(eq=False)
class IndexOutdated(StoreError):
    """The index was built by an older version; whatever opens it builds it anew."""

    built: int
    wanted: int


@dataclass(eq=False)
class ArchiveDamaged(StoreError):
    """A file is no exported index, or has changed since it was written."""

    file: str


@dataclass(eq=False)
class ArchiveForeign(StoreError):
    """An exported index is of an older or a newer format than this version reads."""

    file: str
    built: str
    wanted: str


@dataclass(eq=False)
class ArchiveNotWritten(StoreError):
    """The index cannot be exported to a file."""

    file: str
    reason: str


class EngineError(StoreError):
    """Something is wrong with Qdrant, which the index is kept in."""


@dataclass(eq=False)
class EngineMissing(EngineError):
    """What talks to Qdrant, or is its engine, is not installed."""

    package: str


@dataclass(eq=False)
class EngineUnsafe(EngineError):
    """The address of Qdrant is none, or the API key would be sent to it unencrypted."""

    url: str


@dataclass(eq=False)
class EngineUnreachable(EngineError):
    """Qdrant does not answer, though it was asked several times."""

    url: str
    reason: str


@dataclass(eq=False)
class EngineRefused(EngineError):
    """Qdrant answers that it will not do what it was asked."""

    url: str
    reason: str


@dataclass(eq=False)
class EngineLacks(EngineError):
    """What was asked for can be done with an index in files alone."""

    engine: str

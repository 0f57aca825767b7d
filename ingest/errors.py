"""Every error of reading sources, and the base of all errors that a user can meet.

EksempelfinnerError               one sentence for the user, exit code 1
├── CorpusError                   the data that documents come from
│   ├── CorpusUnreadable          a data file is missing or is not what it should be
│   └── PageChanged               the source page is not laid out as its catalogue says
├── StoreError                    the data folder; `index.errors` has those of the index in it
│   ├── DataUnreadable            the data folder cannot be read or written
│   ├── DiskFull                  there is no room for what is written
│   └── DataBusy                  another process is changing the data folder
├── LibraryUnreadable             the list of added reports is not what it should be
├── FileRefused                   a file cannot be added; the others are
│   ├── FileMissing               there is no such file, or it may not be read
│   ├── FileEmpty                 it has no bytes, or no word
│   ├── FileTypeUnknown           it is none of the types that the program reads
│   ├── FileDamaged               it is cut short or not what it says it is
│   ├── FileLocked                it is encrypted and the password is missing or wrong
│   ├── FileTooLarge              it has more bytes than a report has, packed or unpacked
│   ├── FileTooLong               it has more pages than a report has
│   ├── FileTooSlow               it took longer to read than a report takes
│   ├── FileTooHungry             it took more memory to read than a report takes
│   ├── FileWithoutText           no page has text: it was scanned
│   ├── FileUnintelligible        its text is not words: the quality gate
│   └── FileAmbiguous             it may be more than one report of the catalogue
├── OcrMissing                    the program that reads images of text is not installed
└── FetchError                    a report cannot be fetched from its address
    ├── AddressUnsafe             it is not a plain https address
    ├── AddressPrivate            it leads to a machine that is not on the public network
    ├── RedirectsTooMany          it leads from address to address
    ├── ServerUnreachable         there is no answer
    ├── ServerRefused             the answer is not the file
    ├── ServerTooSlow             the file does not come in the time that a report takes
    ├── DownloadBroken            the connection was lost on the way
    ├── DownloadTooLarge          it has more bytes than a report has
    └── DownloadNotPdf            it is something else

`index.errors` and `assistant.errors` go on from here. The sentences stand in assistant/texts/, one
per class and language; `str()` is for developers.
"""

from dataclasses import dataclass


class EksempelfinnerError(Exception):
    """Carry what the user's sentence needs; every subclass is a dataclass of its details."""

    @property
    def details(self) -> dict[str, object]:
        """Return the fields that the sentence for this error names."""
        return dict(vars(self))

    def __str__(self) -> str:
        """Describe the error for a developer, in a log or a failing test."""
        return ", ".join(f"{name}={value!r}" for name, value in self.details.items())


class CorpusError(EksempelfinnerError):
    """Something is wrong with the data that documents come from."""


@dataclass(eq=False)
class CorpusUnreadable(CorpusError):
    """A data file is missing or is not what it should be."""

    file: str
    reason: str


@dataclass(eq=False)
class PageChanged(CorpusError):
    """The source page is not laid out as its catalogue says."""

    file: str
    line: int
    found: str
    expected: str


class StoreError(EksempelfinnerError):
    """Something is wrong with the index on disk."""


@dataclass(eq=False)
class DataUnreadable(StoreError):
    """The data folder cannot be read or written."""

    folder: str
    reason: str


@dataclass(eq=False)
class DiskFull(StoreError):
    """There is no room for what is written; what was there before still holds."""

    folder: str


@dataclass(eq=False)
class DataBusy(StoreError):
    """Another process is changing the library, or building the index, in the same folder."""

    folder: str


@dataclass(eq=False)
class FileRefused(EksempelfinnerError):
    """A file cannot be added; `file` is its name as it may be shown."""

    file: str


@dataclass(eq=False)
class FileMissing(FileRefused):
    """There is no such file, or it may not be read."""

    reason: str


class FileEmpty(FileRefused):
    """The file has no bytes, or no word in it."""


class FileTypeUnknown(FileRefused):
    """The file is none of the types that the program reads."""


@dataclass(eq=False)
class FileDamaged(FileRefused):
    """The file is cut short or not what it says it is."""

    reason: str


class FileLocked(FileRefused):
    """The file is encrypted, and the password is missing or wrong."""


@dataclass(eq=False)
class FileTooLarge(FileRefused):
    """The file has more bytes than a report has, as it is or unpacked or read."""

    megabytes: int


@dataclass(eq=False)
class FileTooLong(FileRefused):
    """The file has more pages than a report has."""

    pages: int


@dataclass(eq=False)
class FileTooSlow(FileRefused):
    """The file took longer to read than a report takes."""

    seconds: int


@dataclass(eq=False)
class FileTooHungry(FileRefused):
    """The file took more memory to read than a report takes."""

    megabytes: int


@dataclass(eq=False)
class FileWithoutText(FileRefused):
    """No page of the file has text."""

    pages: int


@dataclass(eq=False)
class FileUnintelligible(FileRefused):
    """The text of the file is not words; `share` of them, in per cent, is strange."""

    share: int


@dataclass(eq=False)
class FileAmbiguous(FileRefused):
    """The file may be more than one report; `reports` are the ids, with commas between."""

    reports: str


@dataclass(eq=False)
class OcrMissing(EksempelfinnerError):
    """What reads images of text is not installed: the program, or its Norwegian model."""

    what: str


@dataclass(eq=False)
class FetchError(EksempelfinnerError):
    """A report cannot be fetched; `address` is the one that was asked, after redirects."""

    address: str


class AddressUnsafe(FetchError):
    """The address is not https, or it holds a user name or what no address holds."""


class AddressPrivate(FetchError):
    """The address leads to a machine that is not on the public network."""


@dataclass(eq=False)
class RedirectsTooMany(FetchError):
    """The address leads on more often than a publisher's does."""

    limit: int


@dataclass(eq=False)
class ServerUnreachable(FetchError):
    """There is no such machine, or it does not answer as a web server does."""

    reason: str


@dataclass(eq=False)
class ServerRefused(FetchError):
    """The server answered with something else than the file; `status` is HTTP's number for it."""

    status: int


@dataclass(eq=False)
class ServerTooSlow(FetchError):
    """The server was silent, or the file took longer than a report takes."""

    seconds: float


class DownloadBroken(FetchError):
    """The connection was lost before the whole file had come."""


@dataclass(eq=False)
class DownloadTooLarge(FetchError):
    """The file has more bytes than a report has."""

    megabytes: int


@dataclass(eq=False)
class DownloadNotPdf(FetchError):
    """The file is no PDF; `found` is what the server calls it."""

    found: str


@dataclass(eq=False)
class LibraryUnreadable(EksempelfinnerError):
    """The list of added reports cannot be read."""

    file: str
    reason: str

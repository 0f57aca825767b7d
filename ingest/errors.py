"""Every error of reading sources, and the base class of all errors that a user can meet.

EksempelfinnerError               one sentence for the user, exit code 1
├── CorpusError                   the data that documents are made of
│   ├── CorpusUnreadable          a data file is missing or malformed
│   └── PageChanged               the source page is not laid out as its catalogue says
├── StoreError                    the data folder; `index.errors` has the errors of the index
│   ├── DataUnreadable            the data folder cannot be read or written
│   ├── DiskFull                  there is no room to write
│   └── DataBusy                  another process is changing the data folder
├── LibraryUnreadable             the list of added reports is malformed
├── FileRefused                   one file cannot be added; the other files are
│   ├── FileMissing               there is no such file, or no right to read it
│   ├── FileEmpty                 it has no bytes, or no word
│   ├── FileTypeUnknown           it is none of the types that the program reads
│   ├── FileNotMeant              it lies in a recycle bin, or belongs to a system or the program
│   ├── FolderKnown               it is a folder that is read by another name
│   ├── FileUnfinished            its download goes on or was given up
│   ├── FileDamaged               it is cut short or not what its name says
│   ├── FileLocked                it is encrypted and the password is missing or wrong
│   ├── FileTooLarge              it has more bytes than any report, packed or unpacked
│   ├── FileTooLong               it has more pages than any report
│   ├── FileTooSlow               reading it took longer than any report does
│   ├── FileTooHungry             reading it took more memory than any report does
│   ├── FileWithoutText           no page has text: it was scanned
│   ├── FileIsPortfolio           it is a folder of files with a cover note
│   ├── FileIsXfaForm             it is a form that Adobe's programs alone can show
│   ├── FileUnintelligible        too much of its text is not words
│   └── FileTextEmbedded          its text lies in a part of it that is not read
├── OcrMissing                    the program that reads images of text is not installed
└── FetchError                    a report cannot be fetched from its address
    ├── AddressUnsafe             it is not a plain https address
    ├── AddressPrivate            it leads to a machine that is not on the public network
    ├── RedirectsTooMany          it redirects more often than is followed
    ├── ServerUnreachable         there is no answer
    ├── ServerRefused             the answer is not the file
    ├── ServerBusy                it cannot answer now, and did not when it was asked again
    ├── ServerTooSlow             the answer or the file takes too long
    ├── DownloadBroken            the connection was lost on the way
    ├── DownloadTooLarge          the file has more bytes than any report
    ├── DownloadNotPdf            the file is not a PDF
    ├── ChecksumWrong             the file is not the one that Kudos describes
    ├── AnswerMalformed           Kudos does not answer in the form that it should
    ├── KudosQueryRefused         Kudos cannot search for this
    ├── KudosLacks                Kudos has no such document
    ├── KudosOther                Kudos has another document of the same title
    └── KudosWithoutPdf           Kudos has the document, and no PDF of it

`index.errors` and `assistant.errors` continue this tree. assistant/texts/ has a sentence for each
class in each language; `str()` is for developers.
"""

import errno
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Reason(StrEnum):
    """A `reason` that the program itself gives; assistant/texts/ has its words in each language."""

    HTML = "html"
    TEXT = "text"
    INCOMPLETE = "incomplete"
    TOO_DEEP = "too_deep"
    CHANGED = "changed"
    NOT_FOUND = "not_found"
    NO_ACCESS = "no_access"
    READ_ONLY = "read_only"
    NOT_FOLDER = "not_folder"
    IS_FOLDER = "is_folder"
    NAME_TOO_LONG = "name_too_long"
    DISK_FAILS = "disk_fails"
    LOOP = "loop"
    FULL = "full"
    NAME_UNKNOWN = "name_unknown"
    NO_ANSWER = "no_answer"
    NOT_TRUSTED = "not_trusted"


_SYSTEM_REASONS = {
    errno.ENOENT: Reason.NOT_FOUND,
    errno.EACCES: Reason.NO_ACCESS,
    errno.EPERM: Reason.NO_ACCESS,
    errno.EROFS: Reason.READ_ONLY,
    errno.ENOTDIR: Reason.NOT_FOLDER,
    # A folder that a file was to be made in is there as a file.
    errno.EEXIST: Reason.NOT_FOLDER,
    errno.EISDIR: Reason.IS_FOLDER,
    errno.ENAMETOOLONG: Reason.NAME_TOO_LONG,
    errno.EIO: Reason.DISK_FAILS,
    errno.ELOOP: Reason.LOOP,
    errno.ENOSPC: Reason.FULL,
    errno.EDQUOT: Reason.FULL,
}


def reason_of(error: Exception) -> Reason | str:
    """Return why the system or a library refused: our own reason if there is one, or its words."""
    if not isinstance(error, OSError):
        return str(error)
    return _SYSTEM_REASONS.get(error.errno or 0) or error.strerror or str(error)


class EksempelfinnerError(Exception):
    """An error that a user is told of; its fields are what the sentence for it names."""

    @property
    def details(self) -> dict[str, object]:
        """Return the fields that the sentence for this error names."""
        return dict(vars(self))

    def __str__(self) -> str:
        """Describe the error for a developer, in a log or a failing test."""
        return ", ".join(f"{name}={value!r}" for name, value in self.details.items())


class CorpusError(EksempelfinnerError):
    """Something is wrong with the data that documents are made of."""


@dataclass(eq=False)
class CorpusUnreadable(CorpusError):
    """A data file is missing or malformed."""

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
    """Something is wrong with the data folder."""


@dataclass(eq=False)
class DataUnreadable(StoreError):
    """The data folder cannot be read or written."""

    folder: str
    reason: str


@dataclass(eq=False)
class DiskFull(StoreError):
    """There is no room to write; what was there before is unchanged."""

    folder: str


@dataclass(eq=False)
class DataBusy(StoreError):
    """Another process is changing the library, or building the index, in the same folder."""

    folder: str


@dataclass(eq=False)
class FileRefused(EksempelfinnerError):
    """A file cannot be added; `file` is its name, cleaned for display."""

    file: str


@dataclass(eq=False)
class FileMissing(FileRefused):
    """There is no such file, or no right to read it."""

    reason: str

    @classmethod
    def because(cls, file: str, error: OSError | ValueError) -> Self:
        """Return the error for a file that the system refused, or whose name no file can have."""
        # A name with a null character is a ValueError.
        reason = reason_of(error) if isinstance(error, OSError) else Reason.NOT_FOUND
        return cls(file=file, reason=reason)


class FileEmpty(FileRefused):
    """The file has no bytes, or no word."""


class FileTypeUnknown(FileRefused):
    """The file is none of the types that the program reads."""


class FileNotMeant(FileRefused):
    """The file or folder is a recycle bin, or belongs to a file system or to the program."""


class FolderKnown(FileRefused):
    """The folder is read by another name, or has the folder in it whose files are read."""


class FileUnfinished(FileRefused):
    """The file is being downloaded, or its download was given up."""


@dataclass(eq=False)
class FileDamaged(FileRefused):
    """The file is cut short or not what its name says; `reason` is ours or a library's."""

    reason: Reason | str


class FileLocked(FileRefused):
    """The file is encrypted, and the password is missing or wrong."""


@dataclass(eq=False)
class FileTooLarge(FileRefused):
    """The file, or what it unpacks to, or the text read from it, has too many bytes."""

    megabytes: int


@dataclass(eq=False)
class FileTooLong(FileRefused):
    """The file has more pages than any report; `pages` is the limit."""

    pages: int


@dataclass(eq=False)
class FileTooSlow(FileRefused):
    """Reading the file took longer than the limit `seconds`."""

    seconds: int


@dataclass(eq=False)
class FileTooHungry(FileRefused):
    """Reading the file took more memory than the limit `megabytes`."""

    megabytes: int


@dataclass(eq=False)
class FileWithoutText(FileRefused):
    """None of the `pages` pages of the file has text."""

    pages: int


@dataclass(eq=False)
class FileIsPortfolio(FileRefused):
    """The file is a PDF that holds `count` other files; `files` names up to five of them."""

    count: int
    files: str


class FileIsXfaForm(FileRefused):
    """The file is a form in XFA, whose pages only say that Adobe's programs are needed."""


@dataclass(eq=False)
class FileUnintelligible(FileRefused):
    """Too much of the text is not words; `share` says how much, in per cent."""

    share: int


@dataclass(eq=False)
class FileTextEmbedded(FileRefused):
    """The text of the file lies in a part of it, `part`, that the program does not read."""

    part: str


@dataclass(eq=False)
class OcrMissing(EksempelfinnerError):
    """The program that reads images of text, or its Norwegian model, is not installed."""

    what: str


@dataclass(eq=False)
class FetchError(EksempelfinnerError):
    """A report cannot be fetched; `address` is the one that failed, after redirects."""

    address: str


class AddressUnsafe(FetchError):
    """The address is not https, has a user name, or is malformed."""


class AddressPrivate(FetchError):
    """The address leads to a machine that is not on the public network."""


@dataclass(eq=False)
class RedirectsTooMany(FetchError):
    """The address redirects more than `limit` times."""

    limit: int


@dataclass(eq=False)
class ServerUnreachable(FetchError):
    """There is no such machine, or it does not answer like a web server."""

    reason: Reason


@dataclass(eq=False)
class ServerRefused(FetchError):
    """The server answered with something other than the file; `status` is the HTTP status."""

    status: int
    wait_s: float | None = None
    """How many seconds it asks to wait before it is asked again, if it says so."""


@dataclass(eq=False)
class ServerBusy(FetchError):
    """The server could not answer however often it was asked; `status` is the last HTTP status."""

    status: int


@dataclass(eq=False)
class ServerTooSlow(FetchError):
    """The server was silent, or the file took too long; `seconds` is the limit."""

    seconds: float


class DownloadBroken(FetchError):
    """The connection was lost before the whole file was there."""


@dataclass(eq=False)
class DownloadTooLarge(FetchError):
    """The file has more bytes than the limit `megabytes`."""

    megabytes: int


@dataclass(eq=False)
class DownloadNotPdf(FetchError):
    """The file is not a PDF; `found` is its type or its first bytes."""

    found: str


@dataclass(eq=False)
class ChecksumWrong(FetchError):
    """The file that came is not the one that Kudos describes; both are SHA-256."""

    expected: str
    found: str


@dataclass(eq=False)
class AnswerMalformed(FetchError):
    """Kudos answered in a form that is not its own; `field` is what is missing or wrong."""

    field: str


@dataclass(eq=False)
class KudosQueryRefused(FetchError):
    """Kudos cannot search for `query`."""

    query: str


@dataclass(eq=False)
class KudosLacks(FetchError):
    """Kudos has no document that fits `what`, a title or a subject."""

    what: str


@dataclass(eq=False)
class KudosOther(FetchError):
    """Kudos has a document of this title, but by others or of another year: `makers` says which."""

    title: str
    makers: str


@dataclass(eq=False)
class KudosWithoutPdf(FetchError):
    """Kudos has the document, but no PDF of it with a checksum."""

    title: str


@dataclass(eq=False)
class LibraryUnreadable(EksempelfinnerError):
    """The list of added reports cannot be read."""

    file: str
    reason: str

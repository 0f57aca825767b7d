"""Every error that a user can meet.

EksempelfinnerError               one sentence for the user, exit code 1
├── CorpusError                   the data that documents come from
│   ├── CorpusUnreadable          a data file is missing or is not what it should be
│   └── PageChanged               the source page is not laid out as its catalogue says
├── EncoderError                  the model that turns text into vectors
│   ├── EncoderMissing            the bundled weights are not installed
│   ├── EncoderDamaged            the bundled weights are not the ones this program knows
│   └── ModelUnusable             another model was asked for and cannot be loaded
├── StoreError                    the index on disk
│   ├── DataUnreadable            the data folder cannot be read or written
│   ├── DiskFull                  there is no room for a new index
│   ├── IndexBusy                 another process is building
│   ├── IndexMissing              nothing has been built yet
│   ├── IndexDamaged              a file is missing or has changed since it was built
│   ├── IndexForeign              it was built by another encoder, or by a newer version
│   └── IndexOutdated             it was built by an older version, and is built anew
├── QuestionError                 what was asked
│   ├── QuestionEmpty             there is no question
│   ├── QuestionTooLong           it is longer than the encoder reads
│   ├── QuestionWithoutWords      it holds no letter and no digit
│   ├── DocumentUnknown           there is no document of that id
│   ├── PdfUnknown                the document was not read from a PDF, or that is gone
│   ├── PageUnknown               its PDF has no such page
│   └── ParameterInvalid          an address asks with a value that cannot be used
├── SettingInvalid                an option, an environment variable or a line of the settings file
├── CalibrationUnreadable         the user's own calibration of the verdict cannot be read
├── QuestionsOneSided             a calibration needs questions with an answer and without
├── FileUnreadable                a file that the user named cannot be read
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
│   ├── FileAmbiguous             it may be more than one report of the catalogue
│   └── ReportTaken               its report was read from another file that is still there
├── OcrMissing                    the program that reads images of text is not installed
├── FetchError                    a report cannot be fetched from its address
│   ├── AddressUnsafe             it is not a plain https address
│   ├── AddressPrivate            it leads to a machine that is not on the public network
│   ├── RedirectsTooMany          it leads from address to address
│   ├── ServerUnreachable         there is no answer
│   ├── ServerRefused             the answer is not the file
│   ├── ServerTooSlow             the file does not come in the time that a report takes
│   ├── DownloadBroken            the connection was lost on the way
│   ├── DownloadTooLarge          it has more bytes than a report has
│   └── DownloadNotPdf            it is something else
├── ReportUnknown                 there is no report of that id in the catalogue or the library
├── LibraryUnreadable             the list of added reports is not what it should be
├── FolderEmptied                 the folder that is followed has lost all its reports at once
└── PortTaken                     the web page cannot have the port

The sentences stand in assistant/texts/, one per class and language; `str()` is for developers.
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
class ModelUnusable(EncoderError):
    """Another model was asked for and cannot be loaded."""

    model: str
    reason: str


class StoreError(EksempelfinnerError):
    """Something is wrong with the index on disk."""


@dataclass(eq=False)
class DataUnreadable(StoreError):
    """The data folder cannot be read or written."""

    folder: str
    reason: str


@dataclass(eq=False)
class DiskFull(StoreError):
    """There is no room for a new index; the old one is still live."""

    folder: str


@dataclass(eq=False)
class IndexBusy(StoreError):
    """Another process is building an index in the same folder."""

    folder: str


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


class QuestionError(EksempelfinnerError):
    """What was asked cannot be searched for."""


@dataclass(eq=False)
class QuestionEmpty(QuestionError):
    """There is no question."""


@dataclass(eq=False)
class QuestionTooLong(QuestionError):
    """The question is longer than the encoder reads."""

    length: int
    limit: int


@dataclass(eq=False)
class QuestionWithoutWords(QuestionError):
    """The question holds no letter and no digit."""


@dataclass(eq=False)
class DocumentUnknown(QuestionError):
    """There is no document of that id."""

    document_id: str


@dataclass(eq=False)
class PdfUnknown(QuestionError):
    """The library has no PDF of the document."""

    document_id: str


@dataclass(eq=False)
class PageUnknown(QuestionError):
    """The PDF of the document has no such page."""

    document_id: str
    page: int


@dataclass(eq=False)
class ParameterInvalid(QuestionError):
    """A parameter of a web address has a value that cannot be used."""

    name: str
    value: str
    expected: str


@dataclass(eq=False)
class SettingInvalid(EksempelfinnerError):
    """An option, an environment variable or a line of the settings file cannot be used."""

    name: str
    reason: str


@dataclass(eq=False)
class CalibrationUnreadable(EksempelfinnerError):
    """The user's own calibration of the verdict cannot be read."""

    file: str
    reason: str


@dataclass(eq=False)
class QuestionsOneSided(EksempelfinnerError):
    """A calibration needs questions with an answer and without."""


@dataclass(eq=False)
class FileUnreadable(EksempelfinnerError):
    """A file that the user named cannot be read."""

    file: str
    reason: str


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
class ReportTaken(FileRefused):
    """The file is a report that was read from another file of the same folder."""

    report_id: str
    other: str


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
class ReportUnknown(EksempelfinnerError):
    """There is no report of that id in the catalogue or among those that were added."""

    report_id: str


@dataclass(eq=False)
class LibraryUnreadable(EksempelfinnerError):
    """The list of added reports cannot be read."""

    file: str
    reason: str


@dataclass(eq=False)
class FolderEmptied(EksempelfinnerError):
    """A folder that is followed is empty, though `count` reports came from it."""

    folder: str
    count: int


@dataclass(eq=False)
class PortTaken(EksempelfinnerError):
    """The web page cannot have the address and port it was given."""

    host: str
    port: int

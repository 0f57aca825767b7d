"""Every error of asking, of commands and of the page.

EksempelfinnerError               ingest.errors
├── QuestionError                 what was asked
│   ├── QuestionEmpty             there is no question
│   ├── QuestionTooLong           it is longer than the encoder reads
│   ├── QuestionWithoutWords      it holds no letter and no digit
│   ├── DocumentUnknown           there is no document of that id
│   ├── PdfUnknown                the document was not read from a PDF, or that is gone
│   ├── PageUnknown               its PDF has no such page
│   ├── PlaceUnknown              a filter asks for a place that Norway has not
│   ├── PlaceMisspelt             ... and Norway has some whose names are like it
│   ├── YearsTurnedRound          a filter asks for years that end before they begin
│   └── ParameterInvalid          an address asks with a value that cannot be used
├── TooManySearches               as many searches wait as the server lets wait
├── SettingInvalid                an option, an environment variable or a line of the settings file
├── CalibrationUnreadable         the user's own calibration of the verdict cannot be read
├── QuestionsOneSided             a calibration needs questions with an answer and without
├── FileUnreadable                a file that the user named cannot be read
├── OutputUnwritten               what a command answers cannot be written to its stream
├── ReportUnknown                 there is no report of that id in the catalogue or the library
├── ReportNotAdded                there is a document of that id, and no file of it was added
├── FactInvalid                   a field of a report cannot have that value
├── FactNeeded                    a field of a report cannot be empty
├── MunicipalityUnknown           Norway has no municipality of that name, nor of one like it
├── MunicipalityMisspelt          Norway has none of that name, but some of like names
├── FolderEmptied                 the folder that is followed has lost all its reports at once
├── PortTaken                     the web page cannot have the port
├── AccessOpen                    the web page would be open to others, and nobody said so
├── ProxyUntrusted                a proxy is to name the users, and none is trusted
├── AccessUnreadable              the file of accounts and tokens cannot be read
├── AccessExposed                 others can read or change that file
├── NameInvalid                   an account or a token cannot have that name
├── AccountUnknown                there is no account of that name
├── PasswordWeak                  a new password is easy to guess
├── PasswordsDiffer               a new password was typed in two ways
├── TokenTaken                    there is a token of that name
├── TokenUnknown                  there is no token of that name
└── FileRefused                   ingest.errors
    ├── FolderPartEmptied         a folder in the one that is followed has lost all its reports
    ├── ReportTaken               its report was read from another file that is still there
    └── FileOther                 it is not the report that it was fetched as
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from ingest.errors import EksempelfinnerError, FileRefused, reason_of
from ingest.norwegian.municipalities import near_municipalities


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
class PlaceUnknown(QuestionError):
    """There is no county or region of that name, nor of one like it."""

    place: str


@dataclass(eq=False)
class PlaceMisspelt(QuestionError):
    """There is no county or region of that name; `near` has the names like it."""

    place: str
    near: str


@dataclass(eq=False)
class YearsTurnedRound(QuestionError):
    """A filter asks for years that end before they begin."""

    since: int
    until: int


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
class TooManySearches(EksempelfinnerError):
    """As many searches wait as the server lets wait."""


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

    @classmethod
    def because(cls, file: Path | str, error: Exception) -> Self:
        """Return the error for a file that the system, or a library, could not read."""
        return cls(file=str(file), reason=reason_of(error))


@dataclass(eq=False)
class OutputUnwritten(EksempelfinnerError):
    """What a command answers cannot be written to the stream that it was given."""

    reason: str


@dataclass(eq=False)
class ReportUnknown(EksempelfinnerError):
    """There is no report of that id in the catalogue or among those that were added."""

    report_id: str


@dataclass(eq=False)
class ReportNotAdded(EksempelfinnerError):
    """The document of that id is of the source page, and no file of it was added."""

    report_id: str


@dataclass(eq=False)
class FactInvalid(EksempelfinnerError):
    """A field of a report cannot have that value."""

    field: str
    value: str
    expected: str


@dataclass(eq=False)
class FactNeeded(EksempelfinnerError):
    """A field of a report cannot be empty."""

    field: str


@dataclass(eq=False)
class MunicipalityUnknown(EksempelfinnerError):
    """Norway has no municipality of that name, nor one of a name like it."""

    name: str


@dataclass(eq=False)
class MunicipalityMisspelt(EksempelfinnerError):
    """Norway has no municipality of that name; `near` are those that are like it."""

    name: str
    near: str


@dataclass(eq=False)
class FolderEmptied(EksempelfinnerError):
    """A folder that is followed is empty, though `count` reports came from it."""

    folder: str
    count: int


@dataclass(eq=False)
class FolderPartEmptied(FileRefused):
    """A folder in one that is followed is empty, though `count` reports came from it."""

    count: int


@dataclass(eq=False)
class PortTaken(EksempelfinnerError):
    """The web page cannot have the address and port it was given."""

    host: str
    port: int


@dataclass(eq=False)
class AccessOpen(EksempelfinnerError):
    """The web page would be open to everyone who reaches `host`, and nobody said that it is to."""

    host: str


@dataclass(eq=False)
class ProxyUntrusted(EksempelfinnerError):
    """A proxy is to name the users, and no proxy is trusted."""


@dataclass(eq=False)
class AccessUnreadable(EksempelfinnerError):
    """The file of accounts and tokens cannot be read."""

    file: str
    reason: str


@dataclass(eq=False)
class AccessExposed(EksempelfinnerError):
    """Others on the machine can read or change the file of accounts and tokens."""

    file: str


@dataclass(eq=False)
class NameInvalid(EksempelfinnerError):
    """An account or a token cannot have that name."""

    name: str


@dataclass(eq=False)
class AccountUnknown(EksempelfinnerError):
    """There is no account of that name."""

    name: str


@dataclass(eq=False)
class PasswordWeak(EksempelfinnerError):
    """A new password is easy to guess, or longer than `most` characters."""

    least: int
    most: int


@dataclass(eq=False)
class PasswordsDiffer(EksempelfinnerError):
    """A new password was typed in two ways."""


@dataclass(eq=False)
class TokenTaken(EksempelfinnerError):
    """There is a token of that name."""

    name: str


@dataclass(eq=False)
class TokenUnknown(EksempelfinnerError):
    """There is no token of that name."""

    name: str


@dataclass(eq=False)
class ReportTaken(FileRefused):
    """The file is a report that was read from another file of the same folder."""

    report_id: str
    other: str


@dataclass(eq=False)
class FileOther(FileRefused):
    """The file is not the report that it was fetched as; `title` is the report's."""

    title: str


def unknown_municipality(name: str) -> MunicipalityUnknown | MunicipalityMisspelt:
    """Return the error that tells that there is no municipality of this name, and those near it."""
    near = near_municipalities(name)
    return MunicipalityMisspelt(name, ", ".join(near)) if near else MunicipalityUnknown(name)

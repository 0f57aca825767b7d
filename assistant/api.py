"""The program as a Python object: what `from eksempelfinner import Eksempelfinner` gives."""

from collections.abc import Collection, Sequence
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TypedDict, Unpack

from assistant.reporter import SILENT, Reporter
from assistant.reports.add import Options, Outcome, add_files, remove_reports
from assistant.search.answer import Answer
from assistant.search.filters import Filters, Sort
from assistant.search.live import LiveSearcher
from assistant.search.question import read_search
from assistant.search.searcher import DOCUMENTS_SHOWN
from assistant.search.similar import similar_documents
from assistant.search.understanding.understood import Field
from assistant.settings import read_settings
from assistant.workspace import open_index, open_live_searcher
from ingest.norwegian.regions import Size
from ingest.records import Document, Kind, Language


class FilterOptions(TypedDict, total=False):
    """What a document must be to be found; what is left out asks for nothing.

    `county` may be one of those before the reforms, `region` a part of the country such as
    "Nord-Norge" or "nabokommuner til Hamar". `language` is that of the document's text. A document
    without a year passes neither `since` nor `until`, unless `undated` lets it. `document` is the
    id of the only one to search within: all its passages that answer are returned, up to ten.
    `sort` orders what answers by its year, and a list by title too.
    """

    kind: Kind
    municipality: str
    county: str
    publisher: str
    language: Language
    since: int
    until: int
    region: str
    size: Size
    author: str
    document: str
    sort: Sort
    undated: bool


class Eksempelfinner:
    """An index of examples and reports that can be asked, added to and taken from.

    The index is opened when it is first needed, and built first if there is none: seconds for the
    source page, minutes for a library of reports. Several threads may ask at once. A change that
    another process makes is seen by the next call.
    """

    def __init__(
        self,
        data: str | PathLike[str] | None = None,
        *,
        corpus: str | PathLike[str] | None = None,
        model: str | None = None,
        threads: int | None = None,
        reporter: Reporter = SILENT,
    ) -> None:
        """Choose the data folder, corpus folder, encoder and number of threads.

        What is not given comes from the environment and the settings file, as for the command.
        `reporter` is told of long work.

        Raises:
            SettingInvalid: a value cannot be used.
        """
        self.settings = read_settings(
            data=_path(data), corpus=_path(corpus), model=model, threads=threads
        )
        self._reporter = reporter

    def ask(
        self,
        question: str = "",
        *,
        limit: int | None = None,
        related: bool = True,
        without: Collection[Field] = (),
        **filters: Unpack[FilterOptions],
    ) -> Answer:
        """Return the documents that answer `question`, best first, and the verdict on them.

        `answer.verdict` is "good", "weak" or "none"; with "none" the results are the nearest, and
        not an answer. Without `related` only the question's own words are searched for. What the
        question names is understood (`answer.understood`), except what is of the fields `without`;
        `without=FIELDS` understands nothing. An empty question lists what passes the filters.

        Raises:
            QuestionError: the question is too long or without words, or there is no such place.
            EksempelfinnerError: the index or the encoder cannot be opened.
        """
        asked = read_search(question)
        chosen = Filters(**filters)
        return self._live.answered(
            lambda: self._live.searcher().search(asked, chosen, limit, related, without)
        )

    def similar(
        self,
        document_id: str,
        *,
        limit: int = DOCUMENTS_SHOWN,
        **filters: Unpack[FilterOptions],
    ) -> Answer:
        """Return the documents most like one that is there, itself excluded, best first.

        Raises:
            DocumentUnknown: no document has this id.
            EksempelfinnerError: the index or the encoder cannot be opened.
        """
        chosen = Filters(**filters)
        return self._live.answered(
            lambda: similar_documents(self._live.searcher(), document_id, chosen, limit)
        )

    def add(
        self,
        *paths: str | PathLike[str],
        as_id: str | None = None,
        password: str | None = None,
        force: bool = False,
        ocr: bool = False,
    ) -> Sequence[Outcome]:
        """Add files, and every file of folders, to the index; return what became of each.

        `as_id` names the report that a file is. `force` adds a file whose text is badly read,
        `ocr` reads pages that are images. A file that cannot be added has an `error`.

        Raises:
            ReportUnknown: `as_id` is not a report.
            OcrMissing: `ocr` is asked for and Tesseract is not installed.
            EksempelfinnerError: nothing more can be added; what was added before stays.
        """
        options = Options(as_id=as_id, password=password, force=force, ocr=ocr)
        return tuple(add_files(self.settings, [Path(p) for p in paths], options, self._reporter))

    def remove(self, *report_ids: str) -> Sequence[Outcome]:
        """Take the files of reports out again; one of the catalogue stays known by its title.

        Raises:
            ReportUnknown: a report was not added.
            EksempelfinnerError: the index cannot be written.
        """
        return tuple(remove_reports(self.settings, report_ids, self._reporter))

    @property
    def documents(self) -> Sequence[Document]:
        """Return every document of the index.

        Raises:
            EksempelfinnerError: the index cannot be opened.
        """
        return open_index(self.settings, self._reporter).documents

    @cached_property
    def _live(self) -> LiveSearcher:
        return open_live_searcher(self.settings, self._reporter)


def _path(path: str | PathLike[str] | None) -> Path | None:
    return None if path is None else Path(path)

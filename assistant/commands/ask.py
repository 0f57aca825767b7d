"""The command `ask`."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from assistant.commands.options import (
    FieldList,
    Invocation,
    LanguageCode,
    command,
    option,
    typed,
    with_invocation,
    write_json,
)
from assistant.errors import FileUnreadable, QuestionEmpty, QuestionError
from assistant.search.filters import SORTS, Sort
from assistant.search.understanding.understood import Field
from ingest.norwegian.regions import SIZES, Size
from ingest.records import KINDS, Kind, TextLanguage

if TYPE_CHECKING:
    from assistant.search.answer import Answer
    from assistant.search.question import Question
    from assistant.show.texts import Texts

Form = Literal["json", "all", "screen"]
"""How an answer is written: for programs, with everything, or on one screen."""

YEAR = click.IntRange(1000, 9999)


@command("ask")
@click.argument("question", required=False)
@option("--file", "file", metavar="FILE")
@option("--limit", "limit", type=click.IntRange(1, 1000))
@option("--kind", "kind", type=click.Choice(KINDS))
@option("--municipality", "municipality")
@option("--county", "county")
@option("--publisher", "publisher")
@option("--text-language", "text_language", type=LanguageCode(), metavar="CODE")
@option("--since", "since", type=YEAR, metavar="YEAR")
@option("--until", "until", type=YEAR, metavar="YEAR")
@option("--region", "region")
@option("--size", "size", type=click.Choice(SIZES))
@option("--author", "author")
@option("--sort", "sort", type=click.Choice(SORTS))
@option("--undated", "undated", is_flag=True)
@option("--document", "document", metavar="DOCUMENT_ID")
@option("--without", "without", type=FieldList(), metavar="FIELDS")
@option("--like", "like", metavar="DOCUMENT_ID")
@option("--own-words", "own_words", is_flag=True)
@option("--all", "everything", is_flag=True)
@option("--json", "as_json", is_flag=True)
@with_invocation
def ask(
    invocation: Invocation,
    question: str | None,
    file: str | None,
    limit: int | None,
    kind: Kind | None,
    municipality: str | None,
    county: str | None,
    publisher: str | None,
    text_language: TextLanguage | None,
    since: int | None,
    until: int | None,
    region: str | None,
    size: Size | None,
    author: str | None,
    sort: Sort | None,
    undated: bool,
    document: str | None,
    without: tuple[Field, ...] | None,
    like: str | None,
    own_words: bool,
    everything: bool,
    as_json: bool,
) -> int:
    """Answer one question or every line of a file, or find documents like one of the index.

    Without any of them, what passes the filters is listed; an empty question lists everything.
    """
    from assistant.search.filters import Filters
    from assistant.search.question import read_search

    filters = Filters(
        kind=kind,
        municipality=municipality,
        county=county,
        publisher=publisher,
        language=text_language,
        since=since,
        until=until,
        region=region,
        size=size,
        author=author,
        sort=sort,
        undated=undated,
        document=document,
    )
    texts = invocation.texts
    form: Form = "json" if as_json else "all" if everything else "screen"
    given = [each for each in (question, file, like) if each is not None]
    if len(given) > 1:
        raise click.UsageError(texts("usage.one_of"))
    if not given and not filters.is_narrowing:
        raise QuestionEmpty
    # What can be wrong is found before the seconds that the encoder takes to load.
    asked = None if file or like else read_search(typed(question or ""))
    lines = [] if file is None else list(_lines(file))

    from assistant.workspace import open_live_searcher

    live = open_live_searcher(invocation.settings, invocation.reporter())
    if like is not None:
        from assistant.search.searcher import DOCUMENTS_SHOWN
        from assistant.search.similar import similar_documents

        most = limit or DOCUMENTS_SHOWN
        _show(
            live.answered(lambda: similar_documents(live.searcher(), like, filters, most)),
            texts,
            form,
        )
        return 0

    def search(each: "Question") -> "Answer":
        related = not own_words
        return live.answered(
            lambda: live.searcher().search(each, filters, limit, related, without or ())
        )

    if asked is not None:
        _show(search(asked), texts, form)
        return 0
    return _ask_all(lines, search, texts, form)


def _ask_all(
    lines: list[str], search: "Callable[[Question], Answer]", texts: "Texts", form: Form
) -> int:
    """Answer line by line; a line that is not a question gets its error in its place."""
    from assistant.search.question import read_question

    code = 0
    for line in lines:
        try:
            _show(search(read_question(line)), texts, form, heading=True)
        except QuestionError as error:
            code = 1
            if form == "json":
                write_json({"question": line, "error": texts.error(error)})
            else:
                click.echo(texts.error(error), err=True)
    return code


def _show(answer: "Answer", texts: "Texts", form: Form, heading: bool = False) -> None:
    if form == "json":
        from assistant.search.answer import answer_json

        write_json(answer_json(answer))
        return
    from assistant.show.terminal import show_answer, standard_output

    console = standard_output()
    if heading:
        console.rule(answer.question)
    show_answer(answer, texts, console, everything=form == "all")


def _lines(file: str) -> Iterator[str]:
    """Yield the questions of a file, one a line; "-" is standard input.

    A file that Windows saved as "ANSI" or "Unicode" is read as well as one in UTF-8.
    """
    from ingest.formats.charset import decode

    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise FileUnreadable.because(file, error) from error
    yield from decode(raw).splitlines()

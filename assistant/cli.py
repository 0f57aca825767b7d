"""The command `eksempelfinner`."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant import cli_fetch, cli_library
from assistant.cli_options import (
    PROGRAM,
    WORDS,
    Commands,
    everywhere,
    option,
    settings_of,
    write_json,
)
from assistant.wording import Wording, wording
from ingest.errors import EksempelfinnerError, FileUnreadable, QuestionEmpty, QuestionError
from ingest.records import KINDS, LANGUAGES

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.question import Question

INTERRUPTED = 130


def main() -> None:
    """Run the command line and exit with its code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code, having told any error in one sentence."""
    try:
        code = cli.main(list(arguments) or ["--help"], prog_name=PROGRAM, standalone_mode=False)
    except EksempelfinnerError as error:
        return _fail(_said_in(arguments).error(error), 1)
    except click.UsageError as error:
        return _fail(_usage(error), 2)
    except (click.Abort, KeyboardInterrupt):
        return _fail(WORDS("usage.interrupted"), INTERRUPTED)
    except BrokenPipeError:
        # The reader of a pipe ("| head") has had enough; that is no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code if isinstance(code, int) else 0


def _fail(sentence: str, code: int) -> int:
    click.echo(" ".join(sentence.split()), err=True)
    return code


def _said_in(arguments: Sequence[str]) -> Wording:
    """Return the wording of the language that the command line names, as far as it can be read."""
    for name, value in zip(arguments, [*arguments[1:], ""], strict=True):
        spoken = value if name == "--language" else name.removeprefix("--language=")
        if spoken in LANGUAGES:
            return wording(spoken)
    return WORDS


def _usage(error: click.UsageError) -> str:
    """Return one sentence, in the user's language, for what click found wrong."""
    command = error.ctx.command_path if error.ctx else PROGRAM
    if isinstance(error, click.NoSuchOption):
        return WORDS("usage.unknown_option", option=error.option_name, command=command)
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        return WORDS("usage.missing", name=name, command=command)
    if isinstance(error, click.BadParameter) and error.param is not None:
        kind = error.param.type
        expected = kind.name
        if isinstance(kind, click.Choice):
            expected = ", ".join(kind.choices)
        elif isinstance(kind, click.IntRange):
            expected = f"{kind.min}–{kind.max}"
        return WORDS("usage.invalid", name=error.param.opts[0], expected=expected)
    return WORDS("usage.other", reason=error.format_message(), command=command)


@click.group(
    cls=Commands,
    help=WORDS("name.tagline"),
    context_settings={"help_option_names": ["--help", "-h"]},
)
@everywhere
@click.pass_context
def cli(context: click.Context, /, **flags: Any) -> None:
    """Take the options that every command has also in front of the command."""
    context.obj = {name: value for name, value in flags.items() if value is not None}


cli_library.register(cli)
cli_fetch.register(cli)


@cli.command(help=WORDS("cli.help.ask"))
@click.argument("question", required=False)
@option("--file", "file", metavar="FILE")
@option("--limit", "limit", type=click.IntRange(1, 1000), default=10)
@option("--kind", "of_kind", type=click.Choice(KINDS))
@option("--municipality", "municipality")
@option("--county", "county")
@option("--publisher", "publisher")
@option("--text-language", "text_language", type=click.Choice(LANGUAGES))
@option("--since", "since", type=click.IntRange(1000, 9999), metavar="YEAR")
@option("--until", "until", type=click.IntRange(1000, 9999), metavar="YEAR")
@option("--like", "like", metavar="DOCUMENT_ID")
@option("--own-words", "own_words", is_flag=True)
@option("--json", "json", is_flag=True)
@everywhere
def ask(**flags: Any) -> int:
    """Answer one question or every line of a file, or find documents like one of the index."""
    from assistant.filters import Filters
    from assistant.question import read_question

    question, file, like, limit, own_words, as_json = (
        flags.pop(name) for name in ("question", "file", "like", "limit", "own_words", "json")
    )
    places = {name: flags.pop(name) for name in ("municipality", "county", "publisher")}
    years = {name: flags.pop(name) for name in ("since", "until")}
    filters = Filters(
        kind=flags.pop("of_kind"), language=flags.pop("text_language"), **places, **years
    )
    settings, words = settings_of(flags)
    given = [each for each in (question, file, like) if each is not None]
    if len(given) > 1:
        raise click.UsageError(words("usage.one_of"))
    if not given:
        raise QuestionEmpty
    # What can be wrong is found before the seconds that the encoder takes to load.
    asked = None if question is None else read_question(question)
    lines = [] if file is None else list(_lines(file))

    from assistant.terminal import TerminalReporter
    from assistant.workspace import open_searcher

    searcher = open_searcher(settings, TerminalReporter(words))
    if like is not None:
        from assistant.similar import similar_documents

        _show(similar_documents(searcher, like, filters, limit), words, as_json)
        return 0

    def search(each: "Question") -> "Answer":
        return searcher.search(each, filters, limit, related=not own_words)

    if asked is not None:
        _show(search(asked), words, as_json)
        return 0
    return _ask_all(lines, search, words, as_json)


def _ask_all(
    lines: list[str], search: "Callable[[Question], Answer]", words: Wording, as_json: bool
) -> int:
    """Answer line by line; a line that is no question gets its error in its place."""
    from assistant.question import read_question

    code = 0
    for line in lines:
        try:
            _show(search(read_question(line)), words, as_json, heading=True)
        except QuestionError as error:
            code = 1
            if as_json:
                write_json({"question": line, "error": words.error(error)})
            else:
                click.echo(words.error(error), err=True)
    return code


def _show(answer: "Answer", words: Wording, as_json: bool, heading: bool = False) -> None:
    if as_json:
        from assistant.answer import answer_json

        write_json(answer_json(answer))
        return
    from assistant.terminal import show_answer, standard_output

    console = standard_output()
    if heading:
        console.rule(answer.question)
    show_answer(answer, words, console)


@cli.command(help=WORDS("cli.help.build"))
@everywhere
def build(**flags: Any) -> int:
    """Build the index anew."""
    settings, words = settings_of(flags)

    from assistant.terminal import TerminalReporter
    from assistant.workspace import build_index, load_encoder

    build_index(settings, load_encoder(settings), TerminalReporter(words))
    return 0


@cli.command(help=WORDS("cli.help.doctor"))
@option("--json", "json", is_flag=True)
@everywhere
def doctor(**flags: Any) -> int:
    """Check everything that the program needs."""
    as_json = flags.pop("json")
    settings, words = settings_of(flags)

    from assistant.doctor import examine

    findings = examine(settings, words)
    if as_json:
        write_json([{"check": f.check, "ok": f.ok, "detail": f.detail} for f in findings])
    else:
        for finding in findings:
            state = words("doctor.ok" if finding.ok else "doctor.failed")
            click.echo(f"{words(f'doctor.{finding.check}')}: {state}. {finding.detail}")
    return 0 if all(finding.ok for finding in findings) else 1


@cli.command(help=WORDS("cli.help.evaluate"))
@option("--questions", "questions", type=click.Path(path_type=Path), metavar="FILE")
@option("--beir", "beir", type=click.Path(path_type=Path), metavar="DIR")
@option("--half", "half", type=click.Choice(("develop", "report")), default="report")
@option("--json", "json", is_flag=True)
@everywhere
def evaluate(**flags: Any) -> int:
    """Measure every stage on judged questions."""
    questions, beir, half, as_json = (
        flags.pop(name) for name in ("questions", "beir", "half", "json")
    )
    settings, words = settings_of(flags)

    from assistant.evaluate import evaluate as measure
    from assistant.evaluate import evaluation_json
    from assistant.evaluation_view import show_evaluation
    from assistant.judged import BUNDLED_QUESTIONS, read_beir, read_questions
    from assistant.terminal import TerminalReporter, standard_output
    from assistant.workspace import open_beir, open_searcher

    reporter = TerminalReporter(words)
    if beir is not None:
        documents, judged = read_beir(beir)
        searcher = open_beir(settings, documents, reporter)
    else:
        judged = read_questions(questions or BUNDLED_QUESTIONS)
        if questions is None:
            judged = tuple(question for question in judged if question.half == half)
        searcher = open_searcher(settings, reporter)
    with reporter.progress("progress.asking") as advance:
        measured = evaluation_json(measure(searcher, judged, advance))
    if as_json:
        write_json(measured)
    else:
        show_evaluation(measured, words, standard_output())
    return 0


@cli.command(help=WORDS("cli.help.calibrate"))
@option("--questions", "questions", type=click.Path(path_type=Path), metavar="FILE")
@everywhere
def calibrate(**flags: Any) -> int:
    """Fit the verdict to the encoder."""
    questions = flags.pop("questions")
    settings, words = settings_of(flags)

    from assistant.calibrate import calibrate as fit
    from assistant.judged import BUNDLED_QUESTIONS, read_questions
    from assistant.terminal import TerminalReporter
    from assistant.verdict import FILE, write_calibration
    from assistant.workspace import open_searcher

    judged = read_questions(questions or BUNDLED_QUESTIONS)
    if questions is None:
        judged = tuple(question for question in judged if question.half == "develop")
    reporter = TerminalReporter(words)
    searcher = open_searcher(settings, reporter)
    with reporter.progress("progress.asking") as advance:
        calibration = fit(searcher, judged, advance)
    write_calibration(calibration, settings.data / FILE)
    reporter.say("calibration.done", questions=len(judged), file=settings.data / FILE)
    return 0


@cli.command(help=WORDS("cli.help.serve"))
@option("--host", "host")
@option("--port", "port", type=click.IntRange(0, 65535))
@option("--watch", "watch", type=click.Path(path_type=Path), metavar="DIR")
@everywhere
def serve(**flags: Any) -> int:
    """Open the web page."""
    watch = flags.pop("watch")
    settings, words = settings_of(flags)

    from assistant.terminal import TerminalReporter
    from assistant.watching import watching
    from assistant.web.server import run_server

    reporter = TerminalReporter(words)
    with watching(settings, watch, reporter):
        run_server(settings, reporter)
    return 0


def _lines(file: str) -> Iterator[str]:
    """Yield the questions of a file, one a line; "-" is standard input."""
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        yield from raw.decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileUnreadable(file=file, reason=reason) from error


if __name__ == "__main__":
    main()

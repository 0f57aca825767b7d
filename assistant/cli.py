"""The command `eksempelfinner`."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.wording import Wording, wording
from ingest.errors import EksempelfinnerError, FileUnreadable, QuestionEmpty, QuestionError
from ingest.records import KINDS, LANGUAGES

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.question import Question
    from assistant.settings import Settings

PROGRAM = "eksempelfinner"
INTERRUPTED = 130

# Help texts are made when this module is read, before any flag is: the environment decides.
_spoken = os.environ.get("EKSEMPELFINNER_LANGUAGE", "nb")
_words = wording(_spoken if _spoken in LANGUAGES else "nb")

Flags = dict[str, Any]
Command = Callable[..., Any]


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
        return _fail(_words("usage.interrupted"), INTERRUPTED)
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
    return _words


def _usage(error: click.UsageError) -> str:
    """Return one sentence, in the user's language, for what click found wrong."""
    command = error.ctx.command_path if error.ctx else PROGRAM
    if isinstance(error, click.NoSuchOption):
        return _words("usage.unknown_option", option=error.option_name, command=command)
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        return _words("usage.missing", name=name, command=command)
    if isinstance(error, click.BadParameter) and error.param is not None:
        kind = error.param.type
        expected = kind.name
        if isinstance(kind, click.Choice):
            expected = ", ".join(kind.choices)
        elif isinstance(kind, click.IntRange):
            expected = f"{kind.min}–{kind.max}"
        return _words("usage.invalid", name=error.param.opts[0], expected=expected)
    return _words("usage.other", reason=error.format_message(), command=command)


class _Command(click.Command):
    """Explain --help itself in the user's language."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _words("cli.help.show")
        return option


class _Commands(_Command, click.Group):
    """Tell of an unknown command in the user's language."""

    command_class = _Command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise click.UsageError(_words("usage.unknown_command", name=args[0], command=PROGRAM))
        return super().resolve_command(ctx, args)


def _option(name: str, key: str, **more: Any) -> Callable[[Command], Command]:
    return click.option(name, key, help=_words(f"cli.help.{key}"), **more)


def _everywhere(command: Command) -> Command:
    """Give a command the options that all of them have."""
    for option in (
        _option("--threads", "threads", type=click.IntRange(1, 256)),
        _option("--language", "language", type=click.Choice(LANGUAGES)),
        _option("--model", "model"),
        _option("--corpus", "corpus", type=click.Path(path_type=Path), metavar="DIR"),
        _option("--data", "data", type=click.Path(path_type=Path), metavar="DIR"),
    ):
        command = option(command)
    return command


def _settings(flags: Flags) -> "tuple[Settings, Wording]":
    """Return the settings, flags of the command over those in front of it, and the wording."""
    from assistant.settings import read_settings

    before = click.get_current_context().obj or {}
    own = {name: value for name, value in flags.items() if value is not None}
    settings = read_settings(**{**before, **own})
    return settings, wording(settings.language)


@click.group(
    cls=_Commands,
    help=_words("name.tagline"),
    context_settings={"help_option_names": ["--help", "-h"]},
)
@_everywhere
@click.pass_context
def cli(context: click.Context, /, **flags: Any) -> None:
    """Take the options that every command has also in front of the command."""
    context.obj = {name: value for name, value in flags.items() if value is not None}


@cli.command(help=_words("cli.help.ask"))
@click.argument("question", required=False)
@_option("--file", "file", metavar="FILE")
@_option("--limit", "limit", type=click.IntRange(1, 1000), default=10)
@_option("--kind", "of_kind", type=click.Choice(KINDS))
@_option("--municipality", "municipality")
@_option("--county", "county")
@_option("--publisher", "publisher")
@_option("--text-language", "text_language", type=click.Choice(LANGUAGES))
@_option("--since", "since", type=click.IntRange(1000, 9999), metavar="YEAR")
@_option("--until", "until", type=click.IntRange(1000, 9999), metavar="YEAR")
@_option("--like", "like", metavar="DOCUMENT_ID")
@_option("--own-words", "own_words", is_flag=True)
@_option("--json", "json", is_flag=True)
@_everywhere
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
    settings, words = _settings(flags)
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
                _write_json({"question": line, "error": words.error(error)})
            else:
                click.echo(words.error(error), err=True)
    return code


def _show(answer: "Answer", words: Wording, as_json: bool, heading: bool = False) -> None:
    if as_json:
        from assistant.answer import answer_json

        _write_json(answer_json(answer))
        return
    from assistant.terminal import show_answer, standard_output

    console = standard_output()
    if heading:
        console.rule(answer.question)
    show_answer(answer, words, console)


@cli.command(help=_words("cli.help.build"))
@_everywhere
def build(**flags: Any) -> int:
    """Build the index anew."""
    settings, words = _settings(flags)

    from assistant.terminal import TerminalReporter
    from assistant.workspace import build_index, load_encoder

    build_index(settings, load_encoder(settings), TerminalReporter(words))
    return 0


@cli.command("list", help=_words("cli.help.list"))
@_option("--json", "json", is_flag=True)
@_everywhere
def list_documents(**flags: Any) -> int:
    """List the documents of the index."""
    as_json = flags.pop("json")
    settings, words = _settings(flags)

    from collections import Counter

    from assistant.answer import listing_json
    from assistant.terminal import TerminalReporter, standard_output, table
    from assistant.workspace import open_index

    generation = open_index(settings, TerminalReporter(words))
    passages = Counter(passage.locator.document_id for passage in generation.passages)
    if as_json:
        _write_json([listing_json(d, passages[d.id]) for d in generation.documents])
        return 0
    columns = ("kind", "title", "municipality", "language", "passages")
    rows = [
        [words(f"kind.{d.kind}"), d.title, d.municipality or "", d.language, str(passages[d.id])]
        for d in generation.documents
    ]
    standard_output().print(table([words(f"listing.{name}") for name in columns], rows))
    return 0


@cli.command(help=_words("cli.help.doctor"))
@_option("--json", "json", is_flag=True)
@_everywhere
def doctor(**flags: Any) -> int:
    """Check everything that the program needs."""
    as_json = flags.pop("json")
    settings, words = _settings(flags)

    from assistant.doctor import examine

    findings = examine(settings, words)
    if as_json:
        _write_json([{"check": f.check, "ok": f.ok, "detail": f.detail} for f in findings])
    else:
        for finding in findings:
            state = words("doctor.ok" if finding.ok else "doctor.failed")
            click.echo(f"{words(f'doctor.{finding.check}')}: {state}. {finding.detail}")
    return 0 if all(finding.ok for finding in findings) else 1


@cli.command(help=_words("cli.help.evaluate"))
@_option("--questions", "questions", type=click.Path(path_type=Path), metavar="FILE")
@_option("--beir", "beir", type=click.Path(path_type=Path), metavar="DIR")
@_option("--half", "half", type=click.Choice(("develop", "report")), default="report")
@_option("--json", "json", is_flag=True)
@_everywhere
def evaluate(**flags: Any) -> int:
    """Measure every stage on judged questions."""
    questions, beir, half, as_json = (
        flags.pop(name) for name in ("questions", "beir", "half", "json")
    )
    settings, words = _settings(flags)

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
        _write_json(measured)
    else:
        show_evaluation(measured, words, standard_output())
    return 0


@cli.command(help=_words("cli.help.calibrate"))
@_option("--questions", "questions", type=click.Path(path_type=Path), metavar="FILE")
@_everywhere
def calibrate(**flags: Any) -> int:
    """Fit the verdict to the encoder."""
    questions = flags.pop("questions")
    settings, words = _settings(flags)

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


@cli.command(help=_words("cli.help.serve"))
@_option("--host", "host")
@_option("--port", "port", type=click.IntRange(0, 65535))
@_everywhere
def serve(**flags: Any) -> int:
    """Open the web page."""
    settings, words = _settings(flags)

    from assistant.terminal import TerminalReporter
    from assistant.web.server import run_server

    run_server(settings, TerminalReporter(words))
    return 0


def _lines(file: str) -> Iterator[str]:
    """Yield the questions of a file, one a line; "-" is standard input."""
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        yield from raw.decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileUnreadable(file=file, reason=reason) from error


def _write_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()

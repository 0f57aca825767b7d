"""The commands that ask judged questions: evaluate and calibrate."""

from pathlib import Path

import click

from assistant.commands.options import Invocation, command, option, with_invocation, write_json


@command("evaluate")
@option("--questions", "questions", type=click.Path(path_type=Path), metavar="CALIBRATION_FILE")
@option("--beir", "beir", type=click.Path(path_type=Path), metavar="DIR")
@option("--half", "half", type=click.Choice(("develop", "report")), default="report")
@option("--json", "as_json", is_flag=True)
@with_invocation
def evaluate(
    invocation: Invocation, questions: Path | None, beir: Path | None, half: str, as_json: bool
) -> int:
    """Measure every stage on judged questions."""
    from assistant.evaluation.beir import open_beir, read_beir
    from assistant.evaluation.desk import desk_questions, measure_desk
    from assistant.evaluation.judged import BUNDLED_QUESTIONS, read_questions
    from assistant.evaluation.measure import evaluate as measure
    from assistant.evaluation.measure import evaluation_json
    from assistant.evaluation.view import show_evaluation
    from assistant.show.terminal import standard_output
    from assistant.workspace import open_searcher

    settings, reporter = invocation.settings, invocation.reporter()
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
    if questions is None and beir is None:
        with reporter.progress("progress.asking") as advance:
            measured["desk"] = measure_desk(searcher, desk_questions(searcher, half), advance)
    if as_json:
        write_json(measured)
    else:
        show_evaluation(measured, invocation.texts, standard_output())
    return 0


@command("calibrate")
@option("--questions", "questions", type=click.Path(path_type=Path), metavar="CALIBRATION_FILE")
@with_invocation
def calibrate(invocation: Invocation, questions: Path | None) -> int:
    """Fit the verdict to the encoder."""
    from assistant.evaluation.calibrate import calibrate as fit
    from assistant.evaluation.judged import ANSWERS, BUNDLED_QUESTIONS, LOOKUPS, read_questions
    from assistant.search.verdict import CALIBRATION_FILE, write_calibration
    from assistant.workspace import open_searcher

    if questions is None:
        every = [read_questions(file) for file in (BUNDLED_QUESTIONS, LOOKUPS, ANSWERS)]
        judged = tuple(each for part in every for each in part if each.half == "develop")
    else:
        judged = read_questions(questions)
    settings, reporter = invocation.settings, invocation.reporter()
    searcher = open_searcher(settings, reporter)
    with reporter.progress("progress.asking") as advance:
        calibration = fit(searcher, judged, advance)
    write_calibration(calibration, settings.data / CALIBRATION_FILE)
    reporter.say(
        "calibration.done", questions=calibration.questions, file=settings.data / CALIBRATION_FILE
    )
    return 0

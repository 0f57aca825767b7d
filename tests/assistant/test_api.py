"""The Python API: its public surface, and what each call gives."""

import inspect
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import get_type_hints

import pytest

import eksempelfinner
from assistant.errors import DocumentUnknown, QuestionWithoutWords, ReportUnknown, SettingInvalid
from assistant.search.filters import Filters
from assistant.search.question import read_question
from assistant.search.searcher import Searcher
from eksempelfinner import Answer, Document, Eksempelfinner, Outcome
from ingest.records import KINDS
from tests.conftest import RINGSAKER, ULSHOLTVEIEN, USERS_QUESTION

ROOT = Path(__file__).parents[2]


@pytest.fixture
def finder(one_encoder: None, built: Path) -> Eksempelfinner:
    """A finder over the source page."""
    return Eksempelfinner(built)


def test_the_public_names_are_these() -> None:
    """A name that is added or goes is a decision: it stands in the list, in order, and here."""
    assert eksempelfinner.__all__ == [
        "Answer",
        "Document",
        "Eksempelfinner",
        "EksempelfinnerError",
        "Hit",
        "Locator",
        "Outcome",
        "Passage",
        "Result",
    ]
    assert all(hasattr(eksempelfinner, name) for name in eksempelfinner.__all__)
    own = {name for name in vars(Eksempelfinner) if not name.startswith("_")}
    assert own == {"add", "ask", "documents", "remove", "similar"}


def test_every_public_method_is_typed_and_documented() -> None:
    """What it takes, what it returns and what it says of itself."""
    for name in ("__init__", "add", "ask", "remove", "similar"):
        method = getattr(Eksempelfinner, name)
        hints = get_type_hints(method)
        parameters = list(inspect.signature(method).parameters)[1:]
        assert set(parameters) <= hints.keys(), name
        assert "return" in hints
        assert inspect.getdoc(method)
    assert (ROOT / "eksempelfinner" / "py.typed").is_file()


def test_a_question_is_answered_as_the_command_answers_it(
    finder: Eksempelfinner, searcher: Searcher
) -> None:
    """The same documents, passages, marks and scores."""
    answer = finder.ask(USERS_QUESTION, limit=3)
    assert isinstance(answer, Answer)
    expected = searcher.search(read_question(USERS_QUESTION), limit=3)
    assert (answer.verdict, answer.results) == ("good", expected.results)
    assert {result.document.id for result in answer.results[:2]} == {RINGSAKER, ULSHOLTVEIEN}


def test_filters_are_named(finder: Eksempelfinner, searcher: Searcher) -> None:
    """Each by its own name, as many as are wanted."""
    answer = finder.ask(USERS_QUESTION, county="Innlandet", kind="example")
    filters = Filters(county="Innlandet", kind="example")
    expected = searcher.search(read_question(USERS_QUESTION), filters)
    assert answer.results == expected.results
    assert {result.document.county for result in answer.results} == {"Innlandet"}
    assert finder.ask("rent-to-own", related=False).also == ()
    assert finder.ask("rent-to-own").also == ("leie til eie",)


def test_without_a_question_what_passes_is_listed(finder: Eksempelfinner) -> None:
    """All of it, or everything if there is no filter."""
    listed = finder.ask(region="Nord-Norge", since=2000, undated=True, sort="title")
    assert (listed.verdict, listed.listed, len(listed.results)) == ("good", 7, 7)
    assert finder.ask().listed == 31


def test_similar_documents_are_found(finder: Eksempelfinner) -> None:
    """The document itself is not among them."""
    answer = finder.similar("leie-for-eie-i-gjovik", limit=2, kind="example")
    assert len(answer.results) == 2
    assert "leie-for-eie-i-gjovik" not in {result.document.id for result in answer.results}
    with pytest.raises(DocumentUnknown):
        finder.similar("finnes-ikke")


def test_the_documents_are_those_of_the_page(finder: Eksempelfinner) -> None:
    """All 31 of them."""
    documents = finder.documents
    assert len(documents) == 31
    assert all(isinstance(document, Document) for document in documents)
    assert {document.kind for document in documents} == set(KINDS)


def test_what_is_added_is_found_and_what_is_removed_is_not(
    one_encoder: None, built: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """An open finder sees its own changes; it prints nothing."""
    finder = Eksempelfinner(shutil.copytree(built, tmp_path / "data"))
    assert finder.ask("hvor ofte fôres reinsdyrene?").verdict == "none"
    report = tmp_path / "rein.md"
    report.write_text(
        "# Reindrift i fjellet\n\nReinsdyrene fôres to ganger om dagen, morgen og kveld, "
        "fordi vinterbeitet er islagt og dyrene ellers ville sulte.\n",
        "utf-8",
    )
    (added,) = finder.add(report)
    assert isinstance(added, Outcome)
    assert (added.state, added.error) == ("added", None)
    answer = finder.ask("hvor ofte fôres reinsdyrene?")
    assert answer.results[0].document.id == added.report_id
    (refused,) = finder.add(tmp_path / "ingen.pdf")
    assert (refused.state, type(refused.error).__name__) == ("refused", "FileMissing")
    (removed,) = finder.remove(added.report_id or "")
    assert removed.state == "removed"
    assert added.report_id not in {document.id for document in finder.documents}
    with pytest.raises(ReportUnknown):
        finder.remove("finnes-ikke")
    assert capfd.readouterr() == ("", "")


def test_errors_are_raised(finder: Eksempelfinner) -> None:
    """Each is one of ours, by its class."""
    with pytest.raises(QuestionWithoutWords):
        finder.ask(" ?")
    with pytest.raises(SettingInvalid):
        Eksempelfinner(threads=0)


def test_long_work_is_told_to_a_reporter(one_encoder: None, tmp_path: Path) -> None:
    """Who wants to know of the first build gets it as keys of texts and numbers."""
    told: list[str] = []

    class Telling:
        def say(self, key: str, **_values: object) -> None:
            told.append(key)

        @contextmanager
        def progress(self, key: str) -> Iterator[object]:
            told.append(key)
            yield lambda _done, _total: None

    assert len(Eksempelfinner(tmp_path, reporter=Telling()).documents) == 31
    assert told == ["progress.first", "progress.encoding", "progress.built"]


def test_the_example_of_the_readme_runs(
    one_encoder: None, built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    """As it stands there."""
    readme = (ROOT / "README.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    monkeypatch.setenv("EKSEMPELFINNER_DATA", str(built))
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 the project's own page
    assert capsys.readouterr().out.startswith("good [('Utleieboliger med tilvisningsavtale")


def test_importing_it_loads_nothing_heavy() -> None:
    """The encoder's libraries come with the first question."""
    code = (
        "import sys, eksempelfinner; "
        "print(*sorted({'torch', 'transformers', 'gradio', 'faiss', 'bm25s'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "\n"), done.stderr

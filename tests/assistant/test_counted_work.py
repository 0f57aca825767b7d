"""The work of a question is counted: it fails the tests if it grows, on a busy machine too."""

from pathlib import Path

import pytest

from assistant.search.filters import NO_FILTERS, Filters
from assistant.search.live import LiveSearcher
from assistant.search.question import NO_QUESTION, read_question
from assistant.search.searcher import Searcher
from assistant.search.verdict import read_calibration
from index.encoder.onnx_runtime import OnnxEncoder
from index.generation import open_live
from tests.conftest import USERS_QUESTION
from tests.counting import Counted, counting, forget

BEFORE = (
    "tilvisningsavtale",
    "Who builds homes for young people and families in small towns?",
    "Kva gjer kommunane for at eldre skal finne seg ein bustad som passar?",
    "Vi er en liten kommune. Mange vil flytte hit, men få hus er til salgs. Hvem har bygd flere?",
    "rapporter om boligmarkedet siden 2015",
    "hvor mange utlieboliger er det i Oslo?",
)
"""Asked before the one that is counted, so that all is imported and the corpus is known."""

STORY = (
    "Kommunen eier en tom skole midt i bygda. Naboene er redde for trafikk. Politikerne krangler. "
    "Kan vi selge tomta billig til unge som vil bygge selv?"
)
"""Of four sentences, which are compared each for itself and encoded together."""


def assert_same(counted: Counted, expected: Counted) -> None:
    """Fail if something is not as expected, and say what."""
    others = counted.other_than(expected)
    assert not others, "; ".join(others)


@pytest.fixture
def warm(built: Path, encoder: OnnxEncoder) -> Searcher:
    """A searcher that has shown every passage of the source page, and nothing else."""
    forget()
    calibration = read_calibration(built, encoder.identity.sha256)
    searcher = Searcher(open_live(built), encoder, calibration)
    for question in BEFORE:
        searcher.search(read_question(question), limit=len(searcher.generation.documents))
    return searcher


CASES = {
    "bokmål": (
        USERS_QUESTION,
        NO_FILTERS,
        Counted(
            passes=1, texts=1, tokens=17, passages=46, products=2, reads=273, stems=18, calls=11_000
        ),
    ),
    "nynorsk": (
        "korleis skaffe utleigebustader utan å eige dei?",
        NO_FILTERS,
        Counted(
            passes=1,
            texts=2,
            tokens=36,
            padding=2,
            passages=46,
            products=2,
            reads=255,
            stems=20,
            calls=10_250,
        ),
    ),
    "look-up": (
        "husbank",
        NO_FILTERS,
        Counted(
            passes=1, texts=1, tokens=7, passages=46, products=2, reads=225, stems=5, calls=10_850
        ),
    ),
    "filters": (
        "boliger for eldre",
        Filters(kind="example", county="Innlandet"),
        Counted(
            passes=1, texts=1, tokens=9, passages=4, products=2, reads=40, stems=1, calls=6_350
        ),
    ),
    "understood": (
        "leie til eie i Gjøvik etter 2015",
        NO_FILTERS,
        Counted(
            passes=1, texts=1, tokens=15, passages=46, products=2, reads=251, stems=10, calls=8_400
        ),
    ),
    "story": (
        STORY,
        NO_FILTERS,
        Counted(
            passes=1,
            texts=1,
            tokens=42,
            passages=46,
            products=2,
            reads=313,
            stems=57,
            calls=19_900,
        ),
    ),
}
"""Questions with their filters and the work that they take. A question in nynorsk is a text more;
of the calls there are some 7 % less when this is written."""


@pytest.mark.parametrize(("question", "filters", "expected"), CASES.values(), ids=CASES)
def test_a_warm_question_does_no_more_work(
    warm: Searcher, question: str, filters: Filters, expected: Counted
) -> None:
    """The vectors of each passage are read once, and only words that are new are stemmed."""
    asked = read_question(question)
    with counting() as counted:
        warm.search(asked, filters)
    assert_same(counted, expected)


def test_a_list_encodes_and_compares_nothing(warm: Searcher) -> None:
    """It takes no vector of the index either."""
    with counting() as counted:
        warm.search(NO_QUESTION, Filters(kind="example"))
    assert_same(counted, Counted(calls=1_700))


def test_a_server_opens_one_file_beside(warm: Searcher) -> None:
    """The one that names the live generation."""
    with counting() as counted:
        LiveSearcher(warm).searcher().search(read_question("leie til eie"))
    assert [Path(each).name for each in counted.opened] == ["current"]

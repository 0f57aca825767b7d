"""What is added is shown as what it is, with the words that told it, and can be corrected."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.assistant.conftest import Run

PLAN = """Helhetlig boligstrategi 2023–2027
Vegårshei kommune
Vedtatt i kommunestyret 12.06.2023

Vegårshei kommune skal skaffe tomter til unge, og leier inn ni boliger av private.
"""
ID = "helhetlig-boligstrategi-2023-2027"


@pytest.fixture
def data(fake_built: Path, tmp_path: Path) -> Path:
    """A data folder with the source page."""
    return shutil.copytree(fake_built, tmp_path / "data")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan under a name that says nothing."""
    path = tmp_path / "a8004876-9b57-4c08-8d67-c71c6e33cf4d.txt"
    path.write_text(PLAN, "utf-8")
    return path


@pytest.fixture
def added(command: Run, data: Path, plan: Path) -> Any:
    """What `add --json` says of the plan."""
    (outcome,) = command("add", plan, "--data", data, "--json").json
    return outcome


def test_add_json_has_what_was_told_and_from_which_words(added: Any) -> None:
    """Field by field."""
    assert (added["state"], added["id"], added["proposals"]) == ("added", ID, [])
    assert added["told"] == {
        "kind": {"value": "plan", "from": "boligstrategi"},
        "title": {
            "value": "Helhetlig boligstrategi 2023–2027",
            "from": "Helhetlig boligstrategi 2023–2027",
        },
        "municipality": {"value": "Vegårshei", "from": "Vegårshei kommune × 2"},
        "year": {"value": 2023, "from": "Vedtatt i kommunestyret 12.06.2023"},
        "publisher": {"value": "Vegårshei kommune", "from": "Vegårshei kommune × 2"},
        "language": {"value": "nb", "from": ""},
    }


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_add_shows_what_was_told_and_how_to_correct_it(
    command: Run, data: Path, plan: Path, language: str
) -> None:
    """Kind, municipality and year stand beside the report's id; the last sentence names `edit`."""
    out = " ".join(command("add", plan, "--data", data, "--language", language).out.split())
    for words in (ID, "boligstrategi", "Vegårshei kommune × 2", "Vedtatt i", "2023"):
        assert words in out
    assert out.endswith(str(data / "library" / "reports.toml") + ".")
    assert "eksempelfinner edit ID --title" in out


def test_add_shows_what_a_file_is_like(command: Run, data: Path, tmp_path: Path) -> None:
    """And how to confirm it."""
    file = tmp_path / "planer.md"
    file.write_text(
        "# Planer for et aldrende samfunn?\n\nJardar Sørvoll, Christine Martens\n", "utf-8"
    )
    out = " ".join(command("add", file, "--data", data).out.split())
    assert "ligner på planer-for-et-aldrende-samfunn; er det den, bekreft med --as ID" in out


def test_edit_corrects_a_field_and_the_filters_find_it(
    command: Run, data: Path, added: Any
) -> None:
    """In JSON and as a table; however the municipality is spelt."""
    changed = command(
        "edit", ID, "--municipality", "Krodsherad", "--year", "2024", "--data", data, "--json"
    ).json
    assert changed == {
        "id": ID,
        "changed": {
            "municipality": {"before": "Vegårshei", "after": "Krødsherad"},
            "year": {"before": 2023, "after": 2024},
        },
    }
    for spelt in ("Krødsherad", "KRODSHERAD", "krodsherad kommune"):
        answer = command(
            "ask", "tomter til unge", "--municipality", spelt, "--data", data, "--json"
        ).json
        assert [result["document"]["id"] for result in answer["results"]] == [ID]
    out = command("edit", ID, "--kind", "report", "--municipality", "", "--data", data).out
    assert "Kommunal plan" in out
    assert "Rapport" in out
    assert "Krødsherad" in out
    assert "uendret" in command("edit", ID, "--kind", "report", "--data", data).out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("finnes-ikke", "--year", "2020"), 1, "finnes-ikke"),
        (("leie-for-eie-i-gjovik", "--year", "2020"), 1, "ikke lest fra en fil"),
        ((ID, "--municipality", "Liier"), 1, "De nærmeste er Lier"),
        ((ID, "--municipality", "Qqqqq"), 1, "Det finnes ingen kommune som heter Qqqqq."),
        ((ID, "--year", "i fjor"), 1, "1000–9999"),
        ((ID, "--title", ""), 1, "--title"),
        ((ID, "--kind", "rapport"), 2, "guidance, plan, report, example"),
        ((ID,), 2, "Si hva som skal rettes"),
    ],
)
def test_edit_tells_what_cannot_be(
    command: Run, data: Path, added: Any, arguments: tuple[str, ...], code: int, words: str
) -> None:
    """In one sentence."""
    outcome = command("edit", *arguments, "--data", data)
    assert (outcome.code, outcome.out) == (code, "")
    assert words in outcome.err


def test_a_filter_for_no_municipality_is_told(command: Run, data: Path) -> None:
    """Rather than that nothing good was found."""
    outcome = command("ask", "tomter", "--municipality", "Tromsöö", "--data", data)
    assert (outcome.code, outcome.out) == (1, "")
    assert "Tromsø" in outcome.err
    assert command("ask", "boligprogram", "--municipality", "Tromso", "--data", data).code == 0

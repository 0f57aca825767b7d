"""One screen of a terminal: what answers first, the rest a line each, and never too long."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from assistant.search.answer import Answer, Result
from assistant.show.screen import MAX_NEAR, SCREEN_LINES
from assistant.show.terminal import show_answer
from assistant.show.texts import texts_in
from ingest.records import Language
from tests.assistant.show.any_answer import answers
from tests.assistant.show.examples import EXAMPLE, FOLKEHELSE, REPORT, answer, hit

NB = texts_in("nb")
TEXT = "Kommunen leier.\nDen eier ikke."


def shown(
    found: Answer, width: int = 100, language: Language = "nb", everything: bool = False
) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False)
    show_answer(found, texts_in(language), console, everything)
    return console.file.getvalue()  # type: ignore[attr-defined]


def answering(rank: int, verdict: str = "good", text: str = TEXT) -> Result:
    """A result whose last sentence answers."""
    passage = replace(hit(EXAMPLE, text, page=14, page_label="12"), answer=(16, len(text)))
    return Result(rank, 0.9, EXAMPLE, (passage,), (), verdict)  # type: ignore[arg-type]


def near(rank: int) -> Result:
    """A result that probably does not answer."""
    return Result(rank, 0.1, REPORT, (hit(REPORT, REPORT.text),), (), "none")


def test_answers_come_first_and_the_rest_has_a_line_each() -> None:
    found = answer(answering(1), answering(2, "weak"), *(near(rank) for rank in range(3, 9)))
    assert shown(found) == (
        "1 kilde svarer på spørsmålet. 1 kilde til kan være relevant.\n"
        "\n"
        "1. Utleieboliger med tilvisningsavtale – Eksempel · Ringsaker, Innlandet\n"
        "   «Den eier ikke.» (side 12 (side 14 i PDF-en))\n"
        "   https://veiviseren.no/ringsaker\n"
        "\n"
        "Kan være relevant:\n"
        "2. Utleieboliger med tilvisningsavtale – Eksempel · Ringsaker, Innlandet\n"
        "   «Den eier ikke.» (side 12 (side 14 i PDF-en))\n"
        "   https://veiviseren.no/ringsaker\n"
        "\n"
        "Andre kilder om lignende tema, som trolig ikke svarer:\n"
        "3. Folkehelse og sosial bærekraft – Rapport · bare tittel · 2017 · By- og "
        "regionforskingsinstitutte…\n"
        "4. Folkehelse og sosial bærekraft – Rapport · bare tittel · 2017 · By- og "
        "regionforskingsinstitutte…\n"
        "5. Folkehelse og sosial bærekraft – Rapport · bare tittel · 2017 · By- og "
        "regionforskingsinstitutte…\n"
        "\n"
        "3 kilder til, og flere avsnitt: bruk --all.\n"
    )


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("nb", "Ingen kilde svarer sikkert på spørsmålet, men 2 kan være relevante."),
        ("nn", "Inga kjelde svarer sikkert på spørsmålet, men 2 kan vere relevante."),
        ("en", "No source clearly answers the question, but 2 may be relevant."),
    ],
)
def test_a_weak_verdict_says_so(language: Language, first: str) -> None:
    found = replace(answer(answering(1, "weak"), answering(2, "weak")), verdict="weak")
    assert shown(found, language=language).startswith(first)


def test_nothing_good_is_said_and_few_are_named() -> None:
    found = replace(answer(*(near(rank) for rank in range(1, 8))), verdict="none")
    lines = shown(found).splitlines()
    assert lines[0] == "Vi fant ikke noe svar."
    assert lines[1].startswith("Prøv å fjerne filtre")
    assert lines[3] == "De nærmeste kildene, som trolig ikke svarer:"
    assert [line[:2] for line in lines[4 : 4 + MAX_NEAR]] == ["1.", "2.", "3."]
    assert lines[-1] == "4 kilder til, og flere avsnitt: bruk --all."
    assert "«" not in shown(found)


def test_what_was_listed_is_counted_and_not_judged() -> None:
    listed = replace(answer(FOLKEHELSE, replace(FOLKEHELSE, rank=3)), order="newest", listed=2)
    assert shown(listed).startswith("2 kilder, den nyeste først.\n")
    assert shown(replace(answer(FOLKEHELSE), listed=1)).startswith("1 kilde.\n")


def test_everything_has_every_passage_under_the_heading_of_its_verdict() -> None:
    found = answer(answering(1), answering(2, "weak"), *(near(rank) for rank in range(3, 9)))
    lines = shown(found, everything=True).splitlines()
    heads = [
        lines.index(head)
        for head in (
            "Kilder som svarer på spørsmålet",
            "Kan være relevant",
            "Andre kilder om lignende tema, som trolig ikke svarer",
        )
    ]
    assert heads == sorted(heads)
    assert sum(line.startswith(f"{rank}. ") for rank in range(1, 9) for line in lines) == 8
    assert "   Kommunen leier." in (line.rstrip() for line in lines)


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_sixty_answers_fit_on_a_screen(width: int) -> None:
    """Those that are left out are counted."""
    long = f"Kommunen leier.\n{'Den eier ikke boligene selv. ' * 9}"
    found = answer(*(answering(rank, text=long.rstrip()) for rank in range(1, 61)))
    lines = shown(found, width).splitlines()
    assert len(lines) <= SCREEN_LINES
    told = sum(line.lstrip()[:1].isdigit() for line in lines[1:-1])
    assert lines[-1] == f"{60 - told} kilder til, og flere avsnitt: bruk --all."


@settings(deadline=None)
@given(wild=answers(), width=st.integers(20, 200), everything=st.booleans())
def test_any_text_can_be_shown(wild: Answer, width: int, everything: bool) -> None:
    assert shown(wild, width, everything=everything)

"""What of a source is read first: whole sentences, with the one that they need."""

from dataclasses import replace

import pytest

from assistant.search.answer import Hit, Result
from assistant.show.excerpt import MAX_EXCERPT_CHARS, excerpt, excerpts
from ingest.records import Document, Locator, Passage, Source


def made_document(text: str, language: str = "nb") -> Document:
    """Return an example with this text."""
    return Document("a", "example", "Tittelen", text, language, Source("a.txt", ""))


def made_hit(
    document: Document, answer: str = "", score: float = 0.9, within: str | None = None
) -> Hit:
    """Return a hit of the document's text, or of a part of it, in which `answer` answers."""
    text = within or document.text
    start = document.text.index(text)
    passage = Passage(f"a-{start}", text, "", "", Locator("a", start, start + len(text)))
    at = text.index(answer)
    return Hit(passage, score, answer=(at, at + len(answer)) if answer else None)


def shown(text: str, answer: str = "", language: str = "nb") -> str:
    """Return what is shown of a text in which `answer` answers."""
    document = made_document(text, language)
    hit = made_hit(document, answer)
    return hit.passage.text[slice(*excerpt(document, hit))]


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        # The answer is enough.
        (
            "Først dette. Kommunen eier 40 % av boligene i hvert prosjekt. Så mer.",
            "Kommunen eier 40 % av boligene i hvert prosjekt.",
            "Kommunen eier 40 % av boligene i hvert prosjekt.",
        ),
        # It means something in the sentence before.
        (
            "Kommunen leier boliger av andre. Dette varer i 20 år. Så mer om annet.",
            "Dette varer i 20 år.",
            "Kommunen leier boliger av andre. Dette varer i 20 år.",
        ),
        (
            "Bygda veks. Desse bustadene er nye. Slutt.",
            "Desse bustadene er nye.",
            "Bygda veks. Desse bustadene er nye.",
        ),
        # There is none before.
        ("Dette varer i 20 år. Så mer.", "Dette varer i 20 år.", "Dette varer i 20 år."),
        # An item needs the line that introduces its list, with the items between.
        (
            "Aktører i prosjektet:\n• kommunen\n• en stiftelse\nDe leier ut.",
            "en stiftelse",
            "Aktører i prosjektet:\n• kommunen\n• en stiftelse",
        ),
        # Not if too many items stand between.
        (
            "Aktører:\n• en\n• to\n• tre\n• fire\n• fem\n• seks",
            "seks",
            "seks",
        ),
        # Nor if what stands before does not introduce it.
        ("Det er slutt.\n• en stiftelse", "en stiftelse", "en stiftelse"),
        # What leads on to the next sentence or item is shown with it.
        (
            "Kommunen har tre mål for boligpolitikken:\n• flere boliger\n• bedre boliger",
            "Kommunen har tre mål for boligpolitikken:",
            "Kommunen har tre mål for boligpolitikken:\n• flere boliger",
        ),
        (
            "Utfordringer\nDet er få boliger til leie i kommunen. Mer kommer.",
            "Utfordringer",
            "Utfordringer\nDet er få boliger til leie i kommunen.",
        ),
        # An answer of two sentences stays whole.
        (
            "Nå. Kommunen leier boliger. Eieren er privat. Slutt.",
            "Kommunen leier boliger. Eieren er privat.",
            "Kommunen leier boliger. Eieren er privat.",
        ),
        # Without an answer the text begins as it begins.
        ("En setning. To setninger. Tre setninger.", "", "En setning. To setninger."),
        ("Bare én.", "", "Bare én."),
        # The title is known already.
        ("Tittelen\nEn setning her. Og en til.", "", "En setning her. Og en til."),
    ],
)
def test_an_excerpt_is_the_answer_and_what_it_needs(text: str, answer: str, expected: str) -> None:
    """Never a cut sentence, never more than needed."""
    assert shown(text, answer) == expected


def test_english_points_back_too() -> None:
    """By its own words."""
    text = "The city rents homes. They belong to others. More."
    assert shown(text, "They belong to others.", "en") == text.removesuffix(" More.")


def test_nothing_is_added_to_a_long_answer() -> None:
    """Two cards are to fit on the first screen."""
    long = "Dette " + "er en lang setning " * (MAX_EXCERPT_CHARS // 20) + "her."
    assert shown(f"Noe står foran den lange setningen. {long}", long) == long


PARTS = ("Første del sier noe. Mer.", "Andre del svarer også. Mer.", "Tredje del svarer. Mer.")
SOURCE = made_document("\n\n".join(PARTS))


def result_of(*hits: Hit) -> Result:
    """Return the result with these hits, best first."""
    return Result(1, hits[0].score, SOURCE, hits)


def texts_of(result: Result) -> list[str]:
    """Return what is read first of a result."""
    return [hit.passage.text[slice(*span)] for hit, span in excerpts(result)]


def test_two_passages_that_answer_alike_stand_in_the_order_of_the_text() -> None:
    """The best two; the third is unfolded, and one that is far behind too."""
    third = made_hit(SOURCE, "Tredje del svarer.", 0.9, PARTS[2])
    second = made_hit(SOURCE, "Andre del svarer også.", 0.86, PARTS[1])
    first = made_hit(SOURCE, "Første del sier noe.", 0.85, PARTS[0])
    assert texts_of(result_of(third, second, first)) == [
        "Andre del svarer også.",
        "Tredje del svarer.",
    ]
    behind = replace(first, score=0.84)
    assert texts_of(result_of(third, behind)) == ["Tredje del svarer."]
    assert texts_of(result_of(third, replace(second, answer=None))) == ["Tredje del svarer."]


def test_without_an_answer_the_best_passage_begins() -> None:
    """So that a list of sources shows what each is about."""
    assert texts_of(result_of(made_hit(SOURCE, "", 0.4, PARTS[1]))) == [PARTS[1]]


def test_a_bare_title_shows_nothing() -> None:
    """It stands above already."""
    known = made_document("Tittelen")
    assert excerpts(Result(1, 0.9, known, (made_hit(known),))) == []
    assert excerpts(Result(1, 0.9, known, ())) == []

"""What kind of answer a question asks for, and which sentences have one."""

import pytest

from assistant.search.answer_type import answer_type


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hvor mange boliger bygges?", "number"),
        ("kor mykje kostar det", "number"),
        ("How many flats will the municipality allocate?", "number"),
        ("Hvor lenge varer avtalen?", "time"),
        ("NÅR ble planen vedtatt", "time"),
        ("how long does it last", "time"),
        ("Hvem eier boligene?", "name"),
        ("Kva for tettstader blir det bygd i?", "name"),
        ("Where is it?", "name"),
        ("Hvordan skaffe utleieboliger uten å eie dem?", None),
        ("startlån", None),
        ("Hva gjør vi når søkeren flytter?", None),
        ("Finnes det en kommune hvor folk flytter?", None),
        ("What should we do when they move?", None),
        ("Hvor ofte skjer det?", None),
        ("Vi har tre barn. Hvor mange rom får vi?", "number"),
        ("Hvem spør? Jeg lurer på hvordan det gikk.", "name"),
        ("", None),
    ],
)
def test_the_kind_is_told_by_the_words_of_the_question(question: str, kind: str | None) -> None:
    """Of a story the last sentence that asks for a kind counts."""
    found = answer_type(question)
    assert (found.name if found else None) == kind


@pytest.mark.parametrize(
    ("question", "sentence", "has"),
    [
        ("hvor mange", "I alt 6 aktører meldte seg.", True),
        ("hvor mange", "I alt seks aktører meldte seg.", True),
        ("hvor mange", "Flere aktører meldte seg.", False),
        ("how many", "We want to build houses.", False),
        ("når", "Planen ble vedtatt i mars.", True),
        ("når", "Planen ble vedtatt.", False),
        ("hvem", "Boligene eies av Stiftelsen Betanien.", True),
        ("hvem", "Stiftelsen eier boligene.", False),
        ("hvem", "Boligene eies av Åsane boligstiftelse.", True),
        ("hvem", "Slutt. Kommunen eier dem.", False),
    ],
)
def test_a_sentence_has_a_number_a_time_or_a_name(question: str, sentence: str, has: bool) -> None:
    """A word with a capital that begins a sentence is no sign of a name."""
    kind = answer_type(question)
    assert kind is not None
    assert kind.is_in(sentence) is has

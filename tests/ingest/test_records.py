"""The vocabulary of the program: immutable, comparable, complete."""

import dataclasses

import pytest

from ingest.records import KINDS, LANGUAGES, Document, Locator, Passage, Source

PASSAGE = Passage("p-1", "Teksten.", "Tittel", "Tittel\nOslo", Locator("p", 0, 8))


def test_kinds_and_languages_are_in_the_order_that_is_shown() -> None:
    """Bokmål comes first, and the guidance before what it lists."""
    assert KINDS == ("guidance", "plan", "report", "example")
    assert LANGUAGES == ("nb", "nn", "en")


def test_a_passage_is_encoded_with_its_context() -> None:
    """The context stands on lines of its own before the text."""
    assert PASSAGE.encoded_text == "Tittel\nOslo\nTeksten."
    assert dataclasses.replace(PASSAGE, context="").encoded_text == "Teksten."
    assert PASSAGE.encoded_text[PASSAGE.text_start :] == "Teksten."


@pytest.mark.parametrize(
    "record", [PASSAGE, PASSAGE.locator, Source("f", "0")], ids=lambda r: type(r).__name__
)
def test_records_are_values(record: Passage | Locator | Source) -> None:
    """Equal fields make equal records, and no field can be changed."""
    assert dataclasses.replace(record) == record
    assert hash(dataclasses.replace(record)) == hash(record)
    name = dataclasses.fields(record)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(record, name, "annet")


def test_what_is_not_known_of_a_document_is_empty() -> None:
    """Only what every document has must be given."""
    document = Document("id", "report", "Tittel", "Tekst", "nb", Source("f", "0"))
    assert (document.authors, document.full_text) == ((), True)
    optional = dataclasses.fields(document)[6:]
    assert {getattr(document, field.name) for field in optional} == {None, (), True}

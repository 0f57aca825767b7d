"""What is known of a document, in words."""

from assistant.show.captions import facts, join_facts, makers
from assistant.show.texts import texts_in
from ingest.records import Document, Source

DOCUMENT = Document(
    id="a",
    kind="report",
    title="En rapport",
    text="",
    language="nb",
    source=Source("a.pdf", ""),
    municipality="Oslo",
    county="Oslo",
    publisher="NOVA",
    authors=("Kari Berg", "Ola Li"),
    year=2016,
    series="NOVA Rapport 1/16",
    full_text=False,
)


def test_facts_stand_in_the_order_that_a_reader_wants() -> None:
    """The kind and the area first; a municipality that is its own county is named once."""
    assert facts(DOCUMENT, texts_in("nb")) == [
        "Rapport",
        "Oslo",
        "NOVA",
        "Kari Berg, Ola Li",
        "2016",
        "NOVA Rapport 1/16",
        "vi har bare tittelen",
    ]


def test_makers_stand_in_the_order_of_a_bibliography() -> None:
    """The authors first."""
    assert makers(DOCUMENT) == "Kari Berg, Ola Li · NOVA · 2016 · NOVA Rapport 1/16"


def test_facts_that_are_not_known_are_left_out() -> None:
    """Whatever says so."""
    assert join_facts((None, "NOVA", "", 2016)) == "NOVA · 2016"
    assert join_facts(()) == ""

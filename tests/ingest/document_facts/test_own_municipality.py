"""A document is of the municipality that is its own, and of none that it only mentions."""

from dataclasses import replace

import pytest

from ingest.document_facts.document_facts import tell_facts
from ingest.reading.file_text import LeftOut
from tests.ingest.document_facts.own_document import read_own

BODY = "Lier kommune bygger. Lier kommune leier. Lier kommune eier. Asker kommune leier ut.\n"


@pytest.mark.parametrize(
    ("text", "municipality"),
    [
        ("LIER KOMMUNE\nBoligplan\n---\n" + BODY, "Lier"),
        ("Boligplan for Lier\n---\nLier kommune skal bygge.", "Lier"),
        ("Boligplan\n---\n" + BODY + "Kommunen har en plan.", "Lier"),
        ("Boliger i landet\n---\n" + BODY + "Kommunene har planer. Kommuner bygger.", None),
        ("Asker kommune\nBoligplan\n---\n" + 3 * BODY, None),
        ("Lier kommune og Asker kommune\nSamarbeid\n---\nLier kommune. Asker kommune.", None),
        ("Regional plan for bolig\nBuskerud fylkeskommune\n---\n" + BODY, None),
        ("Kommunal- og distriktsdepartementet\nStrategi\n---\n" + BODY, None),
        ("Boliger i Lier\n---\nByen vokser.", None),
        ("Boligplan\n---\nNaboen er Asker kommune.\nVi bygger.", None),
        ("Lier kommune\nBoligplan\nFoto: Asker kommune\n---\n" + 9 * "Lier kommune.\n", "Lier"),
        ("Sør-Varanger kommune\nBoligplan", "Sør-Varanger"),
        ("Nore og Uvdal kommune\nBoligplan", "Nore og Uvdal"),
        ("Voss herad\nBustadplan", "Voss"),
        ("Bustadplan\nKvæfjord Kommune2024-2033", "Kvæfjord"),
    ],
)
def test_the_municipality_of_a_document(text: str, municipality: str | None) -> None:
    """By its cover, or by the whole text if it is of one municipality."""
    told = tell_facts(read_own({"text": text, "paged": True}), "a.pdf")
    assert (told["municipality"].value if "municipality" in told else None) == municipality


def test_a_running_head_names_it_as_a_cover_does() -> None:
    """It was left out of the text, and tells the title too if the cover is a picture."""
    text = read_own({"text": "Innhold\n---\nKommunen bygger boliger.", "paged": True})
    head = LeftOut(2, "running_head", "Lier kommune • Helhetlig boligstrategi 7")
    told = tell_facts(replace(text, left_out=(head,)), "scan.pdf")
    assert told["municipality"].value == "Lier"
    assert told["title"].value == "Helhetlig boligstrategi"
    assert told["kind"].value == "plan"

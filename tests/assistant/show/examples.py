"""Small real documents and passages for the tests of citations and exports."""

from dataclasses import replace
from datetime import date

from assistant.search.answer import Answer, Hit, Result
from ingest.records import Document, Locator, Passage, Source

TODAY = date(2026, 11, 25)
SOURCE = Source(
    "veiviseren.txt",
    "0" * 64,
    "Veiviseren",
    "https://veiviseren.no/side",
    "Husbanken (Veiviseren)",
    2021,
)

REPORT = Document(
    id="folkehelse-og-sosial-baerekraft",
    kind="report",
    title="Folkehelse og sosial bærekraft",
    subtitle="En analyse av planlegging",
    text="Folkehelse og sosial bærekraft\nEn analyse av planlegging",
    language="nb",
    source=SOURCE,
    publisher="By- og regionforskingsinstituttet (NIBR)",
    authors=("Hege Hofstad", "Heidi Bergsli"),
    year=2017,
    series="NIBR-rapport 2017:15",
    url="https://veiviseren.no/folkehelse",
    accessed="2026-11-03",
    full_text=False,
)
EXAMPLE = Document(
    id="utleieboliger-med-tilvisningsavtale-i-ringsaker",
    kind="example",
    title="Utleieboliger med tilvisningsavtale",
    text="Kommunen leier.\nDen eier ikke.",
    language="nb",
    source=SOURCE,
    municipality="Ringsaker",
    county="Innlandet",
    url="https://veiviseren.no/ringsaker",
)


def hit(document: Document, text: str, **place: object) -> Hit:
    """A hit with the given text; the first eight characters matched."""
    locator = replace(Locator(document.id, 0, len(text)), **place)  # type: ignore[arg-type]
    passage = Passage(f"{document.id}#0", text, document.title, "", locator)
    return Hit(passage, 0.873, ((0, min(8, len(text))),))


def answer(*results: Result, question: str = "hvem eier?") -> Answer:
    """A good answer with the given results."""
    return Answer(question, "good", "nb", 1.0, results)


RINGSAKER = Result(1, 0.873, EXAMPLE, (hit(EXAMPLE, EXAMPLE.text),))
FOLKEHELSE = Result(2, 0.4, REPORT, (hit(REPORT, "Planlegging virker.", page=14),))

"""A report is described in our own words, which find it and are never its text."""

from dataclasses import replace

import pytest

from ingest.description import all_forms, description_passages, own_form
from ingest.passages import cut_passages
from ingest.records import Document, Locator, Source

SOURCE = Source("side.txt", "0" * 64)
REPORT = Document(
    id="leie-i-nord",
    kind="report",
    title="Leie i nord",
    text="Leie i nord",
    language="nb",
    source=SOURCE,
    full_text=False,
    about="Forskere så på hvordan folk leier.",
    about_source="https://example.no/leie",
    topics=("leie (nn: leige; en: renting, tenancy)", "ROP (rus og psykisk lidelse)"),
    places=("Bodø", "Rana"),
)


def count_words(text: str) -> int:
    return len(text.split())


@pytest.mark.parametrize(
    ("topic", "own", "every"),
    [
        ("eldre (en: older people)", "eldre", "eldre, older people"),
        ("boevne (nn: buevne)", "boevne", "boevne, buevne"),
        (
            "botilbud (nn: butilbod, bustadtilbod; en: housing services)",
            "botilbud",
            "botilbud, butilbod, bustadtilbod, housing services",
        ),
        ("ROP (rus, psykisk lidelse)", "ROP (rus, psykisk lidelse)", "ROP (rus, psykisk lidelse)"),
        ("Housing first", "Housing first", "Housing first"),
        ("risikoanalyse (ROS)", "risikoanalyse (ROS)", "risikoanalyse (ROS)"),
        ("FNs mål (nn: måla til FN; en: UN: goals)", "FNs mål", "FNs mål, måla til FN, UN: goals"),
    ],
)
def test_a_topic_is_searched_in_all_its_languages_and_shown_in_one(
    topic: str, own: str, every: str
) -> None:
    """Other brackets belong to the topic."""
    assert (own_form(topic), all_forms(topic)) == (own, every)


def test_a_description_is_a_passage_without_text() -> None:
    """What is encoded is the title and all that is said; nothing of it can be quoted."""
    (passage,) = description_passages(REPORT)
    assert (passage.text, passage.heading) == ("", "Leie i nord")
    assert passage.is_description
    assert passage.locator == Locator("leie-i-nord", 0, 0)
    assert passage.encoded_text.splitlines() == [
        "Leie i nord",
        "Forskere så på hvordan folk leier.",
        "leie, leige, renting, tenancy",
        "ROP (rus og psykisk lidelse)",
        "Bodø, Rana",
    ]


def test_a_description_stands_behind_the_passages_of_the_text() -> None:
    """Those are cut as they would be without it."""
    with_it, without = cut_passages(REPORT, count_words), replace(REPORT, about=None, topics=())
    assert with_it == (*cut_passages(without, count_words), *description_passages(REPORT))
    assert [passage.is_description for passage in with_it] == [False, True]
    assert len({passage.id for passage in with_it}) == 2


def test_what_is_not_described_has_no_description() -> None:
    """Topics without a sentence are not shown either."""
    assert description_passages(replace(REPORT, about=None)) == ()


def test_every_report_of_the_page_fits_the_encoder(documents: tuple[Document, ...]) -> None:
    """Half a thousand tokens at most; two tokens a word is more than any language here needs."""
    described = [p for d in documents for p in description_passages(d)]
    assert len(described) == 10
    assert max(len(passage.encoded_text.split()) for passage in described) < 200

"""Passages hold every visible character once, in whole sentences and list items."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.encoder.onnx_runtime import OnnxEncoder
from ingest.passages import MAX_ITEM_TOKENS, MAX_PASSAGE_TOKENS, cut_passages, describe
from ingest.records import (
    Document,
    HeadingStart,
    Locator,
    PageStart,
    Passage,
    Source,
    TableSpan,
)

Maker = Callable[..., Document]
Counter = Callable[[str], int]

ULSHOLTVEIEN = "ulsholtveien-31-oslo-36-utleieboliger"
RINGSAKER = "utleieboliger-med-tilvisningsavtale-i-ringsaker"
GUIDANCE = "eksempler-pa-helhetlig-boligplanlegging"


@pytest.fixture(scope="module")
def cut(documents: tuple[Document, ...], encoder: OnnxEncoder) -> dict[str, tuple[Passage, ...]]:
    """The passages with text of the real documents, counted by the real encoder, by document id."""
    return {
        d.id: tuple(passage for passage in cut_passages(d, encoder.count_tokens) if passage.text)
        for d in documents
    }


def assert_nothing_lost(document: Document, passages: tuple[Passage, ...]) -> None:
    """Check that the passages are in order, apart, quoted exactly and leave only white space."""
    end = 0
    for passage in passages:
        here = passage.locator
        assert here.document_id == document.id
        assert not document.text[end : here.start].strip()
        assert end <= here.start < here.end
        assert passage.text == document.text[here.start : here.end]
        assert passage.text == passage.text.strip()
        end = here.end
    assert not document.text[end:].strip()


def test_nothing_of_the_corpus_is_lost(
    documents: tuple[Document, ...], cut: dict[str, tuple[Passage, ...]]
) -> None:
    """Each visible character of each document is in exactly one passage."""
    for document in documents:
        assert_nothing_lost(document, cut[document.id])


def test_the_corpus_has_this_many_passages(cut: dict[str, tuple[Passage, ...]]) -> None:
    """The three longest documents are cut, all others are one passage."""
    counts = {document_id: len(passages) for document_id, passages in cut.items()}
    assert {name: count for name, count in counts.items() if count > 1} == {
        GUIDANCE: 3,
        ULSHOLTVEIEN: 2,
        RINGSAKER: 3,
    }
    assert sum(counts.values()) == 36


def test_passages_of_the_corpus_are_neither_long_nor_short(
    cut: dict[str, tuple[Passage, ...]], encoder: OnnxEncoder
) -> None:
    """No passage is over 180 tokens, and no part of a longer document under 60."""
    for passages in cut.values():
        lengths = [encoder.count_tokens(passage.text) for passage in passages]
        assert max(lengths) <= MAX_PASSAGE_TOKENS
        assert len(lengths) == 1 or min(lengths) >= 60


def test_ids_are_unique_and_name_document_and_text(cut: dict[str, tuple[Passage, ...]]) -> None:
    """A passage's id is its document's, and a checksum of its text."""
    ids = [passage.id for passages in cut.values() for passage in passages]
    assert len(set(ids)) == len(ids)
    # printf '%s' "Folkehelseperspektiv i boligpolitikken?" | sha256sum | cut -c-8
    (report,) = cut["folkehelseperspektiv-i-boligpolitikken"]
    assert report.id == "folkehelseperspektiv-i-boligpolitikken-d9e936ea"
    assert report.locator == Locator("folkehelseperspektiv-i-boligpolitikken", 0, 39)


def test_headings_are_the_documents_titles(
    documents: tuple[Document, ...], cut: dict[str, tuple[Passage, ...]]
) -> None:
    """What stands above each quote is the title of its document."""
    for document in documents:
        assert {passage.heading for passage in cut[document.id]} == {document.title}


@pytest.mark.parametrize("document_id", [ULSHOLTVEIEN, GUIDANCE])
def test_list_items_of_the_corpus_are_whole(
    document_id: str, documents: tuple[Document, ...], cut: dict[str, tuple[Passage, ...]]
) -> None:
    """Every list item stands in one passage from its bullet to its end."""
    (document,) = (d for d in documents if d.id == document_id)
    items = [line for line in document.text.split("\n") if line.startswith("•")]
    assert len(items) == 4
    lines = [line for passage in cut[document_id] for line in passage.text.split("\n")]
    assert [line for line in lines if line.startswith("•")] == items


def test_a_changed_word_leaves_other_passages_their_ids(
    documents: tuple[Document, ...],
    cut: dict[str, tuple[Passage, ...]],
    encoder: OnnxEncoder,
) -> None:
    """Only the passage with the change gets another id."""
    (document,) = (d for d in documents if d.id == RINGSAKER)
    assert document.text.count("I 2015 gikk") == 1
    later = replace(document, text=document.text.replace("I 2015 gikk", "I 2016 gikk"))
    before = [passage.id for passage in cut[RINGSAKER]]
    after = [passage.id for passage in cut_passages(later, encoder.count_tokens)]
    assert before[0] != after[0]
    assert before[1:] == after[1:]


def test_equal_passages_get_different_ids(make_document: Maker, count_quarters: Counter) -> None:
    """A paragraph that stands twice is two passages, the second numbered."""
    paragraph = "ord " * 150
    passages = cut_passages(make_document(f"{paragraph}\n{paragraph}"), count_quarters)
    first, second = passages
    assert first.text == second.text == paragraph.strip()
    assert second.id == f"{first.id}-2"


def with_headings(document: Document, *headings: tuple[int, str]) -> Document:
    """Place each heading, a level and a title, where its title first stands as a line."""
    found = (HeadingStart(document.text.index(f"{title}\n"), n, title) for n, title in headings)
    return replace(document, headings=tuple(found))


BODY = "Kommunen leier ut boligene. " * 20  # 140 tokens by the counter of quarters


def test_a_heading_opens_a_passage_and_stands_over_it(
    make_document: Maker, count_quarters: Counter
) -> None:
    """Each section is a passage of its own, under the path of its headings."""
    document = with_headings(
        make_document(f"1 Leie\n1.1 Avtaler\n{BODY}\n1.2 Pris\n{BODY}\n2 Eie\n{BODY}"),
        (1, "1 Leie"),
        (2, "1.1 Avtaler"),
        (2, "1.2 Pris"),
        (1, "2 Eie"),
    )
    passages = cut_passages(document, count_quarters)
    assert [passage.heading for passage in passages] == [
        "1 Leie › 1.1 Avtaler",
        "1 Leie › 1.2 Pris",
        "2 Eie",
    ]
    assert [passage.text[:12] for passage in passages] == [
        "1 Leie\n1.1 A",
        "1.2 Pris\nKom",
        "2 Eie\nKommun",
    ]
    about = describe(document)
    # What a passage begins with itself is not encoded twice.
    assert [passage.context for passage in passages] == [about, f"{about}\n1 Leie", about]
    assert_nothing_lost(document, passages)


def test_a_long_section_keeps_its_heading_in_every_passage(
    make_document: Maker, count_quarters: Counter
) -> None:
    """The second passage of a section stands under the same path, which is encoded with it."""
    document = with_headings(make_document(f"Leie\n{BODY}{BODY}"), (1, "Leie"))
    first, second = cut_passages(document, count_quarters)
    assert (first.heading, second.heading) == ("Leie", "Leie")
    assert second.context == f"{describe(document)}\nLeie"


def test_a_short_section_stays_with_the_next(make_document: Maker, count_quarters: Counter) -> None:
    """A heading does not leave a line or two alone."""
    document = with_headings(
        make_document(f"Leie\nSe også under.\nEie\n{BODY}"), (1, "Leie"), (1, "Eie")
    )
    (passage,) = cut_passages(document, count_quarters)
    assert passage.heading == "Leie"


def test_a_passage_knows_its_pages(make_document: Maker, count_quarters: Counter) -> None:
    """A passage that runs over a page break has the page of its beginning and of its end."""
    document = make_document(BODY + BODY + BODY)
    middle = len(BODY) + 100
    document = replace(document, page_starts=(PageStart(0, 3, "i"), PageStart(middle, 4, "ii")))
    found = [
        (p.locator.page, p.locator.page_label, p.locator.last_page, p.locator.last_page_label)
        for p in cut_passages(document, count_quarters)
    ]
    assert found == [(3, "i", 3, "i"), (3, "i", 4, "ii"), (4, "ii", 4, "ii")]


# One token a word: what is cut shows in which passage each sentence ends up.
def one_passage_a_sentence(document: Document) -> list[str]:
    """Cut with a counter for which every second sentence is too much."""
    passages = cut_passages(document, lambda text: 100 if text.strip() else 0)
    return [passage.text for passage in passages]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "Prosjektet har svært høye ambisjoner vedr. energi/miljø og bomiljø. Se brosjyre.",
            [
                "Prosjektet har svært høye ambisjoner vedr. energi/miljø og bomiljø.",
                "Se brosjyre.",
            ],
        ),
        (
            "Asker hadde 95 281 innbyggere 1. kvartal 2021. Planen gjelder lenge.",
            ["Asker hadde 95 281 innbyggere 1. kvartal 2021.", "Planen gjelder lenge."],
        ),
        (
            "Det ble bygget ca. 70 boliger. Kommunen solgte eiendommen.",
            ["Det ble bygget ca. 70 boliger.", "Kommunen solgte eiendommen."],
        ),
        (
            "Vedtatt av bystyret 13.februar 2014. Et annet grep var nytt.",
            ["Vedtatt av bystyret 13.februar 2014.", "Et annet grep var nytt."],
        ),
        (
            "Kommunen må f.eks. leie, evt. kjøpe mv. til fastsatt pris. Hva så?",
            ["Kommunen må f.eks. leie, evt. kjøpe mv. til fastsatt pris.", "Hva så?"],
        ),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_abbreviations_and_ordinals_do_not_end_sentences(
    text: str, sentences: list[str], make_document: Maker
) -> None:
    """No sentence ends where the next word begins with a lower-case letter or is a number."""
    assert one_passage_a_sentence(make_document(text)) == sentences


def test_a_line_break_always_ends_a_sentence(make_document: Maker) -> None:
    """Two lines are never one sentence, with or without a full stop."""
    text = "Første linje\nandre linje\r\nTredje linje\n\n\n• et punkt. Med to setninger."
    assert one_passage_a_sentence(make_document(text)) == [
        "Første linje",
        "andre linje",
        "Tredje linje",
        "• et punkt. Med to setninger.",
    ]


def test_what_is_cut_is_shared_out_evenly(make_document: Maker, count_quarters: Counter) -> None:
    """Two hundred tokens become a hundred and a hundred, not 180 and 20."""
    sentence = "Abc " * 19 + "abc. "
    passages = cut_passages(make_document(sentence * 10), count_quarters)
    assert [count_quarters(passage.text) for passage in passages] == [100, 100]


def test_a_long_list_item_is_kept_whole(make_document: Maker, count_quarters: Counter) -> None:
    """An item of more tokens than a passage may have is a passage of its own."""
    item = "• " + "ord. Ord " * 150 + "slutt"
    document = make_document(f"Innledning.\n{item}\nAvslutning.")
    assert MAX_PASSAGE_TOKENS < count_quarters(item) <= MAX_ITEM_TOKENS
    passages = cut_passages(document, count_quarters)
    assert item in [passage.text for passage in passages]
    assert_nothing_lost(document, passages)


def test_an_endless_list_item_is_cut(make_document: Maker, count_quarters: Counter) -> None:
    """An item that the encoder could not read at once is cut, and nothing of it lost."""
    document = make_document("• " + "Dette er en setning om boliger. " * 200)
    passages = cut_passages(document, count_quarters)
    assert_nothing_lost(document, passages)
    assert len(passages) > 4
    assert all(count_quarters(passage.text) <= MAX_ITEM_TOKENS for passage in passages)


def test_an_endless_list_item_is_cut_at_its_sentences(
    make_document: Maker, count_quarters: Counter
) -> None:
    """The parts of an item that is too long are whole sentences, as elsewhere."""
    document = make_document("• " + "Dette er en setning om boliger. " * 200)
    passages = cut_passages(document, count_quarters)
    assert {passage.text[-8:] for passage in passages} == {"boliger."}


@pytest.mark.parametrize("bullet", ["", "• "])
def test_a_word_of_5000_characters_is_cut(
    bullet: str, make_document: Maker, encoder: OnnxEncoder
) -> None:
    """A word longer than the encoder reads is cut anywhere, and whole again when put together."""
    word = "bolig" * 1000
    document = make_document(f"{bullet}{word}")
    passages = cut_passages(document, encoder.count_tokens)
    assert_nothing_lost(document, passages)
    assert "".join(passage.text for passage in passages).lstrip("• ") == word
    limit = MAX_ITEM_TOKENS if bullet else MAX_PASSAGE_TOKENS
    assert all(encoder.count_tokens(passage.text) <= limit for passage in passages)


@pytest.mark.parametrize("text", ["", " \n\u00a0\t\n", "\u2028"], ids=ascii)
def test_a_text_without_a_visible_character_has_no_passage(
    text: str, make_document: Maker, count_quarters: Counter
) -> None:
    """There is nothing to quote in white space."""
    assert cut_passages(make_document(text), count_quarters) == ()


PIECES = [
    *'aÅøé.!?:;()«»"•1',
    *["\n", "\r\n", "\t", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u00a0", "\u200b", "\ufeff"],
    *["😀", "👩‍👩‍👧", "e\u0301", "\x00", "ﬁ", "￼", "مرحبا ", "公寓。"],
    *[" ", " ", " ", "• ", "vedr. ", "ca. 70 ", "1. kvartal 2021 ", "Et ord. ", "Hva? "],
    *["a" * 300, "kommune " * 50, "Lang setning uten slutt " * 20, "Setning. " * 40],
]
wild_texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


@settings(deadline=None, max_examples=150)
@given(text=wild_texts, language=st.sampled_from(["nb", "nn", "en"]))
def test_nothing_of_any_text_is_lost(
    text: str, language: str, make_document: Maker, count_quarters: Counter
) -> None:
    """Whatever the characters, nothing is lost or doubled and nothing is too long."""
    document = make_document(text, language=language)
    passages = cut_passages(document, count_quarters)
    assert_nothing_lost(document, passages)
    assert len({passage.id for passage in passages}) == len(passages)
    for passage in passages:
        in_item = any(line.lstrip().startswith("•") for line in text.splitlines())
        limit = MAX_ITEM_TOKENS if in_item else MAX_PASSAGE_TOKENS
        assert count_quarters(passage.text) <= limit


@settings(deadline=None, max_examples=40)
@given(
    paragraphs=st.lists(
        st.text(st.sampled_from("abc d.Å"), min_size=1).map(lambda text: f"{text} ordet."),
        min_size=1,
        max_size=30,
    )
)
def test_the_real_encoder_cuts_generated_texts(
    paragraphs: list[str], make_document: Maker, encoder: OnnxEncoder
) -> None:
    """Counted by the encoder too, passages are whole, apart and short enough."""
    document = make_document("\n".join(paragraphs))
    passages = cut_passages(document, encoder.count_tokens)
    assert_nothing_lost(document, passages)
    assert all(encoder.count_tokens(passage.text) <= MAX_PASSAGE_TOKENS for passage in passages)


CONTEXTS = {
    GUIDANCE: "Eksempler på helhetlig boligplanlegging\n"
    "Eksempel på boligsosiale hensyn i planlegging lokalt",
    "asker-kommune-kommuneplanens-samfunnsdel-2020-2032": "Asker kommune: kommuneplanens "
    "samfunnsdel (2020-2032)\nAsker, Akershus",
    ULSHOLTVEIEN: "Ulsholtveien 31, Oslo- 36 utleieboliger\nOslo",
    "boligetablering-i-distriktene": "Boligetablering i distriktene",
    "ladesletta-helse-og-velferdssenter": "Trondheim, Trøndelag",
    "nomader-pa-lavterskel": "Rita Sørly, Annette Fresvik, Svein Ingve Nødland, Helge Lea Tvedt. "
    "Norce. 2021",
    "eldres-boligsituasjon": "Jardar Sørvoll, Hans Christian Sandlie, Viggo Nordvik, "
    "Lars Gulbrandsen. NOVA. NOVA Rapport 11/16. 2016",
}


@pytest.mark.parametrize(("document_id", "context"), CONTEXTS.items(), ids=list(CONTEXTS))
def test_the_context_says_what_and_who(
    document_id: str, context: str, cut: dict[str, tuple[Passage, ...]]
) -> None:
    """Title, subtitle, place, authors, publisher, series and year stand before each text."""
    assert {passage.context for passage in cut[document_id]} == {context}
    first = cut[document_id][0]
    assert first.encoded_text == f"{context}\n{first.text}"


def test_the_context_repeats_nothing_that_the_text_says(make_document: Maker) -> None:
    """A title or subtitle that stands in the text is not encoded twice."""
    document = make_document("Et eksempel\nMed undertittel", subtitle="Med undertittel")
    assert describe(document) == ""
    (passage,) = cut_passages(document, len)
    assert passage.encoded_text == passage.text == "Et eksempel\nMed undertittel"


def test_a_report_of_one_fact_has_it_alone(make_document: Maker) -> None:
    """Facts that are missing leave no empty places in the context."""
    source = Source("rapport.pdf", "0" * 64)
    document = make_document("Brødtekst.", kind="report", year=2014, source=source)
    assert describe(document) == "Et eksempel\n2014"


@given(lengths=st.lists(st.integers(1, 160), min_size=3, max_size=25), data=st.data())
@settings(deadline=None)
def test_no_passage_ends_with_a_lead_in(lengths: list[int], data: st.DataObject) -> None:
    """A lead-in stands in the passage of what it leads to."""
    lines = []
    for length in lengths:
        leads = data.draw(st.booleans())
        lines.append(("Målene er:" if leads else "• " + "ord " * length).strip())
    document = Document(
        id="et-eksempel",
        kind="example",
        title="Et eksempel",
        text="\n".join((*lines, "• Slutt.")),
        language="nb",
        source=Source("fil", "0" * 64),
    )
    passages = cut_passages(document, lambda text: -(-len(text) // 4))
    assert_nothing_lost(document, passages)
    for passage in passages:
        others = set(passage.text.split("\n")) - {"Målene er:"}
        assert not passage.text.endswith(":") or not others


HEAD = "Kommune | Antall startlån | Avslag"
ROWS = [f"Kommune nr. {number} | {number + 100} | {number + 40}" for number in range(120)]


def with_table(document: Document, head: str = HEAD) -> Document:
    """Mark the lines with cells as a table under `head`."""
    start, end = document.text.index(" | "), document.text.rindex(" | ")
    lines = document.text.rfind("\n", 0, start) + 1, document.text.find("\n", end)
    return replace(document, tables=(TableSpan(*lines, head),))


def test_the_head_of_a_long_table_goes_with_every_passage(
    make_document: Maker, count_quarters: Counter
) -> None:
    """It is encoded and shown in front of the rows, and is no part of the quoted text."""
    rows = "\n".join((HEAD, *ROWS))
    document = with_table(make_document(f"{BODY}\n{rows}\n{BODY}"))
    passages = cut_passages(document, count_quarters)
    assert_nothing_lost(document, passages)
    within = [passage for passage in passages if passage.text.startswith("Kommune nr.")]
    assert len(within) > 3
    for passage in within:
        assert passage.table_head == HEAD
        assert passage.encoded_text.endswith(f"\n{HEAD}\n{passage.text}")
    (first,) = (passage for passage in passages if HEAD in passage.text)
    assert first.table_head == ""
    assert passages[-1].table_head == ("" if "Kommune nr." not in passages[-1].text else HEAD)


def test_a_row_is_never_cut(make_document: Maker, count_quarters: Counter) -> None:
    """Though a date in it has a full stop, and its cell two sentences."""
    row = "Leie av boliger. Vedtatt 1. juni. | Boligkontoret. Helse. | 12 mill. kroner"
    document = with_table(make_document(f"{BODY}\n" + f"{row}\n" * 40))
    lines = [line for p in cut_passages(document, count_quarters) for line in p.text.split("\n")]
    assert lines.count(row) == 40


def test_a_row_as_long_as_a_page_is_not_a_head(
    make_document: Maker, count_quarters: Counter
) -> None:
    """It would push the text out of what the encoder reads."""
    document = with_table(make_document("\n".join((HEAD, *ROWS, BODY))), "Kommune | " + "a" * 300)
    assert {passage.table_head for passage in cut_passages(document, count_quarters)} == {""}

"""What every export holds: what answers, the rest only when asked for, and a safe name."""

from dataclasses import replace

import pytest

from assistant.search.answer import Answer
from assistant.search.filters import Filters
from assistant.show.corpus_version import CorpusVersion
from assistant.show.export import FORMATS
from assistant.show.export_content import (
    Extent,
    export_name,
    exported_results,
    front_lines,
    groups,
    quoted_hits,
)
from assistant.show.texts import texts_in
from tests.assistant.show.examples import EXAMPLE, FOLKEHELSE, RINGSAKER, TODAY, answer, hit

NB = texts_in("nb")
ANSWERING = replace(RINGSAKER, hits=(replace(RINGSAKER.hits[0], answer=(0, 15)),))
PERHAPS = replace(ANSWERING, rank=2, verdict="weak")
NEAR = replace(FOLKEHELSE, rank=3, verdict="none")
MIXED = answer(ANSWERING, PERHAPS, NEAR)
CORPUS = CorpusVersion(31, "2026-11-26T21:56:20+00:00", "dba16e7582aabbccdd")


def test_what_probably_does_not_answer_is_left_out_and_counted() -> None:
    assert exported_results(MIXED, Extent()) == (ANSWERING, PERHAPS)
    assert groups(MIXED, Extent(), NB) == (
        ("Kilder som svarer på spørsmålet", (ANSWERING,)),
        ("Kan være relevant", (PERHAPS,)),
    )
    assert list(front_lines(MIXED, Extent(corpus=CORPUS), NB, TODAY)) == [
        "Spørsmål: hvem eier?",
        "1 kilde svarer på spørsmålet. 1 kilde til kan være relevant.",
        "1 kilde til ligger nær, men svarer trolig ikke. Den er ikke tatt med.",
        "Dato: 25.11.2026",
        "Kildesamling: 31 kilder, lest inn 26.11.2026 (utgave dba16e7582)",
    ]


def test_filters_stand_in_front_and_what_they_leave_out() -> None:
    """Of a list there is no question to name."""
    chosen = Filters(municipality="Bodø", since=2016)
    undated = (EXAMPLE, replace(EXAMPLE, id="other"))
    listed = replace(
        answer(RINGSAKER),
        question="",
        filters=chosen,
        listed=3,
        more=2,
        undated=undated,
        order="newest",
    )
    assert list(front_lines(listed, Extent(), NB, TODAY)) == [
        "Filtre: Kommune: Bodø · Fra år: 2016.",
        "3 kilder: Bodø, 2016 eller nyere, den nyeste først.",
        "Dato: 25.11.2026",
        "2 kilder til er ikke tatt med.",
        "2 eksempler uten årstall er ikke med.",
    ]


def test_the_rest_has_its_own_heading_when_asked_for() -> None:
    whole = Extent(everything=True)
    assert exported_results(MIXED, whole) == (ANSWERING, PERHAPS, NEAR)
    assert groups(MIXED, whole, NB)[-1] == (
        "Andre kilder om lignende tema, som trolig ikke svarer",
        (NEAR,),
    )
    assert not any("ikke tatt med" in line for line in front_lines(MIXED, whole, NB, TODAY))


def test_no_answer_gives_no_source() -> None:
    none = replace(answer(NEAR), verdict="none")
    assert groups(none, Extent(), NB) == ()
    assert list(front_lines(none, Extent(), NB, TODAY))[1] == "Vi fant ikke noe svar."
    assert groups(none, Extent(everything=True), NB) == (
        ("De nærmeste kildene, som trolig ikke svarer", (NEAR,)),
    )


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_says_the_same(kind: str) -> None:
    """The title of what is near stands in a file only if it was asked for."""
    import io

    import docx

    def told(extent: Extent) -> str:
        raw = FORMATS[kind].write(MIXED, NB, TODAY, extent)
        if kind != "docx":
            return raw.decode("utf-8").replace("\\", "")
        return "\n".join(each.text for each in docx.Document(io.BytesIO(raw)).paragraphs)

    assert "Folkehelse" not in told(Extent())
    assert "Folkehelse" in told(Extent(everything=True))
    assert "dba16e7582" in told(Extent(corpus=CORPUS))


def test_passages_are_quoted_in_the_order_of_the_text() -> None:
    first, second = hit(EXAMPLE, "Først.", start=0), hit(EXAMPLE, "Sist.", start=90)
    found = replace(RINGSAKER, hits=(second, first))
    assert quoted_hits(found) == (first, second)
    assert quoted_hits(replace(found, verdict="none")) == (second,)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("hvordan skaffe bolig?", "eksempelfinner-hvordan-skaffe-bolig-2026-11-25.csv"),
        ("Bærum / Ås «øy»", "eksempelfinner-baerum-as-oy-2026-11-25.csv"),
        ('../../etc"\r\nx: y', "eksempelfinner-etc-x-y-2026-11-25.csv"),
        ("住宅", "eksempelfinner-zhu-zhai-2026-11-25.csv"),
        ("🏠", "eksempelfinner-2026-11-25.csv"),
    ],
)
def test_a_file_is_named_after_the_question_and_the_date(question: str, name: str) -> None:
    assert export_name(Answer(question, "none", "nb", 1.0), ".csv", TODAY, NB) == name


def test_a_list_is_named_after_its_filters() -> None:
    chosen = Filters(kind="plan", municipality="Bodø", sort="newest")
    listed = Answer("", "good", "nb", 1.0, filters=chosen)
    assert export_name(listed, ".csv", TODAY, NB) == (
        "eksempelfinner-kommunal-plan-bodo-2026-11-25.csv"
    )
    everything = Answer("", "good", "nb", 1.0)
    assert export_name(everything, ".md", TODAY, NB) == "eksempelfinner-2026-11-25.md"


def test_a_long_name_ends_between_words() -> None:
    name = export_name(Answer("boliger til eldre " * 30, "none", "nb", 1.0), ".docx", TODAY, NB)
    assert name == (
        "eksempelfinner-boliger-til-eldre-boliger-til-eldre-boliger-til-eldre-2026-11-25.docx"
    )

"""Answers with any text in them."""

from dataclasses import replace

from hypothesis import strategies as st

from assistant.search.answer import Answer, Hit, Result
from ingest.records import Locator, Passage
from tests.assistant.show.examples import EXAMPLE

NASTY = st.sampled_from(
    (
        "=1+1",
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](http://evil.example/x.png)",
        "# h\n- x\n    code\n```\n> q",
        "**b** _i_ `c` ~~s~~ &amp; <b>",
        '";"\r\n;',
        "| a | b |\n|---|---|",
        "javascript:alert(1)",
        "https://x.example/>)",
    )
)


WELL_FORMED = st.characters(exclude_categories=("Cs",))


@st.composite
def answers(draw: st.DrawFn, letters: st.SearchStrategy[str] | None = None) -> Answer:
    """An answer whose every text is wild, with highlights inside its passage."""
    text = st.text(WELL_FORMED if letters is None else letters, max_size=40) | NASTY
    document = replace(
        EXAMPLE,
        title=draw(text),
        subtitle=draw(st.none() | text),
        publisher=draw(text),
        authors=(draw(text),),
        municipality=draw(text),
        url=draw(st.none() | text),
        accessed=draw(st.none() | text),
        kind="report",
    )
    said = draw(text)
    ends = sorted(draw(st.sets(st.integers(0, len(said)), max_size=4)))
    lit = tuple(zip(ends[::2], ends[1::2], strict=False))
    label = draw(text)
    locator = Locator(document.id, 0, len(said), 3, 3, label)
    start, end = sorted((draw(st.integers(0, len(said))), draw(st.integers(0, len(said)))))
    answer = draw(st.none() | st.just((start, end)))
    hit = Hit(Passage("x", said, "", "", locator), 0.5, lit, answer=answer)
    verdict = draw(st.sampled_from(("good", "weak")))
    result = Result(1, 0.5, document, (hit,), verdict=verdict)
    return Answer(draw(text), verdict, "nb", 1.0, (result,), (draw(text),))

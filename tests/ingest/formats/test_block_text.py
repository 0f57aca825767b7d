"""A block is put together from pieces, and the marks of notes fall out between them."""

import pytest

from ingest.formats.block_text import BlockText

Piece = tuple[str, str]


def block(*pieces: Piece) -> str:
    """Return the text of a block of pieces: each is "text", "raised" or "linked"."""
    text = BlockText()
    for kind, piece in pieces:
        if kind == "text":
            text.add(piece)
        else:
            text.add_raised(piece, is_linked=kind == "linked")
    return text.take()


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        ([("text", "I 2019"), ("raised", "3"), ("text", " bygde")], "I 2019 bygde"),
        ([("text", "12"), ("raised", "1"), ("raised", "2"), ("text", " hus")], "12 hus"),
        ([("text", "98"), ("raised", "1"), ("raised", ","), ("raised", "2")], "98"),
        ([("text", "450 m"), ("raised", "2"), ("text", " og")], "450 m² og"),
        ([("text", "450 m "), ("raised", "2"), ("text", " og")], "450 m ² og"),
        ([("text", "10"), ("raised", "-"), ("raised", "3")], "10⁻³"),
        ([("text", "450 m"), ("linked", "2"), ("text", " lang")], "450 m lang"),
        ([("text", "planen"), ("linked", "iv"), ("text", ".")], "planen."),
        ([("text", "1"), ("raised", "st"), ("text", " pris")], "1st pris"),
        ([("text", "boliger "), ("raised", "1"), ("text", ".")], "boliger."),
        ([("text", "12"), ("raised", "1"), ("text", ") hus")], "12 hus"),
        ([("text", "(se 12"), ("raised", "1"), ("text", ") hus")], "(se 12) hus"),
        ([("text", "12"), ("raised", "1"), ("text", "000 kroner")], "12 000 kroner"),
        ([("raised", "1"), ("text", " Se rundskriv.")], " Se rundskriv."),
        ([("text", "to"), ("raised", " "), ("text", "tre")], "to tre"),
    ],
)
def test_raised_pieces(pieces: list[Piece], whole: str) -> None:
    assert block(*pieces) == whole


def test_a_mark_of_one_block_does_nothing_to_the_next() -> None:
    text = BlockText()
    text.add("120")
    text.add_raised("1")
    assert (text.take(), text.tail) == ("120", "")
    text.add(") neste")
    assert text.take() == ") neste"

"""Put the paragraphs and the notes of pages into the order in which they are read.

The notes of a page stand behind its text. If its last sentence runs on on the next page, they stand
behind the paragraph that ends there, as a reader would take them: so the sentence and its page stay
whole, and it is the note that may be told with the page after its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.norwegian.hyphens import between_lines
from ingest.pdf.footnotes import begins_note
from ingest.pdf.paragraphs import PdfParagraph
from ingest.reading.characters import not_from_pdf

PageParagraphs = tuple[Sequence[PdfParagraph], Sequence[PdfParagraph]]
"""The paragraphs of a page's text, and those of its notes."""


@dataclass(frozen=True, slots=True)
class OrderedPage:
    """The paragraphs of a page in the order of the text, and what joins it to the next page.

    `last_stays` is False if the last character, a hyphen, only marks the end of a line. `joint`
    goes before the next page.
    """

    paragraphs: tuple[PdfParagraph, ...]
    last_stays: bool
    joint: str


def ordered_pages(pages: Sequence[PageParagraphs], compounds: frozenset[str]) -> list[OrderedPage]:
    """Return the pages of a document, from the paragraphs of their texts and notes.

    `compounds` has the words, in lower case, that the document writes with a hyphen inside a line.
    """
    texts = [tuple(text) for text, _ in pages]
    notes = _whole_notes([list(notes) for _, notes in pages], compounds)
    ordered: list[OrderedPage] = []
    waiting: list[PdfParagraph] = []  # notes of earlier pages
    for number, text in enumerate(texts):
        on_next = texts[number + 1] if number + 1 < len(texts) else ()
        last_stays, joint = _joint(text, on_next, compounds)
        runs_on = joint != "\n"
        sequence = list(text)
        if waiting and (len(text) > 1 or not runs_on):
            sequence[1:1] = waiting
            waiting = []
        if runs_on:
            waiting += [_without_trace(note) for note in notes[number]]
        else:
            sequence += notes[number]
        ordered.append(OrderedPage(tuple(sequence), last_stays, joint))
    return ordered


def _whole_notes(
    pages: list[list[PdfParagraph]], compounds: frozenset[str]
) -> list[list[PdfParagraph]]:
    """Return the notes of each page, with the end that stands on the next page."""
    for on_page, on_next in pairwise(pages):
        if not on_page or not on_next or begins_note(on_next[0].text):
            continue
        last, rest = on_page[-1], on_next[0]
        if not last.hyphen and not rest.text[:1].islower():
            continue
        stays, between = between_lines(last.text, rest.text, compounds)
        text = (last.traced if stays else last.traced.cut(0, -1)) + not_from_pdf(between)
        on_page[-1] = replace(last, traced=text + not_from_pdf(rest.text), hyphen=rest.hyphen)
        del on_next[0]
    return pages


def _without_trace(note: PdfParagraph) -> PdfParagraph:
    """Return a note as it stands in the text of another page than its own."""
    return replace(note, traced=not_from_pdf(note.text), table=None, columns=())


def _joint(
    on_page: tuple[PdfParagraph, ...], on_next: tuple[PdfParagraph, ...], compounds: frozenset[str]
) -> tuple[bool, str]:
    """Return whether the last character of a page stays, and what goes before the next page."""
    if not on_page or not on_next:
        return True, "\n"
    last, first = on_page[-1], on_next[0]
    if abs(last.size - first.size) > 0.12 * last.size:
        return True, "\n"
    if last.hyphen:
        return between_lines(last.text, first.text, compounds)
    runs_on = first.text[:1].islower() and last.text[-1:] not in ".!?:"
    return True, " " if runs_on else "\n"

"""Build the file text of a file whose pages are known, from its paragraphs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ingest.formats.plain_paragraphs import Paragraph
from ingest.reading.characters import clean_characters, not_from_pdf
from ingest.reading.file_text import FileFacts, FileText, Heading, LeftOut, Page
from ingest.reading.quality import measure_quality


def paged_text(
    paragraphs: Iterable[Paragraph],
    labels: Mapping[int, str],
    drawn: tuple[int, ...],
    left_out: tuple[LeftOut, ...],
) -> FileText:
    """Return the file text of a plain text with pages.

    `labels` are the numbers printed on the pages, `drawn` has the visible characters of each page.
    """
    texts: dict[int, list[str]] = defaultdict(list)
    joints: dict[int, str] = {}
    headings: list[Heading] = []
    for paragraph in paragraphs:
        start, page = 0, paragraph.page
        for next_page, place in (*paragraph.torn, (None, len(paragraph.text))):
            part = paragraph.text[start:place]
            text = clean_characters(not_from_pdf(part.strip())).text
            if text and paragraph.level is not None:
                above = sum(len(each) + 1 for each in texts[page])
                headings.append(Heading(page, above, paragraph.level, text))
            if text:
                texts[page].append(text)
            if next_page is not None:
                # The pages between two parts of a paragraph have no text.
                joints |= dict.fromkeys(range(page, next_page), "")
                joints[page] = " " if part.endswith(" ") else ""
                start, page = place, next_page
    pages = tuple(
        Page(
            number,
            labels.get(number),
            "\n".join(texts[number]),
            joint=joints.get(number, "\n" if texts[number] else ""),
        )
        for number in range(1, len(drawn) + 1)
    )
    quality = measure_quality(pages, drawn)
    return FileText(
        "text", "python", True, pages, tuple(headings), FileFacts(), quality, (), left_out
    )

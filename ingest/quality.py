"""Say how well a file was read, and refuse one whose text would be quoted in vain."""

from ingest.errors import FileUnintelligible, FileWithoutText
from ingest.language import detect_language
from ingest.reading import Page, Quality, Reading

LONGEST_WORD = 30
"""Letters: a longer one is most often words whose spaces were lost."""

MOST_STRANGE = 0.1
"""Share of such words that is refused; 24 real files had 0.0004 at most."""

IMAGE = 20
"""Characters: a page with fewer is an image, most often."""


def measure_quality(pages: tuple[Page, ...], drawn: tuple[int, ...]) -> Quality:
    """Return the quality of `pages`; `drawn` counts the visible characters of each as it was read.

    What was read counts, not what is left of it: a contents page has text, though none is kept.
    `unknown` is not measured yet, and is 0.
    """
    text = "\n".join(page.text for page in pages)
    words = [word for word in text.split() if any(letter.isalpha() for letter in word)]
    strange = sum(word.isalpha() and len(word) > LONGEST_WORD for word in words)
    return Quality(
        len(words),
        strange / len(words) if words else 0.0,
        0.0,
        tuple(page.number for page, count in zip(pages, drawn, strict=True) if count < IMAGE),
        detect_language(text),
    )


def check_quality(reading: Reading, file: str) -> None:
    """Let a file pass whose text is words.

    Raises:
        FileWithoutText: no page has text.
        FileUnintelligible: too much of the text is no words.
    """
    quality = reading.quality
    if not quality.words:
        raise FileWithoutText(file=file, pages=len(reading.pages))
    if quality.strange > MOST_STRANGE:
        raise FileUnintelligible(file=file, share=round(100 * quality.strange))

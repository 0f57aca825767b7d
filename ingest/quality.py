"""Say how well a file was read."""

from ingest.language import detect_language
from ingest.reading import Page, Quality

LONGEST_WORD = 30
"""Letters: a longer one is most often words whose spaces were lost."""

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

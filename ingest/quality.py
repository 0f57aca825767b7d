"""Refuse a file whose text would be quoted in vain."""

from ingest.errors import FileUnintelligible, FileWithoutText
from ingest.reading import Reading

MOST_STRANGE = 0.1
MOST_UNKNOWN = 0.6


def check_quality(reading: Reading, file: str) -> None:
    """Let a file pass whose text is words.

    Raises:
        FileWithoutText: no page has text.
        FileUnintelligible: too much of the text is no words.
    """
    quality = reading.quality
    if not quality.words:
        raise FileWithoutText(file=file, pages=len(reading.pages))
    if quality.strange > MOST_STRANGE or quality.unknown > MOST_UNKNOWN:
        share = round(100 * max(quality.strange, quality.unknown))
        raise FileUnintelligible(file=file, share=share)

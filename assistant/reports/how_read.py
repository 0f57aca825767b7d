"""Put into words how well an added file was read, for the overview and for `doctor`."""

from assistant.reports.reading_facts import ReportFacts
from assistant.show.citation import written_date
from assistant.show.language_names import language_in_sentence
from assistant.show.left_out import left_out_summary
from assistant.show.texts import Texts
from ingest.reading.file_text import Quality
from ingest.records import LANGUAGES


def how_read(facts: ReportFacts, texts: Texts) -> tuple[str, ...]:
    """Return facts in a few words each: pages, language, shares of bad words, reader and day."""
    quality = facts.quality
    return tuple(
        filter(
            None,
            (
                _counted("reading.pages", facts.pages, texts) if facts.pages else "",
                _counted("reading.recognised", len(quality.recognised), texts),
                texts(
                    "reading.in_language", language=language_in_sentence(quality.language, texts)
                ),
                texts("reading.strange", share=_percent(quality.strange, texts)),
                _unknown(quality, texts),
                left_out_summary(facts.left_out, facts.pages is not None, texts),
                texts("reading.reader", reader=facts.reader, date=written_date(facts.read, texts)),
            ),
        )
    )


def empty_pages(facts: ReportFacts, texts: Texts) -> str:
    """Return how many pages have no text, or "" if all have some."""
    return _counted("reading.empty", len(facts.quality.without_text), texts)


def _unknown(quality: Quality, texts: Texts) -> str:
    """Return the share of unusual words; in another language no word is known, so none is."""
    if quality.language not in LANGUAGES and not quality.unknown:
        return ""
    return texts("reading.unknown", share=_percent(quality.unknown, texts))


def _counted(key: str, count: int, texts: Texts) -> str:
    if not count:
        return ""
    return texts(f"{key}_one" if count == 1 else key, count=count)


def _percent(share: float, texts: Texts) -> str:
    """Return a share, 0 to 1, as a percentage with one decimal; one that this hides is "under"."""
    if 0 < share < 0.001:
        return texts("reading.under", share=texts("reading.percent", whole=0, tenth=1))
    tenths = round(1000 * share)
    return texts("reading.percent", whole=tenths // 10, tenth=tenths % 10)

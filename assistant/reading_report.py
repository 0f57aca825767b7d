"""Say in words how well an added file was read: for the overview, and for `doctor`."""

from assistant.citation import written_date
from assistant.report_facts import ReportFacts
from assistant.wording import Wording


def how_read(facts: ReportFacts, words: Wording) -> tuple[str, ...]:
    """Return the facts of a reading, each a few words: pages, language, words, reader, day."""
    quality = facts.quality
    return tuple(
        filter(
            None,
            (
                _counted("reading.pages", facts.pages, words) if facts.pages else "",
                _counted("reading.recognised", len(quality.recognised), words),
                words(f"reading.in_{quality.language}"),
                words("reading.strange", share=_percent(quality.strange, words)),
                words("reading.unknown", share=_percent(quality.unknown, words)),
                words("reading.reader", reader=facts.reader, date=written_date(facts.read, words)),
            ),
        )
    )


def empty_pages(facts: ReportFacts, words: Wording) -> str:
    """Return how many pages have no text, or "" where all have."""
    return _counted("reading.empty", len(facts.quality.without_text), words)


def _counted(key: str, count: int, words: Wording) -> str:
    if not count:
        return ""
    return words(f"{key}_one" if count == 1 else key, count=count)


def _percent(share: float, words: Wording) -> str:
    """Return a share of 1 as a percentage with one decimal, and "under" it where that hides it."""
    if 0 < share < 0.001:
        return words("reading.under", share=words("reading.percent", whole=0, tenth=1))
    tenths = round(1000 * share)
    return words("reading.percent", whole=tenths // 10, tenth=tenths % 10)

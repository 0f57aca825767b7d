"""How much one file may take before reading it is given up. No third-party imports."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Limits:
    """Bound the reading of one file.

    `size` and `answer` are bytes, of the file and of what was read from it; `wall` and `cpu` are
    seconds; `memory` is the bytes that the reading process may hold at once.
    """

    size: int = 250_000_000
    pages: int = 2_000
    wall: int = 180
    cpu: int = 150
    memory: int = 1_000_000_000
    answer: int = 20_000_000


LIMITS = Limits()
"""Ten times what the longest reports take: 161 pages took 2.0 s, 56 MB, and 0.7 MB of answer."""

OCR_LIMITS = replace(LIMITS, wall=12 * 3600, cpu=1_800)
"""A scanned page takes ten seconds; each is given up by itself (`ingest/pdf/ocr.py`)."""

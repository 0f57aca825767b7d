"""How much one file may take before reading it is given up. No third-party imports."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits for reading one file.

    `size` and `answer` are the bytes of the file and of the worker's output. `pages` is a number of
    pages. `wall` and `cpu` are in seconds. `memory` is the bytes that the worker may hold at once.
    """

    size: int = 250_000_000
    pages: int = 2_000
    wall: int = 180
    cpu: int = 150
    memory: int = 1_000_000_000
    answer: int = 20_000_000


LIMITS = Limits()
"""Ten times what the longest reports take: 161 pages took 2.0 s, 56 MB, and 0.7 MB of output."""

OCR_LIMITS = replace(LIMITS, wall=12 * 3600, cpu=1_800)
"""A scanned page takes ten seconds, and each has a limit of its own (`ingest/pdf/ocr.py`)."""

"""Read files and draw pages that nobody vouches for, in subprocesses that can be killed.

In reading order: `limits` (how much one file may take), `safe_reader` and `safe_drawer` (what the
program calls), `reading` (reads in a thread), `process` and `watch` (start a subprocess, exchange
bytes with it, and end it if it goes over a limit), `read_worker` and `draw_worker` (what runs in
the subprocess; a page is drawn as `picture` says, with `page_boxes` and `narrow_picture`),
`restrictions` and `landlock` (what the worker forbids itself before it opens the file).
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from ingest.sandbox.limits import LIMITS, Limits
    from ingest.sandbox.safe_drawer import page_image
    from ingest.sandbox.safe_reader import read_safely

__all__ = ["LIMITS", "Limits", "page_image", "read_safely"]

__getattr__ = hand_out(
    __name__,
    {
        "LIMITS": "limits",
        "Limits": "limits",
        "page_image": "safe_drawer",
        "read_safely": "safe_reader",
    },
)

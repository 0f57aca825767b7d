"""Add reports to the library and remove them, and show how they were read.

In the order to read: `add` has what a user can ask for, and `outcome` what comes of it;
`find_files` finds the files that are meant, by a `folder_walk` through each folder; `file_adder`
adds them one by one, each read by `read_ahead` while the one before it is encoded, and `identify`
tells which report each is; `library_change` keeps the library's list and texts in step with its
index, which `library_index` builds. `watch` follows a folder while the page is open, by a
`snapshot` of how it looks, and `mending` builds a damaged index anew, each by a `child` process.
`reading_facts` and `how_read` tell how well a file was read, `pdf_page` where the words of a
passage are on its pages.
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from assistant.reports.add import add_files, remove_reports, sync_folder
    from assistant.reports.outcome import Options, Outcome
    from assistant.reports.reading_facts import ReportFacts, report_facts
    from assistant.reports.watch import watching

__all__ = [
    "Options",
    "Outcome",
    "ReportFacts",
    "add_files",
    "remove_reports",
    "report_facts",
    "sync_folder",
    "watching",
]

__getattr__ = hand_out(
    __name__,
    {
        "Options": "outcome",
        "Outcome": "outcome",
        "ReportFacts": "reading_facts",
        "add_files": "add",
        "remove_reports": "add",
        "report_facts": "reading_facts",
        "sync_folder": "add",
        "watching": "watch",
    },
)

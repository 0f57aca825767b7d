"""The files that were added: stored, listed, read and made into documents.

In the order to read: `library` is the library, one object over its folder; `added_file` is one
entry of its list, and `listing` the whole list, in a file that a user may edit; `stored_text` is
what was read from a file, kept beside it; `entry` makes the entry of a file that was read, and
`document` the document of a file and its entry.
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from ingest.library.added_file import AddedFile
    from ingest.library.library import Library, sha256_of
    from ingest.library.listing import Listing

__all__ = ["AddedFile", "Library", "Listing", "sha256_of"]

__getattr__ = hand_out(
    __name__,
    {
        "AddedFile": "added_file",
        "Library": "library",
        "Listing": "listing",
        "sha256_of": "library",
    },
)

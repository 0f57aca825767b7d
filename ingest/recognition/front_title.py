"""Tell whether a title stands on the front pages of a file, however it is broken over lines.

That is no recognition: a title is also mentioned. It is enough if the file is expected to be the
report for other reasons, such as the record of an archive that names its title, authors and year.
"""

import re
import unicodedata

from ingest.reading.file_text import FileText

FRONT_PAGES = 3

_MARKS = re.compile(r"[\W_]+")
_SUBTITLE = re.compile(r"\s[-–—]\s")


def has_title_in_front(file_text: FileText, title: str) -> bool:
    """Return whether the first pages have `title`, whose subtitle after a dash may be missing."""
    front = "".join(_letters(page.text) for page in file_text.pages[:FRONT_PAGES])
    return _letters(_SUBTITLE.split(title)[0]) in front


def _letters(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFC", text).casefold())

"""Answer questions from an index: the command, the page, the HTTP API and the Python API.

In reading order: `errors`, `settings_file` and `settings`; `reporter` (who is told of long work);
`search` (a question to an answer); `show` (an answer in words); `workspace` (open what the settings
name); `reports` (add and remove files); `evaluation` (measure and calibrate); `doctor`; `api` (the
Python API, which `eksempelfinner` hands out); `web` (the page); `commands` and `cli`.
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from assistant.api import Eksempelfinner

__all__ = ["Eksempelfinner"]

__getattr__ = hand_out(__name__, {"Eksempelfinner": "api"})

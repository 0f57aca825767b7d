"""The application over a data folder, as a server that is reached from outside has it."""

from pathlib import Path

from fastapi import FastAPI

from assistant.access.policy import read_policy
from assistant.search.live import LiveSearcher
from assistant.search.searcher import Searcher
from assistant.search.verdict import read_calibration
from assistant.settings import read_settings
from assistant.show.texts import texts_in
from assistant.web.app import build_app
from index.encoder.protocol import Encoder
from index.generation import open_live

OUTSIDE = "192.0.2.7"
"""An address that is not loopback; nothing is sent to it."""


def app_over(data: Path, encoder: Encoder) -> FastAPI:
    """Return the application that answers from a data folder."""
    policy = read_policy(read_settings(data=data, host=OUTSIDE), OUTSIDE)
    searcher = Searcher(open_live(data), encoder, read_calibration(data, encoder.identity.sha256))
    return build_app(LiveSearcher(searcher), texts_in("nb"), "", policy)

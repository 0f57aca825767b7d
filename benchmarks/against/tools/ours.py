"""This program, through what `ask` and `serve` call: verdict, passages and marks are made too."""

from pathlib import Path

import numpy as np

from assistant.errors import QuestionError
from assistant.search.question import read_question
from assistant.search.searcher import Searcher
from assistant.settings import Settings
from assistant.workspace import load_encoder, open_searcher, searcher_over
from benchmarks.against.collection import PAGE, Collection
from benchmarks.against.tools import PASSAGES, Ask


def build(index: Path, collection: Collection) -> None:
    """Build a generation of the documents."""
    from benchmarks.against.sources import cut_of, documents_of
    from index.build import build_generation

    encoder = load_encoder(_settings(index, collection))
    build_generation(documents_of(collection), encoder, index, cut=cut_of(collection))


def open_index(index: Path, collection: Collection) -> Ask:
    """Open what a question needs; of the page, its sources are compared with the index too."""
    settings = _settings(index, collection)
    searcher = open_searcher(settings) if collection.name == PAGE else _opened(settings)
    ids = [passage.id for passage in searcher.generation.passages]

    def ask(text: str) -> list[str]:
        try:
            ranking = searcher.rank(searcher.read(read_question(text)))
        except QuestionError:
            return []
        searcher.answer(ranking)
        scores = ranking.stage("final")
        best = np.argsort(-scores, kind="stable")[:PASSAGES]
        return [ids[row] for row in best if scores[row] > -np.inf]

    return ask


def _settings(index: Path, collection: Collection) -> Settings:
    return Settings(data=index, model=str(collection.encoder))


def _opened(settings: Settings) -> Searcher:
    from index.generation import open_live

    return searcher_over(settings, open_live(settings.data), load_encoder(settings))

"""Find the sentence of each passage that answers, and show the passage with the best one first."""

from dataclasses import dataclass

from assistant.search.literal import count_held, is_lookup, looked_up
from assistant.search.passage_stems import distinct_stems
from assistant.search.ranking import DocumentRank, Ranking
from assistant.search.understanding.rules import read_rules
from assistant.search.unit_scores import ANSWERING_UNITS, PassageUnitSigns
from ingest.records import Document

ANSWER_SHARE = 0.5
"""What the best sentence of a passage counts for in the order of a document's passages, beside what
it counts for in their scores already. Of the right document of 40 questions to five municipal
plans, the first passage then holds the answer for 31, without it for 30."""

PASSAGES_CONSIDERED = 5
"""Best passages of a document among which the best answer is looked for: three are shown, and what
ranks lower than the fifth was never among them."""

MAX_BEHIND_BEST = 0.03
"""How far the second sentence of an answer may be behind the first. With it 34 of 50 answers on the
half `develop` are right, with 0.02 it is 31, with 0.05 as many, and more of them are long."""

MAX_NAME_CHARS = 200
"""Of a line that may be no more than a title, or who it is by."""

LEAST_SCORE = -0.3
"""Score of a passage without a sentence; no sentence of 50 questions' passages scores less."""


@dataclass(frozen=True, slots=True)
class ScoredUnit:
    """A sentence, item or row of a passage's text, and how well it answers; higher is better.

    `place` is its number among the units of the passage.
    """

    place: int
    start: int
    end: int
    score: float


class AnswerFinder:
    """Find the answers to the question of one ranking in its passages."""

    def __init__(self, ranking: Ranking) -> None:
        """Take a ranking."""
        self._query = ranking.query
        self._generation = ranking.generation
        self._weak = ranking.calibration.weak
        rows = ranking.scores.rows.tolist()
        self._final = dict(zip(rows, ranking.final.tolist(), strict=True))
        self._signs: dict[int, PassageUnitSigns] = dict(
            zip(rows, ranking.scores.units.tolist(), strict=True)
        )

    def in_order(self, ranked: DocumentRank) -> list[tuple[int, float]]:
        """Return the rows of a document's passages with their scores, in the order of showing.

        The best of them are ordered by their best answers too. A list has its own order.
        """
        rows = list(zip(ranked.rows, ranked.scores, strict=True))
        if self._query.reading.is_list or not rows:
            return rows
        considered = sorted(rows[:PASSAGES_CONSIDERED], key=lambda each: -self._with_best(each[0]))
        return [*considered, *rows[PASSAGES_CONSIDERED:]]

    def answer(self, row: int, score: float) -> tuple[int, int] | None:
        """Return the characters of a passage's text that answer: one unit, or two in a row.

        None if the passage is not likely to answer at all, or says nothing but what it is of.
        """
        if self._query.reading.is_list or score < self._weak:
            return None
        text = self._generation.passages[row].text
        document = self._generation.documents[int(self._generation.document_of[row])]
        said = tuple(
            unit
            for unit in self._units(row)
            if unit.end - unit.start > MAX_NAME_CHARS
            or not only_names(text[unit.start : unit.end], document)
        )
        units = self._with_words(row, text, said)
        if not units:
            return None
        best = max(units, key=lambda unit: unit.score)
        beside = [unit for unit in units if abs(unit.place - best.place) == 1]
        other = max(beside, key=lambda unit: unit.score, default=best)
        if best.score - other.score > MAX_BEHIND_BEST:
            other = best
        return min(best.start, other.start), max(best.end, other.end)

    def _with_words(
        self, row: int, text: str, units: tuple[ScoredUnit, ...]
    ) -> tuple[ScoredUnit, ...]:
        """Return the units with most words of a look-up; of any other question all.

        If only the title or a heading of the passage holds them, no unit is to be marked. If it is
        found without any of them, its meaning answers.
        """
        if not is_lookup(self._query):
            return units
        asked = looked_up(self._query)
        held = [count_held(text[unit.start : unit.end], asked) for unit in units]
        most = max(held, default=0)
        if most:
            return tuple(unit for unit, count in zip(units, held, strict=True) if count == most)
        in_title = count_held(self._generation.passages[row].encoded_text, asked)
        return () if in_title else units

    def _with_best(self, row: int) -> float:
        """Return the score of a passage together with that of its best unit."""
        best = self._signs[row].best(ANSWERING_UNITS, LEAST_SCORE)
        return float(self._final[row]) + ANSWER_SHARE * best

    def _units(self, row: int) -> tuple[ScoredUnit, ...]:
        """Return the units of a passage with their scores."""
        signs = self._signs[row]
        ranges, scores = signs.ranges.tolist(), signs.scores(ANSWERING_UNITS).tolist()
        return tuple(
            ScoredUnit(place, start, end, score)
            for place, ((start, end), score) in enumerate(zip(ranges, scores, strict=True))
        )


def only_names(line: str, document: Document) -> bool:
    """Return whether a line has no word beside those that name its document, as on a cover."""
    rules = read_rules()
    names = (document.title, document.subtitle, document.municipality, document.publisher)
    titles = " ".join((*filter(None, names), *rules.municipality_words, *rules.county_words))
    return distinct_stems(line) <= distinct_stems(titles)

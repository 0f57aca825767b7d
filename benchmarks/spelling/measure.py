"""Measure corrections: of correct words none is to be changed, of misspelt ones most are mended.

    python benchmarks/spelling/measure.py [--list]

Correct words are those of words.toml, and every word of the judged questions that are not meant to
be misspelt. Mistakes are made with a seed in words of six letters and more that the index or the
terms have: two letters that change places, one doubled, one lost, one exchanged, and æ, ø and å
written in two other ways. The index is the live one of the settings.
"""

import argparse
import random
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.evaluation.judged import read_questions
from assistant.search.spelling import Speller
from assistant.search.terms import Terms, read_terms
from assistant.settings import read_settings
from assistant.workspace import open_index
from index.lexical import split_words
from index.protocol import Generation

WORDS = Path(__file__).with_name("words.toml")
MISTAKEN_WORDS = 240
MISSPELT_KINDS = ("misspelt", "near-miss")
"""Some near misses are misspelt too."""

_WORD = re.compile(r"[a-zæøå]{6,22}")


def main() -> None:
    """Print a line for each kind of correct words, and for each kind of mistake."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true")
    shown = parser.parse_args().list
    generation, terms = open_index(read_settings()), read_terms()
    speller = Speller(generation, terms)
    for kind, words in _correct():
        changed = {word: better for word in words if (better := speller.suggest(word))}
        sys.stdout.write(f"{kind}: {len(words)} correct words, {len(changed)} changed\n")
        if shown and changed:
            sys.stdout.write(f"  {changed}\n")
    known = sorted(_known_words(generation, terms))
    for name, mistake in MISTAKES.items():
        chance = random.Random(15)
        pairs = [(word, mistake(word, chance)) for word in chance.sample(known, len(known))]
        pairs = [(word, wrong) for word, wrong in pairs if wrong != word][:MISTAKEN_WORDS]
        offered = [(word, wrong, speller.suggest(wrong)) for word, wrong in pairs]
        right = sum(word == better for word, _, better in offered)
        other = [each for each in offered if each[2] not in (None, each[0])]
        sys.stdout.write(
            f"{name}: {len(pairs)} misspelt words, {right / len(pairs):.1%} mended, "
            f"{len(other) / len(pairs):.1%} changed into another word\n"
        )
        if shown:
            sys.stdout.write(f"  {[each for each in offered if each[0] != each[2]]}\n")


def _correct() -> Iterator[tuple[str, list[str]]]:
    for kind, words in tomllib.loads(WORDS.read_text("utf-8")).items():
        yield kind, words.split()
    for half in ("develop", "report"):
        asked = {
            word.text.lower()
            for question in read_questions()
            if question.half == half and question.kind not in MISSPELT_KINDS
            for word in split_words(question.text)
        }
        yield f"questions, {half}", sorted(asked)


def _known_words(generation: Generation, terms: Terms) -> set[str]:
    texts = [passage.encoded_text for passage in generation.passages]
    texts += [term for each in terms.sets for term in (*each.nb, *each.nn)]
    return {w.text for text in texts for w in split_words(text) if _WORD.fullmatch(w.text)}


def _swapped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _doubled(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at] + word[at:]


def _lost(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1 :]


def _exchanged(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 2)
    return word[:at] + chance.choice("aeiourtns") + word[at + 1 :]


def _plain(word: str, _chance: random.Random) -> str:
    return word.replace("æ", "ae").replace("ø", "o").replace("å", "a")


def _two_letters(word: str, _chance: random.Random) -> str:
    return word.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")


MISTAKES: dict[str, Callable[[str, random.Random], str]] = {
    "swapped": _swapped,
    "doubled": _doubled,
    "lost": _lost,
    "exchanged": _exchanged,
    "o for ø": _plain,
    "oe for ø": _two_letters,
}


if __name__ == "__main__":
    main()

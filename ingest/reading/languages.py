"""Name the language of a text, and tell a language from letters that were exchanged for others.

The frequent words of a language name it; the pairs of letters that languages in Latin script have
in common tell one that is not listed from gibberish. `corpus/languages.toml` holds both. A language
model would know more, but not the three Sámi languages, Kven, Somali or Tigrinya.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ingest.corpus_data import read_data
from ingest.norwegian.language import detect_language
from ingest.reading.known_words import MAX_UNKNOWN_SHARE, unknown_share
from ingest.records import LANGUAGES, UNKNOWN_LANGUAGE, TextLanguage

MIN_COVERAGE = 0.18
"""Share of the words of a text that are listed for its language. Stretches of 60 words in a listed
language had 0.18 at least but for one in 200, of 60 words with exchanged letters 0.15 at most."""

MIN_COVERAGE_OTHER_SCRIPT = 0.05
"""The same in a script that Norwegian has not: exchanged letters have next to none there, and
Amharic joins its small words to others."""

MIN_LISTED_WORDS = (2, 4)
"""Different listed words that a text must have, in another script and in Latin."""

MIN_LEAD = 2.0
"""A language that the program does not speak must have so many times the points of the one of the
three that has most, in words that only one of the two has: Danish and Norwegian share most."""

MAX_PAIR_RARITY = 9.0
"""Letter pairs of a text in Latin script, in bits a pair. Of stretches of 60 words in 330 languages
that are not listed 2.3 % had more; of those with exchanged letters 0.4 % had less."""

MIN_LETTERS_SHARE, MIN_SIGNS_SHARE = 0.6, 0.4
"""Share of the letters of a text in a script without spaces that are among the frequent ones, and
the same of scripts with a sign for each syllable or word. Leaflets had 0.66 and 0.49 at least."""

LETTERS_OF_PAIRS = "_abcdefghijklmnopqrstuvwxyz"
"""What a pair is made of; "_" is where a word begins or ends."""

_WORD = re.compile(
    r"[^\W\d_][^\s\d.,;:!?\u2026()\[\]{}\u00ab\u00bb\u201e\u201c\u201d\"/|\u2022\u00b7\u2013\u2014=+<>_\u0964\u06d4\u060c\u061b\u061f\u1362\u1363-]*"
)
# Apostrophes, the cedilla for the comma in Romanian, Arabic forms for Persian ones.
_FOLDED = dict(
    zip("\u2019\u02bc`\u00b4\u015f\u0163\u064a\u0643", "''''\u0219\u021b\u06cc\u06a9", strict=True)
)
_UNSPACED = {
    "THAI": "th", "LAO": "lo", "KHMER": "km", "MYANMAR": "my", "CJK": "zh", "HIRAGANA": "ja",
    "KATAKANA": "ja", "HANGUL": "ko",
}  # fmt: skip


def text_language(text: str) -> TextLanguage:
    """Return the ISO 639 code of the language that most of `text` is in, "und" if it is not known.

    If its words are few or too common to tell, it is one of the three that the program speaks.
    """
    script = script_of(text)
    if script in _UNSPACED:
        return foreign_language(text) or UNKNOWN_LANGUAGE
    listed = _listed_language(Counter(words_in(text)), script)
    if listed is not None and listed not in LANGUAGES:
        return listed
    if listed is None and unknown_share(text) > MAX_UNKNOWN_SHARE:
        return UNKNOWN_LANGUAGE
    return detect_language(text)


def foreign_language(text: str) -> TextLanguage | None:
    """Return the language of `text`, "und" if it is one without a name here.

    None is a text in one of the three languages that the program speaks, or in none at all.
    """
    script = script_of(text)
    if script in _UNSPACED:
        code = _UNSPACED[script]
        return code if _has_frequent_letters(text, code) else None
    counts = Counter(words_in(text))
    listed = _listed_language(counts, script)
    if listed is not None:
        return None if listed in LANGUAGES else listed
    is_likely = script == "LATIN" and pair_rarity(counts.elements()) <= MAX_PAIR_RARITY
    return UNKNOWN_LANGUAGE if is_likely else None


def words_in(text: str) -> list[str]:
    """Return the words of `text` in lower case; those of every script, without digits."""
    folded = unicodedata.normalize("NFKC", text).lower()
    # Faster than str.translate: most texts have none of them.
    for variant, usual in _FOLDED.items():
        folded = folded.replace(variant, usual)
    return [word.strip("'") for word in _WORD.findall(folded)]


@lru_cache(maxsize=1)
def words_with_accents() -> frozenset[str]:
    """Return the listed words that have a letter beyond ASCII; they tell encodings apart."""
    by_word, _ = _lists()
    return frozenset(word for word in by_word if not word.isascii())


def pairs_of(word: str) -> Iterator[str]:
    """Yield every two letters in a row of `word`, without accents and with "_" at both ends."""
    plain = unicodedata.normalize("NFD", word).translate(_bases())
    letters = f"_{''.join(letter for letter in plain if 'a' <= letter <= 'z')}_"
    return (letters[start : start + 2] for start in range(len(letters) - 1))


@lru_cache(maxsize=1)
def _bases() -> dict[int, str]:
    return {ord(letter): base for letter, base in read_data("languages.toml")["bases"].items()}


def pair_rarity(words: Iterable[str]) -> float:
    """Return how rare the letter pairs of `words` are on average, in bits."""
    rarity = _rarities()
    found = [rarity[pair] for word in words for pair in pairs_of(word) if pair != "__"]
    return sum(found) / len(found) if found else math.inf


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def script_of(text: str) -> str:
    """Return the name that Unicode gives the script of most letters of `text`, "" without any."""
    scripts: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        if letter.isalpha():
            scripts[_script(letter)] += count
    # Japanese writes its grammar in kana and most of its nouns as Chinese does.
    if scripts["HIRAGANA"] > scripts["CJK"] / 10:
        return "HIRAGANA"
    return max(scripts, key=lambda script: scripts[script], default="")


def _listed_language(counts: Counter[str], script: str) -> TextLanguage | None:
    """Return the listed language with most evidence in the words, None if there is too little."""
    is_latin = script == "LATIN"
    by_word, weights = _lists()
    total = sum(count for word, count in counts.items() if len(word) > 1)
    points: defaultdict[str, float] = defaultdict(float)
    covered: Counter[str] = Counter()
    different: Counter[str] = Counter()
    for word, count in counts.items():
        for code in by_word.get(word, ()):
            points[code] += weights[word] * count
            if len(word) > 1:
                covered[code] += count
                different[code] += 1
    if not points:
        return None
    own = max(LANGUAGES, key=lambda code: points[code])
    best = max(points, key=lambda code: points[code])
    if best != own:
        only = {
            code: [word for word in counts if set(by_word.get(word, ())) & {best, own} == {code}]
            for code in (best, own)
        }
        lead = {code: sum(weights[word] * counts[word] for word in only[code]) for code in only}
        if lead[best] < MIN_LEAD * lead[own] or len(only[best]) < MIN_LISTED_WORDS[is_latin]:
            best = own
    least = MIN_COVERAGE if is_latin else MIN_COVERAGE_OTHER_SCRIPT
    if covered[best] < least * total or different[best] < MIN_LISTED_WORDS[is_latin]:
        return None
    return best.partition("-")[0]


def _has_frequent_letters(text: str, code: str) -> bool:
    letters = [each for each in text if each.isalpha() or unicodedata.category(each)[0] == "M"]
    frequent = _letters()[code]
    least = MIN_SIGNS_SHARE if code in ("zh", "ja", "ko") else MIN_LETTERS_SHARE
    return sum(letter in frequent for letter in letters) >= least * len(letters)


@lru_cache(maxsize=1)
def _letters() -> dict[str, frozenset[str]]:
    """Return the frequent letters of each language without spaces between words."""
    return {code: frozenset(row) for code, row in read_data("languages.toml")["letters"].items()}


@lru_cache(maxsize=1)
def _lists() -> tuple[dict[str, tuple[str, ...]], dict[str, float]]:
    """Return the languages of each listed word, and its points: more if the languages are few."""
    data = read_data("languages.toml")
    by_word: dict[str, tuple[str, ...]] = {}
    codes = dict.fromkeys((*data["words"], *data["own_words"]))
    lists = {c: f"{data['words'].get(c, '')} {data['own_words'].get(c, '')}" for c in codes}
    for code, row in lists.items():
        for word in set(words_in(row)):
            by_word[word] = (*by_word.get(word, ()), code)
    weights = {word: 0.3 + math.log(len(lists) / len(codes)) for word, codes in by_word.items()}
    return by_word, weights


@lru_cache(maxsize=1)
def _rarities() -> dict[str, int]:
    rows = (row.split(":") for row in read_data("languages.toml")["letter_pairs"])
    return {
        first + second: int(digit, 16)
        for first, digits in rows
        for second, digit in zip(LETTERS_OF_PAIRS, digits, strict=True)
    }

"""Write corpus/languages.toml: what languages look like, from a text that all of them have.

Run from the project's folder with the translations of the Universal Declaration of Human Rights,
as the UDHR in Unicode project keeps them (one XML file a language, in its folder data/udhr):

    python benchmarks/languages.py path/to/data/udhr

Only the most frequent words and the frequencies of letters are kept. What stands under [bases],
[own_words] and [own_letters] was written by hand and stays: the words of leaflets, which are not
those of the declaration, and languages that have no translation there.
"""

import math
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ingest.corpus_data import BUNDLED_CORPUS, read_data
from ingest.reading.languages import LETTERS_OF_PAIRS, pairs_of, words_in

WORDS_PER_LANGUAGE = 50
"""With 30 or 80 of them 0.934 and 0.947 of stretches of 30 words are named right, with 50 0.945:
learnt on every second paragraph of the translations and measured on the others."""

FREQUENT_LETTERS_SHARE = 0.7
"""Share of a translation that its most frequent letters make up, of a script without spaces."""

WORD_SCRIPTS = {
    "nb": "nob", "nn": "nno", "en": "eng", "da": "dan", "sv": "swe", "is": "isl", "fo": "fao",
    "fi": "fin", "fkv": "fkv", "se": "sme", "de": "deu_1996", "nl": "nld", "fr": "fra",
    "es": "spa", "pt": "por_PT", "it": "ita", "ca": "cat", "ro": "ron_2006", "pl": "pol",
    "cs": "ces", "sk": "slk", "sl": "slv", "hr": "hrv", "bs": "bos_latn", "sr": "srp_latn",
    "sq": "als", "hu": "hun", "lt": "lit", "tr": "tur", "az": "azj_latn", "uz": "uzn_latn",
    "ku": "kmr", "rom": "rmn", "so": "som", "om": "gax", "sw": "swh", "rw": "kin", "rn": "run",
    "ln": "lin", "ha": "hau_NG", "yo": "yor", "ig": "ibo", "tl": "tgl", "ceb": "ceb",
    "id": "ind", "vi": "vie", "ga": "gle", "cy": "cym", "eu": "eus", "mt": "mlt",
    "uk": "ukr", "ru": "rus", "be": "bel", "bg": "bul", "mk": "mkd", "sr-Cyrl": "srp_cyrl",
    "kk": "kaz", "el": "ell_monotonic", "ar": "arb", "fa": "pes_1", "ps": "pbu", "ur": "urd",
    "ug": "uig_arab", "am": "amh", "ti": "tir", "he": "heb", "hy": "hye", "ka": "kat",
    "hi": "hin", "ne": "nep", "bn": "ben", "pa": "pan", "ta": "tam", "si": "sin",
}  # fmt: skip
UNSPACED_SCRIPTS = {
    "th": "tha2", "lo": "lao", "km": "khm", "my": "mya", "zh": "cmn_hans", "ja": "jpn",
    "ko": "kor",
}  # fmt: skip

HEAD = """\
# What the languages of a municipality's leaflets look like. Made by benchmarks/languages.py from
# the translations of the Universal Declaration of Human Rights.
# What stands under [bases], [own_words] and [own_letters] is written by hand.

"""


def main() -> None:
    """Read the translations in the folder that is named, and write the data."""
    folder = Path(sys.argv[1])
    before = read_data("languages.toml")
    words: dict[str, str] = {}
    pairs: Counter[str] = Counter()
    for code, name in WORD_SCRIPTS.items():
        text = _translation(folder, name)
        counts = Counter(words_in(text))
        words[code] = " ".join(word for word, _ in counts.most_common(WORDS_PER_LANGUAGE))
        pairs_here = Counter(pair for word in counts.elements() for pair in pairs_of(word))
        if _is_latin(text):
            pairs.update({pair: count / pairs_here.total() for pair, count in pairs_here.items()})
    letters = {
        code: "".join(
            dict.fromkeys(
                (
                    *_frequent_letters(_translation(folder, name)),
                    *before["own_letters"].get(code, ""),
                )
            )
        )
        for code, name in UNSPACED_SCRIPTS.items()
    }
    table = [
        first + ":" + "".join(_rarity(pairs, first + second) for second in LETTERS_OF_PAIRS)
        for first in LETTERS_OF_PAIRS
    ]
    target = BUNDLED_CORPUS / "languages.toml"
    target.write_text(HEAD + _toml(before, words, letters, table), "utf-8")


def _translation(folder: Path, name: str) -> str:
    root = etree.parse(folder / f"udhr_{name}.xml").getroot()
    return "\n".join(" ".join(paragraph.itertext()) for paragraph in root.iter("{*}para"))


def _frequent_letters(text: str) -> Iterator[str]:
    counts = Counter(
        each for each in text if each.isalpha() or unicodedata.category(each)[0] == "M"
    )
    left = FREQUENT_LETTERS_SHARE * counts.total()
    for letter, count in counts.most_common():
        if left > 0:
            yield letter
        left -= count


def _is_latin(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum("LATIN" in unicodedata.name(each, "") for each in letters) > len(letters) / 2


def _rarity(pairs: Counter[str], pair: str) -> str:
    """Return the negative binary logarithm of the share of a pair, as a hexadecimal digit."""
    share = pairs[pair] / pairs.total()
    return f"{min(15, max(0, round(-math.log2(share)) if share else 15)):x}"


def _toml(
    before: dict[str, dict[str, str]],
    words: dict[str, str],
    letters: dict[str, str],
    table: list[str],
) -> str:
    lines = [
        "# How rare it is that one letter follows another in Latin script, accents apart: after",
        "# the colon one hexadecimal digit for each second letter, in the order of the first ones;",
        '# the negative binary logarithm of the share of the pair; "_" is the edge of a word.',
        "letter_pairs = [",
        *(f'    "{row}",' for row in table),
        "]",
        "",
        "# The most frequent words of each language.",
        "[words]",
        *(f'{code} = "{row}"' for code, row in words.items()),
        "",
        "# Letters that Unicode does not take apart, and what they count as in a pair.",
        "[bases]",
        *(f'"{letter}" = "{base}"' for letter, base in before["bases"].items()),
        "",
        "# What leaflets say and the declaration does not; languages without a translation of it.",
        "[own_words]",
        *(f'{code} = "{row}"' for code, row in before["own_words"].items()),
        "",
        "[own_letters]",
        *(f'{code} = "{row}"' for code, row in before["own_letters"].items()),
        "",
        "# The most frequent letters of languages that do not part words, or join them to others.",
        "[letters]",
        *(f'{code} = "{row}"' for code, row in letters.items()),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()

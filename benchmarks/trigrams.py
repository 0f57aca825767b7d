"""Write corpus/trigrams.toml: the stretches of three letters that Norwegian and English words have.

Run from the project's folder with the files to learn from:

    python benchmarks/trigrams.py noark-5-v5.pdf debian-edu-itil-manual.pdf

The source page and the judged questions of the corpus are always among them. The list that is kept
came from Noark 5 version 5 and Debian's manuals debian-edu-bookworm-manual, debian-edu-itil-manual
and rosegarden-manual in bokmål, which also have English; only that three letters occur is kept.
"""

import sys
from collections import defaultdict
from pathlib import Path

from ingest.corpus import read_corpus
from ingest.corpus_data import BUNDLED_CORPUS, read_data
from ingest.reading.known_words import trigrams, words_of
from ingest.sandbox.safe_reader import read_safely

HEAD = """\
# Three letters that follow each other in words of Norwegian or English: the first two, and after
# the colon every third; "_" is where a word begins or ends. Made by benchmarks/trigrams.py.

trigrams = [
"""


def main() -> None:
    """Learn from the corpus and the files that are named, and write the list."""
    texts = [document.text for document in read_corpus()]
    texts += [question["text"] for question in read_data("questions.toml")["question"]]
    for name in sys.argv[1:]:
        texts += [page.text for page in read_safely(Path(name)).pages]
    thirds: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for word in words_of(text):
            for three in trigrams(word):
                thirds[three[:2]].add(three[2])
    rows = (f'    "{two}:{"".join(sorted(thirds[two]))}",\n' for two in sorted(thirds))
    target = BUNDLED_CORPUS / "trigrams.toml"
    target.write_text(HEAD + "".join(rows) + "]\n", "utf-8")


if __name__ == "__main__":
    main()

"""Write a word without the letters that only Norwegian has, however a keyboard left them out."""

from ingest.corpus_data import read_data


def folded(word: str) -> str:
    """Return a word, in small letters, without them: "tromso" for "tromsoe" too."""
    table: dict[str, list[str]] = read_data("spelling.toml")["without_letters"]
    for plain, others in table.items():
        for other in others:
            word = word.replace(other, plain)
    return word

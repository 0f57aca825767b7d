"""Write a word without æ, ø and å, however a keyboard left them out."""

_WITHOUT_NORWEGIAN_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


def folded(word: str) -> str:
    """Return a word, in small letters, without æ, ø and å: "baerum" for "bærum" and "baerum"."""
    plain = word.translate(_WITHOUT_NORWEGIAN_LETTERS)
    return plain.replace("aa", "a").replace("oe", "o")

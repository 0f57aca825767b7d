"""Name the language of a text in the language of the program."""

from assistant.show.texts import Texts
from ingest.records import LANGUAGES, UNKNOWN_LANGUAGE, TextLanguage


def language_in_sentence(code: TextLanguage, texts: Texts) -> str:
    """Return the name of a language as it stands inside a sentence; its code if it has no name."""
    key = f"language_names.{code}"
    return texts(key) if key in texts else code


def language_label(code: TextLanguage, texts: Texts) -> str:
    """Return the name of a language as it stands alone, in a list or a filter."""
    if code in LANGUAGES:
        return texts(f"language.{code}")
    key = "unknown" if code == UNKNOWN_LANGUAGE else code
    name = language_in_sentence(key, texts)
    return name[:1].upper() + name[1:]

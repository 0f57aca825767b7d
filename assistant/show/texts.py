"""Every text that a user reads, in bokmål, nynorsk and English, from texts/*.toml."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ingest.errors import EksempelfinnerError
from ingest.records import Language


class Texts:
    """The texts of one language, by their dotted keys."""

    def __init__(self, language: Language, tree: dict[str, Any]) -> None:
        """Take the texts of `language` as a tree of tables."""
        self.language = language
        self._tree = tree

    def __call__(self, key: str, **values: object) -> str:
        """Return the text at `key` with its placeholders filled in."""
        node: Any = self._tree
        for part in key.split("."):
            node = node[part]
        text: str = node
        return text.format(**values) if values else text

    def __contains__(self, key: str) -> bool:
        """Return whether there is a text at `key`."""
        node: Any = self._tree
        for part in key.split("."):
            if not isinstance(node, dict) or part not in node:
                return False
            node = node[part]
        return isinstance(node, str)

    def error(self, error: EksempelfinnerError) -> str:
        """Return the sentence that tells the user of `error`.

        A reason that is the program's own is worded in the language; those of libraries stay.
        """
        details = error.details
        if details.get("reason") in self._tree["reasons"]:
            details["reason"] = self(f"reasons.{details['reason']}")
        return self(f"errors.{type(error).__name__}", **details)

    def web_error(self, error: EksempelfinnerError) -> str:
        """Return the sentence of `error` for who reads the page and can run no command."""
        key = f"web_errors.{type(error).__name__}"
        return self(key, **error.details) if key in self else self.error(error)


@lru_cache(maxsize=3)
def texts_in(language: Language) -> Texts:
    """Return the texts in `language`."""
    path = files("assistant") / "texts" / f"{language}.toml"
    return Texts(language, tomllib.loads(path.read_text(encoding="utf-8")))

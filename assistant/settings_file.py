"""Where the settings file is, and the one setting that is needed before all others: the language.

Wrong usage must be told in the user's language, and so before the options are known to be right.
"""

import os
import tomllib
from pathlib import Path

from platformdirs import user_config_path

from ingest.records import LANGUAGES, Language

APP = "eksempelfinner"
CONFIG_VARIABLE = "EKSEMPELFINNER_CONFIG"
LANGUAGE_VARIABLE = "EKSEMPELFINNER_LANGUAGE"
DEFAULT_LANGUAGE: Language = "nb"


def settings_file() -> Path:
    """Return the path of the settings file, whether there is one or not."""
    named = os.environ.get(CONFIG_VARIABLE)
    return Path(named) if named else user_config_path(APP) / "settings.toml"


def choose_language(flag: str | None = None) -> Language:
    """Return the language that the program speaks: by flag, environment, settings file or default.

    The order is that of `assistant.settings`, which also tells of a value that is not a language;
    here such a value is passed over.
    """
    for named in (flag, os.environ.get(LANGUAGE_VARIABLE), _in_settings_file()):
        for language in LANGUAGES:
            if language == named:
                return language
    return DEFAULT_LANGUAGE


def _in_settings_file() -> object:
    try:
        with settings_file().open("rb") as file:
            return tomllib.load(file).get("language")
    except (OSError, ValueError):
        return None

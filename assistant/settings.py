"""One place for every option: flags over environment over settings file over defaults."""

import os
import re
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_data_path
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from assistant.errors import SettingInvalid
from assistant.settings_file import APP, CONFIG_VARIABLE, DEFAULT_LANGUAGE, settings_file
from index.engine_names import EngineName
from ingest.errors import reason_of
from ingest.records import Language

MAX_DAYS_KEPT = 365
"""The longest that a question which found nothing may be kept."""

_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*(/[A-Za-z0-9][A-Za-z0-9._~-]*)*")
_PATH_FORM = "letters, digits, . _ ~ and - with / between them"


class Settings(BaseSettings):
    """Every option of the program.

    Each can be set as EKSEMPELFINNER_<NAME> in the environment or as <name> in the settings file,
    which is settings.toml in the user's configuration folder or the file that
    EKSEMPELFINNER_CONFIG names.
    """

    model_config = SettingsConfigDict(env_prefix="EKSEMPELFINNER_", extra="forbid", frozen=True)

    data: Path = Field(default_factory=lambda: user_data_path(APP))
    corpus: Path | None = None
    model: str | None = None
    language: Language = DEFAULT_LANGUAGE
    threads: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1, le=256)
    # What the index is kept in: files in the data folder, a Qdrant server, or its engine here.
    engine: EngineName = "files"
    # The address of the Qdrant server. Its API key stands in the environment alone.
    qdrant_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=0, le=65535)
    # On other addresses than loopback: let everyone in who reaches the page.
    public: bool = False
    # The header in which a proxy names the user, such as X-Forwarded-User.
    proxy_user_header: str = Field(default="", pattern=r"^[A-Za-z0-9-]*$")
    # Addresses and networks, with commas between them, whose X-Forwarded-* and user are believed.
    trusted_proxies: str = ""
    # The path that a proxy serves the page under, such as /eksempelfinner.
    root_path: str = ""
    # Count what is asked, without the words of it.
    counts: bool = False
    # For how many days the questions that found nothing are kept; without any none is.
    keep_unanswered: int = Field(default=0, ge=0, le=MAX_DAYS_KEPT)
    # Write a line of every request, without its question.
    log: Literal["json", "text"] | None = None
    # The e-mail address that readers of the page send errors to; without it none is shown.
    contact: str = Field(default="", pattern=r"^([^\s@?&]+@[^\s@?&]+)?$")

    @field_validator("trusted_proxies")
    @classmethod
    def check_networks(cls, value: str) -> str:
        """Check that every part is an address or a network; a name or "*" is none."""
        for part in filter(None, (part.strip() for part in value.split(","))):
            ip_network(part)
        return value

    @field_validator("root_path")
    @classmethod
    def read_root_path(cls, value: str) -> str:
        """Return the path with "/" before it and none behind it, or "" for the root itself."""
        parts = value.strip("/")
        if not parts:
            return ""
        if not _PATH.fullmatch(parts):
            raise ValueError(_PATH_FORM)
        return f"/{parts}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources; there is no .env file and there are no secrets."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, settings_file())


def with_flags(settings: Settings, **flags: Any) -> Settings:
    """Return settings with the flags that are not None over what they have.

    Raises:
        SettingInvalid: a value cannot be used.
    """
    return read_settings(**{**settings.model_dump(), **_given(flags)})


def read_settings(**flags: Any) -> Settings:
    """Return the settings, with the flags that are not None over everything else.

    Raises:
        SettingInvalid: a value cannot be used, or the settings file is not TOML.
    """
    named = os.environ.get(CONFIG_VARIABLE)
    if named and not Path(named).is_file():
        raise SettingInvalid(name=CONFIG_VARIABLE, reason=named)
    try:
        return Settings(**_given(flags))
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingInvalid(name=name, reason=f"{first['input']!r}: {first['msg']}") from error
    except (OSError, ValueError) as error:
        raise SettingInvalid(name=str(settings_file()), reason=reason_of(error)) from error


def _given(flags: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in flags.items() if value is not None}

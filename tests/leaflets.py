"""The sentences of tests/data/leaflets.toml by the code of their language."""

import tomllib
from pathlib import Path

LEAFLETS: dict[str, str] = tomllib.loads(
    (Path(__file__).parent / "data" / "leaflets.toml").read_text("utf-8")
)["leaflets"]

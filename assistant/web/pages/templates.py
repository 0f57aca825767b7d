"""Fill in the HTML templates; whatever is put into them is escaped."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

FOLDER = Path(__file__).parents[1] / "templates"


def fill(name: str, **values: Any) -> Markup:
    """Return the template `name` with `values`, as markup that is safe to show."""
    # The templates escape everything that is no Markup, so what they write is.
    return Markup(_environment().get_template(name).render(**values))  # noqa: S704


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )

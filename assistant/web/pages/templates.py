"""Fill in the HTML templates; whatever is put into them is escaped.

A template only prints: it reads one value, which has the template's own name in it, and the texts.
"""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant.show.texts import Texts

TEMPLATES_FOLDER = Path(__file__).parents[1] / "templates"


def fill(name: str, texts: Texts, value: object) -> Markup:
    """Return the template `name`.html, in which `value` is called `name`, as markup."""
    template = environment().get_template(f"{name}.html")
    # The templates escape everything that is not Markup, so what they write is.
    return Markup(template.render({"texts": texts, name: value}))  # noqa: S704


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return where the templates are found, and how they are read."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )

"""Take from the HTML that Gradio serves what its page needs to run, and nothing else.

The rest of that HTML is of no use here: it names Gradio's own site and logo, offers phones an app
that does not exist, and sets the language of the document to English.
"""

import re
from dataclasses import dataclass

from markupsafe import Markup

_CONFIG = re.compile(r"<script>\s*window\.gradio_config = .*?</script>", re.DOTALL)
_API = re.compile(r"<script>\s*window\.gradio_api_info = .*?</script>", re.DOTALL)
_SCRIPT = re.compile(r'<script type="module"[^>]*\bsrc="\./assets/[^"]+"[^>]*></script>')
_STYLE = re.compile(r'<link rel="stylesheet"[^>]*\bhref="\./assets/[^"]+"[^>]*>')

MODE = '<script>window.__gradio_mode__ = "app"</script>'
APP = Markup('<gradio-app embed="false" eager="true" hidden></gradio-app>')


@dataclass(frozen=True, slots=True)
class GradioParts:
    """The elements that go into the head, and the one that Gradio fills."""

    head: Markup
    app: Markup


NO_GRADIO = GradioParts(Markup(), Markup())


def gradio_parts(html: str) -> GradioParts | None:
    """Return the parts of Gradio's own page, or None if it is not laid out as expected."""
    config, script, style = (pattern.search(html) for pattern in (_CONFIG, _SCRIPT, _STYLE))
    if not (config and script and style):
        return None
    api = _API.search(html)
    head = [MODE, config.group(), *([api.group()] if api else []), style.group(), script.group()]
    # Gradio wrote it: the configuration is JSON with "<" escaped.
    return GradioParts(Markup("\n".join(head)), APP)  # noqa: S704

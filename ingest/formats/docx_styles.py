"""Tell how a run of a document of Word looks: whether it is hidden, and whether it is raised.

A run has a look of its own, or by its style, by the style of its paragraph, or by the document.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.formats.docx_names import W, number, switch, value

_USUAL_SIZE = 20  # half points, if the document does not give it


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run looks: whether it is hidden, and whether it is raised above the line."""

    is_hidden: bool = False
    is_raised: bool = False


class WordStyles:
    """The styles of a document; `styles` is the element that defines them, None if none does."""

    def __init__(self, styles: Any | None) -> None:
        defined = [] if styles is None else styles.findall(f"{W}style")
        self.by_id = {style.get(f"{W}styleId"): style for style in defined}
        self.default = next(
            (
                style.get(f"{W}styleId")
                for style in defined
                if style.get(f"{W}default") in ("1", "true", "on")
                and style.get(f"{W}type") == "paragraph"
            ),
            None,
        )
        defaults = None if styles is None else styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.defaults = [] if defaults is None else [defaults]
        self._by_styles: dict[tuple[str | None, str | None], _StyleLook] = {}

    def chain(self, name: str | None) -> Iterator[Any]:
        """Yield the style `name`, and the styles on which it is based."""
        seen: set[str] = set()
        while name is not None and name in self.by_id and name not in seen:
            seen.add(name)
            yield self.by_id[name]
            name = value(self.by_id[name], "basedOn")

    def look(self, properties: Any | None, paragraph_style: str | None) -> RunLook:
        """Return the look of a run with `properties` in a paragraph of a style."""
        run_style = None if properties is None else value(properties, "rStyle")
        styled = self._styled(run_style, paragraph_style)
        if properties is None:
            return styled.look
        direct = switch(properties, "vanish")
        is_hidden = styled.look.is_hidden if direct is None else direct
        if switch(properties, "specVanish") and direct is not False:
            is_hidden = True
        aligned = value(properties, "vertAlign")
        position = _whole(value(properties, "position"))
        if aligned is None and position is None and properties.find(f"{W}sz") is None:
            return RunLook(is_hidden, styled.look.is_raised)
        size = number(value(properties, "sz")) or styled.size
        position = styled.position if position is None else position
        is_small = position > 0 and size < styled.paragraph_size
        return RunLook(is_hidden, _is_raised(aligned or styled.aligned, is_small))

    def _styled(self, run_style: str | None, paragraph_style: str | None) -> "_StyleLook":
        key = (run_style, paragraph_style)
        if key not in self._by_styles:
            self._by_styles[key] = self._find(run_style, paragraph_style or self.default)
        return self._by_styles[key]

    def _find(self, run_style: str | None, paragraph_style: str | None) -> "_StyleLook":
        of_run, of_paragraph = (
            [found for style in self.chain(name) if (found := style.find(f"{W}rPr")) is not None]
            for name in (run_style, paragraph_style)
        )
        switches = [
            next((on for look in looks if (on := switch(look, "vanish")) is not None), False)
            for looks in (of_run, of_paragraph, self.defaults)
        ]
        # The styles of a run and of its paragraph cancel each other out (ISO 29500-1, 17.7.3).
        is_hidden = switches[2] or switches[0] != switches[1]
        all_looks = [*of_run, *of_paragraph, *self.defaults]
        sizes = [number(value(look, "sz")) for look in [*of_paragraph, *self.defaults]]
        paragraph_size = next(filter(None, sizes), _USUAL_SIZE)
        own_sizes = [number(value(look, "sz")) for look in of_run]
        size = next(filter(None, own_sizes), paragraph_size)
        aligned = next(filter(None, (value(look, "vertAlign") for look in all_looks)), None)
        positions = (_whole(value(look, "position")) for look in all_looks)
        position = next((found for found in positions if found is not None), 0)
        is_small = position > 0 and size < paragraph_size
        look = RunLook(is_hidden, _is_raised(aligned, is_small))
        return _StyleLook(look, aligned, position, size, paragraph_size)


@dataclass(frozen=True, slots=True)
class _StyleLook:
    """The look that styles give; sizes and the position above the line are in half points."""

    look: RunLook
    aligned: str | None
    position: int
    size: int
    paragraph_size: int


def _is_raised(aligned: str | None, is_small_and_high: bool) -> bool:
    return aligned == "superscript" or (aligned in (None, "baseline") and is_small_and_high)


def _whole(text: str | None) -> int | None:
    """Return a number of half points, which older files write with a unit; None if it is none."""
    sign, digits = ("-", text[1:]) if text and text[0] == "-" else ("", text or "")
    digits = digits.removesuffix("pt").partition(".")[0]
    return int(sign + digits) if digits.isdecimal() and len(digits) < 6 else None

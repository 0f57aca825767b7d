"""Hide what the style sheets of a web page hide, as if its elements were hidden themselves.

Only simple selectors hide: a tag, classes and an id of one element. If another selector shows the
same class or id in some state, such as "input:checked ~ .panel" or ".panel.open", the page unfolds
it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_SIMPLE = re.compile(r"(?:[\w-]+|\*)?(?:[.#][\w-]+)*")
_NAME = re.compile(r"[.#][\w-]+")
_STATE = re.compile(r"::?[\w-]+(?:\([^)]*\))?|\[[^\]]*\]")
_COMBINATOR = re.compile(r"[\s>+~]+")
_DECLARATION = re.compile(r"(?:^|;)\s*(display|visibility)\s*:\s*([\w-]+)\s*(!\s*important)?", re.I)
_NOT_SHOWN = {"display": ("none",), "visibility": ("hidden", "collapse")}
_EVERY_SCREEN = re.compile(r"(?:(?:only\s+)?(?:screen|all))?", re.I)
_NOT_ON_SCREEN = re.compile(r"(?:print|speech|aural)\b", re.I)
_NEVER_HIDDEN = frozenset({"html", "body", "main"})  # a script shows these once a page is loaded
_UNREAD = ("noscript", "template")
_MAX_DEPTH = 4  # of conditions in conditions


@dataclass(frozen=True, slots=True)
class _Rule:
    """That a selector shows or hides; `everywhere` is whether it does so on every screen.

    The last of two that count the same wins, by `position`.
    """

    position: int
    selector: str
    property: str
    hides: bool
    important: bool
    everywhere: bool


@dataclass(frozen=True, slots=True)
class _Selector:
    """A simple selector, whose `names` are ".class" and "#id"."""

    tag: str
    names: frozenset[str]

    @property
    def weight(self) -> tuple[int, int, int]:
        """Return how much more it counts than another: by its ids, its classes, its tag."""
        ids = sum(name.startswith("#") for name in self.names)
        return ids, len(self.names) - ids, int(bool(self.tag))


_Match = tuple[_Rule, _Selector]


def hide_by_style_sheets(root: Any) -> None:
    """Write into the elements of a page what its style sheets hide; their own style counts more.

    What the page unfolds is marked as found by the browser.
    """
    stated = (each for sheet in _sheets(root) for each in _rules(sheet, True))
    rules = [_Rule(position, *each) for position, each in enumerate(stated)]
    if not any(rule.hides for rule in rules):
        return
    simple = [(_simple(rule.selector), rule) for rule in rules]
    by_name: dict[str, list[_Match]] = {}
    for found, rule in simple:
        # A rule of a few screens hides nothing for good, but what it shows is read.
        if found is not None and (rule.everywhere or not rule.hides):
            by_name.setdefault(min(found.names, default=found.tag), []).append((rule, found))
    unfolded = [
        frozenset(_NAME.findall(_STATE.sub("", _COMBINATOR.split(rule.selector)[-1])))
        for found, rule in simple
        if not rule.hides and (found is None or len(found.names) > 1)
    ]
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in _NEVER_HIDDEN:
            own = {f".{name}" for name in (element.get("class") or "").split()}
            own |= {f"#{element.get('id') or ''}", element.tag, ""}
            matching = [
                (rule, found)
                for name in own
                for rule, found in by_name.get(name, ())
                if found.names <= own and found.tag in ("", element.tag)
            ]
            if any(rule.hides for rule, _ in matching):
                _hide(element, matching, unfolded)


def _hide(element: Any, matching: list[_Match], unfolded: list[frozenset[str]]) -> None:
    style = element.get("style") or ""
    stated = {name.lower(): bool(important) for name, _, important in _DECLARATION.findall(style)}
    for name, (value, *_) in _NOT_SHOWN.items():
        of_name = [each for each in matching if each[0].property == name]
        if not of_name or any(not rule.hides and not rule.everywhere for rule, _ in of_name):
            continue
        rule, found = max(
            of_name, key=lambda each: (each[0].important, each[1].weight, each[0].position)
        )
        is_own = name in stated and (stated[name] or not rule.important)
        if rule.hides and not is_own and next(element.iter("main"), None) is None:
            if any(found.names <= names for names in unfolded):
                element.set("hidden", "until-found")
            else:
                element.set("style", f"{style};{name}:{value}")


def _sheets(root: Any) -> Iterator[str]:
    """Yield the text of the style sheets in a page that count on a screen."""
    for style in root.iter("style"):
        is_read = next(style.iterancestors(*_UNREAD), None) is None
        if is_read and _EVERY_SCREEN.fullmatch((style.get("media") or "").strip()):
            yield _COMMENT.sub(" ", style.text or "")


def _rules(
    sheet: str, everywhere: bool, depth: int = 0
) -> Iterator[tuple[str, str, bool, bool, bool]]:
    """Yield the fields of the rules of a style sheet that show or hide, in its order."""
    for prelude, body in _blocks(sheet):
        if prelude.startswith("@"):
            name, _, condition = prelude.partition(" ")
            is_media = name.lower() == "@media" and not _NOT_ON_SCREEN.match(condition)
            if is_media and depth < _MAX_DEPTH:
                is_every = _EVERY_SCREEN.fullmatch(condition.strip()) is not None
                yield from _rules(body, everywhere and is_every, depth + 1)
            continue
        # Rules inside a rule are of other elements.
        for name, value, important in _DECLARATION.findall(body.partition("{")[0]):
            hides = value.lower() in _NOT_SHOWN[name.lower()]
            for selector in prelude.split(","):
                yield selector.strip(), name.lower(), hides, bool(important), everywhere


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield each block of a style sheet: what stands in front of it, and what is in it."""
    depth, start, prelude = 0, 0, ""
    for brace in re.finditer(r"[{}]", sheet):
        if brace[0] == "{":
            if not depth:
                # "@import ...;" has no block.
                prelude = sheet[start : brace.start()].rpartition(";")[2].strip()
                start = brace.end()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield prelude, sheet[start : brace.start()]
                start = brace.end()


def _simple(selector: str) -> _Selector | None:
    """Return a selector of one element by tag, classes and id, or None if it is of another kind."""
    if not selector or not _SIMPLE.fullmatch(selector):
        return None
    tag = re.split(r"[.#]", selector)[0].lower()
    return _Selector("" if tag == "*" else tag, frozenset(_NAME.findall(selector)))

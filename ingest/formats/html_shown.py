"""Decide what of a web page is read: what it shows, also what is folded away at this moment.

A page hides two kinds of text. Folded text (an accordion, a tab, details) shows when its reader
asks for it: something on the page opens it. Text that nothing opens is nobody's to read.
"""

import re
from collections.abc import Iterator
from typing import Any, Literal

from ingest.formats.html_elements import (
    BLOCK_TAGS,
    HEADING_TAGS,
    SILENT_TAGS,
    letters_in,
    names_of,
    text_of,
    texts_of,
)
from ingest.formats.html_menus import MIN_LINK_SHARE, Menus
from ingest.formats.web_words import web_names, web_pattern
from ingest.reading.file_text import LeftOutReason

Unread = LeftOutReason | Literal["silent"]
"""Why an element is not read; nobody need be told of one that is silent."""

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_NO_DISPLAY = re.compile(r"display\s*:\s*none", re.I)
_SCRIPT_STRING = re.compile(r"['\"]#?([\w-]+)['\"]")
_MENU_ROLES = frozenset({
    "banner", "contentinfo", "menu", "menubar", "navigation", "search", "toolbar",
})  # fmt: skip
_NOTICE_ROLES = frozenset({"alert", "alertdialog", "dialog"})
_MAX_NOTICE_LETTERS = 600  # of one that is told by its words alone
_CONTROL_ROLES = frozenset({"button", "tab"})
_CONTROL_ATTRIBUTES = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle")
_FOLDING_TOGGLES = frozenset({"collapse", "tab", "pill", "dropdown"})
_MAX_LABEL_LETTERS = 200
_TEXT_FIELDS = frozenset({"", "text", "search", "email", "tel", "password"})
_LEVELS_UP = 3  # how far outside its wrappers the control of a panel may stand


class Shown:
    """What is read of a page, whose main part, or the whole of which, is `top`.

    `is_part` is whether all of the page is the text of a document.
    """

    def __init__(self, root: Any, top: Any, is_part: bool) -> None:
        self.menus = Menus(top, is_part)
        self.by_id: dict[str, Any] = {}
        self.controls: dict[str, Any] = {}
        for element in root.iter(*_CONTROL_TAGS):
            for name in _controlled_ids(element):
                self.controls.setdefault(name, element)
        for element in root.xpath("//*[@id]"):
            self.by_id.setdefault(element.get("id"), element)
        self._labels: dict[Any, str | None] = {}

    def why_unread(self, element: Any) -> Unread | None:
        """Return why an element is not read, or None if it is."""
        tag, get = element.tag, element.get
        if tag in SILENT_TAGS or (tag in ("select", "button") and not self.is_read_button(element)):
            return "silent"
        if get("role") == "tab" or (
            tag == "summary" and web_pattern("more").fullmatch(text_of(element))
        ):
            return "silent"  # the label of a tab is read above its panel
        role = get("role")
        if tag == "dialog" or role in _NOTICE_ROLES or self._is_consent(element):
            return "notice"
        if tag in ("nav", "menu", "footer") or role in _MENU_ROLES:
            return "menu"
        if element in self.menus.reasons:
            return self.menus.reasons[element]
        if is_hidden(element) and not self.is_folded(element):
            return "menu" if self._is_link_list(element) else "hidden"
        return None

    def is_read_button(self, element: Any) -> bool:
        """Return whether a button is text: a heading, or the label of a part that it unfolds."""
        if element.tag != "button":
            return False
        for above in element.iterancestors(*HEADING_TAGS, "summary", "dt"):
            hidden = sum(
                letters_in(text_of(icon))
                for icon in above.iter("span", "i", "svg")
                if is_hidden(icon)
            )
            is_whole = letters_in(text_of(above)) - hidden == letters_in(text_of(element))
            return is_whole or any(element.get(name) for name in _CONTROL_ATTRIBUTES)
        return self.label(element) is not None

    def label(self, element: Any) -> str | None:
        """Return the text of an element if it is the label of a part of the page that it unfolds.

        A summary and the control of a panel are labels, unless they say no more than "Vis mer".
        """
        if element.tag != "summary" and not _is_control(element):
            return None
        if element not in self._labels:
            self._labels[element] = self._find_label(element)
        return self._labels[element]

    def is_title_of_panel(self, element: Any) -> bool:
        """Return whether a heading is the label of a part of the page that it unfolds."""
        if next(element.iter("button"), None) is not None:
            return True
        behind = next((other for other in element.itersiblings() if _is_element(other)), None)
        return behind is not None and is_hidden(behind) and self.why_unread(behind) is None

    def label_of_tab(self, element: Any) -> str | None:
        """Return the label of the tab whose panel an element is, if it is one."""
        tab = self.controls.get(element.get("id") or "")
        if tab is None and element.get("role") == "tabpanel":
            tab = self.by_id.get(element.get("aria-labelledby") or "")
        return text_of(tab) or None if tab is not None and tab.get("role") == "tab" else None

    def is_folded(self, element: Any) -> bool:
        """Return whether a hidden element shows when its reader asks for it."""
        is_modal = not web_names("window").isdisjoint(names_of(element))
        if is_modal or not any(map(letters_in, texts_of(element))):
            return False
        if element.get("hidden") == "until-found" or element.get("role") == "tabpanel":
            return True
        if element.tag not in BLOCK_TAGS or self._is_link_list(element) or _is_form(element):
            return False  # what is not a block is the icon of a control
        control = self._control(element)
        if control is not None:
            return not web_pattern("other_use").fullmatch(text_of(control))
        names = set(names_of(element))
        if element.getparent() is not None:
            names |= set(names_of(element.getparent()))
        before = _before(element)
        is_titled = before is not None and before.tag in (*HEADING_TAGS, "dt", "label")
        return is_titled and not names.isdisjoint(web_names("folding"))

    def _find_label(self, element: Any) -> str | None:
        text = text_of(element)
        if not letters_in(text) or letters_in(text) > _MAX_LABEL_LETTERS:
            return None
        if web_pattern("more").fullmatch(text) or web_pattern("other_use").fullmatch(text):
            return None
        if element.tag == "summary":
            return None if next(element.iter(*HEADING_TAGS), None) is not None else text
        if next(element.iterancestors(*HEADING_TAGS, "summary", "a", "td", "th"), None) is not None:
            return None
        panel = self._panel(element)
        if panel is None or self._is_link_list(panel) or _is_form(panel):
            return None
        if self.why_unread(panel) is not None or not any(map(letters_in, texts_of(panel))):
            return None
        return text

    def _panel(self, control: Any) -> Any | None:
        """Return what a control unfolds: what it names, else the block behind it."""
        for name in _controlled_ids(control):
            if name in self.by_id:
                return self.by_id[name]
        is_expandable = control.get("aria-expanded") is not None
        for _ in range(_LEVELS_UP):
            behind = next((other for other in control.itersiblings() if _is_element(other)), None)
            if behind is not None:
                is_panel = is_hidden(behind) or is_expandable
                return behind if behind.tag in BLOCK_TAGS and is_panel else None
            control = control.getparent()
            if control is None or letters_in(control.text):
                return None
        return None

    def _control(self, element: Any) -> Any | None:
        """Return what unfolds a hidden element: it names it, labels it or stands above it."""
        control = self.controls.get(element.get("id") or "")
        if control is not None:
            return control
        labelled = self.by_id.get(element.get("aria-labelledby") or "")
        if labelled is not None and (control := _control_in(labelled)) is not None:
            return control
        for _ in range(_LEVELS_UP):
            before = _before(element)
            if before is not None:
                return _control_in(before)
            element = element.getparent()
            if element is None or (element.text or "").strip():
                return None
        return None

    def _is_link_list(self, element: Any) -> bool:
        """Return whether an element is a list of links, which in the main part would be text."""
        if self.menus.in_content(element):
            return False
        letters = self.menus.letters.get(element)
        return letters is not None and letters.links > 1 and letters.share >= MIN_LINK_SHARE

    def _is_consent(self, element: Any) -> bool:
        """Return whether an element asks for consent to cookies, by its name or its words."""
        if element.tag not in ("div", "section", "aside", "form", "p", "dialog"):
            return False
        names = " ".join(filter(None, map(element.get, ("id", "class", "aria-label"))))
        is_named = web_pattern("consent_name").search(names) is not None
        letters = self.menus.letters_of(element) if is_named or element.tag != "p" else 0
        is_long = letters > _MAX_NOTICE_LETTERS
        if not letters or (is_long and not is_named) or not self.menus.is_part_of_page(element):
            return False
        text = text_of(element)
        if not (web_pattern("cookies").search(text) or (is_named and "cookie" in names.lower())):
            return False
        if not is_named and not web_pattern("consent").search(text):
            return False
        if (is_long or not is_named) and self.menus.in_content(element):
            return False
        return next(element.iter("h1", "main", "article"), None) is None


_CONTROL_TAGS = ("a", "button", "div", "span", "h2", "h3", "h4", "h5", "h6", "li", "dt", "input")


def is_hidden(element: Any) -> bool:
    """Return whether an element is not shown at this moment."""
    get = element.get
    return (
        get("hidden") is not None
        or get("aria-hidden") == "true"
        or _HIDDEN_STYLE.search(get("style") or "") is not None
    )


def is_taken_away(element: Any) -> bool:
    """Return whether an element takes no room on the page, such as a cell that is not there."""
    style = element.get("style") or ""
    return element.get("hidden") is not None or _NO_DISPLAY.search(style) is not None


def _is_control(element: Any) -> bool:
    get = element.get
    return (
        element.tag == "button"
        or get("role") in _CONTROL_ROLES
        or get("aria-expanded") is not None
        or _toggle(element) in _FOLDING_TOGGLES
    )


def _toggle(element: Any) -> str | None:
    toggle: str | None = element.get("data-bs-toggle") or element.get("data-toggle")
    return toggle


def _controlled_ids(element: Any) -> Iterator[str]:
    """Yield the ids of what an element unfolds."""
    if not _is_control(element):
        return
    get = element.get
    yield from (get("aria-controls") or "").split()
    yield from _SCRIPT_STRING.findall(get("onclick") or "")
    for name in ("data-bs-target", "data-target", "href"):
        if (get(name) or "").startswith("#"):
            yield get(name)[1:]


def _control_in(element: Any) -> Any | None:
    """Return the control that an element is, or that is all but all of its text."""
    if _is_control(element):
        return element
    control = next(
        (inner for inner in element.iter("button", "a", "div", "span") if _is_control(inner)), None
    )
    if control is None or letters_in(text_of(element)) > _MAX_LABEL_LETTERS:
        return None
    return control


def _before(element: Any) -> Any | None:
    """Return the element in front of another in the same parent, if only space parts them."""
    for sibling in element.itersiblings(preceding=True):
        if (sibling.tail or "").strip():
            return None
        if isinstance(sibling.tag, str) and sibling.tag not in ("br", "hr", "script", "style"):
            return sibling
    return None


def _is_element(node: Any) -> bool:
    return isinstance(node.tag, str) and node.tag not in SILENT_TAGS


def _is_form(element: Any) -> bool:
    """Return whether an element is there to write in, such as a box to search the site."""
    fields = element.iter("input", "textarea")
    is_field = any((field.get("type") or "").lower() in _TEXT_FIELDS for field in fields)
    return is_field and letters_in(text_of(element)) < _MAX_LABEL_LETTERS

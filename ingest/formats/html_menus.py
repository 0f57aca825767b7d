"""Find what on a web page leads elsewhere and is not its text: menus, lists of links, its footer.

A block is a list of links if most of its letters are in links. Outside the page's main part that is
a menu, unless the text leads over to it. In the main part it may be the very content, so that it is
left out there only if its name or the words above it say what it is for.
"""

import re
from collections.abc import Iterator, Set
from typing import Any, Literal

from ingest.formats.html_elements import (
    HEADING_TAGS,
    SILENT_TAGS,
    letters_in,
    names_of,
    text_of,
    texts_of,
)
from ingest.formats.html_letters import letters_of_blocks
from ingest.formats.web_words import web_names, web_pattern

MIN_LINK_SHARE = 0.75
"""A block with a greater share of its letters in links is a list of links."""

_MIN_NAMED_SHARE = 0.5  # if its name says so too
_MIN_PROSE_LETTERS = 40
_MAX_ASIDE_LETTERS = 600  # what is longer may be the text of the page
_MAX_LINKS = 8  # in the trail of links to a page
_MAX_LABEL_CHARS = 200  # of the text around it, with its white space
_BETWEEN_LINKS = re.compile(r"[\s>›»→/|·]+")
_TRAIL = re.compile(r"[>›»→]")
_CONTAINER_TAGS = frozenset({
    "div", "section", "aside", "header", "ul", "ol", "p", "dl", "nav", "td", "form", "address",
})  # fmt: skip

_HOME_ADDRESSES = frozenset({"/", "./", "index.html", "/index.html"})

MenuReason = Literal["menu", "contents"]


class Menus:
    """The menus of a page, whose main part, or the whole of which, is `top`.

    `is_part` is whether all of the page is the text of a document.
    """

    def __init__(self, top: Any, is_part: bool) -> None:
        self.top = top
        self.is_main = is_part or top.tag not in ("html", "body")
        self.letters = letters_of_blocks(top)
        self.reasons: dict[Any, MenuReason] = {}
        self._guessed: dict[Any, MenuReason] = {}
        self._find()
        if self._guessed and self._has_text_beside(self._guessed.keys()):
            self.reasons |= self._guessed

    def in_content(self, element: Any) -> bool:
        """Return whether an element is in the main part of the page."""
        if self.is_main:
            return element in self.letters
        return any(map(_is_content, (element, *element.iterancestors())))

    def is_part_of_page(self, element: Any) -> bool:
        """Return whether a block may be beside the text: the page has more, and half if it is long.

        A name such as "with-cookie-banner" may stand on what holds the whole page.
        """
        letters, rest = self.letters_of(element), self.letters[self.top].all
        if element in self.letters:
            rest -= letters
        return rest >= (letters if letters > _MAX_ASIDE_LETTERS else _MIN_PROSE_LETTERS)

    def letters_of(self, element: Any) -> int:
        """Return the number of letters in a block."""
        letters = self.letters.get(element)
        return sum(map(letters_in, texts_of(element))) if letters is None else letters.all

    def _find(self) -> None:
        from lxml import etree

        content = 1 if self.is_main else 0
        walk = etree.iterwalk(self.top, events=("start", "end"))
        for event, element in walk:
            if _is_content(element) and element is not self.top:
                content += 1 if event == "start" else -1
            if event != "start" or element is self.top:
                continue
            if element.tag == "a" and _is_skip_link(element):
                self.reasons[element] = "menu"
            letters = self.letters.get(element)  # those of buttons and labels are not counted
            if letters is None or not letters.all or element.tag not in _CONTAINER_TAGS:
                continue
            if self._take(element, in_content=content > 0):
                walk.skip_subtree()

    def _take(self, element: Any, in_content: bool) -> bool:
        """Put a block among the menus if it is one, and return whether it was."""
        letters = self.letters[element]
        names = set(names_of(element))
        is_foot = not in_content and _is_foot(names) and self.is_part_of_page(element)
        is_leading = letters.share >= _MIN_NAMED_SHARE
        if element.tag == "td" or not (is_foot or is_leading or 0 < letters.links <= _MAX_LINKS):
            return False
        if next(element.iter("h1", "main"), None) is not None:
            return False
        label = self._label_above(element, "label") if is_leading else None
        is_named = is_leading and (_is_named(element, "menu") or _begins_with_label(element))
        if is_foot or is_named or label is not None or _is_trail(element):
            self.reasons[element] = "menu"
            if label is not None:
                self.reasons[label] = "menu"
            return True
        guess = self._guess(element, in_content)
        if guess is not None:
            self._guessed[element] = guess
        if guess == "contents" and (label := self._label_above(element, "contents")) is not None:
            self._guessed[label] = guess
        return guess is not None

    def _guess(self, element: Any, in_content: bool) -> MenuReason | None:
        """Return what a list of links without a name is; None if it is text or no such list."""
        letters = self.letters[element]
        if letters.share < MIN_LINK_SHARE:
            return None
        if letters.links == letters.local_links > 1 and not _leads_into(element):
            return "contents"
        if in_content:
            return None
        if letters.links == 1:
            return "menu" if _leads_home(element) else None
        return "menu" if element.tag == "header" or not self._is_led_to(element) else None

    def _is_led_to(self, element: Any) -> bool:
        """Return whether the text leads over to a list of links, so that the list is part of it."""
        before = self._sibling(element, before=True)
        if before is None or self._share(before) >= MIN_LINK_SHARE:
            return False
        if before.tag in HEADING_TAGS or text_of(before).endswith(":"):
            return True
        if before.tag == "p" and self._is_prose(before) and not self._is_outermost(element):
            return True
        after = self._sibling(element, before=False)
        return self._is_prose(before) and after is not None and self._is_prose(after)

    def _label_above(self, element: Any, kind: str) -> Any | None:
        """Return the heading or paragraph above a block that has words of a kind."""
        above = self._sibling(element, before=True)
        if above is None or above.tag not in (*HEADING_TAGS, "p", "div", "strong", "span"):
            return None
        return above if _is_label(above, kind) else None

    def _sibling(self, element: Any, before: bool) -> Any | None:
        """Return the next element on one side that has text."""
        for sibling in element.itersiblings(preceding=before):
            if not isinstance(sibling.tag, str) or sibling.tag in SILENT_TAGS:
                continue
            if self.letters_of(sibling):
                return sibling
        return None

    def _is_outermost(self, element: Any) -> bool:
        parent = element.getparent()
        return parent is self.top or parent.tag in ("body", "html")

    def _share(self, element: Any) -> float:
        return self.letters[element].share if element in self.letters else 0.0

    def _is_prose(self, element: Any) -> bool:
        letters = self.letters.get(element)
        if letters is None or _is_foot(set(names_of(element))):
            return False
        return letters.all - letters.linked >= _MIN_PROSE_LETTERS

    def _has_text_beside(self, guessed: Set[Any]) -> bool:
        """Return whether the page has more text than headings and what looks like menus."""
        from lxml import etree

        walk = etree.iterwalk(self.top, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if (
                    element in guessed
                    or element in self.reasons
                    or element.tag in SILENT_TAGS
                    or element.tag in HEADING_TAGS
                    or element.tag in ("nav", "footer", "button", "dialog")
                ):
                    walk.skip_subtree()
                elif letters_in(element.text):
                    return True
            elif element is not self.top and letters_in(element.tail):
                return True
        return False


def _is_content(element: Any) -> bool:
    return (
        element.tag in ("main", "article")
        or element.get("role") in ("main", "article")
        or (
            element.tag in ("div", "section")
            and not web_names("content").isdisjoint(_whole(element))
        )
    )


def _whole(element: Any) -> Iterator[str]:
    """Yield the id and the classes of an element as they are, without their hyphens."""
    for name in ("id", "class"):
        for whole in (element.get(name) or "").lower().split():
            yield whole
            yield whole.removeprefix("main-").removeprefix("page-").removesuffix("-content")


def _is_foot(names: Set[str]) -> bool:
    """Return whether the names of an element are those of the foot of a page, not of a part."""
    is_foot = any(name in web_names("foot") or name.endswith("footer") for name in names)
    return is_foot and names.isdisjoint(web_names("footed"))


def _is_named(element: Any, kind: str) -> bool:
    """Return whether the classes of an element, or its whole id, are those of a kind."""
    classes = set(names_of(element, ("class", "aria-label")))
    return not classes.isdisjoint(web_names(kind)) or element.get("id") in web_names(kind)


def _begins_with_label(element: Any) -> bool:
    first = next((child for child in element if isinstance(child.tag, str)), None)
    if first is None or first.tag == "a":
        return False
    return _is_label(first, "label")


def _is_label(element: Any, kind: str) -> bool:
    text = ""
    for part in texts_of(element):
        text += part
        if len(text) > _MAX_LABEL_CHARS:
            return False
    return web_pattern(kind).fullmatch(" ".join(text.split()).rstrip(":")) is not None


def _leads_home(element: Any) -> bool:
    """Return whether the one link of a block is the name of the site, or the block heads a page."""
    link = next(element.iter("a"))
    return element.tag == "header" or (link.get("href") or "") in _HOME_ADDRESSES


def _leads_into(element: Any) -> bool:
    """Return whether links of a block lead to what is in the block itself, as in an accordion."""
    ids = {inner.get("id") for inner in element.iter() if inner.get("id")}
    return any((link.get("href") or "").removeprefix("#") in ids for link in element.iter("a"))


def _is_skip_link(element: Any) -> bool:
    address = element.get("href") or ""
    text = text_of(element)
    is_skip_link = address.startswith("#") and web_pattern("skip").fullmatch(text)
    return bool(is_skip_link or web_pattern("tool").fullmatch(text))


def _is_trail(element: Any) -> bool:
    """Return whether a block is the trail of links to the page: "Forside > Bolig > Startlån"."""
    links = sum(1 for _ in element.iter("a"))
    if element.tag not in ("div", "p", "ol", "ul", "section") or links > _MAX_LINKS:
        return False
    if _is_named(element, "trail"):
        return True
    signs = [text for text in _texts_outside_links(element) if text.strip()]
    trails = [text for text in signs if _TRAIL.search(text)]
    others = [text for text in signs if not _BETWEEN_LINKS.fullmatch(text)]
    return len(trails) >= links > 0 and len(others) <= 1


def _texts_outside_links(element: Any) -> Iterator[str]:
    from lxml import etree

    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, inner in walk:
        if event == "start":
            if inner.tag == "a" or inner.tag in SILENT_TAGS:
                walk.skip_subtree()
            elif inner.text:
                yield inner.text
        elif inner is not element and inner.tail:
            yield inner.tail

"""Count the letters of the blocks of a web page, and how many of them are in links."""

from dataclasses import dataclass
from typing import Any

from ingest.formats.html_elements import BLOCK_TAGS, SILENT_TAGS, letters_in

_UNCOUNTED_TAGS = SILENT_TAGS | {"button", "label", "select"}


@dataclass(slots=True)
class LinkLetters:
    """How many letters a block has, how many of them in links, and its links."""

    all: int = 0
    linked: int = 0
    links: int = 0
    local_links: int = 0

    def add(self, other: "LinkLetters") -> None:
        """Add those of a block inside this one."""
        self.all += other.all
        self.linked += other.linked
        self.links += other.links
        self.local_links += other.local_links

    def add_text(self, text: str | None, is_linked: bool) -> None:
        """Add the letters of a stretch of text, which may be in a link."""
        letters = letters_in(text)
        self.all += letters
        self.linked += letters if is_linked else 0

    @property
    def share(self) -> float:
        """The share of its letters that are in links."""
        return self.linked / self.all if self.all else 0.0


def letters_of_blocks(top: Any) -> dict[Any, LinkLetters]:
    """Return the letters of each block in an element, without those of buttons and labels."""
    from lxml import etree

    counted: dict[Any, LinkLetters] = {}
    open_blocks = [LinkLetters()]
    in_link = 0
    walk = etree.iterwalk(top, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        is_link = element.tag == "a" and element.get("href") is not None
        if event == "start":
            if element.tag in _UNCOUNTED_TAGS:
                walk.skip_subtree()
                continue
            if is_link:
                in_link += 1
                open_blocks[-1].links += 1
                open_blocks[-1].local_links += element.get("href").startswith("#")
            if element.tag in BLOCK_TAGS or element is top:
                open_blocks.append(LinkLetters())
            open_blocks[-1].add_text(element.text, in_link > 0)
            continue
        if event == "end" and element.tag not in _UNCOUNTED_TAGS:
            if element.tag in BLOCK_TAGS or element is top:
                counted[element] = open_blocks.pop()
                open_blocks[-1].add(counted[element])
            in_link -= is_link
        if element is not top:
            open_blocks[-1].add_text(element.tail, in_link > 0)
    return counted

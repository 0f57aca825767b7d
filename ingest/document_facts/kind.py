"""The kind of a document that was added: a plan, an example of a municipality, or a report."""

import re

from ingest.document_facts.cover import Cover
from ingest.document_facts.kind_words import is_research, is_study, own_plan_noun, plan_noun
from ingest.document_facts.patterns import example_signs, pattern
from ingest.document_facts.told import Told
from ingest.reading.file_text import FileText

_FRONT_CHARS = 2500
_MAX_EXAMPLE_WORDS = 2500
_MIN_EXAMPLE_SIGNS = 2
_MAX_EXAMPLE_PAGES = 8
_TITLE_LINES = 5
_MIN_CASE_WORDS = 2


def tell_kind(file_text: FileText, cover: Cover, name: str, municipality: Told | None) -> Told:
    """Return "plan", "example" or "report", and the words that tell it.

    A plan is a municipality's own, or that of another local body: its cover or file name says so,
    or its text. An example is a short text in which one municipality tells what it has done. A case
    file is a report, as is all else.
    """
    if case := case_words(file_text):
        return Told("report", case)
    titles = "\n".join(cover.title_lines[:_TITLE_LINES])
    if municipality is None:
        noun = _plan_of_another_body(file_text, cover, titles)
        return Told("plan", noun) if noun else Told("report")
    noun = plan_noun(titles) or plan_noun(re.sub(r"[_\W]+", " ", name))
    if noun:
        return Told("plan", noun)
    own = pattern(r"\bdenne\s+\w*<<plans>>(?:en|a|et)\b").search(_front(file_text))
    if own is not None and not is_study(titles):
        return Told("plan", own[0])
    signs = [] if is_study(cover.text) else _example_signs(file_text)
    if len(signs) >= _MIN_EXAMPLE_SIGNS:
        return Told("example", ", ".join(signs[:3]))
    return Told("report")


def _plan_of_another_body(file_text: FileText, cover: Cover, titles: str) -> str | None:
    """Return the noun of a plan of no municipality of the register, or None.

    It is of a county, a region, a district or a municipality that is no more, whose councils its
    front names. A work that is about a plan, or of the state, is none.
    """
    noun = own_plan_noun(titles)
    if noun is None or is_research(cover.text):
        return None
    if pattern(r"\b<<state_bodies>>\b").search(cover.text):
        return None
    is_local = pattern(r"\b<<local_bodies>>\b").search(f"{cover.text}\n{_front(file_text)}")
    return noun if is_local else None


def case_words(file_text: FileText) -> str | None:
    """Return the words on the first page that show it to be a case put to a council, or None."""
    words = dict.fromkeys(
        match[0] for match in pattern(r"\b<<case_words>>\b").finditer(_front(file_text))
    )
    folded = {word.casefold() for word in words}
    return ", ".join([*words][:3]) if len(folded) >= _MIN_CASE_WORDS else None


def _front(file_text: FileText) -> str:
    return "\n".join(page.text for page in file_text.pages[:2])[:_FRONT_CHARS]


def _example_signs(file_text: FileText) -> list[str]:
    if file_text.quality.words > _MAX_EXAMPLE_WORDS or len(file_text.pages) > _MAX_EXAMPLE_PAGES:
        return []
    text = "\n".join(page.text for page in file_text.pages)
    found = (sign.search(text) for sign in example_signs())
    return [match[0] for match in found if match]

"""The kind of a document that was added: a plan or an example of a municipality, else a report."""

import re

from ingest.document_facts.cover import Cover
from ingest.document_facts.kind_words import is_study, plan_noun
from ingest.document_facts.told import Told
from ingest.reading.file_text import FileText

_FRONT_CHARS = 2500
_MAX_EXAMPLE_WORDS = 2500
_MIN_EXAMPLE_SIGNS = 2
_MAX_EXAMPLE_PAGES = 8
_TITLE_LINES = 5
_CASE = re.compile(
    r"\b(?:saksfr[ae]m?legg|saksfremlegg|saksprotokoll|saksutredning|saksutgreiing|særutskrift"
    r"|møtebok|møteprotokoll|saksbehandler|sakshandsamar|arkivsak\w*|utvalgssak\w*|utvalssak\w*"
    r"|saksnr|forslag til vedtak|innstilling|tilråding)\b",
    re.IGNORECASE,
)
_MIN_CASE_WORDS = 2
_THIS_PLAN = re.compile(
    r"\b(?:denne|planen (?:gjelder|gjeld|skal|er|viser)|strategien (?:gjelder|gjeld|skal|er|viser))"
    r"\s*\w*(?:plan|strategi)?\w*\b",
    re.IGNORECASE,
)
_EXAMPLE_SIGNS = {
    "learnt": r"erfaring(?:er|ar|ane|ene)?|vi har lært|lærdom\w*",
    "done": r"slik (?:gjorde|gjør|gjer)|gjennomføring|fr[ae]mgangsmåte\w*",
    "won": r"resultat(?:er|et|a|ene)?|effekt(?:er|en)?|gevinst\w*|vellykket|lyktes",
    "it": r"(?:\w*prosjekt|forsøk|tilbud|tilbod)et|\w*sent(?:eret|ret)|ordning(?:en|a)|satsing\w*",
    "ask": r"kontaktperson|ta kontakt",
    "we": (
        r"(?:kommunen?|heradet|bydelen|vi) (?:har|hadde|ønsket|ønska|ønskte|startet|starta|solgte"
        r"|selde|kjøpte|bygde|bygget|inngikk|etablerte|gikk|gjekk|tok|valgte|valde|vart|ble|blei"
        r"|implementerte|fikk|fekk|laget|laga)"
    ),
}
"""What a text says that tells what was done and how it went; each counts once."""


def tell_kind(file_text: FileText, cover: Cover, name: str, municipality: Told | None) -> Told:
    """Return "plan", "example" or "report", and the words that tell it.

    A plan is a municipality's own: its cover or file name says so, or its text. An example is a
    short text in which one municipality tells what it has done. A case file is a report, as is all
    else.
    """
    if case := case_words(file_text):
        return Told("report", case)
    titles = "\n".join(cover.title_lines[:_TITLE_LINES])
    if municipality is not None:
        noun = plan_noun(titles) or plan_noun(re.sub(r"[_\W]+", " ", name))
        if noun:
            return Told("plan", noun)
        if not cover.title_lines and (own := _THIS_PLAN.search(_front(file_text))):
            return Told("plan", own[0])
        signs = [] if is_study(cover.text) else _example_signs(file_text)
        if len(signs) >= _MIN_EXAMPLE_SIGNS:
            return Told("example", ", ".join(signs[:3]))
    return Told("report")


def case_words(file_text: FileText) -> str | None:
    """Return the words on the first page that show it to be a case put to a council, or None."""
    words = dict.fromkeys(match[0] for match in _CASE.finditer(_front(file_text)))
    folded = {word.casefold() for word in words}
    return ", ".join([*words][:3]) if len(folded) >= _MIN_CASE_WORDS else None


def _front(file_text: FileText) -> str:
    return "\n".join(page.text for page in file_text.pages[:2])[:_FRONT_CHARS]


def _example_signs(file_text: FileText) -> list[str]:
    if file_text.quality.words > _MAX_EXAMPLE_WORDS or len(file_text.pages) > _MAX_EXAMPLE_PAGES:
        return []
    text = "\n".join(page.text for page in file_text.pages)
    signs = _EXAMPLE_SIGNS.values()
    found = (re.search(rf"\b(?:{sign})\b", text, re.IGNORECASE) for sign in signs)
    return [match[0] for match in found if match]

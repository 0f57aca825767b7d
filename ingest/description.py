"""Describe what a report is about, so that it is found by that: passages without text.

The source page has only the titles of its reports. What other pages say of them stands in the
catalogue in our own words: it finds a report, and is never its text.
"""

import hashlib
import re

from ingest.records import Document, Locator, Passage

_OTHER_FORMS = re.compile(r" \(((?:nn|en): [^)]*)\)")
_FORM_LANGUAGE = re.compile(r"(?:^|; )(?:nn|en): ")


def description_passages(document: Document) -> tuple[Passage, ...]:
    """Return what a document is about as passages whose text is empty; none if it is not known.

    Their place is the beginning of the document's text.
    """
    if not document.about:
        return ()
    facts = (document.about, *map(all_forms, document.topics), ", ".join(document.places))
    context = "\n".join(filter(None, (document.title, *facts)))
    digest = hashlib.sha256(context.encode()).hexdigest()[:8]
    return (
        Passage(
            id=f"{document.id}-about-{digest}",
            text="",
            heading=document.title,
            context=context,
            locator=Locator(document.id, 0, 0),
        ),
    )


def all_forms(topic: str) -> str:
    """Return a topic in all its languages: "eldre (nn: ...; en: older people)" on one line."""
    return _OTHER_FORMS.sub(lambda forms: ", " + _FORM_LANGUAGE.sub(", ", forms[1])[2:], topic)


def own_form(topic: str) -> str:
    """Return a topic in bokmål alone."""
    return _OTHER_FORMS.sub("", topic)

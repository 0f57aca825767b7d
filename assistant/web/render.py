"""Write answers as HTML. Everything that comes from the question or the corpus is escaped here."""

from html import escape

from assistant.answer import Answer, Hit, Result
from assistant.captions import facts, matched, notes, page
from assistant.wording import Wording
from ingest.records import Document


def render_answer(answer: Answer, words: Wording) -> str:
    """Return the result list for an answer, under a line that says how good it is."""
    parts = [f'<h2 id="results">{escape(words(f"verdict.{answer.verdict}"))}</h2>']
    if answer.verdict == "none":
        parts.append(f"<p>{escape(words('verdict.none_try'))}</p>")
        if answer.results:
            parts.append(f"<p>{escape(words('verdict.nearest'))}</p>")
    parts += [f"<p>{escape(note)}</p>" for note in notes(answer, words)]
    parts.append("<ol>")
    parts += [f"<li>{_card(result, words)}</li>" for result in answer.results]
    parts.append("</ol>")
    return f'<section class="results" aria-labelledby="results">{"".join(parts)}</section>'


def render_error(sentence: str) -> str:
    """Return a card that tells of an error in place of the results."""
    return f'<section class="error" role="alert"><p>{escape(sentence)}</p></section>'


def _card(result: Result, words: Wording) -> str:
    document = result.document
    quotes = "".join(_quote(hit, document, words) for hit in result.hits)
    named = matched(result, words)
    if named:
        quotes = f"<p>{escape(named)}</p>{quotes}"
    return (
        f"<article><h3>{escape(document.title)}</h3>"
        f"<p>{escape(' · '.join(facts(document, words)))}</p>{quotes}{_address(document, words)}"
        "</article>"
    )


def _quote(hit: Hit, document: Document, words: Wording) -> str:
    text, parts, at = hit.passage.text, [], 0
    for start, end in hit.highlights:
        parts += [escape(text[at:start]), f"<mark>{escape(text[start:end])}</mark>"]
        at = end
    parts.append(escape(text[at:]))
    quoted = "".join(parts).replace("\n", "<br>")
    where = "" if hit.passage.locator.page is None else f"<p>{escape(page(hit, words))}</p>"
    if hit.also_in:
        where += f"<p>{escape(words('result.also_in', titles=', '.join(hit.also_in)))}</p>"
    return f'<blockquote lang="{document.language}">{quoted}</blockquote>{where}'


def _address(document: Document, words: Wording) -> str:
    # Only web addresses become links: a "javascript:" in a corpus file must not.
    if document.url is None or not document.url.startswith(("https://", "http://")):
        return f"<p>{escape(words('result.no_address'))}</p>"
    named = escape(words("page.source", title=document.title))
    return (
        f'<p><a href="{escape(document.url)}" rel="noreferrer">{named}</a>. '
        f"{escape(words('page.archived'))}</p>"
    )

"""The page that says what this is, what it keeps and how it can be reached by everyone."""

from dataclasses import dataclass
from datetime import datetime

from assistant.show.citation import written_date
from assistant.show.origin import texts_from
from assistant.web.request.page_context import PageContext


@dataclass(frozen=True, slots=True)
class About:
    """The figures of the corpus, the day of its index (for machines too), and its texts' age.

    `cookies` says what the browser is given to keep, `stored` what is stored of questions.
    """

    documents: int
    passages: int
    built: str
    built_on: str
    text_from: str
    overview: str
    cookies: str
    stored: tuple[str, ...]


def about(context: PageContext) -> About:
    """Return what the page says of the generation that is live."""
    manifest = context.generation.manifest
    built = datetime.fromisoformat(manifest.created).date()
    return About(
        documents=manifest.documents,
        passages=manifest.passages,
        built=built.isoformat(),
        built_on=written_date(built, context.texts),
        text_from=texts_from(context.generation.documents, context.texts),
        overview=context.to_page("oversikt"),
        cookies=context.texts(
            "about.privacy_2_sign_in" if context.has_sign_in else "about.privacy_2"
        ),
        stored=_stored(context),
    )


def _stored(context: PageContext) -> tuple[str, ...]:
    texts, days = context.texts, context.days_kept
    kept = texts("about.privacy_1_kept", days=days) if days else texts("about.privacy_1")
    return (kept, texts("about.privacy_counted")) if context.counts else (kept,)

"""The pages: frozen values that hold all that is shown, and templates that only print them.

A value and the function that makes it have the same name: `card(...)` returns a `Card`. In the
order in which an answer is put together: `links`; `page_views` and `quotes`, which a `card` is made
of; `whole_text` and `text_view`, which the `source_page` of one document has beside its card;
`filter_counts` and `filter_form`; `heading`; and `answer_view`, which has them all. `search_page`
(with `personal`), `overview` and `about` are the rest of what a page can hold, `layout` (with
`assets`) what stands around it. `templates` prints a value as HTML. `site` is where a request meets
the search, and all that the routes know.
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from assistant.web.pages.answer_view import AnswerView
    from assistant.web.pages.card import Card
    from assistant.web.pages.quotes import Quote
    from assistant.web.pages.site import Site

__all__ = ["AnswerView", "Card", "Quote", "Site"]

__getattr__ = hand_out(
    __name__,
    {"AnswerView": "answer_view", "Card": "card", "Quote": "quotes", "Site": "site"},
)

"""Keep the last answers, so that an address that is asked again is not searched again.

The page of a search is followed by others with the same address: its file, its way back, a tab
that is opened twice.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from assistant.search.answer import Answer
from assistant.search.searcher import Searcher, milliseconds_since
from assistant.web.request.address import Address
from assistant.web.request.answer_address import Asked, ask_address

KEPT_ANSWERS = 32
"""One takes 76 kB with its ranking, of 31 documents."""


NoteSearch = Callable[[str, Answer], None]
"""Takes note of a question and its answer."""


class RecentAnswers:
    """The last answers of one searcher; a new one begins anew. They are in memory alone."""

    def __init__(self, note: NoteSearch | None = None) -> None:
        """Begin without any; `note` is told of each question that is searched for."""
        self._note = note
        self._lock = threading.Lock()
        self._searcher: Searcher | None = None
        self._kept: OrderedDict[tuple[Address, date], Asked] = OrderedDict()

    def ask(self, searcher: Searcher, address: Address) -> Asked:
        """Return the answer to what `address` asks for; see `ask_address`, also for its errors."""
        started = time.perf_counter()
        # The texts around an answer are not part of it; what "last year" means is.
        key = replace(address, language="nb", everything=False), date.today()
        with self._lock:
            if self._searcher is not searcher:
                self._searcher = searcher
                self._kept.clear()
            asked = self._kept.get(key)
            if asked is not None:
                self._kept.move_to_end(key)
        if asked is not None:
            answer = replace(asked.answer, took_ms=milliseconds_since(started))
            return replace(asked, answer=answer)
        asked = ask_address(searcher, address)
        # A list has no verdict, and a document that is looked at was found by another search.
        is_search = asked.ranking is not None and asked.answer.listed is None
        if self._note is not None and is_search and address.document is None:
            self._note(address.question, asked.answer)
        with self._lock:
            # A search that began before a publication may end after it.
            if self._searcher is searcher:
                self._kept[key] = asked
                while len(self._kept) > KEPT_ANSWERS:
                    self._kept.popitem(last=False)
        return asked

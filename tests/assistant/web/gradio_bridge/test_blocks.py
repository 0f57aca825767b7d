"""What Gradio does by itself while nobody asks: nothing that costs anything."""

import asyncio

from starlette.testclient import TestClient

from assistant.search.live import LiveSearcher
from assistant.search.searcher import Searcher
from assistant.show.texts import texts_in
from assistant.web.app import build_app


async def running() -> set[str]:
    """Return the names of what the event loop still has to do, a moment later."""
    for _ in range(10):
        await asyncio.sleep(0)
    return {task.get_coro().__qualname__ for task in asyncio.all_tasks()}


def test_the_queue_that_no_event_uses_is_closed(fake_searcher: Searcher) -> None:
    """Open, it would wake a thousand times a second."""
    with TestClient(build_app(LiveSearcher(fake_searcher), texts_in("nb"))) as client:
        assert client.portal is not None
        names = client.portal.call(running)
    assert names
    assert not any(name.startswith("Queue.") for name in names)

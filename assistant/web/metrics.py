"""What is measured of the server, in the form that Prometheus reads.

No label holds a word of a question or an address: requests are counted by the pattern of a route.
"""

import time
from collections.abc import Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from assistant.search.live import LiveSearcher
from assistant.web.threads import Workers

CONTENT_TYPE = CONTENT_TYPE_LATEST

_SECONDS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 2, 3, 5, 10)
"""Bounds in seconds: a search takes a quarter of one, and some that wait take seconds."""


class Metrics:
    """The measures of one running server."""

    def __init__(self, live: LiveSearcher, searches: Workers) -> None:
        """Measure the searches of `searches`, and the index that `live` answers from."""
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "eksempelfinner_requests",
            "Requests that were answered, by the pattern of their route and their status.",
            ["route", "status"],
            registry=self._registry,
        )
        seconds = Histogram(
            "eksempelfinner_search_seconds",
            "Seconds that a search took, the time in which it waited included.",
            buckets=_SECONDS,
            registry=self._registry,
        )
        searches.on_done = seconds.observe
        self._registry.register(_Now(live, searches))
        ProcessCollector(registry=self._registry)

    def count(self, route: str, status: int) -> None:
        """Count a request that was answered."""
        self._requests.labels(route, str(status)).inc()

    def written(self) -> bytes:
        """Return all measures as Prometheus reads them."""
        return generate_latest(self._registry)


class _Now(Collector):
    """What is looked up when the measures are asked for."""

    def __init__(self, live: LiveSearcher, searches: Workers) -> None:
        self._live, self._searches = live, searches

    def collect(self) -> Iterator[Metric]:
        """Yield the state of the searches and of the index."""
        manifest = self._live.current.generation.manifest
        # A clock that was set back makes nothing younger than new.
        age = max(0.0, time.time() - datetime.fromisoformat(manifest.created).timestamp())
        gauges = {
            "searches_waiting": ("Searches that wait for a thread.", self._searches.waiting),
            "documents": ("Documents in the index.", manifest.documents),
            "passages": ("Passages in the index.", manifest.passages),
            "generation_age_seconds": ("Seconds since the index was built.", age),
        }
        for name, (told, value) in gauges.items():
            yield GaugeMetricFamily(f"eksempelfinner_{name}", told, value=value)
        yield CounterMetricFamily(
            "eksempelfinner_searches_turned_away",
            "Searches that were refused because too many waited.",
            value=self._searches.turned_away,
        )

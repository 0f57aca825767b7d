"""A server is asked one request at a time, with pauses, and again only if that can help."""

import time

import pytest

from ingest.errors import (
    DownloadBroken,
    FetchError,
    ServerBusy,
    ServerRefused,
    ServerTooSlow,
    ServerUnreachable,
)
from ingest.fetch.patience import Patience

AT = "https://kudos.example.no"


def refused(status: int, wait_s: float | None = None) -> ServerRefused:
    return ServerRefused(address=AT, status=status, wait_s=wait_s)


class Asked:
    """A request that fails in turn, and then answers."""

    def __init__(self, *failures: FetchError) -> None:
        self.failures = list(failures)
        self.times: list[float] = []

    def __call__(self) -> str:
        """Fail or answer."""
        self.times.append(time.monotonic())
        if self.failures:
            raise self.failures.pop(0)
        return "svar"


def test_a_pause_stands_between_requests() -> None:
    """The first is made at once; of the others no two are nearer than the pause."""
    patience, asked = Patience(pause_s=0.05), Asked()
    started = time.monotonic()
    assert [patience.ask(asked) for _ in range(3)] == ["svar"] * 3
    assert asked.times[0] - started < 0.05
    assert all(b - a >= 0.05 for a, b in zip(asked.times, asked.times[1:], strict=False))


def test_the_pause_keeps_to_what_kudos_asks_for() -> None:
    """Under 60 a minute."""
    assert 60 / Patience().pause_s < 60


@pytest.mark.parametrize(
    "failure",
    [refused(429), refused(500), refused(503), ServerTooSlow(AT, 20), DownloadBroken(AT)],
    ids=str,
)
def test_a_server_that_cannot_answer_is_asked_again(failure: FetchError) -> None:
    """After waits that double."""
    waits: list[float] = []
    asked = Asked(failure, failure, failure)
    assert Patience(0, 4, 0.01, 1, waits.append).ask(asked) == "svar"
    assert waits == [0.01, 0.02, 0.04]


@pytest.mark.parametrize(
    "failure", [refused(404), refused(422), ServerUnreachable(AT, "no such name")], ids=str
)
def test_what_asking_again_cannot_help_is_told_at_once(failure: FetchError) -> None:
    asked = Asked(failure)
    with pytest.raises(type(failure)):
        Patience(0, 4, 0.01).ask(asked)
    assert len(asked.times) == 1


def test_it_gives_up_after_a_few_tries() -> None:
    """The error is that the server is busy, with its last status."""
    asked = Asked(*[refused(429)] * 9)
    with pytest.raises(ServerBusy) as caught:
        Patience(0, 3, 0.01).ask(asked)
    assert caught.value.details == {"address": AT, "status": 429}
    assert len(asked.times) == 3


def test_the_server_says_how_long_to_wait() -> None:
    """Its seconds come before ours."""
    waits: list[float] = []
    assert Patience(0, 4, 5, 60, waits.append).ask(Asked(refused(429, 0.03))) == "svar"
    assert waits == [0.03]


def test_a_server_that_wants_to_be_left_alone_is() -> None:
    """Longer than the limit is not waited for."""
    asked = Asked(refused(429, 3600))
    with pytest.raises(ServerBusy):
        Patience(0, 4, 0.01, 60).ask(asked)
    assert len(asked.times) == 1


def test_a_download_that_had_its_hour_is_not_begun_again() -> None:
    asked = Asked(ServerTooSlow(AT, 3600))
    with pytest.raises(ServerTooSlow):
        Patience(0, 4, 0.01).ask(asked)
    assert len(asked.times) == 1

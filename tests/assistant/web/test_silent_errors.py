"""What is logged of an error: its kind and its place, never its words."""

import asyncio
import logging

import pytest

from assistant.web.silent_errors import silent_errors

QUESTION = "hemmeligord"
log = logging.getLogger("some.library")


class QuotingError(Exception):
    """An error that quotes what it was given."""


def fail() -> None:
    raise QuotingError(f"cannot read {QUESTION}")


def fail_again() -> None:
    try:
        fail()
    except QuotingError as error:
        raise RuntimeError(f"after {QUESTION}") from error


def fail_in_handling() -> None:
    try:
        fail()
    except QuotingError:
        raise KeyError(QUESTION)  # noqa: B904  # this is what is tried


def fail_together() -> None:
    raise ExceptionGroup(f"all of {QUESTION}", [QuotingError(QUESTION), ValueError(QUESTION)])


@pytest.mark.parametrize(
    ("failing", "kinds"),
    [
        (fail, ["QuotingError"]),
        (fail_again, ["QuotingError", "RuntimeError"]),
        (fail_in_handling, ["QuotingError", "KeyError"]),
        (fail_together, ["ExceptionGroup", "QuotingError", "ValueError"]),
    ],
)
def test_the_kinds_and_places_are_logged_and_no_words(
    failing: object, kinds: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Of the error, of what led to it, and of each in a group."""
    with silent_errors():
        try:
            failing()  # type: ignore[operator]
        except Exception:
            log.exception("search failed")
    assert QUESTION not in caplog.text
    assert "search failed" in caplog.text
    assert f"in {failing.__name__}" in caplog.text  # type: ignore[attr-defined]
    for kind in kinds:
        assert kind in caplog.text


def test_an_error_as_a_value_is_its_kind(caplog: pytest.LogCaptureFixture) -> None:
    """As libraries write it behind a colon."""
    with silent_errors():
        log.warning("failed: %s %d", ValueError(QUESTION), 3)
    assert "failed: ValueError 3" in caplog.text
    assert QUESTION not in caplog.text


def test_a_task_that_nobody_waits_for(caplog: pytest.LogCaptureFixture) -> None:
    """Python's event loop writes its error into the message itself."""

    async def lose() -> None:
        async def failing() -> None:
            fail()

        task = asyncio.ensure_future(failing())
        await asyncio.sleep(0.01)
        del task

    with silent_errors():
        asyncio.run(lose())
    assert "Task exception was never retrieved" in caplog.text
    assert QUESTION not in caplog.text


def test_afterwards_the_log_is_as_it_was(caplog: pytest.LogCaptureFixture) -> None:
    """For whoever uses the program from Python."""
    with silent_errors():
        pass
    try:
        fail()
    except QuotingError:
        log.exception("failed")
    assert QUESTION in caplog.text

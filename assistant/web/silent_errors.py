"""Errors in the log without their words, which may be those of a question.

An exception of any library may quote what it was given. The log names what kind of error it was
and the lines of code that led to it; that tells who mends it as much, and of nobody who asked.
"""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def silent_errors() -> Iterator[None]:
    """Keep the message of every exception out of the log, whoever logs it."""
    make_record = logging.getLogRecordFactory()

    def make_silent(*arguments: Any, **named: Any) -> logging.LogRecord:
        record = make_record(*arguments, **named)
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            record.exc_text = without_messages(error)
            record.exc_info = None
            # asyncio writes into further lines what became of a task, in the words of its error.
            record.msg = str(record.msg).partition("\n")[0]
        if isinstance(record.args, tuple):
            record.args = tuple(map(_without_message, record.args))
        return record

    logging.setLogRecordFactory(make_silent)
    try:
        yield
    finally:
        logging.setLogRecordFactory(make_record)


def without_messages(error: BaseException) -> str:
    """Return the traceback of an error and of those that led to it, without their messages."""
    lines = []
    for each in _chain(error):
        lines += ["Traceback (most recent call last):\n", *traceback.format_tb(each.__traceback__)]
        lines.append(f"{type(each).__module__}.{type(each).__qualname__}\n")
    return "".join(lines).rstrip()


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield the errors that led to an error, then the error itself, then those of a group."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _chain(earlier)
    yield error
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from _chain(each)


def _without_message(value: object) -> object:
    return type(value).__name__ if isinstance(value, BaseException) else value

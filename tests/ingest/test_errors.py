"""The tree of errors is the one that is drawn, and each error carries its details."""

import dataclasses
import re
from collections.abc import Iterator

import pytest

from ingest import errors
from ingest.errors import EksempelfinnerError, PageChanged, QuestionEmpty


def subclasses(root: type[EksempelfinnerError]) -> Iterator[type[EksempelfinnerError]]:
    """Yield every class below `root`."""
    for child in root.__subclasses__():
        yield child
        yield from subclasses(child)


ALL = list(subclasses(EksempelfinnerError))
LEAVES = [error for error in ALL if not error.__subclasses__()]


def drawn() -> dict[str, str]:
    """Return the name of each class in the drawing with the name of the one it hangs from."""
    parents = {}
    above = ["EksempelfinnerError"]
    for line in (errors.__doc__ or "").splitlines():
        if match := re.match(r"((?:│   |    )*)[├└]── (\w+) +\S", line):
            depth = len(match[1]) // 4 + 1
            parents[match[2]] = above[depth - 1]
            above[depth:] = [match[2]]
    return parents


def test_the_drawing_is_the_tree() -> None:
    """Every class is drawn, every drawn class exists, each below the one it is derived from."""
    assert len(ALL) > 20
    assert drawn() == {error.__name__: error.__bases__[0].__name__ for error in ALL}


def test_every_error_is_in_this_one_file() -> None:
    """No other module has an error of its own for users."""
    assert {error.__module__ for error in ALL} == {"ingest.errors"}
    assert all(getattr(errors, error.__name__) is error for error in ALL)
    assert all(len(error.__bases__) == 1 for error in ALL)


@pytest.mark.parametrize("error", ALL, ids=lambda error: error.__name__)
def test_every_error_says_in_one_sentence_when(error: type[EksempelfinnerError]) -> None:
    """The docstring of a class is one sentence on one line."""
    assert re.fullmatch(r"[A-Z][^\n]+\.", error.__doc__ or "")


@pytest.mark.parametrize("error", LEAVES, ids=lambda error: error.__name__)
def test_every_error_carries_its_details(error: type[EksempelfinnerError]) -> None:
    """What is given is what the user's sentence can name, and what a log shows."""
    assert dataclasses.is_dataclass(error)
    values = {field.name: f"<{field.name}>" for field in dataclasses.fields(error)}
    raised = error(**values)
    with pytest.raises(EksempelfinnerError) as caught:
        raise raised from ValueError("inner")
    assert caught.value.details == values
    assert all(f"{name}='<{name}>'" in str(raised) for name in values)
    assert hash(raised) == hash(raised)


def test_an_error_reads_as_its_details() -> None:
    """In a log an error is its fields by name."""
    error = PageChanged(file="veiviseren.txt", line=3, found="Et", expected="To")
    assert str(error) == "file='veiviseren.txt', line=3, found='Et', expected='To'"
    assert str(QuestionEmpty()) == ""

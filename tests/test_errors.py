"""The trees of errors are those that are drawn, and each error carries its details."""

import dataclasses
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

import assistant.errors
import index.errors
import ingest.errors
from assistant.errors import QuestionEmpty
from ingest.errors import EksempelfinnerError, PageChanged

LAYERS = (ingest.errors, index.errors, assistant.errors)


def subclasses(root: type[EksempelfinnerError]) -> Iterator[type[EksempelfinnerError]]:
    """Yield every class below `root`."""
    for child in root.__subclasses__():
        yield child
        yield from subclasses(child)


ALL = list(subclasses(EksempelfinnerError))
LEAVES = [error for error in ALL if not error.__subclasses__()]


def drawn(layer: ModuleType) -> dict[str, str]:
    """Return the name of each class in a drawing with the name of the one it hangs from."""
    parents = {}
    above = ["EksempelfinnerError"]
    for line in (layer.__doc__ or "").splitlines():
        if match := re.match(r"((?:│   |    )*)[├└]── (\w+) +\S", line):
            depth = len(match[1]) // 4 + 1
            parents[match[2]] = above[depth - 1]
            above[depth:] = [match[2]]
    return parents


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.__name__)
def test_the_drawing_is_the_tree(layer: ModuleType) -> None:
    """Every class of a layer is drawn there, below the one it is derived from, and nothing else.

    A class of a layer below is drawn where something hangs from it.
    """
    own = {e.__name__: e.__bases__[0].__name__ for e in ALL if e.__module__ == layer.__name__}
    found = drawn(layer)
    assert len(own) > 5
    assert own.items() <= found.items()
    others = found.keys() - own.keys()
    assert others <= {error.__name__ for error in ALL}
    assert others <= set(found.values())


def test_every_error_is_in_the_file_of_its_layer() -> None:
    """No other module has an error of its own for users."""
    assert len(ALL) > 20
    assert {error.__module__ for error in ALL} == {layer.__name__ for layer in LAYERS}
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

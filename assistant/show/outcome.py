"""Part the results of an answer by their own verdicts, and say what they amount to."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.search.answer import Answer, Result
from assistant.show.filter_words import (
    lacking_filters,
    lacking_sentences,
    none_fits,
    what_is_listed,
)
from assistant.show.texts import Texts


@dataclass(frozen=True, slots=True)
class Outcome:
    """The results that answer, those that perhaps do, and those that probably do not.

    `is_list` is whether nothing was judged: the results are what was asked to be listed.
    """

    good: tuple[Result, ...]
    weak: tuple[Result, ...]
    near: tuple[Result, ...]
    is_list: bool = False

    @property
    def answering(self) -> tuple[Result, ...]:
        """Return the results that answer, for sure or perhaps, in the order of showing."""
        return (*self.good, *self.weak)


def outcome(answer: Answer) -> Outcome:
    """Return the results of an answer by their verdicts."""
    good, weak, near = (
        tuple(result for result in answer.results if result.verdict == verdict)
        for verdict in ("good", "weak", "none")
    )
    return Outcome(good, weak, near, is_list=answer.listed is not None)


def outcome_sentences(answer: Answer, texts: Texts) -> Iterator[str]:
    """Yield sentences on how many sources answer; the first may stand alone."""
    found = outcome(answer)
    if found.good and found.is_list:
        what, order = what_is_listed(answer, texts), f"outcome.listed_{answer.order or 'best'}"
        is_one = len(found.good) + answer.more == 1
        yield texts("outcome.listed" if is_one else order, what=what)
    elif found.good:
        yield f"{counted('page.answering', len(found.good), texts)}."
        if found.weak:
            yield counted("outcome.and_weak", len(found.weak), texts)
    elif found.weak:
        yield counted("outcome.weak", len(found.weak), texts)
        yield texts("outcome.weak_read")
    elif lacking_filters(answer):
        yield from lacking_sentences(answer, texts)
    elif answer.listed == 0:
        yield none_fits(answer.filters, texts)
    else:
        yield f"{texts('page.none')}."


def counted(key: str, count: int, texts: Texts) -> str:
    """Return the text at `key` with a number in it, or that for one thing."""
    return texts(f"{key}_one" if count == 1 else key, count=count)


def group_heads(found: Outcome, texts: Texts) -> tuple[tuple[str, tuple[Result, ...]], ...]:
    """Return the results group by group, each under its heading; groups without any are left out.

    What is near is the last of them.
    """
    groups = (
        (texts("outcome.head_listed" if found.is_list else "outcome.head_good"), found.good),
        (texts("page.weak"), found.weak),
        (texts("outcome.head_near" if found.answering else "outcome.head_nearest"), found.near),
    )
    return tuple((head, results) for head, results in groups if results)

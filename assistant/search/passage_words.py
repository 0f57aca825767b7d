"""The words of a passage's text, read once and kept for the next question that meets it.

A word of a question is like few of them. They are kept by how they begin and end, so that only
those few are compared.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.search.folding import folded
from assistant.search.terms import Stems
from assistant.search.weak_words import is_weak
from index.lexical import Word, split_words, stem

KEPT_PASSAGES = 512
"""A passage of 40 words takes 24 kB."""

KEPT_FORMS = 16_384
"""Some 5 MB. Most words of a passage were met in another."""

START_LETTERS, TAIL_LETTERS = 2, 3
"""Letters by which words are kept: two inflections of a word begin with two in common, and the stem
of a compound's part, of four letters or more, begins or ends as that of the compound does."""

MIN_FOLDED_LETTERS = 6
"""Of a word that may be another one misspelt; of shorter ones too few letters say which."""


@dataclass(frozen=True, slots=True, eq=False)
class PassageWords:
    """The words of a text in order, with their stems and small letters, and where each stands.

    `by_form` has the positions of each word in small letters, a form, and `by_stem` those of each
    stem. `starts` has the forms by their first letters and `tails` by the last letters of their
    stems; `folded` are the long forms and how they are written without Norwegian letters.
    `telling` are the positions of words that say something and are no names.
    """

    words: tuple[Word, ...]
    small: tuple[str, ...]
    stems: tuple[str, ...]
    by_form: Mapping[str, Sequence[int]]
    by_stem: Mapping[str, Sequence[int]]
    starts: Mapping[str, Sequence[str]]
    tails: Mapping[str, Sequence[str]]
    folded: Mapping[str, str]
    telling: tuple[int, ...]

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self.words)

    def occurrences(self, term: Stems) -> Iterator[tuple[int, int]]:
        """Yield the first position of each occurrence of a term, and the one after the last."""
        length = len(term)
        for first in self.by_stem.get(term[0], ()) if term else ():
            if length == 1 or self.stems[first : first + length] == term:
                yield first, first + length

    def near(self, word_stem: str) -> tuple[str, ...]:
        """Return the forms that begin as a stem does, and those whose stems end as it does.

        One that does both is there twice.
        """
        begins = self.starts.get(word_stem[:START_LETTERS], ())
        ends = self.tails.get(word_stem[-TAIL_LETTERS:], ())
        return (*begins, *ends)


@lru_cache(maxsize=KEPT_PASSAGES)
def passage_words(text: str) -> PassageWords:
    """Return the words of a passage's text."""
    words = tuple(split_words(text))
    forms = [_form(word.text.lower()) for word in words]
    by_form: defaultdict[str, list[int]] = defaultdict(list)
    by_stem: defaultdict[str, list[int]] = defaultdict(list)
    for at, form in enumerate(forms):
        by_form[form.small].append(at)
        by_stem[form.stem].append(at)
    starts: defaultdict[str, list[str]] = defaultdict(list)
    tails: defaultdict[str, list[str]] = defaultdict(list)
    different = [_form(small) for small in by_form]
    for form in different:
        starts[form.small[:START_LETTERS]].append(form.small)
        tails[form.stem[-TAIL_LETTERS:]].append(form.small)
    pairs = zip(words, forms, strict=True)
    return PassageWords(
        words,
        tuple(form.small for form in forms),
        tuple(form.stem for form in forms),
        dict(by_form),
        dict(by_stem),
        dict(starts),
        dict(tails),
        {form.small: form.folded for form in different if len(form.small) >= MIN_FOLDED_LETTERS},
        tuple(
            at
            for at, (word, form) in enumerate(pairs)
            if not form.is_weak and not _is_name(word, text)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """A word in small letters, with what is asked of it in each passage that has it."""

    small: str
    stem: str
    folded: str
    is_weak: bool


@lru_cache(maxsize=KEPT_FORMS)
def _form(small: str) -> _Form:
    return _Form(small, stem(small), folded(small), is_weak(small))


def _is_name(word: Word, text: str) -> bool:
    """Return whether a word has a capital that no sentence begins with: it is no other word."""
    before = text[: word.start].rstrip(" ")
    follows = before[-1:].isalnum() or before[-1:] in {",", ";", "(", "/"}
    return word.text[:1].isupper() and follows

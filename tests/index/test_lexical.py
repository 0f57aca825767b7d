"""Words, stems and n-grams, and what BM25 makes of them."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.generation import Generation
from index.lexical import (
    COMMON,
    SATURATION,
    LexicalIndex,
    Word,
    grams,
    is_function_word,
    split_words,
    stem,
    stems,
)
from index.postings import write_lexical
from index.row_map import RowMap, whole
from index.word_counts import rarity
from ingest.corpus_data import read_data
from tests.index.sealing import sealed


def written(passages: list[list[str]], folder: Path) -> LexicalIndex:
    """Return the index of passages given as tokens."""
    write_lexical(passages, folder / "words")
    return LexicalIndex([sealed(folder)], "words", whole(len(passages)))


PASSAGES = [["bolig", "kommune", "bolig"], ["kommune"], ["plan", "bolig"]]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    """Three passages of three, one and two tokens."""
    return written(PASSAGES, tmp_path_factory.mktemp("lexical"))


def test_words_have_their_places() -> None:
    """Marks are no words, and a hyphen parts a compound."""
    assert split_words("Ulsholtveien 31, Oslo- «by-vekst»!") == [
        Word("Ulsholtveien", 0, 12),
        Word("31", 13, 15),
        Word("Oslo", 17, 21),
        Word("by", 24, 26),
        Word("vekst", 27, 32),
    ]
    assert split_words(" ?! – ") == []


@settings(deadline=None)
@given(st.text())
def test_words_are_quoted_from_any_text(text: str) -> None:
    """Each word stands where it says, after the one before it, with no space in it."""
    end = 0
    for word in split_words(text):
        assert text[word.start : word.end] == word.text
        assert end <= word.start < word.end
        assert not any(char.isspace() for char in word.text)
        end = word.end


@pytest.mark.parametrize(
    ("forms", "stemmed"),
    [
        (("kommune", "kommunen", "kommuner", "Kommunene", "kommunane"), "kommun"),
        (("bolig", "boligen", "boliger", "BOLIGER"), "bol"),
        (("bustad", "bustaden", "bustader", "bustadane"), "bustad"),
        (("tilvisningsavtale", "tilvisningsavtaler", "tilvisningsavtalen"), "tilvisningsavtal"),
        (("Oslo",), "oslo"),
        (("2017",), "2017"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...], stemmed: str) -> None:
    """Endings and capitals do not matter."""
    assert {stem(form) for form in forms} == {stemmed}


def test_every_word_of_a_text_is_stemmed() -> None:
    """Stems come in the order of the words, as often as they stand there."""
    assert stems("By- og boligplan, FN-mål 31: bygde") == [
        *["by", "og", "boligplan", "fn", "mål", "31", "bygd"]
    ]
    assert stems("") == []


@pytest.mark.parametrize(
    ("word", "stemmed"), [("Houses", "hous"), ("housing", "hous"), ("municipalities", "municip")]
)
def test_english_words_have_english_stems(word: str, stemmed: str) -> None:
    """The rules of another language can be asked for."""
    assert stem(word, "english") == stemmed


def test_grams_are_the_fives_of_marked_words() -> None:
    """Ends are marked, and words of up to three letters left out."""
    assert grams("i Våre to byer") == ["<våre", "våre>", "<byer", "byer>"]
    assert grams("Bolig") == ["<boli", "bolig", "olig>"]
    assert grams("på vei") == []


@settings(deadline=None)
@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_grams_of_a_word_are_five_long_and_follow_each_other(word: str) -> None:
    """Every gram but the first repeats four characters of the one before it."""
    found = grams(word)
    assert all(len(gram) == 5 for gram in found)
    assert all(a[1:] == b[:-1] for a, b in pairwise(found))
    if found:
        assert found[0] + "".join(gram[-1] for gram in found[1:]) == f"<{word.lower()}>"


@pytest.mark.parametrize("word", ["og", "Hvordan", "ikke", "ikkje", "the", "å", "I", "eller"])
def test_function_words_of_three_languages(word: str) -> None:
    """Words that only join others carry no meaning of their own."""
    assert is_function_word(word)


@pytest.mark.parametrize("word", ["bolig", "bustad", "housing", "kommune", "Oslo", "eldre", ""])
def test_content_words_are_no_function_words(word: str) -> None:
    """What a question is about is never thrown away."""
    assert not is_function_word(word)


# log(1 + (N - df + 0.5) / (df + 0.5)) of three passages, by how many of them hold the token
RARITY = {0: np.log(8), 1: np.log(1 + 2.5 / 1.5), 2: np.log(1.6)}


def test_the_rarity_is_that_of_bm25(index: LexicalIndex) -> None:
    """A token of no passage is the rarest."""
    for token, frequency in (("leilighet", 0), ("plan", 1), ("bolig", 2)):
        assert index.rarity(token) == pytest.approx(RARITY[frequency])
        assert rarity(frequency, 3) == pytest.approx(RARITY[frequency])
    assert rarity(0, 0) == pytest.approx(np.log(2))


def test_shares_are_those_of_bm25(index: LexicalIndex) -> None:
    """As Lucene has it with b = 0.75, for three passages of two tokens on average."""

    def saturated(times: int, length: int) -> float:
        return times / (times + SATURATION * (0.25 + 0.75 * length / 2))

    bolig = np.array([saturated(2, 3), 0, saturated(1, 2)])
    kommune = np.array([saturated(1, 3), saturated(1, 1), 0])
    plan = np.array([0, 0, saturated(1, 2)])
    np.testing.assert_allclose(index.share(["bolig"]), bolig, rtol=1e-6)
    np.testing.assert_allclose(index.share(["bolig"])[2], 1 / (1 + SATURATION), rtol=1e-6)
    np.testing.assert_allclose(index.share(["bolig", "kommune"]), (bolig + kommune) / 2, rtol=1e-6)
    np.testing.assert_allclose(
        index.share(["bolig", "plan"]),
        (RARITY[2] * bolig + RARITY[1] * plan) / (RARITY[2] + RARITY[1]),
        rtol=1e-6,
    )


def test_the_known_share_says_how_much_of_a_question_the_corpus_knows(
    index: LexicalIndex,
) -> None:
    """Tokens count by their rarity, each once, whichever passage has them."""
    assert index.known_share(["bolig", "plan"]) == 1
    assert index.known_share(["sol", "blon"]) == index.known_share([]) == 0
    expected = RARITY[2] / (RARITY[2] + RARITY[0])
    assert index.known_share(["bolig", "sol", "bolig"]) == pytest.approx(expected)


def test_a_token_counts_once_however_often_it_is_asked_for(index: LexicalIndex) -> None:
    """A question that repeats a word asks for nothing more."""
    once = index.share(["bolig", "plan"])
    np.testing.assert_allclose(index.share(["bolig", "plan", "bolig"]), once, rtol=1e-6)


@pytest.mark.parametrize("tokens", [[], ["leilighet"], ["leilighet", "Bolig"]])
def test_unknown_words_score_nothing(tokens: list[str], index: LexicalIndex) -> None:
    """A question of words that no passage has gets zeros, not an error."""
    shares = index.share(tokens)
    assert shares.dtype == np.float32
    assert shares.tolist() == [0, 0, 0]


def test_unknown_words_take_their_part(index: LexicalIndex) -> None:
    """A question whose words are mostly unknown gets little from those that are known."""
    expected = index.share(["plan"]) * RARITY[1] / (RARITY[1] + 2 * RARITY[0])
    np.testing.assert_allclose(index.share(["plan", "blon", "sol"]), expected, rtol=1e-6)


@settings(deadline=None)
@given(tokens=st.lists(st.sampled_from(["bolig", "kommune", "plan", "sol", "x"])))
def test_a_share_is_a_share(tokens: list[str], index: LexicalIndex) -> None:
    """Whatever is asked for, a passage holds between nothing and all of it."""
    shares = index.share(tokens)
    assert ((shares >= 0) & (shares < 1)).all()


def test_shares_can_be_changed_by_whoever_asked(index: LexicalIndex) -> None:
    """Scores belong to the question: writing to them does not change the index."""
    before = index.share(["plan"]).copy()
    shares = index.share(["plan"])
    shares += 1
    np.testing.assert_array_equal(index.share(["plan"]), before)


def test_the_index_knows_its_words(index: LexicalIndex) -> None:
    """How many passages hold a token, and which tokens some of them hold."""
    assert len(index) == 3
    assert index.vocabulary_of(np.arange(3)) == ("bolig", "kommune", "plan")
    assert index.vocabulary_of(np.array([1])) == ("kommune",)
    assert index.vocabulary_of(np.array([2])) == ("bolig", "plan")
    counts = {token: index.document_frequency(token) for token in ["bolig", "plan", "leilighet"]}
    assert counts == {"bolig": 2, "plan": 1, "leilighet": 0}


def test_a_passage_may_have_no_token(tmp_path: Path) -> None:
    """A passage of short words has no n-gram and scores zero."""
    index = written([["a"], [], ["a", "b"]], tmp_path)
    assert len(index) == 3
    assert index.share(["a"])[1] == 0
    assert index.document_frequency("a") == 2


def test_no_passage_need_have_a_token(tmp_path: Path) -> None:
    """A corpus of short words alone has no n-grams, and can be searched all the same."""
    index = written([grams("Vi er på")], tmp_path)
    assert (len(index), index.vocabulary_of(np.arange(1))) == (1, ())
    assert index.share(["<våre"]).tolist() == [0]


@settings(deadline=None, max_examples=50)
@given(
    passages=st.lists(st.lists(st.sampled_from("abcdefæøå")), min_size=1, max_size=12),
    asked=st.lists(st.sampled_from("abcdefæøåx"), min_size=1, max_size=8),
)
def test_scores_are_those_of_bm25s_to_the_bit(
    passages: list[list[str]], asked: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The library is not needed to search, and what it computes is what is computed here."""
    import bm25s

    reference = bm25s.BM25(k1=SATURATION)
    reference.index(passages if any(passages) else [[""]] * len(passages), show_progress=False)
    known = [token for token in dict.fromkeys(asked) if any(token in each for each in passages)]
    expected = reference.get_scores(known) if known else np.zeros(len(passages), np.float32)
    index = written(passages, tmp_path_factory.mktemp("bm25s"))
    most = np.float32(sum(map(index.rarity, dict.fromkeys(asked))))
    np.testing.assert_array_equal(index.share(asked), expected / most)


def test_common_tokens_score_as_those_of_bm25s_too(tmp_path: Path) -> None:
    """What is kept of a token from one question to the next, and what a table of lengths gives."""
    import bm25s

    passages = [["og"] * (1 + row % 3) + ["bolig"] * (row % 2) for row in range(COMMON + 100)]
    passages[7] += ["plan"] * 9
    passages += [["plan"] * (1 + row % 4) for row in range(400)]
    reference = bm25s.BM25(k1=SATURATION)
    reference.index(passages, show_progress=False)
    index = written(passages, tmp_path)
    for _ in range(2):
        asked = ["bolig", "og", "plan"]
        most = np.float32(sum(map(index.rarity, asked)))
        np.testing.assert_array_equal(index.share(asked), reference.get_scores(asked) / most)


def test_segments_score_as_one_index_of_what_is_left(tmp_path: Path) -> None:
    """Rarity and length are weighed over all segments, and what was removed counts nowhere."""
    first, second = PASSAGES, [["bolig", "sol"], ["plan", "plan", "kommune", "by"]]
    folders = []
    for number, passages in enumerate((first, second)):
        write_lexical(passages, tmp_path / str(number) / "words")
        folders.append(sealed(tmp_path / str(number)))
    rows = RowMap([np.array([True, False, True]), np.array([True, True])])
    index = LexicalIndex(folders, "words", rows)
    one = written([first[0], first[2], *second], tmp_path / "one")
    assert len(index) == len(one) == 4
    for token in ("bolig", "kommune", "plan", "sol", "by", "x"):
        assert index.document_frequency(token) == one.document_frequency(token)
        np.testing.assert_array_equal(index.share([token]), one.share([token]))
    np.testing.assert_array_equal(index.share(["plan", "sol"]), one.share(["plan", "sol"]))
    for some in ([0, 1, 2, 3], [1], [2, 3], [0, 3]):
        assert index.vocabulary_of(np.array(some)) == one.vocabulary_of(np.array(some))


def test_the_real_index_finds_words_in_the_passages_that_have_them(
    generation: Generation,
) -> None:
    """Only passages with a form of the word score, in both kinds of index."""
    texts = [passage.encoded_text for passage in generation.passages]
    shares = generation.stems.share(stems("Tilvisningsavtalen"))
    holds = [stem("tilvisningsavtalen") in stems(text) for text in texts]
    assert (shares > 0).tolist() == holds
    assert 0 < sum(holds) < len(holds)
    # Misspelt, the word is found by the n-grams that are still right.
    misspelt = generation.grams.share(grams("tilvisningsavtalle"))
    assert holds[int(np.argmax(misspelt))]


def test_function_words_are_those_of_bm25s() -> None:
    """They are kept as data so that the library need not be imported for a question."""
    from bm25s.stopwords import STOPWORDS_EN_PLUS, STOPWORDS_NORWEGIAN

    lists = read_data("function_words.toml")
    assert set(lists["norwegian"].split()) == set(STOPWORDS_NORWEGIAN)
    assert set(lists["english"].split()) == set(STOPWORDS_EN_PLUS)

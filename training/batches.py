"""Chunks of a length that fits a window, put together in batches of tensors."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor

from ingest.pieces import WINDOW, feature
from training.augment import dated, dateline, surface
from training.chunks import NONE, SPANS, Chunk, sentence_chunk
from training.treebank import Sentence

TASKS = ("tag", "morph", "lemma", "start", "entity", *SPANS)
RARE = {"morph": 2, "lemma": 3}

#: Share of the words of names that are hidden, so that what stands around them must tell.
HIDDEN = 0.1


@dataclass
class Batch:
    """Padded tensors of several chunks."""

    inputs: tuple[Tensor, Tensor, Tensor, Tensor, Tensor]
    #: task -> label number of each word, -100 where there is none
    labels: dict[str, Tensor]
    #: -100, 0 for the root, else 1 + the head's place
    heads: Tensor
    sentences: Tensor


def inventory(chunks: Sequence[Chunk]) -> dict[str, list[str]]:
    """List the labels of every task, rare ones left out."""
    labels = {}
    for task in (*TASKS, "dep"):
        counts = Counter(label for chunk in chunks for label in chunk.labels[task] if label != NONE)
        labels[task] = sorted(label for label, count in counts.items() if count >= RARE.get(task, 1))
    return labels


def treebank_chunks(
    sentences: Sequence[Sentence], pieces: Callable[[str], tuple[int, ...]], random: Random
) -> Iterator[Chunk]:
    """Cut a treebank anew: sentences in order, some dated, up to a length that changes."""
    group: list[Sentence] = []
    length, limit, alone = 0, random.randint(40, WINDOW - 16), 8
    for sentence in sentences:
        fresh = sentence.new_document and random.random() < 0.5
        if random.random() < 0.1:
            sentence = dated(sentence, random)
        size = sum(len(pieces(token.form)) for token in sentence.tokens)
        if size > WINDOW - 30:
            continue
        if group and (length + size > limit or len(group) >= alone or fresh):
            yield sentence_chunk(group)
            group, length, limit = [], 0, random.randint(40, WINDOW - 16)
            alone = random.choice((1, 3, 6, 12))
        if random.random() < 0.015:
            line = dateline(sentence.mentions is not None or sentence.names is not None, random)
            group.append(line)
            length += 14
        group.append(sentence)
        length += size
    if group:
        yield sentence_chunk(group)


def article_chunks(chunk: Chunk, pieces: Callable[[str], tuple[int, ...]], random: Random) -> Iterator[Chunk]:
    """Cut an article into pieces of text, mostly at paragraphs."""
    begin, length, limit = 0, 0, random.randint(80, WINDOW - 16)
    for i, word in enumerate(chunk.words):
        size = len(pieces(word))
        soft = i in chunk.paragraphs and length > 0.6 * limit
        if i > begin and (length + size > limit or soft):
            yield cut(chunk, begin, i)
            begin, length, limit = i, 0, random.randint(80, WINDOW - 16)
        length += size
    yield cut(chunk, begin, len(chunk.words))


def cut(chunk: Chunk, begin: int, end: int) -> Chunk:
    """Take the words from begin to end of a chunk without trees."""
    labels = {task: values[begin:end] for task, values in chunk.labels.items()}
    inside = {i - begin for i in chunk.paragraphs if begin <= i < end}
    return Chunk(
        chunk.words[begin:end],
        chunk.before[begin:end],
        chunk.sentence[begin:end],
        chunk.head[begin:end],
        labels,
        inside,
    )


def grouped(
    chunks: list[Chunk], pieces: Callable[[str], tuple[int, ...]], budget: int, random: Random
) -> Iterator[list[Chunk]]:
    """Group chunks of like length so that a batch has about so many pieces, in random order."""
    sized = [(sum(len(pieces(word)) for word in chunk.words), random.random(), chunk) for chunk in chunks]
    sized.sort(key=lambda item: (item[0] // 24, item[1]))
    groups: list[list[Chunk]] = [[]]
    longest = 0
    for size, _, chunk in sized:
        longest = max(longest, size)
        if groups[-1] and longest * (len(groups[-1]) + 1) > budget:
            groups.append([])
            longest = size
        groups[-1].append(chunk)
    random.shuffle(groups)
    yield from groups


def tensors(
    chunks: Sequence[Chunk],
    numbers: dict[str, dict[str, int]],
    pieces: Callable[[str], tuple[int, ...]],
    special: tuple[int, int, int],
    random: Random,
) -> Batch:
    """Turn chunks into padded tensors, each in a dress of its own."""
    rows = [_row(chunk, pieces, special, random) for chunk in chunks]
    long, wide = max(len(row[0]) for row in rows), max(len(chunk.words) for chunk in chunks)

    def pad(values: Sequence[int], length: int, filler: int) -> list[int]:
        return [*values, *[filler] * (length - len(values))]

    ids, features = (torch.tensor([pad(row[k], long, 0) for row in rows]) for k in (0, 1))
    first, last = (torch.tensor([pad(row[k], wide, 0) for row in rows]) for k in (2, 3))
    labels = {
        task: torch.tensor([pad([number.get(v, -100) for v in chunk.labels[task]], wide, -100) for chunk in chunks])
        for task, number in numbers.items()
    }
    heads = [[-100 if h < 0 else 0 if h == i else h + 1 for i, h in enumerate(chunk.head)] for chunk in chunks]
    return Batch(
        (ids, features, (ids != 0).long(), first, last),
        labels,
        torch.tensor([pad(h, wide, -100) for h in heads]),
        torch.tensor([pad(chunk.sentence, wide, -2) for chunk in chunks]),
    )


def _row(
    chunk: Chunk, pieces: Callable[[str], tuple[int, ...]], special: tuple[int, int, int], random: Random
) -> tuple[list[int], list[int], list[int], list[int]]:
    shown = surface(chunk, random)
    ids, features, first, last = [special[0]], [0], [], []
    for i, word in enumerate(shown.words):
        number = feature(shown.cases[i], shown.before[i])
        found = pieces(word)
        if chunk.labels["entity"][i] not in {"O", NONE} and random.random() < HIDDEN:
            found = (special[2],) * len(found)
        first.append(len(ids))
        ids += found
        features += [number] * len(found)
        last.append(len(ids) - 1)
    return [*ids, special[1]], [*features, 0], first, last

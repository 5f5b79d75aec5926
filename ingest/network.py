"""The trained network in ONNX: scores for words, then sentences, trees and spans out of the scores."""

import json
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from ingest.pieces import BLANK, Word, feature, windows, word_pieces
from ingest.trees import best_tree

Floats = np.ndarray[Any, np.dtype[np.float32]]


Ints = np.ndarray[Any, np.dtype[np.int64]]
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
#: A second subject stays where its relation leads the next best by as much.
DOUBT = 3.0
#: The graphs: words in windows; one sentence's arcs; one sentence's relations, once its heads are known.
GRAPHS = ("words", "arcs", "relations")


class Network:
    """Graphs, word pieces and label inventory, as one folder on disk."""

    def __init__(
        self, graphs: dict[str, bytes], vocabulary: list[str], labels: dict[str, list[str]], tasks: list[str]
    ) -> None:
        self.graphs, self.vocabulary, self.labels, self.tasks = graphs, vocabulary, labels, tasks
        self._special = vocabulary.index("[CLS]"), vocabulary.index("[SEP]")

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what is built at need, for worker processes that start from nothing."""
        return {name: value for name, value in vars(self).items() if name not in {"pieces", "_sessions"}}

    @cached_property
    def pieces(self) -> Callable[[str], tuple[int, ...]]:
        """The function that cuts a word into piece ids."""
        return word_pieces(self.vocabulary)

    @cached_property
    def _sessions(self) -> dict[str, Any]:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return {
            name: onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
            for name, graph in self.graphs.items()
        }

    def to_disk(self, folder: Path) -> None:
        """Write every part to its file."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, graph in self.graphs.items():
            (folder / f"{name}.onnx").write_bytes(graph)
        (folder / "pieces.txt").write_text("\n".join(self.vocabulary), "utf-8")
        inventory = {"tasks": self.tasks, "labels": self.labels}
        (folder / "labels.json").write_text(json.dumps(inventory, indent=0, ensure_ascii=False), "utf-8")

    @classmethod
    def from_disk(cls, folder: Path) -> "Network":
        """Read what to_disk wrote."""
        inventory = json.loads((folder / "labels.json").read_text("utf-8"))
        vocabulary = (folder / "pieces.txt").read_text("utf-8").split("\n")
        graphs = {name: (folder / f"{name}.onnx").read_bytes() for name in GRAPHS}
        return cls(graphs, vocabulary, inventory["labels"], inventory["tasks"])

    def scores(self, words: Sequence[Word]) -> tuple[dict[str, Floats], Floats]:
        """Score every task's labels for every word, and project the words for arcs; one window at a time."""
        tags, arcs = [], []
        for begin, end, first, last in windows(words):
            tag, arc = self._window(words[begin:end])
            tags.append(tag[first - begin : last - begin])
            arcs.append(arc[first - begin : last - begin])
        sizes = [len(self.labels[task]) for task in self.tasks]
        parts = np.split(np.concatenate(tags), np.cumsum(sizes)[:-1], axis=1)
        return dict(zip(self.tasks, parts, strict=True)), np.concatenate(arcs)

    def _window(self, words: Sequence[Word]) -> tuple[Floats, Floats]:
        ids, features, first, last = [self._special[0]], [0], [], []
        for word in words:
            first.append(len(ids))
            ids += word.pieces
            features += [feature(word.case, word.before)] * len(word.pieces)
            last.append(len(ids) - 1)
        inputs = {"ids": [*ids, self._special[1]], "features": [*features, 0], "first": first, "last": last}
        feed = {name: np.array([values], dtype=np.int64) for name, values in inputs.items()}
        tags, arcs = self._sessions["words"].run(None, feed)
        return tags[0], arcs[0]

    def sentences(self, words: Sequence[Word], scores: Floats) -> list[int]:
        """List the words that start a sentence; the first of a paragraph always does."""
        yes = self.labels["start"].index("1")
        return [i for i, row in enumerate(scores) if i == 0 or words[i].before == BLANK or row[yes] > row[1 - yes]]

    def trees(self, projected: Floats, starts: Sequence[int]) -> tuple[list[int], list[int]]:
        """Find head and relation of each word, sentence by sentence; a root is its own head."""
        heads: list[int] = []
        for start, end in pairwise([*starts, len(projected)]):
            (arcs,) = self._sessions["arcs"].run(None, {"projected": projected[start:end]})
            heads += [start + head for head in best_tree(arcs)]
        above = np.array([0 if head == i else head + 1 for i, head in enumerate(heads)], dtype=np.int64)
        (relations,) = self._sessions["relations"].run(None, {"projected": projected, "heads": above})
        roots, root = above == 0, self.labels["dep"].index("ROOT")
        relations[~roots, root] = -np.inf
        best = self._one_subject(relations, above)
        best[roots] = root
        return heads, [int(number) for number in best]

    def _one_subject(self, relations: Floats, above: Ints) -> Ints:
        """Take the best relations; of several subjects under one head those in doubt become something else."""
        best: Ints = relations.argmax(axis=1)
        columns = np.flatnonzero([label in SUBJECTS for label in self.labels["dep"]])
        inside = np.isin(best, columns)
        for head in sorted({int(number) for number in above[inside]}):
            rivals = np.flatnonzero(inside & (above == head))
            others = np.delete(relations[rivals], columns, axis=1).max(axis=1)
            lead = relations[rivals][:, columns].max(axis=1) - others
            for loser in rivals[(lead < lead.max()) & (lead < DOUBT)]:
                relations[loser, columns] = -np.inf
                best[loser] = relations[loser].argmax()
        return best


def spans(scores: Floats, labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Read the best sequence of BIOES labels as (start, end, type)."""
    outside = labels.index("O")
    found, start = [], 0
    best = scores.argmax(axis=1)
    while start < len(best):
        if best[start] == outside:
            start += 1
            continue
        end = start
        while end < len(best) and best[end] != outside:
            end += 1
        found += [(a + start, b + start, kind) for a, b, kind in _run(scores[start:end], labels)]
        start = end
    return found


def _run(scores: Floats, labels: Sequence[str]) -> list[tuple[int, int, str]]:
    allowed = _transitions(tuple(labels))
    closing = np.array([0.0 if label[0] in "OES" else -np.inf for label in labels])
    opening = np.array([0.0 if label[0] in "OBS" else -np.inf for label in labels])
    total, back = scores[0] + opening, []
    for row in scores[1:]:
        ways = total[:, None] + allowed
        back.append(ways.argmax(axis=0))
        total = ways.max(axis=0) + row
    at = int((total + closing).argmax())
    path = [at]
    for pointers in reversed(back):
        at = int(pointers[at])
        path.append(at)
    found, start = [], 0
    for i, number in enumerate(reversed(path)):
        label = labels[number]
        if label[0] in "BS":
            start = i
        if label[0] in "ES":
            found.append((start, i + 1, label[2:]))
    return found


@lru_cache
def _transitions(labels: tuple[str, ...]) -> Floats:
    table = np.full((len(labels), len(labels)), -np.inf, dtype=np.float32)
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            within = before[0] in "BI"
            if (within and after[0] in "IE" and before[2:] == after[2:]) or (not within and after[0] in "OBS"):
                table[i, j] = 0
    return table

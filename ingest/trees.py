"""The best tree under scores for every arc."""

from typing import Any

import numpy as np

Scores = np.ndarray[Any, np.dtype[np.float32]]
Square = np.ndarray[Any, np.dtype[np.float64]]
NEVER = -1e12


def best_tree(scores: Scores) -> list[int]:
    """Find the heads of the highest scoring tree with one root.

    scores[i, 0] is for word i as root, scores[i, j + 1] for word j as its head; a root is its own head in the answer.
    Where the best tree has several roots, arcs from the root are made so dear that the best has one of them
    (Stanojević and Cohen, 2021).
    """
    size = len(scores)
    square = np.full((size + 1, size + 1), NEVER, dtype=np.float64)
    square[1:] = scores
    np.fill_diagonal(square, NEVER)
    heads = _arborescence(square, 0)
    if heads.count(0) > 2:
        square[1:, 0] -= 1 + size * (float(scores.max()) - float(scores.min()))
        heads = _arborescence(square, 0)
    return [i if head == 0 else head - 1 for i, head in enumerate(heads[1:])]


def _cycle(heads: list[int], root: int) -> list[int]:
    state = [0] * len(heads)
    state[root] = 2
    for start in range(len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for passed in path:
            state[passed] = 2
    return []


def _arborescence(scores: Square, root: int) -> list[int]:
    """Chu-Liu-Edmonds on dense scores[dependent, head]."""
    heads = [int(head) for head in scores.argmax(axis=1)]
    heads[root] = root
    cycle = _cycle(heads, root)
    if not cycle:
        return heads
    inside = set(cycle)
    outside = [node for node in range(len(heads)) if node not in inside]
    gain = scores[cycle][:, outside] - np.array([[scores[node, heads[node]]] for node in cycle])
    small = np.full((len(outside) + 1, len(outside) + 1), NEVER)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1] = gain.max(axis=0)
    small[:-1, -1] = scores[np.ix_(outside, cycle)].max(axis=1)
    solved = _arborescence(small, outside.index(root))
    entry = cycle[int(gain[:, solved[-1]].argmax())]
    heads[entry] = outside[solved[-1]]
    for i, node in enumerate(outside):
        if node != root:
            through = solved[i] == len(outside)
            heads[node] = cycle[int(scores[node, cycle].argmax())] if through else outside[solved[i]]
    return heads

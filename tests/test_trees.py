from itertools import product

import numpy as np
import pytest

from ingest.trees import best_tree


def is_tree(heads: tuple[int, ...]) -> bool:
    if sum(head == i for i, head in enumerate(heads)) != 1:
        return False
    for node in range(len(heads)):
        seen = set()
        while heads[node] != node:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node]
    return True


@pytest.mark.parametrize("seed", range(12))
def test_finds_what_trying_every_tree_finds(seed: int) -> None:
    size = 2 + seed % 4
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)

    def total(heads: tuple[int, ...]) -> float:
        return sum(float(scores[i, 0 if head == i else head + 1]) for i, head in enumerate(heads))

    best = max(filter(is_tree, product(range(size), repeat=size)), key=total)
    assert best_tree(scores) == list(best)

"""Clusters of mentions, by all pairs: chains (A like B, B like C, A unlike C) do not run together."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import combinations

from graph.features import SAME, Comparison
from graph.judgements import Judgement, Verdict

Pair = tuple[str, str]


def pair_of(one: str, other: str) -> Pair:
    """Return the two, sorted."""
    return (one, other) if one < other else (other, one)


def components(items: Iterable[str], links: Iterable[Pair]) -> list[list[str]]:
    """Return the connected components, each sorted, in order of their first members."""
    parent = {item: item for item in items}

    def root(item: str) -> str:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, other in links:
        a, b = root(one), root(other)
        parent[max(a, b)] = min(a, b)
    found: dict[str, list[str]] = defaultdict(list)
    for item in sorted(parent):
        found[root(item)].append(item)
    return [found[key] for key in sorted(found)]


@dataclass(frozen=True, slots=True)
class Words:
    """What people said, made consistent: the newer word outranks the older one that it goes against."""

    #: mentions that people joined, each group sorted
    joined: tuple[tuple[str, ...], ...]
    different: frozenset[Pair]
    unsure: Mapping[Pair, Judgement]

    @property
    def judged(self) -> frozenset[str]:
        """Return the mentions that people said something of."""
        pairs = (mention for pair in (*self.different, *self.unsure) for mention in pair)
        return frozenset(mention for group in self.joined for mention in group).union(pairs)

    def unlike(self, other: "Words") -> frozenset[str]:
        """Return the mentions of which the other words say something else."""
        groups = set(self.joined) ^ set(other.joined)
        asked = {p for p in self.unsure.keys() | other.unsure.keys() if self.unsure.get(p) != other.unsure.get(p)}
        pairs = {*(self.different ^ other.different), *asked}
        return frozenset(mention for some in (*groups, *pairs) for mention in some)


def words_of(judgements: Sequence[Judgement], known: set[str]) -> Words:
    """Return what the judgements on known mentions come to; they are given newest first, one for each pair."""
    group = {m: frozenset({m}) for j in judgements for m in j.pair if m in known}
    apart: set[Pair] = set()
    unsure: dict[Pair, Judgement] = {}
    for judgement in judgements:
        left, right = judgement.pair
        if left not in group or right not in group or left == right:
            continue
        if judgement.verdict is Verdict.SAME:
            if not any(pair_of(a, b) in apart or pair_of(a, b) in unsure for a in group[left] for b in group[right]):
                joined = group[left] | group[right]
                group.update(dict.fromkeys(joined, joined))
        elif group[left] is not group[right]:
            if judgement.verdict is Verdict.UNSURE:
                unsure[judgement.pair] = judgement
            else:
                apart.add(judgement.pair)
    groups = {tuple(sorted(members)) for members in group.values() if len(members) > 1}
    return Words(tuple(sorted(groups)), frozenset(apart), unsure)


@dataclass(frozen=True, slots=True)
class Bond:
    """How two clusters stand: the sum of their pairs' scores, how many pairs there are, and whether they may join."""

    total: float
    pairs: int
    open: bool

    @property
    def mean(self) -> float:
        """Return the mean score of all pairs."""
        return self.total / self.pairs

    @property
    def joins(self) -> bool:
        """Tell whether the two are one cluster."""
        return self.open and self.mean >= SAME

    def __add__(self, other: "Bond") -> "Bond":
        """Return how their union stands to a third cluster."""
        return Bond(self.total + other.total, self.pairs + other.pairs, self.open and other.open)


def agglomerate(units: Sequence[str], bond: Callable[[str, str], Bond]) -> list[frozenset[str]]:
    """Return clusters of units: the two most alike join first, while no pair forbids it and the mean of all says same.

    Notes: average linkage under cannot-link pairs, O(n² log n) in the units of one component; ties go by the ids.
    """
    clusters = {unit: frozenset({unit}) for unit in units}
    bonds: dict[str, dict[str, Bond]] = {unit: {} for unit in units}
    for one, other in combinations(sorted(units), 2):
        bonds[one][other] = bonds[other][one] = bond(one, other)
    heap = [(-b.mean, one, other) for one in bonds for other, b in bonds[one].items() if one < other and b.joins]
    heapify(heap)
    while heap:
        mean, one, other = heappop(heap)
        if one not in clusters or other not in clusters or bonds[one][other].mean != -mean:
            continue
        clusters[one] |= clusters.pop(other)
        lost = bonds.pop(other)
        del bonds[one][other]
        for third in bonds[one]:
            joined = bonds[one][third] + lost[third]
            bonds[one][third] = bonds[third][one] = joined
            del bonds[third][other]
            if joined.joins:
                heappush(heap, (-joined.mean, *pair_of(one, third)))
    return list(clusters.values())


def bond_of(comparisons: Iterable[Comparison], apart: bool, joined: bool) -> Bond:
    """Return how two units stand: by all their pairs, or where a person joined some of them, by the best pair."""
    found = list(comparisons)
    if joined:
        best = max(found, key=lambda c: c.score)
        return Bond(best.score, 1, not apart and not best.keeps_apart)
    parted = apart or any(c.keeps_apart for c in found)
    return Bond(sum(c.score for c in found), len(found), not parted)


def cross(one: Iterable[str], other: Sequence[str]) -> Iterator[Pair]:
    """Yield the pairs between two groups."""
    yield from (pair_of(a, b) for a in one for b in other)

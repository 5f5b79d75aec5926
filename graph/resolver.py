"""Event mentions compared and clustered: which are one event, and which pairs are possibly one.

Only the mentions `inside` are clustered, whole components of them; the others are those around, whose events stand.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add

from graph.candidates import CROWD, Block, candidates, offers
from graph.clusters import Bond, Pair, Words, agglomerate, bond_of, components, cross, pair_of
from graph.features import SAME, UNSURE, Comparison, compare, full
from graph.mentions import Mention

#: What outranks every strength: a person asked for the link.
ASKED = 100.0
#: Share of a group of alike mentions that must have a word for the group to have it.
COMMON = 0.5
#: Two mentions and what came of comparing them.
Compared = tuple[Mention, Mention, Comparison]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What speaks for two events being one: the two mentions that say so most."""

    strength: float
    pair: Pair
    score: float
    reasons: tuple[str, ...]

    @property
    def asked(self) -> bool:
        """Tell whether a person asked for the link."""
        return self.strength == ASKED


class Resolver:
    """Compares the candidates and clusters those inside, one connected component after the other.

    Mentions that say the same where that alone makes them one event (kind, day, place or name, parties) are taken
    together first, as one unit, so that an event in a thousand articles costs no million comparisons.
    """

    def __init__(
        self,
        mentions: Mapping[str, Mention],
        words: Words,
        inside: Collection[str],
        crowded: Callable[[Block], bool] | None = None,
        compared: dict[Pair, Compared] | None = None,
    ) -> None:
        self._words = words
        joined = [group for group in words.joined if not set(inside).isdisjoint(group)]
        self._judged = words.judged & mentions.keys()
        self._alike, self._full = _alike(m for m in mentions.values() if m.id not in self._judged)
        self._alike.update({key: (key,) for key in sorted(self._judged)})
        self._full |= {key for key in self._judged if mentions[key].full}
        self._heads = {key: _head([mentions[m] for m in group]) for key, group in self._alike.items()}
        taken = {mention for group in joined for mention in group}
        self._units: dict[str, tuple[str, ...]] = {
            key: (key,) for key in self._heads if key in inside and key not in taken
        }
        self._units.update({group[0]: group for group in joined})
        self._compared: dict[Pair, Compared] = {} if compared is None else compared
        #: units with which a unit has a pair that says same
        self._linked: dict[str, list[str]] = defaultdict(list)
        self._articles = {
            key: frozenset(mentions[m].article for head in heads for m in self._alike[head])
            for key, heads in self._units.items()
        }
        self._unit_of = {head: key for key, heads in self._units.items() for head in heads}
        asked = (pair for pair in words.unsure if not self._unit_of.keys().isdisjoint(pair))
        chosen = self._unit_of.keys()
        #: what is compared, mention ids sorted
        self.pairs = sorted({*candidates(self._heads.values(), self._full, chosen, crowded), *asked})

    def leading_out(self) -> set[str]:
        """Return the mentions around that are to be clustered too, since one inside is the same as they are."""
        return {
            outside
            for pair in self.pairs
            for outside in set(pair) - self._unit_of.keys()
            if self._compare(*pair).score >= SAME
        }

    def components(self) -> Iterator[list[list[str]]]:
        """Yield the events of each component, as the mentions of each."""
        between: dict[Pair, list[Pair]] = defaultdict(list)
        for one, other in self.pairs:
            if one in self._unit_of and other in self._unit_of and self._unit_of[one] != self._unit_of[other]:
                between[pair_of(self._unit_of[one], self._unit_of[other])].append((one, other))
        links = [units for units, pairs in between.items() if any(self._compare(*p).score >= SAME for p in pairs)]
        for one, other in links:
            self._linked[one].append(other)
            self._linked[other].append(one)
        for component in components(self._units, links):
            yield [
                [m for unit in sorted(cluster) for head in self._units[unit] for m in self._alike[head]]
                for cluster in self._clusters(component)
            ]

    def _clusters(self, component: Sequence[str]) -> Iterator[Iterable[str]]:
        """Yield the clusters of a component: those who tell most first, then each other one goes where it fits best.

        What is left is clustered the same way, round by round, so that the cost of a unit does not grow with a crowd.
        """
        todo = [list(component)]
        while todo:
            part = todo.pop()
            cores = {min(core): sorted(core) for core in agglomerate(self._anchors(part), self._bond)}
            home = {unit: key for key, core in cores.items() for unit in core}
            members = {key: list(core) for key, core in cores.items()}
            told = {key: set[str]().union(*(self._articles[unit] for unit in core)) for key, core in cores.items()}
            left: list[str] = []
            for unit in sorted(set(part) - set(home)):
                near = sorted({home[other] for other in self._linked[unit] if other in home})
                bonds = {key: self._bonds(unit, cores[key]) for key in near if not self._articles[unit] & told[key]}
                fitting = [(bond.mean, key) for key, bond in bonds.items() if bond.joins]
                if fitting:
                    members[max(fitting)[1]].append(unit)
                    told[max(fitting)[1]] |= self._articles[unit]
                else:
                    left.append(unit)
            yield from members.values()
            alone = set(left)
            links = [pair_of(unit, other) for unit in left for other in self._linked[unit] if other in alone]
            todo += components(left, links)

    def _anchors(self, part: Sequence[str]) -> list[str]:
        """Return those that people judged, and of the full mentions, or where there are none, of all, the most linked.

        They are compared all with all: no more than a crowd, so that the cost grows with the mentions, not their pairs.
        """
        judged = {unit for unit in part if not self._judged.isdisjoint(self._units[unit])}
        among = [unit for unit in part if unit in self._full] or ([] if judged else part)
        return sorted(judged.union(sorted(among, key=lambda unit: (-len(self._linked[unit]), unit))[:CROWD]))

    def _bonds(self, unit: str, cluster: Iterable[str]) -> Bond:
        """Return how a unit stands to all of a cluster's core."""
        return reduce(add, (self._bond(unit, other) for other in cluster))

    def likenesses(self, home: Mapping[str, str], articles: Mapping[str, frozenset[str]]) -> dict[Pair, Likeness]:
        """Return the pairs of events that are possibly one: no article tells of both and nothing rules it out.

        `home` has the event of each mention, `articles` those that tell of it. One of each pair has a mention inside.
        """
        found: dict[Pair, list[Likeness]] = defaultdict(list)
        ruled_out = {
            pair_of(home[a], home[b])
            for a, b in self._words.different
            if a in home and b in home and home[a] != home[b]
        }
        for one, other in self.pairs:
            events = pair_of(home[one], home[other])
            if events[0] == events[1]:
                continue
            judgement = self._words.unsure.get((one, other))
            if judgement is not None:
                said = (f"{judgement.by}: unsure", *judgement.reasons)
                found[events].append(Likeness(ASKED, (one, other), UNSURE, said))
                continue
            comparison = self._compare(one, other)
            if comparison.vetoed or not articles[events[0]].isdisjoint(articles[events[1]]):
                ruled_out.add(events)
            elif comparison.score >= UNSURE:
                reasons = tuple(map(str, comparison.reasons))
                found[events].append(Likeness(comparison.strength, (one, other), comparison.score, reasons))
        best = {events: max(likely, key=lambda one: (one.strength, one.pair)) for events, likely in found.items()}
        return {events: one for events, one in best.items() if one.asked or events not in ruled_out}

    def _compare(self, one: str, other: str) -> Comparison:
        pair = pair_of(one, other)
        left, right = self._heads[pair[0]], self._heads[pair[1]]
        known = self._compared.get(pair)
        if known is None or known[0] != left or known[1] != right:
            known = self._compared[pair] = (left, right, compare(left, right))
        return known[2]

    def _bond(self, one: str, other: str) -> Bond:
        """Return how two units stand; an article that tells of both keeps them apart, unless a person joined them."""
        heads, others = self._units[one], self._units[other]
        pairs = set(cross(heads, others))
        joined = len(pairs) > 1
        apart = any(p in self._words.different or p in self._words.unsure for p in pairs)
        apart = apart or bool(self._articles[one] & self._articles[other])
        return bond_of((self._compare(*pair) for pair in sorted(pairs)), apart, joined)


def head_mentions(mentions: Iterable[Mention]) -> tuple[list[Mention], set[str]]:
    """Return what is compared, one mention for each group of alike ones, and the ids of the full ones."""
    known = {mention.id: replace(mention, full=known_again(mention)) for mention in mentions}
    alike, sure = _alike(known.values())
    return [_head([known[m] for m in group]) for group in alike.values()], sure


def bare(mention: Mention) -> Mention:
    """Return the mention without what alike ones may differ in and are found by."""
    return replace(mention, setting=(), cast=frozenset(), tolls=frozenset(), main=False)


def known_again(mention: Mention) -> bool:
    """Tell whether the mention's facts are enough to know the event again by, and to find all alike ones by."""
    return full(mention) and bool(offers(bare(mention)))


def _alike(mentions: Iterable[Mention]) -> tuple[dict[str, tuple[str, ...]], set[str]]:
    """Return groups of mentions whose facts are equal and enough to be one event, by first ones, and which they are.

    Of an article that has two such mentions, told apart there, the first goes with other articles' first ones.
    """
    found: dict[tuple[object, ...], list[str]] = defaultdict(list)
    counted: dict[tuple[object, ...], int] = defaultdict(int)
    for mention in sorted(mentions, key=lambda m: m.id):
        if not mention.full:
            found[("alone", mention.id)].append(mention.id)
            continue
        facts = mention.structure
        turn = counted[(mention.article, facts)]
        counted[(mention.article, facts)] += 1
        found[(turn, facts)].append(mention.id)
    groups = {group[0]: tuple(group) for group in found.values()}
    return groups, {group[0] for key, group in found.items() if key[0] != "alone"}


def _head(group: Sequence[Mention]) -> Mention:
    """Return the first mention of a group of alike ones with the counts of all and the words of most."""
    first = group[0]
    if len(group) == 1:
        return first
    counts: dict[str, int] = defaultdict(int)
    for word in (word for mention in group for word in mention.words):
        counts[word] += 1
    return replace(
        first,
        article=first.id if len({mention.article for mention in group}) > 1 else first.article,
        tolls=frozenset(toll for mention in group for toll in mention.tolls),
        words=frozenset(word for word, count in counts.items() if count >= COMMON * len(group)),
        beside=frozenset(family for mention in group for family in mention.beside),
    )

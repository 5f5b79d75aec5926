"""Which event mentions of several articles are one event, which are possibly one, and which are not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add

from graph.candidates import CROWD, candidates
from graph.clusters import Bond, Pair, Words, agglomerate, bond_of, components, cross, pair_of, words_of
from graph.features import SAME, UNSURE, Comparison, compare, full
from graph.judgements import Judgement, latest
from graph.mentions import Mention, mention_ids, mentions_of
from graph.names import Names, resolve_names
from graph.schema import PossiblySameAs, Ref
from ingest.document import Extraction, content_id

#: What outranks every strength: a person asked for the link.
ASKED = 100.0
#: Share of a group of alike mentions that must have a word for the group to have it.
COMMON = 0.5


@dataclass(frozen=True, slots=True)
class Link:
    """Two events that are possibly one, and the two mentions that say so most."""

    edge: PossiblySameAs
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """The events that the mentions make, and the nodes that the names make."""

    #: mention ids of each event, by event id
    members: dict[str, tuple[str, ...]]
    #: event id of each mention
    events: dict[str, str]
    #: mention ids by article and local id
    mentions: dict[tuple[str, str], str]
    possible: tuple[Link, ...] = ()
    names: Names = field(default_factory=Names)

    def mention(self, extraction: Extraction, event: str) -> str:
        """Return the id of an article's mention, by the event's local id."""
        return self.mentions[extraction.article.article_id, event]

    def event_of(self, extraction: Extraction, event: str) -> str:
        """Return the id of the event that an article's event belongs to."""
        return self.events[self.mention(extraction, event)]


def event_id(mentions: Iterable[str]) -> str:
    """Return the id of the event that the mentions make: a hash of its members, whatever their order."""
    return content_id("Event", sorted(mentions))


def resolve(extractions: Sequence[Extraction], judgements: Iterable[Judgement] = ()) -> Resolution:
    """Return the events of a set of articles as the machine and the judgements have it; no order changes them."""
    names = resolve_names(extractions)
    mentions = {mention.id: mention for extraction in extractions for mention in mentions_of(extraction, names)}
    words = words_of(latest(judgements), set(mentions))
    clusters = Resolver(mentions, words)
    members = {event_id(group): tuple(sorted(group)) for group in clusters.groups()}
    ordered = dict(sorted(members.items()))
    events = {mention: key for key, group in ordered.items() for mention in group}
    return Resolution(
        members=ordered,
        events=events,
        mentions={(x.article.article_id, local): key for x in extractions for local, key in mention_ids(x).items()},
        possible=tuple(clusters.possible(events)),
        names=names,
    )


class Resolver:
    """Compares the candidates and clusters them, one connected component after the other.

    Mentions that say the same where that alone makes them one event (kind, day, place or name, parties) are taken
    together first, as one unit, so that an event in a thousand articles costs no million comparisons.
    """

    def __init__(self, mentions: dict[str, Mention], words: Words) -> None:
        self._mentions, self._words = mentions, words
        self._joined = {mention for group in words.joined for mention in group}
        self._judged = self._joined | {m for pair in (*words.different, *words.unsure) for m in pair}
        self._alike, self._full = _alike(m for m in mentions.values() if m.id not in self._judged)
        self._alike.update({key: (key,) for key in sorted(self._judged)})
        self._full |= {key for key in self._judged if full(mentions[key])}
        self._heads = {key: _head([mentions[m] for m in group]) for key, group in self._alike.items()}
        self._units: dict[str, tuple[str, ...]] = {key: (key,) for key in self._heads if key not in self._joined}
        self._units.update({group[0]: group for group in words.joined})
        self._compared: dict[Pair, Comparison] = {}
        #: units with which a unit has a pair that says same
        self._linked: dict[str, list[str]] = defaultdict(list)
        self._articles = {
            key: frozenset(mentions[m].article for head in heads for m in self._alike[head])
            for key, heads in self._units.items()
        }
        unit_of = {head: key for key, heads in self._units.items() for head in heads}
        self._candidates: dict[Pair, list[Pair]] = defaultdict(list)
        for one, other in sorted(candidates(self._heads.values(), self._full)):
            if unit_of[one] != unit_of[other]:
                self._candidates[pair_of(unit_of[one], unit_of[other])].append((one, other))
        for one, other in sorted(words.unsure):
            self._candidates[pair_of(unit_of[one], unit_of[other])].append((one, other))

    def groups(self) -> Iterator[list[str]]:
        """Yield the mentions of each event."""
        links = [
            units
            for units, pairs in self._candidates.items()
            if any(self._compare(*pair).score >= SAME for pair in pairs)
        ]
        for one, other in links:
            self._linked[one].append(other)
            self._linked[other].append(one)
        for component in components(self._units, links):
            for cluster in self._clusters(component):
                yield [m for unit in sorted(cluster) for head in self._units[unit] for m in self._alike[head]]

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
        """Return the full mentions and those that people judged; where there are none, those with most links."""
        anchors = [unit for unit in part if unit in self._full or not self._judged.isdisjoint(self._units[unit])]
        return anchors or sorted(part, key=lambda unit: (-len(self._linked[unit]), unit))[:CROWD]

    def _bonds(self, unit: str, cluster: Iterable[str]) -> Bond:
        """Return how a unit stands to all of a cluster's core."""
        return reduce(add, (self._bond(unit, other) for other in cluster))

    def possible(self, events: dict[str, str]) -> Iterator[Link]:
        """Yield the pairs of events that are possibly one: no article tells of both and nothing rules it out.

        Of two events that one article tells apart, an event can only be one: the likelier of the two.
        """
        found: dict[Pair, list[tuple[float, Pair, float, tuple[str, ...]]]] = defaultdict(list)
        ruled_out = {pair_of(events[a], events[b]) for a, b in self._words.different if events[a] != events[b]}
        articles: dict[str, set[str]] = defaultdict(set)
        for mention, event in events.items():
            articles[event].add(self._mentions[mention].article)
        for one, other in sorted({pair for pairs in self._candidates.values() for pair in pairs}):
            events_pair = pair_of(events[one], events[other])
            if events_pair[0] == events_pair[1]:
                continue
            comparison = self._compare(one, other)
            judgement = self._words.unsure.get(pair_of(one, other))
            if judgement is not None:
                found[events_pair].append(
                    (ASKED, (one, other), UNSURE, (f"{judgement.by}: unsure", *judgement.reasons))
                )
            elif comparison.vetoed or articles[events_pair[0]] & articles[events_pair[1]]:
                ruled_out.add(events_pair)
            elif comparison.score >= UNSURE:
                reasons = tuple(map(str, comparison.reasons))
                found[events_pair].append((comparison.strength, (one, other), comparison.score, reasons))
        linked: dict[str, set[str]] = defaultdict(set)
        asked = {pair_of(events[a], events[b]) for a, b in self._words.unsure}
        best = {pair: max(found[pair]) for pair in found.keys() - (ruled_out - asked)}
        for start, end in sorted(best, key=lambda pair: (-best[pair][0], pair)):
            if (start, end) in asked or not (linked[start] & articles[end] or linked[end] & articles[start]):
                linked[start] |= articles[end]
                linked[end] |= articles[start]
                _, pair, score, reasons = best[start, end]
                ends = {"start": Ref("Event", start), "end": Ref("Event", end)}
                yield Link(PossiblySameAs(**ends, score=score, reasons=reasons), *pair)

    def _compare(self, one: str, other: str) -> Comparison:
        pair = pair_of(one, other)
        if pair not in self._compared:
            self._compared[pair] = compare(self._heads[pair[0]], self._heads[pair[1]])
        return self._compared[pair]

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
    known = {mention.id: mention for mention in mentions}
    alike, sure = _alike(known.values())
    return [_head([known[m] for m in group]) for group in alike.values()], sure


def _alike(mentions: Iterable[Mention]) -> tuple[dict[str, tuple[str, ...]], set[str]]:
    """Return groups of mentions whose facts are equal and enough to be one event, by first ones, and which they are.

    Of an article that has two such mentions, told apart there, the first goes with other articles' first ones.
    """
    found: dict[tuple[object, ...], list[str]] = defaultdict(list)
    counted: dict[tuple[object, ...], int] = defaultdict(int)
    enough: dict[tuple[object, ...], bool] = {}
    for mention in sorted(mentions, key=lambda m: m.id):
        facts = mention.structure
        if facts not in enough:
            enough[facts] = full(mention)
        if not enough[facts]:
            found[("alone", mention.id)].append(mention.id)
            continue
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

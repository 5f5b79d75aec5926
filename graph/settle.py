"""Events settled afresh where something came, went or was judged: only the components that this touches.

A pair of mentions is compared or not by what the two say alone, save in a crowd, where `Standings.change` names those
that it disturbs. So a component changes only where one of its mentions comes, goes, is judged or disturbed, or is the
same as one of those. Which of its possible events an event is linked with depends on others' links, told by the same
articles; those are followed until nothing more hangs on them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graph.candidates import asks, offers
from graph.clusters import Pair, Words, pair_of
from graph.edges import PossiblySameAs
from graph.elements import Ref
from graph.mentions import Mention, unlike
from graph.resolver import Compared, Resolver
from graph.standing import Chance, Standing, Standings
from ingest.document import content_id


@dataclass(frozen=True, slots=True)
class Touched:
    """The events that were settled afresh: those that were there before, and those that are there now."""

    before: frozenset[str]
    now: frozenset[str]


def event_id(mentions: Iterable[str]) -> str:
    """Return the id of the event that the mentions make: a hash of its members, whatever their order."""
    return content_id("Event", sorted(mentions))


def settle(
    standings: Standings, gone: Mapping[str, Mention], come: Mapping[str, Mention], said: Words, says: Words
) -> Touched:
    """Take mentions out and in, with what people said and say now, and cluster what that touches."""
    disturbed = standings.change(gone, come)
    judged = said.unlike(says)
    standings.mentions.fetch(judged)
    here = {key for key in judged if standings.mentions.now(key) is not None}
    left = (m for key in gone if (m := standings.mentions.before(key)))
    moved = [*left, *(m for key in here | come.keys() if (m := standings.mentions.now(key)))]
    start = {*gone, *come, *judged, *disturbed, *standings.alike(moved)}
    work = Work(standings, says)
    inside = work.grown(start)
    components = [[(event_id(group), sorted(group)) for group in part] for part in work.resolver(inside).components()]
    standings.homes.fetch(inside | gone.keys())
    old = {event for key in (inside | gone.keys()) if (event := standings.homes.before(key)) is not None}
    new = {event: group for part in components for event, group in part}
    for key in gone.keys() - come.keys():
        standings.homes.put(key, None)
    for part in components:
        beside = tuple(sorted(event for event, _ in part))
        for event, group in part:
            _stand(standings, event, group, tuple(other for other in beside if other != event))
    stay = {event for event in old & new.keys() if start.isdisjoint(new[event])}
    touched = Touched(frozenset(old - stay), frozenset(new.keys() - stay))
    changed = {key for event in touched.now for key in new[event]}
    _weigh(standings, work.resolver(changed, around=True), touched)
    return touched


class Work:
    """Clusters what is touched; what was compared once is not compared again."""

    def __init__(self, standings: Standings, says: Words) -> None:
        self._standings, self._says = standings, says
        self._compared: dict[Pair, Compared] = {}

    def grown(self, start: Collection[str]) -> set[str]:
        """Return the components that some mentions stood in, and those whom they are the same as now.

        All others are compared with the same mentions as before, so that nothing new hangs on them.
        """
        inside = self._standings.component(start)
        if self._standings.whole:
            return inside
        here = {key for key in inside if key in start}
        return inside | self._standings.component(self.resolver(here, around=True).leading_out())

    def resolver(self, inside: Collection[str], *, around: bool = False) -> Resolver:
        """Return what compares and clusters some mentions, and with `around`, those near them too."""
        standings = self._standings
        chosen = {
            *inside,
            *(member for group in self._says.joined if not set(group).isdisjoint(inside) for member in group),
        }
        wanted = set(chosen)
        if around:
            wanted |= standings.neighbours(chosen)
            wanted |= {other for pair in self._says.unsure if not chosen.isdisjoint(pair) for other in pair}
        standings.mentions.fetch(wanted)
        known = {key: mention for key in wanted if (mention := standings.mentions.now(key)) is not None}
        near = unlike(known[key] for key in chosen & known.keys())
        standings.fetch_blocks(block for group in near for block in (*offers(group[0]), *asks(group[0])))
        return Resolver(known, self._says, chosen, standings.crowded, self._compared)


def _stand(standings: Standings, event: str, group: Iterable[str], beside: tuple[str, ...]) -> None:
    mentions = tuple(group)
    known = (standings.mentions.now(key) for key in mentions)
    articles = tuple(sorted({mention.article for mention in known if mention is not None}))
    stood = standings.events.now(event)
    standings.events.put(event, Standing(mentions, articles, beside, stood.chances if stood else ()))
    for key in mentions:
        if standings.homes.now(key) != event:
            standings.homes.put(key, event)


def _weigh(standings: Standings, resolver: Resolver, touched: Touched) -> None:
    """Note of each event that was settled afresh with which others it is possibly one, and decide on links."""
    ends = {key for pair in resolver.pairs for key in pair}
    standings.homes.fetch(ends)
    home = {key: event for key in ends if (event := standings.homes.now(key)) is not None}
    standings.events.fetch({*home.values(), *touched.before})
    articles = {event: frozenset(s.articles) for event in home.values() if (s := standings.events.now(event))}
    likely = resolver.likenesses(home, articles)
    told: dict[str, list[Chance]] = defaultdict(list)
    for (one, other), likeness in likely.items():
        left, right = likeness.pair if home[likeness.pair[0]] == one else likeness.pair[::-1]
        rest = (likeness.strength, likeness.score, likeness.reasons)
        told[one].append(Chance(other, *rest, left, right, likeness.asked))
        told[other].append(Chance(one, *rest, right, left, likeness.asked))
    were = {pair for event in touched.before for pair in _pairs(event, standings.events.before(event))}
    standings.events.fetch(event for pair in were for event in pair)
    afresh = touched.before | touched.now
    for event in touched.before - touched.now:
        standings.events.put(event, None)
    for event in {*touched.now, *told, *(event for pair in were for event in pair)}:
        standing = standings.events.now(event)
        if standing is not None:
            kept = [] if event in touched.now else [c for c in standing.chances if c.event not in afresh]
            chances = tuple(sorted([*kept, *told.get(event, ())]))
            standings.events.put(event, replace(standing, chances=chances))
    _link(standings, were | likely.keys())


def _pairs(event: str, standing: Standing | None) -> Iterator[Pair]:
    yield from (pair_of(event, chance.event) for chance in (standing.chances if standing else ()))


def _link(standings: Standings, touched: Collection[Pair]) -> None:
    """Decide which of the pairs that hang together with some are linked, the likeliest first.

    Of two events that one article tells apart, an event can only be one: the likelier of the two.
    """
    pairs = _hanging(standings, touched)
    linked: dict[str, set[str]] = defaultdict(set)
    accepted: set[Pair] = set()
    for pair in sorted(pairs, key=lambda pair: (-pairs[pair].strength, pair)):
        one, other = ((event, _articles(standings, event)) for event in pair)
        if pairs[pair].asked or not (linked[one[0]] & other[1] or linked[other[0]] & one[1]):
            linked[one[0]] |= other[1]
            linked[other[0]] |= one[1]
            accepted.add(pair)
    for event in sorted({event for pair in pairs for event in pair}):
        standing = standings.events.now(event)
        if standing is not None:
            chances = tuple(
                replace(chance, linked=pair in accepted) if (pair := pair_of(event, chance.event)) in pairs else chance
                for chance in standing.chances
            )
            standings.events.put(event, replace(standing, chances=chances))


def _hanging(standings: Standings, touched: Collection[Pair]) -> dict[Pair, Chance]:
    """Return the pairs whose links hang on those of some pairs, as they were or are, and those pairs, with chances."""
    found: dict[Pair, Chance] = {}
    seen, wave = set(touched), set(touched)
    while wave:
        standings.events.fetch(event for pair in wave for event in pair)
        standings.events.fetch(c.event for pair in wave for event in pair for c in _chances(standings, event))
        further: set[Pair] = set()
        for one, other in wave:
            for here, there in ((one, other), (other, one)):
                rivals = _articles(standings, there)
                for chance in _chances(standings, here):
                    if chance.event == there and (now := standings.events.now(here)) and chance in now.chances:
                        found[pair_of(here, there)] = chance
                    elif not rivals.isdisjoint(_articles(standings, chance.event)):
                        further.add(pair_of(here, chance.event))
        wave = {pair for pair in further if pair not in seen}
        seen |= wave
    return found


def _chances(standings: Standings, event: str) -> tuple[Chance, ...]:
    """Return with whom the event is possibly one now, or where it is gone, was."""
    standing = standings.events.now(event) or standings.events.before(event)
    return standing.chances if standing else ()


def _articles(standings: Standings, event: str) -> frozenset[str]:
    standing = standings.events.now(event) or standings.events.before(event)
    return frozenset(standing.articles if standing else ())


def links(standings: Standings, *, before: bool) -> Iterator[PossiblySameAs]:
    """Yield the links of all events whose record may have changed, as they were or as they are."""
    for event in standings.events.touched():
        standing = standings.events.before(event) if before else standings.events.now(event)
        for chance in standing.chances if standing else ():
            if chance.linked:
                start, end = (Ref("Event", key) for key in pair_of(event, chance.event))
                yield PossiblySameAs(start=start, end=end, score=chance.score, reasons=chance.reasons)

"""What all articles call an actor, a place, an asset or an operation, counted, so that no article is read again for it.

A node that is named in a third of all articles is made of counts: of names, aliases, kinds and countries, and of
whom articles say that it speaks for or belongs to.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.edges import AlliedWith, PartOf, SpeaksFor
from graph.elements import Edge, Node, Ref
from graph.entities import Called, container, entity_node, listed_ties
from graph.ledger import Records, Shelf
from graph.names import Names
from graph.nodes import Actor
from graph.schema import ref
from graph.spellings import told
from ingest.document import Entity, Extraction, RelationType, content_id

TIES: dict[str, type[Edge]] = {
    RelationType.SPEAKS_FOR.value: SpeaksFor,
    RelationType.ALLIED_WITH.value: AlliedWith,
    RelationType.PART_OF.value: PartOf,
}


@dataclass(frozen=True, slots=True)
class Tally:
    """One node, counted."""

    uses: int
    #: its key in the reference table, which then says what it is called
    key: str | None
    called: Called
    #: ties told: type, label and key of the other end
    ties: dict[str, int] = field(default_factory=dict)

    def edges(self, node: Ref) -> Iterator[Edge]:
        """Yield the edges of the ties."""
        for tie in self.ties:
            kind, label, key = tie.split(" ")
            yield TIES[kind](start=node, end=Ref(label, key))


@dataclass(slots=True)
class Change:
    """By how much a tally changes."""

    uses: int = 0
    key: str | None = None
    called: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in Called.fields()})
    ties: Counter[str] = field(default_factory=Counter)

    def entity(self, entity: Entity, sign: int) -> None:
        """Count an entity in, or out."""
        self.uses += sign
        self.key = entity.key
        if entity.key is None:
            self.called["names"][entity.name] += sign
            self.called["kinds"][entity.kind or "other"] += sign
            for alias in entity.aliases:
                self.called["aliases"][alias] += sign
            if entity.country:
                self.called["countries"][entity.country] += sign

    def applied(self, held: Tally | None) -> Tally | None:
        """Return the tally changed; null where nothing is left."""
        uses = self.uses + (held.uses if held else 0)
        if not uses:
            return None
        called = {name: _sum(getattr(held.called, name) if held else {}, count) for name, count in self.called.items()}
        return Tally(
            uses, self.key or (held.key if held else None), Called(**called), _sum(held.ties if held else {}, self.ties)
        )


def _sum(held: Mapping[str, int], change: Counter[str]) -> dict[str, int]:
    total = Counter(held)
    total.update(change)
    return {name: total[name] for name in sorted(total) if total[name]}


class Tallies:
    """The records of nodes that articles share."""

    def __init__(self, records: Records) -> None:
        self._nodes = Shelf("tally", Tally, records)
        self._listed = Shelf("listed", dict[str, int], records)

    @property
    def shelves(self) -> tuple[Shelf[Tally], Shelf[dict[str, int]]]:
        """Return the records."""
        return self._nodes, self._listed

    def change(self, gone: Iterable[tuple[Extraction, Names]], come: Iterable[tuple[Extraction, Names]]) -> None:
        """Count articles out, with the names as they were, and in."""
        nodes: dict[Ref, Change] = {}
        listed: dict[str, Counter[str]] = {}
        for sign, articles in ((-1, gone), (1, come)):
            for extraction, names in articles:
                _count(extraction, names, sign, nodes, listed)
        self._nodes.fetch(map(_name, nodes))
        for node, change in nodes.items():
            self._nodes.put(_name(node), change.applied(self._nodes.now(_name(node))))
        for label, counts in listed.items():
            self._listed.put(label, _sum(self._listed.now(label) or {}, counts))

    def rows(self, *, before: bool) -> Iterator[Node | Edge]:
        """Yield the nodes whose tallies may have changed with their ties, and what the tables say of listed ones."""
        look = self._nodes.before if before else self._nodes.now
        for name in self._nodes.touched():
            if (tally := look(name)) is not None:
                node = _node(name)
                if tally.key is None:
                    yield entity_node(node, tally.called)
                yield from tally.edges(node)
        for label in self._listed.touched():
            yield from listed_ties(label, (self._listed.before(label) if before else self._listed.now(label)) or {})

    def actors(self, wanted: Iterable[Ref], *, before: bool = False) -> Iterator[Node | Edge]:
        """Yield actors with all whom they speak for or belong to, as far as tallies and tables know them."""
        look = self._nodes.before if before else self._nodes.now
        found: dict[Ref, Node] = {}
        ties: set[Edge] = set()
        seen, wave = set[Ref](), set(wanted)
        while wave:
            self._nodes.fetch(map(_name, wave))
            seen |= wave
            known = {node: tally for node in wave if (tally := look(_name(node))) is not None}
            found |= {node: entity_node(node, tally.called) for node, tally in known.items() if tally.key is None}
            rows = list(listed_ties("Actor", {tally.key for tally in known.values() if tally.key is not None}))
            found |= {ref(row): row for row in rows if isinstance(row, Actor)}
            ties |= {row for row in rows if isinstance(row, Edge)}
            ties |= {edge for node, tally in known.items() for edge in tally.edges(node)}
            wave = ({edge.end for edge in ties} | found.keys()) - seen
        yield from found.values()
        yield from (tie for tie in ties if tie.end in found)

    def altered(self) -> Iterator[Ref]:
        """Yield the actors whose name, or whose ties, may have changed."""
        for name in self._nodes.touched():
            node, before, now = _node(name), self._nodes.before(name), self._nodes.now(name)
            if node.label == "Actor" and before is not None and _answers(node, before) != _answers(node, now):
                yield node


def _answers(node: Ref, tally: Tally | None) -> object:
    """Return what of an actor other rows are made with."""
    if tally is None:
        return None
    made = entity_node(node, tally.called) if tally.key is None else None
    return (made.name, made.kind) if isinstance(made, Actor) else None, sorted(tally.ties)


def _name(node: Ref) -> str:
    return f"{node.label} {node.key}"


def _node(name: str) -> Ref:
    return Ref(*name.split(" "))


def _count(
    extraction: Extraction, names: Names, sign: int, nodes: dict[Ref, Change], listed: dict[str, Counter[str]]
) -> None:
    """Count what one article names, in or out."""
    article = extraction.article.article_id
    shared = {entity.id: entity for entity in told(extraction) if entity.named or entity.key is not None}
    refs = {key: names.ref(article, entity) for key, entity in shared.items()}
    for key, entity in shared.items():
        change = nodes.setdefault(refs[key], Change())
        change.entity(entity, sign)
        if entity.key is not None:
            listed.setdefault(entity.type.value, Counter())[entity.key] += sign
        above = container(entity)
        if above is not None:
            listed.setdefault(entity.type.value, Counter())[above] += sign
            change.ties[f"PART_OF {entity.type.value} {content_id(entity.type.value, above)}"] += sign
    everything = names.refs(extraction)
    for relation in extraction.relations:
        start, end = everything[relation.source], everything[relation.target]
        if relation.source in shared and start != end:
            nodes[start].ties[f"{relation.type.value} {end.label} {end.key}"] += sign

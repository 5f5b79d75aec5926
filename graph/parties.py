"""Whose word a speaker's word is: the organisation that a spokesperson speaks for or a member belongs to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.edges import AlliedWith, PartOf, SpeaksFor
from graph.elements import Edge, Ref
from graph.entities import listed_kin
from graph.nodes import Actor
from ingest.document import ActorKind

#: Kinds whose word is that of what they are a part of.
VOICES = frozenset({ActorKind.PERSON.value, ActorKind.UNNAMED_SOURCE.value})


@dataclass(frozen=True, slots=True)
class Parties:
    """The organisation behind each actor."""

    behind: dict[str, str]
    actors: dict[str, Actor]
    #: whom each actor speaks for, belongs to or is allied with; by the reference tables, the other way round too
    kin: dict[str, set[str]]

    def of(self, actor: str) -> str:
        """Return the id of the organisation that answers for an actor's words: itself where there is none."""
        seen = {actor}
        while (above := self.behind.get(actor)) is not None and above not in seen:
            seen.add(above)
            actor = above
        return actor

    def name(self, actor: str) -> str:
        """Return the actor's name."""
        return self.actors[actor].name


def parties(actors: Iterable[Actor], edges: Iterable[Edge]) -> Parties:
    """Return who answers for whom: first by SPEAKS_FOR, then, for persons and sources, by PART_OF.

    Where an actor speaks for several, the first by id answers, so that the order of articles changes nothing.
    """
    known = {actor.actor_id: actor for actor in actors}
    speaks: dict[str, list[Ref]] = defaultdict(list)
    belongs: dict[str, list[Ref]] = defaultdict(list)
    ties = list(edges)
    for edge in ties:
        if isinstance(edge, SpeaksFor):
            speaks[edge.start.key].append(edge.end)
        elif isinstance(edge, PartOf) and edge.end.label == "Actor":
            belongs[edge.start.key].append(edge.end)
    kin: dict[str, set[str]] = defaultdict(set)
    for edge in ties:
        if isinstance(edge, (SpeaksFor, PartOf, AlliedWith)):
            kin[edge.start.key].add(edge.end.key)
    for key in known:
        kin[key] |= listed_kin().get(key, frozenset())
    behind: dict[str, str] = {}
    for key, actor in known.items():
        above = speaks.get(key) or (belongs.get(key) if actor.kind in VOICES else None)
        if above:
            behind[key] = min(above).key
    return Parties(behind, known, dict(kin))

"""Actors, places, assets and operations: which node an article's entity becomes, and what that node holds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache

from graph.edges import AlliedWith, PartOf, SpeaksFor
from graph.elements import Edge, Node, Ref
from graph.nodes import Actor, Asset, Operation, Place
from graph.whereabouts import city_named, whereabouts
from ingest.document import Entity, EntityType, content_id
from seeds.tables import ActorRow, OperationRow, PlaceRow, actors, operations, places


@dataclass(frozen=True, slots=True)
class Called:
    """What articles call an entity, each with how often."""

    names: dict[str, int]
    aliases: dict[str, int]
    kinds: dict[str, int]
    countries: dict[str, int]

    @staticmethod
    def fields() -> tuple[str, ...]:
        """Return what is counted."""
        return tuple(field.name for field in fields(Called))


def called(entities: Iterable[Entity]) -> Called:
    """Return what some entities are called, counted."""
    group = list(entities)
    return Called(
        Counter(entity.name for entity in group),
        Counter(alias for entity in group for alias in entity.aliases),
        Counter(entity.kind or "other" for entity in group),
        Counter(entity.country for entity in group if entity.country),
    )


def entity_node(node: Ref, called: Called) -> Node:
    """Return the node that the entities of all articles make together, none of which a table lists."""
    name, kind = _commonest(called.names), _commonest(called.kinds)
    aliases = tuple(sorted({*called.names, *called.aliases} - {name}))
    country = _commonest(called.countries) if called.countries else None
    if node.label == "Actor":
        return Actor(actor_id=node.key, name=name, kind=kind, aliases=aliases, country=country)
    if node.label == "Place":
        city = city_named(name, country or "")
        point = (city.latitude, city.longitude) if city else (None, None)
        return Place(
            place_id=node.key, name=name, kind=kind, aliases=aliases, latitude=point[0], longitude=point[1]
        )  # fmt: skip
    if node.label == "Asset":
        return Asset(asset_id=node.key, name=name, kind=kind)
    return Operation(operation_id=node.key, name=name, aliases=aliases)


def _commonest(counts: Mapping[str, int]) -> str:
    """Return the value that occurs most, the first in the alphabet of equals."""
    return min(counts, key=lambda value: (-counts[value], value))


@cache
def _tables() -> dict[str, dict[str, ActorRow | PlaceRow | OperationRow]]:
    return {
        EntityType.ACTOR: {row.key: row for row in actors()},
        EntityType.PLACE: {row.key: row for row in places()},
        EntityType.OPERATION: {row.key: row for row in operations()},
    }


def _listed(label: str, key: str) -> Node:
    """Return the node of a row of the reference tables."""
    row = _tables()[label][key]
    node_id = content_id(label, key)
    if isinstance(row, ActorRow):
        return Actor(
            actor_id=node_id, name=row.name, kind=row.kind, aliases=row.aliases, country=row.country or None,
            wikidata=row.wikidata or None,
        )  # fmt: skip
    if isinstance(row, PlaceRow):
        return Place(
            place_id=node_id, name=row.name, kind=row.kind, aliases=row.aliases, latitude=row.latitude,
            longitude=row.longitude, wikidata=row.wikidata or None,
        )  # fmt: skip
    return Operation(
        operation_id=node_id, name=row.name, aliases=row.aliases, translation=row.translation or None,
        start_date=row.start_date or None, end_date=row.end_date or None,
    )  # fmt: skip


def listed_ties(label: str, keys: Iterable[str]) -> Iterator[Node | Edge]:
    """Yield what the tables say of these keys: whom they belong to, speak for or are allied with, and those nodes."""
    found: dict[str, ActorRow | PlaceRow | OperationRow] = {}
    todo = set(keys)
    while todo:
        found |= {key: row for key in todo if (row := _tables()[label].get(key)) is not None}
        named = {key for row in found.values() for kind, keys in _ties(row) if kind is not AlliedWith for key in keys}
        todo = (named - found.keys()) & _tables()[label].keys()
    for key in sorted(found):
        yield _listed(label, key)
        for kind, targets in _ties(found[key]):
            yield from (
                kind(start=Ref(label, content_id(label, key)), end=Ref(label, content_id(label, target)))
                for target in targets
                if target in found
            )


@cache
def listed_kin() -> dict[str, frozenset[str]]:
    """Return, by the nodes of listed actors, those that they speak for, belong to or are allied with, both ways."""
    found: dict[str, set[str]] = {}
    for row in actors():
        for other in (*row.part_of, *row.speaks_for, *row.allied_with):
            one, another = (content_id(EntityType.ACTOR.value, key) for key in (row.key, other))
            found.setdefault(one, set()).add(another)
            found.setdefault(another, set()).add(one)
    return {key: frozenset(others) for key, others in found.items()}


def container(entity: Entity) -> str | None:
    """Return the key of what holds a place that only the gazetteer of cities has."""
    above = whereabouts(entity).above
    return above[0] if above and entity.key is None and entity.type is EntityType.PLACE else None


def _ties(row: ActorRow | PlaceRow | OperationRow) -> Iterator[tuple[type[Edge], tuple[str, ...]]]:
    if isinstance(row, ActorRow):
        yield PartOf, row.part_of
        yield SpeaksFor, row.speaks_for
        yield AlliedWith, row.allied_with
    elif isinstance(row, PlaceRow):
        yield PartOf, (row.part_of,) if row.part_of else ()

"""Actors, places, assets and operations: which node an article's entity becomes, and what that node holds."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from graph.schema import Actor, AlliedWith, Asset, Edge, Node, Operation, PartOf, Place, Ref, SpeaksFor
from graph.whereabouts import city_of, whereabouts
from ingest.document import Entity, EntityType, content_id
from seeds.tables import ActorRow, OperationRow, PlaceRow, actors, operations, places


def entity_node(node: Ref, members: Iterable[Entity]) -> Node:
    """Return the node that the entities of all articles make together; the order of members changes nothing."""
    group = list(members)
    if group[0].key is not None:
        return _listed(group[0].type, group[0].key)
    city = city_of(group[0]) if node.label == EntityType.PLACE else None
    name = _commonest(entity.name for entity in group)
    aliases = tuple(sorted({alias for e in group for alias in (e.name, *e.aliases)} - {name}))
    kind = _commonest(entity.kind or "other" for entity in group)
    country = _commonest([entity.country for entity in group if entity.country] or [""]) or None
    if node.label == "Actor":
        return Actor(actor_id=node.key, name=name, kind=kind, aliases=aliases, country=country)
    if node.label == "Place":
        point = (city.latitude, city.longitude) if city else (None, None)
        return Place(
            place_id=node.key, name=name, kind=kind, aliases=aliases, latitude=point[0], longitude=point[1]
        )  # fmt: skip
    if node.label == "Asset":
        return Asset(asset_id=node.key, name=name, kind=kind)
    return Operation(operation_id=node.key, name=name, aliases=aliases)


def _commonest(values: Iterable[str]) -> str:
    """Return the value that occurs most, the first in the alphabet of equals."""
    return min(Counter(values).items(), key=lambda item: (-item[1], item[0]))[0]


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
    todo, seen = sorted(set(keys)), set(keys)
    while todo:
        key = todo.pop()
        row = _tables()[label].get(key)
        if row is None:
            continue
        yield _listed(label, key)
        for edge_type, targets in _ties(row):
            for target in targets:
                if edge_type is AlliedWith and target not in seen:
                    continue
                yield edge_type(start=Ref(label, content_id(label, key)), end=Ref(label, content_id(label, target)))
                if target not in seen:
                    seen.add(target)
                    todo.append(target)


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

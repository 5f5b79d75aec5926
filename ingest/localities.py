"""How the places of one article lie to each other: the same, one within the other, apart, or nowhere told."""

from enum import IntEnum
from functools import cache

from spacy.tokens import Doc

from ingest.document import Entity, PlaceKind
from ingest.mentions import entity_by_id
from seeds.tables import cities, places

#: Kinds of place that hold no towns.
SPOTS = frozenset({PlaceKind.CITY, PlaceKind.SITE})


class Lie(IntEnum):
    """How one place lies to another, the nearer the greater."""

    APART = 0
    UNSURE = 1
    WITHIN = 2
    SAME = 3


@cache
def _parents() -> dict[str, str | None]:
    return {row.key: row.part_of or None for row in places()}


@cache
def _country_keys() -> dict[str, str]:
    """Return the key of each country by its name."""
    return {row.name: row.key for row in places() if row.kind == PlaceKind.COUNTRY}


@cache
def _holders(key: str) -> tuple[str, ...]:
    """Return the reference key of a place and of all that hold it, the innermost first."""
    found: list[str] = []
    node: str | None = key
    while node and node not in found:
        found.append(node)
        node = _parents().get(node)
    return tuple(found)


def chain(entity: Entity) -> tuple[str, ...]:
    """Return what the place is and lies in, the innermost first: keys, and its own id where it has no key."""
    if entity.key is not None:
        return _holders(entity.key)
    country = _country_keys().get(entity.country or "")
    if country is None:
        return (entity.id,)
    province = _provinces().get((entity.name, country)) if entity.kind == PlaceKind.CITY else None
    return (entity.id, *_holders(province or country))


@cache
def _provinces() -> dict[tuple[str, str], str | None]:
    """Return the key of each city's province by the names of city and country, that of the largest of a name."""
    return {(city.name, city.country): city.province for city in reversed(cities())}


def _lie(one: Entity, other: Entity) -> Lie:
    first, second = chain(one), chain(other)
    if first[0] == second[0]:
        return Lie.SAME
    if first[0] in second or second[0] in first:
        return Lie.WITHIN
    if first[-1] != second[-1] and _is_placed(one) and _is_placed(other):
        return Lie.APART
    regions = _region(one), _region(other)
    if all(regions) and regions[0] != regions[1]:
        return Lie.APART
    cities = one.kind == other.kind == PlaceKind.CITY
    if (one.key and other.key) or (cities and _is_placed(one) and _is_placed(other)):
        return Lie.APART
    return Lie.UNSURE


def _region(entity: Entity) -> str | None:
    """Return the key of the country's part that the place is or lies in, where a table tells it."""
    held = chain(entity)
    return held[-2] if len(held) > 1 and held[-2] != entity.id else None


def _is_placed(entity: Entity) -> bool:
    """Tell whether it is known in which country the place lies."""
    return entity.key is not None or entity.country is not None


def lie(doc: Doc, some: list[str], others: list[str]) -> Lie | None:
    """Return how the finest places of the one lie to those of the other, the nearest pair; null without places."""
    first, second = _finest(doc, some), _finest(doc, others)
    if set(some) & set(others):
        return Lie.SAME if set(first) & set(second) else Lie.WITHIN
    pairs = [_lie(entity_by_id(doc, a), entity_by_id(doc, b)) for a in first for b in second]
    nearest = max(pairs, default=None)
    if nearest is Lie.UNSURE and _are_of_other_regions(doc, some, others):
        return Lie.APART
    return nearest


def _are_of_other_regions(doc: Doc, some: list[str], others: list[str]) -> bool:
    """Tell whether the provinces told with the places differ: "Sai Buri in Pattani", "Su-ngai Kolok, Narathiwat"."""
    first, second = ({r for place in told if (r := _region(entity_by_id(doc, place)))} for told in (some, others))
    return bool(first and second) and not first & second


def _finest(doc: Doc, found: list[str]) -> list[str]:
    """Return the towns and sites among the places, which the provinces told with them hold; else the innermost."""
    inner = innermost(doc, found)
    return [place for place in inner if entity_by_id(doc, place).kind in SPOTS] or inner


def innermost(doc: Doc, found: list[str]) -> list[str]:
    """Return the places without those that only hold another one."""
    outer = {key for place in found for key in chain(entity_by_id(doc, place))[1:]}
    return [place for place in dict.fromkeys(found) if chain(entity_by_id(doc, place))[0] not in outer]


def is_country(doc: Doc, place: str) -> bool:
    """Tell whether the place is a whole country."""
    return entity_by_id(doc, place).kind == PlaceKind.COUNTRY


def is_spot(doc: Doc, place: str) -> bool:
    """Tell whether the place is a town or a site."""
    return entity_by_id(doc, place).kind in SPOTS


def is_known(doc: Doc, place: str) -> bool:
    """Tell whether it is known in which country the place lies."""
    return _is_placed(entity_by_id(doc, place))

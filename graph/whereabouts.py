"""Where a place lies: what holds it, and its coordinates, by the reference tables."""

from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt

from ingest.document import Entity, PlaceKind
from seeds.tables import CityRow, PlaceRow, cities, places

EARTH_RADIUS_KM = 6371.0
#: Inhabitants from which a city sees several events a day.
MANY_PEOPLE = 150_000
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A place among places; `id` is its key, or for what no table lists, its name and country."""

    id: str
    name: str
    kind: str
    #: keys of what holds it, innermost first
    above: tuple[str, ...] = ()
    point: Point | None = None
    #: inhabitants of a city; null where unknown, as of all that no gazetteer has
    people: int | None = None

    @property
    def placed(self) -> bool:
        """Tell whether its country is known."""
        return bool(self.above) or self.kind == PlaceKind.COUNTRY

    @property
    def small(self) -> bool:
        """Tell whether it is a village, a site or a town, where two events in one day are rare."""
        region = self.kind in (PlaceKind.COUNTRY, PlaceKind.PROVINCE, PlaceKind.DISTRICT)
        return not region and not self.wide and (self.people or 0) < MANY_PEOPLE

    @property
    def wide(self) -> bool:
        """Tell whether it is a listed site that nothing holds: a sea, a desert, a river."""
        return self.kind == PlaceKind.SITE and not self.above and self.id in place_rows()

    @property
    def chain(self) -> tuple[str, ...]:
        """Return the place and all that holds it, innermost first."""
        return (self.id, *self.above)


@cache
def place_rows() -> dict[str, PlaceRow]:
    """Return the listed places by key."""
    return {row.key: row for row in places()}


@cache
def country_keys() -> dict[str, str]:
    """Return the key of each country by its name."""
    return {row.name: row.key for row in places() if row.kind is PlaceKind.COUNTRY}


@cache
def _cities() -> dict[tuple[str, str], CityRow]:
    return {(city.name, city.country): city for city in reversed(cities())}


def city_of(entity: Entity) -> CityRow | None:
    """Return the gazetteer's city that an entity without a key is, the largest of that name in its country."""
    if entity.key is not None or entity.country is None:
        return None
    return city_named(entity.name, entity.country)


def city_named(name: str, country: str) -> CityRow | None:
    """Return the gazetteer's largest city of that name in the country."""
    return _cities().get((name, country_keys().get(country, "")))


def containers(key: str) -> tuple[str, ...]:
    """Return the keys of what holds a listed place, innermost first."""
    found: list[str] = []
    row = place_rows().get(key)
    while row is not None and row.part_of is not None and row.part_of not in found:
        found.append(row.part_of)
        row = place_rows().get(row.part_of)
    return tuple(found)


def whereabouts(entity: Entity) -> Whereabouts:
    """Return where an article's place lies."""
    kind = entity.kind or PlaceKind.SITE.value
    if entity.key is not None:
        row = place_rows().get(entity.key)
        point = (
            (row.latitude, row.longitude) if row and row.latitude is not None and row.longitude is not None else None
        )
        return Whereabouts(entity.key, entity.name, kind, containers(entity.key), point)
    country = country_keys().get(entity.country or "")
    city = city_of(entity)
    name = f"{entity.name.casefold()}, {country or entity.country or ''}"
    if city is None:
        return Whereabouts(name, entity.name, kind, (country,) if country else ())
    above = (city.province, *containers(city.province)) if city.province else (city.country,)
    return Whereabouts(name, entity.name, kind, above, (city.latitude, city.longitude), city.population)


def kilometres(one: Point, other: Point) -> float:
    """Return the distance on the globe (haversine)."""
    (a, b), (c, d) = (map(radians, point) for point in (one, other))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half))

"""Which event mentions are compared at all: those that share a block, never all with all.

A block joins something that the mention names (a train, an operation, a place, a group with a kind of event) with a
time, so that a group in a third of all articles makes no block of its own. A mention *offers* itself under the blocks
that it lies in and *asks* for those around it; a pair is compared where the one asks for what the other offers. Blocks
depend on the mention alone, so that what is added later changes no pair of what was there, except in a crowd: where
very many of a block say little, these are compared with those alone that say enough to know an event again by.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from graph.edtf import ANY_YEAR, Span
from graph.kinds import RARE, Family
from graph.mentions import Mention, unlike
from graph.nearness import spelling
from ingest.document import PlaceKind

Block = tuple[str | int, ...]
#: Days by which reports of one event may differ.
WINDOW = 2
#: Dates longer than this are looked up by their months.
SHORT = 8
#: Scant mentions in a block beyond which they are not compared with one another.
CROWD = 60
#: Most months that a mention without a day is looked for in.
MONTHS = 3
#: Most years that a name alone is looked for in: a train attacked again and again is no single event.
YEARS = 2
WEEK = 7
#: Days before it was told in which an undated event is looked for.
LATELY = 31
#: Blocks of a name with no time, or none but the year.
LONE = ALWAYS, IN_YEAR = "name at any time", "name in year"


@dataclass(frozen=True, slots=True)
class Members:
    """The mentions that lie in one block, by id, each sorted."""

    #: those whose facts are enough to know an event again by
    full: tuple[str, ...] = ()
    scant: tuple[str, ...] = ()

    @property
    def crowded(self) -> bool:
        """Tell whether scant ones are too many to compare them with one another."""
        return len(self.scant) > CROWD

    @property
    def all(self) -> tuple[str, ...]:
        """Return every mention."""
        return self.full + self.scant

    def changed(self, come: Iterable[tuple[str, bool]], gone: Collection[str]) -> "Members":
        """Return the block without some mentions and with others, each with whether it is full."""
        new = dict(come)
        full = {key for key in self.full if key not in gone} | {key for key, is_full in new.items() if is_full}
        scant = {key for key in self.scant if key not in gone} | {key for key, is_full in new.items() if not is_full}
        return Members(tuple(sorted(full)), tuple(sorted(scant)))


def candidates(
    mentions: Iterable[Mention],
    full: Collection[str],
    inside: Collection[str] | None = None,
    crowded: Callable[[Block], bool] | None = None,
) -> set[tuple[str, str]]:
    """Return the pairs of mention ids to compare, each sorted; two mentions of one article are never a pair.

    `full` are those whose facts are enough to know an event again by; the others are scant. Where `inside` is given,
    only pairs that have one of those are returned; `crowded` knows of blocks around them that are not all here.
    """
    known = {mention.id: mention for mention in mentions}
    chosen = known.keys() if inside is None else inside
    groups = unlike(known.values())
    offered: dict[Block, list[tuple[str, bool]]] = defaultdict(list)
    near: set[Block] = set()
    for group in groups:
        blocks = offers(group[0])
        for block in blocks:
            offered[block] += ((mention.id, mention.id in full) for mention in group)
        if any(mention.id in chosen for mention in group):
            near |= blocks
    here = {block: Members().changed(come, ()) for block, come in offered.items()}
    full_alone = crowded or (lambda block: here[block].crowded)
    found: set[tuple[str, str]] = set()
    for group in groups:
        asked = asks(group[0]) & (here.keys() if any(mention.id in chosen for mention in group) else near)
        others = {other for block in asked for other in here[block].all}
        few = {o for block in asked for o in (here[block].full if full_alone(block) else here[block].all)}
        for mention in group:
            key = mention.id
            found |= {
                (min(key, other), max(key, other))
                for other in (others if key in full else few)
                if (key in chosen or other in chosen) and known[other].article != mention.article
            }
    return found


def offers(mention: Mention) -> set[Block]:
    """Return the blocks that the mention lies in; none looks in those "by month", where all lie who look in months."""
    anchors = (*_anchors(mention), *_around(mention, 0))
    found = {(*what, *time) for what in anchors for time in _times(mention, 0)}
    return found | set(_lone(mention)) | set(_held(mention, 0))


def asks(mention: Mention) -> set[Block]:
    """Return the blocks in which the mention looks for others."""
    anchors = (*_anchors(mention), *_around(mention, 1))
    found = {(*what, *time) for what in anchors for time in _times(mention, WINDOW)} | set(_held(mention, 1))
    moment = mention.when or mention.told
    if moment is not None and not moment.year_known:
        found |= {(*what, *time) for what in _anchors(mention) for time in _known_years(moment)}
    return found | set(_lone(mention))


def askers(block: Block) -> Iterator[Block]:
    """Yield the blocks in which all lie that ask for a block."""
    if block[0] in LONE:
        yield block
        return
    *what, kind, when = block
    for anchor in _asking_anchors(what):
        yield from ((*anchor, *time) for time in _asking_times(kind, when))


def _asking_anchors(what: list[str | int]) -> Iterator[Block]:
    latitude, longitude = what[-2:] if what[0] == "square" else (None, None)
    if isinstance(latitude, int) and isinstance(longitude, int):
        for step in (-1, 0, 1):
            yield from (("square", latitude + step, longitude + aside) for aside in (-1, 0, 1))
    else:
        yield tuple(what)


def _asking_times(kind: str | int, when: str | int) -> Iterator[Block]:
    if kind == "day" and isinstance(when, int):
        yield from ((kind, when + days) for days in range(-WINDOW, WINDOW + 1))
    elif kind == "week" and isinstance(when, int):
        yield from ((kind, when + weeks) for weeks in (-1, 0, 1))
    elif kind == "month" and isinstance(when, int):
        yield from (("by month", when + later) for later in (0, 1, 2))
    elif kind in ("day of a year", "known day of a year") and isinstance(when, str):
        month, day = map(int, when.split("-"))
        here = date(ANY_YEAR, month, day).toordinal()
        yield from (("day of a year", _month_day(here + days)) for days in range(-WINDOW, WINDOW + 1))
    else:
        yield (kind, when)


def around(mention: Mention) -> set[Block]:
    """Return the blocks in which every mention lies that this one is compared with."""
    return asks(mention) | {asker for block in offers(mention) for asker in askers(block)}


def _anchors(mention: Mention) -> Iterator[Block]:
    """Yield what the mention names: few mentions share one of these at one time."""
    yield from (("name", name) for name in mention.names)
    if mention.operation is not None:
        yield ("operation", mention.operation)
    countries = {place.chain[-1] for place in mention.places if place.placed}
    keys = {key for place in mention.places for key in place.chain} - countries
    yield from (("place", key) for key in keys | {place.id for place in mention.setting})
    yield from (("spelt", spelling(place)) for place in (*mention.places, *mention.setting) if place.small)
    yield from (("cast", key) for key, _ in mention.cast)
    for family in mention.families:
        yield from (("party", party.key, family.value) for party in mention.parties)
    for family in mention.families & RARE:
        yield from (("country", country, family.value) for country in mention.countries)
        yield from (("toll", family.value, how, number) for how, _, number in mention.tolls)


def _around(mention: Mention, reach: int) -> Iterator[Block]:
    """Yield the squares of a degree that it happened in: rivals may have it happen on two sides of a border."""
    for place in mention.places:
        if place.small and place.point is not None:
            latitude, longitude = (int(degree // 1) for degree in place.point)
            for step in range(-reach, reach + 1):
                yield from (("square", latitude + step, longitude + aside) for aside in range(-reach, reach + 1))


def _held(mention: Mention, reach: int) -> Iterator[Block]:
    """Yield the weeks in which an article has a captivity, by the day of the seizure, the rescue or a death."""
    when = mention.when
    if not mention.main or Family.CAPTIVITY not in mention.families or when is None or not when.year_known:
        return
    if when.length <= SHORT:
        for place in (*mention.places, *mention.setting):
            weeks = range(when.first // WEEK - reach, when.last // WEEK + reach + 1)
            yield from (("held", place.id, "week", week) for week in weeks if place.kind != PlaceKind.COUNTRY)


def _times(mention: Mention, window: int) -> Iterator[Block]:
    """Yield the times of the mention: days where it has them, else months, else when it was told."""
    when, told = mention.when, mention.told
    moment = when or told
    if moment is None:
        yield ("no time", 0)
        return
    if not moment.year_known:
        yield from (
            ("day of a year", _month_day(day)) for day in range(moment.first - window, moment.last + window + 1)
        )
        return
    if not window and moment.length <= SHORT:
        yield from (("known day of a year", _month_day(day)) for day in range(moment.first, moment.last + 1))
    if when is not None and when.length <= SHORT:
        yield from (("day", day) for day in range(when.first - window, when.last + window + 1))
        if window and mention.dated:
            return
    if not window and not (when is not None and when.length <= SHORT and mention.dated):
        yield from (("by month", month) for _, month in _months(moment))
    yield from _months(Span(moment.first - LATELY, moment.last) if window and not (when and mention.dated) else moment)


def _known_years(when: Span) -> Iterator[Block]:
    """Yield the days around a date without a year, as mentions with a year offer them."""
    for day in range(when.first - WINDOW, when.last + WINDOW + 1):
        yield ("known day of a year", _month_day(day))


def _months(when: Span) -> Iterator[tuple[str, int]]:
    first, last = date.fromordinal(when.first), date.fromordinal(when.last)
    months = range(first.year * 12 + first.month, last.year * 12 + last.month + 1)
    if len(months) <= MONTHS:
        yield from (("month", month) for month in months)


def _month_day(day: int) -> str:
    known = date.fromordinal(day)
    return f"{known.month}-{known.day}"


def _lone(mention: Mention) -> Iterator[Block]:
    """Yield names with no time but the year, for what is told long afterwards or without a date."""
    when = mention.when or mention.told
    if when is None:
        yield from ((ALWAYS, name, 0) for name in mention.names)
    elif when.year_known:
        years = range(date.fromordinal(when.first).year, date.fromordinal(when.last).year + 1)
        if len(years) <= YEARS:
            yield from ((IN_YEAR, name, year) for name in mention.names for year in years)

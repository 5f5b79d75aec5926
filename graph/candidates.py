"""Which event mentions are compared at all: those that share a block, never all with all.

A block joins something that the mention names (a train, an operation, a place, a group with a kind of event) with a
time, so that a group in a third of all articles makes no block of its own. A mention *offers* itself under the blocks
that it lies in and *asks* for those around it; a pair is compared where the one asks for what the other offers. Blocks
depend on the mention alone, so that what is added later changes no pair of what was there, except in a crowd: where
very many of a block say little, these are compared with those alone that say enough to know an event again by.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from graph.edtf import Span
from graph.kinds import RARE
from graph.mentions import Mention
from graph.nearness import spelling

Block = tuple[object, ...]
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


def candidates(mentions: Iterable[Mention], full: Collection[str]) -> set[tuple[str, str]]:
    """Return the pairs of mention ids to compare, each sorted; two mentions of one article are never a pair.

    `full` are those whose facts are enough to know an event again by; the others are scant.
    """
    known = {mention.id: mention for mention in mentions}
    blocks: dict[Block, Members] = defaultdict(Members)
    for key in sorted(known):
        for block in offers(known[key]):
            blocks[block].add(key, key in full)
    found: set[tuple[str, str]] = set()
    for key, mention in known.items():
        for block in asks(mention) & blocks.keys():
            others = blocks[block].beside(key in full)
            found |= {(min(key, o), max(key, o)) for o in others if known[o].article != mention.article}
    return found


@dataclass(slots=True)
class Members:
    """The mentions that lie in one block."""

    full: list[str] = field(default_factory=list)
    scant: list[str] = field(default_factory=list)

    def add(self, key: str, full: bool) -> None:
        """Put a mention into the block."""
        (self.full if full else self.scant).append(key)

    def beside(self, full: bool) -> list[str]:
        """Return those with which a full mention, or a scant one, is compared."""
        return self.full + self.scant if full or len(self.scant) <= CROWD else self.full


def offers(mention: Mention) -> set[Block]:
    """Return the blocks that the mention lies in."""
    anchors = (*_anchors(mention), *_around(mention, 0))
    return {(*what, *time) for what in anchors for time in _times(mention, 0)} | set(_lone(mention))


def asks(mention: Mention) -> set[Block]:
    """Return the blocks in which the mention looks for others."""
    anchors = (*_anchors(mention), *_around(mention, 1))
    found = {(*what, *time) for what in anchors for time in _times(mention, WINDOW)}
    moment = mention.when or mention.told
    if moment is not None and not moment.year_known:
        found |= {(*what, *time) for what in _anchors(mention) for time in _known_years(moment)}
    return found | set(_lone(mention))


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
        yield from (("party", party.key, family) for party in mention.parties)
    for family in mention.families & RARE:
        yield from (("country", country, family) for country in mention.countries)
        yield from (("toll", family, how, number) for how, _, number in mention.tolls)


def _around(mention: Mention, reach: int) -> Iterator[Block]:
    """Yield the squares of a degree that it happened in: rivals may have it happen on two sides of a border."""
    for place in mention.places:
        if place.small and place.point is not None:
            latitude, longitude = (int(degree // 1) for degree in place.point)
            for step in range(-reach, reach + 1):
                yield from (("square", latitude + step, longitude + aside) for aside in range(-reach, reach + 1))


def _times(mention: Mention, window: int) -> Iterator[Block]:
    """Yield the times of the mention: days where it has them, else months, else when it was told."""
    when, told = mention.when, mention.told
    moment = when or told
    if moment is None:
        yield ("no time",)
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
    yield from _months(Span(moment.first - 31, moment.last) if window and not (when and mention.dated) else moment)


def _known_years(when: Span) -> Iterator[Block]:
    """Yield the days around a date without a year, as mentions with a year offer them."""
    for day in range(when.first - WINDOW, when.last + WINDOW + 1):
        yield ("known day of a year", _month_day(day))


def _months(when: Span) -> Iterator[Block]:
    first, last = date.fromordinal(when.first), date.fromordinal(when.last)
    months = range(first.year * 12 + first.month, last.year * 12 + last.month + 1)
    if len(months) <= MONTHS:
        yield from (("month", month) for month in months)


def _month_day(day: int) -> tuple[int, int]:
    known = date.fromordinal(day)
    return (known.month, known.day)


def _lone(mention: Mention) -> Iterator[Block]:
    """Yield names with no time but the year, for what is told long afterwards or without a date."""
    when = mention.when or mention.told
    if when is None:
        yield from (("name", name) for name in mention.names)
    elif when.year_known:
        years = range(date.fromordinal(when.first).year, date.fromordinal(when.last).year + 1)
        if len(years) <= YEARS:
            yield from (("name in year", name, year) for name in mention.names for year in years)

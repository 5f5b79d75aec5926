"""Event nodes: name, kind and dates computed from what the articles say of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from graph.edges import HappenedAt, PartOf
from graph.elements import Edge, Node, Ref
from graph.mentions import mention_ids
from graph.nodes import Event
from graph.told import Told
from ingest import document
from ingest.document import Extraction
from seeds.tables import event_kinds

Member = tuple[Extraction, document.Event]
#: Kinds that say little, taken only where no mention says more.
VAGUE = ("other", "killing", "attack", "armed_attack")


def event_rows(keys: Collection[str], told: Iterable[Told], episodes: Mapping[str, str]) -> Iterator[Node | Edge]:
    """Yield the nodes of some events, whose articles are all told, with where they happened and what they belong to."""
    members: dict[str, list[tuple[str, Told, document.Event]]] = {}
    for one in told:
        ids = mention_ids(one.extraction)
        for event in one.extraction.events:
            if (key := one.events[event.id]) in keys:
                members.setdefault(key, []).append((ids[event.id], one, event))
    for key in sorted(members):
        group = sorted(members[key], key=lambda member: member[0])
        yield event_node(key, [(one.extraction, event) for _, one, event in group])
        if key in episodes:
            yield PartOf(start=Ref("Event", key), end=Ref("Event", episodes[key]))
        for _, one, event in group:
            yield from (HappenedAt(start=Ref("Event", key), end=one.refs[place]) for place in event.places)
            if event.operation is not None:
                yield PartOf(start=Ref("Event", key), end=one.refs[event.operation])
            if event.part_of is not None and (whole := one.events[event.part_of]) != key:
                yield PartOf(start=Ref("Event", key), end=Ref("Event", whole))


def event_node(key: str, members: list[Member]) -> Event:
    """Return the node of the event that the members tell of."""
    events = [event for _, event in members]
    kind = _kind(events)
    start = _date([e.start for e in events if e.start])
    end = max((e.end for e in events if e.end), default=None)
    row = next((k for k in event_kinds() if k.kind == kind), None)
    return Event(
        event_id=key, name=_name(kind, start, members), kind=kind, acled=row.acled or None if row else None,
        plover=row.plover or None if row else None, start_date=start, end_date=end, date_precision=precision(start),
    )  # fmt: skip


def _kind(events: Iterable[document.Event]) -> str:
    counts = Counter(event.kind for event in events)
    telling = [kind for kind in counts if kind not in VAGUE] or list(counts)
    return min(telling, key=lambda kind: (-counts[kind], kind))


def _date(dates: list[str]) -> str | None:
    """Return the date most told, a more precise one before a less precise, the earliest of equals."""
    counts = Counter(dates)
    return min(counts, key=lambda date: (-_digits(date), -counts[date], date), default=None)


def _digits(date: str) -> int:
    return sum(character.isdigit() for character in date)


def precision(date: str | None) -> str | None:
    """Return how precise an EDTF date is: day, month, year or day_of_unknown_year."""
    if date is None:
        return None
    if date.startswith("XXXX"):
        return "day_of_unknown_year"
    return {4: "year", 7: "month", 10: "day"}.get(len(date), "interval")


def _name(kind: str, start: str | None, members: list[Member]) -> str:
    """Return the name that the articles give the event, or one made of kind, place and date."""
    names = Counter(event.name for _, event in members if event.name)
    what = kind.replace("_", " ").capitalize()
    if names:
        what = f"{min(names, key=lambda name: (-names[name], name))} {kind.replace('_', ' ')}"
    places = Counter(
        next(entity.name for entity in extraction.entities if entity.id == place)
        for extraction, event in members
        for place in event.places
    )
    where = f" in {min(places, key=lambda name: (-places[name], name))}" if places else ""
    return f"{what}{where}{f', {start}' if start else ''}"

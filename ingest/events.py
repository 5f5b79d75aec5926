"""The events of one article: triggers that tell of one happening are taken together, others kept apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from ingest.dates import DateRole
from ingest.document import Entity, EntityType, Event
from ingest.mentions import entities_of, entity_at
from ingest.triggers import Trigger
from seeds.tables import places

HOSTAGE = frozenset({"hijacking", "hostage_taking", "abduction"})
OPERATION = frozenset(
    {"military_operation", "rescue_operation", "raid", "armed_clash", "airstrike", "drone_strike", "shelling"}
)
ATTACK = frozenset(
    {"attack", "armed_attack", "ambush", "bombing", "suicide_bombing", "ied", "assassination", "execution", "killing",
     "sabotage", "raid", "shelling", "airstrike", "drone_strike", "armed_clash"}
)  # fmt: skip
FAMILIES = (HOSTAGE, OPERATION, ATTACK)
#: Kinds that say little, the least telling last: an event takes its most telling mention's kind.
VAGUE_KINDS = ("raid", "armed_clash", "military_operation", "armed_attack", "attack", "killing", "other")
#: Sentences back that a definite mention, and one that only tells what came of it, may refer to.
REACH = 12
RESULT_REACH = 8
#: Sentences back to which a mention belongs that brings no ground of its own.
GROUNDLESS_REACH = 3
#: Words that say that an event is another one.
OTHER = frozenset({"another", "second", "third", "separate", "other", "later", "earlier", "previous", "similar", "new"})


@dataclass(slots=True)
class Group:
    """Triggers that are taken to be one event so far."""

    triggers: list[int] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    dates: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    operation: str | None = None
    plural: bool = False
    first_sentence: int = 0
    last_sentence: int = 0
    last_token: int = 0

    @property
    def kind(self) -> str:
        """Return the most telling kind among the mentions, the first of equals."""
        rank = {kind: position for position, kind in enumerate(VAGUE_KINDS)}
        return min(self.kinds, key=lambda kind: rank.get(kind, -1))


@Language.component("events", requires=["doc._.triggers"], assigns=["doc._.events"])
def events_component(doc: Doc) -> Doc:
    """Set the doc's events."""
    doc._.events = tuple(events(doc))
    return doc


def events(doc: Doc) -> Iterator[Event]:
    """Yield the article's events in text order, each with the spans of its triggers."""
    groups = _grouped(doc)
    ids = {id(group): f"e{number}" for number, group in enumerate(groups, 1)}
    for group in groups:
        whole = _whole_of(group, groups, doc)
        yield Event(
            id=ids[id(group)],
            kind=group.kind,
            name=_name(doc, group),
            start=min((start for start, _ in _when(group, groups)), default=None),
            end=max((end for _, end in _when(group, groups)), default=None),
            places=tuple(_innermost(doc, _where(group, groups))),
            operation=group.operation,
            part_of=ids[id(whole)] if whole is not None else None,
            mentions=tuple(_span(doc, index) for index in group.triggers),
        )


def _where(group: Group, groups: list[Group]) -> list[str]:
    """Return where it happened: what its words say, else the ground on which the text just before stands."""
    if group.places:
        return group.places
    frame = _frame(group, [g for g in groups if g.places])
    return frame.places if frame is not None else []


def _when(group: Group, groups: list[Group]) -> list[tuple[str, str]]:
    """Return when it happened: what its words say, else the date of the event that shares its ground."""
    if group.dates or group.plural:
        return group.dates
    frame = _frame(group, [g for g in groups if g.dates])
    shares = frame is not None and (not group.places or bool(set(group.places) & set(frame.places)))
    return frame.dates if frame is not None and shares else []


def _frame(group: Group, grounded: list[Group]) -> Group | None:
    """Return the event told last before this one, in the sentences within reach, that does not clash in date."""
    before = [
        g
        for g in grounded
        if g is not group and g.triggers[0] < group.triggers[0] and group.first_sentence - g.last_sentence <= REACH
        and (not group.dates or any(_overlap(a, b) for a in group.dates for b in g.dates))
    ]  # fmt: skip
    return max(before, key=lambda g: g.triggers[0], default=None)


def event_of(doc: Doc, trigger: Trigger) -> str | None:
    """Return the id of the event that the trigger is a mention of; null where it tells of none in particular."""
    span = _span(doc, trigger.token)
    return next((event.id for event in doc._.events if span in event.mentions), None)


def _span(doc: Doc, index: int) -> tuple[int, int]:
    token = doc[index]
    return token.idx, token.idx + len(token)


def tells_of_event(trigger: Trigger) -> bool:
    """Tell whether the trigger says that something in particular happened."""
    if trigger.hypothetical or trigger.negated:
        return False
    return not trigger.generic or bool(trigger.places or trigger.date)


def _grouped(doc: Doc) -> list[Group]:
    sentences = {token.i: number for number, sentence in enumerate(doc.sents) for token in sentence}
    by_token = {trigger.token: trigger for trigger in doc._.triggers}
    groups: list[Group] = []
    home: dict[int, Group] = {}
    ordered = sorted(doc._.triggers, key=lambda t: (sentences[t.token], t.result, t.token))
    for trigger in ordered:
        if not tells_of_event(trigger):
            continue
        seed = _feature(doc, trigger, sentences[trigger.token])
        lasting = trigger.date is not None and trigger.date.role is not DateRole.AT
        group = _linked_group(trigger, home, by_token) or (None if lasting else _best(doc, seed, trigger, groups))
        if group is None:
            group = Group(first_sentence=seed.first_sentence)
            groups.append(group)
        _absorb(group, seed)
        home[trigger.token] = group
    return groups


def _linked_group(trigger: Trigger, home: dict[int, Group], by_token: dict[int, Trigger]) -> Group | None:
    """Return the group of a trigger that the grammar ties to this one, in either direction."""
    for index in trigger.linked:
        if index in home:
            return home[index]
    for index, group in home.items():
        if trigger.token in by_token[index].linked:
            return group
    return None


def _feature(doc: Doc, trigger: Trigger, sentence: int) -> Group:
    """Return what one trigger says of its event."""
    token = doc[trigger.token]
    operation = next(
        (e.id for t in token.sent for e in [entity_at(doc, t)] if e is not None and e.type is EntityType.OPERATION
         and trigger.kind in OPERATION), None,
    )  # fmt: skip
    return Group(
        triggers=[trigger.token],
        kinds=[trigger.kind],
        places=list(trigger.places) + list(_target_places(doc, trigger)),
        dates=_bounds(trigger),
        agents={e.id for index in trigger.agents for e in entities_of(doc, doc[index])},
        targets={e.id for index in trigger.targets for e in entities_of(doc, doc[index])},
        operation=operation,
        plural=token.tag_ == "NNS",
        first_sentence=sentence,
        last_sentence=sentence,
        last_token=trigger.token,
    )


def _bounds(trigger: Trigger) -> list[tuple[str, str]]:
    date = trigger.date
    return [(date.earliest, date.latest or date.earliest)] if date is not None and date.earliest is not None else []


def _target_places(doc: Doc, trigger: Trigger) -> Iterator[str]:
    """Yield places that stand in the name of what was hit: "Gwadar's Pearl Continental Hotel", an attack on Kabul."""
    for index in trigger.targets:
        for token in (doc[index], *doc[index].children):
            entity = entity_at(doc, token)
            if entity is not None and entity.type is EntityType.PLACE:
                yield entity.id


def _absorb(group: Group, seed: Group) -> None:
    group.triggers += seed.triggers
    group.kinds += seed.kinds
    group.places += [place for place in seed.places if place not in group.places]
    group.dates += seed.dates
    group.agents |= seed.agents
    group.targets |= seed.targets
    group.operation = group.operation or seed.operation
    group.plural = group.plural or seed.plural
    group.last_sentence = max(group.last_sentence, seed.last_sentence)
    group.last_token = max(group.last_token, seed.last_token)


def _best(doc: Doc, seed: Group, trigger: Trigger, groups: list[Group]) -> Group | None:
    """Return the latest earlier event that the trigger refers to, if it refers to one."""
    for group in sorted(groups, key=lambda g: -g.last_token):
        if _compatible(doc, seed, group) and _refers(doc, seed, trigger, group):
            return group
    return None


def _compatible(doc: Doc, seed: Group, group: Group) -> bool:
    if seed.operation and group.operation and seed.operation != group.operation:
        return False
    if seed.dates and group.dates and not any(_overlap(a, b) for a in seed.dates for b in group.dates):
        return False
    if seed.places and group.places and not _nested(doc, seed.places, group.places):
        return False
    return _same_family(seed.kinds[0], group)


def _overlap(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether two EDTF intervals can hold a common day; a missing year is any year."""
    if any(date.startswith("XXXX") for date in (*one, *other)):
        return one[0][4:] == other[0][4:] or not all(d.startswith("XXXX") for d in (one[0], other[0]))
    return one[0] <= _upper(other[1]) and other[0] <= _upper(one[1])


def _upper(date: str) -> str:
    """Return a string that sorts after every day within the date."""
    return f"{date}~"


def _same_family(kind: str, group: Group) -> bool:
    if kind in {"killing", "other"} or kind in group.kinds:
        return True
    return any(kind in family and group.kind in family for family in FAMILIES) or (
        group.kind == "killing" and kind in ATTACK
    )


def _refers(doc: Doc, seed: Group, trigger: Trigger, group: Group) -> bool:
    """Tell whether the mention takes up the event again rather than telling of a new one."""
    near = seed.last_sentence - group.last_sentence
    shared_place = bool(set(seed.places) & set(group.places))
    shared_date = bool(seed.dates and group.dates)
    shared_party = bool(seed.targets & group.targets or (seed.agents & group.agents))
    if any(child.lower_ in OTHER for child in doc[trigger.token].children):
        return False
    background = bool(group.dates) and not seed.dates and all(len(start) == len("2019") for start, _ in group.dates)
    if background and near > 1 and not seed.targets & group.targets:
        return False
    if trigger.result:
        return near <= (REACH if shared_place or shared_party else RESULT_REACH) and not _own_ground(doc, seed, group)
    if trigger.definite:
        return near <= REACH and (seed.kinds[0] in group.kinds or shared_party or near <= 3)
    if seed.operation and seed.operation == group.operation:
        return True
    if near <= GROUNDLESS_REACH and not _own_ground(doc, seed, group) and not seed.plural:
        return not seed.agents or not group.agents or bool(seed.agents & group.agents)
    same_kind = seed.kinds[0] in group.kinds or seed.kinds[0] == group.kind
    if same_kind and (shared_place or shared_date) and (shared_party or not seed.agents or not group.agents):
        return True
    return bool(seed.targets & group.targets) and not _own_ground(doc, seed, group)


def _own_ground(doc: Doc, seed: Group, group: Group) -> bool:
    """Tell whether the mention brings a place or date that the event does not have; one just begun may lack both."""
    if not group.places and not group.dates and seed.last_sentence - group.last_sentence <= GROUNDLESS_REACH:
        return False
    elsewhere = bool(seed.places) and not (group.places and _nested(doc, seed.places, group.places))
    return elsewhere or bool(seed.dates and not group.dates)


def _chain(doc: Doc, place: str) -> set[str]:
    """Return the reference keys of the place and of all that hold it; its own id where it has no key."""
    entity = next(e for e in doc._.entities if e.id == place)
    parents = {row.key: row.part_of for row in places()}
    found, key = {place}, entity.key
    while key:
        found.add(key)
        key = parents.get(key) or ""
    return found


def _nested(doc: Doc, some: list[str], others: list[str]) -> bool:
    """Tell whether a place of the one is, or holds, or lies in a place of the other."""
    keys = {place: _entity(doc, place).key or place for place in (*some, *others)}
    return any(
        keys[b] in _chain(doc, a) or keys[a] in _chain(doc, b) or _unknown(doc, a) or _unknown(doc, b)
        for a in some
        for b in others
    )


def _unknown(doc: Doc, place: str) -> bool:
    """Tell whether it is nowhere told where the place lies."""
    return _entity(doc, place).key is None


def _entity(doc: Doc, key: str) -> Entity:
    entities: tuple[Entity, ...] = doc._.entities
    return next(entity for entity in entities if entity.id == key)


def _innermost(doc: Doc, found: list[str]) -> list[str]:
    """Return the places without those that only hold another one."""
    outer = {key for place in found for key in _chain(doc, place) - {place, _entity(doc, place).key}}
    return [place for place in found if _entity(doc, place).key not in outer]


def _name(doc: Doc, group: Group) -> str | None:
    """Return the name of the operation or of the thing that the event befell, where it has one."""
    if group.operation is not None:
        return _entity(doc, group.operation).name
    named = [_entity(doc, key) for key in sorted(group.targets)]
    return next((e.name for e in named if e.type is EntityType.ASSET and e.named), None)


def _whole_of(group: Group, groups: list[Group], doc: Doc) -> Group | None:
    """Return the plural event told before ("a series of raids") whose ground and kind take this one in."""
    if group.plural or group.kind not in OPERATION:
        return None
    for other in groups:
        if (
            other is group
            or not other.plural
            or other.last_sentence > group.last_sentence
            or other.kind not in OPERATION
        ):
            continue
        if set(group.places) - set(other.places) and _nested(doc, group.places, other.places or group.places):
            return other
    return None

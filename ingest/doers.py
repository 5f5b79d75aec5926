"""Who did it and to whom, as a voice has it: by the words, by its stance, by what it says of the same event."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from ingest.answers import Draft
from ingest.coreference import suspected_group
from ingest.document import ActorKind, Claim, Entity, EntityType, Measure, RelationType, Stance, Victims
from ingest.events import tells_of_event
from ingest.mentions import entities_of, entity_at
from ingest.syntax import case_of, children, obliques
from ingest.tolls import Toll
from ingest.triggers import Trigger

ARMED = frozenset({ActorKind.ARMED_GROUP})
STATE = frozenset({ActorKind.STATE_FORCE, ActorKind.GOVERNMENT, ActorKind.INTELLIGENCE})
#: Kinds of event in which both sides suffer: who died says nothing of who killed.
TWO_SIDED = frozenset({"military_operation", "rescue_operation", "armed_clash", "raid"})
#: Nouns that a place's name follows: "the village of Kalembe".
SETTLEMENTS = frozenset({"village", "town", "city", "hamlet", "district", "neighbourhood", "neighborhood", "area"})
#: Kinds that a group owns up to by saying that it did it; to have fought in a clash is to own up to nothing.
DEEDS = frozenset(
    {"attack", "armed_attack", "ambush", "bombing", "suicide_bombing", "ied", "assassination", "execution", "killing",
     "sabotage", "raid", "shelling", "airstrike", "drone_strike"}
)  # fmt: skip
#: What befell those whom the claimant of an attack counts.
SUFFERED = frozenset({Measure.KILLED, Measure.WOUNDED, Measure.HOSTAGES})


def parties(doc: Doc, roots: Iterable[int]) -> tuple[str, ...]:
    """Return the entities that the noun phrases stand for."""
    found = (id for root in roots for id in _places(doc[root]) or _own(doc, root))
    return tuple(dict.fromkeys(found))


def _own(doc: Doc, root: int) -> tuple[str, ...]:
    return tuple(entity.id for entity in entities_of(doc, doc[root], coordinated=False))


def _places(token: Token) -> tuple[str, ...]:
    """Return the place in "the village of Kalembe"."""
    if token.lemma_.lower() not in SETTLEMENTS:
        return ()
    names = [c for c in children(token, "nmod", "appos", "flat", "nmod:desc") if case_of(c) in {"of", ""}]
    named = (entity_at(token.doc, name) for name in names)
    return tuple(entity.id for entity in named if entity is not None and entity.type is EntityType.PLACE)


def doers(doc: Doc, roots: Iterable[int]) -> tuple[str, ...]:
    """Return who acts: the group that somebody is believed to be of, the state or group whose weapons do it."""
    found = (_suspect(doc, id) for root in roots for id in _owners(doc[root]) or _own(doc, root))
    types = {entity.id: entity.type for entity in doc._.entities}
    return tuple(dict.fromkeys(id for id in found if types[id] is not EntityType.PLACE))


def are_suspected(doc: Doc, roots: Iterable[int]) -> bool:
    """Tell whether the text only believes those who act to be of their group."""
    return any(suspected_group(doc, id) is not None for root in roots for id in _own(doc, root))


def _suspect(doc: Doc, entity: str) -> str:
    return suspected_group(doc, entity) or entity


def _owners(token: Token) -> tuple[str, ...]:
    """Return whose the weapon, strike or vehicle is that stands in its owner's place: "a Russian missile"."""
    entity = entity_at(token.doc, token)
    if token.pos_ != "NOUN" or (entity is not None and entity.type is not EntityType.ASSET):
        return ()
    owners = [*children(token, "amod", "compound", "nmod:poss"), *obliques(token, "of", "from")]
    named = (entity_at(token.doc, owner) for owner in owners)
    return tuple(e.id for e in named if e is not None and e.type is EntityType.ACTOR)


def accused_by(doc: Doc, attribution: int | None) -> int | None:
    """Return the head of whom the attribution accuses."""
    told = doc._.attributions[attribution] if attribution is not None else None
    return told.target_root if told is not None and told.stance is Stance.ACCUSED else None


def blamed(doc: Doc, trigger: Trigger, speaker: str | None, attribution: int | None) -> tuple[str, ...]:
    """Return who did it by the voice's stance: who claims responsibility, or whom the speaker accuses of it."""
    if attribution is None or not tells_of_event(trigger):
        return ()
    told = doc._.attributions[attribution]
    if told.stance is Stance.CLAIMED_RESPONSIBILITY and speaker is not None:
        return (speaker,)
    if told.stance is Stance.ACCUSED and told.target_root is not None:
        return doers(doc, (told.target_root,))
    return ()


def owned(doc: Doc, trigger: Trigger, speaker: str | None, stance: Stance, agents: tuple[str, ...]) -> Stance:
    """Return the voice's stance: an armed group that says that it attacked claims responsibility."""
    group = next((e for e in doc._.entities if e.id == speaker and e.kind == ActorKind.ARMED_GROUP), None)
    speaks_of_itself = group is not None and group.id in agents and not trigger.result and tells_of_event(trigger)
    if speaks_of_itself and stance in {Stance.CLAIMED, Stance.CONFIRMED} and trigger.kind in DEEDS:
        return Stance.CLAIMED_RESPONSIBILITY
    return stance


def who_harmed(
    doc: Doc, toll: Toll, trigger: Trigger | None, speaker: str | None, attribution: int | None
) -> tuple[str, ...]:
    """Return who did to those counted what befell them, as the voice has it; nobody where that is only believed."""
    if trigger is None or are_suspected(doc, trigger.agents):
        return ()
    agents: tuple[str, ...] = ()
    if trigger.token == toll.governor:
        agents = doers(doc, trigger.agents)
        if set(agents) <= {speaker}:
            agents = blamed(doc, trigger, speaker, attribution) or agents
    return agents or agents_of_event(doc, trigger, toll.victims)


def agents_of_event(doc: Doc, trigger: Trigger, victims: Victims) -> tuple[str, ...]:
    """Return who did the event that a word tells of, where nothing speaks against their having hit the victims."""
    around = [t for t in doc._.triggers if t.token in trigger.linked or trigger.token in t.linked or t is trigger]
    kinds = {t.kind for t in around}
    roots = [index for t in around for index in (*t.agents, *(t.targets if t.kind == "armed_clash" else ()))]
    entities = {entity.id: entity for entity in doc._.entities}
    return tuple(id for id in doers(doc, roots) if _may_have_killed(entities[id], victims, kinds))


def _may_have_killed(entity: Entity, victims: Victims, kinds: set[str]) -> bool:
    kind = ActorKind(entity.kind) if entity.type is EntityType.ACTOR and entity.kind else None
    if victims is Victims.MILITANTS:
        return kind in STATE
    if victims is Victims.SECURITY_FORCES:
        return kind in ARMED
    raided = victims is Victims.CIVILIANS and kind in ARMED and "armed_clash" not in kinds
    return raided or (kind in ARMED | STATE and not kinds & TWO_SIDED)


def completed(doc: Doc, drafts: list[Draft]) -> Iterator[Draft]:
    """Yield the drafts, those whom a claimant of an attack counts as its victims taken for its doing."""
    masters = {r.source: r.target for r in doc._.relations if r.type is RelationType.SPEAKS_FOR}
    entities = {entity.id: entity for entity in doc._.entities}
    claimed: dict[tuple[str, str], int] = {}
    for draft in drafts:
        if draft.claim.stance is Stance.CLAIMED_RESPONSIBILITY and draft.claim.event is not None:
            for speaker in draft.claim.said_by:
                claimed.setdefault((masters.get(speaker, speaker), draft.claim.event), draft.claim.start)
    for draft in drafts:
        claim = draft.claim
        if claim.measure in SUFFERED and not claim.agents and claim.event is not None:
            speakers = [masters.get(speaker, speaker) for speaker in claim.said_by]
            own = (s for s in speakers if claimed.get((s, claim.event), claim.end) < claim.start)
            claim = replace(claim, agents=tuple(s for s in own if _counts_foes(entities[s], claim)))
        yield replace(draft, claim=claim)


def _counts_foes(speaker: Entity, claim: Claim) -> bool:
    """Tell whether those whom the speaker counts are not its own, nor people whom it mourns."""
    foes = claim.victims not in {None, Victims.CIVILIANS} and speaker.id not in claim.targets
    return foes and _may_have_killed(speaker, claim.victims or Victims.PEOPLE, set())

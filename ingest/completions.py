"""What claims of one event leave out and others of it tell: whom a claimed attack befell, who killed militants."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from ingest.answers import Draft
from ingest.document import (
    ActorKind,
    Claim,
    Entity,
    EntityType,
    Event,
    Measure,
    Polarity,
    RelationType,
    Stance,
    Victims,
)
from ingest.doers import DEEDS, may_have_killed
from ingest.happenings import OPERATION, STATE

#: What befell those whom the claimant of an attack counts.
SUFFERED = frozenset({Measure.KILLED, Measure.WOUNDED, Measure.HOSTAGES})
#: Kinds of event in which people or things are taken.
TAKING = frozenset({"abduction", "hostage_taking", "hijacking"})


@dataclass(slots=True)
class _Told:
    """What the article's claims say of one event."""

    #: those whom it befell, sentence by sentence, by claims that name nobody who did it or nobody by name
    struck: dict[int, dict[str, None]] = field(default_factory=dict)
    #: the first character at which each voice claims it
    claimed: dict[str, int] = field(default_factory=dict)
    #: the force that each voice has carry it out
    forces: dict[tuple[str, ...], str] = field(default_factory=dict)

    def struck_before(self, sentence: int) -> tuple[str, ...]:
        """Return those whom the last sentence up to this one that tells of victims has, else the first after it."""
        telling = [number for number, struck in self.struck.items() if struck]
        before = [number for number in telling if number <= sentence]
        nearest = max(before) if before else min(telling, default=None)
        return () if nearest is None else tuple(self.struck[nearest])


def completed(doc: Doc, drafts: list[Draft]) -> Iterator[Draft]:
    """Yield the drafts, each with the parties that the others of its event tell and it leaves out."""
    masters = {r.source: r.target for r in doc._.relations if r.type is RelationType.SPEAKS_FOR}
    entities = {entity.id: entity for entity in doc._.entities}
    events = {event.id: event for event in doc._.events}
    told: dict[str, _Told] = {}
    starts = [sent.start_char for sent in doc.sents]
    for draft in sorted(drafts, key=lambda draft: draft.claim.start):
        if draft.claim.event is not None:
            sentence = bisect_right(starts, draft.claim.start)
            _collect(told.setdefault(draft.claim.event, _Told()), draft.claim, masters, entities, sentence)
    for draft in drafts:
        claim = draft.claim
        if claim.event is not None and claim.polarity is Polarity.AFFIRMED and not claim.hypothetical:
            of_event = told[claim.event]
            claim = _with_doer(claim, of_event, [masters.get(s, s) for s in claim.said_by], entities)
            if not draft.verbal:
                sentence = bisect_right(starts, claim.start)
                claim = _with_victims(claim, of_event.struck_before(sentence), events[claim.event])
        yield replace(draft, claim=claim)


def _collect(told: _Told, claim: Claim, masters: dict[str, str], entities: dict[str, Entity], sentence: int) -> None:
    """Add what the claim says of its event."""
    if claim.stance is Stance.CLAIMED_RESPONSIBILITY:
        for speaker in claim.said_by:
            told.claimed.setdefault(masters.get(speaker, speaker), claim.start)
    if claim.polarity is not Polarity.AFFIRMED or claim.hypothetical or claim.event_kind is None:
        return
    if claim.event_kind in OPERATION:
        for agent in claim.agents:
            if entities[agent].kind in STATE:
                told.forces.setdefault(claim.said_by, agent)
    anonymous = all(not entities[agent].named for agent in claim.agents)
    if anonymous and not claim.part and claim.measure in {None, *SUFFERED} and claim.event_kind in DEEDS | TAKING:
        struck = told.struck.setdefault(sentence, {})
        struck.update((target, None) for target in claim.targets if _may_be_struck(entities[target]))


def _may_be_struck(entity: Entity) -> bool:
    return entity.type is not EntityType.PLACE and entity.kind != ActorKind.ARMED_GROUP


def _with_doer(claim: Claim, told: _Told, speakers: list[str], entities: dict[str, Entity]) -> Claim:
    """Return the claim with who killed those whom it counts: the speaker who claims the attack, the force at work."""
    if claim.agents or claim.measure not in SUFFERED:
        return claim
    own = [s for s in speakers if told.claimed.get(s, claim.end) < claim.start and _counts_foes(entities[s], claim)]
    if not own and claim.victims is Victims.MILITANTS and claim.measure is Measure.KILLED:
        own = [told.forces[claim.said_by]] if claim.said_by in told.forces else []
    return replace(claim, agents=tuple(agent for agent in own if agent not in claim.targets))


def _with_victims(claim: Claim, struck: tuple[str, ...], event: Event) -> Claim:
    """Return the claim of responsibility with those whom the attack befell."""
    owned = claim.stance is Stance.CLAIMED_RESPONSIBILITY and claim.agents and claim.measure is None
    kind, struck = claim.event_kind or event.kind, tuple(one for one in struck if one not in claim.agents)
    if claim.targets or not owned or not struck or kind not in DEEDS | TAKING:
        return claim
    return replace(claim, targets=struck, event_kind=kind)


def _counts_foes(speaker: Entity, claim: Claim) -> bool:
    """Tell whether those whom the speaker counts are not its own, nor people whom it mourns."""
    foes = claim.victims not in {None, Victims.CIVILIANS} and speaker.id not in claim.targets
    return foes and may_have_killed(speaker, claim.victims or Victims.PEOPLE, set())

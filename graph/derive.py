"""Edges made of one claim each: ATTACKED, CLAIMED, DENIED, ACCUSED; every one leads back to its sentence."""

from collections.abc import Iterator

from graph.edges import Accused, Attacked, Claimed, Denied, Derived
from graph.elements import Ref
from ingest.document import Claim, Measure, Polarity, Stance, content_id
from seeds.tables import event_kinds

#: Stances that say of no attack that it happened.
UNREAL = frozenset({Stance.DENIED, Stance.DEMANDED, Stance.THREATENED})
#: Measures of those whom an attack befell; the rescued and the arrested were not attacked.
SUFFERED = frozenset({None, Measure.KILLED, Measure.WOUNDED, Measure.HOSTAGES})
#: Triggers whose target is helped.
RESCUING = frozenset({"rescue", "free", "liberate", "evacuate", "release", "extricate", "retrieve"})
CLAIMING = frozenset({Stance.CLAIMED, Stance.CLAIMED_RESPONSIBILITY, Stance.CONFIRMED})


def violent_kinds() -> frozenset[str]:
    """Return the kinds of event of which ATTACKED edges are made."""
    return frozenset(kind.kind for kind in event_kinds() if kind.violent)


def derived_edges(
    claim: Claim, claim_id: str, event_id: str | None, speakers: list[Ref], agents: list[Ref], targets: list[Ref]
) -> Iterator[Derived]:
    """Yield the edges that one claim makes between the actors, assets and places that it joins."""

    def make(kind: type[Derived], start: Ref, end: Ref, **properties: object) -> Derived:
        return kind(
            start=start,
            end=end,
            edge_id=content_id(kind.TYPE, start, end, claim_id),
            claim_id=claim_id,
            event_id=event_id,
            stance=claim.stance.value,
            certainty=claim.certainty.value,
            **properties,
        )

    doers = [agent for agent in agents if agent.label == "Actor"]
    if attacks(claim):
        yield from (make(Attacked, doer, target) for doer in doers for target in targets if doer != target)
    for speaker in speakers:
        if event_id is not None and claim.stance in CLAIMING:
            responsible = claim.stance is Stance.CLAIMED_RESPONSIBILITY
            yield make(Claimed, speaker, Ref("Event", event_id), responsibility=responsible)
        if event_id is not None and claim.stance is Stance.DENIED:
            yield make(Denied, speaker, Ref("Event", event_id))
        if claim.stance is Stance.ACCUSED:
            of = claim.predicate
            yield from (make(Accused, speaker, doer, of=of) for doer in doers if doer != speaker)


def attacks(claim: Claim) -> bool:
    """Tell whether the claim says that an attack took place."""
    if claim.polarity is Polarity.NEGATED or claim.stance in UNREAL or claim.hypothetical:
        return False
    if claim.measure not in SUFFERED or claim.predicate in RESCUING:
        return False
    return claim.event_kind in violent_kinds()

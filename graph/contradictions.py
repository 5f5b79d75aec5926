"""Pairs of claims of one event that cannot both hold: rival counts, rival perpetrators, affirmed against negated."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import inf

from graph.schema import Contradicts, Ref
from ingest.document import Claim, Hedge, Measure, Polarity, Stance

#: Share by which a rough number may be off before it contradicts another.
ROUGHLY = 0.1
#: Stances that put a proposition forward as so.
ASSERTING = frozenset(
    {Stance.REPORTED, Stance.CLAIMED, Stance.CLAIMED_RESPONSIBILITY, Stance.CONFIRMED, Stance.ACCUSED}
)
#: Words that leave somebody in captivity: against "all have been rescued".
REMAINING = frozenset({"remain", "stay", "trap", "trapped", "hold", "captive", "still", "miss", "missing"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as the graph has it, with the voice that answers for it."""

    key: str
    claim: Claim
    #: the organisation that the speaker speaks for or belongs to, else the speaker, else the article
    voice: str
    #: the nodes of its agents and targets
    agents: frozenset[str]
    targets: frozenset[str]


def contradictions(statements: Iterable[Statement]) -> Iterator[Contradicts]:
    """Yield the pairs of one event's claims that cannot both hold, told by two voices."""
    ordered = sorted(statements, key=lambda s: s.key)
    for one, other in combinations(ordered, 2):
        if one.voice != other.voice and (on := _differ_on(one, other)) is not None:
            yield Contradicts(start=Ref("Claim", one.key), end=Ref("Claim", other.key), on=on)


def _differ_on(one: Statement, other: Statement) -> str | None:
    a, b = one.claim, other.claim
    if a.hypothetical or b.hypothetical or not {a.stance, b.stance} <= ASSERTING:
        return None
    if a.measure is not None and b.measure is not None:
        return _counts(a, b) or _counts(b, a)
    if a.measure is None and b.measure is None and a.event_kind == b.event_kind and a.event_kind is not None:
        if a.polarity is not b.polarity:
            same = one.agents & other.agents or one.targets & other.targets
            return "polarity" if same and a.predicate == b.predicate else None
        if a.polarity is Polarity.AFFIRMED and one.agents and other.agents and not one.agents & other.agents:
            return "perpetrator" if one.targets & other.targets else None
    return None


def _counts(a: Claim, b: Claim) -> str | None:
    """Return what two counts differ on: ranges without a common number, "all" against a number."""
    if a.part or b.part:
        return None
    if a.measure is b.measure and a.victims is b.victims and _apart(span(a), span(b)):
        return f"{a.measure} {a.victims}"
    if a.quantity == "all" and a.measure is Measure.RESCUED and b.polarity is Polarity.AFFIRMED:
        left = b.measure is Measure.MISSING or (b.measure is Measure.HOSTAGES and b.predicate in REMAINING)
        if left or (b.measure is Measure.RESCUED and b.low is not None and b.quantity != "all"):
            return f"{a.measure} {a.victims}"
    return None


def span(claim: Claim) -> tuple[float, float] | None:
    """Return the least and the greatest number of people that the count allows; null where it says neither."""
    if claim.low is None and claim.high is None:
        return None
    low = 0.0 if claim.low is None else float(claim.low)
    high = inf if claim.high is None else float(claim.high)
    if claim.hedge is Hedge.APPROXIMATE:
        return low * (1 - ROUGHLY), high * (1 + ROUGHLY)
    if claim.hedge is Hedge.MORE_THAN:
        return low + 1, high
    return low, high


def _apart(one: tuple[float, float] | None, other: tuple[float, float] | None) -> bool:
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])

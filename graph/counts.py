"""Counts of people: which numbers each allows, and when those of two claims cannot both be so."""

import re
from collections.abc import Sequence
from math import inf

from graph.statements import Statement
from ingest.document import Claim, Hedge, Polarity, Victims

#: Share by which a rough number may be off before it contradicts another.
ROUGHLY = 0.1
#: Words of who tells of no more than passed through their hands or before their eyes, or of their own people alone.
SOME = re.compile(
    r"\b(?:see|saw|seen|sees|seeing|show|shows|showed|shown|watched|heard|hears|wash(?:ed|es)?|pulled out"
    r"|receiv(?:e|ed|ing)|admitt(?:ed|ing)|treat(?:ed|ing)|I (?:\w+ )?counted|I (?:\w+ )?buried"
    r"|of (?:its|their|our|his|her) (?:\w+ )?(?:members|staff|employees|workers|colleagues|reporters|students))\b",
    re.IGNORECASE,
)
#: Words of a count that the same voice has since put another in the place of.
EARLIER = re.compile(
    r"\b(?:earlier|initial(?:ly)?|at first|previous(?:ly)?|preliminary|until (?:midnight|noon|then|now)"
    r"|first (?:toll|count|figure|estimate|said|put|spoke|spoken|reported|gave|given|told))\b",
    re.IGNORECASE,
)
#: A count of dead and wounded together is neither's.
TOGETHER = re.compile(r"\b(?:killed|dead) (?:and|or|and/or) (?:wounded|injured)\b", re.IGNORECASE)
#: Words of a count over a time, not of one event.
PERIOD = re.compile(
    r"\b(?:since (?!then)(?=[A-Z\d]|the |last |early |late |mid)|before (?:this|last|[A-Z]\w+day)|so far this"
    r"|(?:this|last) (?:month|year)|(?:in|over|during) the (?:past|last) )",
)
#: How one is counted without a number: more may have been.
SINGLES = frozenset({"a", "an", "another", "a single", "a lone"})

Span = tuple[float, float]


def rivals(one: Statement, other: Statement) -> str | None:
    """Return what two counts differ on: one measure of the same people, numbers that cannot both be so."""
    a, b = one.claim, other.claim
    if a.part or b.part or a.measure is not b.measure or (one.lands and other.lands and not one.lands & other.lands):
        return None
    if bool(PERIOD.search(one.text)) is not bool(PERIOD.search(other.text)):
        return None
    mine, theirs = _known(one), _known(other)
    if mine is None or theirs is None:
        return None
    differ = apart(mine, theirs)
    pair = {a.victims, b.victims}
    if pair == {Victims.PEOPLE, Victims.CIVILIANS}:
        differ = differ and a.hedge is Hedge.EXACT and b.hedge is Hedge.EXACT
    elif len(pair) > 1:
        some, everybody = (mine, theirs) if b.victims is Victims.PEOPLE else (theirs, mine)
        differ = Victims.PEOPLE in pair and some[0] > everybody[1] > 0
    return f"{a.measure} {a.victims}" if differ else None


def is_superseded(statement: Statement, others: Sequence[Statement]) -> bool:
    """Tell whether the same voice has since given another number: "the toll was seven until midnight", "from two"."""
    claim, quantity = statement.claim, re.escape(statement.claim.quantity or "")
    if not EARLIER.search(statement.text) and not re.search(rf"\bfrom {quantity}\b", statement.text):
        return False
    return any(
        other.party == statement.party and other.claim.measure is claim.measure and other.claim.low != claim.low
        for other in others
    )


def _known(statement: Statement) -> Span | None:
    """Return the least and greatest number that a count allows; null where it can't be told."""
    claim = statement.claim
    span = count_span(claim)
    if TOGETHER.search(statement.text):
        return None
    if span is None:
        return (1.0, inf) if claim.polarity is Polarity.AFFIRMED else None
    return (
        (span[0], inf)
        if span[0] and (claim.quantity in SINGLES or SOME.search(f"{claim.cue} {statement.text}"))
        else span
    )


def count_span(claim: Claim) -> Span | None:
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


def apart(one: Span | None, other: Span | None) -> bool:
    """Tell whether two counts allow no common number."""
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])

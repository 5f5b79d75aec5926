"""Pairs of claims of one event that cannot both hold: rival counts, perpetrators and outcomes, yes against no.

Within an article all claims are compared; across articles one claim stands for all by which one party says the same,
so that an event in a thousand articles makes no million pairs.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import inf

from graph.outcomes import all_free, phase, some_captive
from graph.schema import Contradicts, Ref
from graph.statements import Statement
from ingest.document import Claim, Hedge, Measure, Polarity, Stance, Victims

#: Share by which a rough number may be off before it contradicts another.
ROUGHLY = 0.1
#: Stances that put a proposition forward as so.
ASSERTING = frozenset(
    {Stance.REPORTED, Stance.CLAIMED, Stance.CLAIMED_RESPONSIBILITY, Stance.CONFIRMED, Stance.ACCUSED}
)
#: Words by which a claim leaves out all other targets.
EXCLUSIVE = re.compile(
    r"\b(?:only|solely|exclusively|nothing but|none but)\b(?=[^.;]*\b(?:target|hit|struck|attack|bomb|strik))"
    r"|\b(?:target|hit|struck|attack|bomb|strik)\w*\s+(?:only|solely|exclusively)\b",
    re.IGNORECASE,
)
#: Cues of who tells of no more than came before their eyes.
SEEN = re.compile(r"\b(?:see|saw|seen|sees|seeing|show|shows|showed|shown|watched|heard|hears)\b", re.IGNORECASE)
#: Letters of an EDTF date with a day.
DAY = 10


def contradictions(statements: Sequence[Statement]) -> Iterator[Contradicts]:
    """Yield the pairs of one event's claims that cannot both hold."""
    asserted = sorted((s for s in statements if _asserts(s.claim)), key=lambda s: s.key)
    by_article: dict[str, list[Statement]] = {}
    for statement in asserted:
        by_article.setdefault(statement.article, []).append(statement)
    for article in sorted(by_article):
        yield from _between(combinations(by_article[article], 2))
    pairs = combinations(_representatives(asserted), 2)
    yield from _between((one, other) for one, other in pairs if one.article != other.article)


def _between(pairs: Iterable[tuple[Statement, Statement]]) -> Iterator[Contradicts]:
    for one, other in pairs:
        if (on := differ_on(one, other)) is not None:
            yield Contradicts(start=Ref("Claim", one.key), end=Ref("Claim", other.key), on=on)


def _asserts(claim: Claim) -> bool:
    return claim.stance in ASSERTING and not claim.hypothetical


def _representatives(statements: Iterable[Statement]) -> list[Statement]:
    """Return the first claim of each party, or of all that are no named party, for each thing said."""
    found: dict[tuple[object, ...], Statement] = {}
    for s in statements:
        claim = s.claim
        said = (
            s.party if s.named else None, claim.measure, claim.victims, claim.low, claim.high, claim.hedge, claim.part,
            claim.quantity == "all", claim.polarity, claim.event_kind, claim.predicate, claim.said_on, s.doers, s.hit,
        )  # fmt: skip
        found.setdefault(said, s)
    return sorted(found.values(), key=lambda s: s.key)


def differ_on(one: Statement, other: Statement) -> str | None:
    """Return on what two claims cannot both hold; null where they can."""
    if one.party == other.party:
        return _revised(one, other)
    a, b = one.claim, other.claim
    if a.measure is not None and b.measure is not None:
        if _retold(a, b):
            return None
        return _counts(a, b) or _freed(one, other) or _freed(other, one)
    if a.measure is not None or b.measure is not None:
        return None
    phases = {phase(a, one.text), phase(b, other.text)}
    # an article's own voice speaks later than whom it quotes: what went on then may be over by now
    if None not in phases and len(phases) > 1 and not a.own_voice and not b.own_voice:
        return "outcome"
    if _spares(one, other) or _spares(other, one):
        return "target"
    return _doings(one, other)


def _retold(a: Claim, b: Claim) -> bool:
    """Tell whether the article's own voice has another number than whom it quotes: later or of a part, unless none."""
    return (a.own_voice or b.own_voice) and a.high != 0 and b.high != 0


def _spares(one: Statement, other: Statement) -> bool:
    """Tell whether the one says that only something was hit, and the other that something else was."""
    if Polarity.NEGATED in (one.claim.polarity, other.claim.polarity) or one.claim.event_kind != other.claim.event_kind:
        return False
    apart = one.hit and other.hit and not one.hit & other.hit and not one.target_words & other.target_words
    return bool(apart) and EXCLUSIVE.search(one.text) is not None


def _doings(one: Statement, other: Statement) -> str | None:
    a, b = one.claim, other.claim
    if a.event_kind != b.event_kind or a.event_kind is None:
        return None
    if a.polarity is not b.polarity:
        return "polarity" if (one.doers & other.doers or one.hit & other.hit) and a.predicate == b.predicate else None
    if a.polarity is Polarity.AFFIRMED and one.doers and other.doers and not one.doers & other.doers:
        return "perpetrator" if one.hit & other.hit else None
    return None


def _revised(one: Statement, other: Statement) -> str | None:
    """Return what a named party's own counts differ on where both can't hold: at one time, or falling afterwards."""
    first, last = sorted((one.claim, other.claim), key=lambda claim: claim.said_on or "")
    in_one_breath = one.article == other.article and first.start < last.end and last.start < first.end
    if in_one_breath or not one.named or first.measure is None or not _dated(first) or not _dated(last):
        return None
    before, after = count_span(first), count_span(last)
    if before is None or after is None or (first.said_on != last.said_on and after[1] >= before[0]):
        return None
    return _counts(first, last)


def _dated(claim: Claim) -> bool:
    return claim.said_on is not None and len(claim.said_on) == DAY


def _counts(a: Claim, b: Claim) -> str | None:
    """Return what two counts differ on: one measure and victims, ranges that share no number."""
    if a.part or b.part:
        return None
    if a.measure is b.measure and _are_same(a, b) and apart(_witnessed(a), _witnessed(b)):
        return f"{a.measure} {a.victims}"
    return None


def _are_same(a: Claim, b: Claim) -> bool:
    """Tell whether two counts are of the same people; one's people may be another's civilians where both are exact."""
    exact = a.hedge is Hedge.EXACT and b.hedge is Hedge.EXACT
    return a.victims is b.victims or (exact and {a.victims, b.victims} == {Victims.PEOPLE, Victims.CIVILIANS})


def _witnessed(claim: Claim) -> tuple[float, float] | None:
    """Return the least and greatest number that a count allows; who only saw some knows of no more."""
    span = count_span(claim)
    return (span[0], inf) if span is not None and SEEN.search(claim.cue) else span


def _freed(one: Statement, other: Statement) -> str | None:
    """Return what two counts differ on where the one has all captives free and the other only some."""
    a, b = one.claim, other.claim
    if a.part or b.part or not all_free(a) or b.polarity is not Polarity.AFFIRMED:
        return None
    fewer = b.measure is Measure.RESCUED and b.low is not None and b.quantity != "all"
    return f"{a.measure} {a.victims}" if fewer or some_captive(b, other.text) else None


def count_span(claim: Claim) -> tuple[float, float] | None:
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


def apart(one: tuple[float, float] | None, other: tuple[float, float] | None) -> bool:
    """Tell whether two counts allow no common number."""
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])

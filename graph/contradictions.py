"""Pairs of claims of one event that cannot both hold: rival counts, perpetrators and outcomes, yes against no.

Within an article all claims are compared; across articles one claim stands for all by which one party says the same,
so that an event in a thousand articles makes no million pairs.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from graph.counts import count_span, is_superseded, rivals
from graph.edges import Contradicts
from graph.elements import Ref
from graph.outcomes import all_free, phase, some_captive
from graph.statements import Statement
from ingest.document import Claim, Measure, Polarity, Stance

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
#: Letters of an EDTF date with a day.
DAY = 10


def contradictions(statements: Sequence[Statement]) -> Iterator[Contradicts]:
    """Yield the pairs of one event's claims that cannot both hold."""
    by_article: dict[str, list[Statement]] = {}
    for statement in sorted((s for s in statements if _asserts(s.claim)), key=lambda s: s.key):
        by_article.setdefault(statement.article, []).append(statement)
    for article, told in by_article.items():
        counts = [statement for statement in told if statement.claim.measure is not None]
        by_article[article] = [s for s in told if s.claim.measure is None or not is_superseded(s, counts)]
    asserted = [statement for article in sorted(by_article) for statement in by_article[article]]
    for article in sorted(by_article):
        yield from _between(combinations(by_article[article], 2))
    pairs = combinations(_representatives(asserted), 2)
    yield from _between((one, other) for one, other in pairs if one.article != other.article)


def _between(pairs: Iterable[tuple[Statement, Statement]]) -> Iterator[Contradicts]:
    for one, other in pairs:
        if (on := differ_on(one, other)) is not None:
            yield Contradicts(start=Ref("Claim", one.key), end=Ref("Claim", other.key), on=on)


def _asserts(claim: Claim) -> bool:
    """Tell whether the claim puts something forward as so; who denies that any died says that none did."""
    none = claim.stance is Stance.DENIED and claim.measure is not None and claim.high == 0
    return (claim.stance in ASSERTING or none) and not claim.hypothetical


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
        return rivals(one, other) or _freed(one, other) or _freed(other, one)
    if a.measure is not None or b.measure is not None:
        return None
    phases = {phase(a, one.text), phase(b, other.text)}
    # an article's own voice speaks later than whom it quotes: what went on then may be over by now
    if None not in phases and len(phases) > 1 and not a.own_voice and not b.own_voice:
        return "outcome"
    if _both_own(one, other):
        return "perpetrator"
    if _spares(one, other) or _spares(other, one):
        return "target"
    return _doings(one, other)


def _both_own(one: Statement, other: Statement) -> bool:
    """Tell whether two that have nothing to do with each other own one deed."""
    owned = {one.claim.stance, other.claim.stance} == {Stance.CLAIMED_RESPONSIBILITY}
    akin = (one.doers | one.kin) & (other.doers | other.kin)
    return owned and one.named and other.named and bool(one.doers and other.doers) and not akin


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
    return rivals(one, other)


def _dated(claim: Claim) -> bool:
    return claim.said_on is not None and len(claim.said_on) == DAY


def _freed(one: Statement, other: Statement) -> str | None:
    """Return what two counts differ on where the one has all captives free and the other only some."""
    a, b = one.claim, other.claim
    if a.part or b.part or not all_free(a) or b.polarity is not Polarity.AFFIRMED:
        return None
    fewer = b.measure is Measure.RESCUED and b.low is not None and b.quantity != "all"
    return f"{a.measure} {a.victims}" if fewer or some_captive(b, other.text) else None

"""Narratives: one party's account of one event, line by line out of its claims, and on what two accounts compete."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.contradictions import differ_on
from graph.counts import count_span
from graph.edges import CompetesWith, RestsOn, Tells, TellsOf
from graph.elements import Edge, Node, Ref
from graph.nodes import Event, Narrative
from graph.outcomes import Phase, all_free, phase, some_captive
from graph.parties import Parties
from graph.schema import ref
from graph.statements import Statement
from ingest.document import Claim, Measure, Polarity, Stance, Victims, content_id

#: Letters of a claim's id that a line of a summary shows.
SHORT_ID = 8
CAPTIVES = frozenset({Measure.HOSTAGES, Measure.RESCUED, Measure.MISSING, Measure.SURRENDERED, Measure.ABOARD})
#: Topics in the order in which an account tells them.
TOPICS = (
    "what happened",
    "who did it",
    "toll",
    "hostages",
    "outcome",
    "denies",
    "accuses",
    "demands",
    "threatens",
    "says",
)
STANCE_TOPICS = {
    Stance.DENIED: "denies",
    Stance.ACCUSED: "accuses",
    Stance.DEMANDED: "demands",
    Stance.THREATENED: "threatens",
}
#: Those who may be hostages too.
FREE = frozenset({Victims.CIVILIANS, Victims.SECURITY_FORCES})


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that an account says, with the claims that say it."""

    topic: str
    text: str
    claims: tuple[str, ...]

    def __str__(self) -> str:
        """Return the line as the summary shows it."""
        return f"{self.topic}: {self.text} [{', '.join(claim[:SHORT_ID] for claim in self.claims)}]"


@dataclass(frozen=True, slots=True)
class Account:
    """What one party says of one event."""

    party: str
    statements: tuple[Statement, ...]
    lines: tuple[Line, ...]


def narratives(event: Event, statements: Sequence[Statement], parties: Parties) -> Iterator[Node | Edge]:
    """Yield each party's account of the event, with its claims and what it competes with another on."""
    accounts = _accounts(statements, parties)
    nodes = {account.party: _node(account, event, parties) for account in accounts}
    for account in accounts:
        here = ref(nodes[account.party])
        yield nodes[account.party]
        yield TellsOf(start=here, end=ref(event))
        yield Tells(start=Ref("Actor", account.party), end=here)
        yield from (RestsOn(start=here, end=Ref("Claim", s.key)) for s in account.statements)
    for one, other in combinations(accounts, 2):
        for on in sorted(competing(one, other)):
            yield CompetesWith(start=ref(nodes[one.party]), end=ref(nodes[other.party]), on=on)


def _accounts(statements: Sequence[Statement], parties: Parties) -> list[Account]:
    """Return the accounts of all who speak, in the order of their ids; the article's own voice is no party's."""
    told: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.speakers and not statement.claim.own_voice:
            told.setdefault(statement.party, []).append(statement)
    return [Account(key, tuple(told[key]), tuple(lines(told[key], parties))) for key in sorted(told)]


def _node(account: Account, event: Event, parties: Parties) -> Narrative:
    return Narrative(
        narrative_id=content_id("Narrative", account.party, event.event_id),
        title=f"{parties.name(account.party)} on {event.name}",
        summary="\n".join(map(str, account.lines)),
    )


def lines(statements: Iterable[Statement], parties: Parties) -> list[Line]:
    """Return an account's lines by topic; what several claims say is one line."""
    found: dict[tuple[str, str], set[str]] = {}
    for statement in statements:
        for topic, text in _said(statement, parties):
            found.setdefault((topic, text), set()).add(statement.key)
    ordered = sorted(found, key=lambda line: (TOPICS.index(line[0]), line[1]))
    return [Line(topic, text, tuple(sorted(found[topic, text]))) for topic, text in ordered]


def _said(statement: Statement, parties: Parties) -> Iterator[tuple[str, str]]:
    """Yield what one claim says: topic and words."""
    claim, text = statement.claim, " ".join(statement.text.split())
    if claim.stance in STANCE_TOPICS:
        yield STANCE_TOPICS[claim.stance], text
        return
    if claim.measure is not None:
        who = f" {claim.victims.value.replace('_', ' ')}" if claim.victims else ""
        part = ", as a part" if claim.part else ""
        topic = "hostages" if claim.measure in CAPTIVES or claim.victims is Victims.HOSTAGES else "toll"
        yield topic, f"{claim.quantity or 'some'}{who} {claim.measure.value}{part}"
        return
    if (stands := phase(claim, text)) is not None:
        yield "outcome", f"{stands.value}: {text}"
        return
    doers = sorted(parties.actors[a.key].name for a in statement.agents if a.key in parties.actors)
    if claim.event_kind is None:
        yield "says", text
        return
    no = "no " if claim.polarity is Polarity.NEGATED else ""
    yield "what happened", f"{no}{claim.event_kind.replace('_', ' ')}: {text}"
    if doers and not no:
        yield "who did it", f"{', '.join(doers)} ({claim.event_kind.replace('_', ' ')})"


def competing(one: Account, other: Account) -> set[str]:
    """Return the topics on which two accounts can't both hold, or on which the one denies the other."""
    found = {_topic(on) for a in one.statements for b in other.statements if (on := differ_on(a, b)) is not None}
    if _phases(one) and _phases(other) and _phases(one).isdisjoint(_phases(other)):
        found.add("outcome")
    if _freed_against_held(one, other) or _freed_against_held(other, one):
        found.add("hostages")
    if _more_dead(one, other) or _more_dead(other, one):
        found.add("toll")
    if _answers(one, other) or _answers(other, one):
        found.add("denial")
    return found


def _topic(on: str) -> str:
    """Return the topic that a contradiction falls under."""
    measure = on.split()[0]
    if measure in Measure.__members__.values():
        return "hostages" if Measure(measure) in CAPTIVES or on.endswith(Victims.HOSTAGES) else "toll"
    return on


def _phases(account: Account) -> set[Phase]:
    return {found for s in account.statements if (found := phase(s.claim, s.text)) is not None}


def _freed_against_held(one: Account, other: Account) -> bool:
    """Tell whether the one has all captives free and the other has some held, missing or killed."""
    return any(all_free(s.claim) for s in one.statements) and any(
        some_captive(s.claim, s.text) or _kills_hostages(s.claim) for s in other.statements
    )


def _kills_hostages(claim: Claim) -> bool:
    affirmed = claim.polarity is Polarity.AFFIRMED and not claim.hypothetical and claim.high != 0
    return affirmed and claim.measure is Measure.KILLED and claim.victims is Victims.HOSTAGES


def _more_dead(one: Account, other: Account) -> bool:
    """Tell whether the one has more hostages killed than the other has civilians and security forces killed at all."""
    hostages = [count_span(s.claim) for s in one.statements if _kills_hostages(s.claim)]
    fewest = max((span[0] for span in hostages if span), default=0)
    totals = [_most(other, victims) for victims in sorted(FREE)]
    known = [total for total in totals if total is not None]
    return bool(known) and fewest > sum(known)


def _most(account: Account, victims: Victims) -> float | None:
    """Return the most dead of a kind that the account has; null where it counts none."""
    spans = [
        span
        for s in account.statements
        if s.claim.measure is Measure.KILLED and s.claim.victims is victims and not s.claim.part
        if (span := count_span(s.claim)) is not None
    ]
    return max((span[1] for span in spans), default=None)


def _answers(one: Account, other: Account) -> bool:
    theirs = {s.key for s in other.statements}
    return any(key in theirs for s in one.statements for key in s.against)

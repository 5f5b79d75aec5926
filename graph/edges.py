"""The types of edge, declared once, with the nodes that each may join."""

from dataclasses import dataclass

from graph.elements import Edge, about
from graph.nodes import Actor, Article, Asset, Claim, Event, Narrative, Operation, Passage, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Of(Edge):
    """The passage stands in the article."""

    TYPE = "OF"
    PAIRS = ((Passage, Article),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedBy(Edge):
    """The outlet published the article."""

    TYPE = "PUBLISHED_BY"
    PAIRS = ((Article, Actor),)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedIn(Edge):
    """The claim is made in the passage: its evidence."""

    TYPE = "STATED_IN"
    PAIRS = ((Claim, Passage),)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidBy(Edge):
    """The actor holds the claim; the outlet where the article itself speaks, nobody where that is unknown."""

    TYPE = "SAID_BY"
    PAIRS = ((Claim, Actor),)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayedBy(Edge):
    """The actor passed the claim on."""

    TYPE = "RELAYED_BY"
    PAIRS = ((Claim, Actor),)


@dataclass(frozen=True, slots=True, kw_only=True)
class About(Edge):
    """The claim tells of the event; at most one."""

    TYPE = "ABOUT"
    PAIRS = ((Claim, Event),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedAt(Edge):
    """The claim has it happen at the place."""

    TYPE = "PLACED_AT"
    PAIRS = ((Claim, Place),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent(Edge):
    """Who did it, as the claim has it."""

    TYPE = "AGENT"
    PAIRS = ((Claim, Actor), (Claim, Asset), (Claim, Place))


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Edge):
    """To whom or what it was done, as the claim has it."""

    TYPE = "TARGET"
    PAIRS = ((Claim, Actor), (Claim, Asset), (Claim, Place))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers(Edge):
    """The claim answers the other, as the text says."""

    TYPE = "ANSWERS"
    PAIRS = ((Claim, Claim),)
    how: str = about("denies, confirms or disputes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradicts(Edge):
    """Both claims cannot hold: computed."""

    TYPE = "CONTRADICTS"
    PAIRS = ((Claim, Claim),)
    on: str = about("what they differ on: a measure and victims, perpetrator, or polarity")


@dataclass(frozen=True, slots=True, kw_only=True)
class HappenedAt(Edge):
    """Some claim has the event happen at the place."""

    TYPE = "HAPPENED_AT"
    PAIRS = ((Event, Place),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOf(Edge):
    """The one is part of the other."""

    TYPE = "PART_OF"
    PAIRS = ((Place, Place), (Event, Event), (Event, Operation), (Actor, Actor))


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeaksFor(Edge):
    """The actor speaks for the organisation."""

    TYPE = "SPEAKS_FOR"
    PAIRS = ((Actor, Actor),)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlliedWith(Edge):
    """The two are allied."""

    TYPE = "ALLIED_WITH"
    PAIRS = ((Actor, Actor),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PossiblySameAs(Edge):
    """A candidate for one event that is neither merged nor dropped."""

    TYPE = "POSSIBLY_SAME_AS"
    PAIRS = ((Event, Event),)
    score: float = about("0 to 1")
    reasons: tuple[str, ...] = about("each feature with its weight and what was compared")


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived(Edge):
    """An edge made of one claim, which it leads back to."""

    edge_id: str = about("hash of type, both ends and claim")
    claim_id: str = about("the claim that says so")
    event_id: str | None = about("the event that the claim tells of", default=None)
    stance: str = about("the claim's stance")
    certainty: str = about("the claim's certainty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attacked(Derived):
    """A claim says that the one attacked the other; it may be an accusation."""

    TYPE = "ATTACKED"
    PAIRS = ((Actor, Actor), (Actor, Asset), (Actor, Place))


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed(Derived):
    """The actor claimed something of the event."""

    TYPE = "CLAIMED"
    PAIRS = ((Actor, Event),)
    responsibility: bool = about("true for a claim of responsibility")


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied(Derived):
    """The actor denied something of the event."""

    TYPE = "DENIED"
    PAIRS = ((Actor, Event),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accused(Derived):
    """The one accused the other."""

    TYPE = "ACCUSED"
    PAIRS = ((Actor, Actor),)
    of: str = about("the claim's words")


@dataclass(frozen=True, slots=True, kw_only=True)
class TellsOf(Edge):
    """The narrative tells of the event."""

    TYPE = "TELLS_OF"
    PAIRS = ((Narrative, Event),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tells(Edge):
    """The party tells the narrative."""

    TYPE = "TELLS"
    PAIRS = ((Actor, Narrative),)


@dataclass(frozen=True, slots=True, kw_only=True)
class RestsOn(Edge):
    """The narrative rests on the claim."""

    TYPE = "RESTS_ON"
    PAIRS = ((Narrative, Claim),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetesWith(Edge):
    """Two narratives of one event differ."""

    TYPE = "COMPETES_WITH"
    PAIRS = ((Narrative, Narrative),)
    on: str = about("what they differ on")

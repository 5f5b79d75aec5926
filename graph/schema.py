"""Node and edge types, declared once.

Constraints, tables, the RDF vocabulary and SCHEMA.md are all made from the classes here: a class's docstring
says what it means, `about` what a property means. A field `start_date` is the property `startDate`; the first
field of a node is its key.
"""

from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, NamedTuple


class GraphError(Exception):
    """The graph can't be built, stored or read; the message says what was expected and what to do."""


class Ref(NamedTuple):
    """The node at an end of an edge."""

    label: str
    key: str


def about(meaning: str, **options: Any) -> Any:
    """Return a dataclass field that carries what it means."""
    return field(metadata={"about": meaning}, **options)


def camel(name: str) -> str:
    """Return the property's name for a field's name."""
    head, *tail = name.split("_")
    return head + "".join(part.title() for part in tail)


class Node:
    """A node; its label is the class's name."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An edge between two nodes; `TYPE` names it, `PAIRS` are the labels that it may join."""

    TYPE: ClassVar[str] = ""
    PAIRS: ClassVar[tuple[tuple[type[Node], type[Node]], ...]] = ()

    start: Ref
    end: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Node):
    """An article as published, with its cleaned text."""

    article_id: str = about("hash of text, title, publisher, url and published")
    path: str = about("where it was read from, as given")
    title: str | None = about("headline", default=None)
    publisher: str | None = about("outlet, as the metadata has it", default=None)
    author: str | None = about("author, as the metadata has it", default=None)
    url: str | None = about("address", default=None)
    published: str | None = about("EDTF date of publication", default=None)
    language: str | None = about("ISO 639-1 code", default=None)
    text: str = about("cleaned text; every offset points into it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Node):
    """One sentence of an article."""

    passage_id: str = about("hash of article and offsets")
    start: int = about("offset of the first character in Article.text")
    end: int = about("offset after the last character")
    text: str = about("the sentence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Node):
    """A group, force, office, outlet, person or population that does, suffers or says something."""

    actor_id: str = about("hash of its key, of its name, or of article and name where it has none of its own")
    name: str = about("its usual name")
    kind: str = about(
        "armed_group, state_force, government, intelligence, political_party, international_organisation, media, "
        "civil_society, person, population, unnamed_source or other"
    )
    aliases: tuple[str, ...] = about("other names and spellings", default=())
    country: str | None = about("country it belongs to", default=None)
    wikidata: str | None = about("Wikidata id", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Node):
    """A place that an article names."""

    place_id: str = about("hash of its key or of its name")
    name: str = about("its usual name")
    kind: str = about("country, province, district, city or site")
    aliases: tuple[str, ...] = about("other names and spellings", default=())
    latitude: float | None = about("degrees north, WGS 84", default=None)
    longitude: float | None = about("degrees east, WGS 84", default=None)
    wikidata: str | None = about("Wikidata id", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset(Node):
    """A thing that is attacked, taken or destroyed."""

    asset_id: str = about("hash of its name, or of article and name where it has none of its own")
    name: str = about("what it is called")
    kind: str | None = about("train, convoy, building, base, infrastructure, aircraft, …", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(Node):
    """A named military or insurgent operation."""

    operation_id: str = about("hash of its key or of its name")
    name: str = about("its usual name")
    aliases: tuple[str, ...] = about("other names and spellings", default=())
    translation: str | None = about("its name in English", default=None)
    start_date: str | None = about("EDTF", default=None)
    end_date: str | None = about("EDTF", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Node):
    """What claims are about; name, kind and dates are computed from the claims."""

    event_id: str = about("hash of its members")
    name: str = about("its own name, or kind, object, place and date")
    kind: str = about("kind from seeds/event_kinds.csv")
    acled: str | None = about("ACLED sub-event type", default=None)
    plover: str | None = about("PLOVER event type", default=None)
    start_date: str | None = about("EDTF; null is unknown", default=None)
    end_date: str | None = about("EDTF; null is unknown", default=None)
    date_precision: str | None = about("day, month, year, or day_of_unknown_year", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Node):
    """One proposition, with one figure at most, held by one voice."""

    claim_id: str = about("hash of article, speaker, span, proposition and figure")
    stance: str = about(
        "reported, claimed, claimed_responsibility, confirmed, denied, accused, condemned, demanded or threatened"
    )
    predicate: str = about("lemma of the trigger")
    polarity: str = about("affirmed or negated (FactBank)")
    certainty: str = about("certain, probable or possible (FactBank)")
    own_voice: bool = about("true where the article itself speaks")
    text: str = about("the words that make it: Article.text[start:end]")
    cue: str = about("the words that attribute it; empty in the article's own voice", default="")
    start: int = about("offset of the first character in Article.text")
    end: int = about("offset after the last character")
    said_on: str | None = about("EDTF date on which it was said", default=None)
    event_kind: str | None = about("kind of event that it tells of", default=None)
    event_start: str | None = about("EDTF date that it gives the event", default=None)
    event_end: str | None = about("EDTF date on which it has the event end", default=None)
    measure: str | None = about(
        "killed, wounded, hostages, rescued, missing, arrested, displaced, surrendered or aboard", default=None
    )
    victims: str | None = about("militants, security_forces, civilians, hostages or people", default=None)
    low: int | None = about("people at least; null is open", default=None)
    high: int | None = about("people at most; null is open", default=None)
    hedge: str | None = about(
        "exact, at_least, more_than, at_most, less_than, approximate, range or vague", default=None
    )
    quantity: str | None = about("the number as written", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative(Node):
    """One party's account of one event, as its claims make it."""

    narrative_id: str = about("hash of party and event")
    title: str = about("whose account of what")
    summary: str = about("a line for each topic, made of its claims")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRun(Node):
    """One run of a load; the store's own, not exported."""

    run_id: str = about("hash of its input and start")
    started_at: str = about("ISO 8601, UTC")
    finished_at: str | None = about("ISO 8601, UTC", default=None)
    status: str = about("running, done or failed")
    articles: int = about("articles loaded", default=0)
    claims: int = about("claims loaded", default=0)
    rejected: int = about("articles rejected", default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredExtraction(Node):
    """One article's extraction, from which the graph is computed; the store's own, not exported."""

    article_id: str = about("the article that it was read off")
    json: str = about("the extraction as one line of JSON")


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo(Node):
    """A record by which articles are added: an event mention, a block of like ones; the store's own, not exported."""

    memo_id: str = about("what it is a record of: kind and key")
    json: str = about("the record as JSON")


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch(Node):
    """A marker, written in the transaction of the rows that it counts; the store's own, not exported."""

    batch_id: str = about("hash of run and number")
    run_id: str = about("the run that it belongs to")
    rows: int = about("rows that the transaction wrote or took away")


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


NODES: tuple[type[Node], ...] = (
    Article, Passage, Actor, Place, Asset, Operation, Event, Claim, Narrative, LoadRun,
    StoredExtraction, Memo, Batch,
)  # fmt: skip
#: The store's own, not exported.
INTERNAL: tuple[type[Node], ...] = (LoadRun, StoredExtraction, Memo, Batch)
EDGES: tuple[type[Edge], ...] = (
    Of, PublishedBy, StatedIn, SaidBy, RelayedBy, About, PlacedAt, Agent, Target, Answers, Contradicts, HappenedAt,
    PartOf, SpeaksFor, AlliedWith, PossiblySameAs, Attacked, Claimed, Denied, Accused, TellsOf, Tells, RestsOn,
    CompetesWith,
)  # fmt: skip


def key_of(kind: type[Node]) -> str:
    """Return the name of the key property of a node type."""
    return camel(fields(kind)[0].name)  # type: ignore[arg-type]


def ref(node: Node) -> Ref:
    """Return the reference to a node that edges hold."""
    return Ref(type(node).__name__, getattr(node, fields(node)[0].name))  # type: ignore[arg-type]

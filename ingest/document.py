"""What ingest hands on: one extraction for each article, one JSON line each.

Everything points into the article's cleaned text by character offsets (`start` inclusive, `end` exclusive)
and, within one extraction, at entities, events and claims by their local ids ("a1", "e1", "c1").
Local ids mean nothing outside their extraction; the graph computes its own.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import msgspec


class ArticleError(Exception):
    """An article, or what was read off one, can't be used; the message names it, what was expected and what to do."""


class ActorKind(StrEnum):
    """What an actor is."""

    ARMED_GROUP = "armed_group"
    STATE_FORCE = "state_force"
    GOVERNMENT = "government"
    INTELLIGENCE = "intelligence"
    POLITICAL_PARTY = "political_party"
    INTERNATIONAL_ORGANISATION = "international_organisation"
    MEDIA = "media"
    CIVIL_SOCIETY = "civil_society"
    PERSON = "person"
    POPULATION = "population"
    UNNAMED_SOURCE = "unnamed_source"
    OTHER = "other"


class PlaceKind(StrEnum):
    """What a place is."""

    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    CITY = "city"
    SITE = "site"


class Stance(StrEnum):
    """How the speaker stands to what the claim says."""

    REPORTED = "reported"
    CLAIMED = "claimed"
    CLAIMED_RESPONSIBILITY = "claimed_responsibility"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    ACCUSED = "accused"
    CONDEMNED = "condemned"
    DEMANDED = "demanded"
    THREATENED = "threatened"


class Polarity(StrEnum):
    """FactBank's polarity (Saurí and Pustejovsky 2009)."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Certainty(StrEnum):
    """FactBank's certainty (Saurí and Pustejovsky 2009)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class Measure(StrEnum):
    """What a count of people counts."""

    KILLED = "killed"
    WOUNDED = "wounded"
    HOSTAGES = "hostages"
    RESCUED = "rescued"
    MISSING = "missing"
    ARRESTED = "arrested"
    DISPLACED = "displaced"
    SURRENDERED = "surrendered"
    ABOARD = "aboard"


class Victims(StrEnum):
    """Whom a count counts."""

    MILITANTS = "militants"
    SECURITY_FORCES = "security_forces"
    CIVILIANS = "civilians"
    HOSTAGES = "hostages"
    PEOPLE = "people"


class Hedge(StrEnum):
    """How exact a count is as written."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    APPROXIMATE = "approximate"
    RANGE = "range"
    VAGUE = "vague"


class EntityType(StrEnum):
    """The kind of node that an entity becomes."""

    ACTOR = "Actor"
    PLACE = "Place"
    ASSET = "Asset"
    OPERATION = "Operation"


class RelationType(StrEnum):
    """How one actor stands to another."""

    SPEAKS_FOR = "SPEAKS_FOR"
    ALLIED_WITH = "ALLIED_WITH"
    PART_OF = "PART_OF"


class Answer(StrEnum):
    """How one claim answers another, as the text says."""

    DENIES = "denies"
    CONFIRMS = "confirms"
    DISPUTES = "disputes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article, its text cleaned; null is what is nowhere told."""

    path: str
    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    #: EDTF date of publication, as precise as the metadata has it
    published: str | None = None
    language: str | None = None

    @property
    def article_id(self) -> str:
        """Return a hash of text, title, publisher, url and published; never of the path."""
        return content_id("Article", self.text, self.title, self.publisher, self.url, self.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """An actor, place, asset or operation of one article, with everything that the article calls it."""

    id: str
    type: EntityType
    name: str
    #: ActorKind, PlaceKind or the kind of asset; null for operations
    kind: str | None
    #: key in the reference table (`seeds/*.csv`), where the entity stands there
    key: str | None = None
    #: False for "militants", "security sources": a node for each article, never a hub that joins articles
    named: bool = True
    aliases: tuple[str, ...] = ()
    country: str | None = None
    mentions: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A tie between two actors that the text (or apposition, or title) tells."""

    type: RelationType
    source: str
    target: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event as one article tells it, all its mentions there taken together."""

    id: str
    kind: str
    #: name of its own or of its object ("Jaffar Express"), where the text gives one
    name: str | None = None
    #: EDTF; null is unknown
    start: str | None = None
    end: str | None = None
    places: tuple[str, ...] = ()
    operation: str | None = None
    #: the event that this one is a part of
    part_of: str | None = None
    #: spans of the triggers, the first one first
    mentions: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """A claim of the same article that this one answers."""

    claim: str
    how: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One proposition, with one figure at most, held by one voice."""

    id: str
    stance: Stance
    predicate: str
    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.CERTAIN
    #: the article itself speaks
    own_voice: bool = False
    start: int
    end: int
    #: the words that attribute it; empty in the article's own voice
    cue: str = ""
    said_on: str | None = None
    event: str | None = None
    event_kind: str | None = None
    event_start: str | None = None
    event_end: str | None = None
    measure: Measure | None = None
    victims: Victims | None = None
    low: int | None = None
    high: int | None = None
    hedge: Hedge | None = None
    #: the number as written
    quantity: str | None = None
    #: the count is a part of another one ("including three children"), not a toll of its own
    part: bool = False
    #: the claim of the same voice that counts the whole
    whole: str | None = None
    #: told as conditional, planned, feared or asked: no ATTACKED edge comes of it
    hypothetical: bool = False
    said_by: tuple[str, ...] = ()
    relayed_by: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    answers: tuple[Answers, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything read off one article."""

    article: Article
    #: version of the pipeline that made it
    pipeline: str
    #: EDTF date from which the article speaks: that of publication, of its dateline, else the last day that it tells
    told_on: str | None = None
    passages: tuple[tuple[int, int], ...]
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]


def content_id(*parts: object) -> str:
    """Return 24 hexadecimal digits of a hash of the parts, equal for equal parts on every machine."""
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:24]


def to_json(extraction: Extraction) -> str:
    """Return the extraction as one line of JSON, always the same bytes for the same extraction."""
    return msgspec.json.encode(extraction).decode()


def from_json(line: str | bytes) -> Extraction:
    """Return the extraction that a line of JSON holds; ArticleError where it holds none."""
    try:
        extraction = msgspec.json.decode(line, type=Extraction)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ArticleError(f"not an extraction: {error}; make one with `conflictgraph ingest`") from error
    if wrong := next(_wrong(extraction), None):
        raise ArticleError(f"not a whole extraction: {wrong}; make one with `conflictgraph ingest`")
    return extraction


def _wrong(extraction: Extraction) -> Iterator[str]:
    """Yield what points at nothing: ids that nobody has, offsets beyond the text."""
    entities, events = {e.id for e in extraction.entities}, {e.id for e in extraction.events}
    claims, length = {c.id for c in extraction.claims}, len(extraction.article.text)
    for claim in extraction.claims:
        yield from _unknown({*claim.said_by, *claim.relayed_by, *claim.agents, *claim.targets, *claim.places}, entities)
        yield from _unknown({claim.event} - {None}, events)
        yield from _unknown({answer.claim for answer in claim.answers}, claims)
    for event in extraction.events:
        yield from _unknown({*event.places, event.operation} - {None}, entities)
        yield from _unknown({event.part_of} - {None}, events)
    for relation in extraction.relations:
        yield from _unknown({relation.source, relation.target}, entities)
    for start, end in (*extraction.passages, *((c.start, c.end) for c in extraction.claims)):
        if not 0 <= start <= end <= length:
            yield f"offsets {start} to {end} in a text of {length} characters"


def _unknown(named: Iterable[str | None], known: set[str]) -> Iterator[str]:
    return (f"nothing has the id {name!r}" for name in sorted(str(name) for name in named if name not in known))

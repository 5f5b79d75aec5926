"""The types of node, declared once: the docstring says what each means, `about` what a property means."""

from dataclasses import dataclass

from graph.elements import Node, about


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

"""Event mentions ready to be compared: what one article says of one event, in terms that other articles share."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from graph.edtf import Span, span
from graph.elements import Ref
from graph.kinds import PEACEFUL, RARE, Family, families
from graph.names import Names
from graph.subjects import named_kinds, subject
from graph.whereabouts import Whereabouts, whereabouts
from ingest import document
from ingest.document import (
    ActorKind,
    Entity,
    EntityType,
    Extraction,
    Hedge,
    Measure,
    Polarity,
    Stance,
    Victims,
    content_id,
)
from seeds.tables import actors

#: Stances whose claims say who did it.
TELLING_STANCES = frozenset(
    {Stance.REPORTED, Stance.CLAIMED, Stance.CLAIMED_RESPONSIBILITY, Stance.CONFIRMED, Stance.ACCUSED}
)
#: Letters by which inflected words are taken to be one.
STEM = 6
#: The least letters of a word that says something.
WORD = 4
Toll = tuple[str, str, int]
ARMED = frozenset({ActorKind.ARMED_GROUP.value, ActorKind.STATE_FORCE.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor that takes part, with all that it belongs to or is allied with."""

    key: str
    name: str
    armed_group: bool
    ties: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One article's event, as other articles' are compared with it."""

    id: str
    article: str
    kind: str
    #: those of its kind and of all that its claims call it
    families: frozenset[Family]
    #: what its claims, and the title of an article on it, call it; general words left out
    kinds: frozenset[str] = frozenset()
    #: folded names of the event or of named things that it befell
    names: frozenset[str] = frozenset()
    when: Span | None = None
    #: a claim of it says so in words, rather than the text around it
    dated: bool = True
    #: when the article speaks: its date of publication, else the last day of which it tells
    told: Span | None = None
    places: tuple[Whereabouts, ...] = ()
    #: ids of those that only later claims of it name: they may be of another event
    later: frozenset[str] = frozenset()
    #: the country of which the article speaks most
    about: str | None = None
    #: the article is on this, or on what this is a piece of
    main: bool = False
    #: the other small places that an article on it names
    setting: tuple[Whereabouts, ...] = ()
    #: what tells the people and units that an article on it names from others, and their names
    cast: frozenset[tuple[str, str]] = frozenset()
    #: kinds of armed actor that did it
    doers: frozenset[str] = frozenset()
    operation: str | None = None
    parties: tuple[Party, ...] = ()
    #: kinds of thing that it befell: train, convoy
    assets: frozenset[str] = frozenset()
    #: what those are called whom it befell, soldiers and people in general left out: teachers, miners
    victims: frozenset[str] = frozenset()
    #: counts: measure, victims, number
    tolls: frozenset[Toll] = frozenset()
    words: frozenset[str] = frozenset()
    #: rare families of the article's other events
    beside: frozenset[Family] = frozenset()
    #: whether its facts, words and counts aside, are enough to know the event again by; told once it is kept
    full: bool = False

    @property
    def countries(self) -> frozenset[str]:
        """Return the countries of its places, else that of the article."""
        known = frozenset(place.chain[-1] for place in self.places if place.above or place.kind == "country")
        return known or frozenset({self.about} if self.about else ())

    @property
    def small_places(self) -> tuple[Whereabouts, ...]:
        """Return the villages, sites and towns where it happened."""
        return tuple(place for place in self.places if place.small)

    @property
    def structure(self) -> tuple[object, ...]:
        """Return everything but words, counts and what stands beside it: what alike reports share."""
        told = None if self.when is not None else self.told
        places = tuple(sorted(place.id for place in self.places))
        parties = tuple(sorted(party.key for party in self.parties))
        return (
            self.kind, tuple(sorted(self.names)), self.when, self.dated, told, places, tuple(sorted(self.countries)),
            self.operation, parties, tuple(sorted(self.assets)), tuple(sorted(self.families)),
            tuple(sorted(self.doers)),
        )  # fmt: skip


def unlike(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Return the mentions in groups that name the same, and so are compared with the same others."""
    groups: dict[tuple[object, ...], list[Mention]] = {}
    for one in mentions:
        facts = (one.structure, one.places, one.setting, one.cast, one.tolls, one.main, one.full)
        groups.setdefault(facts, []).append(one)
    return list(groups.values())


def mention_ids(extraction: Extraction) -> dict[str, str]:
    """Return the id of each event mention of an article by its local id; no other article can change it."""
    article = extraction.article.article_id
    return {event.id: content_id("EventMention", article, event.mentions, event.kind) for event in extraction.events}


def mentions_of(extraction: Extraction, names: Names) -> Iterator[Mention]:
    """Yield the event mentions of an article, comparable."""
    entities = {entity.id: entity for entity in extraction.entities}
    article = extraction.article.article_id
    ids = mention_ids(extraction)
    told, about = _told(extraction), _about(extraction)
    claims: dict[str, list[document.Claim]] = {}
    for claim in extraction.claims:
        if claim.event is not None:
            claims.setdefault(claim.event, []).append(claim)
    rare = {event.id: families(event.kind) & RARE for event in extraction.events}
    on = subject(extraction)
    for event in extraction.events:
        later = _later(entities, claims.get(event.id, []))
        own = [claim for claim in claims.get(event.id, []) if not _is_elsewhere(entities, claim, later)]
        actors_told = {a for claim in own if _tells_who(claim) for a in (*claim.agents, *claim.targets)}
        befallen = [entities[t] for claim in own for t in claim.targets]
        beside = frozenset[Family]().union(*(kinds for other, kinds in rare.items() if other != event.id))
        operation = entities[event.operation] if event.operation is not None else None
        kinds = frozenset(_kinds(event, own, extraction.article.title if event.id in on else None))
        told_as = _families(event.kind, kinds, own)
        places = _innermost(whereabouts(entities[place]) for place in event.places)
        yield Mention(
            id=ids[event.id],
            article=article,
            kind=event.kind,
            families=told_as,
            kinds=kinds,
            names=frozenset(_names(event, befallen, operation)),
            when=span(event.start, event.end),
            dated=any(claim.event_start for claim in own),
            told=told,
            places=tuple(places),
            later=later,
            about=about,
            main=event.id in on,
            setting=tuple(_setting(extraction, places)) if event.id in on else (),
            cast=frozenset(_cast(extraction, names, about)) if event.id in on else frozenset(),
            doers=frozenset(_doers(entities, own)),
            operation=names.ref(article, operation).key if operation is not None else None,
            parties=tuple(_parties((entities[key] for key in sorted(actors_told)), article, names)),
            assets=frozenset(e.kind for e in befallen if e.type is EntityType.ASSET and e.kind),
            victims=frozenset(_victims(befallen)),
            tolls=frozenset(_tolls(own)),
            words=_words(extraction, event, own),
            beside=beside - told_as,
        )


def _kinds(event: document.Event, claims: Iterable[document.Claim], title: str | None) -> Iterator[str]:
    """Yield what the event is called, general words left out: by its kind, its claims and the nouns of a title."""
    told = {claim.event_kind for claim in claims if claim.polarity is Polarity.AFFIRMED and not claim.hypothetical}
    yield from (kind for kind in {event.kind, *told, *named_kinds(title)} if kind and families(kind))


def _families(kind: str, kinds: Iterable[str], claims: Iterable[document.Claim]) -> frozenset[Family]:
    """Return the families of all that it is called, and captivity where hostages are counted.

    What is violent is no protest besides.
    """
    held = any(claim.measure is Measure.HOSTAGES or claim.victims is Victims.HOSTAGES for claim in claims)
    found = frozenset({Family.CAPTIVITY} if held else ()).union(*(families(one) for one in kinds))
    return found if families(kind) & PEACEFUL else found - PEACEFUL


def _later(entities: Mapping[str, Entity], claims: Iterable[document.Claim]) -> frozenset[str]:
    """Return the villages, sites and towns of all claims but the first that names any."""
    told = [{place.id for p in claim.places if (place := whereabouts(entities[p])).small} for claim in claims]
    first = next(filter(None, told), set[str]())
    return frozenset(key for keys in told for key in keys - first)


def _is_elsewhere(entities: Mapping[str, Entity], claim: document.Claim, later: frozenset[str]) -> bool:
    """Tell whether the claim has it happen only where claims before it do not: it may tell of another event."""
    small = {place.id for p in claim.places if (place := whereabouts(entities[p])).small}
    return bool(small) and small <= later


def _setting(extraction: Extraction, own: Iterable[Whereabouts]) -> Iterator[Whereabouts]:
    """Yield the small places that an article names besides those of the event and what holds them."""
    known = {key for place in own for key in place.chain}
    found = {place.id: place for e in extraction.entities if e.type is EntityType.PLACE for place in (whereabouts(e),)}
    yield from (found[key] for key in sorted(found) if found[key].small and key not in known)


def _cast(extraction: Extraction, names: Names, about: str | None) -> Iterator[tuple[str, str]]:
    """Yield the people by their full names, and a country's units by their numbers, that no table has."""
    for entity in extraction.entities:
        if entity.type is not EntityType.ACTOR or not entity.named or entity.key is not None:
            continue
        if number := re.search(r"\d+", entity.name):
            yield f"{number[0]} {entity.name.split()[-1].casefold()} {about}", entity.name
        elif entity.kind == ActorKind.PERSON and " " in entity.name:
            yield names.ref(extraction.article.article_id, entity).key, entity.name


def _doers(entities: Mapping[str, Entity], claims: Iterable[document.Claim]) -> Iterator[str]:
    """Yield which kinds of armed actor the first claim with an agent has do it."""
    for claim in claims:
        kinds = {entities[agent].kind or "" for agent in claim.agents} if _tells_who(claim) else set()
        if armed := kinds & ARMED:
            yield from armed
            return


def _told(extraction: Extraction) -> Span | None:
    """Return when the article speaks: by its date, else the last day of which anybody in it speaks."""
    if (told := span(extraction.told_on or extraction.article.published)) is not None:
        return told
    said = {claim.said_on for claim in extraction.claims if claim.said_on}
    days = said or {event.start for event in extraction.events if event.start}
    known = [one for one in map(span, sorted(days)) if one is not None and one.length == 1]
    return max(known, key=lambda one: (one.year_known, one.last), default=None)


def _about(extraction: Extraction) -> str | None:
    """Return the country of which the article speaks most, the first by key of equals."""
    counts: Counter[str] = Counter()
    for entity in extraction.entities:
        if entity.type is EntityType.PLACE and (place := whereabouts(entity)) and place.placed:
            counts[place.chain[-1]] += len(entity.mentions) or 1
    return min(counts, key=lambda key: (-counts[key], key), default=None)


def _tells_who(claim: document.Claim) -> bool:
    return claim.stance in TELLING_STANCES and claim.polarity is Polarity.AFFIRMED and not claim.hypothetical


def _names(event: document.Event, befallen: Iterable[Entity], operation: Entity | None) -> Iterator[str]:
    """Yield the names of the event and of what it befell; an operation is compared by itself."""
    if event.name is not None and (operation is None or event.name not in (operation.name, *operation.aliases)):
        yield event.name.casefold()
    yield from (e.name.casefold() for e in befallen if e.type is EntityType.ASSET and e.named)


def _innermost(found: Iterable[Whereabouts]) -> list[Whereabouts]:
    """Return the places without those that only hold another one."""
    unique = {place.id: place for place in found}
    outer = {key for place in unique.values() for key in place.above}
    return [unique[key] for key in sorted(unique) if key not in outer]


def _parties(found: Iterable[Entity], article: str, names: Names) -> Iterator[Party]:
    seen: set[Ref] = set()
    for entity in found:
        node = names.ref(article, entity)
        if entity.type is EntityType.ACTOR and entity.named and node not in seen:
            seen.add(node)
            ties = _ties(entity.key) if entity.key else frozenset[str]()
            kind = entity.kind == ActorKind.ARMED_GROUP
            yield Party(key=node.key, name=entity.name, armed_group=kind, ties=ties | {node.key})


@cache
def _ties(key: str) -> frozenset[str]:
    """Return the nodes of all that a listed actor belongs to, speaks for or is allied with."""
    rows = {row.key: row for row in actors()}
    found, todo = set[str](), [key]
    while todo:
        row = rows.get(todo.pop())
        if row is not None and row.key not in found:
            found.add(row.key)
            todo += (*row.part_of, *row.speaks_for)
    allies = {ally for one in found for ally in rows[one].allied_with}
    return frozenset(content_id(EntityType.ACTOR.value, one) for one in found | allies)


def _tolls(claims: Iterable[document.Claim]) -> Iterator[Toll]:
    """Yield the numbers given, however hedged; people and civilians are one, for reports take them for one another."""
    for claim in claims:
        number = claim.high if claim.low is None else claim.low
        one = claim.low == claim.high or claim.low is None or claim.high is None
        if claim.measure and claim.victims and number and one and claim.hedge is not Hedge.VAGUE and not claim.part:
            who = Victims.PEOPLE if claim.victims is Victims.CIVILIANS else claim.victims
            yield (claim.measure.value, who.value, number)


def _victims(befallen: Iterable[Entity]) -> Iterator[str]:
    """Yield the stems of the nouns for unnamed people whom it befell; those that any report has tell nothing."""
    for entity in befallen:
        if (
            entity.type is EntityType.ACTOR
            and not entity.named
            and entity.kind in (ActorKind.POPULATION, ActorKind.OTHER)
        ):
            yield from (stem for stem in _stems(entity.name.split()[-1]) if stem not in STOP | ANYBODY)


def _words(extraction: Extraction, event: document.Event, claims: Iterable[document.Claim]) -> frozenset[str]:
    """Return the stems of the words that tell of the event, without the names of actors and places."""
    text = extraction.article.text
    spots = [*(start for start, _ in event.mentions), *(claim.start for claim in claims)]
    sentences = [text[start:end] for start, end in extraction.passages if any(start <= spot < end for spot in spots)]
    named = {
        word
        for entity in extraction.entities
        if entity.named
        for name in (entity.name, *entity.aliases)
        for word in _stems(name)
    }
    return frozenset(stem for sentence in sentences for stem in _stems(sentence)) - named - STOP


def _stems(text: str) -> Iterator[str]:
    yield from (word[:STEM] for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) >= WORD)


#: Stems of nouns for people in general.
ANYBODY = frozenset(
    word[:STEM]
    for word in (
        *("children", "civilian", "civilians", "women", "woman", "child", "boys", "girls", "persons", "person"),
        *("resident", "residents", "villager", "villagers", "passenger", "passengers", "victim", "victims", "family"),
        *("families", "hostage", "hostages", "captive", "captives", "citizen", "citizens", "relatives", "population"),
        *("members", "others", "wounded", "survivors", "locals", "refugees", "prisoners", "detainees", "bystanders"),
    )
)
#: Stems of words that every report has.
STOP = frozenset(
    word[:STEM]
    for word in (
        *("about", "after", "again", "against", "also", "among", "another", "around", "article", "away"),
        *("back", "because", "been", "before", "being", "between", "both", "called", "came", "could", "days"),
        *("during", "each", "earlier", "early", "even", "following", "from", "further", "group", "have"),
        *("having", "here", "into", "itself", "just", "last", "late", "later", "least", "less", "like", "made"),
        *("make", "many", "more", "most", "much", "near", "next", "official", "officials", "only", "other"),
        *("over", "part", "people", "press", "report", "reported", "reports", "said", "same", "says"),
        *("several", "since", "some", "source", "sources", "state", "stated", "statement", "still", "such"),
        *("take", "taken", "than", "that", "their", "them", "then", "there", "these", "they", "this", "those"),
        *("through", "time", "told", "took", "under", "until", "upon", "very", "want", "were", "what", "when"),
        *("where", "which", "while", "whom", "whose", "will", "with", "within", "without", "would", "year"),
        *("years", "according", "spokesman", "spokesperson", "spokeswoman", "monday", "tuesday", "wednesday"),
        *("thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july"),
        *("august", "september", "october", "november", "december", "killed", "killing", "wounded", "injured"),
        *("dead", "died", "militants", "soldiers", "forces", "security", "military", "army", "attack"),
        *("attacks"),
    )
)

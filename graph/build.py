"""Extractions and judgements in, the whole graph out: a function of the two sets and of nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from graph.contradictions import contradictions
from graph.derive import derived_edges
from graph.entities import container, entity_node, listed_ties
from graph.episodes import wholes
from graph.events import event_rows
from graph.judgements import Judgement
from graph.names import Names, fold
from graph.narratives import narratives
from graph.parties import Parties, parties
from graph.resolve import Resolution, resolve
from graph.rows import identity
from graph.schema import (
    About,
    Actor,
    Agent,
    AlliedWith,
    Answers,
    Article,
    Claim,
    Edge,
    Event,
    Node,
    Of,
    PartOf,
    Passage,
    PlacedAt,
    PublishedBy,
    Ref,
    RelayedBy,
    SaidBy,
    SpeaksFor,
    StatedIn,
    Target,
    ref,
)
from graph.statements import Statement, by_event, party_of
from ingest import document
from ingest.document import Answer, Entity, EntityType, Extraction, RelationType, content_id

RELATIONS: dict[RelationType, type[Edge]] = {
    RelationType.SPEAKS_FOR: SpeaksFor,
    RelationType.ALLIED_WITH: AlliedWith,
    RelationType.PART_OF: PartOf,
}
AGAINST = frozenset({Answer.DENIES, Answer.DISPUTES})


def build_graph(extractions: Iterable[Extraction], judgements: Iterable[Judgement] = ()) -> list[Node | Edge]:
    """Return every node and edge once, in an order that depends on nothing but the graph itself."""
    unique = {e.article.article_id: e for e in sorted(extractions, key=lambda e: e.article.path, reverse=True)}
    ordered = [unique[key] for key in sorted(unique)]
    resolution = resolve(ordered, judgements)
    told = [_told(extraction, resolution) for extraction in ordered]
    entities = list(_entity_rows(ordered, resolution.names))
    relations = [edge for one in told for edge in _relation_rows(one)]
    behind = parties(
        (row for row in entities if isinstance(row, Actor)),
        chain((row for row in entities if isinstance(row, Edge)), relations),
    )
    episodes = wholes(ordered, resolution)
    events = list(event_rows(ordered, resolution, episodes))
    stated = [statement for one in told for statement in _statements(one, behind)]
    whole = by_event(stated, episodes)
    named = {row.event_id: row for row in events if isinstance(row, Event)}
    rows = chain(
        entities,
        relations,
        chain.from_iterable(article_rows(one) for one in told),
        events,
        (link.edge for link in resolution.possible),
        chain.from_iterable(contradictions(statements) for statements in whole.values()),
        chain.from_iterable(
            narratives(named[event], statements, behind) for event, statements in (by_event(stated, {}) | whole).items()
        ),
    )
    found: dict[tuple[str, ...], Node | Edge] = {}
    for row in rows:
        found.setdefault(identity(row), row)
    return [found[key] for key in sorted(found)]


@dataclass(frozen=True, slots=True)
class Told:
    """What one article tells, in terms of the graph's nodes."""

    extraction: Extraction
    outlet: Ref | None
    refs: dict[str, Ref]
    #: event ids by local id
    events: dict[str, str]
    #: claim ids by local id
    claims: dict[str, str]

    @property
    def key(self) -> str:
        """Return the article's id."""
        return self.extraction.article.article_id


def _told(extraction: Extraction, resolution: Resolution) -> Told:
    outlet = outlet_of(extraction)
    refs = resolution.names.refs(extraction)
    return Told(
        extraction,
        resolution.names.ref(extraction.article.article_id, outlet) if outlet is not None else None,
        refs,
        {event.id: resolution.event_of(extraction, event.id) for event in extraction.events},
        {claim.id: claim_id(extraction, claim, refs) for claim in extraction.claims},
    )


def _entity_rows(extractions: Sequence[Extraction], names: Names) -> Iterator[Node | Edge]:
    """Yield the nodes of all entities, merged across articles, and what the reference tables tie them to."""
    members: dict[Ref, list[Entity]] = {}
    keys: dict[str, set[str]] = {}
    for extraction in extractions:
        outlet = outlet_of(extraction)
        for entity in (*extraction.entities, *([outlet] if outlet is not None else [])):
            node = names.ref(extraction.article.article_id, entity)
            members.setdefault(node, []).append(entity)
            if entity.key is not None:
                keys.setdefault(entity.type.value, set()).add(entity.key)
    for node, group in members.items():
        yield entity_node(node, group)
        above = container(group[0])
        if above is not None:
            keys.setdefault(node.label, set()).add(above)
            yield PartOf(start=node, end=Ref(node.label, content_id(node.label, above)))
    for label in sorted(keys):
        yield from listed_ties(label, keys[label])


def outlet_of(extraction: Extraction) -> Entity | None:
    """Return the outlet that published the article, by its listed name where it has one."""
    name = extraction.article.publisher
    if name is None:
        return None
    for entity in extraction.entities:
        if entity.kind == document.ActorKind.MEDIA and name.casefold() in {
            n.casefold() for n in (entity.name, *entity.aliases)
        }:
            return entity
    return Entity(id="outlet", type=EntityType.ACTOR, name=name, kind=document.ActorKind.MEDIA)


def _relation_rows(told: Told) -> Iterator[Edge]:
    for relation in told.extraction.relations:
        start, end = told.refs[relation.source], told.refs[relation.target]
        if start != end:
            yield RELATIONS[relation.type](start=start, end=end)


def article_rows(told: Told) -> Iterator[Node | Edge]:
    """Yield what one article alone makes: its passages, its claims and their edges."""
    article = told.extraction.article
    here = Article(
        article_id=told.key, path=article.path, title=article.title, publisher=article.publisher,
        author=article.author, url=article.url, published=article.published, language=article.language,
        text=article.text,
    )  # fmt: skip
    yield here
    if told.outlet is not None:
        yield PublishedBy(start=ref(here), end=told.outlet)
    for start, end in told.extraction.passages:
        passage = Passage(
            passage_id=content_id(told.key, start, end), start=start, end=end, text=article.text[start:end]
        )  # fmt: skip
        yield passage
        yield Of(start=ref(passage), end=ref(here))
    for claim in told.extraction.claims:
        yield from _claim_rows(told, claim)


def claim_id(extraction: Extraction, claim: document.Claim, refs: dict[str, Ref]) -> str:
    """Return the hash of article, speaker, span, proposition and figure."""
    return content_id(
        "Claim", extraction.article.article_id, [refs[s] for s in claim.said_by], claim.start, claim.end, claim.stance,
        claim.predicate, claim.polarity, [refs[a] for a in claim.agents], [refs[t] for t in claim.targets],
        claim.measure, claim.victims, claim.low, claim.high, claim.quantity,
    )  # fmt: skip


def _speakers(told: Told, claim: document.Claim) -> tuple[Ref, ...]:
    """Return who holds the claim: the outlet where the article itself speaks."""
    if claim.own_voice and told.outlet is not None:
        return (told.outlet,)
    return tuple(told.refs[speaker] for speaker in claim.said_by)


def _claim_rows(told: Told, claim: document.Claim) -> Iterator[Node | Edge]:
    node = claim_node(told.extraction, claim, told.claims[claim.id])
    here = ref(node)
    yield node
    yield from _stated_in(told.extraction, claim, here)
    refs, speakers = told.refs, _speakers(told, claim)
    event = told.events[claim.event] if claim.event is not None else None
    yield from (SaidBy(start=here, end=speaker) for speaker in speakers)
    yield from (RelayedBy(start=here, end=refs[r]) for r in claim.relayed_by)
    yield from (PlacedAt(start=here, end=refs[p]) for p in claim.places)
    agents, targets = [refs[a] for a in claim.agents], [refs[t] for t in claim.targets]
    yield from (Agent(start=here, end=end) for end in agents if end.label != "Operation")
    yield from (Target(start=here, end=end) for end in targets if end.label != "Operation")
    if event is not None:
        yield About(start=here, end=Ref("Event", event))
    for answer in claim.answers:
        yield Answers(start=here, end=Ref("Claim", told.claims[answer.claim]), how=answer.how.value)
    voices = [] if claim.own_voice else list(speakers)
    yield from derived_edges(claim, node.claim_id, event, voices, agents, targets)


def _statements(told: Told, behind: Parties) -> Iterator[Statement]:
    """Yield the article's claims with the party that answers for each."""
    named = {told.refs[entity.id].key for entity in told.extraction.entities if entity.named}
    words = {entity.id: fold(entity.name).split() for entity in told.extraction.entities}
    refs = told.refs
    lands = {entity.id: entity.country or "" for entity in told.extraction.entities}
    text = told.extraction.article.text
    for claim in told.extraction.claims:
        speakers = tuple(told.refs[speaker] for speaker in claim.said_by)
        party = party_of(speakers, told.key, behind)
        yield Statement(
            key=told.claims[claim.id],
            claim=claim,
            text=text[claim.start : claim.end],
            article=told.key,
            event=told.events[claim.event] if claim.event is not None else None,
            speakers=speakers,
            relays=tuple(told.refs[relay] for relay in claim.relayed_by),
            agents=tuple(told.refs[agent] for agent in claim.agents),
            targets=tuple(told.refs[target] for target in claim.targets),
            kin=frozenset(k for agent in claim.agents for k in behind.kin.get(refs[agent].key, ())),
            lands=frozenset(lands[target] for target in claim.targets if lands[target]),
            target_words=frozenset(word for target in claim.targets for word in words[target]),
            against=tuple(told.claims[a.claim] for a in claim.answers if a.how in AGAINST),
            party=party,
            named=bool(speakers) and (party != speakers[0].key or party in named),
        )


def claim_node(extraction: Extraction, claim: document.Claim, key: str) -> Claim:
    """Return the node of a claim."""
    return Claim(
        claim_id=key,
        stance=claim.stance.value,
        predicate=claim.predicate,
        polarity=claim.polarity.value,
        certainty=claim.certainty.value,
        own_voice=claim.own_voice,
        text=extraction.article.text[claim.start : claim.end],
        cue=claim.cue,
        start=claim.start,
        end=claim.end,
        said_on=claim.said_on,
        event_kind=claim.event_kind,
        event_start=claim.event_start,
        event_end=claim.event_end,
        measure=claim.measure,
        victims=claim.victims,
        low=claim.low,
        high=claim.high,
        hedge=claim.hedge,
        quantity=claim.quantity,
    )


def _stated_in(extraction: Extraction, claim: document.Claim, here: Ref) -> Iterator[StatedIn]:
    for start, end in extraction.passages:
        if start <= claim.start < end:
            yield StatedIn(start=here, end=Ref("Passage", content_id(extraction.article.article_id, start, end)))

"""Extractions and judgements in, the whole graph out: a function of the two sets and of nothing else."""

from collections.abc import Iterable, Iterator
from itertools import chain

from graph.contradictions import Statement, contradictions
from graph.derive import derived_edges
from graph.entities import entity_node, entity_ref, listed_ties
from graph.events import event_rows
from graph.resolve import Judgement, Resolution, mention_id, resolve
from graph.schema import (
    About,
    Agent,
    AlliedWith,
    Answers,
    Article,
    Claim,
    Contradicts,
    Edge,
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
from ingest import document
from ingest.document import Entity, EntityType, Extraction, RelationType, content_id

RELATIONS: dict[RelationType, type[Edge]] = {
    RelationType.SPEAKS_FOR: SpeaksFor,
    RelationType.ALLIED_WITH: AlliedWith,
    RelationType.PART_OF: PartOf,
}


def build_graph(extractions: Iterable[Extraction], judgements: Iterable[Judgement] = ()) -> list[Node | Edge]:
    """Return every node and edge once, in an order that depends on nothing but the graph itself."""
    unique = {e.article.article_id: e for e in sorted(extractions, key=lambda e: e.article.path, reverse=True)}
    ordered = [unique[key] for key in sorted(unique)]
    resolution = resolve(ordered, list(judgements))
    rows = chain(
        _entity_rows(ordered),
        chain.from_iterable(article_rows(extraction, resolution) for extraction in ordered),
        event_rows(ordered, resolution),
        _contradiction_rows(ordered, resolution),
    )
    found: dict[tuple[object, ...], Node | Edge] = {}
    for row in rows:
        found.setdefault(_identity(row), row)
    return [found[key] for key in sorted(found, key=repr)]


def _identity(row: Node | Edge) -> tuple[object, ...]:
    if isinstance(row, Edge):
        return ("edge", row.TYPE, row.start, row.end, getattr(row, "edge_id", None) or getattr(row, "on", None))
    return ("node", *ref(row))


def _entity_rows(extractions: list[Extraction]) -> Iterator[Node | Edge]:
    """Yield the nodes of all entities, merged across articles, and what the reference tables tie them to."""
    members: dict[Ref, list[Entity]] = {}
    keys: dict[str, set[str]] = {}
    for extraction in extractions:
        outlet = outlet_of(extraction)
        for entity in (*extraction.entities, *([outlet] if outlet is not None else [])):
            members.setdefault(entity_ref(extraction.article.article_id, entity), []).append(entity)
            if entity.key is not None:
                keys.setdefault(entity.type.value, set()).add(entity.key)
    for node, group in members.items():
        yield entity_node(node, group)
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


def article_rows(extraction: Extraction, resolution: Resolution) -> Iterator[Node | Edge]:
    """Yield what one article alone makes: its passages, its claims and their edges."""
    article, key = extraction.article, extraction.article.article_id
    yield Article(
        article_id=key, path=article.path, title=article.title, publisher=article.publisher, author=article.author,
        url=article.url, published=article.published, language=article.language, text=article.text,
    )  # fmt: skip
    outlet = outlet_of(extraction)
    if outlet is not None:
        yield PublishedBy(start=Ref("Article", key), end=entity_ref(key, outlet))
    for start, end in extraction.passages:
        passage = Passage(passage_id=content_id(key, start, end), start=start, end=end, text=article.text[start:end])
        yield passage
        yield Of(start=ref(passage), end=Ref("Article", key))
    refs = {entity.id: entity_ref(key, entity) for entity in extraction.entities}
    for relation in extraction.relations:
        if refs[relation.source] != refs[relation.target]:
            yield RELATIONS[relation.type](start=refs[relation.source], end=refs[relation.target])
    yield from _claim_rows(extraction, refs, resolution)


def claim_id(extraction: Extraction, claim: document.Claim, refs: dict[str, Ref]) -> str:
    """Return the hash of article, speaker, span, proposition and figure."""
    return content_id(
        "Claim", extraction.article.article_id, [refs[s] for s in claim.said_by], claim.start, claim.end, claim.stance,
        claim.predicate, claim.polarity, [refs[a] for a in claim.agents], [refs[t] for t in claim.targets],
        claim.measure, claim.victims, claim.low, claim.high, claim.quantity,
    )  # fmt: skip


def _claim_rows(extraction: Extraction, refs: dict[str, Ref], resolution: Resolution) -> Iterator[Node | Edge]:
    outlet = outlet_of(extraction)
    ids = {claim.id: claim_id(extraction, claim, refs) for claim in extraction.claims}
    for claim in extraction.claims:
        node = claim_node(extraction, claim, ids[claim.id])
        here = ref(node)
        yield node
        yield from _stated_in(extraction, claim, here)
        speakers = [refs[s] for s in claim.said_by]
        if claim.own_voice and outlet is not None:
            speakers = [entity_ref(extraction.article.article_id, outlet)]
        event = resolution.event_of(mention_id(extraction, claim.event)) if claim.event is not None else None
        yield from (SaidBy(start=here, end=speaker) for speaker in speakers)
        yield from (RelayedBy(start=here, end=refs[r]) for r in claim.relayed_by)
        yield from (PlacedAt(start=here, end=refs[p]) for p in claim.places)
        agents, targets = [refs[a] for a in claim.agents], [refs[t] for t in claim.targets]
        yield from (Agent(start=here, end=end) for end in agents if end.label != "Operation")
        yield from (Target(start=here, end=end) for end in targets if end.label != "Operation")
        if event is not None:
            yield About(start=here, end=Ref("Event", event))
        for answer in claim.answers:
            yield Answers(start=here, end=Ref("Claim", ids[answer.claim]), how=answer.how.value)
        voices = [] if claim.own_voice else speakers
        yield from derived_edges(claim, node.claim_id, event, voices, agents, targets)


def _contradiction_rows(extractions: list[Extraction], resolution: Resolution) -> Iterator[Contradicts]:
    """Yield what contradicts what within each event."""
    told: dict[str, list[Statement]] = {}
    organisation = _organisations(extractions)
    for extraction in extractions:
        key = extraction.article.article_id
        refs = {entity.id: entity_ref(key, entity) for entity in extraction.entities}
        for claim in extraction.claims:
            if claim.event is None:
                continue
            speaker = refs[claim.said_by[0]] if claim.said_by else Ref("Article", key)
            statement = Statement(
                claim_id(extraction, claim, refs),
                claim,
                organisation.get(speaker, speaker).key,
                frozenset(refs[a].key for a in claim.agents),
                frozenset(refs[t].key for t in claim.targets),
            )
            told.setdefault(resolution.event_of(mention_id(extraction, claim.event)), []).append(statement)
    for event in sorted(told):
        yield from contradictions(told[event])


def _organisations(extractions: list[Extraction]) -> dict[Ref, Ref]:
    """Return whom each spokesperson speaks for, one organisation each."""
    edges = [row for row in _entity_rows(extractions) if isinstance(row, SpeaksFor)]
    for extraction in extractions:
        refs = {entity.id: entity_ref(extraction.article.article_id, entity) for entity in extraction.entities}
        for relation in extraction.relations:
            if relation.type is RelationType.SPEAKS_FOR:
                edges.append(SpeaksFor(start=refs[relation.source], end=refs[relation.target]))
    return {edge.start: edge.end for edge in sorted(edges, key=lambda edge: (edge.start, edge.end), reverse=True)}


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

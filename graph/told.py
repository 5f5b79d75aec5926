"""What one article tells, in terms of the graph's nodes: its passages, claims, and what it alone names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.derive import derived_edges
from graph.edges import (
    About,
    Agent,
    Answers,
    Of,
    PartOf,
    PlacedAt,
    PublishedBy,
    RelayedBy,
    SaidBy,
    StatedIn,
    Target,
)
from graph.elements import Edge, Node, Ref
from graph.entities import called, container, entity_node
from graph.names import Names, fold
from graph.nodes import Article, Claim, Passage
from graph.parties import Parties
from graph.schema import ref
from graph.spellings import outlet_of
from graph.statements import Statement, party_of
from graph.tallies import TIES
from ingest import document
from ingest.document import Answer, Entity, Extraction, content_id

AGAINST = frozenset({Answer.DENIES, Answer.DISPUTES})


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


def told_by(extraction: Extraction, names: Names, events: Mapping[str, str]) -> Told:
    """Return what an article tells, its names and events resolved; `events` are ids of events by local id."""
    outlet = outlet_of(extraction)
    refs = names.refs(extraction)
    return Told(
        extraction,
        names.ref(extraction.article.article_id, outlet) if outlet is not None else None,
        refs,
        dict(events),
        {claim.id: claim_id(extraction, claim, refs) for claim in extraction.claims},
    )


def own_rows(told: Told) -> Iterator[Node | Edge]:
    """Yield the nodes of what has no name of its own in the article, and whom they belong to or speak for."""
    members: dict[Ref, list[Entity]] = {}
    for entity in told.extraction.entities:
        if entity.key is None and not entity.named:
            members.setdefault(told.refs[entity.id], []).append(entity)
    for node, group in members.items():
        yield entity_node(node, called(group))
        for above in {key for entity in group if (key := container(entity)) is not None}:
            yield PartOf(start=node, end=Ref(node.label, content_id(node.label, above)))
    for relation in told.extraction.relations:
        start, end = told.refs[relation.source], told.refs[relation.target]
        if start in members and start != end:
            yield TIES[relation.type.value](start=start, end=end)


def article_rows(told: Told) -> Iterator[Node | Edge]:
    """Yield what one article alone makes: its passages, its claims and their edges, but those at events."""
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
    yield from (SaidBy(start=here, end=speaker) for speaker in speakers)
    yield from (RelayedBy(start=here, end=refs[r]) for r in claim.relayed_by)
    yield from (PlacedAt(start=here, end=refs[p]) for p in claim.places)
    agents, targets = [refs[a] for a in claim.agents], [refs[t] for t in claim.targets]
    yield from (Agent(start=here, end=end) for end in agents if end.label != "Operation")
    yield from (Target(start=here, end=end) for end in targets if end.label != "Operation")
    for answer in claim.answers:
        yield Answers(start=here, end=Ref("Claim", told.claims[answer.claim]), how=answer.how.value)


def event_edges(told: Told) -> Iterator[Edge]:
    """Yield the edges of the article's claims that name an event: what they are about, and what is derived of them."""
    refs = told.refs
    for claim in told.extraction.claims:
        key = told.claims[claim.id]
        event = told.events[claim.event] if claim.event is not None else None
        if event is not None:
            yield About(start=Ref("Claim", key), end=Ref("Event", event))
        voices = [] if claim.own_voice else list(_speakers(told, claim))
        agents, targets = [refs[a] for a in claim.agents], [refs[t] for t in claim.targets]
        yield from derived_edges(claim, key, event, voices, agents, targets)


def statements(told: Told, behind: Parties) -> Iterator[Statement]:
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

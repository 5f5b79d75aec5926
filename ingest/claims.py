"""Claims: each proposition with the voice that holds it.

A trigger, a toll or an attribution becomes a claim for each speaker; the innermost attribution that holds the words
is the speaker's, those around it relay it. What no attribution holds is the article's own voice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from ingest.answers import Draft, answered
from ingest.attributions import Attribution, holders
from ingest.document import ActorKind, Certainty, Claim, Entity, EntityType, Polarity, Stance
from ingest.doers import agents_of_event, are_suspected, blamed, completed, doers, owned, parties
from ingest.events import event_of, tells_of_event
from ingest.mentions import ensure, entities_of
from ingest.syntax import POSSIBLE_MODALS, POSSIBLE_WORDS, certainty_words, clause_of
from ingest.tolls import Toll
from ingest.triggers import Trigger
from seeds.tolls import person_nouns

#: Nouns, beside those for people, that speak without a name of their own.
SPEAKING = frozenset(
    {"statement", "report", "ministry", "office", "hospital", "agency", "official", "authority", "source", "spokesman",
     "spokeswoman", "spokesperson", "witness", "group", "organisation", "organization", "paper", "newspaper", "channel",
     "document", "letter", "message", "media", "army", "military", "government", "department", "commission", "mission"}
)  # fmt: skip
#: Stances of which a claim is made even where the content tells of no event.
CLOSED = frozenset({Stance.DENIED, Stance.ACCUSED, Stance.CLAIMED_RESPONSIBILITY, Stance.THREATENED, Stance.DEMANDED})
#: Stances that speak of an event that was told just before, where they name none.
ANSWERING = frozenset({Stance.DENIED, Stance.ACCUSED, Stance.CLAIMED_RESPONSIBILITY})
#: Tokens back to the end of the sentence in which that event was told.
NEAR = 60


@dataclass(frozen=True, slots=True)
class Voice:
    """Who holds a proposition, and how: what attributions make of it."""

    speaker: str | None
    relays: tuple[str, ...]
    stance: Stance
    certainty: Certainty
    negated: bool
    hypothetical: bool
    cue: tuple[int, int] | None
    attribution: int | None


OWN_VOICE = Voice(None, (), Stance.REPORTED, Certainty.CERTAIN, False, False, None, None)


@Language.component("claims", requires=["doc._.events", "doc._.tolls", "doc._.attributions"], assigns=["doc._.claims"])
def claims_component(doc: Doc) -> Doc:
    """Set the doc's claims."""
    doc._.claims = tuple(claims(doc))
    return doc


def claims(doc: Doc) -> Iterator[Claim]:
    """Yield the article's claims in text order, numbered, denials linked to what they deny."""
    drafts = list(dict.fromkeys(completed(doc, [*_told(doc), *_stances(doc)])))
    drafts.sort(key=lambda draft: (draft.claim.start, draft.claim.end))
    numbered = [replace(draft, claim=replace(draft.claim, id=f"c{number}")) for number, draft in enumerate(drafts, 1)]
    yield from answered(doc, numbered)


def voices(doc: Doc, token: int) -> list[Voice]:
    """Return the voices that hold the words at the token: one for each speaker, or the article's own."""
    held = holders(doc, token)
    if not held:
        return [OWN_VOICE]
    inner, outer = held[0], held[1:]
    relays = [e.id for a in outer if a.source_root is not None for e in _speakers(doc, a.source_root)]
    relays += [e.id for root in inner.relays for e in _speakers(doc, root)]
    speakers: list[Entity | None] = []
    if inner.source_root is not None:
        speakers += _speakers(doc, inner.source_root)
    made = [
        Voice(
            speaker=speaker.id if speaker is not None else None,
            relays=tuple(dict.fromkeys(r for r in relays if speaker is None or r != speaker.id)),
            stance=inner.stance,
            certainty=min((a.certainty for a in held), key=_doubt),
            negated=inner.polarity is Polarity.NEGATED,
            hypothetical=inner.hypothetical,
            cue=inner.cue,
            attribution=doc._.attributions.index(inner),
        )
        for speaker in (speakers or [None])
    ]
    if not speakers and relays:
        return [replace(made[0], speaker=relays[0], relays=tuple(dict.fromkeys(relays[1:])))]
    return made


def _doubt(certainty: Certainty) -> int:
    """Return how little is certain, least first."""
    return [Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN].index(certainty)


def _speakers(doc: Doc, root: int) -> list[Entity]:
    """Return who speaks: actors, each conjunct of a coordination; a noun that no list knows is an unnamed source."""
    found = [entity for entity in entities_of(doc, doc[root]) if entity.type is EntityType.ACTOR]
    noun = doc[root]
    speaks = noun.lemma_.lower() in SPEAKING | set(person_nouns())
    if not found and noun.pos_ == "NOUN" and (speaks or any(c.lower_ == "according" for c in noun.children)):
        return [ensure(doc, noun, kind=ActorKind.UNNAMED_SOURCE)]
    return found


def _told(doc: Doc) -> Iterator[Draft]:
    """Yield the claims that triggers and tolls make."""
    governed: dict[int, list[Toll]] = {}
    tolls = list(doc._.tolls)
    triggers = {trigger.token: trigger for trigger in doc._.triggers}
    for toll in tolls:
        governed.setdefault(toll.governor, []).append(toll)
    for trigger in doc._.triggers:
        mine = governed.get(trigger.token, [])
        counted = {toll.noun for toll in mine}
        for toll in mine:
            yield from _toll_claims(doc, toll, trigger)
        rest = tuple(target for target in trigger.targets if target not in counted)
        if rest or not mine:
            yield from _trigger_claims(doc, replace(trigger, targets=rest))
    for toll in tolls:
        if toll.governor not in triggers:
            yield from _toll_claims(doc, toll, _nearest(doc, toll))


def _nearest(doc: Doc, toll: Toll) -> Trigger | None:
    """Return the trigger of the same sentence that is nearest to the toll."""
    sentence = doc[toll.noun].sent
    near = [t for t in doc._.triggers if sentence.start <= t.token < sentence.end and tells_of_event(t)]
    return min(near, key=lambda t: (abs(t.token - toll.noun), t.token), default=None)


def _trigger_claims(doc: Doc, trigger: Trigger) -> Iterator[Draft]:
    for voice in voices(doc, trigger.token):
        base = _base(doc, trigger, voice, trigger.token)
        agents, targets = doers(doc, trigger.agents), parties(doc, trigger.targets)
        if set(agents) <= {voice.speaker}:
            agents = blamed(doc, trigger, voice.speaker, voice.attribution) or agents
        base = replace(base, stance=owned(doc, trigger, voice.speaker, voice.stance, agents))
        yield Draft(_placed(base, trigger, doc, agents=agents, targets=targets), voice.attribution)


def _toll_claims(doc: Doc, toll: Toll, trigger: Trigger | None) -> Iterator[Draft]:
    own = trigger is not None and trigger.token == toll.governor
    for voice in voices(doc, toll.noun if holders(doc, toll.noun) else toll.governor):
        base = _base(doc, trigger, voice, toll.noun)
        targets = parties(doc, (toll.noun,))
        agents = doers(doc, trigger.agents) if trigger is not None and own else ()
        if trigger is not None and own and set(agents) <= {voice.speaker}:
            agents = blamed(doc, trigger, voice.speaker, voice.attribution) or agents
        agents = agents or agents_of_event(doc, trigger, toll)
        negated = base.polarity is Polarity.NEGATED and toll.high != 0
        claim = replace(
            _placed(base, trigger, doc, agents=agents, targets=targets),
            predicate=doc[toll.governor].lemma_.lower(),
            polarity=Polarity.NEGATED if negated or toll.high == 0 else Polarity.AFFIRMED,
            measure=toll.measure,
            victims=toll.victims,
            low=toll.low,
            high=toll.high,
            hedge=toll.hedge,
            quantity=toll.text,
            part=toll.part,
        )
        yield Draft(claim, voice.attribution)


def _base(doc: Doc, trigger: Trigger | None, voice: Voice, token: int) -> Claim:
    """Return the claim without its parties and figure."""
    start, end = _span(doc, doc[token], voice)
    negated = voice.negated or (trigger is not None and trigger.negated)
    return Claim(
        id="",
        stance=voice.stance,
        predicate=trigger.lemma if trigger is not None else doc[token].lemma_.lower(),
        polarity=Polarity.NEGATED if negated else Polarity.AFFIRMED,
        certainty=min(voice.certainty, _certainty(doc, trigger, token), key=_doubt),
        own_voice=voice.speaker is None,
        start=start,
        end=end,
        cue=_cue(doc, voice, start, end),
        said_on=_said_on(doc, voice),
        hypothetical=voice.hypothetical or (trigger is not None and trigger.hypothetical),
        said_by=(voice.speaker,) if voice.speaker else (),
        relayed_by=voice.relays,
    )


def _placed(
    base: Claim, trigger: Trigger | None, doc: Doc, *, agents: tuple[str, ...], targets: tuple[str, ...]
) -> Claim:
    """Return the claim with its event, places, dates and parties."""
    if trigger is None:
        return replace(base, agents=agents, targets=targets)
    return replace(
        base,
        event=event_of(doc, trigger),
        event_kind=trigger.kind,
        event_start=trigger.date.earliest if trigger.date else None,
        event_end=trigger.date.latest if trigger.date else None,
        places=trigger.places,
        agents=tuple(agent for agent in agents if agent not in targets),
        targets=targets,
    )


def _certainty(doc: Doc, trigger: Trigger | None, token: int) -> Certainty:
    words = certainty_words(doc[trigger.token if trigger is not None else token])
    if words & (POSSIBLE_MODALS | POSSIBLE_WORDS):
        return Certainty.POSSIBLE
    doubted = bool(words) or (trigger is not None and are_suspected(doc, trigger.agents))
    return Certainty.PROBABLE if doubted else Certainty.CERTAIN


def _span(doc: Doc, token: Token, voice: Voice) -> tuple[int, int]:
    """Return the offsets of the clause with its cue, within the sentence."""
    clause = clause_of(token)
    sentence = token.sent
    indices = [t.i for t in clause.subtree if sentence.start <= t.i < sentence.end] or [token.i]
    first, last = min(*indices, token.i), max(*indices, token.i)
    if voice.cue is not None and sentence.start <= voice.cue[0] < sentence.end:
        first, last = min(first, voice.cue[0]), max(last, voice.cue[1] - 1)
    while first < last and (doc[first].is_space or (doc[first].is_punct and not doc[first].is_quote)):
        first += 1
    while last > first and (doc[last].is_space or doc[last].text in {",", ";", ":"}):
        last -= 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def _cue(doc: Doc, voice: Voice, start: int, end: int) -> str:
    """Return the words that attribute the claim where they stand among its own."""
    if voice.cue is None:
        return ""
    span = doc[voice.cue[0] : voice.cue[1]]
    return span.text if start <= span.start_char and span.end_char <= end else ""


def _said_on(doc: Doc, voice: Voice) -> str | None:
    """Return the date that stands with the cue, not with what is said."""
    if voice.attribution is None or voice.cue is None:
        return None
    attribution = doc._.attributions[voice.attribution]
    cue = doc[voice.cue[0] : voice.cue[1]].root
    for date in doc._.dates:
        inside = any(start <= date.start < end for start, end in attribution.content)
        if not inside and date.earliest and clause_of(doc[date.start : date.end].root).i == cue.i:
            return str(date.earliest)
    return None


def _stances(doc: Doc) -> Iterator[Draft]:
    """Yield a claim for each attribution of which no event or toll has made one."""
    for attribution in doc._.attributions:
        inside = [t for t in doc._.triggers if attribution in holders(doc, t.token)[:1]]
        told = any(attribution in holders(doc, toll.noun)[:1] for toll in doc._.tolls)
        if (inside or told) and attribution.stance not in CLOSED:
            continue
        if inside and attribution.target_root is None:
            continue
        yield from _stance_claims(doc, attribution, inside)


def _stance_claims(doc: Doc, attribution: Attribution, inside: list[Trigger]) -> Iterator[Draft]:
    root = _content_root(doc, attribution)
    party = parties(doc, (attribution.target_root,)) if attribution.target_root is not None else ()
    blamed = attribution.stance is Stance.ACCUSED
    owning = attribution.stance is Stance.CLAIMED_RESPONSIBILITY
    if inside and any(set(party) & set(parties(doc, (*t.agents, *t.targets))) for t in inside):
        return
    for voice in voices(doc, root.i) if attribution in holders(doc, root.i)[:1] else _voices_of(doc, attribution):
        claim = replace(
            _base(doc, None, voice, root.i),
            event=_event_spoken_of(doc, attribution),
            agents=party if blamed else (voice.speaker,) if owning and voice.speaker is not None else (),
            targets=() if blamed else party,
        )
        yield Draft(claim, voice.attribution)


def _voices_of(doc: Doc, attribution: Attribution) -> list[Voice]:
    """Return the voices of an attribution whose words hold no token of their own ("denied any involvement")."""
    speakers = _speakers(doc, attribution.source_root) if attribution.source_root is not None else []
    outer = [a for a in holders(doc, attribution.cue[0]) if a is not attribution]
    relays = tuple(e.id for a in outer if a.source_root is not None for e in _speakers(doc, a.source_root))
    return [
        Voice(
            speaker=speaker.id,
            relays=tuple(r for r in relays if r != speaker.id),
            stance=attribution.stance,
            certainty=attribution.certainty,
            negated=attribution.polarity is Polarity.NEGATED,
            hypothetical=attribution.hypothetical,
            cue=attribution.cue,
            attribution=doc._.attributions.index(attribution),
        )
        for speaker in speakers
    ]


def _content_root(doc: Doc, attribution: Attribution) -> Token:
    if attribution.content:
        start, end = attribution.content[0]
        return doc[start:end].root
    return doc[attribution.cue[0] : attribution.cue[1]].root


def _event_spoken_of(doc: Doc, attribution: Attribution) -> str | None:
    """Return the event that the attribution's own words mention, else, for what answers to one, the one just told."""
    spans = [*attribution.content, *([attribution.answers] if attribution.answers else [])]
    for trigger in doc._.triggers:
        if any(start <= trigger.token < end for start, end in spans) and (event := event_of(doc, trigger)):
            return event
    if attribution.stance not in ANSWERING:
        return None
    here = doc[attribution.cue[0]].sent
    before = [t for t in doc._.triggers if t.token < here.start and doc[t.token].sent.end > here.start - NEAR]
    return next((event for t in reversed(before) if (event := event_of(doc, t))), None)

"""Claims: each proposition with the voice that holds it.

A trigger, a toll or an attribution becomes a claim for each speaker; the innermost attribution that holds the words
is the speaker's, those around it relay it. What no attribution holds is the article's own voice.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from ingest.answers import Draft, answered
from ingest.attributions import Attribution, holders
from ingest.completions import completed
from ingest.denials import tells_of_none
from ingest.document import Certainty, Claim, Polarity, Stance, Victims
from ingest.doers import (
    accused_by,
    agents_of_event,
    are_suspected,
    blamed,
    denied_to,
    doers,
    owned,
    parties,
    who_harmed,
)
from ingest.events import event_counted, event_of, event_spoken_of, tells_of_event, when_told
from ingest.syntax import POSSIBLE_MODALS, POSSIBLE_WORDS, certainty_words, clause_of, conjuncts
from ingest.tolls import Toll
from ingest.triggers import Trigger
from ingest.voices import Voice, doubt, voices, voices_of

#: Stances of which a claim is made even where the content tells of no event.
CLOSED = frozenset({Stance.DENIED, Stance.ACCUSED, Stance.CLAIMED_RESPONSIBILITY, Stance.THREATENED, Stance.DEMANDED})
#: Nouns for a tally, which is of what was told before: "the toll rose to six after two died".
TALLIES = frozenset({"toll", "tally", "count", "number"})
#: Tokens back to the charge that a denial answers.
NEAR = 60
#: Stances whose polarity is that of what is said.
NEGATABLE = frozenset({Stance.CLAIMED, Stance.REPORTED, Stance.DEMANDED, Stance.THREATENED})
#: Stances that speak of an event that was told just before, where they name none.
ANSWERING = frozenset({Stance.DENIED, Stance.ACCUSED, Stance.CLAIMED_RESPONSIBILITY})


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
    yield from answered(doc, list(_tied(numbered)))


def _tied(drafts: list[Draft]) -> Iterator[Draft]:
    """Yield the drafts, the parts of a count with the claim that counts the whole in the same voice."""
    counts = {(draft.noun, draft.claim.said_by): draft.claim.id for draft in drafts if draft.noun is not None}
    for draft in drafts:
        whole = counts.get((draft.whole, draft.claim.said_by)) if draft.whole is not None else None
        yield draft if whole is None else replace(draft, claim=replace(draft.claim, whole=whole))


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
        doubted = bool(mine) and are_suspected(doc, trigger.agents)
        if rest or doubted or not mine:
            yield from _trigger_claims(doc, trigger if doubted else replace(trigger, targets=rest))
    for toll in tolls:
        if toll.governor not in triggers:
            yield from _toll_claims(doc, toll, _nearest(doc, toll))


def _nearest(doc: Doc, toll: Toll) -> Trigger | None:
    """Return the trigger of the same sentence that is nearest to the toll; for one of a tally, none told after it."""
    sentence = doc[toll.noun].sent
    end = toll.noun if doc[toll.governor].lemma_.lower() in TALLIES else sentence.end
    near = [t for t in doc._.triggers if sentence.start <= t.token < end and tells_of_event(t)]
    return min(near, key=lambda t: (abs(t.token - toll.noun), t.token), default=None)


def _trigger_claims(doc: Doc, trigger: Trigger) -> Iterator[Draft]:
    for voice in voices(doc, trigger.token):
        base = _base(doc, trigger, voice, trigger.token)
        accused = accused_by(doc, voice.attribution)
        agents = doers(doc, trigger.agents)
        targets = parties(doc, (target for target in trigger.targets if target != accused))
        if set(agents) <= {voice.speaker}:
            agents = blamed(doc, trigger, voice.speaker, voice.attribution) or agents
        if trigger.result and targets and not agents:
            agents = agents_of_event(doc, trigger, Victims.PEOPLE)
        if not agents and trigger.agents:
            agents = doers(doc, denied_to(doc, voice.attribution))
        base = replace(base, stance=owned(doc, trigger, voice.speaker, voice.stance, agents))
        if are_suspected(doc, trigger.agents):
            base = replace(base, certainty=min(base.certainty, Certainty.PROBABLE, key=doubt))
        claim = _placed(base, trigger, doc, agents=agents, targets=targets)
        yield Draft(claim, voice.attribution, verbal=trigger.verbal)


def _toll_claims(doc: Doc, toll: Toll, trigger: Trigger | None) -> Iterator[Draft]:
    for voice in voices(doc, toll.noun if holders(doc, toll.noun) else toll.governor):
        base = _base(doc, trigger, voice, toll.noun)
        targets = parties(doc, (toll.noun,))
        agents = who_harmed(doc, toll, trigger, voice.speaker, voice.attribution)
        negated = base.polarity is Polarity.NEGATED and toll.high != 0
        claim = replace(
            _placed(base, trigger, doc, agents=agents, targets=targets),
            predicate=doc[toll.governor].lemma_.lower(),
            certainty=min(base.certainty, _certainty(doc[toll.governor]), key=doubt),
            polarity=Polarity.NEGATED if negated or toll.high == 0 else Polarity.AFFIRMED,
            measure=toll.measure,
            victims=toll.victims,
            low=toll.low,
            high=toll.high,
            hedge=toll.hedge,
            quantity=toll.text,
            part=toll.part,
        )
        event = claim.event or event_counted(doc, toll)
        yield Draft(replace(claim, event=event), voice.attribution, toll.noun, toll.whole)


def _base(doc: Doc, trigger: Trigger | None, voice: Voice, token: int) -> Claim:
    """Return the claim without its parties and figure."""
    start, end = _span(doc, doc[token], voice)
    negated = voice.negated or (trigger is not None and trigger.negated)
    return Claim(
        id="",
        stance=voice.stance,
        predicate=trigger.lemma if trigger is not None else doc[token].lemma_.lower(),
        polarity=Polarity.NEGATED if negated else Polarity.AFFIRMED,
        certainty=min(voice.certainty, _certainty(doc[trigger.token if trigger else token]), key=doubt),
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
    event = event_of(doc, trigger) or (event_spoken_of(doc, trigger.token) if trigger.negated else None)
    start, end = when_told(doc, trigger, event)
    return replace(
        base,
        event=event,
        event_kind=trigger.kind,
        event_start=start,
        event_end=end,
        places=trigger.places,
        agents=tuple(agent for agent in agents if agent not in targets),
        targets=targets,
    )


def _certainty(token: Token) -> Certainty:
    words = certainty_words(token)
    if words & (POSSIBLE_MODALS | POSSIBLE_WORDS):
        return Certainty.POSSIBLE
    return Certainty.PROBABLE if words else Certainty.CERTAIN


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
        if inside and attribution.target_root is None and attribution.answers_source_root is None:
            continue
        yield from _stance_claims(doc, attribution, inside)


def _stance_claims(doc: Doc, attribution: Attribution, inside: list[Trigger]) -> Iterator[Draft]:
    root = _content_root(doc, attribution)
    party = parties(doc, _joined(doc, attribution.target_root)) if attribution.target_root is not None else ()
    if attribution.stance is Stance.DENIED and not party and attribution.answers_source_root is not None:
        party = parties(doc, (attribution.answers_source_root,))
    blamed = attribution.stance is Stance.ACCUSED
    owning = attribution.stance is Stance.CLAIMED_RESPONSIBILITY
    if inside and any(set(party) & set(parties(doc, (*t.agents, *t.targets))) for t in inside):
        return
    own = doc._.attributions.index(attribution)
    held = voices(doc, root.i) if attribution in holders(doc, root.i)[:1] else voices_of(doc, attribution)
    for voice in held:
        if voice.attribution != own:
            continue
        base = _base(doc, None, voice, root.i)
        negated = attribution.stance in NEGATABLE and tells_of_none(doc, attribution.content)
        claim = replace(
            base,
            polarity=Polarity.NEGATED if negated else base.polarity,
            event=_event_spoken_of(doc, attribution),
            agents=party if blamed else (voice.speaker,) if owning and voice.speaker is not None else (),
            targets=() if blamed else party,
        )
        yield Draft(claim, voice.attribution)


def _joined(doc: Doc, root: int) -> list[int]:
    """Return the noun and those named with it: "accused Chad and Libya of"."""
    return [noun.i for noun in conjuncts(doc[root])]


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
    if attribution.stance not in ANSWERING or _is_of_other_deed(doc, attribution):
        return None
    if attribution.stance is Stance.DENIED and attribution.answers:
        charges = [a for a in doc._.attributions if a.stance is Stance.ACCUSED and a.cue[0] < attribution.cue[0]]
        near = charges[-1:] if charges and attribution.cue[0] - charges[-1].cue[0] < NEAR else []
        return _event_spoken_of(doc, near[0]) if near else event_spoken_of(doc, attribution.cue[0])
    return event_spoken_of(doc, attribution.cue[0])


def _is_of_other_deed(doc: Doc, attribution: Attribution) -> bool:
    """Tell whether an accusation says itself of what, and of no event: "accuses India of arming the rebels"."""
    said = (doc[i] for start, end in attribution.content for i in range(start, end) if i >= attribution.cue[1])
    return attribution.stance is Stance.ACCUSED and any(token.tag_ == "VBG" and token.pos_ == "VERB" for token in said)

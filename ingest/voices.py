"""Voices: who holds the words at a token, each speaker of an attribution on its own, and how far."""

from dataclasses import dataclass, replace

from spacy.tokens import Doc

from ingest.attributions import Attribution, holders
from ingest.document import ActorKind, Certainty, Entity, EntityType, Polarity, Stance
from ingest.mentions import ensure, entities_of
from ingest.stances import can_speak

#: What shows or says something and is nobody: its words are whoever's it is, else the article's own.
MUTE = frozenset(
    {"video", "footage", "image", "imagery", "photo", "photograph", "picture", "clip", "map", "evidence", "sign",
     "data", "figure", "number", "statistic", "tally", "count", "toll", "headline", "story", "rumour", "rumor", "text",
     "list", "law", "constitution", "agreement", "deal", "fact", "result", "post-mortem", "autopsy", "record", "word",
     "claim", "graphic", "chart", "caption", "sum", "series", "communication", "intercept", "zone", "tonight", "today",
     "yesterday"}
)  # fmt: skip


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


def voices(doc: Doc, token: int) -> list[Voice]:
    """Return the voices that hold the words at the token: one for each speaker, or the article's own."""
    held = holders(doc, token)
    if not held:
        return [OWN_VOICE]
    if len(held) > 1 and _denies_in_passing(held[0], held[1], token):
        return [*_of(doc, held[1:]), *_of(doc, held[:1])]
    return _of(doc, held)


def _denies_in_passing(inner: Attribution, outer: Attribution, token: int) -> bool:
    """Tell whether somebody denies behind a comma what another says: "they said 12 had died, which the army denied"."""
    named = None not in {inner.source_root, outer.source_root} and inner.source_root != outer.source_root
    affirmed = outer.polarity is Polarity.AFFIRMED and outer.cue[0] < token
    return named and affirmed and inner.stance is Stance.DENIED and inner.cue[0] > token


def _of(doc: Doc, held: tuple[Attribution, ...]) -> list[Voice]:
    """Return the voices of the innermost attribution, those around it passing on what it says."""
    inner, outer = held[0], held[1:]
    relays = [id for a in outer for id in _passed_on_by(doc, a)]
    relays += [e.id for root in inner.relays for e in _speakers(doc, root)]
    speakers: list[Entity | None] = []
    if inner.source_root is not None:
        speakers += _speakers(doc, inner.source_root)
    made = [
        Voice(
            speaker=speaker.id if speaker is not None else None,
            relays=tuple(dict.fromkeys(r for r in relays if speaker is None or r != speaker.id)),
            stance=inner.stance,
            certainty=min((a.certainty for a in held), key=doubt),
            negated=inner.polarity is Polarity.NEGATED,
            hypothetical=inner.hypothetical,
            cue=inner.cue,
            attribution=doc._.attributions.index(inner),
        )
        for speaker in (speakers or [None])
    ]
    if not speakers and relays:
        others = tuple(dict.fromkeys(relay for relay in relays if relay != relays[0]))
        return [replace(made[0], speaker=relays[0], relays=others)]
    return made


def _passed_on_by(doc: Doc, attribution: Attribution) -> list[str]:
    """Return who passes on what stands within the attribution's words: its source, unless it denies them."""
    if attribution.source_root is None or attribution.polarity is Polarity.NEGATED:
        return []
    return [entity.id for entity in _speakers(doc, attribution.source_root)]


def doubt(certainty: Certainty) -> int:
    """Return how much is certain, as a number that rises with it."""
    return [Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN].index(certainty)


def _speakers(doc: Doc, root: int) -> list[Entity]:
    """Return who speaks: actors, each conjunct of a coordination; a noun that no list knows is an unnamed source."""
    noun = doc[root]
    found = [entity for entity in entities_of(doc, noun) if entity.type is EntityType.ACTOR]
    others = [c for c in noun.children if c.dep_ == "conj" and any(n.dep_ == "nummod" for n in c.children)]
    more = (entity for other in others for entity in entities_of(doc, other) if found)
    found += [entity for entity in more if entity.type is EntityType.ACTOR and entity not in found]
    if not found and noun.pos_ in {"NOUN", "PROPN"} and noun.lemma_.lower() not in MUTE and can_speak(noun):
        return [ensure(doc, noun, kind=ActorKind.UNNAMED_SOURCE)]
    return found


def voices_of(doc: Doc, attribution: Attribution) -> list[Voice]:
    """Return the voices of an attribution whose words hold no token of their own ("denied any involvement")."""
    speakers = _speakers(doc, attribution.source_root) if attribution.source_root is not None else []
    outer = [a for a in holders(doc, attribution.cue[0]) if a is not attribution]
    relays = [id for a in outer for id in _passed_on_by(doc, a)]
    relays += [e.id for root in attribution.relays for e in _speakers(doc, root)]
    return [
        Voice(
            speaker=speaker.id,
            relays=tuple(dict.fromkeys(r for r in relays if r != speaker.id)),
            stance=attribution.stance,
            certainty=attribution.certainty,
            negated=attribution.polarity is Polarity.NEGATED,
            hypothetical=attribution.hypothetical,
            cue=attribution.cue,
            attribution=doc._.attributions.index(attribution),
        )
        for speaker in speakers
    ]

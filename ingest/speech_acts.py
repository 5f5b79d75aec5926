"""What is demanded and threatened within speech: "Kabul must act", "they will pay the price"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from ingest.complements import is_claim, owner_of
from ingest.cues import Cue
from ingest.document import EntityType, Polarity, Stance
from ingest.frames import CONDITIONS
from ingest.mentions import entity_at
from ingest.sources import SUBJECTS, is_negated, subtree
from ingest.stances import FALSE

#: Cues whose reported words may themselves demand or threaten.
SAYING = frozenset({Stance.CLAIMED, Stance.REPORTED})
#: What a speaker will do, or what others will suffer, that is a threat whoever says it.
THREAT = re.compile(
    r"""\b(?:will|shall|'ll|’ll|would)\s+(?:(?:never|soon|surely|all|certainly|now)\s+)?(?:
        pay\s+(?:the|a|for|dearly|with)|meet\s+the\s+same|suffer\s+the\s+(?:same|consequences)|face\s+(?:the\s+)?consequences|
        regret|be\s+(?:heard\s+in|met\s+with|punished|levell?ed|destroyed|crushed|avenged|answered|executed|killed|hunted|
        treated\s+as|eliminated|wiped\s+out|burned|burnt|struck|targeted))\b""",
    re.IGNORECASE | re.VERBOSE,
)
OWN_THREAT = re.compile(
    r"""\b(?:we|i)\s+(?:will|shall|'ll|’ll)\s+(?:(?:never|soon|surely|certainly|now|also)\s+)?(?:
        not\s+(?:stop|rest|relent|forgive|forget|spare)|continue\s+(?:to\s+)?(?:fight|strik|target|attack|bomb|hit|hunt)|burn|kill|
        destroy|strike|hit|respond|retaliate|avenge|punish|execute|attack|fight\s+on|hunt|crush|eliminate|take\s+revenge|bury)""",
    re.IGNORECASE | re.VERBOSE,
)
TARGETED = re.compile(r"\b(?:is|are)\s+a?\s*(?:legitimate\s+|military\s+)targets?\b", re.IGNORECASE)
#: Words of analysts, who foresee rather than threaten.
FORESEEING = frozenset(
    {"analyst", "expert", "observer", "monitor", "researcher", "agency", "doctor", "resident", "worker"}
)


def spoken_acts(doc: Doc, found: list[Cue]) -> Iterator[Cue]:
    """Yield a cue for each clause in somebody's speech that demands or threatens."""
    for cue in found:
        if cue.stance not in SAYING or cue.source is None or cue.passive:
            continue
        for start, end in cue.content:
            for sentence in _sentences(doc, start, end):
                yield from _demand(doc, cue, sentence)
                yield from _threat(cue, sentence)
                yield from _denial(cue, sentence)


def _sentences(doc: Doc, start: int, end: int) -> Iterator[Span]:
    """Yield the parts of the span that stand in one sentence each."""
    first = start
    for token in doc[start + 1 : end]:
        if token.is_sent_start and token.i - first > 2:
            yield doc[first : token.i]
            first = token.i
    yield doc[first:end]


def _demand(doc: Doc, cue: Cue, sentence: Span) -> Iterator[Cue]:
    """Yield a demand where somebody named must do something."""
    for token in sentence:
        if token.lower_ != "must" or token.dep_ != "aux":
            continue
        subject = next((c for c in token.head.children if c.dep_ in SUBJECTS), None)
        if subject is not None and _is_other_actor(doc, cue, subject):
            act = _act(cue, sentence, Stance.DEMANDED)
            yield replace(act, target=subject)
            return


def _is_other_actor(doc: Doc, cue: Cue, subject: Token) -> bool:
    entity, speaker = entity_at(doc, subject), entity_at(doc, cue.source) if cue.source is not None else None
    if subject.pos_ == "PRON" or entity is None or (speaker is not None and speaker.id == entity.id):
        return False
    return entity.type is EntityType.ACTOR or (entity.type is EntityType.PLACE and subject.pos_ == "PROPN")


def _threat(cue: Cue, sentence: Span) -> Iterator[Cue]:
    assert cue.source is not None
    if cue.source.lemma_.lower() in FORESEEING:
        return
    text = sentence.text
    if THREAT.search(text) or (cue.quoted and (OWN_THREAT.search(text) or TARGETED.search(text))):
        yield _act(cue, sentence, Stance.THREATENED)


def _denial(cue: Cue, sentence: Span) -> Iterator[Cue]:
    """Yield a denial where somebody quoted calls a claim false."""
    for token in sentence if cue.quoted else ():
        words = {token.lemma_.lower(), *(c.lemma_.lower() for c in token.children if c.dep_ == "amod")}
        subject = next((c for node in (token, *token.children) for c in node.children if c.dep_ in SUBJECTS), None)
        if words & FALSE and subject is not None and is_claim(subject) and not is_negated(token):
            act = _act(cue, sentence, Stance.DENIED)
            source = owner_of(subject)
            yield replace(
                act, polarity=Polarity.NEGATED, answers=subtree(subject), answers_source=source, hypothetical=False
            )
            return


def _act(cue: Cue, sentence: Span, stance: Stance) -> Cue:
    """Return the cue with the sentence alone for its content, and its stance."""
    conditional = any(token.lower_ in CONDITIONS for token in sentence)
    return replace(
        cue, content=[(sentence.start, sentence.end)], stance=stance, hypothetical=conditional, relays=list(cue.relays)
    )

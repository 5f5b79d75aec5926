"""Threats and what they depend on: "threatened to act alone should Pakistan fail", "warned that any attack …"."""

import re

from spacy.tokens import Token

from ingest.complements import complements, following, is_to, object_of
from ingest.cues import Cue
from ingest.document import Certainty, Stance
from ingest.sources import SUBJECTS, subtree
from ingest.stances import HOSTILE, Reporting, can_speak

CONDITIONS = frozenset({"if", "unless", "until"})


def threatened(cue: Cue, entry: Reporting) -> Cue | None:
    """Settle a threat or a warning, a claim where it holds out nothing hostile."""
    verb = cue.head
    if not cue.content:
        complement = next((c for c in verb.children if c.dep_ == "xcomp" and is_to(c)), None)
        cue.content = [subtree(complement)] if complement is not None else complements(verb, with_object=True)
    if (
        entry.lemma in {"warn", "caution", "forewarn"}
        and all(c.dep_ == "obj" for c in following(verb))
        and object_of(verb)
    ):
        cue.content = []
        return cue
    hearer = next((c for c in verb.children if c.dep_ in {"obj", "iobj"}), None)
    if entry.lemma == "warn" and hearer is not None and any(c.dep_ == "xcomp" and is_to(c) for c in verb.children):
        cue.stance, cue.target = Stance.DEMANDED, hearer
        return cue
    words = {t.lemma_.lower() for s, e in cue.content for t in verb.doc[s:e]} | {verb.lemma_.lower()}
    if entry.lemma not in {"threaten", "menace", "vow"} and not words & HOSTILE:
        cue.stance = Stance.CLAIMED
    if entry.lemma in {"warn", "caution", "forewarn"} and not _is_own_threat(cue):
        cue.stance = Stance.CLAIMED
    if cue.stance is not Stance.THREATENED:
        return cue
    if cue.source is None or (entry.lemma in {"threaten", "menace"} and not can_speak(cue.source)):
        return None
    return _aimed(cue, entry)


def _aimed(cue: Cue, entry: Reporting) -> Cue:
    """Return the threat with whom it is against and what it depends on."""
    verb = cue.head
    infinitive = next((c for c in verb.children if c.dep_ == "xcomp"), None)
    if infinitive is not None:
        cue.target = object_of(infinitive)
    elif entry.lemma in {"threaten", "menace", "warn"}:
        cue.target = object_of(verb)
    told = [t for s, e in (*cue.content, (verb.left_edge.i, verb.right_edge.i + 1)) for t in verb.doc[s:e]]
    cue.hypothetical = any(t.lower_ in CONDITIONS or is_inverted_condition(t) for t in told)
    if any(is_condition(t) for t in told):
        cue.certainty = Certainty.POSSIBLE
    return cue


def is_condition(token: Token) -> bool:
    """Tell whether the word makes what is said depend on something: "if", "unless", "should X fail to"."""
    return token.lower_ in {"if", "unless"} or is_inverted_condition(token)


def is_inverted_condition(token: Token) -> bool:
    """Tell whether an auxiliary before its subject makes a condition: "should Pakistan fail to do so"."""
    if token.lower_ not in {"should", "were", "had"} or token.dep_ not in {"aux", "cop", "aux:pass"}:
        return False
    subject = next((c for c in token.head.children if c.dep_ in SUBJECTS | {"nsubj:pass"}), None)
    return subject is not None and token.i < subject.i and not any(t.text == "?" for t in token.sent[-2:])


def _is_own_threat(cue: Cue) -> bool:
    """Tell whether a warning is of what the speaker will do: "any attack will be met with force"."""
    text = " ".join(cue.head.doc[s:e].text for s, e in cue.content).lower()
    own = re.search(r"\b(we|our|us|it|its|they|their|i)\b", text)
    will = r"\b(will|would|shall)"
    return bool(
        (own and re.search(rf"{will}\b", text))
        or re.search(r"\b(of|with) (\w+ ){0,3}(retaliation|response|revenge|reprisals?|action|consequences)\b", text)
        or re.search(rf"{will} (be )?(met|pay|answered|levell?ed|punished|executed|killed|treated|crushed)\b", text)
    )

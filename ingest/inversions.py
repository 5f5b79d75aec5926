"""Speakers after their verb that the parse took for its object: "33 killed, claims army", "…, tweeted the governor"."""

from spacy.tokens import Token

from ingest.stances import CARRIERS, can_speak
from seeds.nouns import role_nouns

#: Verbs that stand before their speaker where what is said stands before them.
INVERTING = frozenset(
    {"say", "claim", "report", "state", "write", "tweet", "post", "announce", "add", "declare", "insist", "confirm",
     "admit", "note", "explain", "recall", "warn", "argue", "reply", "concede", "allege", "charge", "read"}
)  # fmt: skip
BODIES = frozenset({"ministry", "hospital", "office", "commission", "council", "service", "department"})


def inverted_subject(verb: Token) -> Token | None:
    """Return the speaker that follows a verb of saying at the end of what it reports."""
    if verb.lemma_.lower() not in INVERTING or verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.i == verb.sent.start:
        return None
    before = verb.nbor(-1)
    speaker = next((c for c in verb.children if c.dep_ == "obj" and c.left_edge.i == verb.i + 1), None)
    if speaker is None or not (before.text == "," or before.is_quote) or speaker.pos_ not in {"NOUN", "PROPN"}:
        return None
    if any(c.dep_ in {"ccomp", "xcomp", "iobj", "aux"} and c.i > verb.i for c in verb.children):
        return None
    if any(c.dep_ == "nummod" for c in speaker.children) or _has_own_subject(verb):
        return None
    if verb.lemma_.lower() == "read":
        return speaker if speaker.lemma_.lower() in CARRIERS else None
    somebody = speaker.pos_ == "PROPN" or speaker.lemma_.lower() in role_nouns() or speaker.lemma_.lower() in BODIES
    return speaker if somebody and can_speak(speaker) else None


def _has_own_subject(verb: Token) -> bool:
    """Tell whether a noun phrase stands between the last comma and the verb, or who speaks before what is said."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return subject is not None and not any(c.dep_ in {"acl", "acl:relcl", "nummod"} for c in subject.children)

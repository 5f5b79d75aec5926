"""Counts and whose they are: "put the toll at 48", "spoke of seven dead", "by their own count"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ingest.complements import owner_of, preposition
from ingest.cues import UNREAL, Cue, cue_span
from ingest.document import Stance
from ingest.sources import SUBJECTS, is_negated, is_passive, noun_phrase, source_of, subtree, trimmed
from ingest.stances import can_speak

#: Verbs that report where a number is what they take.
TALLYING = frozenset(
    {"put", "place", "raise", "lower", "revise", "update", "correct", "cut", "count", "register", "record", "tally",
     "list", "document", "estimate", "give", "speak", "talk", "hear", "know", "admit", "see", "identify"}
)  # fmt: skip
#: Those of them that take a number of anything: the toll must be named beside it.
OF_TOLLS = frozenset({"put", "place", "raise", "lower", "revise", "update", "correct", "cut", "give"})
TOLLS = frozenset(
    {
        "toll",
        "number",
        "dead",
        "death",
        "loss",
        "casualty",
        "figure",
        "count",
        "tally",
        "total",
        "victim",
        "wounded",
        "estimate",
    }
)
#: What a toll does that is told.
STANDING = frozenset({"be", "stand", "rise", "reach", "climb", "include", "come", "amount", "run", "remain"})
#: Nouns of a reckoning: "by the army's count".
ESTIMATES = frozenset({"account", "estimate", "estimation", "version", "telling"})
RECKONINGS = frozenset({"count", "account", "estimate", "tally", "reckoning", "admission", "figure"})


def tally_cues(doc: Doc) -> Iterator[Cue]:
    """Yield the cues that report a count."""
    for token in doc:
        if token.lemma_.lower() in TALLYING and token.tag_.startswith("VB"):
            yield from _put_by(token) if is_passive(token) else _counting(token)
        elif token.lemma_.lower() in RECKONINGS and (preposition(token) == "by" or _is_in_estimate(token)):
            yield from _by_count(token)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in {"toll", "count", "tally", "figure", "estimate"}:
            yield from _by_maker(token)


def _is_in_estimate(noun: Token) -> bool:
    """Tell whether a clause is somebody's own: "in his estimate"."""
    owned = any(c.dep_ == "nmod:poss" for c in noun.children)
    return noun.lemma_.lower() in ESTIMATES and owned and preposition(noun) == "in"


def _counting(verb: Token) -> Iterator[Cue]:
    unreal = any(c.dep_ == "aux" and c.lower_ in UNREAL for c in verb.children)
    source, span = source_of(verb)
    bare = verb.tag_ == "VB" and any(c.dep_ in {"aux", "mark"} for c in verb.children)
    if unreal or is_negated(verb) or bare or source is None or not can_speak(source):
        return
    kept = [c for c in verb.children if c.i > verb.i and c.dep_ in {"obj", "obl", "advcl", "nmod", "ccomp"}]
    kept = [
        c
        for c in kept
        if c.dep_ == "obj" or preposition(c) in {"at", "to", "of", "from", "by", "with", "as", "between"}
    ]
    if not kept:
        return
    last = max(*(c.right_edge.i for c in kept), _last_of(verb)) + 1
    start, end = trimmed(verb.doc, min(c.left_edge.i for c in kept), last)
    words = verb.doc[start:end]
    named = any(t.lemma_.lower() in TOLLS for t in words)
    if any(t.like_num or t.pos_ == "NUM" for t in words) and (named or verb.lemma_.lower() not in OF_TOLLS):
        yield Cue(
            verb,
            cue_span(verb),
            verb.lemma_.lower(),
            Stance.CLAIMED,
            source=source,
            source_span=span,
            content=[(start, end)],
        )


def _put_by(verb: Token) -> Iterator[Cue]:
    """Yield the cue of "the toll was put at 31 by the ministry"."""
    source, span = source_of(verb)
    told = [verb.head] if verb.dep_ == "acl" else [c for c in verb.children if c.dep_ == "nsubj:pass"]
    tolls = [noun for noun in told if noun.lemma_.lower() in TOLLS]
    counts = [c for c in verb.children if c.dep_ == "obl" and preposition(c) in {"at", "to"} and c.pos_ == "NUM"]
    if source is not None and tolls and counts and not is_negated(verb):
        content = [subtree(counts[0])]
        lemma = verb.lemma_.lower()
        yield Cue(verb, cue_span(verb), lemma, Stance.CLAIMED, source=source, source_span=span, content=content)


def _last_of(verb: Token) -> int:
    """Return the last token of the verb's own clause: "spoke of five dead" wherever the parse hung the dead."""
    others = [
        c.left_edge.i
        for c in verb.children
        if c.i > verb.i and c.dep_ in {"conj", "parataxis", "advcl", "ccomp"} and c.pos_ != "NUM"
    ]
    stops = [t.i for t in verb.doc[verb.i : verb.right_edge.i + 1] if t.text in {";", "\n"}]
    return min([verb.right_edge.i, *(i - 1 for i in (*others, *stops))])


def _by_maker(noun: Token) -> Iterator[Cue]:
    """Yield the cue of "the ministry's toll stands at 13" and "the toll that the office gave was 13"."""
    owner = owner_of(noun)
    clause = noun.head
    if owner is None or not can_speak(owner) or noun.dep_ not in SUBJECTS | {"nsubj:pass"} or is_negated(clause):
        return
    put = is_passive(clause) and clause.lemma_.lower() in OF_TOLLS
    if put or (noun.lemma_ == "toll" and preposition(owner) == "from"):
        return
    being = clause.pos_ in {"NUM", "ADJ", "NOUN"} or any(c.lemma_ == "be" for c in clause.children)
    if clause.lemma_.lower() not in STANDING and not being:
        return
    if not any(t.pos_ == "NUM" for t in noun.doc[clause.left_edge.i : clause.right_edge.i + 1]):
        return
    cue = Cue(noun, (noun.i, noun.i + 1), noun.lemma_.lower(), Stance.CLAIMED)
    cue.source, cue.source_span = owner, noun_phrase(owner, noun)
    cue.content = [trimmed(noun.doc, noun.right_edge.i + 1, _last_of(clause) + 1)]
    yield cue


def _by_count(noun: Token) -> Iterator[Cue]:
    """Yield the cue of "by X's count" with the clause that it stands in."""
    owner = next((c for c in noun.children if c.dep_ == "nmod:poss" or preposition(c) in {"of", "by"}), None)
    owner = owner or owner_of(noun)
    clause = next((t for t in noun.ancestors if t.pos_ in {"VERB", "AUX", "ADJ"}), noun.head)
    if owner is None or clause.pos_ not in {"VERB", "AUX", "ADJ", "NUM"}:
        return
    first, last = subtree(noun)
    cue = Cue(noun, (first, last), noun.lemma_.lower(), Stance.CLAIMED)
    cue.source, cue.source_span = owner, noun_phrase(owner, noun)
    while clause.dep_ == "conj" and clause.tag_ == clause.head.tag_ == "VBG":
        clause = clause.head
    own = next((c.left_edge.i for c in clause.children if c.dep_ == "conj" and c.i > last), clause.right_edge.i + 1)
    own = next((t.i for t in noun.doc[last:own] if t.text == ";"), own)
    for piece in ((clause.left_edge.i, first), (last, own)):
        start, end = trimmed(noun.doc, *piece) if piece[0] < piece[1] else piece
        if end - start > 1:
            cue.content.append((start, end))
    if owner.lower_ in {"their", "his", "her", "its"}:
        subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
        cue.source = subject if subject is not None and owner.lower_ == "their" else owner
    yield cue

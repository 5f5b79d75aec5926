"""Tails: whose words a sentence is that ends in "…, officials said", where the parse has it otherwise."""

from spacy.tokens import Token

from ingest.cues import Cue
from ingest.document import Stance
from ingest.inversions import INVERTING
from ingest.sources import NOMINAL, trimmed
from ingest.stances import reporting

TELLING = INVERTING | {"tell"}
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: What a noun phrase of a speaker is made of, and what joins two of them.
SPEAKERS = NOMINAL | {"ADP", "CCONJ", "X", "SYM"}
#: Tokens that the name and role of a speaker may take up.
LONGEST = 25
#: Tokens between a verb of saying and the "that" of what it says: "told reporters in Kabul on Monday that".
NEAR = 9
#: Words that set another clause beside what was said: "…, medics said, while the army said …".
BESIDE = frozenset({"while", "whereas", "but", "although", "though"})
#: Share of the words before the tail that a cue must hold to be left as it is.
ENOUGH = 0.9


def mend(cue: Cue) -> None:
    """Give the cue the words that stand before its tail, or behind its "that", where it holds others."""
    verb = cue.head
    if cue.predicate == "quote" and not cue.content and (comma := _opening(verb.doc[cue.span[0]])) is not None:
        cue.content = [trimmed(verb.doc, verb.sent.start, comma)]
        return
    if verb.pos_ != "VERB" or verb.tag_ not in FINITE | {"VBN"} or cue.passive or cue.relays:
        return
    if (that := _that(verb)) is not None and (
        cue.predicate in TELLING or (not cue.content and cue.stance is Stance.DENIED)
    ):
        cue.content = _behind(cue, that)
        return
    if cue.predicate not in TELLING or verb.tag_ == "VBN":
        return
    if cue.content and (rest := _except(verb)) is not None and cue.content[-1][1] <= verb.i:
        cue.content.append(rest)
    start = _start(verb)
    cue.content = [trimmed(verb.doc, max(s, start), e) for s, e in cue.content if e > start]
    comma = _opening(verb) if _is_tail(verb) else None
    if comma is None:
        return
    told = verb.doc[start:comma]
    if not any(t.tag_ in FINITE for t in told) or (told[0].is_quote and told[-1].is_quote):
        return
    held = sum(max(0, min(e, comma) - max(s, start)) for s, e in cue.content)
    source = cue.source
    while source is not None and source.dep_ == "conj" and source.head.i > comma:
        source = source.head
    own = source is not None and comma < source.i < verb.i
    last = comma if verb.doc[min(verb.i + 2, len(verb.doc) - 1)].lower_ in BESIDE else verb.sent.end
    whole = held >= ENOUGH * len(told) and all(e <= comma or verb.i < s < last for s, e in cue.content)
    if whole and own and source == cue.source:
        return
    cue.source = source if own else verb.doc[comma + 1 : verb.i].root
    cue.source_span = trimmed(verb.doc, comma + 1, verb.i)
    cue.content = [trimmed(verb.doc, start, comma)]


def _that(verb: Token) -> Token | None:
    """Return the "that" behind a verb of saying and to whom, where and when it was said."""
    for token in verb.doc[verb.i + 1 : min(verb.i + NEAR, verb.sent.end)]:
        if token.lower_ == "that" and token.tag_ == "IN":
            return token
        if token.pos_ not in NOMINAL | {"ADP", "ADV"} or token.tag_ in {"WP", "WDT"}:
            return None
    return None


def _except(verb: Token) -> tuple[int, int] | None:
    """Return the exception that follows a cue put behind what was said: "nobody was hurt, he said, except for one"."""
    after = verb.doc[verb.i + 1 : min(verb.i + 4, verb.sent.end)]
    words = [t.lower_ for t in after]
    exempt = words[:2] in ([",", "except"], [",", "besides"], [",", "apart"]) or words[:3] == [",", "other", "than"]
    return trimmed(verb.doc, verb.i + 2, verb.sent.end) if exempt else None


def _behind(cue: Cue, that: Token) -> list[tuple[int, int]]:
    """Return what of the content stands behind the verb, all of the clause with "that" where nothing does."""
    after = [(max(s, that.i), e) for s, e in cue.content if e > that.i]
    clause = that.head
    return after or ([trimmed(that.doc, that.i, clause.right_edge.i + 1)] if clause.i > that.i else cue.content)


def _is_tail(verb: Token) -> bool:
    """Tell whether nothing that could be said follows the verb in its sentence."""
    rest = verb.doc[verb.i + 1 : verb.sent.end]
    for n, token in enumerate(rest):
        beyond = rest[n + 1] if n + 1 < len(rest) else None
        if token.text == "," and beyond is not None and (beyond.tag_ == "VBG" or beyond.lower_ in BESIDE):
            return True
        if token.tag_ in FINITE or token.text in {":", "“", '"', "‘", ";"} or token.tag_ in {"WP", "WDT", "WRB"}:
            return False
        if n == 0 and not _may_follow(verb, token):
            return False
    return True


def _may_follow(verb: Token, token: Token) -> bool:
    """Tell whether the token behind the verb begins a hearer, a time or a place, not something said."""
    if verb.lemma_ == "tell":
        return not token.is_punct
    return token.is_punct or token.is_space or token.pos_ in {"ADP", "ADV"} or token.ent_type_ == "DATE"


def _opening(verb: Token) -> int | None:
    """Return the comma before the speaker's name and role; null where they are no plain noun phrase."""
    doc, place = verb.doc, verb.i - 1
    parts = 2 if doc[place].text == "," else 1
    place -= parts == 2
    nouns = False
    while place > verb.sent.start and verb.i - place < LONGEST:
        token = doc[place]
        if token.text == ",":
            parts -= 1
            if not parts:
                return place if nouns and _begins(doc[place + 1]) else None
        elif token.tag_ in {"WP", "WDT", "WRB"} or (token.pos_ not in SPEAKERS and not _is_modifier(token)):
            return None
        nouns = nouns or token.pos_ in {"NOUN", "PROPN", "PRON"}
        place -= 1
    return None


def _is_modifier(token: Token) -> bool:
    return token.text in {"-", "’s", "'s", "(", ")"} or token.dep_ in {"amod", "compound", "flat"}


def _begins(token: Token) -> bool:
    """Tell whether a speaker's noun phrase may begin with the token."""
    return token.pos_ in {"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"} or token.dep_ == "amod"


def _start(verb: Token) -> int:
    """Return where what is said before the verb may begin: with the sentence, or behind the clause of another cue."""
    start, told = verb.sent.start, False
    for token in verb.doc[start : verb.i]:
        told = told or (token.tag_ in FINITE and reporting(token) is not None)
        follows = token.nbor().text == "," and token.tag_ in FINITE and reporting(token) is not None
        if told and (token.text in {";", ":"} or follows):
            start = token.i + 1 + follows
    return start

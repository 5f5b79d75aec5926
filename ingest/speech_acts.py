"""What is demanded, threatened, blamed and denied within speech: "Kabul must act", "they will pay the price"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from ingest.complements import is_claim, owner_of, preposition
from ingest.cues import Cue
from ingest.document import Certainty, EntityType, Polarity, Stance
from ingest.mentions import entity_at
from ingest.sources import SUBJECTS, is_negated, is_passive, subtree
from ingest.stances import FALSE
from ingest.threats import CONDITIONS, is_condition, is_inverted_condition

#: Cues whose reported words may themselves demand or threaten.
SAYING = frozenset({Stance.CLAIMED, Stance.REPORTED})
#: What a speaker will do, or what others will suffer, that is a threat whoever says it.
THREAT = re.compile(
    r"""\b(?:will|shall|'ll|’ll|would)\s+(?:(?:never|soon|surely|all|certainly|now)\s+)?(?:
        pay\s+(?:the|a|for|dearly|with)|meet\s+the\s+same|suffer\s+the\s+(?:same|consequences)|face\s+(?:the\s+)?consequences|
        regret|be\s+(?:heard\s+in|met\s+with|punished|levell?ed|destroyed|crushed|avenged|answered|executed|killed|hunted|
        treated\s+as|dealt\s+with|eliminated|wiped\s+out|burned|burnt|struck|targeted|shot|hanged|beheaded|buried|flogged))\b""",
    re.IGNORECASE | re.VERBOSE,
)
OWN_THREAT = re.compile(
    r"""\b(?:we|i)\s+(?:will|shall|'ll|’ll)\s+(?:(?:never|soon|surely|certainly|now|also)\s+)?(?:
        not\s+(?:stop|rest|relent|forgive|forget|spare)|continue\s+(?:to\s+)?(?:fight|strik|target|attack|bomb|hit|hunt)|burn|kill|
        destroy|strike|hit|respond|retaliate|avenge|punish|execute|attack|fight\s+on|hunt|crush|eliminate|take\s+revenge|bury)""",
    re.IGNORECASE | re.VERBOSE,
)
#: What a speaker is said to do to others in its turn.
TOLD_THREAT = re.compile(
    r"""\b(?:it|they|he|she)\s+(?:will|would)\s+(?:(?:never|soon|surely|certainly|now|also)\s+)?(?:respond\s+(?:with|harshly|
        decisively|forcefully)|retaliate|avenge|hit\s+back|strike\s+back|take\s+revenge|hunt\s+down|punish|execute|
        (?:continue|keep|not\s+stop)\s+(?:to\s+)?(?:fight|attack|strik|target|bomb|hit))""",
    re.IGNORECASE | re.VERBOSE,
)
#: What follows for others where they do, or leave undone, what is named in the same sentence.
CONSEQUENCE = re.compile(
    r"""\b(?:we|it|they|(?:our|its|their)\s+\w+)\s+(?:will|would|shall|'ll|’ll)\s+(?:(?:not\s+hesitate\s+to|also|then|be|resume\s+\w+)\s+)?(?:kill|execut|attack|
        strik|burn|respond|retaliat|punish|shoot|destroy|target|behead|hit|bomb|fight|crush|bury|devastating|harsh|severe|
        painful|decisive)|\b(?:will|shall|'ll|’ll)\s+not\s+(?:leave|return|live|survive)\b""",
    re.IGNORECASE | re.VERBOSE,
)
#: Threats that name no deed.
VEILED = re.compile(r"\bno\s+(?:mercy|quarter|safe\s+place)\b|\bgraveyard\b|\bleave\b.*\bor\s+die\b", re.IGNORECASE)
TARGETED = re.compile(r"\b(?:is|are)\s+a?\s*(?:legitimate\s+|military\s+)targets?\b", re.IGNORECASE)
#: Nouns of a share in a deed that one may have none of.
PARTS = frozenset({"role", "part", "hand", "involvement", "connection", "link", "responsibility"})
#: Whose deeds are the speaker's own: "our forces were not involved".
OWN = frozenset({"force", "fighter", "troop", "movement", "group", "army", "country", "man", "soldier", "organisation"})
#: What one does who has others do it.
PLOTTING = frozenset({"orchestrate", "mastermind", "instigate", "sponsor", "plot"})
#: Tokens of a sentence that says no more than that something is false.
SHORT = 12
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
                yield from _own_denial(doc, cue, sentence)
                yield from _blame(doc, cue, sentence)


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
        if token.lower_ not in {"must", "should"} or token.dep_ != "aux" or is_inverted_condition(token):
            continue
        subject = next((c for c in token.head.children if c.dep_ in SUBJECTS), None)
        if token.lower_ == "should" and _foresees(cue):
            continue
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
    text = sentence.text
    spoken = (OWN_THREAT, TARGETED, VEILED) if cue.quoted else (TOLD_THREAT,)
    own = any(pattern.search(text) for pattern in spoken)
    own = own or (any(is_condition(token) for token in sentence) and CONSEQUENCE.search(text) is not None)
    if not _foresees(cue) and (own or THREAT.search(text)):
        yield _act(cue, sentence, Stance.THREATENED)


def _foresees(cue: Cue) -> bool:
    return cue.source is not None and cue.source.lemma_.lower() in FORESEEING


def _denial(cue: Cue, sentence: Span) -> Iterator[Cue]:
    """Yield a denial where somebody calls a claim false, or quoted says of what was just told that it is not so."""
    for token in sentence:
        words = {token.lemma_.lower(), *(c.lemma_.lower() for c in token.children if c.dep_ == "amod")}
        subject = next((c for node in (token, *token.children) for c in node.children if c.dep_ in SUBJECTS), None)
        false = bool(words & FALSE) and not is_negated(token)
        untrue = token.lemma_.lower() in {"true", "correct"} and is_negated(token)
        if subject is None or not (false or untrue):
            continue
        of_claim = is_claim(subject) and cue.quoted
        pointed = cue.quoted and subject.lower_ in {"this", "that", "these", "those", "it"} and len(sentence) <= SHORT
        if of_claim or pointed:
            yield _denying(cue, sentence, subtree(subject), owner_of(subject) if of_claim else None)
            return


def _denying(cue: Cue, sentence: Span, answers: tuple[int, int] | None, source: Token | None) -> Cue:
    act = _act(cue, sentence, Stance.DENIED)
    return replace(act, polarity=Polarity.NEGATED, answers=answers, answers_source=source, hypothetical=False)


def _own_denial(doc: Doc, cue: Cue, sentence: Span) -> Iterator[Cue]:
    """Yield a denial where the speaker had no part in something, or a claim is told to hold no truth."""
    for token in sentence:
        if token.lemma_.lower() in PARTS and any(c.lower_ in {"no", "any"} for c in token.children):
            own = token.head.lemma_.lower() == "have" and _is_own(doc, cue, token.head)
            own = own and (is_negated(token.head) or any(c.lower_ == "no" for c in token.children))
        elif token.lower_ == "nothing":
            own = token.head.lemma_.lower() == "have" and _is_own(doc, cue, token.head)
            own = own and any(c.lemma_.lower() == "do" for c in token.children)
        elif token.lemma_.lower() in {"responsible", "involved", "involve"} or token.lower_ == "behind":
            verb = token.head if token.lower_ == "behind" else token
            own = is_negated(verb) and _is_own(doc, cue, verb)
        else:
            own = token.lower_ == "truth" and any(c.lower_ == "no" for c in token.children)
        if own:
            yield _denying(cue, sentence, None, None)
            return


def _is_own(doc: Doc, cue: Cue, verb: Token) -> bool:
    """Tell whether the verb's subject is the speaker itself."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS | {"nsubj:pass"}), None)
    if subject is None or cue.source is None:
        return False
    ours, theirs = entity_at(doc, cue.source), entity_at(doc, subject)
    if subject.lower_ in {"we", "i", "they", "it", "he", "she"}:
        return theirs is None or ours is None or theirs.id == ours.id or subject.lower_ in {"we", "i"}
    return subject.lemma_.lower() in OWN and any(c.dep_ == "nmod:poss" for c in subject.children)


def _blame(doc: Doc, cue: Cue, sentence: Span) -> Iterator[Cue]:
    """Yield an accusation where the speaker says that somebody else is behind something, or planned it."""
    for token in sentence:
        if (doer := _cleft(token)) is not None and _is_other_actor(doc, cue, doer):
            yield replace(_act(cue, sentence, Stance.ACCUSED), target=doer)
            return
        if token.lower_ == "behind" and token.dep_ == "case":
            verb = token.head
        elif (token.lemma_.lower() == "responsible" and any(preposition(c) == "for" for c in token.children)) or (
            token.lemma_.lower() in PLOTTING and token.pos_ == "VERB" and not is_passive(token)
        ):
            verb = token
        else:
            continue
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if subject is not None and not is_negated(verb) and _is_other_actor(doc, cue, subject):
            yield replace(_act(cue, sentence, Stance.ACCUSED), target=subject)
            return


def _cleft(noun: Token) -> Token | None:
    """Return the noun of "it is X that broke the deal", where what follows is a deed."""
    if noun.pos_ != "PROPN" or not any(c.lower_ == "it" and c.i < noun.i for c in noun.children) or is_negated(noun):
        return None
    clauses = [c for c in noun.children if c.dep_.endswith(":relcl")]
    deeds = [c for c in clauses if any(m.lower_ in {"that", "who"} for m in c.children)]
    return noun if deeds and not is_negated(deeds[0]) else None


def _act(cue: Cue, sentence: Span, stance: Stance) -> Cue:
    """Return the cue with the sentence alone for its content, and its stance."""
    conditional = any(token.lower_ in CONDITIONS for token in sentence)
    doubtful = stance is Stance.THREATENED and any(is_condition(token) for token in sentence)
    return replace(
        cue,
        content=[(sentence.start, sentence.end)],
        stance=stance,
        hypothetical=conditional,
        certainty=Certainty.POSSIBLE if doubtful else cue.certainty,
        relays=list(cue.relays),
    )

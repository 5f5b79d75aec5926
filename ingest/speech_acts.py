"""What is demanded, threatened, blamed and denied within speech: "Kabul must act", "they will pay the price"."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from ingest.complements import is_claim, is_to, owner_of, preposition
from ingest.cues import Cue
from ingest.denials import tells_of_none
from ingest.document import ActorKind, Certainty, EntityType, Polarity, Stance
from ingest.mentions import entity_at
from ingest.parties import WORKS
from ingest.sources import SUBJECTS, is_negated, is_passive, subtree
from ingest.stances import FALSE
from ingest.threats import CONDITIONS, is_conditional, is_inverted_condition, is_threat
from ingest.turns import REPLYING

#: Cues whose reported words may themselves demand or threaten.
SAYING = frozenset({Stance.CLAIMED, Stance.REPORTED})
#: Nouns of a share in a deed that one may have none of.
PARTS = frozenset({"role", "part", "hand", "involvement", "connection", "link", "responsibility"})
#: Whose deeds are the speaker's own: "our forces were not involved".
OWN = frozenset({"force", "fighter", "troop", "movement", "group", "army", "country", "man", "soldier", "organisation"})
#: What one does who has others do it.
PLOTTING = frozenset({"orchestrate", "mastermind", "instigate", "sponsor", "plot"})
PATIENTS = SUBJECTS | {"nsubj:pass"}
#: What is fired, and comes from where somebody is.
FIRE = frozenset(
    {"shell", "rocket", "missile", "fire", "shot", "bullet", "drone", "mortar", "bomb", "shelling", "gunfire"}
)
#: Tokens back to an "otherwise" that a cue parts from its threat.
TERM = 6
#: What a deed bears of those who are thought to have done it.
MARKS = frozenset({"hallmark", "fingerprint", "signature", "trademark"})
#: Tokens of a sentence that says no more than that something is false.
SHORT = 12
#: Words of analysts, who foresee rather than threaten.
FORESEEING = frozenset(
    {
        "analyst",
        "expert",
        "observer",
        "monitor",
        "researcher",
        "agency",
        "doctor",
        "resident",
        "worker",
        "diplomat",
        "nurse",
        "economist",
        "professor",
        "medic",
        "activist",
        "charity",
    }
)


def spoken_acts(doc: Doc, found: list[Cue]) -> Iterator[Cue]:
    """Yield a cue for each clause in somebody's speech that demands or threatens."""
    for cue in tuple(found):
        if cue.stance not in SAYING | {Stance.DEMANDED} or cue.source is None or cue.passive:
            continue
        for sentence in _sentences(doc, cue):
            yield from _threat(doc, cue, sentence)
            if cue.stance in SAYING:
                yield from _demand(doc, cue, sentence)
                yield from _denial(cue, sentence)
                yield from _own_denial(doc, cue, sentence)
                yield from _of_nothing(cue, sentence)
                yield from _blame(doc, cue, sentence)


def _sentences(doc: Doc, cue: Cue) -> Iterator[Span]:
    """Yield what is said in one sentence each, from its first piece to its last where the cue parts them."""
    pieces: list[tuple[int, int]] = []
    for start, end in cue.content:
        first = start
        for token in doc[start + 1 : end]:
            if token.is_sent_start and token.i - first > 2:
                pieces.append((first, token.i))
                first = token.i
        pieces.append((first, end))
    for n, (start, end) in enumerate(pieces):
        parted = n and doc[start].sent == doc[pieces[n - 1][0]].sent
        follows = n + 1 < len(pieces) and doc[pieces[n + 1][0]].sent == doc[start].sent
        if parted and not follows:
            yield doc[pieces[n - 1][0] : end]
        elif not follows:
            yield doc[start:end]


def _demand(doc: Doc, cue: Cue, sentence: Span) -> Iterator[Cue]:
    """Yield a demand where somebody named must do something."""
    for token in sentence:
        if not _obliges(token):
            continue
        verb = token.head if token.dep_ == "aux" else token
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if token.lower_ == "should" and _foresees(doc, cue):
            continue
        if subject is not None and _is_other_actor(doc, cue, subject):
            act = _act(cue, sentence, Stance.DEMANDED)
            yield replace(act, target=subject)
            return


def _obliges(token: Token) -> bool:
    """Tell whether the word says what somebody is to do: "must", "has to", "needs to"."""
    if token.dep_ == "aux":
        return token.lower_ in {"must", "should"} and not is_inverted_condition(token)
    bound = token.lemma_.lower() in {"have", "need"} and token.tag_ in {"VBZ", "VBP"}
    return bound and any(c.dep_ == "xcomp" and c.tag_ == "VB" and is_to(c) for c in token.children)


def _is_other_actor(doc: Doc, cue: Cue, subject: Token) -> bool:
    entity, speaker = entity_at(doc, subject), entity_at(doc, cue.source) if cue.source is not None else None
    if subject.pos_ == "PRON" or entity is None or (speaker is not None and speaker.id == entity.id):
        return False
    return entity.type is EntityType.ACTOR or (entity.type is EntityType.PLACE and subject.pos_ == "PROPN")


def _threat(doc: Doc, cue: Cue, sentence: Span) -> Iterator[Cue]:
    """Yield a threat, and the demand in it: "unless Tehran frees them, they will be put on trial"."""
    if cue.stance is Stance.DEMANDED or _follows_term(sentence):
        cue = replace(cue, content=[*cue.content[:-1], (cue.content[-1][0], sentence.sent.end)])
        sentence = doc[max(sentence.sent.start, sentence.start - TERM) : sentence.sent.end]
    if cue.quoted and _tells_of_another(sentence):
        return
    if is_threat(sentence, quoted=cue.quoted) and not _foresees(doc, cue):
        yield replace(_act(cue, sentence, Stance.THREATENED), target=_addressed(doc, cue, sentence))
        unless = next((t for t in sentence if t.lower_ == "unless"), None)
        subjects = (c for c in unless.head.children if c.dep_ in PATIENTS) if unless is not None else ()
        if (wanted := next((s for s in subjects if _is_other_actor(doc, cue, s)), None)) is not None:
            yield replace(_act(cue, sentence, Stance.DEMANDED), target=wanted)


def _tells_of_another(sentence: Span) -> bool:
    """Tell whether the sentence quoted tells what somebody else said: "they told us to leave or die"."""
    root = sentence.root
    subject = next((c for c in root.children if c.dep_ == "nsubj"), None)
    telling = root.lemma_.lower() in {"tell", "say", "shout", "warn", "threaten", "order", "ask", "promise", "swear"}
    return telling and subject is not None and subject.lower_ not in {"we", "i"}


def _addressed(doc: Doc, cue: Cue, sentence: Span) -> Token | None:
    """Return whose deed a threat depends on: "if India fires one more shell"."""
    condition = next((t for t in sentence if t.lower_ in {"if", "unless"} or is_inverted_condition(t)), None)
    subjects = [c for c in condition.head.children if c.dep_ in PATIENTS] if condition is not None else []
    return next((s for s in subjects if _is_other_actor(doc, cue, s)), None)


def _follows_term(sentence: Span) -> bool:
    """Tell whether a condition stands before the cue that is put into a threat: "otherwise, they said, they will …"."""
    before = sentence.doc[max(sentence.sent.start, sentence.start - TERM) : sentence.start]
    return any(token.lower_ == "otherwise" for token in before)


def _foresees(doc: Doc, cue: Cue) -> bool:
    """Tell whether the speaker is one who foresees, or helps, rather than acts."""
    entity = entity_at(doc, cue.source) if cue.source is not None else None
    outside = entity is not None and entity.kind in {ActorKind.INTERNATIONAL_ORGANISATION, ActorKind.MEDIA}
    return outside or (cue.source is not None and cue.source.lemma_.lower() in FORESEEING)


def _denial(cue: Cue, sentence: Span) -> Iterator[Cue]:
    """Yield a denial where somebody calls a claim false, or quoted says of what was just told that it is not so."""
    for token in sentence:
        words = {token.lemma_.lower(), token.lower_, *(c.lemma_.lower() for c in token.children if c.dep_ == "amod")}
        subject = next((c for node in (token, *token.children) for c in node.children if c.dep_ in PATIENTS), None)
        false = bool(words & FALSE) and not is_negated(token)
        untrue = token.lemma_.lower() in {"true", "correct"} and is_negated(token)
        if subject is None or not (false or untrue):
            continue
        of_claim = is_claim(subject)
        pointed = subject.lower_ in {"this", "that", "these", "those", "it"} and len(sentence) <= SHORT
        if of_claim or pointed:
            denial = _denying(cue, sentence, subtree(subject), owner_of(subject) if of_claim else None)
            if cue.content == [(sentence.start, sentence.end)] and not cue.quoted:
                cue.stance, cue.polarity, cue.answers = denial.stance, denial.polarity, denial.answers
                cue.answers_source = denial.answers_source
            else:
                yield denial
            return


def _of_nothing(cue: Cue, sentence: Span) -> Iterator[Cue]:
    """Yield a denial where somebody says that there is no such thing, or replies that something is not."""
    such = any(t.lower_ == "such" and t.i > sentence.start and t.nbor(-1).lower_ == "no" for t in sentence)
    replying = cue.predicate in REPLYING and tells_of_none(sentence.doc, ((sentence.start, sentence.end),))
    if such or replying:
        yield _denying(cue, sentence, None, None)


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
    """Yield an accusation where the speaker says that somebody else is behind something, did it or planned it."""
    for token in sentence:
        doer = _cleft(token) or _bearer(token) or _fired_from(doc, cue, token)
        if doer is None and (verb := _verb_of_blame(token)) is not None and not is_negated(verb):
            doer = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if doer is not None and _is_other_actor(doc, cue, doer):
            yield replace(_act(cue, sentence, Stance.ACCUSED), target=doer)
            return


def _verb_of_blame(token: Token) -> Token | None:
    """Return the head of the clause that says whose doing something is: "X is behind it", "X did this"."""
    if token.lower_ == "behind" and token.dep_ == "case":
        return token.head
    responsible = token.lemma_.lower() == "responsible" and any(preposition(c) == "for" for c in token.children)
    plotting = token.lemma_.lower() in PLOTTING and token.pos_ == "VERB" and not is_passive(token)
    done = token.lemma_ == "do" and any(c.dep_ == "obj" and c.lower_ in {"this", "it"} for c in token.children)
    return token if responsible or plotting or done else None


def _fired_from(doc: Doc, cue: Cue, verb: Token) -> Token | None:
    """Return who holds the place that fire came from: "the shells came from positions held by the rebels"."""
    if verb.lemma_ != "come" or is_negated(verb):
        return None
    if not any(c.dep_ == "nsubj" and c.lemma_.lower() in FIRE for c in verb.children):
        return None
    places = [c for c in verb.children if c.dep_.startswith("obl") and preposition(c) == "from"]
    near = [t for place in places for t in (place, *place.children, *(g for c in place.children for g in c.children))]
    return next((t for t in near if _is_other_actor(doc, cue, t)), None)


def _bearer(noun: Token) -> Token | None:
    """Return whose mark a deed bears: "the attack bore the hallmarks of X", "is the work of X"."""
    marked = noun.lemma_.lower() in MARKS or (noun.lemma_.lower() in WORKS and noun.dep_ not in {"obj", "compound"})
    if not marked or is_negated(noun) or is_negated(noun.head):
        return None
    return next((c for c in noun.children if preposition(c) == "of" and c.i > noun.i), None)


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
    acting = stance in {Stance.THREATENED, Stance.DEMANDED}
    pieces = [(max(s, sentence.start), min(e, sentence.end)) for s, e in cue.content]
    return replace(
        cue,
        content=[(s, e) for s, e in pieces if s < e],
        stance=stance,
        hypothetical=conditional,
        certainty=Certainty.POSSIBLE if acting and is_conditional(sentence) else cue.certainty,
        relays=list(cue.relays),
    )

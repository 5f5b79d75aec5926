"""What follows from a cue's stance: what is denied and whose claim it is, who is accused, asked or threatened."""

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from ingest.complements import complements, is_claim, is_to, object_of, owner_of, phrase, preposition, to_go, whole
from ingest.cues import Cue
from ingest.document import ActorKind, Certainty, EntityType, Polarity, Stance
from ingest.mentions import entity_at
from ingest.refutations import answer, named_false, of_false_claim
from ingest.sources import SUBJECTS, is_negated, is_passive, subtree, trimmed
from ingest.stances import LOOSE, RESPONSIBLE, WITHHELD, Reporting, can_speak
from ingest.threats import threatened
from seeds.nouns import role_nouns
from seeds.tables import Frame

CLAUSES = frozenset({"ccomp", "xcomp", "advcl"})
#: What a verb of naming says things are.
NAMING = frozenset({"call", "label", "brand", "term", "dub", "describe", "portray", "characterise", "characterize"})
#: Who gives himself a name says nothing by it: "a group calling itself X".
REFLEXIVES = frozenset({"itself", "himself", "herself", "themselves"})
#: Verbs that name who did it: "attributed the attack to X".
ATTRIBUTING = frozenset({"attribute", "ascribe", "impute"})
#: Verbs whose passive reports without a clause.
PASSIVES = frozenset(
    {
        "report",
        "confirm",
        "acknowledge",
        "deny",
        "dispute",
        "condemn",
        "accuse",
        "blame",
        "claim responsibility",
        "allege",
    }
)
#: What one blames that is no doer.
CAUSES = frozenset(
    {"circuit", "fault", "failure", "error", "mistake", "negligence", "speed", "speeding", "rain", "fire", "fog", "gas",
     "leak", "budget", "delay", "shortage", "price", "poverty", "climate", "road", "malfunction", "weather",
     "storm", "flood", "cold", "heat", "disease"}
)  # fmt: skip
#: What is turned down, not denied: "rejected the offer".
REFUSING = frozenset({"reject", "refuse", "turn down", "dismiss", "throw out", "rebuff", "decline", "spurn"})
REFUSABLE = frozenset(
    {"offer", "budget", "proposal", "bill", "deal", "truce", "ceasefire", "bid", "request", "motion", "resolution",
     "invitation", "plan", "amendment", "candidate", "petition", "appeal", "lawsuit", "case", "talk", "mediation"}
)  # fmt: skip
#: Verbs that nobody named stands behind in the passive: "are said to have died".
HEARSAY = frozenset({"say", "report", "claim", "understand", "tell", "allege"})
#: Nouns of a term that is set.
DEADLINES = frozenset({"hour", "day", "week", "month", "ultimatum", "deadline", "until"})
#: Verbs that deny only what somebody claimed: "questioned the toll", not "questioned a suspect".
OF_CLAIMS_ALONE = frozenset(
    {"question", "challenge", "contest", "query", "quash", "downplay", "discredit", "trash", "negate", "disagree",
     "belie", "contradict", "play down", "shrug off", "brush off", "brush aside", "throw out", "shoot down",
     "push back"}
)  # fmt: skip


def settle(cue: Cue, entry: Reporting) -> Cue | None:
    """Return the cue with what its stance makes of its objects and complements; null where it reports nothing."""
    mute = cue.source is None or not can_speak(cue.source)
    if not cue.passive and (mute or cue.hypothetical) and (not cue.content or (cue.source is not None and mute)):
        return None
    if cue.passive and cue.source is None and not _is_agentless(cue, entry):
        return None
    if entry.lemma in NAMING:
        if (denial := named_false(cue)) is not None:
            return denial
        if any(c.dep_ in {"obj", "iobj"} and c.lower_ in REFLEXIVES for c in cue.head.children):
            return None
        how = any(c.lower_ == "how" for c in cue.head.children if c.dep_ == "obj")
        if not (cue.passive or how or _has_name(cue.head)):
            return None
    if entry.lemma in ATTRIBUTING and not cue.content:
        return _attributed(cue)
    return FRAMES.get(entry.stance, _told)(cue, entry)


def _is_agentless(cue: Cue, entry: Reporting) -> bool:
    """Tell whether a passive without agent reports something: "is believed to be", "was reported", "stands accused"."""
    if entry.stance is Stance.DEMANDED:
        return False
    if entry.lemma in PASSIVES:
        return True
    return any(c.dep_ in {"ccomp", "xcomp", "csubj:pass"} for c in cue.head.children)


def _has_name(verb: Token) -> bool:
    """Tell whether a verb of naming says what it calls its object."""
    objects = [c for c in verb.children if c.dep_ == "obj"]
    named = [
        c
        for c in verb.children
        if c.dep_ in {"xcomp", "ccomp"} or (c.dep_.startswith("obl") and preposition(c) == "as")
    ]
    as_clause = any(c.lower_ == "as" and c.dep_ in {"mark", "advmod"} for c in verb.children)
    quoted = any(t.is_quote for t in verb.doc[verb.i + 1 : verb.right_edge.i + 1])
    return not as_clause and (
        quoted or bool(named) or len(objects) > 1 or any(preposition(c) == "as" for c in verb.children)
    )


def _attributed(cue: Cue) -> Cue | None:
    """Settle "attributed the attack to X" as an accusation of X."""
    noun = object_of(cue.head)
    nodes = (*cue.head.children, *(noun.children if noun is not None else ()))
    by = next((c for c in nodes if c.dep_.startswith(("obl", "nmod")) and preposition(c) in {"to", "on"}), None)
    if noun is None or by is None or not (by.pos_ == "PROPN" or can_speak(by)):
        return None
    cue.stance, cue.target = Stance.ACCUSED, by
    cue.content = [trimmed(cue.head.doc, subtree(noun)[0], min(subtree(noun)[1], by.left_edge.i))]
    return cue


def _told(cue: Cue, entry: Reporting) -> Cue | None:
    """Settle what is said, reported or described."""
    if not cue.content:
        wanted = [c for c in cue.head.children if _is_done(c)] if entry.lemma not in LOOSE else []
        if wanted and not cue.passive and {Frame.INFINITIVE, Frame.GERUND, Frame.CLAUSE} & entry.takes:
            cue.content = [subtree(wanted[0])]
        elif Frame.OBJECT in entry.takes and entry.lemma not in LOOSE and object_of(cue.head) and not cue.passive:
            cue.content = complements(cue.head, with_object=True)
        elif cue.passive and cue.source is not None and entry.lemma not in LOOSE and (noun := object_of(cue.head)):
            cue.content = [phrase(noun, cue.head)]
        elif not cue.passive and entry.lemma.endswith((" of", " about")):
            cue.content = _spoken_of(cue.head, entry.lemma.split()[-1])
    _of_order(cue, entry)
    if cue.passive and cue.source is None and entry.lemma in HEARSAY and cue.certainty is Certainty.CERTAIN:
        cue.certainty = Certainty.PROBABLE
    _of_own_deed(cue)
    return of_false_claim(cue)


def _spoken_of(verb: Token, word: str) -> list[tuple[int, int]]:
    """Return what is under the preposition of a phrase of saying: "spoke of five dead"."""
    nouns = [c for c in verb.children if c.dep_.startswith("obl") and c.i > verb.i and preposition(c) == word]
    return [(subtree(c)[0] + 1, subtree(c)[1]) for c in nouns[:1]]


def _of_order(cue: Cue, entry: Reporting) -> None:
    """Let a cue demand where somebody is told to do something."""
    hearer = next((c for c in cue.head.children if c.dep_ in {"obj", "iobj"}), None)
    wanted = any(c.dep_ == "xcomp" and is_to(c) for c in cue.head.children)
    if entry.lemma == "tell" and hearer is not None and wanted and not cue.passive:
        cue.stance, cue.target = Stance.DEMANDED, hearer


def _is_done(complement: Token) -> bool:
    """Tell whether an infinitive is what is said: "claimed in a statement to have killed"."""
    perfect = is_to(complement) and any(c.lower_ == "have" for c in complement.children if c.dep_ == "aux")
    return complement.dep_ == "xcomp" or (complement.dep_ == "advcl" and perfect)


def _confirmed(cue: Cue, entry: Reporting) -> Cue | None:
    noun = object_of(cue.head)
    if (
        entry.lemma == "admit"
        and noun is not None
        and (noun.pos_ == "NUM" or any(c.dep_ == "nummod" for c in noun.children))
    ):
        return None
    if noun is not None and not cue.content and entry.lemma not in LOOSE:
        cue.content = [phrase(noun, cue.head)]
        answer(cue, noun)
    return _told(cue, entry)


def _denied(cue: Cue, entry: Reporting) -> Cue | None:
    cue.polarity = Polarity.NEGATED
    noun = object_of(cue.head)
    if (called := _renamed(cue)) is not None:
        cue.answers_source = owner_of(called)
    if noun is None:
        return cue if cue.content else _told(cue, entry)
    lemma = noun.lemma_.lower()
    of_claim = is_claim(noun) or (lemma in {"number", "reading"} and cue.head.dep_.startswith("acl"))
    if entry.lemma in OF_CLAIMS_ALONE and (cue.head.tag_ == "VBG" or not (of_claim or noun.pos_ == "PRON")):
        return None
    if entry.lemma == "deny" and (
        lemma in WITHHELD or (cue.passive and any(c.dep_ == "obj" for c in cue.head.children)) or _is_given(cue.head)
    ):
        return None
    if entry.lemma in REFUSING and lemma in REFUSABLE:
        return None
    labelled = any(c.dep_ in {"xcomp", "obl", "advcl"} and preposition(c) == "as" for c in cue.head.children)
    if entry.lemma == "dismiss" and not (of_claim or labelled or cue.content):
        return None
    if not cue.content:
        cue.content = [phrase(noun, cue.head)] if noun.i < cue.head.i else complements(cue.head, with_object=True)
    answer(cue, noun)
    return cue


def _is_given(verb: Token) -> bool:
    """Tell whether the verb has somebody for an indirect object, or a pronoun and then what is kept from it."""
    objects = [c for c in verb.children if c.dep_ == "obj" and c.i > verb.i]
    two = len(objects) > 1 and objects[0].tag_ == "PRP" and objects[1].left_edge.i == objects[0].i + 1
    return two or any(c.dep_ == "iobj" for c in verb.children)


def _renamed(cue: Cue) -> Token | None:
    """Return the noun that calls what is denied somebody's claim: "denies shelling it, a charge that X made"."""
    for start, end in cue.content or complements(cue.head, with_object=True):
        for token in cue.head.doc[start:end]:
            if token.dep_ in {"appos", "parataxis"} and is_claim(token) and owner_of(token) is not None:
                return token
    return None


def _accused(cue: Cue, entry: Reporting) -> Cue | None:
    verb = cue.head
    alone = entry.lemma == "charge" and object_of(verb) is None and not is_passive(verb)
    if entry.lemma == "allege" or alone:
        cue.target = next((c for clause in verb.children if clause.dep_ == "ccomp" for c in _doer(clause)), None)
        return _told(cue, entry)
    noun = object_of(verb) or next((c for c in verb.children if c.dep_ == "iobj"), None)
    inner = noun.children if noun is not None and noun.lemma_.lower() in {"finger", "blame"} else ()
    under = {preposition(c): c for c in (*verb.children, *inner) if c.dep_.startswith(("obl", "nmod"))}
    if entry.lemma in {"blame", "pin", "put blame", "pin blame", "lay blame", "place blame", "point finger", "ascribe"}:
        cue.target = under.get("on") or under.get("at") or under.get("to") or _hung_within(noun)
    if cue.target is None and not {Frame.OBJECT, Frame.HEARER} & entry.takes:
        cue.target = under.get("on") or under.get("against") or under.get("at")
    if cue.target is None:
        cue.target = noun
    cue.target = _doing(cue.target, verb)
    if cue.target is not None and cue.target.pos_ == "NOUN" and _is_thing(cue.target):
        return None
    if cue.target is None or cue.target.lower_ in REFLEXIVES:
        return None
    cue.content = whole(verb)
    return cue


def _hung_within(noun: Token | None) -> Token | None:
    """Return who is blamed where the parse hangs it in what for: "blamed the attack on the convoy on the rebels"."""
    inner = noun.subtree if noun is not None else ()
    return next(
        (t for t in reversed(list(inner)) if t.dep_ == "nmod" and preposition(t) == "on" and can_speak(t)), None
    )


def _is_thing(noun: Token) -> bool:
    """Tell whether what is blamed is nobody: "blamed the delay on bad weather", "on a short circuit"."""
    return noun.lemma_.lower() in CAUSES and entity_at(noun.doc, noun) is None


def _doing(noun: Token | None, verb: Token) -> Token | None:
    """Return whose doing what is blamed is: "on mines laid by the rebels", the noun itself where nobody is named."""
    after = noun.nbor(1) if noun is not None and noun.i + 1 < len(noun.doc) else None
    if after is None or after.dep_ != "acl" or after.tag_ != "VBN" or after == verb:
        return noun
    return next((by for by in after.children if by.dep_ == "obl:agent"), noun)


def _doer(clause: Token) -> Iterator[Token]:
    """Yield who does what the clause tells of, where it is somebody."""
    if not is_passive(clause):
        yield from (c for c in clause.children if c.dep_ in SUBJECTS and c.pos_ != "PRON" and can_speak(c))


def _condemned(cue: Cue, entry: Reporting) -> Cue | None:
    noun = object_of(cue.head)
    if not cue.content:
        cue.content = whole(cue.head)
    if noun is not None:
        owner = next((c for c in noun.children if c.dep_ == "nmod:poss"), None)
        doer = next((c for c in noun.children if c.dep_.startswith("nmod") and preposition(c) == "by"), None)
        own = entity_at(noun.doc, noun)
        acting = noun.pos_ == "PROPN" or (own is not None and own.type is EntityType.ACTOR)
        cue.target = owner or doer or (noun if acting else None)
    return cue


def _demanded(cue: Cue, entry: Reporting) -> Cue | None:
    verb = cue.head
    if any(c.lower_ in {"me", "us"} for c in verb.children):
        return None
    infinitive = next((c for c in verb.children if c.dep_ in {"xcomp", "advcl", "ccomp"} and is_to(c)), None)
    hearer = object_of(verb) or next(
        (
            c
            for c in verb.children
            if c.dep_ == "iobj" or (preposition(c) in {"on", "upon", "to", "with"} and c != infinitive)
        ),
        None,
    )
    if entry.lemma == "insist":
        cue.stance = Stance.CLAIMED
        return _told(cue, entry)
    if entry.lemma.split()[-1] in DEADLINES:
        return _with_deadline(cue, infinitive)
    if entry.lemma == "ask" and (infinitive is None or hearer is None):
        cue.stance = Stance.CLAIMED
        return cue if cue.content else None
    if entry.lemma in {"demand", "request"} or Frame.TO_DO not in entry.takes:
        cue.target = _asked_of(verb) or to_go(object_of(verb))
    elif infinitive is not None or entry.lemma.startswith(("call on", "appeal to", "call upon", "urge", "implore")):
        cue.target = hearer
    if not cue.content:
        cue.content = complements(verb, with_object=True)
        if infinitive is not None and not any(start <= infinitive.i < end for start, end in cue.content):
            cue.content = [subtree(infinitive)]
    if cue.content and cue.target is None:
        cue.target = next(
            (s for c in verb.children if c.dep_ in CLAUSES for s in c.children if s.dep_ in SUBJECTS | {"nsubj:pass"}),
            None,
        )
    return cue


def _with_deadline(cue: Cue, infinitive: Token | None) -> Cue | None:
    """Settle "gave residents 48 hours to leave" and "issued an ultimatum to the government"."""
    verb, noun = cue.head, object_of(cue.head)
    nodes = (*verb.children, *(noun.children if noun is not None else ()))
    cue.target = next((c for c in verb.children if c.dep_ == "iobj"), None) or next(
        (c for c in nodes if c.dep_ in {"obl", "nmod"} and preposition(c) in {"to", "for"}), None
    )
    infinitive = infinitive or next((c for c in nodes if c.dep_ in {"acl", "advcl"} and is_to(c)), None)
    if cue.source is None or not (infinitive or "give" not in cue.predicate):
        return None
    cue.content = complements(verb, with_object=True) if infinitive is None else [subtree(infinitive)]
    return cue


def _responsible(cue: Cue, entry: Reporting) -> Cue | None:
    """Settle a claim of responsibility: what it is for."""
    verb = cue.head
    noun = object_of(verb) or next((c for c in verb.children if c.dep_ == "obl" and preposition(c) == "to"), None)
    if noun is None:
        return cue if cue.content else None
    if noun.lemma_.lower() not in RESPONSIBLE:
        start, end = phrase(noun, verb)
        cue.content = [(start + (preposition(noun) == "to"), end)]
        return cue
    cue.content = []
    under = [c for node in (noun, verb) for c in node.children if c.dep_ in {"nmod", "obl", "acl", "advcl"}]
    for deed in under:
        if preposition(deed) == "for":
            start, end = subtree(deed)
            cue.content = [(start + 1, end) if verb.doc[start].lower_ == "for" else (start, end)]
    return cue


FRAMES: dict[Stance, Callable[[Cue, Reporting], Cue | None]] = {
    Stance.CONFIRMED: _confirmed,
    Stance.DENIED: _denied,
    Stance.ACCUSED: _accused,
    Stance.CONDEMNED: _condemned,
    Stance.DEMANDED: _demanded,
    Stance.THREATENED: threatened,
    Stance.CLAIMED_RESPONSIBILITY: _responsible,
}


def _asked_of(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_.startswith("obl") and preposition(c) in {"from", "of"}), None)


def _of_own_deed(cue: Cue) -> None:
    """Let a cue claim responsibility where the speaker says "it was behind the attack", "we are responsible"."""
    for child in cue.head.children:
        subject = next((c for c in child.children if c.dep_ in SUBJECTS), None)
        if child.dep_ == "ccomp" and child.lemma_.lower() in {"work", "doing"} and _is_theirs(child):
            cue.stance = Stance.CLAIMED_RESPONSIBILITY
        if child.dep_ == "ccomp" and subject is not None and _is_one_of_theirs(child, subject):
            cue.stance = Stance.CLAIMED_RESPONSIBILITY
        if child.dep_ != "ccomp" or subject is None or subject.lower_ not in {"it", "they", "we", "its", "their"}:
            continue
        behind = any(c.lower_ == "behind" and c.dep_ == "case" for c in child.children)
        if (behind or child.lemma_.lower() == "responsible") and not is_negated(child):
            cue.stance = Stance.CLAIMED_RESPONSIBILITY


def _is_theirs(work: Token) -> bool:
    """Tell whether the work is the speaker's people's: "the work of its own men"."""
    by = next((c for c in work.children if preposition(c) == "of"), None)
    return by is not None and any(c.dep_ == "nmod:poss" and c.lower_ in {"its", "their"} for c in by.children)


def _is_one_of_theirs(noun: Token, subject: Token) -> bool:
    """Tell whether an attacker is said to be the speaker's own: "the bomber was one of its fighters"."""
    armed = role_nouns().get(subject.lemma_.lower()) == ActorKind.ARMED_GROUP
    whole = next((c for c in noun.children if preposition(c) == "of"), None) if noun.lower_ == "one" else noun
    if whole is None or not armed or is_negated(noun):
        return False
    owned = any(c.dep_ == "nmod:poss" and c.lower_ in {"its", "their", "our"} for c in whole.children)
    return whole.lower_ in {"own", "ours", "theirs"} or owned

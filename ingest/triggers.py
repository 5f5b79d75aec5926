"""Words that tell of an event, with who did it, to whom, where and when: read off the parse."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from ingest.dateline import dateline
from ingest.dates import DateMention
from ingest.days import date_of
from ingest.document import ActorKind, EntityType
from ingest.event_words import event_phrases, told_kind
from ingest.figurative import is_unarmed_effort
from ingest.ground import places_of
from ingest.mentions import entity_at
from ingest.parties import LIGHT_VERBS, carrier, noun_parties, verb_parties
from ingest.prospects import is_prospect
from ingest.syntax import (
    HOLDS,
    case_of,
    children,
    conjuncts,
    first_conjunct,
    is_hypothetical,
    is_negated,
    is_passive,
    objects,
    subjects,
    verb_phrases,
)
from ingest.texts import text_of
from ingest.weapons import sharpened
from seeds.tolls import measures

#: Kinds that tell of no arms.
PEACEFUL = frozenset({"protest", "arrest"})
#: Kinds of which campaigns are made.
WAGED = frozenset({"military_operation", "airstrike", "drone_strike", "shelling", "armed_clash", "bombing", "raid"})
#: Prepositions that make the event under them the same one: "died in the blast".
EVENT_CASES = frozenset({"in", "during", "by", "of", "with"})
#: Verbs that join an event to what came of it: "an attack that left …", "resulting in the death of".
RESULT_VERBS = frozenset({"result", "lead", "leave", "cause", "trigger", "claim", "see", "include"})
#: Verbs before "for" and the noun for what is wanted, and those that have it for an object.
ASKING = frozenset(
    {"beg", "call", "appeal", "ask", "plead", "press", "pray", "wait", "hope", "push", "campaign", "plan"}
)
SEEKING = frozenset({"demand", "seek", "urge", "await", "request", "negotiate", "secure", "discuss"})
#: Verbs of beating back the attack that they have for an object.
REPELLING = frozenset({"repel", "repulse", "thwart", "foil", "avert"})
#: What makes a clash the sequel of an attack.
ENSUING = frozenset({"ensuing", "subsequent", "resulting"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One mention of an event; all numbers are token indices."""

    token: int
    kind: str
    lemma: str
    agents: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    #: Entity.id of the places that the words give
    places: tuple[str, ...] = ()
    date: DateMention | None = None
    negated: bool = False
    hypothetical: bool = False
    #: plural and indefinite ("numerous attacks"): no one event
    generic: bool = False
    #: refers back ("the operation", "the attack")
    definite: bool = False
    #: tells what came of an event rather than which ("killed", "died")
    result: bool = False
    #: a verb, not a noun
    verbal: bool = False
    #: other triggers that the grammar says are the same event ("the blast killed 12")
    linked: tuple[int, ...] = ()


@Language.component("triggers", requires=["token.dep", "doc._.dates", "doc._.mentions"], assigns=["doc._.triggers"])
def triggers_component(doc: Doc) -> Doc:
    """Set the doc's triggers."""
    doc._.triggers = tuple(triggers(doc))
    return doc


def triggers(doc: Doc) -> Iterator[Trigger]:
    """Yield every word that tells of an event, in text order."""
    found = {token.i: kind for token in doc if (kind := told_kind(token)) is not None}
    unarmed = {index for index in found if is_unarmed_effort(doc[index])}
    armed = {kind for index, kind in found.items() if index not in unarmed} - PEACEFUL
    loose = {index for index in unarmed if not armed or (doc[index].lemma_.lower() == "campaign" and not armed & WAGED)}
    found = {index: kind for index, kind in found.items() if index not in loose}
    barred = frozenset(found) | _no_parties(doc)
    for index in sorted(found):
        if not _is_swallowed(doc[index], found):
            yield _trigger(doc[index], found, barred)


def _no_parties(doc: Doc) -> frozenset[int]:
    """Return the tokens that are nobody and nothing that an event befell: dates and the dateline."""
    line = dateline(text_of(doc))
    filed = doc.char_span(line.start, line.end, alignment_mode="contract") if line is not None else None
    dates = {i for date in doc._.dates for i in range(date.start, date.end)}
    return frozenset(dates | ({token.i for token in filed} if filed is not None else set()))


def _is_swallowed(token: Token, found: dict[int, str]) -> bool:
    """Tell whether a light verb only carries a noun that is a trigger itself."""
    if token.pos_ != "VERB" or token.lemma_.lower() not in LIGHT_VERBS:
        return False
    return any(target.i in found for target in objects(token))


def _trigger(token: Token, found: dict[int, str], barred: frozenset[int]) -> Trigger:
    verb = token.pos_ in {"VERB", "AUX"}
    agents, targets = verb_parties(token) if verb else noun_parties(token)
    doers = _parties(agents, token, barred) or _parties(_lent(token, agents, found), token, barred)
    linked = tuple(sorted({t.i for t in _linked(token, agents, found)} - {token.i}))
    told = token if verb else carrier(token) or token
    result = _is_result(token, verb)
    dated = not verb and _is_dated(token)
    definite = not verb and (dated or _has_determiner(token) or _is_perceived(token))
    generic = not verb and token.tag_ == "NNS" and not definite and not children(token, "nummod")
    nobody = not result and any(_is_none(party) for party in targets)
    return Trigger(
        token=token.i,
        kind=sharpened(token, found[token.i], told),
        lemma=token.lemma_.lower(),
        agents=doers,
        targets=_parties(targets, token, barred),
        places=places_of(token, loosely=not generic),
        date=date_of(token),
        negated=nobody or is_negated(token) or is_negated(told),
        hypothetical=_is_wanted(token) or (not dated and (is_hypothetical(told) or is_prospect(token))),
        generic=generic,
        definite=definite,
        result=result,
        verbal=verb,
        linked=linked,
    )


def _lent(token: Token, agents: list[Token], found: dict[int, str]) -> list[Token]:
    """Return who does it by another word for the same event: "an Israeli strike hit", "killed 14 in an attack on"."""
    deeds = [agent for agent in agents if agent.i in found]
    if deeds:
        return [doer for deed in deeds for doer in noun_parties(deed)[0] or _listed(deed, found)]
    if not agents and (named := _listed(token, found) or _within(token, found)):
        return named
    head = token.head
    within = token.pos_ == "NOUN" and head.pos_ == "VERB" and case_of(token) == "in" and found[token.i] != "armed_clash"
    if agents or not within or head.i not in found:
        return []
    doers, hit = verb_parties(head)
    return [] if any(_is_armed(target) for target in hit) else doers


def _within(verb: Token, found: dict[int, str]) -> list[Token]:
    """Return whose deed it is in which a verb's takes place: "targeting schools in one of the group's offensives"."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl":
        return []
    deeds = [token for token in verb.subtree if token.i in found and token.i > verb.i and token.pos_ == "NOUN"]
    held = [deed for deed in deeds if case_of(deed) == "in" or (case_of(deed), case_of(deed.head)) == ("of", "in")]
    return [doer for deed in held[:1] for doer in noun_parties(deed)[0]]


def _listed(token: Token, found: dict[int, str]) -> list[Token]:
    """Return whose the deeds are that the noun is named among: "its attacks include the bombing of a bus"."""
    first = first_conjunct(token)
    if first.dep_ != "obj" or first.head.lemma_.lower() != "include":
        return []
    deeds = [deed for deed in children(first.head, "nsubj") if deed.i in found and deed.tag_ == "NNS"]
    owners = [owner for deed in deeds for owner in noun_parties(deed)[0]]
    return owners or [topic for deed in deeds if not _has_determiner(deed) for topic in _topic(deed)]


def _topic(token: Token) -> list[Token]:
    """Return the armed group that the sentence before is about."""
    if token.sent.start == 0:
        return []
    before = token.doc[token.sent.start - 1].sent.root
    entities = ((subject, entity_at(token.doc, subject)) for subject in children(before, "nsubj", "nsubj:pass"))
    return [subject for subject, e in entities if e is not None and e.named and e.kind == ActorKind.ARMED_GROUP]


def _is_armed(token: Token) -> bool:
    entity = entity_at(token.doc, token)
    return entity is not None and entity.kind == ActorKind.ARMED_GROUP


def _is_none(party: Token) -> bool:
    """Tell whether the phrase stands for nobody or nothing: "no homes"."""
    return any(child.lower_ in {"no", "neither"} for child in party.children)


def _parties(tokens: Iterable[Token], trigger: Token, barred: frozenset[int]) -> tuple[int, ...]:
    """Return the tokens that can be somebody or something: no events, dates or words of the trigger's own phrase."""
    return tuple(
        dict.fromkeys(
            t.i
            for t in tokens
            if t.i not in barred
            and t.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET"}
            and not _is_of_phrase(t, trigger)
        )
    )


def _is_of_phrase(noun: Token, trigger: Token) -> bool:
    """Tell whether the noun is of the words that tell of the event: "attack by drone", "take hostage"."""
    words = (trigger.lemma_.lower(), case_of(noun), noun.lemma_.lower())
    owned = any(_is_actor(child) for child in children(noun, "amod", "compound", "nmod:poss"))
    return " ".join(word for word in words if word) in event_phrases() and not owned


def _is_actor(token: Token) -> bool:
    entity = entity_at(token.doc, token)
    return entity is not None and entity.type is EntityType.ACTOR


def _is_result(token: Token, verb: bool) -> bool:
    if not verb and any(child.lower_ in ENSUING for child in children(token, "amod")):
        return True
    row = measures().get(("verb" if verb else "noun", token.lemma_.lower()))
    if row is None and verb:
        row = next((measures()["verb", p] for p in sorted(verb_phrases(token)) if ("verb", p) in measures()), None)
    return row is not None and row.measure in {"killed", "wounded"} and row.kind in {"killing", "attack", "other"}


def _has_determiner(token: Token) -> bool:
    return any(child.lower_ in DEFINITE for child in children(token, "det", "nmod:poss"))


def _is_wanted(token: Token) -> bool:
    """Tell whether the noun is what somebody asks for: "begged for their release"."""
    if token.pos_ != "NOUN" or token.lemma_.lower() in HOLDS:
        return False
    verb = token.head.lemma_.lower()
    return (verb in ASKING and case_of(token) == "for") or (verb in SEEKING and token.dep_ == "obj")


def _is_perceived(token: Token) -> bool:
    """Tell whether the noun is what somebody heard or saw of an event told of: "residents heard explosions"."""
    return token.pos_ == "NOUN" and token.dep_ == "obj" and token.head.lemma_.lower() in {"hear", "see", "witness"}


def _is_dated(token: Token) -> bool:
    """Tell whether the noun is told by its day: "Thursday's ambush"."""
    owners = children(token, "nmod:poss")
    return any(date.start <= owner.i < date.end for owner in owners for date in token.doc._.dates)


def _happens_when(clause: Token) -> bool:
    """Tell whether the clause tells what happened as the main one did: "were killed when gunmen attacked"."""
    return any(child.lower_ in {"when", "as", "after"} for child in children(clause, "mark", "advmod"))


def _linked(token: Token, agents: Iterable[Token], found: dict[int, str]) -> Iterator[Token]:
    """Yield the triggers that tell of the same event: subject nouns, "in the attack", "resulting in the death of"."""
    yield from (agent for agent in agents if agent.i in found)
    if token.lemma_.lower() in REPELLING:
        yield from (target for target in objects(token) if target.i in found)
    yield from (c for child in token.children if _same_event(child, token) for c in conjuncts(child) if c.i in found)
    head = first_conjunct(token).head
    if head.i in found and token.dep_ in {"acl", "acl:relcl"}:
        yield head
    if token.pos_ in {"NOUN", "PROPN"} and head.lemma_.lower() in RESULT_VERBS:
        for subject in [*subjects(head), *([head.head] if head.dep_ in {"acl", "advcl"} else [])]:
            if subject.i in found:
                yield subject


def _same_event(child: Token, token: Token) -> bool:
    """Tell whether a word below the other tells of what it does."""
    if child.dep_.split(":")[0] in {"obl", "nmod"}:
        return case_of(child) in EVENT_CASES
    if child.dep_ == "advcl":
        return is_passive(token) and _happens_when(child)
    return child.dep_ in {"nsubj", "nsubj:pass"}

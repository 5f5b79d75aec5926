"""The kind of event that a word tells of, by seeds/event_kinds.csv and seeds/measures.csv and what stands beside it."""

from functools import cache

from spacy.tokens import Token

from ingest.document import ActorKind, EntityType, PlaceKind
from ingest.figurative import is_figurative, is_of_workers
from ingest.mentions import entity_at
from ingest.parties import captors, is_fighting
from ingest.syntax import (
    HOLDS,
    case_of,
    children,
    held,
    objects,
    subjects,
    verb_phrases,
)
from ingest.victims import victims_of
from ingest.weapons import arrival
from seeds.tables import EventKindRow, event_kinds
from seeds.tolls import measures, person_nouns

#: Kinds that only people suffer: "picked up a signal" is no abduction.
OF_PEOPLE = frozenset({"killing", "abduction", "arrest", "hostage_taking", "execution", "assassination"})
#: Kinds in which people or vehicles are taken.
CAPTIVE = frozenset({"hijacking", "hostage_taking", "abduction"})
VEHICLES = frozenset({"train", "aircraft", "vehicle", "ship", "convoy"})
#: Verbs that tell of an attack only where they befall a thing or a place.
OF_THINGS = frozenset({"destroy", "raze", "flatten", "demolish", "sink", "occupy"})


@cache
def _lexicon() -> dict[tuple[str, str], str]:
    """Return the event kind of each (part of speech, term)."""
    found: dict[tuple[str, str], str] = {}
    for (pos, term), row in measures().items():
        if pos in {"verb", "noun"} and row.kind != "other" and row.counted != "self":
            found[pos, term] = row.kind
    for kind in _telling_kinds():
        for pos, terms in (("verb", kind.verbs), ("noun", kind.nouns)):
            for term in terms:
                found.setdefault((pos, term.lower()), kind.kind)
    return found


@cache
def event_phrases() -> dict[str, str]:
    """Return the event kind of each phrase of several words."""
    return {phrase.lower(): kind.kind for kind in _telling_kinds() for phrase in kind.phrases}


def _telling_kinds() -> list[EventKindRow]:
    """Return the kinds whose words make an event; of "other" only tolls do."""
    return [kind for kind in event_kinds() if kind.kind != "other"]


def told_kind(token: Token) -> str | None:
    """Return the kind of event that the word tells of here; null where it is only a figure of speech."""
    kind = _kind_of(token)
    if kind is None:
        return kind
    if is_of_workers(token):
        return "protest"
    return None if is_figurative(token) else kind


def _kind_of(token: Token) -> str | None:
    if token.lemma_.lower() in person_nouns():
        return None
    if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"amod", "compound"}:
        phrases = sorted(verb_phrases(token), key=lambda phrase: (-phrase.count(" "), phrase))
        kind = next((_lexicon()["verb", p] for p in phrases if ("verb", p) in _lexicon()), None)
        kind = next((event_phrases()[p] for p in phrases if p in event_phrases()), kind)
        return _refined(token, kind) or arrival(token) or ("military_operation" if captors(token) else None)
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"flat", "compound"}:
        return None
    if _is_common(token) and not any(d.start <= token.i < d.end for d in token.doc._.dates):
        lemma = token.lemma_.lower()
        for modifier in [*children(token, "compound", "amod"), None]:
            phrase = f"{modifier.lemma_.lower()} {lemma}" if modifier is not None else lemma
            if (kind := event_phrases().get(phrase) or _lexicon().get(("noun", phrase))) is not None:
                if lemma == "seizure":
                    kind = _kind_of_seizure([child for child in children(token, "nmod") if case_of(child) == "of"])
                return _kind_of_seizure([held(token)]) if lemma in HOLDS else kind
        for child in children(token, "nmod"):
            phrase = f"{lemma} {case_of(child)} {child.lemma_.lower()}"
            if (kind := event_phrases().get(phrase)) is not None:
                return kind
    return None


def _is_common(token: Token) -> bool:
    """Tell whether the noun is no part of somebody's name."""
    entity = entity_at(token.doc, token)
    return entity is None or not entity.named or entity.type is EntityType.OPERATION


def _refined(token: Token, kind: str | None) -> str | None:
    """Return a sharper kind where the object gives one, none where only people can suffer it and the object is none."""
    if kind is None or (kind == "protest" and children(token, "obj", "ccomp")):
        return None
    if kind == "sabotage" and token.lemma_.lower() == "block" and not any(is_fighting(s) for s in subjects(token)):
        return "protest"
    if any(child.lemma_.lower() == "control" for child in children(token, "obj")):
        return None if _is_country(objects(token)) else _kind_of_seizure(objects(token))
    if kind in CAPTIVE or token.lemma_.lower() in {"seize", "commandeer", "capture"}:
        if any(_is_spoils(target) for target in objects(token)[:1]) or (
            not objects(token) and any(case_of(child) in {"on", "upon"} for child in children(token, "obl"))
        ):
            return None
        kind = _kind_of_seizure(objects(token)) or kind
        common = [target for target in objects(token) if target.pos_ == "NOUN" and entity_at(token.doc, target) is None]
        if token.lemma_.lower() == "hijack" and common == objects(token) != []:
            return None
    if token.lemma_.lower() in OF_THINGS and not any(_is_thing(target) for target in objects(token)):
        return None
    row = measures().get(("verb", token.lemma_.lower()))
    if kind == "arrest" and (taken := _kind_of_seizure(objects(token))) is not None:
        return taken
    of_people = kind in OF_PEOPLE or (row is not None and row.measure == "wounded")
    if of_people and (targets := objects(token)) and not any(_is_somebody(target) for target in targets):
        return None
    return kind


def _kind_of_seizure(targets: list[Token]) -> str | None:
    """Return the kind of event that the seizing of a thing or place is, null where people are seized."""
    entities = (entity_at(target.doc, target) for target in targets if not _is_spoils(target))
    types = {entity.type: entity for entity in entities if entity is not None}
    if (thing := types.get(EntityType.ASSET)) is not None:
        taken = "military_operation" if thing.kind == "settlement" else "attack"
        return "hijacking" if thing.kind in VEHICLES else taken
    return "military_operation" if EntityType.PLACE in types and EntityType.ACTOR not in types else None


def _is_spoils(target: Token) -> bool:
    """Tell whether it is what is found and carried off: weapons, goods."""
    entity = entity_at(target.doc, target)
    return entity is not None and entity.type is EntityType.ASSET and entity.kind in {"weapons", "other"}


def _is_country(targets: list[Token]) -> bool:
    """Tell whether it is a country of which control is taken: a change of rule, no attack."""
    entities = (entity_at(target.doc, target) for target in targets)
    return any(entity is not None and entity.kind in {PlaceKind.COUNTRY, ActorKind.GOVERNMENT} for entity in entities)


def _is_thing(token: Token) -> bool:
    entity = entity_at(token.doc, token)
    return entity is not None and entity.type in {EntityType.ASSET, EntityType.PLACE}


def _is_somebody(token: Token) -> bool:
    entity = entity_at(token.doc, token)
    if token.lower_ in {"it", "that", "this", "what"}:
        return entity is not None
    return token.pos_ in {"PRON", "PROPN", "NUM"} or victims_of(token) is not None or (
        entity is not None and entity.type is EntityType.ACTOR
    )  # fmt: skip

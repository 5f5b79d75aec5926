"""Whom a noun counts: by the noun itself, what stands on it, whose they are, what they wear."""

from spacy.tokens import Doc, Token

from ingest.attributions import holders
from ingest.document import ActorKind, Entity, Victims
from ingest.mentions import entities_of, entity_at, entity_by_id
from ingest.syntax import case_of, children, subjects
from seeds.tolls import person_nouns

VICTIMS_OF_KIND = {
    ActorKind.ARMED_GROUP: Victims.MILITANTS,
    ActorKind.STATE_FORCE: Victims.SECURITY_FORCES,
    ActorKind.INTELLIGENCE: Victims.SECURITY_FORCES,
    ActorKind.POPULATION: Victims.CIVILIANS,
}
#: Words that stand for the people counted.
COUNTS = frozenset({"dozens", "scores", "hundreds", "thousands", "others", "more", "another", "nobody", "none", "many"})
#: Nouns that say nothing of which side somebody is on.
SIDELESS = frozenset(
    {"man", "member", "comrade", "colleague", "person", "body", "casualty", "son", "brother", "dead", "aide",
     "associate", "companion", "supporter", "bodyguard"}
)  # fmt: skip
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "ADJ"})
SIDES = frozenset({Victims.MILITANTS, Victims.SECURITY_FORCES})
#: Kinds of actor whose men are those of their group.
ONE_PERSON = frozenset({ActorKind.PERSON, ActorKind.UNNAMED_SOURCE})
FIRST_PERSON = frozenset({"we", "our", "us"})
#: What makes a guard no soldier.
CIVIL_GUARDS = frozenset({"night", "school", "private", "mine", "park", "bank", "hotel", "hospital"})
STATE_WORDS = frozenset({"military", "army", "security", "paramilitary", "police", "naval", "intelligence"})
#: Nouns that such a word makes no soldiers of: "police suspects".
NOT_OF_STATE = frozenset(
    {"contractor", "suspect", "detainee", "prisoner", "inmate", "child", "resident", "relative", "victim", "wife"}
)
MILITANT_WORDS = frozenset({"militant", "insurgent", "rebel", "terrorist", "guerrilla", "jihadist", "separatist"})
#: Nouns on which the name of an army or a group says whose they are.
MEMBERS = frozenset({"man", "member", "personnel", "element", "operative", "cadre", "commander", "leader", "recruit"})
#: What makes a group or unit one of armed villagers.
DEFENCE = frozenset({"defence", "defense", "vigilante"})
#: Bodies by a common noun, and who their men are.
BODIES = {"faction": Victims.MILITANTS, "junta": Victims.SECURITY_FORCES, "regime": Victims.SECURITY_FORCES}
#: What the fighters of one side call those of the other.
FOES = frozenset({"mercenary", "apostate", "infidel", "crusader", "invader", "occupier", "hireling", "enemy"})
FOES_OF = {Victims.MILITANTS: Victims.SECURITY_FORCES, Victims.SECURITY_FORCES: Victims.MILITANTS, None: None}
#: Nouns of those who may be on either side: an army commander, a rebel commander.
EITHER = frozenset({"commander", "paramilitary", "operative", "member", "officer", "cadre", "mercenary", "recruit"})


def victims_of(token: Token) -> Victims | None:
    """Return whom the noun counts; null where it counts no people."""
    lemma = token.lemma_.lower()
    if lemma == "guard" and any(child.lower_ in CIVIL_GUARDS for child in token.children):
        return Victims.CIVILIANS
    if lemma in FOES and (foes := _foes_of_speaker(token)) is not None:
        return foes
    listed = person_nouns().get(token.lower_) or person_nouns().get(lemma)
    if listed == "nobody" or (lemma == "grave" and any(child.lower_ == "mass" for child in token.children)):
        return None
    if listed is not None:
        unsure = listed in {Victims.CIVILIANS, Victims.PEOPLE} or lemma in EITHER
        uniform = _of_uniform(token) if listed == Victims.PEOPLE else None
        return (side_of_modifiers(token) or uniform if unsure else None) or (_of_owner(token) or Victims(listed))
    if token.pos_ == "NUM" or token.like_num or token.lower_ in COUNTS or _is_no_one(token):
        return _of_uniform(token) or Victims.PEOPLE
    entity = entity_at(token.doc, token)
    if entity is not None and entity.kind in VICTIMS_OF_KIND and token.pos_ in NOUNS:
        return VICTIMS_OF_KIND[ActorKind(entity.kind)]
    return None


def _foes_of_speaker(token: Token) -> Victims | None:
    """Return the side against which he fights who says it: soldiers where an armed group speaks of mercenaries."""
    held = holders(token.doc, token.i)[:1]
    sides = (side_of(token.doc, token.doc[a.source_root]) for a in held if a.source_root is not None)
    return FOES_OF.get(next(sides, None))


def side_of(doc: Doc, token: Token) -> Victims | None:
    """Return whom the losses of an actor count, named by a noun or pronoun: an army's are soldiers."""
    if token.lemma_.lower() in FOES:
        return _foes_of_speaker(token)
    if token.lower_ in FIRST_PERSON:
        held = holders(doc, token.i)[:1]
        return next((side_of(doc, doc[a.source_root]) for a in held if a.source_root is not None), None)
    for entity in entities_of(doc, token):
        if token.lower_ in {"his", "her"} and entity.kind not in ONE_PERSON:
            continue
        if (side := _side(doc, entity)) is not None:
            return side
    return _own_side(token) if token.pos_ == "NOUN" else None


def _side(doc: Doc, entity: Entity) -> Victims | None:
    if entity.kind in VICTIMS_OF_KIND:
        return VICTIMS_OF_KIND[ActorKind(entity.kind)]
    if entity.kind == ActorKind.GOVERNMENT:
        return Victims.SECURITY_FORCES
    if entity.kind not in ONE_PERSON:
        return None
    wholes = [entity_by_id(doc, tie.target) for tie in doc._.relations if tie.source == entity.id]
    wholes += [whole for mention in doc._.mentions if mention.entity == entity.id for whole in _led(doc[mention.root])]
    kinds = [ActorKind(whole.kind) for whole in wholes if whole.kind in VICTIMS_OF_KIND]
    if kinds:
        return VICTIMS_OF_KIND[kinds[0]]
    roots = (doc[mention.root] for mention in doc._.mentions if mention.entity == entity.id)
    sides = (_own_side(root) for root in roots if root.pos_ == "NOUN")
    return next((side for side in sides if side is not None), None)


def _own_side(noun: Token) -> Victims | None:
    """Return the side that the noun itself tells: of an officer, of a rebel commander."""
    listed = person_nouns().get(noun.lemma_.lower())
    side = side_of_modifiers(noun) or (Victims(listed) if listed in SIDES and noun.lemma_ not in EITHER else None)
    return side if side in SIDES else BODIES.get(noun.lemma_.lower())


def _led(noun: Token) -> list[Entity]:
    """Return whom "the gang's leader" and "a commander of the brigade" belong to."""
    owners = [c for c in noun.children if c.dep_ in {"nmod:poss", "compound"} or case_of(c) in {"of", "for"}]
    return [entity for owner in owners for entity in entities_of(noun.doc, owner)]


def losing_side(verb: Token) -> Victims | None:
    """Return whom the subject of "lost two men" lost."""
    for subject in subjects(verb):
        if (side := side_of(verb.doc, subject)) is not None:
            return side
    return None


def _is_no_one(token: Token) -> bool:
    return token.lower_ == "one" and any(child.lower_ in {"no", "not"} for child in token.children)


def side_of_modifiers(token: Token) -> Victims | None:
    """Return the sharper reading that a modifier gives: "army personnel", "dead soldiers", "members of the BLA"."""
    for child in token.children:
        if child.lower_ == "soil" and token.lemma_ == "son":
            return Victims.SECURITY_FORCES
        if child.dep_ in {"compound", "amod", "nmod:poss"}:
            inner = person_nouns().get(child.lemma_.lower())
            if child.lower_ in STATE_WORDS and token.lemma_.lower() not in NOT_OF_STATE:
                return Victims.SECURITY_FORCES
            if inner in {Victims.MILITANTS, Victims.SECURITY_FORCES}:
                return Victims(inner)
            if child.lower_ in MILITANT_WORDS:
                return Victims.MILITANTS
            if token.lemma_.lower() in MEMBERS and (side := _of_entity(child)) is not None:
                return side
        if child.dep_ == "nmod" and case_of(child) in {"of", "for", "from"}:
            side = victims_of(child) or _of_body(child)
            if side is not None and side is not Victims.PEOPLE:
                return side
    return None


def _of_body(noun: Token) -> Victims | None:
    """Return the side of a body by its common noun: "the junta", "a village self-defence group"."""
    defends = noun.lemma_.lower() in {"group", "force", "unit"} and any(c.lemma_ in DEFENCE for c in noun.children)
    return Victims.MILITANTS if defends else BODIES.get(noun.lemma_.lower())


def _of_entity(token: Token) -> Victims | None:
    """Return the side that the name of an army or a group tells: "two CRPF men", "13 PKK members"."""
    entity = entity_at(token.doc, token)
    if entity is None or entity.kind not in VICTIMS_OF_KIND:
        return None
    side = VICTIMS_OF_KIND[ActorKind(entity.kind)]
    return side if side in SIDES else None


def _of_uniform(token: Token) -> Victims | None:
    behind = [t.lower_ for t in token.doc[token.i + 1 : token.i + 4]]
    return Victims.SECURITY_FORCES if behind[:1] == ["in"] and "uniform" in behind else None


def _of_owner(token: Token) -> Victims | None:
    """Return the side of those whose men they are: "its own men", "one of our comrades"."""
    if token.lemma_.lower() not in SIDELESS:
        return None
    owners = children(token, "nmod:poss")
    return next((side for owner in owners if (side := side_of(token.doc, owner)) is not None), None)

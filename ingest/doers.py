"""Who did it and to whom, as a voice has it: by the words, by its stance, by what it says of the same event."""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from ingest.coreference import suspected_group
from ingest.document import ActorKind, Entity, EntityType, Measure, RelationType, Stance, Victims
from ingest.events import tells_of_event
from ingest.gazetteer import offices
from ingest.mentions import entities_of, entity_at, entity_by_id
from ingest.syntax import by_phrases, case_of, children, conjuncts, is_passive, obliques
from ingest.tolls import Toll
from ingest.triggers import Trigger

ARMED = frozenset({ActorKind.ARMED_GROUP})
FIGHTING = frozenset({ActorKind.ARMED_GROUP, ActorKind.STATE_FORCE})
STATE = frozenset({ActorKind.STATE_FORCE, ActorKind.GOVERNMENT, ActorKind.INTELLIGENCE})
#: Kinds of event in which both sides suffer: who died says nothing of who killed.
TWO_SIDED = frozenset({"military_operation", "rescue_operation", "armed_clash", "raid"})
#: Nouns that a place's name follows: "the village of Kalembe".
SETTLEMENTS = frozenset({"village", "town", "city", "hamlet", "district", "neighbourhood", "neighborhood", "area"})
#: Kinds that a group owns up to by saying that it did it; to have fought in a clash is to own up to nothing.
DEEDS = frozenset(
    {"attack", "armed_attack", "ambush", "bombing", "suicide_bombing", "ied", "assassination", "execution", "killing",
     "sabotage", "raid", "shelling", "airstrike", "drone_strike"}
)  # fmt: skip
#: Kinds of event of which those who do it may die.
SELF_INFLICTED = frozenset({"bombing", "suicide_bombing", "ied"})


def parties(doc: Doc, roots: Iterable[int]) -> tuple[str, ...]:
    """Return the entities that the noun phrases stand for."""
    found = (id for root in roots for id in _places(doc[root]) or _by_name(doc[root]) or _own(doc, root))
    return tuple(dict.fromkeys(found))


def _own(doc: Doc, root: int) -> tuple[str, ...]:
    """Return the entities of a noun; of "six of them" those that the pronoun stands for."""
    token = doc[root]
    of_them = [c for c in children(token, "nmod") if c.lower_ == "them"] if token.pos_ == "NUM" else []
    return tuple(entity.id for noun in (token, *of_them) for entity in entities_of(doc, noun, coordinated=False))


def _places(token: Token) -> tuple[str, ...]:
    """Return the place in "the village of Kalembe"."""
    if token.lemma_.lower() not in SETTLEMENTS:
        return ()
    names = [c for c in children(token, "nmod", "appos", "flat", "nmod:desc") if case_of(c) in {"of", ""}]
    named = (entity_at(token.doc, name) for name in names)
    return tuple(entity.id for entity in named if entity is not None and entity.type is EntityType.PLACE)


def _by_name(noun: Token) -> tuple[str, ...]:
    """Return the persons by whose names a sentence tells who the noun's people are: "those killed include X and Y"."""
    if noun.dep_ != "nsubj" or noun.head.lemma_.lower() != "include":
        return ()
    named = (entity_at(noun.doc, c) for child in children(noun.head, "obj") for c in conjuncts(child))
    return tuple(entity.id for entity in named if entity is not None and entity.kind == ActorKind.PERSON)


def doers(doc: Doc, roots: Iterable[int]) -> tuple[str, ...]:
    """Return who acts: the group that somebody is believed to be of, the state or group whose weapons do it."""
    found = (_suspect(doc, id) for root in roots for id in _owners(doc[root]) or _own(doc, root))
    types = {entity.id: entity.type for entity in doc._.entities}
    return tuple(dict.fromkeys(id for id in found if types[id] is not EntityType.PLACE))


def are_suspected(doc: Doc, roots: Iterable[int]) -> bool:
    """Tell whether the text only believes those who act to be of their group."""
    return any(suspected_group(doc, id) is not None for root in roots for id in _own(doc, root))


def _suspect(doc: Doc, entity: str) -> str:
    return suspected_group(doc, entity) or entity


def _owners(token: Token) -> tuple[str, ...]:
    """Return whose the weapon, strike or vehicle is that stands in its owner's place: "a Russian missile"."""
    entity = entity_at(token.doc, token)
    if token.pos_ != "NOUN" or (entity is not None and entity.type is not EntityType.ASSET):
        return ()
    owners = [*children(token, "amod", "compound", "nmod:poss"), *obliques(token, "of", "from")]
    named = (entity_at(token.doc, owner) for owner in owners)
    return tuple(e.id for e in named if e is not None and e.type is EntityType.ACTOR)


def accused_by(doc: Doc, attribution: int | None) -> int | None:
    """Return the head of whom the attribution accuses."""
    told = doc._.attributions[attribution] if attribution is not None else None
    return told.target_root if told is not None and told.stance is Stance.ACCUSED else None


def denied_to(doc: Doc, attribution: int | None) -> tuple[int, ...]:
    """Return the head of whose claim the attribution denies: "they" of "denied the rebels' claim that they …"."""
    told = doc._.attributions[attribution] if attribution is not None else None
    root = told.answers_source_root if told is not None and told.stance is Stance.DENIED else None
    return () if root is None else (root,)


def blamed(doc: Doc, trigger: Trigger, speaker: str | None, attribution: int | None) -> tuple[str, ...]:
    """Return who did it by the voice's stance: who claims responsibility, or whom the speaker accuses of it."""
    if attribution is None or not tells_of_event(trigger):
        return ()
    told = doc._.attributions[attribution]
    if told.stance is Stance.CLAIMED_RESPONSIBILITY and speaker is not None:
        return (speaker,)
    if told.stance is Stance.ACCUSED and told.target_root is not None:
        return doers(doc, [noun.i for noun in conjuncts(doc[told.target_root])])
    return ()


def owned(doc: Doc, trigger: Trigger, speaker: str | None, stance: Stance, agents: tuple[str, ...]) -> Stance:
    """Return the voice's stance: an armed group that says that it attacked claims responsibility."""
    group = next((e for e in doc._.entities if e.id == speaker and e.kind == ActorKind.ARMED_GROUP), None)
    speaks_of_itself = group is not None and group.id in agents and not trigger.result and tells_of_event(trigger)
    if speaks_of_itself and stance in {Stance.CLAIMED, Stance.CONFIRMED} and trigger.kind in DEEDS:
        return Stance.CLAIMED_RESPONSIBILITY
    return stance


def who_harmed(
    doc: Doc, toll: Toll, trigger: Trigger | None, speaker: str | None, attribution: int | None
) -> tuple[str, ...]:
    """Return who did to those counted what befell them, as the voice has it; nobody where that is only believed."""
    if trigger is None or are_suspected(doc, trigger.agents):
        return ()
    agents: tuple[str, ...] = ()
    if trigger.token == toll.governor:
        agents = doers(doc, trigger.agents)
        if set(agents) <= {speaker}:
            agents = blamed(doc, trigger, speaker, attribution) or agents
    return agents or agents_of_event(doc, trigger, toll.victims) or _boaster(doc, toll, trigger, speaker)


def _boaster(doc: Doc, toll: Toll, trigger: Trigger, speaker: str | None) -> tuple[str, ...]:
    """Return the speaker who counts its enemies killed and names nobody else: "the army said 12 rebels were killed".

    An army counts militants and an armed group soldiers; who died of their own bomb or of each other nobody killed.
    """
    verb, body = doc[toll.governor], _body_of(doc, speaker)
    counted = toll.measure is Measure.KILLED and toll.high != 0 and verb.pos_ == "VERB" and is_passive(verb)
    if body is None or not counted or trigger.negated or trigger.agents or by_phrases(verb):
        return ()
    foes = Victims.SECURITY_FORCES if body.kind == ActorKind.ARMED_GROUP else Victims.MILITANTS
    told = [t for t in doc._.triggers if verb.sent.start <= t.token < verb.sent.end]
    apart = any(t.kind in SELF_INFLICTED or t.lemma == "infighting" or (t.agents and t is not trigger) for t in told)
    owned = any(child.dep_ == "nmod:poss" for child in doc[toll.noun].children)
    return (body.id,) if toll.victims is foes and not apart and not owned else ()


def _body_of(doc: Doc, speaker: str | None) -> Entity | None:
    """Return the army or armed group that the speaker is, is the office of, or speaks for."""
    masters = (r.target for r in doc._.relations if r.type is RelationType.SPEAKS_FOR and r.source == speaker)
    bodies = (entity_by_id(doc, id) for id in (speaker, *masters) if id is not None)
    return next((body for body in bodies if body.kind in FIGHTING or body.key in offices()), None)


def agents_of_event(doc: Doc, trigger: Trigger, victims: Victims) -> tuple[str, ...]:
    """Return who did the event that a word tells of, where nothing speaks against their having hit the victims."""
    around = [t for t in doc._.triggers if t.token in trigger.linked or trigger.token in t.linked or t is trigger]
    kinds = {t.kind for t in around}
    roots = [index for t in around for index in (*t.agents, *(t.targets if t.kind == "armed_clash" else ()))]
    entities = {entity.id: entity for entity in doc._.entities}
    return tuple(id for id in doers(doc, roots) if may_have_killed(entities[id], victims, kinds))


def may_have_killed(entity: Entity, victims: Victims, kinds: set[str]) -> bool:
    """Tell whether the actor is such as those who died are killed by in events of these kinds."""
    kind = ActorKind(entity.kind) if entity.type is EntityType.ACTOR and entity.kind else None
    if victims is Victims.MILITANTS:
        return kind in STATE
    if victims is Victims.SECURITY_FORCES:
        return kind in ARMED
    raided = victims is Victims.CIVILIANS and kind in ARMED and "armed_clash" not in kinds
    return raided or (kind in ARMED | STATE and not kinds & TWO_SIDED)

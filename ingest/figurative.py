"""Words of violence that tell of none: figures of speech, illness, storms, fiction, strikes of workers."""

from collections.abc import Iterable

from spacy.tokens import Token

from ingest.document import ActorKind, EntityType
from ingest.mentions import entity_at
from ingest.syntax import case_of, children, is_passive, objects, subjects
from seeds.nouns import asset_nouns, figurative

#: Kinds of actors that attack with more than words.
ARMED = frozenset({ActorKind.ARMED_GROUP, ActorKind.STATE_FORCE, ActorKind.INTELLIGENCE})
#: What no violence befalls.
UNHARMED = frozenset({"matter", "fiction"})
#: What harms without anybody doing it.
CAUSES = frozenset({"nature", "ailment"})
#: Prepositions of what somebody died of, or in what he did only seemingly.
CAUSAL = frozenset({"in", "of", "from", "by", "during", "with", "after"})
#: Prepositions of what words and efforts are aimed at.
ABOUT = frozenset({"of", "on", "against", "over", "for", "about", "back", "with", "to", "from"})
#: Verbs that tell of words as often as of weapons.
OF_WORDS = frozenset(
    {"attack", "assault", "clash", "battle", "fight", "target", "hit", "strike", "torch", "bombard", "ambush", "pound",
     "skirmish", "rally", "besiege"}
)  # fmt: skip
#: Nouns of deeds that are done with words, goods and ballots too.
LOOSE = frozenset(
    {"attack", "assault", "onslaught", "barrage", "salvo", "volley", "blitz", "offensive", "campaign", "operation",
     "battle", "clash", "confrontation", "skirmish", "standoff", "stand-off", "raid", "explosion", "ambush",
     "hijacking", "siege", "invasion", "crackdown", "sweep", "bombardment", "blast", "rescue", "fight"}
)  # fmt: skip
#: Nouns for deaths, whatever their cause.
DEATHS = frozenset({"death", "fatality", "casualty", "evacuation", "rescue"})
#: Nouns of efforts, of arms or not.
EFFORTS = frozenset({"campaign", "operation"})
#: Words by which an effort is one of arms.
WARLIKE = frozenset(
    {"military", "bombing", "air", "aerial", "ground", "bombardment", "armed", "violent", "guerrilla", "insurgent",
     "terrorist", "terror", "terrorism", "counterinsurgency", "counter-insurgency", "bloody", "brutal", "deadly",
     "sabotage", "assassination", "drone", "missile", "rebel", "militant", "jihadist", "war", "offensive", "joint"}
)  # fmt: skip
#: Words about spans of time: "came under fire for two hours".
SPANS = frozenset({"minute", "hour", "day", "night", "week", "month", "time"})
#: What people do to themselves as well as to others.
HARMING = frozenset({"kill", "shoot", "stab", "hang", "handcuff", "poison", "injure", "hurt", "wound"})
#: Kinds of actors whose attacks on each other are ones of words.
CIVIL = frozenset({ActorKind.PERSON, ActorKind.POLITICAL_PARTY, ActorKind.MEDIA})
#: What captures people only in pictures.
RECORDERS = frozenset(
    {"camera", "video", "film", "tape", "footage", "cctv", "phone", "photograph", "picture", "photo", "satellite"}
)
#: Nouns for where operations are run, and by whom.
SEATS = frozenset(
    {"base", "theatre", "theater", "area", "zone", "field", "centre", "center", "head", "chief", "director", "seat"}
)  # fmt: skip
#: Verbs of what is done with a strike of workers.
CALLING = frozenset({"call", "observe", "join", "announce", "hold", "stage", "suspend", "end", "begin", "plan"})


def is_figurative(token: Token) -> bool:
    """Tell whether the word tells of no violence here, whatever it tells elsewhere."""
    if token.pos_ in {"VERB", "AUX"}:
        return _is_figurative_verb(token)
    return _is_figurative_noun(token)


def is_recorded(verb: Token) -> bool:
    """Tell whether it is on film that somebody was captured: "captured on video", "captured by a camera"."""
    return verb.lemma_.lower() in {"capture", "catch"} and any(
        child.lemma_.lower() in RECORDERS for child in children(verb, "obl", "obl:agent")
    )


def is_of_workers(noun: Token) -> bool:
    """Tell whether the strike is one of workers: "on strike", "a 24-hour strike", "the teachers' strike"."""
    if noun.lemma_.lower() != "strike":
        return False
    if noun.i > 1 and noun.nbor(-1).lower_ in {"down", "jam"} and noun.nbor(-2).text == "-":
        return True
    if case_of(noun) == "on" and not children(noun, "det", "amod", "compound", "nmod:poss", "nummod"):
        return True
    owners = [
        *children(noun, "amod", "compound", "nmod:poss"),
        *(c for c in children(noun, "nmod") if case_of(c) == "by"),
    ]
    timed = any(word.lemma_.lower() in SPANS and children(word, "nummod") for word in owners)
    if (timed or _kinds(owners) & {"worker"}) and not _is_armed(owners):
        return True
    over = [child for child in children(noun, "nmod", "obl") if case_of(child) in {"over", "for"}]
    called = noun.dep_ in {"obj", "xcomp", "nsubj:pass"} and noun.head.lemma_.lower() in CALLING
    called = called and not any(case_of(child) in {"on", "against", "in"} for child in children(noun, "nmod"))
    called = called and not any(child.lower_ in {"the", "this"} for child in children(noun, "det"))
    return called and bool(_kinds([*over, *subjects(noun.head)]) & {"worker", "matter"})


def _kind(token: Token) -> str | None:
    """Return what the word is in the table of figures of speech; names, things and places are nothing."""
    kind = figurative().get(token.lemma_.lower()) or figurative().get(token.lower_)
    if kind is None or (token.pos_ == "PROPN" and token.i > token.sent.start):
        return None
    entity = entity_at(token.doc, token)
    return None if entity is not None and entity.type is not EntityType.ACTOR else kind


def _kinds(tokens: Iterable[Token]) -> set[str]:
    return {kind for token in tokens if (kind := _kind(token)) is not None}


def _is_armed(tokens: Iterable[Token]) -> bool:
    entities = (entity_at(token.doc, token) for token in tokens)
    return any(entity is not None and entity.kind in ARMED for entity in entities)


def _is_figurative_verb(verb: Token) -> bool:
    lemma, doers, hit = verb.lemma_.lower(), subjects(verb), objects(verb)
    if hit and all(_kind(target) in UNHARMED for target in hit):
        return True
    if is_recorded(verb):
        return True
    if lemma in HARMING and hit and all(target.lower_.endswith(("self", "selves")) for target in hit):
        return True
    if lemma in OF_WORDS and hit and all(_kind(target) in {"ailment", "menace"} for target in hit):
        return True
    if doers and all(_kind(doer) in UNHARMED or _is_cause(doer) for doer in doers):
        return True
    around = [child for child in children(verb, "obl") if case_of(child) in CAUSAL]
    if any(_is_cause(child) or _kind(child) == "fiction" for child in around):
        return True
    if lemma == "storm" and verb.i + 1 < len(verb.doc) and verb.nbor().lower_ in {"out", "off"}:
        return True
    return _is_staged(verb) or (lemma in OF_WORDS | {"come"} and _is_of_words(verb, doers))


def _is_of_words(verb: Token, doers: list[Token]) -> bool:
    """Tell whether it is done with words: by those who only talk, "as" or "over" or "for" something."""
    if _is_armed(doers):
        return False
    if doers and all(_kind(doer) == "talker" for doer in doers):
        return True
    if verb.lemma_.lower() in {"fight", "battle"} and any(
        child.tag_ == "VB" for child in children(verb, "xcomp", "advcl")
    ):
        return True
    if verb.lemma_.lower() == "attack" and _is_between_people(verb, doers):
        return True
    aims = [child for child in children(verb, "obl") if case_of(child) in ABOUT]
    if verb.lemma_.lower() == "come":
        return any(case_of(aim) in {"over", "for"} and aim.lemma_.lower() not in SPANS for aim in aims)
    if verb.lemma_.lower() == "rally" and any(
        case_of(child) in {"behind", "around"} for child in children(verb, "obl")
    ):
        return True
    as_such = any(case_of(child) == "as" for child in children(verb, "obl", "advcl")) and not is_passive(verb)
    return as_such or bool(_kinds(aims) & (UNHARMED | {"menace"}))


def _is_between_people(verb: Token, doers: list[Token]) -> bool:
    """Tell whether people of whom none is armed attack each other, with nothing in their hands: in words."""
    if not doers or children(verb, "obl"):
        return False
    both = [entity_at(token.doc, token) for token in (*doers, *objects(verb))]
    return len(both) > len(doers) and all(entity is not None and entity.kind in CIVIL for entity in both)


def _is_figurative_noun(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    before = children(noun, "amod", "compound", "nmod:poss")
    after = [child for child in children(noun, "nmod", "obl") if case_of(child) in ABOUT]
    struggles = UNHARMED | {"menace"} if lemma in {"fight", "battle", "campaign", "offensive"} else UNHARMED
    if after and all(_kind(child) in struggles for child in after):
        return True
    if _is_state_or_place(noun) or (lemma == "firing" and noun.tag_ == "NNS"):
        return True
    if lemma in {"rally", "encounter"} and case_of(noun) in {"at", "during"}:
        return True
    if lemma in DEATHS:
        return bool(_kinds([*before, *after]) & CAUSES)
    if lemma in LOOSE:
        owners = [*before, *(child for child in after if case_of(child) == "of")]
        if _kinds(before) & {"rhetoric", "ailment"} or _kinds(owners) & {"business"}:
            return True
        return lemma == "campaign" and any(_is_civilian(owner) for owner in owners)
    return (lemma == "strike" and "player" in _kinds(after)) or _is_staged(noun)


def is_unarmed_effort(noun: Token) -> bool:
    """Tell whether nothing about a campaign or operation says that it is one of arms: whose, against whom, how."""
    if noun.lemma_.lower() not in EFFORTS:
        return False
    around = [*children(noun, "amod", "compound", "nmod:poss"), *children(noun, "nmod", "acl")]
    if any(word.lower_ in WARLIKE or word.lemma_.lower() in WARLIKE for word in around):
        return False
    doers = subjects(noun.head) if noun.dep_ == "obj" else []
    entities = (entity_at(noun.doc, word) for word in (*around, *doers))
    return not any(entity is not None and entity.type is EntityType.ACTOR for entity in entities)


def _is_civilian(owner: Token) -> bool:
    entity = entity_at(owner.doc, owner)
    return entity is not None and entity.kind in {ActorKind.PERSON, ActorKind.POLITICAL_PARTY}


def _is_state_or_place(noun: Token) -> bool:
    """Tell whether the noun says how or where things stand: "a state of siege", "area of operations"."""
    lemma, case = noun.lemma_.lower(), case_of(noun)
    if lemma == "siege":
        return case == "of" and noun.head.lemma_.lower() == "state"
    if lemma == "operation" and case in {"in", "into"} and noun.tag_ == "NN" and not list(noun.lefts)[1:]:
        return True
    return lemma == "operation" and case == "of" and noun.head.lemma_.lower() in SEATS


def _is_cause(token: Token) -> bool:
    """Tell whether it harms without anybody doing it: a storm, an illness, a fire, a crash on the road."""
    lemma, before = token.lemma_.lower(), children(token, "compound", "amod")
    if lemma in {"fire", "blaze"}:
        return bool(children(token, "det")) and not before and not children(token, "nmod")
    if lemma == "crash":
        return any(asset_nouns().get(child.lemma_.lower()) in {"vehicle", "train"} for child in before) or bool(
            {child.lower_ for child in before} & {"road", "traffic"}
        )
    return _kind(token) in CAUSES or (lemma == "attack" and bool(_kinds(before) & {"ailment"}))


def _is_staged(token: Token) -> bool:
    """Tell whether a film or a book tells of it: "a novel about", "the film depicts the murder of"."""
    head = token.head
    if token.dep_ in {"obj", "ccomp"} and head.pos_ == "VERB":
        return bool(doers := subjects(head)) and all(_kind(doer) == "fiction" for doer in doers)
    return token.dep_ == "nmod" and case_of(token) == "about" and _kind(head) == "fiction"

"""Who does what a word tells of, and to whom: the parties to a verb or noun of violence, read off the parse."""

from spacy.tokens import Token

from ingest.document import ActorKind, EntityType
from ingest.mentions import entity_at
from ingest.syntax import (
    antecedent,
    by_phrases,
    case_of,
    children,
    conjuncts,
    first_conjunct,
    is_passive,
    makers,
    objects,
    obliques,
    passive_subjects,
    subjects,
    verb_phrases,
)
from seeds.tolls import measures

#: Verbs that lend their subject to the noun that tells of the event: "launched an attack".
LIGHT_VERBS = frozenset(
    {"launch", "conduct", "carry", "mount", "stage", "undertake", "perform", "wage", "commit", "perpetrate", "deploy",
     "initiate", "begin", "start", "execute", "make", "do", "order", "lead", "open", "fire", "step", "intensify",
     "resume", "continue", "conclude", "complete", "orchestrate", "mastermind", "engage", "deliver", "employ", "join",
     "unleash", "plot"}
)  # fmt: skip
#: Verbs whose agent did what the bomb did: "a bomb planted by".
PLACING_VERBS = frozenset({"plant", "detonate", "lay", "drop", "throw", "hurl", "place", "set"})
#: Verbs that give a deed to somebody, and the preposition before who that is: "attributed to", "blamed on".
CREDITING = {"attribute": "to", "blame": "on", "pin": "on", "ascribe": "to", "claim": "by"}
#: Verbs whose object the subject suffers: "came under attack", "faced gunfire", "suffered an ambush".
SUFFERING_VERBS = frozenset({"suffer", "face", "come", "survive", "endure", "sustain", "repel", "repulse", "foil"})
#: What lies in wait for those who hit it.
BURIED = frozenset({"mine", "landmine", "bomb", "ied", "device", "explosive"})
#: Verbs whose object is an attack, and that hit those who make it.
HITTING_BACK = frozenset({"repel", "repulse"})
#: Verbs of two sides that hit each other "with" what is their object.
TRADING = frozenset({"exchange", "trade"})
#: Verbs whose object is the subject's own loss.
LOSING_VERBS = frozenset({"lose", "mourn", "bury"})
#: Phrases whose subject suffers what they say.
SUFFERED = frozenset({"come under fire", "come under attack", "come under shelling", "come under bombardment"})
#: Nouns whose "of" names who suffers it.
OBJECTIVE_NOUNS = frozenset(
    {"killing", "hijacking", "abduction", "kidnapping", "assassination", "execution", "murder", "massacre", "bombing",
     "bombardment", "shelling", "capture", "seizure", "beheading", "rescue", "arrest", "detention", "destruction",
     "slaying", "elimination", "targeting", "siege", "sabotage", "occupation", "shooting", "death", "taking"}
)  # fmt: skip
#: What is fired, thrown or done at somebody: the verb's object without being whom it hits.
MEANS = frozenset(
    {"rocket", "missile", "shell", "mortar", "drone", "bomb", "grenade", "round", "shot", "bullet", "projectile",
     "munition", "salvo", "barrage", "volley", "torpedo", "explosive", "device", "fire", "gunfire", "artillery", "uav",
     "warhead", "firebomb", "cocktail", "stone", "rock", "brick", "weapon", "gun", "rifle", "siege", "waste", "loss",
     "casualty", "damage", "blow", "vest", "belt", "himself", "herself", "themselves", "itself", "bombs", "explosives",
     "strike", "havoc", "destruction", "toll", "ammunition", "bullets"}
)  # fmt: skip
#: Verbs whose object is driven into what is hit.
RAMMING = frozenset({"ram", "drive", "crash", "plough", "plow", "slam"})
TARGET_CASES = frozenset({"on", "against", "at", "upon", "with", "toward", "towards"})
#: Prepositions of what the means are aimed at.
AIMED = frozenset({"on", "against", "at", "upon", "toward", "towards", "into", "onto", "over", "to"})
#: Kinds of actors whose name before a deed is its victim's.
HARMLESS = frozenset(
    {ActorKind.PERSON, ActorKind.POPULATION, ActorKind.CIVIL_SOCIETY, ActorKind.POLITICAL_PARTY, ActorKind.MEDIA}
)
#: Nouns for several events of one kind: "a wave of attacks".
SERIES = frozenset({"series", "wave", "spate", "string", "number", "flurry"})
#: Nouns by which a deed is said to be somebody's: "the attack was the work of X".
WORKS = frozenset({"work", "handiwork", "doing"})
#: Verbs whose subject is a party to what stands under "in".
PARTAKING = frozenset({"participate", "partake", "involve", "involved", "implicate", "engage", "complicit"})
#: Participles that with a name before them tell whose a deed is: "a Taliban-claimed attack".
DOING = ("led", "claimed", "orchestrated", "executed")
#: Nouns that somebody takes, plays or has in a deed.
SHARES = frozenset({"part", "role", "hand"})


def verb_parties(token: Token) -> tuple[list[Token], list[Token]]:
    """Return who does what the verb says and to whom it is done."""
    agents, targets = subjects(token), objects(token)
    if not targets and _is_absolute(token):
        return by_phrases(token), agents
    phrases = verb_phrases(token)
    if phrases & SUFFERED:
        named = [
            c for child in children(token, "obl") if case_of(child) == "under" for c in obliques(child, "from", "by")
        ]
        return by_phrases(token) + obliques(token, "from") + named, agents
    if (takers := captors(token)) or _hits_mine(token):
        return takers or [doer for mine in targets for doer in noun_parties(mine)[0]], subjects(token)
    if _counts_subject(token, phrases):
        return by_phrases(token), agents or targets
    if token.lemma_.lower() in LOSING_VERBS:
        return by_phrases(token) if is_passive(token) else [], targets
    if token.lemma_.lower() in HITTING_BACK and not is_passive(token):
        return agents, [doer for deed in targets for doer in noun_parties(deed)[0] or [deed]]
    if (sides := obliques(token, "between")) and not agents:
        return sides[:1], targets + sides[1:]
    allies = _company(token)
    struck = [target for target in _struck(token, targets) if target not in allies]
    return agents + (allies if agents else []), struck


def captors(token: Token) -> list[Token]:
    """Return to whom a place fell: "fell to the rebels", "fell into the hands of X"."""
    if token.lemma_.lower() != "fall":
        return []
    hands = [hold for hold in obliques(token, "into", "under") if hold.lemma_.lower() in {"hand", "control"}]
    takers = [taker for hold in hands for taker in (*obliques(hold, "of"), *children(hold, "nmod:poss"))]
    takers = takers or obliques(token, "to")
    return [taker for taker in takers if is_fighting(taker)]


def _hits_mine(token: Token) -> bool:
    """Tell whether the subject ran into what blew it up: "their vehicle hit a roadside bomb"."""
    hit = objects(token) if token.lemma_.lower() in {"hit", "strike", "trigger"} else []
    return any(thing.lemma_.lower() in BURIED for thing in hit)


def is_fighting(token: Token) -> bool:
    """Tell whether the noun stands for an armed group or a force."""
    entity = entity_at(token.doc, token)
    return entity is not None and entity.kind in {ActorKind.ARMED_GROUP, ActorKind.STATE_FORCE}


def _is_absolute(token: Token) -> bool:
    """Tell whether the participle follows "with" and whom it befell: "with at least 20 fighters killed"."""
    marked = any(c.lower_ == "with" for c in children(token, "mark"))
    return token.tag_ in {"VBD", "VBN"} and (marked or any(s.left_edge.lower_ == "with" for s in subjects(token)))


def _counts_subject(token: Token, phrases: set[str]) -> bool:
    """Tell whether the verb's subject suffers it: "die", "lose their lives"."""
    rows = (measures().get(("verb", phrase)) for phrase in sorted(phrases))
    return any(row is not None and row.counted == "subject" for row in rows) and not is_passive(token)


def _company(token: Token) -> list[Token]:
    """Return who does it too: "together with X", "alongside X"."""
    found = obliques(token, "alongside")
    for adverb in children(token, "advmod"):
        if adverb.lower_ in {"together", "along", "jointly"}:
            found += obliques(adverb, "with") or obliques(token, "with")
    return found


def _struck(token: Token, targets: list[Token]) -> list[Token]:
    """Return what the verb hits: what is aimed at, where its object is only what is fired, thrown or done."""
    driven = token.lemma_.lower() in RAMMING and obliques(token, "into", "onto")
    if token.lemma_.lower() == "shoot" and children(token, "compound:prt"):
        return [target for target in targets if target.lemma_.lower() not in MEANS]
    means = [target for target in targets if driven or target.lemma_.lower() in MEANS or target.lower_ in MEANS]
    if not targets and not is_passive(token):
        return obliques(token, *TARGET_CASES)
    if len(means) < len(targets):
        return [target for target in targets if target not in means]
    aimed = AIMED | {"with"} if token.lemma_.lower() in TRADING else AIMED
    return list(dict.fromkeys(aim for node in (token, *means) for aim in obliques(node, *aimed)))


def carrier(token: Token) -> Token | None:
    """Return the light verb that carries the noun: "launched an attack", "airstrikes conducted by"."""
    top = first_conjunct(token)
    head = top.head
    if head.lemma_.lower() in SERIES and top.dep_ == "nmod":
        top, head = head, head.head
    carries = head.lemma_.lower() in LIGHT_VERBS | SUFFERING_VERBS
    if carries and head.pos_ == "VERB" and top.dep_ in {"obj", "nsubj:pass", "obl"}:
        return head
    for child in children(token, "acl", "acl:relcl"):
        if child.lemma_.lower() in LIGHT_VERBS | PLACING_VERBS:
            return child
    return None


def noun_parties(token: Token) -> tuple[list[Token], list[Token]]:
    """Return who does what the noun says and to whom it is done."""
    lemma = token.lemma_.lower()
    objective = lemma in OBJECTIVE_NOUNS
    of = obliques(token, "of")
    sent = [noun for noun in of if noun.lemma_.lower() in MEANS]
    of = [noun for noun in of if noun not in sent]
    suffering = of if objective else [noun for noun in of if _is_thing(noun)]
    doing = by_phrases(token) or (by_phrases(token.head) if token.head.lemma_.lower() in SERIES else [])
    agents = [c for by in doing for c in conjuncts(by)] + [noun for noun in of if noun not in suffering]
    sides = obliques(token, "between") or (obliques(token.head, "between") if token.dep_ == "nsubj" else [])
    agents += sides[:1] + [maker for participle in DOING for maker in makers(token, participle)]
    targets = obliques(token, *TARGET_CASES) + sides[1:] + suffering or _hung_above(token)
    targets = targets or [c for by in doing for c in obliques(by, "on", "against")]
    targets = targets or [c for noun in sent for c in obliques(noun, *AIMED)]
    targets += [c for child in children(token, "acl") if child.lemma_ == "target" for c in objects(child)]
    possessors = _possessors(token)
    modifiers = children(token, "compound", "amod")
    if objective and not targets:
        targets = [m for m in modifiers if _is_asset(m)] or ([] if agents else possessors)
    named = [m for m in modifiers if _is_party(m)]
    targets = targets or [m for m in named if m.dep_ == "compound" and not _may_attack(m)]
    if not set(possessors) & set(targets):
        agents += possessors or [m for m in named if m not in targets]
    return _carried(token, agents, targets)


def _hung_above(token: Token) -> list[Token]:
    """Return what the noun aims at where the parse hung it on a verb of harm: "killed in a strike on a market"."""
    verb = token.head
    if token.dep_ != "obl" or ("verb", verb.lemma_.lower()) not in measures():
        return []
    return [aim for aim in obliques(verb, "on", "against") if aim.left_edge.i > token.i]


def _possessors(token: Token) -> list[Token]:
    """Return whose the noun is, also where the parse hangs the owner elsewhere."""
    owners = children(token, "nmod:poss")
    before = token.doc[token.left_edge.i - 1] if token.left_edge.i else None
    if not owners and before is not None and before.tag_ == "POS" and before.head.i < before.i:
        owners = [before.head]
    return [c for owner in owners for c in conjuncts(owner) if c.i < token.i]


def _carried(token: Token, agents: list[Token], targets: list[Token]) -> tuple[list[Token], list[Token]]:
    """Return the parties with what the light verb adds: "launched an attack on", "came under attack"."""
    verb = carrier(token)
    if verb is None:
        return agents or _answerable(token), targets
    if verb.lemma_.lower() in SUFFERING_VERBS:
        spared = targets and verb.lemma_.lower() == "foil"
        return agents, targets if spared else targets + subjects(verb)
    agents = agents or subjects(verb)
    return agents + (_company(verb) if agents else []), targets or obliques(verb, *TARGET_CASES, "into")


def _answerable(token: Token) -> list[Token]:
    """Return who was "behind the attack", "responsible for" it, whose work it was, who took part in it."""
    case, head = case_of(token), first_conjunct(token).head
    if case == "behind":
        return _holders(token if children(token, "nsubj") else head)
    if case == "for" and head.lemma_.lower() == "responsible":
        return _holders(head)
    if case == "in" and head.lemma_.lower() in SHARES and head.dep_ == "obj":
        head = head.head
    elif case == "in" and head.lemma_.lower() not in PARTAKING and not verb_phrases(head) & {"take part", "play role"}:
        return []
    if case == "in" and head.pos_ in {"VERB", "ADJ"}:
        return (passive_subjects(head) if is_passive(head) else subjects(head)) + _company(head)
    if token.dep_ == "nsubj" and head.lemma_.lower() in WORKS:
        owners = [c for owner in children(head, "nmod:poss") for c in conjuncts(owner)]
        return obliques(head, "of") or owners or _after_of(head)
    return _credited(token) or _without_verb(token)


def _without_verb(token: Token) -> list[Token]:
    """Return the subject that lost its verb to the noun's participle: "On May 4, rebels, a group …, seized control"."""
    taken = any(c.tag_ == "VBN" and 0 < c.i == token.i - 1 and c.nbor(-1).text == "," for c in children(token, "amod"))
    root = token.sent.root
    named = [c for c in children(root, "nsubj") if c.i < token.i] if taken and root.pos_ != "VERB" else []
    return [c for child in named for c in conjuncts(child)]


def _after_of(token: Token) -> list[Token]:
    """Return the noun of the phrase right after "of", wherever the parse hangs it."""
    words = token.doc[token.i + 1 : token.i + 8]
    if not len(words) or words[0].lower_ != "of":
        return []
    heads = [word for word in words if word.pos_ in {"NOUN", "PROPN"} and word.head.dep_ != "flat"]
    return [head for head in heads if head.head not in heads][:1]


def _credited(token: Token) -> list[Token]:
    """Return whom the deed is "attributed to", "blamed on"; nobody where that is what somebody named holds."""
    verbs = [*children(token, "acl", "acl:relcl"), *([token.head] if token.dep_ == "nsubj:pass" else [])]
    told = [verb for verb in verbs if verb.lemma_.lower() in CREDITING]
    unsaid = [verb for verb in told if not subjects(verb)]
    credited = [noun for verb in unsaid for noun in obliques(verb, CREDITING[verb.lemma_.lower()])]
    claimed = [
        verb for verb in told if verb.lemma_ == "claim" and children(verb, "obj", "nsubj") and not is_passive(verb)
    ]
    return credited + [group for verb in claimed for group in subjects(verb) if is_fighting(group)]


def _holders(token: Token) -> list[Token]:
    return [c for child in children(token, "nsubj") for c in conjuncts(antecedent(child))]


def _is_thing(token: Token) -> bool:
    """Tell whether the noun stands for what can only suffer: "the ambush of a convoy"."""
    entity = entity_at(token.doc, token)
    return entity is not None and entity.type in {EntityType.ASSET, EntityType.PLACE}


def _is_asset(token: Token) -> bool:
    entity = entity_at(token.doc, token)
    return entity is not None and entity.type is EntityType.ASSET


def _may_attack(token: Token) -> bool:
    """Tell whether the name before a deed is its doer's: "the RSF attack", not "the Fenastras bombing"."""
    entity = entity_at(token.doc, token)
    return entity is None or entity.kind not in HARMLESS


def _is_party(token: Token) -> bool:
    entity = entity_at(token.doc, token)
    return entity is not None and entity.type is EntityType.ACTOR

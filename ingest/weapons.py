"""What an attack was made with, where the words tell: "warplanes hit", "shells fell", "a suicide bomber killed"."""

from spacy.tokens import Token

from ingest.syntax import by_phrases, case_of, children, conjuncts, is_passive, passive_subjects, subjects
from seeds.nouns import weapons

#: Kinds that a weapon sharpens.
BLUNT = frozenset({"attack", "armed_attack", "killing", "bombing", "military_operation"})
#: Kinds that bombardment by aircraft is.
FROM_THE_AIR = frozenset({"airstrike", "drone_strike"})
#: Verbs with which the weapon itself arrives.
ARRIVING = frozenset(
    {"fall", "land", "rain", "slam", "crash", "hit", "strike", "explode", "detonate", "drop", "impact"}
)
#: Weapons that arrive.
THROWN = frozenset({"shelling", "bombing"})
#: Words before a bomber who dies in the attack, and before a plane or vessel that is none.
SUICIDE = frozenset({"suicide", "himself", "herself"})
#: Prepositions and verbs before what is used.
WITH = frozenset({"with", "by", "using", "from"})


def sharpened(token: Token, kind: str, told: Token) -> str:
    """Return the kind that the weapon in the trigger's words makes of it, else the kind as it is.

    `told` is the verb that carries the trigger, if it is a noun: "jets carried out raids" are airstrikes.
    """
    tools = _tools(token) + (children(told, "nsubj") if told.i != token.i else [])
    if kind not in BLUNT and kind != "shelling":
        flown = (weapon for noun in tools if (weapon := _weapon(noun)) in FROM_THE_AIR)
        return next(flown, kind) or kind if kind == "raid" else kind
    found = next((weapon for noun in tools if (weapon := _weapon(noun)) is not None), kind)
    return found if kind in BLUNT or found in FROM_THE_AIR else kind


def arrival(token: Token) -> str | None:
    """Return the kind of event of which a verb tells by its weapon alone: "mortar rounds fell on a village"."""
    if token.pos_ != "VERB" or token.lemma_.lower() not in ARRIVING:
        return None
    arrived = passive_subjects(token) if is_passive(token) else subjects(token)
    return next((kind for noun in arrived if (kind := _weapon(noun)) in THROWN), None)


def _tools(token: Token) -> list[Token]:
    """Return the nouns that may be what it was done with: the doer, what was dropped or fired, "with …"."""
    doers = [c for child in children(token, "nsubj") for c in conjuncts(child)] if token.pos_ == "VERB" else []
    doers += [c for by in by_phrases(token) for c in conjuncts(by)]
    under = [c for child in children(token, "obl", "nmod") if case_of(child) in WITH for c in conjuncts(child)]
    used = [c for verb in children(token, "advcl", "acl") if verb.lemma_ == "use" for c in children(verb, "obj")]
    return [*doers, *under, *used, *children(token, "compound")]


def _weapon(noun: Token) -> str | None:
    # the tagger leaves many a plural that opens a sentence as it is
    kind = weapons().get(noun.lemma_.lower()) or weapons().get(noun.lower_.removesuffix("s"))
    before = {child.lower_ for child in noun.children}
    if kind == "suicide_bombing" and not before & SUICIDE:
        return "bombing"
    if noun.lemma_.lower() == "vehicle" and "unmanned" in before:
        return "drone_strike"
    if kind == "ied" and noun.lemma_.lower() == "device":
        return "ied" if before & {"explosive", "incendiary", "improvised"} else None
    if kind == "shelling" and noun.lemma_.lower() == "round":
        return "shelling" if before & {"mortar", "artillery", "tank"} else None
    return kind

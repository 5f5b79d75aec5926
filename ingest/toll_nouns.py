"""Nouns that stand for a count: "the toll rose to 21", "put the number of wounded at nine", "losses of 40 men"."""

from spacy.tokens import Token

from ingest.document import ActorKind, Victims
from ingest.mentions import entities_of
from ingest.syntax import POSSIBLE_MODALS, case_of, children, first_conjunct, is_hypothetical, subjects
from ingest.victims import BODIES, side_of, victims_of
from seeds.tolls import MeasureRow, measures, person_nouns

TOLLS = frozenset({"toll", "tally", "dead", "loss", "wounded", "injured", "missing"})
#: Nouns that are one only by what they are of: "the number of dead".
NUMBERS = frozenset({"number", "count", "total", "figure", "estimate", "tally"})
#: What the number of is a toll of deaths.
DEATHS = frozenset({"dead", "death", "fatality", "victim", "casualty", "martyr"})
#: Words right before a number that is the toll's.
LINKS = frozenset(
    {"of", "at", "to", "from", "is", "was", "reached", "hit", "as", "stands", "stood", "be", "by", "exceeded", "passed",
     "topped", "surpassed", "crossed"}
)  # fmt: skip
#: Labels under which the number stands in "the toll rose to 21", "raised the toll to 21", "the toll is 21".
LABELS = frozenset({"obl", "obj", "xcomp", "nmod", "nummod", "advmod", "ccomp", "ROOT", "conj"})
#: Toll nouns that have an owner: "its own dead".
LOSSES = frozenset({"loss", "dead", "wounded", "casualty"})
#: Verbs whose object is the loss of whom it was brought upon.
INFLICTING = frozenset({"inflict", "cause", "impose"})
#: Verbs of whose subject the deaths are.
OWNING = frozenset({"suffer", "sustain", "admit", "acknowledge", "concede"})
SUFFERING = OWNING | {"take", "report"}
#: Words on a toll that make it one of something else than deaths.
MODIFIERS = frozenset({"injury", "wounded", "injured", "missing"})
#: Tokens from a toll noun to its number.
REACH = 14

Reading = tuple[MeasureRow, Token, Victims | None]


def toll_reading(noun: Token, start: int) -> Reading | None:
    """Return what the number that begins at `start` measures, the toll noun and its victims, where it is a toll's."""
    verb = first_conjunct(noun).head
    if is_hypothetical(verb) or any(child.lower_ in POSSIBLE_MODALS for child in children(verb, "aux")):
        return None
    for candidate in _candidates(noun, start):
        row = measure_of(candidate)
        if row is not None:
            return row, candidate, toll_victims(candidate)
    return None


def measure_of(noun: Token) -> MeasureRow | None:
    """Return what a toll noun counts: deaths, or what the number is of; null for other nouns."""
    lemma = noun.lower_ if noun.pos_ == "ADJ" else noun.lemma_.lower()
    if lemma in NUMBERS:
        inner = next((child for child in children(noun, "nmod") if case_of(child) == "of"), None)
        if inner is not None:
            return _measure_of_counted(inner) or _measure_of_participle(noun)
    if lemma not in TOLLS:
        return measures()[("noun", "death")] if lemma == "count" and _is_of_bodies(noun) else None
    word = next((c.lemma_.lower() for c in children(noun, "compound", "amod") if c.lemma_.lower() in MODIFIERS), lemma)
    if word in {"wounded", "injured", "injury"}:
        return measures()[("noun", "wounded")]
    return measures()[("adj", "missing")] if word == "missing" else measures()[("noun", "death")]


def _is_of_bodies(noun: Token) -> bool:
    return any(c.lemma_.lower() in {"body", "death", "casualty"} for c in children(noun, "compound"))


def _measure_of_counted(inner: Token) -> MeasureRow | None:
    lemma = inner.lower_ if inner.pos_ == "ADJ" else inner.lemma_.lower()
    if lemma in DEATHS:
        return measures()[("noun", "death")]
    row = measures().get(("noun", lemma)) or measures().get(("adj", lemma)) or measures().get(("adj", inner.lower_))
    if row is not None:
        return row
    return _measure_of_participle(inner)


def _measure_of_participle(noun: Token) -> MeasureRow | None:
    """Return what "people killed", "those detained" suffered."""
    for child in children(noun, "amod", "acl", "acl:relcl"):
        found = measures().get(("adj", child.lemma_.lower())) or measures().get(("verb", child.lemma_.lower()))
        if found is not None:
            return found
    return None


def toll_victims(noun: Token) -> Victims | None:
    """Return whose toll it is: "the civilian toll", "the army's losses", "losses on the rebels"; null where untold."""
    inner = [child for child in children(noun, "nmod") if case_of(child) == "of"]
    if noun.lemma_.lower() in NUMBERS and inner and (side := toll_victims(inner[0])) is not None:
        return side
    for child in [*children(noun, "compound", "amod"), *inner]:
        listed = person_nouns().get(child.lemma_.lower())
        if listed is not None and listed not in {"nobody", Victims.PEOPLE}:
            return Victims(listed)
        if child.lower_ in BODIES:
            return BODIES[child.lower_]
        if child.lower_ in {"military", "army", "police", "government"}:
            return Victims.SECURITY_FORCES
    for child in noun.children:
        if child.dep_ not in {"nmod:poss", "nmod", "amod", "nsubj"}:
            continue
        of_them = child.dep_ in {"nmod:poss", "nsubj"} or case_of(child) in {"among", "on"}
        owned = noun.lemma_.lower() in LOSSES or any(token.lower_ == "own" for token in noun.children)
        if owned and (of_them or child.dep_ == "amod"):
            side = side_of(noun.doc, child)
            if side is not None:
                return side
    return _side_of_losses(noun) if noun.lemma_.lower() in {"loss", "casualty"} else None


def side_of_deaths(noun: Token) -> Victims | None:
    """Return whose deaths they are where a force speaks of its own: "the army acknowledged seven deaths"."""
    verb = first_conjunct(noun).head
    forces = {ActorKind.STATE_FORCE, ActorKind.ARMED_GROUP}
    speakers = [entity for subject in subjects(verb) for entity in entities_of(noun.doc, subject)]
    own = any(entity.kind in forces or "defen" in entity.name.lower() for entity in speakers)
    return _side_of_losses(noun) if own and verb.lemma_.lower() in OWNING else None


def _side_of_losses(noun: Token) -> Victims | None:
    verb = first_conjunct(noun).head
    lemma = verb.lemma_.lower()
    hit = []
    if lemma in INFLICTING:
        hit = [c for c in children(verb, "obl") + children(noun, "nmod") if case_of(c) in {"on", "upon", "to"}]
        hit += [c for child in noun.children for c in children(child, "nmod") if case_of(c) in {"on", "upon"}]
    elif lemma in SUFFERING:
        hit = subjects(verb)
    found = (victims_of(token) or side_of(noun.doc, token) for token in hit)
    return next((side for side in found if side is not None and side is not Victims.PEOPLE), None)


def _candidates(noun: Token, start: int) -> list[Token]:
    """Return the toll nouns that the number may be of: by the parse, else by the words between."""
    top = first_conjunct(noun)
    head = top.head
    found = [head] if top.dep_ in {"nmod", "nummod", "appos"} else []
    if top.dep_ in LABELS:
        around = [child for verb in (head, head.head) for child in verb.children]
        found += [c for c in around if c.i != noun.i and c.dep_ in {"nsubj", "nsubj:pass", "obj"}]
    return found + _before(noun, start)


def _before(noun: Token, start: int) -> list[Token]:
    """Return the nearest toll noun before a number that a linking word stands before."""
    doc, sentence = noun.doc, noun.sent
    if start <= sentence.start or doc[start - 1].lower_ not in LINKS:
        return []
    for token in reversed(doc[max(sentence.start, start - REACH) : start]):
        if token.text in {";", "."}:
            return []
        if {token.lower_, token.lemma_.lower()} & (TOLLS | NUMBERS) and token.pos_ in {"NOUN", "ADJ", "PROPN"}:
            return [token] if measure_of(token) is not None else []
    return []

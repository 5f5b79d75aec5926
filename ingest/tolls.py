"""Counts of people and what happened to them: which noun a number counts, its measure, its victims."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from ingest.document import ActorKind, Hedge, Measure, Victims
from ingest.mentions import entity_at
from ingest.quantities import Quantity
from ingest.syntax import (
    case_of,
    children,
    first_conjunct,
    is_participle,
    is_passive,
    passive_subjects,
    verb_phrases,
)
from seeds.tolls import MeasureRow, measures, person_nouns

VICTIMS_OF_KIND = {
    ActorKind.ARMED_GROUP: Victims.MILITANTS,
    ActorKind.STATE_FORCE: Victims.SECURITY_FORCES,
    ActorKind.INTELLIGENCE: Victims.SECURITY_FORCES,
    ActorKind.POPULATION: Victims.CIVILIANS,
}
#: Words that stand for the people counted.
COUNTS = frozenset({"dozens", "scores", "hundreds", "thousands", "others", "more", "another", "nobody", "none"})
#: Words that count nobody.
NOBODY = frozenset({"nobody", "none"})
PART_CASES = frozenset({"including", "among"})
TOLL_NOUNS = frozenset({"toll", "tally", "count", "dead", "loss"})
#: What the number of is a toll.
DEATHS = frozenset({"dead", "death", "fatality", "victim", "casualty"})
#: Labels under which the number stands in "the toll rose to 21", "raised the toll to 21", "the toll is 21".
TOLL_LABELS = frozenset({"obl", "obj", "xcomp", "nmod", "nummod", "advmod", "ccomp", "ROOT", "conj"})
#: Labels under which a participle or adjective hangs on the noun that it tells of, headlines' among them.
ON_NOUN = frozenset({"acl", "amod", "acl:relcl", "advcl", "xcomp", "parataxis", "list", "dep"})
MAX_CLIMB = 7


@dataclass(frozen=True, slots=True)
class Toll:
    """A count of people (or their bare plural) with what happened to them; token indices."""

    #: the counted noun
    noun: int
    #: the word that says what happened to them
    governor: int
    #: all tokens that make the count: number, hedge, noun
    start: int
    end: int
    measure: Measure
    victims: Victims
    kind: str
    low: int | None
    high: int | None
    hedge: Hedge
    #: as written; null where no number stands ("soldiers were killed")
    text: str | None
    part: bool = False


@Language.component("tolls", requires=["token.dep", "doc._.quantities", "doc._.mentions"], assigns=["doc._.tolls"])
def tolls_component(doc: Doc) -> Doc:
    """Set the doc's tolls."""
    doc._.tolls = tuple(tolls(doc))
    return doc


def tolls(doc: Doc) -> Iterator[Toll]:
    """Yield every count of people of which the text says what happened to them, in text order."""
    counted: set[int] = set()
    for quantity in doc._.quantities:
        noun = counted_noun(doc, quantity)
        if (toll := _toll(doc, noun, quantity)) is not None:
            counted.add(noun.i)
            yield toll
    for token in doc:
        nobody = token.lower_ in NOBODY or (token.lower_ == "one" and any(c.lower_ == "no" for c in token.children))
        plural = token.tag_ == "NNS" or _totality(token) is not None or nobody
        bare = token.i not in counted and plural and not children(token, "nummod")
        if bare and (toll := _toll(doc, token, None)) is not None:
            yield toll


def counted_noun(doc: Doc, quantity: Quantity) -> Token:
    """Return the noun that a quantity counts; the number itself where it stands alone ("killed 12")."""
    number = doc[quantity.number_start : quantity.number_end].root
    counts = number.dep_ in {"nummod", "amod", "det", "compound", "advmod", "det:predet"}
    if counts and _is_countable(number.head) and number.head.i >= quantity.start:
        alone = number.head.pos_ == "ADJ" and number.head.dep_ == "conj" and _right_after(number) is not None
        return number if alone else number.head
    for child in number.children:
        if child.dep_ in {"nmod", "obl"} and case_of(child) == "of" and child.i >= quantity.end - 1:
            return number if child.pos_ == "PRON" else child
    return _next_noun(doc, quantity) or number


def _is_countable(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "PRON"}


def _next_noun(doc: Doc, quantity: Quantity) -> Token | None:
    """Return the head of the noun group right after the number, where the parse lost it."""
    found = None
    for token in doc[quantity.end : quantity.end + 6]:
        if token.pos_ in {"NOUN", "PROPN"}:
            found = token
        elif found is not None or token.pos_ not in {"ADJ", "DET", "PART", "NUM"} or token.is_sent_start:
            break
    return found


def victims_of(token: Token) -> Victims | None:
    """Return whom the noun counts; null where it counts no people."""
    lemma = token.lemma_.lower()
    if (listed := person_nouns().get(lemma)) is not None:
        if listed in {Victims.CIVILIANS, Victims.PEOPLE} and (sharper := _victims_of_modifiers(token)) is not None:
            return sharper
        return Victims(listed)
    if token.pos_ == "NUM" or token.lower_ in COUNTS:
        return Victims.PEOPLE
    entity = entity_at(token.doc, token)
    if entity is not None and entity.kind in VICTIMS_OF_KIND and token.pos_ in {"NOUN", "PROPN", "PRON", "ADJ"}:
        return VICTIMS_OF_KIND[ActorKind(entity.kind)]
    return None


def _victims_of_modifiers(token: Token) -> Victims | None:
    """Return the sharper reading that a modifier gives: "army personnel", "dead soldiers", "members of the BLA"."""
    for child in token.children:
        if child.dep_ in {"compound", "amod", "nmod:poss"}:
            listed = person_nouns().get(child.lemma_.lower())
            if child.lower_ in {"military", "army", "security", "paramilitary", "police"}:
                return Victims.SECURITY_FORCES
            if listed in {Victims.MILITANTS, Victims.SECURITY_FORCES}:
                return Victims(listed)
            if child.lower_ in {"militant", "insurgent", "rebel", "terrorist"}:
                return Victims.MILITANTS
        if child.dep_ == "nmod" and case_of(child) in {"of", "for", "from"}:
            inner = victims_of(child)
            if inner is not None and inner is not Victims.PEOPLE:
                return inner
    return None


def _toll(doc: Doc, noun: Token, quantity: Quantity | None) -> Toll | None:
    found = _measured(noun, alone=quantity is not None)
    if found is None:
        return None
    row, governor, people = found
    victims = victims_of(people)
    if victims is None or (quantity is None and (row.counted == "self" or victims_of(noun) is None)):
        return None
    if victims is Victims.HOSTAGES and row.measure == Measure.HOSTAGES:
        victims = _held(people) or Victims.HOSTAGES
    first = noun.i if quantity is None else quantity.start
    zero = quantity is None and (noun.lower_ in NOBODY or noun.lower_ == "one")
    return Toll(
        noun=noun.i,
        governor=governor.i,
        start=min(first, noun.i),
        end=max(noun.i + 1, quantity.end if quantity else 0),
        measure=Measure(row.measure),
        victims=victims,
        kind=row.kind,
        low=quantity.low if quantity else 0 if zero else None,
        high=quantity.high if quantity else 0 if zero else None,
        hedge=quantity.hedge if quantity else Hedge.EXACT if zero else Hedge.VAGUE,
        text=quantity.text if quantity else noun.text if zero else _totality(noun),
        part=_is_part(noun),
    )


def _totality(noun: Token) -> str | None:
    """Return "all" for "all hostages", "every hostage", "all of the hostages"; null where no such word stands."""
    words = {child.lower_ for child in children(noun, "det", "det:predet")}
    of_all = noun.dep_ == "nmod" and case_of(noun) == "of" and noun.head.lower_ == "all"
    return "all" if words & {"all", "every"} or of_all else None


def _is_part(noun: Token) -> bool:
    """Tell whether the count is of some of those counted before ("including three children").

    A number after a list without numbers ("including women and children, and 22 officers") starts afresh.
    """
    first = first_conjunct(noun)
    return case_of(first) in PART_CASES and (first.i == noun.i or bool(children(first, "nummod", "det")))


def _held(people: Token) -> Victims | None:
    """Return who the hostages are where the noun is another one ("took 12 officers hostage")."""
    return None if people.lemma_.lower() in {"hostage", "captive"} else victims_of(people)


def _measured(noun: Token, *, alone: bool) -> tuple[MeasureRow, Token, Token] | None:
    """Return the row that measures the noun, the word that it was found at, and the noun for the people counted."""
    own = measures().get(("noun", noun.lemma_.lower()))
    if (found := _climb(noun)) is not None:
        row, governor = found
        people = _people_of(noun) if own is not None and own.counted in {"self", "of"} else noun
        return row, governor, people
    if own is not None and (alone or own.counted == "of"):
        return own, noun, _people_of(noun)
    if noun.pos_ == "NUM" or victims_of(noun) is not None:
        return _toll_noun(noun)
    return None


def _people_of(noun: Token) -> Token:
    """Return who died of "the deaths of six militants", "200 coffins for soldiers", "36 civilian lives"."""
    for child in noun.children:
        if child.dep_ in {"nmod", "obl", "advcl"} and case_of(child) in {"of", "for", "among"} and victims_of(child):
            return child
        if child.dep_ in {"compound", "amod", "nmod:poss"} and person_nouns().get(child.lemma_.lower()):
            return child
    verbs = [*children(noun, "acl", "acl:relcl"), *([noun.head] if noun.dep_ == "nsubj:pass" else [])]
    for verb in verbs:
        for child in children(verb, "obl"):
            if case_of(child) == "for" and victims_of(child):
                return child
    return noun


def _climb(noun: Token) -> tuple[MeasureRow, Token] | None:
    """Return the row and the token of the nearest predicate that the noun is counted by."""
    if (found := _own_modifier(noun)) is not None:
        return found
    token = noun
    for _ in range(MAX_CLIMB):
        head, label = token.head, first_conjunct(token).dep_
        token = first_conjunct(token)
        head = token.head
        if head.i == token.i and token.dep_ in {"ROOT", "root"}:
            return _as_predicate_of_root(token) if token.i != noun.i else None
        found = _by_verb(token, head, label) or _by_noun(token, head, label) or _by_adjective(token, head, label)
        if found is not None:
            return found
        if label not in {"nmod", "compound", "appos", "nmod:of", "obl", "dep", "fixed", "nsubj:outer"}:
            return None
        if label == "obl" and case_of(token) not in {"of", "including", "among"}:
            return None
        if label == "nmod" and case_of(token) not in {"of", "including", "among", "like", "as"}:
            return None
        token = head
    return None


def _as_predicate_of_root(token: Token) -> tuple[MeasureRow, Token] | None:
    """Return the reading of a verbless headline: "216 fighters killed", where the participle hangs on the noun."""
    return _own_modifier(token)


def _own_modifier(noun: Token) -> tuple[MeasureRow, Token] | None:
    """Return the participle or adjective on the noun: "soldiers killed in", "20 wounded soldiers"."""
    for child in noun.children:
        if child.dep_ in ON_NOUN:
            row = _verb_row(child)
            if row and row.counted == "object" and is_participle(child) and not children(child, "obj", "nsubj"):
                return row, child
            if row and row.counted == "object" and is_passive(child) and noun in passive_subjects(child):
                return row, child
            if row and row.counted == "subject" and child.dep_ in {"acl:relcl", "acl"} and not is_passive(child):
                return row, child
            adjective = measures().get(("adj", child.lemma_.lower()))
            if adjective and child.dep_ in {"amod", "acl"}:
                return adjective, child
        if child.dep_ in {"advmod", "amod"} and (adjective := measures().get(("adj", child.lower_))):
            return adjective, child
    return _right_after(noun)


def _right_after(number: Token) -> tuple[MeasureRow, Token] | None:
    """Return the participle or adjective right after a bare number, wherever the parse hangs it: "and 30 wounded"."""
    if number.pos_ != "NUM" or number.i + 1 == len(number.doc):
        return None
    word = number.nbor()
    row = measures().get(("adj", word.lower_)) or (_verb_row(word) if is_participle(word) else None)
    return (row, word) if row is not None and (row.counted == "object" or row.pos == "adj") else None


def _verb_row(token: Token) -> MeasureRow | None:
    table = measures()
    phrases = sorted(verb_phrases(token), key=lambda phrase: (-phrase.count(" "), phrase))
    return next((table[("verb", phrase)] for phrase in phrases if ("verb", phrase) in table), None)


def _by_verb(token: Token, head: Token, label: str) -> tuple[MeasureRow, Token] | None:
    if head.pos_ not in {"VERB", "AUX", "ADJ"}:
        return None
    row = _verb_row(head)
    subject = label in {"nsubj", "nsubj:pass"}
    if row is None:
        return _by_light_verb(token, head, label)
    if label == "obl" and case_of(token) in PART_CASES:
        return row, head
    bare = token.pos_ == "NUM" and label in {"nummod", "advmod", "obl", "dep", "obl:npmod"} and not case_of(token)
    passive = (subject or bare) and is_participle(head) and not children(head, "obj")
    suffers = label in {"obj", "nsubj:pass"} or passive
    if row.counted == "object" and suffers:
        return row, head
    if row.counted == "subject" and subject:
        return row, head
    return None


def _by_light_verb(token: Token, head: Token, label: str) -> tuple[MeasureRow, Token] | None:
    """Return the complement that measures the noun: "left 12 dead", "are missing", "lives were lost"."""
    if label not in {"obj", "nsubj", "nsubj:pass"}:
        return None
    for child in head.children:
        if child.dep_ in {"xcomp", "advmod", "obl", "ccomp", "acl", "amod", "conj"} and child.i != token.i:
            adjective = measures().get(("adj", child.lemma_.lower()))
            if adjective is not None:
                return adjective, child
            row = _verb_row(child) if child.pos_ == "VERB" and child.dep_ in {"xcomp", "ccomp"} else None
            if row is not None and _is_carried(row, child, label):
                return row, child
    return None


def _is_carried(row: MeasureRow, verb: Token, label: str) -> bool:
    """Tell whether the complement's people are the governing verb's: "found three shot dead", "said to have died"."""
    if row.counted == "subject":
        return verb.dep_ == "xcomp" and label == "nsubj"
    return (label == "obj" and is_participle(verb)) or (verb.dep_ == "xcomp" and is_passive(verb))


def _by_noun(token: Token, head: Token, label: str) -> tuple[MeasureRow, Token] | None:
    if head.pos_ not in {"NOUN", "PROPN"}:
        return None
    row = measures().get(("noun", head.lemma_.lower()))
    if row is None or (row.counted == "self" and row.measure == Measure.HOSTAGES):
        return None
    if (label == "nmod" and case_of(token) in {"of", *PART_CASES}) or label in {"nmod:poss", "compound"}:
        return row, head
    return None


def _by_adjective(token: Token, head: Token, label: str) -> tuple[MeasureRow, Token] | None:
    """Return the copular reading: "12 people are dead", "three were injured"."""
    row = measures().get(("adj", head.lower_)) or measures().get(("adj", head.lemma_.lower()))
    return (row, head) if row is not None and label in {"nsubj", "nsubj:pass", "nsubj:outer"} else None


def _is_toll_noun(noun: Token) -> bool:
    """Tell whether the noun is a toll: "toll", "losses", "the dead", "the number of dead"."""
    if noun.lemma_.lower() == "number":
        return any(case_of(child) == "of" and child.lemma_.lower() in DEATHS for child in children(noun, "nmod"))
    return noun.lemma_.lower() in TOLL_NOUNS


def _toll_noun(number: Token) -> tuple[MeasureRow, Token, Token] | None:
    """Return the reading of "the death toll rose to 21", "a toll of 12"."""
    top = first_conjunct(number)
    killed = measures()[("noun", "death")]
    head = top.head
    if head.lemma_.lower() in TOLL_NOUNS and top.dep_ in {"nmod", "nummod", "appos"}:
        return killed, head, number
    around = [child for verb in (head, head.head) for child in verb.children]
    for child in around:
        toll = child.i != number.i and _is_toll_noun(child)
        if toll and child.dep_ in {"nsubj", "nsubj:pass", "obj"} and top.dep_ in TOLL_LABELS:
            return killed, child, number
    return None

"""Counts of people and what happened to them: which noun a number counts, its measure, its victims."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from ingest.counted_nouns import counted_noun
from ingest.document import Hedge, Measure, Victims
from ingest.figurative import is_recorded
from ingest.irrealis import did_not_happen, is_only_possible
from ingest.predicates import (
    LOOSE,
    LOSING,
    after,
    after_aside,
    can_be_somebody,
    case_beside,
    clause_after,
    is_certain,
    just_before,
    predicate_of,
)
from ingest.quantities import Quantity, singular
from ingest.syntax import case_of, children, first_conjunct
from ingest.toll_nouns import side_of_deaths, toll_reading, toll_victims
from ingest.victims import losing_side, side_of_modifiers, victims_of
from seeds.tolls import MeasureRow, measures, person_nouns

#: How one is counted without a number.
SINGLES = frozenset({"a", "an", "another", "a single", "a lone"})
#: Words that count nobody.
NOBODY = frozenset({"nobody", "none"})
#: Nouns of deeds of which each has one victim: "61 deaths", "eleven arrests".
DEEDS = frozenset(
    {"death", "killing", "murder", "slaying", "execution", "assassination", "beheading", "arrest", "detention",
     "abduction", "kidnapping", "injury", "martyrdom", "casualty"}
)  # fmt: skip
#: Nouns of several under one name, whose number counts no people.
GROUPS = frozenset(
    {"family", "household", "couple", "generation", "group", "army", "faction", "militia", "unit", "brigade",
     "battalion", "column", "cell", "band", "gang", "party", "organisation", "organization", "movement", "front",
     "team", "squad", "patrol", "side", "regiment", "company", "platoon", "alliance", "coalition", "community",
     "agency", "ministry", "government"}
)  # fmt: skip
#: What kills people though nobody kills them.
NATURAL = frozenset(
    {"cholera", "disease", "malaria", "measles", "epidemic", "outbreak", "pandemic", "virus", "ebola", "covid", "flood",
     "flooding", "earthquake", "quake", "storm", "cyclone", "heatwave", "landslide", "avalanche", "lightning"}
)  # fmt: skip
#: Verbs by which a count of any is one of none.
DENYING = frozenset({"deny", "reject", "refute", "dispute"})
#: Words of which a denial makes nobody: "denied that any soldier had died".
ANYBODY = frozenset({"anyone", "anybody"})
#: Labels of a noun that stands for somebody, not in a name or beside another noun.
STANDING = frozenset({"nsubj", "nsubj:pass", "obj", "nmod", "obl", "ROOT", "dep"})


#: Nouns of what is left of the dead, whatever is done to it.
REMAINS = frozenset({"body", "corpse", "coffin", "grave", "fatality"})
#: Verbs of those whose own the dead are: "left 100 bodies behind".
LEAVING = frozenset({"leave", "abandon"})
#: Words for taking somebody that say nothing of who takes whom.
CAPTURING = frozenset({"capture", "take", "hold", "take prisoner"})
#: Tokens from coffins to those for whom they are.
NEAR = 9


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
    #: the count is of some of those counted before ("including three children")
    part: bool = False
    #: the counted noun of the count that it is a part of, where the text has it
    whole: int | None = None


@Language.component("tolls", requires=["token.dep", "doc._.quantities", "doc._.mentions"], assigns=["doc._.tolls"])
def tolls_component(doc: Doc) -> Doc:
    """Set the doc's tolls."""
    doc._.tolls = tuple(sorted(tolls(doc), key=lambda toll: (toll.start, toll.end)))
    return doc


def tolls(doc: Doc) -> Iterator[Toll]:
    """Yield every count of people of which the text says what happened to them."""
    numbered = list(_numbered(doc))
    yield from numbered
    taken = {i for quantity in doc._.quantities for i in range(quantity.start, quantity.end)}
    taken |= {toll.noun for toll in numbered}
    for token in doc:
        if token.i in taken:
            continue
        nobody = token.lower_ in NOBODY or (token.lower_ == "one" and any(c.lower_ == "no" for c in token.children))
        if _is_denied(token):
            denied = _toll(doc, token, Quantity(token.i, token.i + 1, 0, 0, Hedge.EXACT, "any", token.i, token.i + 1))
            if denied is not None:
                yield denied
            continue
        plural = token.tag_ == "NNS" or _totality(token) is not None or nobody
        bare = plural and not children(token, "nummod") and not _is_told_with(token, taken)
        toll = _toll(doc, token, None) if bare else _single(doc, token)
        if toll is not None and not any(_names_again(doc, toll, one) for one in numbered):
            yield toll


def _numbered(doc: Doc) -> Iterator[Toll]:
    """Yield the tolls of quantities, the last first, so that those that share a predicate to their right have it."""
    first: dict[int, Quantity] = {}
    for quantity in doc._.quantities:
        noun = counted_noun(doc, quantity)
        before = doc[max(0, quantity.start - 2) : quantity.start]
        of_number = len(before) == 2 and before[0].pos_ == "NUM" and before[1].lower_ == "of"
        if not _is_age(doc, quantity) and not (of_number and noun.pos_ == "NUM"):
            first.setdefault(noun.i, quantity)
    following: Toll | None = None
    for index in sorted(first, key=lambda index: -first[index].start):
        noun, quantity = doc[index], first[index]
        toll = _toll(doc, noun, quantity)
        if toll is None and following is not None:
            toll = _sharing(doc, noun, quantity, following)
        if toll is not None:
            following = toll
            yield toll


def _names_again(doc: Doc, single: Toll, one: Toll) -> bool:
    """Tell whether the one just counted is named once more: "one of its members, a woman aged 23, was hurt"."""
    apart = single.text is not None and one.high == 1 and one.governor == single.governor
    return apart and one.end <= single.start and doc[single.start - 1].text == "," and doc[single.noun].dep_ != "conj"


def _is_denied(token: Token) -> bool:
    """Tell whether the noun is of those whom a denial says not to be: "denied that any soldier had died"."""
    plain = token.pos_ == "NOUN" and not any(child.i > token.i for child in children(token, "amod", "acl"))
    of_any = token.lower_ in ANYBODY or (plain and any(child.lower_ == "any" for child in children(token, "det")))
    return of_any and any(above.lemma_.lower() in DENYING for above in token.ancestors)


def _is_age(doc: Doc, quantity: Quantity) -> bool:
    """Tell whether the number is how old somebody is: "a boy, 14, and a girl (9)"."""
    before = doc[max(0, quantity.start - 2) : quantity.start]
    after_it = doc[quantity.end : quantity.end + 1].text
    aside = len(before) == 2 and before[1].text in {",", "("} and after_it in {",", ")", ".", ""}
    return aside and quantity.text.isdigit() and before[0].tag_ == "NN" and victims_of(before[0]) is not None


def _sharing(doc: Doc, noun: Token, quantity: Quantity, following: Toll) -> Toll | None:
    """Return the toll of "61 pupils" where "61 pupils and two teachers were missing" tells of the two."""
    between = [token.lower_ for token in doc[max(noun.i + 1, quantity.end) : following.start]]
    victims = victims_of(noun)
    under = any(child.dep_ == "case" and child.i < quantity.start for child in noun.children)
    joined = between in (["and"], [","], ["or"], [",", "and"])
    if victims is None or under or not joined or following.governor < following.noun:
        return None
    return replace(toll_of(quantity, noun, doc[following.governor], following), victims=victims)


def _is_told_with(token: Token, taken: set[int]) -> bool:
    """Tell whether a count has the noun already: "17 of the children", "the deaths of 23", "12 of them minors"."""
    headed = token.dep_ == "nmod" and token.head.i in taken and case_of(token) == "of"
    heads = any(child.i in taken and case_of(child) == "of" for child in children(token, "nmod"))
    return headed or heads or (token.i > 0 and token.nbor(-1).lower_ in {"them", "whom"})


def _single(doc: Doc, token: Token) -> Toll | None:
    """Return the count of one that "a soldier was killed" or "another died" tells."""
    if first_conjunct(token).dep_ not in STANDING:
        return None
    if token.lower_ == "another" and token.pos_ in {"DET", "PRON"}:
        return _toll(doc, token, Quantity(token.i, token.i + 1, 1, 1, Hedge.EXACT, token.text, token.i, token.i + 1))
    listed = token.tag_ == "NN" and person_nouns().get(token.lemma_.lower())
    quantity = singular(token) if listed and token.lemma_.lower() not in {"toll", "half"} else None
    if quantity is not None and doc[quantity.start - 1].lower_ in {"them", "whom"}:
        return None
    toll = _toll(doc, token, quantity) if quantity is not None else None
    aside = toll is not None and token.dep_ in {"nmod", "obl"} and doc[toll.governor].head.i == token.i
    return None if aside else toll


def _toll(doc: Doc, noun: Token, quantity: Quantity | None) -> Toll | None:
    found = _measured(noun, quantity)
    if found is None:
        return None
    row, governor, victims = found
    if row.measure == Measure.KILLED and any(c.lemma_.lower() in NATURAL for c in children(governor, "nsubj")):
        return None
    if is_recorded(governor):
        return None
    if quantity is not None and quantity.high == 0 and (noun.lemma_ == "survivor" or is_only_possible(governor)):
        return None
    if quantity is not None and quantity.high != 0 and did_not_happen(governor):
        own = measures().get(("noun", noun.lemma_.lower()))
        if own is None or own.measure != Measure.HOSTAGES:
            return None
        row, governor = own, noun
    if quantity is None and (row.counted == "self" or row.term in LOOSE or victims_of(noun) is None):
        return None
    toll = toll_of(quantity or _uncounted(noun), noun, governor, row)
    text = toll.text if quantity is not None or toll.high == 0 else _totality(noun)
    toll = replace(toll, victims=victims, text=text, part=_is_part(noun))
    return _as_taken(toll) if row.term in CAPTURING and governor.dep_ != "amod" else toll


def _as_taken(toll: Toll) -> Toll:
    """Return the toll with fighters who are captured as arrested, and with soldiers who are as hostages."""
    if toll.victims is Victims.MILITANTS:
        return replace(toll, measure=Measure.ARRESTED, kind="arrest")
    return replace(toll, measure=Measure.HOSTAGES) if toll.victims is Victims.SECURITY_FORCES else toll


def toll_of(quantity: Quantity, noun: Token, governor: Token, like: "MeasureRow | Toll") -> Toll:
    """Return the toll of a quantity, its measure and victims those of another toll, or of a word for what happened."""
    return Toll(
        noun=noun.i,
        governor=governor.i,
        start=min(quantity.start, noun.i),
        end=max(noun.i + 1, quantity.end),
        measure=Measure(like.measure),
        victims=like.victims if isinstance(like, Toll) else Victims.PEOPLE,
        kind=like.kind,
        low=quantity.low,
        high=quantity.high,
        hedge=quantity.hedge,
        text=quantity.text,
    )


def _uncounted(noun: Token) -> Quantity:
    """Return the quantity that a noun without a number tells: none of "nobody", unknown of "soldiers"."""
    zero = 0 if noun.lower_ in NOBODY or noun.lower_ == "one" else None
    hedge = Hedge.VAGUE if zero is None else Hedge.EXACT
    return Quantity(noun.i, noun.i + 1, zero, zero, hedge, noun.text, noun.i, noun.i + 1)


def _totality(noun: Token) -> str | None:
    """Return "all" for "all hostages", "every hostage", "all of the hostages"; null where no such word stands."""
    if noun.i > 0 and noun.nbor(-1).lower_ in {"them", "whom"}:
        return None
    words = {child.lower_ for child in children(noun, "det", "det:predet")}
    of_all = noun.dep_ == "nmod" and case_of(noun) == "of" and noun.head.lower_ == "all"
    return "all" if words & {"all", "every"} or of_all else None


def _is_part(noun: Token) -> bool:
    """Tell whether the count is of some of those counted before ("including three children").

    A number after a list without numbers ("including women and children, and 22 officers") starts afresh.
    """
    first = first_conjunct(noun)
    return case_beside(first, ()) == "including" and (first.i == noun.i or bool(children(first, "nummod", "det")))


def _measured(noun: Token, quantity: Quantity | None) -> tuple[MeasureRow, Token, Victims] | None:
    """Return the row that measures the noun, the word that it was found at, and who was counted."""
    hedge = range(quantity.start, quantity.number_start) if quantity is not None else None
    lemma = noun.lemma_.lower()
    if lemma in GROUPS or (lemma == "casualty" and (quantity is None or quantity.high != 0)):
        return None
    if lemma == "loss" and quantity is not None and quantity.high == 0:
        return measures()[("noun", "death")], noun, toll_victims(noun) or Victims.PEOPLE
    own = measures().get(("noun", noun.lower_)) or measures().get(("noun", lemma))
    if own is not None and lemma in REMAINS and quantity is not None:
        return _with_victims(own, noun, _people_of(noun))
    found = _beside(noun, quantity) if quantity is not None else None
    if (found := found or predicate_of(noun, hedge)) is not None:
        row, governor = found
        if own is not None and lemma == "life" and governor.lemma_.lower() in LOSING:
            row = own
        people = _people_of(noun) if own is not None and own.counted in {"self", "of"} else noun
        return _with_victims(row, governor, people)
    if own is not None and (quantity is not None or own.counted == "of") and (lemma != "life" or noun.tag_ == "NNS"):
        people = _people_of(noun)
        if people is noun and quantity is not None and lemma in DEEDS:
            return own, noun, _of_deeds(noun)
        return _with_victims(own, noun, people)
    single = quantity is not None and quantity.text.lower() in SINGLES and not _is_part(noun)
    if quantity is not None and not single and (noun.pos_ == "NUM" or victims_of(noun) is not None):
        reading = toll_reading(noun, quantity.start)
        if reading is not None:
            row, governor, toll_of = reading
            counted = victims_of(noun)
            side = counted if toll_of is None or counted not in {None, Victims.PEOPLE} else toll_of
            return row, governor, side or Victims.PEOPLE
    return None


def _beside(noun: Token, quantity: Quantity) -> tuple[MeasureRow, Token] | None:
    """Return the word right beside the count that measures it, wherever the parse hangs it."""
    end = max(noun.i + 1, quantity.end)
    alone = noun.i < quantity.number_end or (noun.i == quantity.end and noun.pos_ in {"ADJ", "VERB"})
    found = after(noun.doc, quantity.end) if alone and quantity.high != 0 else None
    more = noun.i + 1 < len(noun.doc) and noun.nbor().lower_ in {"more", "others"}
    some = noun.pos_ == "NUM" and case_of(noun) == "of" and "NUM" in {noun.head.pos_, noun.head.head.pos_}
    them = 2 * ([token.lower_ for token in noun.doc[end : end + 2]] == ["of", "them"])
    found = found or (None if some else clause_after(noun.doc, end + more + them))
    found = found or just_before(noun.doc, quantity.start)
    found = found or (after_aside(noun) if noun.dep_ == "conj" else None)
    return found if found is not None and is_certain(*found, noun) else None


def _with_victims(row: MeasureRow, governor: Token, people: Token) -> tuple[MeasureRow, Token, Victims] | None:
    victims = victims_of(people)
    if victims is None and can_be_somebody(people, row):
        victims = side_of_modifiers(people) or Victims.PEOPLE
    left = people.lemma_.lower() in REMAINS and people.head.lemma_.lower() in LEAVING and people.i > people.head.i
    if victims is Victims.PEOPLE and (left or row.term == "lose"):
        victims = losing_side(people.head if left else governor) or victims
    return None if victims is None else (row, governor, victims)


def _of_deeds(noun: Token) -> Victims:
    """Return who suffered deeds that are counted: "14 civilian deaths"."""
    listed = (person_nouns().get(child.lemma_.lower()) for child in children(noun, "compound", "amod"))
    told = next((Victims(one) for one in listed if one is not None and one != "nobody"), None)
    return told or side_of_deaths(noun) or Victims.PEOPLE


def _people_of(noun: Token) -> Token:
    """Return who died of "the deaths of six militants", "200 coffins for soldiers", "36 civilian lives"."""
    for child in noun.children:
        if child.dep_ in {"nmod", "obl", "advcl"} and case_of(child) in {"of", "for", "among"} and victims_of(child):
            return child
        if child.dep_ in {"compound", "amod", "nmod:poss"} and person_nouns().get(child.lemma_.lower()):
            return child
    verbs = [*children(noun, "acl", "acl:relcl"), *([noun.head] if noun.dep_ == "nsubj:pass" else [])]
    verbs = verbs if noun.lemma_.lower() in REMAINS else []
    for verb in verbs:
        for token in noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + NEAR)]:
            if case_of(token) == "for" and victims_of(token) and verb.is_ancestor(token):
                return token
    return noun

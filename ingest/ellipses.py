"""Counts that leave out whom they count or what happened to them, since a count before them has just said it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from ingest.counted_nouns import counted_noun
from ingest.document import ActorKind, Measure, Victims
from ingest.irrealis import did_not_happen
from ingest.mentions import entity_at
from ingest.predicates import LOOSE, after, verb_row
from ingest.quantities import Quantity
from ingest.syntax import (
    POSSIBLE_MODALS,
    case_of,
    children,
    conjuncts,
    first_conjunct,
    is_hypothetical,
    is_participle,
    is_passive,
)
from ingest.tallies import OF_TOLLS, TALLYING
from ingest.toll_nouns import NUMBERS, TOLLS, measure_of, toll_victims
from ingest.tolls import Toll, toll_of
from ingest.victims import VICTIMS_OF_KIND, victims_of

#: Words that count others of the kind just counted.
OTHERS = frozenset({"others", "other", "more", "another"})
#: Verbs by which a count that was told before is put or changed.
REVISING = frozenset(
    {"raise", "correct", "revise", "rise", "climb", "put", "place", "lower", "cut", "increase", "update", "reduce",
     "jump", "grow", "reach", "stand", "bring", "take"}
)  # fmt: skip
#: Verbs by which somebody tells a count of their own.
TELLING = TALLYING - OF_TOLLS - {"know", "see", "admit", "identify"} | {
    "confirm",
    "report",
    "acknowledge",
    "announce",
    "bury",
    "say",
    "write",
}
#: Words that stand for such a count.
REVISED = frozenset({"number", "figure", "count", "total", "tally", "toll", "estimate", "it", "that", "this"})
#: Measures after which those counted may come to something worse: "were abducted and killed".
BEFORE_DEATH = frozenset({Measure.HOSTAGES, Measure.ARRESTED, Measure.WOUNDED, Measure.SURRENDERED})
#: Prepositions of the place that alone sets a count apart from the one before.
PLACING = frozenset({"in", "at", "near", "outside"})
#: Sentences back to the count that is taken up.
BACK = 3


@Language.component("ellipses", requires=["doc._.tolls", "doc._.quantities"], assigns=["doc._.tolls"])
def ellipses_component(doc: Doc) -> Doc:
    """Give the doc's tolls the victims that they leave out, and add those that leave out what happened."""
    told = list(completed(doc))
    told += [worse for toll in told for worse in _suffered_next(doc, toll)]
    doc._.tolls = tuple(sorted(told, key=lambda toll: (toll.start, toll.end)))
    return doc


def completed(doc: Doc) -> Iterator[Toll]:
    """Yield the doc's tolls, each with the victims that it shares with the one before, and those that lack a verb."""
    return in_turn(doc, _with_victims, _taken_up)


def in_turn(
    doc: Doc,
    of_toll: Callable[[Doc, Toll, list[Toll]], Toll],
    of_quantity: Callable[[Doc, Quantity, list[Toll]], Toll | None],
) -> Iterator[Toll]:
    """Yield what is made, in text order, of each toll and each quantity that is in none, given those before it."""
    told: list[Toll] = []
    for item in _in_order(doc):
        toll = of_toll(doc, item, told) if isinstance(item, Toll) else of_quantity(doc, item, told)
        if toll is not None:
            told.append(toll)
            yield toll


def _in_order(doc: Doc) -> list[Toll | Quantity]:
    """Return the doc's tolls, and the quantities that are in none of them, in text order."""
    taken = {i for toll in doc._.tolls if toll.text is not None for i in range(toll.start, toll.end)}
    free = [quantity for quantity in doc._.quantities if quantity.number_start not in taken]
    return sorted([*doc._.tolls, *free], key=lambda item: (item.start, item.end))


def told_before(doc: Doc, told: Sequence[Toll], start: int, back: int) -> list[Toll]:
    """Return the tolls of the sentence that `start` stands in, and of `back` sentences before."""
    first = doc[start].sent.start
    for _ in range(back):
        first = doc[first - 1].sent.start if first > 0 else 0
    found = []
    for toll in reversed(told):
        if toll.start < first:
            break
        found.append(toll)
    return found[::-1]


def opens_sentence(doc: Doc, start: int) -> bool:
    """Tell whether at most a word ("Another five") stands before the count in its sentence."""
    words = [token for token in doc[doc[start].sent.start : start] if not token.is_punct and not token.is_space]
    return len(words) <= 1


def _with_victims(doc: Doc, toll: Toll, told: list[Toll]) -> Toll:
    """Return the toll with the victims of the one before where it counts by a bare number: "and wounded 40"."""
    noun = doc[toll.noun]
    bare = noun.pos_ in {"NUM", "ADJ"} or noun.like_num or noun.lower_ in OTHERS | {"none"}
    nobody = toll.high == 0 and noun.lower_ != "none"
    if toll.victims is not Victims.PEOPLE or toll.text is None or nobody or not bare:
        return toll
    losses = [t for t in doc[noun.sent.start : toll.start] if t.lemma_.lower() in {"loss", "casualty"}]
    if losses and (side := toll_victims(losses[-1])) is not None:
        return replace(toll, victims=side)
    if toll.governor != toll.noun and doc[toll.governor].lemma_.lower() in TOLLS | NUMBERS | {"lose"}:
        return toll
    if toll.start > 1 and doc[toll.start - 1].lower_ == "the" and doc[toll.start - 2].lower_ in {"among", "of"}:
        return toll
    near = told_before(doc, told, toll.start, 0)
    if not near and opens_sentence(doc, toll.start):
        near = told_before(doc, told, toll.start, 1)
    sides = {other.victims for other in near if other.governor == near[-1].governor}
    if not near and (side := _side_of_them(doc, toll)) is not None:
        sides = {side}
    return replace(toll, victims=sides.pop()) if len(sides) == 1 else toll


def _suffered_next(doc: Doc, toll: Toll) -> Iterator[Toll]:
    """Yield the toll of what those counted suffered next: "11 miners were abducted and killed"."""
    verb = doc[toll.governor]
    if toll.measure not in BEFORE_DEATH or verb.pos_ != "VERB":
        return
    for after_it in conjuncts(verb):
        row = verb_row(after_it) if after_it.pos_ == "VERB" and after_it.i > verb.i else None
        if row is None or row.measure != Measure.KILLED or row.term in LOOSE:
            continue
        own = children(after_it, "obj", "nsubj", "nsubj:pass")
        passive = is_passive(verb) or toll.noun < verb.i
        fits = passive and is_participle(after_it) if row.counted == "object" else passive
        joined = any(child.lower_ in {"and", "then"} for child in after_it.children)
        if not own and fits and joined and not did_not_happen(after_it):
            yield replace(toll, governor=after_it.i, measure=Measure(row.measure), kind=row.kind)


def _side_of_them(doc: Doc, toll: Toll) -> Victims | None:
    """Return who "five of them" are of whom no count has told: those named last in the plural."""
    if [token.lower_ for token in doc[toll.end : toll.end + 2]] not in (["of", "them"], ["of", "whom"]):
        return None
    sentence = doc[toll.start].sent
    first = doc[sentence.start - 1].sent.start if sentence.start > 0 else sentence.start
    for token in reversed(doc[first : toll.start]):
        if token.tag_ == "NNS" and (victims := victims_of(token)) is not None:
            return victims
    entity = entity_at(doc, toll.end + 1)
    return VICTIMS_OF_KIND[ActorKind(entity.kind)] if entity is not None and entity.kind in VICTIMS_OF_KIND else None


def _taken_up(doc: Doc, quantity: Quantity, told: list[Toll]) -> Toll | None:
    """Return the toll of "had counted 37", "put the number at 10", "it was raised to 20"."""
    noun = counted_noun(doc, quantity)
    before = [toll for toll in told_before(doc, told, quantity.start, BACK) if not toll.part and toll.text is not None]
    if noun.pos_ != "NUM" or not before or not _is_alone(doc, quantity):
        return None
    if _is_gapped(doc, quantity, before[-1]):
        return toll_of(quantity, noun, doc[before[-1].governor], before[-1])
    if _is_that_many(noun) or _is_in_all(doc, quantity):
        return toll_of(quantity, noun, doc[before[-1].governor], before[-1])
    verb = first_conjunct(noun).head
    earlier = verb.lemma_.lower() in NUMBERS and case_of(noun) == "of" and measure_of(verb) is None
    if is_hypothetical(verb) or any(child.lower_ in POSSIBLE_MODALS for child in children(verb, "aux")):
        return None
    if not (earlier or (verb.pos_ == "VERB" and (_is_revised(verb, noun) or _is_told(verb, noun)))):
        return None
    return toll_of(quantity, noun, doc[before[-1].governor], before[-1])


def _is_that_many(number: Token) -> bool:
    """Tell whether it is "by nightfall it was eighteen", "now says the number is four"."""
    told = children(number, "cop") and not children(number, "aux")
    return bool(told) and any(c.lemma_.lower() in REVISED for c in children(number, "nsubj"))


def _is_in_all(doc: Doc, quantity: Quantity) -> bool:
    """Tell whether the count sums up those before: "or 18 in all"."""
    words = [token.lower_ for token in doc[quantity.end : quantity.end + 2]]
    return words in (["in", "all"], ["in", "total"]) or words[:1] == ["altogether"]


def _is_gapped(doc: Doc, quantity: Quantity, before: Toll) -> bool:
    """Tell whether the count only adds where: "seven rebels were killed in Tank and four in Lakki Marwat"."""
    follows = doc[quantity.end : quantity.end + 4]
    alike = {doc[i].lower_ for i in {before.end, before.governor + 1} if i < len(doc)} & PLACING
    sites = {"PROPN", "NOUN"} if alike else {"PROPN"}
    placed = len(follows) > 1 and follows[0].lower_ in PLACING and any(t.pos_ in sites for t in follows[1:])
    joined = quantity.start > 0 and doc[quantity.start - 1].lower_ in {"and", ","}
    return placed and joined and before.start >= doc[quantity.start].sent.start


def _is_revised(verb: Token, number: Token) -> bool:
    of = next((c for c in children(verb, "obj", "nsubj", "nsubj:pass") if c.lemma_.lower() in REVISED), None)
    named = of is not None and measure_of(of) is None
    return named and verb.lemma_.lower() in REVISING and case_of(number) in {"at", "to", "from", "as"}


def _is_told(verb: Token, number: Token) -> bool:
    tells = verb.lemma_.lower() in TELLING and number.dep_ in {"obj", "obl", "ccomp"}
    return tells and case_of(number) in {"", "of", "about"} and not children(verb, "aux:pass")


def _is_alone(doc: Doc, quantity: Quantity) -> bool:
    """Tell whether no noun or measure word follows the number."""
    follows = doc[quantity.end : quantity.end + 1]
    return after(doc, quantity.end) is None and not any(
        t.pos_ in {"NOUN", "PROPN", "ADJ"} or t.lower_ == "of" for t in follows
    )

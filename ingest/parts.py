"""Counts of some of those counted before, tied to the whole, with a check that no part is greater than its whole."""

from dataclasses import replace
from itertools import pairwise
from math import inf

from spacy.language import Language
from spacy.tokens import Doc, Token

from ingest.counted_nouns import counted_noun
from ingest.document import Hedge, Measure, Victims
from ingest.ellipses import in_turn, opens_sentence, told_before
from ingest.quantities import Quantity
from ingest.syntax import children, first_conjunct
from ingest.tolls import Toll, toll_of
from ingest.victims import victims_of
from seeds.tolls import MeasureRow, measures

#: What follows a number of those counted before: "two of them", "three of whom".
THEM = frozenset({"them", "whom", "these", "those"})
#: Nouns of those who suffered what another count says: "Six of the wounded were children".
SUFFERERS = {"dead": "dead", "killed": "dead", "slain": "dead", "victims": "dead", "fatalities": "dead",
             "wounded": "wounded", "injured": "injured", "missing": "missing", "hostages": "hostage",
             "detainees": "detainee"}  # fmt: skip
#: Words before those of whom the count just told is not true.
EXCEPTING = (["except", "for"], ["other", "than"], ["apart", "from"], ["aside", "from"], ["save", "for"])
#: Verbs of those who have seen some of the dead, maybe not all.
SEEING = frozenset({"see", "show", "spot", "notice", "film", "photograph"})
#: How badly somebody is hurt: "two of them seriously".
MANNERS = frozenset(
    {"critically", "seriously", "severely", "slightly", "lightly", "badly", "gravely", "fatally", "mortally"}
)
#: Words that may stand between "of them" and who they are.
LINKING = frozenset({"ADJ", "DET", "AUX", "ADV"})
#: What those have suffered of whom a sentence goes on to say who they were.
SUFFERED = frozenset({Measure.KILLED, Measure.WOUNDED, Measure.HOSTAGES, Measure.RESCUED, Measure.MISSING})
#: Tokens between "among the dead" and who they are.
NEAR = 7


@Language.component("parts", requires=["doc._.tolls", "doc._.quantities"], assigns=["doc._.tolls"])
def parts_component(doc: Doc) -> Doc:
    """Tie the doc's tolls that are parts to their wholes, and add those that only say whose part they are."""
    doc._.tolls = tuple(
        sorted(
            _checked(doc, [_all_alike(doc, t) for t in in_turn(doc, _linked, _part)]),
            key=lambda toll: (toll.start, toll.end),
        )
    )
    return doc


def _all_alike(doc: Doc, toll: Toll) -> Toll:
    """Return the toll with whom an aside says that all were: "killed 30 people, all of them civilians"."""
    end = max(toll.end, toll.governor + 1) if toll.governor <= toll.end else toll.end
    words = [token.lower_ for token in doc[end : end + 4]]
    if toll.victims is not Victims.PEOPLE or toll.text is None or words[:2] != [",", "all"]:
        return toll
    victims = _whom(doc, end + 3 if words[2:] in (["of", "them"], ["of", "whom"]) else end + 1)
    return replace(toll, victims=victims or toll.victims)


def _linked(doc: Doc, toll: Toll, told: list[Toll]) -> Toll:
    """Return the toll with its whole where the words say that it is a part."""
    if toll.text is None or toll.high == 0:
        return toll
    lead = [token.lower_ for token in doc[max(0, toll.start - 2) : toll.start]]
    if lead[-1:] == ["except"] or lead in EXCEPTING:
        return replace(toll, part=True)
    them = _of_them(doc, toll)
    if them is not None and (whole := _whole(doc, toll.start, told)) is not None:
        return replace(toll, part=True, whole=whole.noun, victims=_whom(doc, them) or _sharper(toll, whole))
    if _among_them(doc, toll.start, toll.noun) or toll.part or _goes_on(doc, toll, told):
        return _included(doc, toll, told)
    if (whole := _listed_under(doc, toll, told)) is not None:
        return replace(toll, part=True, whole=whole.noun)
    if (hurt := _how_badly(doc, toll, told)) is not None:
        return hurt
    if toll.governor == toll.noun and doc[toll.noun].head.lemma_.lower() in SEEING:
        return replace(toll, part=True)
    found = _sufferers(doc, toll.start, doc[toll.noun])
    if found is None:
        return toll
    sharper = _whom(doc, found[1].i) if toll.victims is Victims.PEOPLE else None
    return replace(toll, part=True, victims=sharper or toll.victims)


def _included(doc: Doc, toll: Toll, told: list[Toll]) -> Toll:
    """Return the part with its whole, where the sentence counts that, and with its victims."""
    before = told_before(doc, told, toll.start, 0)
    if before and before[-1].part and _goes_on(doc, toll, told):
        return replace(toll, part=True, whole=before[-1].whole)
    if before and toll.part and doc[toll.start - 1].lower_ == "including" and _ends(before[-1], toll.start - 1):
        last = before[-1]
        like = replace(toll, measure=last.measure, governor=last.governor, kind=last.kind)
        return replace(like, whole=last.noun, victims=_sharper(toll, last))
    inside = [one for one in before if not one.part and one.measure is toll.measure]
    if not inside:
        return replace(toll, part=True, whole=None)
    return replace(toll, part=True, whole=inside[-1].noun, victims=_sharper(toll, inside[-1]))


def _how_badly(doc: Doc, toll: Toll, told: list[Toll]) -> Toll | None:
    """Return the part of those just counted that says only how badly: "five injured, one critically"."""
    follows = [token.text.lower() for token in doc[toll.end : toll.end + 2]]
    before = told_before(doc, told, toll.start, 0)
    if doc[toll.noun].pos_ != "NUM" or not before or follows[:1] == [] or follows[0] not in MANNERS:
        return None
    if follows[1:] and follows[1].isalpha():
        return None
    last = before[-1]
    return replace(last, noun=toll.noun, start=toll.start, end=toll.end, low=toll.low, high=toll.high, hedge=toll.hedge,
                   text=toll.text, part=True, whole=last.noun)  # fmt: skip


def _goes_on(doc: Doc, toll: Toll, told: list[Toll]) -> bool:
    """Tell whether the count is the second of two parts: "among them 20 children and nine aid workers"."""
    last = told[-1] if told else None
    joined = last is not None and last.part and doc[toll.start - 1].lower_ == "and" and last.end == toll.start - 1
    return joined and last is not None and last.governor == toll.governor


def _listed_under(doc: Doc, toll: Toll | Quantity, told: list[Toll]) -> Toll | None:
    """Return the count that a colon takes apart: "put the toll at three: a reservist and two teachers"."""
    whole = next((one for one in reversed(told_before(doc, told, toll.start, 0)) if not one.part), None)
    if isinstance(toll, Toll) and whole is not None and whole.measure is not toll.measure:
        return None
    if whole is None or whole.high is None or toll.low is None or toll.low > whole.high:
        return None
    between = doc[max(whole.end, whole.governor + 1) : toll.start]
    return whole if between.text[:1] == ":" and not any(t.pos_ == "VERB" or t.text == ";" for t in between) else None


def _ends(toll: Toll, end: int) -> bool:
    """Tell whether the count and what happened end right before a token, a comma left out."""
    return {1, 2} & {end - max(toll.end - 1, toll.governor), end - toll.end + 1} != set()


def _sharper(toll: Toll, whole: Toll) -> Victims:
    return whole.victims if toll.victims is Victims.PEOPLE else toll.victims


def _part(doc: Doc, quantity: Quantity, told: list[Toll]) -> Toll | None:
    """Return the toll of a number that says only of which count it is a part."""
    noun = counted_noun(doc, quantity)
    if noun.pos_ == "NUM" and (some := _who_some_were(doc, quantity, told)) is not None:
        return some
    whole = _whole(doc, quantity.start, told)
    if whole is not None:
        them = _of_them(doc, quantity)
        if them is None and noun.pos_ == "NUM" and doc[doc[quantity.start].sent.start].lower_ == "of":
            them = quantity.end - 1
        if them is None and noun.pos_ == "NUM" and doc[quantity.end : quantity.end + 1].text.lower() in MANNERS:
            them = quantity.end - 1
        if them is not None and ((victims := _whom(doc, them)) or _is_manner(doc, them)):
            made = toll_of(quantity, noun, doc[whole.governor], whole)
            return replace(made, part=True, whole=whole.noun, victims=victims or whole.victims)
        if (victims := victims_of(noun)) and noun.pos_ != "NUM" and _is_named_part(doc, quantity, noun, told):
            made = toll_of(quantity, noun, doc[whole.governor], whole)
            return replace(made, part=True, whole=whole.noun, victims=victims)
    return _of_sufferers(doc, quantity, noun)


def _whole(doc: Doc, start: int, told: list[Toll]) -> Toll | None:
    """Return the count that the words before "of them" tell."""
    near = told_before(doc, told, start, 0)
    if not near and opens_sentence(doc, start):
        near = told_before(doc, told, start, 1)
    near = [toll for toll in near if toll.high != 0]
    return next((toll for toll in reversed(near) if not toll.part), near[-1] if near else None)


def _of_them(doc: Doc, count: Toll | Quantity) -> int | None:
    """Return the index of the pronoun in "two of them", "at least five of whom"."""
    if [token.lower_ for token in doc[max(0, count.start - 2) : count.start]] == ["of", "whom"]:
        return count.end - 1
    end = count.end if isinstance(count, Quantity) or doc[count.noun].pos_ == "NUM" else count.noun
    for i in range(count.start, min(len(doc) - 1, end + 2)):
        if doc[i].lower_ == "of" and doc[i + 1].lower_ in THEM:
            return i + 1
    return None


def _who_some_were(doc: Doc, quantity: Quantity, told: list[Toll]) -> Toll | None:
    """Return the count of which a sentence begins with who some were: "Eight were children"."""
    follows = doc[quantity.end : quantity.end + 1]
    if not follows or follows[0].lemma_ != "be":
        return None
    if not told_before(doc, told, quantity.start, 0) and (of_all := _of_sufferers_led(doc, quantity)) is not None:
        return of_all
    of = [one for one in told_before(doc, told, quantity.start, 0) if _stands_under(doc, doc[one.start], {"of"})]
    near = told_before(doc, told, quantity.start, 2) if opens_sentence(doc, quantity.start) else of
    whole = next((t for t in reversed(near) if not t.part and t.text is not None and t.measure in SUFFERED), None)
    victims = _whom(doc, quantity.end - 1)
    if whole is None or victims is None or (quantity.low or 0) > (whole.low or inf):
        return None
    made = toll_of(quantity, counted_noun(doc, quantity), doc[whole.governor], whole)
    return replace(made, part=True, whole=whole.noun, victims=victims)


def _of_sufferers_led(doc: Doc, quantity: Quantity) -> Toll | None:
    """Return the part that "Of the dead, 12 were civilians" tells."""
    first = doc[quantity.start].sent.start
    sufferers = [token for token in doc[first : quantity.start] if _row_of(token) is not None]
    victims = _whom(doc, quantity.end - 1)
    if doc[first].lower_ != "of" or len(sufferers) != 1 or victims is None:
        return None
    row = _row_of(sufferers[0])
    assert row is not None
    made = toll_of(quantity, counted_noun(doc, quantity), sufferers[0], row)
    return replace(made, part=True, victims=victims)


def _whom(doc: Doc, them: int) -> Victims | None:
    """Return who "two of them" were: "women", "were policemen", "children under five"."""
    told = doc[them].lower_ == "those" and doc[them + 1 : them + 2].text.lower() in SUFFERERS
    for token in doc[them + 1 + told : them + 6 + told]:
        if token.pos_ in {"NOUN", "PROPN"} and (victims := victims_of(token)) is not None:
            return victims
        if token.pos_ not in LINKING | {"NOUN", "PROPN"} or token.is_sent_start:
            return None
    return None


def _is_manner(doc: Doc, them: int) -> bool:
    """Tell whether it is "two of them seriously", "seven of whom were in critical condition"."""
    words = {token.lower_ for token in doc[them + 1 : them + 6]}
    somebody = doc[them + 1 : them + 2].text.lower() in MANNERS or "condition" in words
    young = [token.lower_ == "under" or token.like_num for token in doc[them + 1 : them + 3]] == [True, True]
    return somebody or young or any(token.tag_ in {"NNS", "NNPS"} for token in doc[them + 1 : them + 3])


def _is_named_part(doc: Doc, quantity: Quantity, noun: Token, told: list[Toll]) -> bool:
    before = [token.lower_ for token in doc[max(0, quantity.start - 2) : quantity.start]]
    last = told_before(doc, told, quantity.start, 0)[-1:]
    goes_on = before[-1:] == ["and"] and last != [] and last[0].part and last[0].end == quantity.start - 1
    listed = before[-1:] in ([":"], ["("], ["–"], ["—"], ["-"]) and last != [] and quantity.start - last[0].end <= 3
    included = first_conjunct(noun).dep_ == "obj" and first_conjunct(noun).head.lemma_.lower() == "include"
    told_so = before[-1:] == ["including"] or included
    listed = listed or _listed_under(doc, quantity, told) is not None
    return _among_them(doc, quantity.start, noun.i) or told_so or goes_on or listed


def _among_them(doc: Doc, start: int, noun: int) -> bool:
    """Tell whether it is "among them 12 children", "three grandmothers among them"."""
    before = [token.lower_ for token in doc[max(0, start - 3) : start]]
    behind = [token.lower_ for token in doc[noun + 1 : noun + 3]]
    return any("among" in words and words[-1] in {*THEM, "latter"} for words in (before, behind))


def _of_sufferers(doc: Doc, quantity: Quantity, noun: Token) -> Toll | None:
    """Return the toll of "Six of the wounded were children", "two officers were among the dead"."""
    found = _sufferers(doc, quantity.start, noun)
    if found is None:
        return None
    row, sufferers = found
    victims = victims_of(noun) if noun.i != sufferers.i and noun.pos_ != "NUM" else _whom(doc, sufferers.i)
    made = toll_of(quantity, noun, sufferers, row)
    return replace(made, part=True, victims=victims or Victims.PEOPLE)


def _sufferers(doc: Doc, start: int, noun: Token) -> tuple[MeasureRow, Token] | None:
    """Return what the dead, wounded or missing suffered whom the count is of or among."""
    sentence = noun.sent
    for token in doc[max(sentence.start, start - NEAR) : min(sentence.end, noun.i + NEAR)]:
        row = _row_of(token)
        if row is None or not _stands_under(doc, token, {"of", "among"}):
            continue
        if noun.pos_ == "NUM" and noun.i == token.i - 1:
            continue
        first, last = sorted((token.i, noun.i))
        between = doc[first + 1 : last]
        copular = all(t.pos_ not in {"VERB", "PUNCT"} or t.head.i == token.i for t in between)
        of = _stands_under(doc, token, {"of"}) and 0 <= token.i - start <= NEAR and token.i >= noun.i
        if copular and (of or _stands_under(doc, token, {"among"})):
            return row, token
    return None


def _row_of(token: Token) -> MeasureRow | None:
    word = token.lower_
    if word == "those":
        verb = next(iter(children(token, "acl", "acl:relcl", "amod")), None)
        return measures().get(("verb", verb.lemma_.lower())) if verb is not None else None
    lemma = SUFFERERS.get(word)
    counted = word in {"dead", "killed", "wounded", "injured", "slain"}
    before = [t.lower_ for t in token.doc[max(0, token.i - 2) : token.i] if t.pos_ != "NUM" or not counted]
    if lemma is None or before[-1:] not in (["the"], ["those"], ["dead"], ["its"]):
        return None
    return measures().get(("noun", lemma)) or measures().get(("adj", lemma))


def _stands_under(doc: Doc, token: Token, cases: set[str]) -> bool:
    """Tell whether one of the prepositions stands before the noun and its article."""
    reach = 3 if token.i > 0 and token.nbor(-1).pos_ == "NUM" else 2
    return any(t.lower_ in cases for t in doc[max(0, token.i - reach) : token.i])


def _checked(doc: Doc, told: list[Toll]) -> list[Toll]:
    """Return the tolls, those that make up a total marked as its parts, and no part greater than its whole."""
    told = _summed(doc, told)
    for index, whole in enumerate(told):
        listed = _listed(told, index)
        if whole.low is not None and len(listed) > 1 and sum(part.low or 0 for part in listed) == whole.low:
            for offset, part in enumerate(listed, index + 1):
                told[offset] = replace(part, part=True, whole=whole.noun)
    high = {toll.noun: toll.high for toll in told}
    return [
        replace(toll, part=False, whole=None)
        if toll.whole is not None and (most := high[toll.whole]) is not None and (toll.low or 0) > most
        else toll
        for toll in told
    ]


def _summed(doc: Doc, told: list[Toll]) -> list[Toll]:
    """Return the tolls, several sorts of one side told in one breath ("two women and three children") as parts."""
    parts: set[int] = set()
    for one, other in pairwise(toll for toll in told if toll.text is not None):
        alike = (one.governor, one.measure, one.victims) == (other.governor, other.measure, other.victims)
        between = {token.lower_ for token in doc[one.end : other.start]}
        if alike and between and between <= {"and", ","} and not one.part and not other.part:
            parts |= {one.noun, other.noun}
    return [replace(toll, part=toll.part or toll.noun in parts) for toll in told]


def _listed(told: list[Toll], index: int) -> list[Toll]:
    """Return the exact counts that follow one another right after the whole, as many as add up to it at most."""
    whole, found, total = told[index], list[Toll](), 0
    for toll in told[index + 1 :]:
        exact = toll.hedge is Hedge.EXACT and toll.low is not None and toll.measure is whole.measure
        if not exact or toll.part or toll.start - (found[-1].end if found else whole.end) > NEAR or toll.low is None:
            break
        total += toll.low
        if whole.low is None or total > whole.low:
            break
        found.append(toll)
    return found

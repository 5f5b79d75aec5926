"""The predicate by which people are counted: the verb, noun or adjective that says what happened to them."""

from collections.abc import Container

from spacy.tokens import Doc, Token

from ingest.document import Measure
from ingest.syntax import (
    case_words,
    children,
    conjuncts,
    first_conjunct,
    is_participle,
    is_passive,
    passive_subjects,
    verb_phrases,
)
from ingest.victims import victims_of
from seeds.nouns import asset_nouns
from seeds.tolls import MeasureRow, measures, person_nouns

PART_CASES = frozenset({"including", "among"})
#: Labels under which a participle or adjective hangs on the noun that it tells of, headlines' among them.
ON_NOUN = frozenset({"acl", "amod", "acl:relcl", "advcl", "xcomp", "parataxis", "list", "dep"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
#: Labels that the parse gives to a bare number that is a subject.
BARE = frozenset({"nummod", "advmod", "obl", "dep", "obl:npmod", "obl:unmarked", "nmod", "parataxis"})
CARRIED = frozenset({"xcomp", "advmod", "obl", "ccomp", "acl", "amod", "conj"})
#: Verbs beside which the place where people are says what happened to them: "remain in hospital", "had 40 on board".
STAYING = frozenset({"remain", "stay", "lie", "be", "keep", "languish", "have", "leave", "end"})
#: Verbs that say something of people only where it is certain that people are meant, and nothing of where they go.
LOOSE = frozenset({"fall", "take", "hold", "destroy", "bury", "fell", "treat", "recover"})
#: Those of them that mostly happen to things.
RAZING = frozenset({"destroy", "bury", "fell"})
ELSEWHERE = frozenset(
    {"into", "to", "on", "onto", "under", "for", "as", "behind", "over", "up", "down", "through", "part"}
)
#: Words before those to whom the same befell as to whom the verb tells of.
TOGETHER = frozenset({"along", "together", "alongside"})
#: Nouns to whom or to which something happens that does not happen to those whose they are.
NOT_THEMSELVES = frozenset(
    {"brother", "sister", "son", "daughter", "wife", "husband", "mother", "father", "relative", "driver", "bodyguard",
     "killer", "leader", "video", "footage", "photo", "picture", "image", "list", "name", "home", "house"}
)  # fmt: skip
#: Measures of whose verbs the object or subject can only be somebody.
OF_PEOPLE = frozenset({Measure.KILLED, Measure.WOUNDED, Measure.ARRESTED, Measure.HOSTAGES})
#: Verbs among theirs that things suffer as well.
OF_THINGS = frozenset(
    {"lose", "seize", "capture", "eliminate", "neutralise", "neutralize", "liquidate", "annihilate", "destroy", "take",
     "hold", "harm", "wipe out", "put out of action", "fall", "take out", "fell", "bury", "snatch", "hurt", "captured",
     "dead", "care", "custody", "hospital"}
)  # fmt: skip
#: Measures of verbs beside which a word on the noun tells more: "carrying 12 wounded soldiers".
CARRYING = frozenset({Measure.ABOARD, Measure.DISPLACED})
#: Words whose lives are those of the dead.
LOSING = frozenset({"lose", "claim", "take", "cost", "loss", "sacrifice", "end"})
#: Parts of speech with which an object begins.
OBJECT_STARTS = frozenset({"DET", "NUM", "NOUN", "PROPN", "PRON", "ADJ"})
#: Verbs that the tagger takes for nouns in headlines: "kills four, wounds nine".
HEADLINED = frozenset({"kills", "wounds", "injures", "arrests"})
#: Tokens of an aside between commas.
ASIDE = 14
#: Tokens from a verb to its second object.
SECOND = 8
MAX_CLIMB = 7

Found = tuple[MeasureRow, Token]


def predicate_of(noun: Token, hedge: range | None) -> Found | None:
    """Return the row and the token of the predicate that the noun is counted by.

    `hedge` is the number's own words ("up to"), null for a noun without a number.
    """
    own = _own_modifier(noun)
    above = _climb(noun, hedge or ())
    if above is not None and own is not None and above[0].term == "casualty":
        return own
    if above is None or (own is not None and above[0].measure in CARRYING):
        if own is not None or hedge is None:
            return own
        return after(noun.doc, noun.i + 1) or after_aside(noun) or shared_object(noun, hedge.start)
    return above


def after(doc: Doc, end: int) -> Found | None:
    """Return the participle or adjective right after a count, wherever the parse hangs it: "and 30 wounded"."""
    if end >= len(doc):
        return None
    end += doc[end].is_quote and end + 1 < len(doc)
    word = doc[end]
    if word.lower_ == "on" and end + 1 < len(doc) and doc[end + 1].lower_ == "board":
        return measures()[("adj", "aboard")], doc[end + 1]
    reduced = word.tag_ in {"VBN", "VBG"} or (word.tag_ in {"VBD", "VB", "VBP"} and not _takes_object(word))
    adjective = measures().get(("adj", word.lower_)) if reduced or word.tag_[:2] != "VB" else None
    row = adjective or (verb_row(word) if reduced else None)
    counted = "subject" if word.tag_ == "VBG" else "object"
    if row is None or (row.pos != "adj" and (row.counted != counted or row.term in LOOSE)):
        return None
    return row, word


def _takes_object(verb: Token) -> bool:
    return verb.i + 1 < len(verb.doc) and verb.nbor().pos_ in OBJECT_STARTS


def after_aside(noun: Token) -> Found | None:
    """Return the verb that an aside parts from those counted: "eight people, two of them officers, had been killed"."""
    doc, sentence = noun.doc, noun.sent
    if noun.i + 2 >= sentence.end or noun.nbor().text != ",":
        return None
    if noun.nbor(2).pos_ == "AUX":
        return clause_after(doc, noun.i + 2)
    closes = next((t.i for t in doc[noun.i + 2 : min(sentence.end, noun.i + ASIDE)] if t.text == ","), None)
    if closes is None:
        return None
    return clause_after(doc, closes + 1) or (after(doc, closes + 1) if noun.pos_ == "NUM" else None)


def shared_object(noun: Token, start: int) -> Found | None:
    """Return the verb whose second object the count is: "killed its commander and at least 25 of his men"."""
    doc, first = noun.doc, max(noun.sent.start, start - SECOND)
    follows = doc[noun.i + 1 : noun.i + 2]
    acts = noun.dep_ in SUBJECTS or any(token.pos_ in {"VERB", "AUX"} for token in follows)
    if start == 0 or doc[start - 1].lower_ != "and" or acts:
        return None
    verb = next((t for t in reversed(doc[first:start]) if t.pos_ in {"VERB", "AUX", "SCONJ"} or t.text in ";:"), None)
    row = verb_row(verb) if verb is not None and verb.pos_ == "VERB" and children(verb, "obj") else None
    if verb is None or row is None or row.counted != "object" or row.term in LOOSE or is_passive(verb):
        return None
    return row, verb


def clause_after(doc: Doc, end: int) -> Found | None:
    """Return the verb of a clause that begins with the count, however the parse hangs it: "and 17 others died"."""
    passive, index = False, end + any(token.is_quote for token in doc[end : end + 1])
    while index < min(len(doc), end + 5) and (doc[index].pos_ in {"AUX", "ADV"} or doc[index].lower_ == "not"):
        passive = passive or doc[index].lemma_.lower() == "be"
        index += 1
    if index >= len(doc) or doc[index].is_sent_start:
        return None
    row = verb_row(doc[index]) if doc[index].pos_ == "VERB" else None
    if row is None and passive:
        adjective = measures().get(("adj", doc[index].lower_))
        return None if adjective is None else (adjective, doc[index])
    if row is None or row.term in LOOSE or doc[index].tag_ in {"VBG", "VB"}:
        return None
    fits = passive if row.counted == "object" else not passive
    return (row, doc[index]) if fits and doc[index].tag_ in {"VBN", "VBD", "VBP"} else None


def just_before(doc: Doc, start: int) -> Found | None:
    """Return the verb right before a count that it happens to, wherever the parse hangs it: "and wounded 40"."""
    verb = doc[start - 1]
    if start == 0 or verb.is_sent_end or (verb.pos_ != "VERB" and verb.lower_ not in HEADLINED):
        return None
    row = verb_row(verb)
    takes = row is not None and row.counted == "object" and row.term not in LOOSE and not is_passive(verb)
    return (row, verb) if row is not None and takes else None


def verb_row(token: Token) -> MeasureRow | None:
    """Return the row of the longest phrase that the verb makes with its dependents."""
    table = measures()
    phrases = sorted(verb_phrases(token), key=lambda phrase: (-phrase.count(" "), phrase))
    if particles := {child.lower_ for child in children(token, "compound:prt")}:
        phrases = [phrase for phrase in phrases if particles & set(phrase.split())]
    return next((table[("verb", phrase)] for phrase in phrases if ("verb", phrase) in table), None)


def can_be_somebody(noun: Token, row: MeasureRow) -> bool:
    """Tell whether a noun that no list knows names people because only people suffer the verb: "killed 170 Afghans"."""
    by_name = noun.text[0].isupper() and noun.tag_ in {"NNPS", "NNS"}
    if (row.pos == "noun" and not by_name) or row.measure not in OF_PEOPLE or row.term in OF_THINGS:
        return False
    plural = noun.tag_ in {"NNS", "NNPS"} and noun.pos_ in {"NOUN", "PROPN"}
    lemma = noun.lemma_.lower()
    return plural and lemma not in asset_nouns() and lemma not in person_nouns() and ("noun", lemma) not in measures()


def case_beside(token: Token, hedge: Container[int]) -> str:
    """Return the preposition that the noun stands under, other than those of the number's own hedge ("up to 40")."""
    words = [word for word in case_words(token) if word.i not in hedge]
    if words:
        return words[0].lower_
    return case_beside(token.head, hedge) if token.dep_ == "conj" else ""


def _climb(noun: Token, hedge: Container[int]) -> Found | None:
    token = noun
    for _ in range(MAX_CLIMB):
        label = first_conjunct(token).dep_
        token = first_conjunct(token)
        head = token.head
        if head.i == token.i:
            shared = [c for c in conjuncts(token) if c.i > noun.i]
            return next((found for c in [token, *shared] if c.i != noun.i and (found := _own_modifier(c))), None)
        found = _by_verb(token, head, label, hedge) or _by_noun(token, head, label, hedge)
        found = found or _by_adjective(token, head, label, hedge) or _by_second_verb(token, head, label)
        if found is not None:
            return None if _is_cut_off(noun, found[1], label) else found
        if label not in {"nmod", "compound", "appos", "nmod:of", "obl", "dep", "fixed", "nsubj:outer"}:
            return None
        case = case_beside(token, hedge)
        if label == "obl" and case not in {"of", *PART_CASES}:
            return None
        if label == "nmod" and case not in {"of", "like", "as", *PART_CASES}:
            return None
        if (noun.pos_ == "NUM" and head.pos_ == "NUM") or (label == "nmod" and head.lemma_.lower() in NOT_THEMSELVES):
            return None
        token = head
    return None


def _is_cut_off(noun: Token, governor: Token, label: str) -> bool:
    """Tell whether a semicolon parts a subject from its predicate."""
    return label in SUBJECTS and any(t.text == ";" for t in noun.doc[noun.i : governor.i])


def _own_modifier(noun: Token) -> Found | None:
    """Return the participle or adjective on the noun: "soldiers killed in", "20 wounded soldiers"."""
    for child in noun.children:
        if child.dep_ in ON_NOUN and (found := _by_clause(noun, child)) is not None:
            return found
        adjective = measures().get(("adj", child.lower_))
        if adjective and child.dep_ in {"advmod", "amod"}:
            return adjective, child
        if child.lower_ == "board" and case_beside(child, ()) == "on":
            return measures()[("adj", "aboard")], child
    return after(noun.doc, noun.i + 1) if noun.pos_ == "NUM" else None


def _by_clause(noun: Token, child: Token) -> Found | None:
    row = verb_row(child)
    if row is not None and row.counted == "object":
        participle = is_participle(child) or (child.tag_ == "VBD" and child.dep_ == "acl")
        reduced = participle and not children(child, "obj", "nsubj")
        if reduced or (is_passive(child) and noun in passive_subjects(child)):
            return (row, child) if is_certain(row, child, noun) else None
    if row is not None and row.counted == "subject" and child.dep_ in {"acl:relcl", "acl"} and not is_passive(child):
        return (row, child) if not children(child, "nsubj") or _is_relative(child) else None
    adjective = measures().get(("adj", child.lemma_.lower()))
    return (adjective, child) if adjective and child.dep_ in {"amod", "acl"} else None


def _is_relative(verb: Token) -> bool:
    return any(child.lower_ in {"who", "that", "which"} for child in children(verb, "nsubj"))


def _by_verb(token: Token, head: Token, label: str, hedge: Container[int]) -> Found | None:
    if head.pos_ not in {"VERB", "AUX", "ADJ"}:
        return None
    row = verb_row(head)
    if row is None:
        return _by_light_verb(token, head, label)
    case = case_beside(token, hedge)
    together = case in TOGETHER or (case == "with" and _is_together(token))
    part = case in PART_CASES and not _is_parted(token, head)
    if label == "obl" and (part or (together and row.counted == "object")):
        return row, head
    bare = token.pos_ == "NUM" and label in BARE and not case and token.i < head.i
    subject = label in SUBJECTS or bare
    passive = subject and is_participle(head) and not children(head, "obj")
    object_ = label == "obj" or (label == "obl:unmarked" and token.i > head.i and not is_passive(head))
    suffers = object_ or label == "nsubj:pass" or passive
    ahead = subject or (label == "obj" and token.i < head.i)
    fits = suffers if row.counted == "object" else ahead and not (is_participle(head) and is_passive(head))
    return (row, head) if fits and is_certain(row, head, token) else _by_light_verb(token, head, label)


def _is_parted(token: Token, head: Token) -> bool:
    """Tell whether a semicolon stands between a noun and the verb that the parse hangs it on."""
    return any(between.text == ";" for between in token.doc[min(token.i, head.i) : max(token.i, head.i)])


def _by_second_verb(token: Token, head: Token, label: str) -> Found | None:
    """Return the verb that shares its subject with the one before: "were hit and later died"."""
    if label not in SUBJECTS or head.pos_ != "VERB":
        return None
    for verb in conjuncts(head):
        row = verb_row(verb) if verb.i != head.i and not children(verb, *SUBJECTS) else None
        if row is not None and row.counted == ("object" if is_passive(verb) else "subject"):
            return (row, verb) if is_certain(row, verb, token) else None
    return None


def _is_together(token: Token) -> bool:
    """Tell whether it is "along with eight patients", "together with two others"."""
    case = next(c for c in token.children if c.dep_ == "case")
    return case.i > 0 and case.nbor(-1).lower_ in TOGETHER


def is_certain(row: MeasureRow, verb: Token, noun: Token) -> bool:
    """Tell whether a verb of many senses tells of people here: "three comrades fell", not "three shells fell on"."""
    if noun.pos_ == "NUM" and row.term in OF_THINGS and _speaks_of_things(noun):
        return False
    if row.term not in LOOSE:
        return True
    if noun.pos_ != "NUM" and victims_of(noun) is None:
        return False
    if noun.pos_ == "NUM" and row.term in RAZING and not _speaks_of_people(noun):
        return False
    dated = {i for date in noun.doc._.dates for i in range(date.start, date.end)}
    words = {
        case_beside(child, ()) or child.lower_
        for child in verb.children
        if child.dep_.split(":")[0] in {"obl", "obj", "nmod", "compound", "advmod"} and child.i not in {*dated, noun.i}
    }
    return not words & (ELSEWHERE - {"for"} if row.term == "treat" else ELSEWHERE)


def _speaks_of_people(number: Token) -> bool:
    """Tell whether the plural named last before a bare number is people's."""
    last = _plural_before(number)
    return last is not None and victims_of(last) is not None


def _speaks_of_things(number: Token) -> bool:
    last = _plural_before(number)
    return last is not None and last.lemma_.lower() in asset_nouns()


def _plural_before(number: Token) -> Token | None:
    before = number.doc[number.sent.start : number.i]
    return next((token for token in reversed(before) if token.tag_ in {"NNS", "NNPS"}), None)


def _by_light_verb(token: Token, head: Token, label: str) -> Found | None:
    """Return the complement that measures the noun: "left 12 dead", "are missing", "lives were lost"."""
    if label not in {"obj", "nsubj", "nsubj:pass"} or (label == "nsubj" and children(head, "obj")):
        return None
    for child in head.children:
        other = {"ccomp": SUBJECTS, "conj": {"obj"}}.get(child.dep_, frozenset())
        if child.dep_ not in CARRIED or child.i == token.i or children(child, *other):
            continue
        if child.pos_ == "NOUN" and (head.lemma_.lower() not in STAYING or not case_beside(child, ())):
            continue
        adjective = measures().get(("adj", child.lemma_.lower())) or measures().get(("adj", child.lower_))
        if adjective is None and child.lower_ == "board" and case_beside(child, ()) == "on":
            adjective = measures()[("adj", "aboard")]
        if adjective is not None and not (child.pos_ == "VERB" and children(child, "obj")):
            return adjective, child
        row = verb_row(child) if child.pos_ == "VERB" and child.dep_ in {"xcomp", "ccomp"} else None
        if row is not None and _is_carried(row, child, label) and is_certain(row, child, token):
            return row, child
    return None


def _is_carried(row: MeasureRow, verb: Token, label: str) -> bool:
    """Tell whether the complement's people are the governing verb's: "found three shot dead", "said to have died"."""
    if row.counted == "subject":
        return verb.dep_ == "xcomp" and label in {"nsubj", "nsubj:pass", "obj"}
    found = label == "nsubj:pass" and is_participle(verb) and not children(verb, "obj")
    return (label == "obj" and is_participle(verb)) or (verb.dep_ == "xcomp" and (found or is_passive(verb)))


def _by_noun(token: Token, head: Token, label: str, hedge: Container[int]) -> Found | None:
    if head.pos_ not in {"NOUN", "PROPN"}:
        return None
    row = measures().get(("noun", head.lemma_.lower()))
    if row is None or (row.counted == "self" and row.measure == Measure.HOSTAGES):
        return None
    if row.term == "life" and not _are_lost(head):
        return None
    of = label == "nmod" and case_beside(token, hedge) in {"of", *PART_CASES}
    return (row, head) if of or label in {"nmod:poss", "compound"} else None


def _are_lost(lives: Token) -> bool:
    """Tell whether lives are lost or claimed, as in "the lives of 16 people", not "a senator for life"."""
    return lives.tag_ == "NNS" and first_conjunct(lives).head.lemma_.lower() in LOSING


def _by_adjective(token: Token, head: Token, label: str, hedge: Container[int]) -> Found | None:
    """Return the copular reading: "12 people are dead", "three were injured"."""
    participle = is_participle(head) or head.lower_ == "missing"
    if head.pos_ == "VERB" and (not participle or children(head, "obj")):
        return None
    on_board = head.lower_ == "board" and case_beside(head, ()) == "on"
    word = "aboard" if on_board else head.lower_
    row = measures().get(("adj", word)) or measures().get(("adj", head.lemma_.lower()))
    bare = token.pos_ == "NUM" and label in BARE and not case_beside(token, hedge) and token.i < head.i
    fits = row is not None and (label in SUBJECTS or bare) and is_certain(row, head, token)
    return (row, head) if row is not None and fits else None

"""Deeds told of as planned, feared, possible or prevented: "the risk of an attack", "considered bombing the dam"."""

from spacy.tokens import Token

from ingest.syntax import case_of, children, first_conjunct
from seeds.nouns import prospects

#: Prepositions by which a noun has what is planned or feared.
HAVING = frozenset({"of", "for", "about", "over", "against", "to"})
#: Prepositions by which a verb has it: "prepared for", "warned of", "guard against".
AIMING = frozenset({"for", "of", "against", "about"})
#: Words by which a noun tells of what the reader knows to have happened.
KNOWN = frozenset({"the", "this", "that", "these", "those", "last"})


def is_prospect(token: Token) -> bool:
    """Tell whether the word stands for what is only planned, feared, possible, prevented or called off."""
    return _is_gerund(token) if token.pos_ in {"VERB", "AUX"} else _is_noun(token)


def _is_gerund(verb: Token) -> bool:
    """Tell whether it is the deed of "considered bombing", "refrained from attacking", "the aim was to capture"."""
    if any(_has(child, "noun") for child in children(verb, "nsubj:outer")):
        return True
    kept = verb.dep_ in {"advcl", "obl"} and any(child.lower_ == "from" for child in children(verb, "mark", "case"))
    return (
        verb.lower_.endswith("ing") and (verb.dep_ in {"xcomp", "ccomp"} or kept) and _has(verb.head, "verb", "gerund")
    )


def _is_noun(noun: Token) -> bool:
    if any(_has(child, "adjective") for child in children(noun, "amod")):
        return True
    top = first_conjunct(noun)
    head, case = top.head, case_of(top)
    if top.dep_ in {"nsubj", "nsubj:pass"} and _has(head, "predicate"):
        return True
    of_noun = top.dep_ == "nmod" and case in HAVING
    if of_noun and _has(head, "always"):
        return True
    if any(child.lower_ in KNOWN for child in (*children(noun, "det", "amod"), *children(top, "det"))):
        return False
    if top.dep_ in {"obj", "nsubj:pass"}:
        return _has(head, "verb")
    return (of_noun and _has(head, "noun")) or (top.dep_ == "obl" and case in AIMING and _has(head, "aim"))


def _has(word: Token, *kinds: str) -> bool:
    """Tell whether the table has the word, with its particle where it has one ("rule out"), as one of the kinds."""
    phrase = " ".join([word.lemma_.lower(), *(child.lower_ for child in children(word, "compound:prt"))])
    return not set(kinds).isdisjoint(prospects().get(phrase, "").split("|"))

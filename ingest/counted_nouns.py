"""The noun that a number counts: beside it, behind its "of", or parted from it by a quotation mark."""

from spacy.tokens import Doc, Token

from ingest.predicates import after
from ingest.quantities import Quantity
from ingest.syntax import case_of


def counted_noun(doc: Doc, quantity: Quantity) -> Token:
    """Return the noun that a quantity counts; the number itself where it stands alone ("killed 12")."""
    number = doc[quantity.number_start : quantity.number_end].root
    counts = number.dep_ in {"nummod", "amod", "det", "compound", "advmod", "det:predet"}
    if counts and _is_countable(number.head) and number.head.i >= quantity.start:
        head = _end_of_run(number.head)
        alone = number.head.pos_ == "ADJ" and number.head.dep_ == "conj" and after(doc, quantity.end) is not None
        return number if alone else head
    if (whole := _of_number(doc, quantity)) is not None:
        return whole
    for child in number.children:
        if child.dep_ in {"nmod", "obl"} and case_of(child) == "of" and child.i >= quantity.end - 1:
            if child.pos_ == "NUM" and child.i + 1 < len(doc) and child.nbor().pos_ in {"NOUN", "ADJ"}:
                return child.nbor()
            return number if child.pos_ == "PRON" or child.lower_ in {"own", "number"} else child
    return _next_noun(doc, quantity.end) or _quoted_noun(doc, quantity) or number


def _quoted_noun(doc: Doc, quantity: Quantity) -> Token | None:
    """Return the noun that a quotation mark parts from its number: 21 "apostates", "scores" of fighters."""
    follows = doc[quantity.end : quantity.end + 3]
    if len(follows) < 3 or not follows[0].is_quote or follows[-1].pos_ == "VERB":
        return None
    named = follows[2] if follows[1].lower_ == "of" else follows[1] if follows[2].is_quote else None
    return named if named is not None and named.tag_ == "NNS" else None


def _end_of_run(name: Token) -> Token:
    """Return the plural noun that a name right before it belongs to, where the parse parts them: "8 Pak soldiers"."""
    if name.dep_ == "compound" and name.head.i > name.i and name.head.tag_ == "NNS":
        return name.head
    follows = name.doc[name.i + 1 : name.i + 2]
    parted = name.pos_ == "PROPN" and any(token.tag_ == "NNS" for token in follows)
    return follows[0] if parted else name


def _is_countable(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "PRON"}


def _of_number(doc: Doc, quantity: Quantity) -> Token | None:
    """Return the noun of "75 of 101 drones", "five of the 12 captured men"."""
    words = doc[quantity.end : quantity.end + 3]
    number = next((word for word in words[1:] if word.pos_ == "NUM"), None)
    if number is None or words[0].lower_ != "of":
        return None
    group = doc[number.i + 1 : number.i + 6]
    led = next((token for token in group if token.tag_ == "NNS" and token.pos_ == "NOUN"), None)
    return led if led is not None and all(led.is_ancestor(token) for token in doc[number.i + 1 : led.i]) else None


def _next_noun(doc: Doc, end: int) -> Token | None:
    """Return the head of the noun group right after the number, where the parse lost it."""
    found = None
    for token in doc[end : end + 6]:
        if token.pos_ in {"NOUN", "PROPN"}:
            found = token
        elif found is not None or token.pos_ not in {"ADJ", "PART", "NUM"} or token.is_sent_start:
            break
    return found

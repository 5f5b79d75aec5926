"""What hangs on a word of saying: object, complements, and whose claim a noun names."""

from collections.abc import Iterator

from spacy.tokens import Token

from ingest.document import ActorKind
from ingest.mentions import entity_at
from ingest.sources import SUBJECTS, antecedent, is_passive, subtree, trimmed
from ingest.stances import case_words, nouns, reporting
from seeds.tables import Frame


def whole(verb: Token) -> list[tuple[int, int]]:
    """Return what is done to whom and what for, the subject of a passive first."""
    noun = object_of(verb)
    if noun is None or noun.i > verb.i:
        return complements(verb, with_object=True)
    return [phrase(noun, verb), *complements(verb, with_object=False)]


def object_of(verb: Token) -> Token | None:
    """Return what the verb is done to: object, subject of a passive, or the noun that a participle stands on."""
    objects = sorted((c for c in verb.children if c.dep_ in {"obj", "nsubj:pass"}), key=lambda c: c.i)
    if verb.tag_ != "VBN" and any(c.dep_ == "obj" and c.i > verb.i for c in objects):
        objects = [c for c in objects if c.dep_ == "obj"]
    if len(objects) > 1 and objects[1].pos_ == "PROPN" and objects[1].left_edge.i == objects[0].i + 1:
        objects = objects[1:]
    if objects and objects[0].lower_ in {"which", "that", "who", "whom"} and verb.dep_.startswith("acl"):
        return antecedent(verb, objects[0])
    if objects:
        return objects[0]
    if (named := _behind_adjective(verb)) is not None:
        return named
    if (is_passive(verb) and verb.dep_ == "acl") or lacks_object(verb):
        return verb.head
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    if verb.dep_ == "acl:relcl" and any(c.lower_ not in {"which", "that", "who"} for c in subjects):
        return verb.head
    return next((c for c in subjects[:-1] if is_claim(c)), None)


def lacks_object(verb: Token) -> bool:
    """Tell whether a clause with "that" tells of its noun, which its verb lacks: "an accusation that Iran rejects"."""
    if verb.dep_ != "acl" or verb.tag_ not in {"VBZ", "VBP", "VBD"} or not is_claim(verb.head):
        return False
    entry = reporting(verb)
    after = [c for c in verb.children if c.i > verb.i and not c.is_punct and not c.is_space]
    return entry is not None and Frame.OBJECT in entry.takes and not after and preposition(verb) == "that"


def _behind_adjective(verb: Token) -> Token | None:
    """Return the object that a parse hung on what it is called: "rejected as baseless the accusation"."""
    for child in verb.children:
        if child.dep_ in {"advcl", "obl", "xcomp"} and child.i > verb.i and child.pos_ in {"ADJ", "NOUN"}:
            inner = next((c for c in child.children if c.dep_ in {"obj", "appos"} and c.i > child.i), None)
            if inner is not None and preposition(child) == "as":
                return inner
    return None


def complements(verb: Token, *, with_object: bool) -> list[tuple[int, int]]:
    """Return the span of the verb's object and of what follows it in the verb phrase."""
    kept = [c for c in following(verb) if with_object or c.dep_ not in {"obj", "iobj"}]
    first = next((n for n, c in enumerate(kept) if c.dep_ == "obj"), 0)
    kept = kept[first:]
    if not kept:
        return []
    start, end = min(c.left_edge.i for c in kept), max(c.right_edge.i for c in kept) + 1
    return [trimmed(verb.doc, start, end)]


def following(verb: Token) -> Iterator[Token]:
    """Yield the heads of the object and complements after the verb."""
    for child in verb.children:
        if (child.i > verb.i and child.dep_ in {"obj", "iobj", "xcomp", "ccomp"}) or (
            child.i > verb.i
            and child.dep_ in {"obl", "advcl"}
            and preposition(child) in {"of", "for", "as", "on", "with", "about"}
        ):
            yield child


def preposition(noun: Token) -> str:
    """Return the preposition or conjunction that a noun or clause stands under ("" for none)."""
    words = (*(c for c in noun.children if c.dep_ in {"case", "mark"}), *case_words(noun))
    return next((c.lower_ for c in words if c.i < noun.i), "")


def is_to(verb: Token) -> bool:
    """Tell whether the verb is an infinitive with "to"."""
    return any(c.lower_ == "to" and c.dep_ in {"mark", "aux"} for c in verb.children)


def is_claim(noun: Token) -> bool:
    """Tell whether the noun names a statement that can be denied."""
    return noun.lemma_.lower() in nouns() and noun.lemma_.lower() not in {"call", "order", "demand", "post", "address"}


def phrase(noun: Token, verb: Token) -> tuple[int, int]:
    """Return the span of a noun phrase, without the clause of the verb where that stands on it."""
    if noun.i > verb.i:
        return subtree(noun)
    return trimmed(noun.doc, noun.left_edge.i, min(noun.right_edge.i + 1, max(noun.i + 1, verb.left_edge.i)))


#: Nouns of what somebody himself is to do.
GOING = frozenset(
    {"resignation", "withdrawal", "departure", "surrender", "retreat", "disarmament", "apology", "ouster", "pullout"}
)


def to_go(noun: Token | None) -> Token | None:
    """Return who is to do what the noun names: "demanded the resignation of the minister"."""
    if noun is None or noun.lemma_.lower() not in GOING:
        return None
    return next((c for c in noun.children if c.dep_ == "nmod:poss" or preposition(c) in {"of", "by"}), None)


#: Participles by which others than its maker had to do with a statement.
PASSED_ON = frozenset(
    {"carry", "see", "obtain", "broadcast", "air", "quote", "cite", "translate", "read", "hear", "review", "view",
     "monitor", "verify", "receive", "examine", "analyse", "analyze", "show", "share", "follow", "deny", "dismiss"}
)  # fmt: skip
#: What an outlet does with others' statements.
SPREAD = frozenset({"publish", "release", "post", "distribute", "print", "run", "relay", "circulate"})


def _maker(clause: Token) -> Token | None:
    """Return who made what a clause tells of: "a statement issued by ISPR", not "carried by state media"."""
    if clause.lemma_.lower() in PASSED_ON:
        return None
    relative = clause.dep_ == "acl:relcl"
    for made in clause.children if relative or (clause.dep_ == "acl" and is_passive(clause)) else ():
        own = relative and made.dep_ == "nsubj" and made.pos_ != "PRON"
        if made.dep_ == "obl:agent" or own:
            entity = entity_at(made.doc, made)
            if entity is None or entity.kind != ActorKind.MEDIA or clause.lemma_.lower() not in SPREAD:
                return made
    return None


def owner_of(noun: Token, cue: Token | None = None) -> Token | None:
    """Return who made a claim, report or statement, by its noun: "ISPR's claims", "reports from Indian media"."""
    for child in noun.children:
        if child.dep_ == "nmod:poss" or (child.dep_.startswith("nmod") and preposition(child) in {"by", "from"}):
            return child
    for child in noun.children:
        if child != cue and (maker := _maker(child)) is not None:
            return maker
    for child in noun.children:
        if child.dep_ in {"compound", "amod"} and child.text[:1].isupper() and child.i > child.sent.start:
            return child
        if child.dep_ == "compound" and child.pos_ == "PROPN":
            return child
    return None

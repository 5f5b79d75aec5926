"""Ties between actors that the text tells: who speaks for whom, who is a part of what, who is allied."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from ingest.document import ActorKind, Entity, EntityType, Relation, RelationType
from ingest.mentions import entity_at, entity_headed

SPEAKERS = frozenset({"spokesman", "spokeswoman", "spokesperson", "representative", "wing"})
PARTS = frozenset(
    {"wing", "faction", "splinter", "branch", "offshoot", "affiliate", "arm", "cell", "unit", "division", "member",
     "component", "part", "subgroup", "battalion", "brigade", "commander", "leader"}
)  # fmt: skip
ALLIES = frozenset({"ally", "allied", "alliance", "aligned"})
#: Verbs of joining under something larger.
JOINING = frozenset({"form", "join", "unite", "merge", "operate"})


@Language.component("relations", requires=["token.dep", "doc._.entities"], assigns=["doc._.relations"])
def relations(doc: Doc) -> Doc:
    """Find the ties between actors that the words tell."""
    found = {(r.type, r.source, r.target): r for r in sorted(_ties(doc), key=lambda r: (-r.start, -r.end))}
    doc._.relations = tuple(sorted(found.values(), key=lambda r: (r.start, r.end, r.type, r.source, r.target)))
    return doc


def _ties(doc: Doc) -> Iterator[Relation]:
    for token in doc:
        lemma = token.lemma_.lower()
        if (lemma in SPEAKERS and lemma != "wing") or (
            lemma == "wing" and any(child.lower_ in {"media", "press"} for child in token.children)
        ):
            yield from _between(token, RelationType.SPEAKS_FOR)
        elif lemma in PARTS:
            yield from _between(token, RelationType.PART_OF)
        elif lemma in ALLIES:
            yield from _allies(token)
        elif lemma in JOINING:
            yield from _joined(token)


def _between(noun: Token, kind: RelationType) -> Iterator[Relation]:
    """Yield the tie of the person or body that the noun calls with the one that it is of."""
    doc = noun.doc
    whole = _whole(noun)
    if whole is None:
        return
    for bearer in _bearers(noun):
        entity = _actor(doc, bearer)
        if entity is not None and entity.id != whole.id and _fits(entity, whole, kind):
            start, end = min(noun.left_edge.i, bearer.i), max(noun.right_edge.i, bearer.i) + 1
            yield _relation(doc, kind, entity, whole, start, end)
            return


def _bearers(noun: Token) -> Iterator[Token]:
    """Yield the nouns that the noun describes: its name in apposition, the name that it is a title of, itself."""
    if noun.dep_ in {"nmod:desc", "compound", "flat"}:
        yield noun.head
    if noun.dep_ == "appos":
        yield noun.head
    for child in noun.children:
        if child.dep_ in {"appos", "flat"}:
            yield child
        if child.dep_ == "nsubj" and any(c.dep_ == "cop" for c in noun.children):
            yield child
    if noun.i + 1 < len(noun.doc) and noun.nbor(1).pos_ == "PROPN":
        yield noun.nbor(1)
    yield noun


def _whole(noun: Token) -> Entity | None:
    """Return the body that the noun says somebody is of: "BLA spokesman", "Y's wing", "a spokesman for Y"."""
    doc = noun.doc
    for child in noun.children:
        if child.dep_ in {"compound", "nmod:poss", "amod"} and child.i < noun.i:
            entity = entity_headed(doc, child)
            if entity is not None and entity.type is EntityType.ACTOR and entity.kind != ActorKind.PERSON:
                return entity
        cases = {c.lower_ for c in child.children if c.dep_ == "case"}
        if child.dep_ in {"nmod", "obl"} and cases & {"of", "for", "from", "within"}:
            entity = _actor(doc, child)
            if entity is not None:
                return entity
    before = noun.i - 1
    while before > 0 and doc[before].dep_ in {"amod", "compound", "case"} and _actor(doc, doc[before]) is None:
        before -= 1
    entity = _actor(doc, doc[before]) if before >= 0 and doc[before].sent == noun.sent else None
    related = entity is not None and doc[before].pos_ == "PROPN" and doc[before].head in {noun, noun.head}
    return entity if related else None


def _allies(word: Token) -> Iterator[Relation]:
    """Yield the tie in "X, an ally of Y", "X is allied with Y", "the alliance between X and Y"."""
    doc = word.doc
    partners = [
        entity
        for child in word.children
        if child.dep_ in {"obl", "nmod", "nmod:poss"}
        and not any(c.lower_ in {"against", "by", "in"} for c in child.children)
        for noun in (child, *(c for c in child.children if c.dep_ == "conj"))
        if (entity := _actor(doc, noun)) is not None
    ]
    subjects = [_actor(doc, t) for t in _subjects(word)]
    own = [entity for entity in subjects if entity is not None]
    if word.lower_ == "alliance" and not own:
        own, partners = partners[:1], partners[1:]
    for left in own[:1]:
        for right in partners:
            if left.id != right.id:
                yield _relation(doc, RelationType.ALLIED_WITH, left, right, word.left_edge.i, word.right_edge.i + 1)


def _subjects(word: Token) -> Iterator[Token]:
    for child in word.children:
        if child.dep_ in {"nsubj", "nsubj:pass"}:
            yield child
    if word.dep_ in {"appos", "acl", "amod"}:
        yield word.head
    if word.dep_ == "conj":
        yield from _subjects(word.head)


def _joined(verb: Token) -> Iterator[Relation]:
    """Yield the tie in "formed a structure under X", "joined X", "operates under the umbrella of X"."""
    doc = verb.doc
    for child in verb.subtree:
        if child.dep_ not in {"obl", "nmod", "obj"} or child.head.i < verb.i:
            continue
        cases = {c.lower_ for c in child.children if c.dep_ == "case"}
        joins = (verb.lemma_.lower() == "join" and child.dep_ == "obj") or "under" in cases
        whole = _actor(doc, child)
        if whole is None and child.lemma_.lower() in {"umbrella", "banner", "name", "command"} and joins:
            whole = next((e for c in child.children if c.dep_ == "nmod" and (e := _actor(doc, c)) is not None), None)
        if not joins or whole is None or whole.kind != ActorKind.ARMED_GROUP:
            continue
        for subject in _subjects(verb):
            part = _actor(doc, subject)
            if part is not None and part.id != whole.id and part.kind == ActorKind.ARMED_GROUP and part.named:
                yield _relation(doc, RelationType.PART_OF, part, whole, subject.i, child.i + 1)


def _fits(entity: Entity, whole: Entity, kind: RelationType) -> bool:
    """Tell whether the two can stand so: a person or source speaks, a group or person belongs to a group."""
    if kind is RelationType.SPEAKS_FOR:
        return whole.kind not in {ActorKind.PERSON, ActorKind.POPULATION, ActorKind.UNNAMED_SOURCE}
    groups = {ActorKind.ARMED_GROUP, ActorKind.STATE_FORCE, ActorKind.POLITICAL_PARTY, ActorKind.INTELLIGENCE}
    return whole.kind in groups and whole.named and (entity.named or entity.kind == ActorKind.UNNAMED_SOURCE)


def _actor(doc: Doc, token: Token) -> Entity | None:
    entity = entity_headed(doc, token) or entity_at(doc, token)
    return entity if entity is not None and entity.type is EntityType.ACTOR else None


def _relation(doc: Doc, kind: RelationType, source: Entity, target: Entity, start: int, end: int) -> Relation:
    span = doc[start:end]
    return Relation(type=kind, source=source.id, target=target.id, start=span.start_char, end=span.end_char)

"""Where the text names something: the link between tokens and the article's entities."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from ingest.document import ActorKind, Entity, EntityType

#: Letters that local ids begin with.
LETTERS = {EntityType.ACTOR: "a", EntityType.PLACE: "p", EntityType.ASSET: "s", EntityType.OPERATION: "o"}
#: Words between a noun and those whom it is a part of: "members of Y", "fighters from Y".
MEMBERS = frozenset(
    {"member", "fighter", "leader", "commander", "militant", "soldier", "force", "troop", "unit", "supporter", "gunman",
     "insurgent", "rebel", "terrorist", "operative", "element", "cadre", "wing", "branch", "leadership", "rank", "some",
     "dozen", "hundred", "thousand", "number", "majority", "group", "most", "many", "all", "several", "column",
     "squad", "team", "man", "dissident", "loyalist", "battalion", "detachment", "faction", "one", "part", "half",
     "few", "pair"}
)  # fmt: skip
#: Of these, those that are as much a part of things.
PARTS = frozenset(
    {"one", "some", "several", "most", "many", "all", "part", "half", "few", "dozen", "number", "hundred"}
)


#: Nouns that a pair of states is called by.
STATES = frozenset({"country", "nation", "state", "neighbour", "neighbor", "government", "capital"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens [start, end) of the doc that stand for an entity; `root` is their syntactic head."""

    start: int
    end: int
    root: int
    #: Entity.id within the article
    entity: str


@dataclass(slots=True)
class _Index:
    by_id: dict[str, Entity]
    at: dict[int, Mention]


def _index(doc: Doc) -> _Index:
    """Return the doc's entities by id and its innermost mention of each token, made anew after a roster's writing."""
    known: _Index | None = doc.user_data.get("mention_index")
    if known is not None:
        return known
    at: dict[int, Mention] = {}
    for mention in sorted(doc._.mentions, key=lambda m: (m.start - m.end, m.start)):
        at.update((i, mention) for i in range(mention.start, mention.end) if i not in at or at[i].root != i)
    at.update((mention.root, mention) for mention in doc._.mentions if mention.root not in at)
    index = _Index({entity.id: entity for entity in doc._.entities}, at)
    doc.user_data["mention_index"] = index
    return index


def entity_by_id(doc: Doc, entity_id: str) -> Entity:
    """Return the article's entity of this local id."""
    return _index(doc).by_id[entity_id]


def mention_at(doc: Doc, token: Token | int) -> Mention | None:
    """Return the mention that the token heads, else the innermost one that it stands in."""
    return _index(doc).at.get(token if isinstance(token, int) else token.i)


def entity_at(doc: Doc, token: Token | int) -> Entity | None:
    """Return the entity of the mention that the token heads, else of the innermost one that it stands in."""
    index = _index(doc)
    mention = index.at.get(token if isinstance(token, int) else token.i)
    return None if mention is None else index.by_id[mention.entity]


def entity_headed(doc: Doc, token: Token) -> Entity | None:
    """Return the entity whose mention the token heads."""
    mention = mention_at(doc, token)
    return None if mention is None or mention.root != token.i else entity_by_id(doc, mention.entity)


def entities_of(doc: Doc, token: Token, *, coordinated: bool = True) -> tuple[Entity, ...]:
    """Return whom or what a noun phrase stands for, by its head: each conjunct, and whom "members of Y" belong to.

    A conjunct with a number of its own is another party: "six militants and two officers" at "militants" is the first.
    """
    found: dict[str, Entity] = {}
    if (pair := _pair(doc, token)) or (pair := _apposed(doc, token)):
        return pair
    for noun in _conjuncts(token) if coordinated else [token]:
        if (entity := _standing_for(doc, noun)) is not None:
            found[entity.id] = entity
    return tuple(found.values())


def _pair(doc: Doc, token: Token) -> tuple[Entity, ...]:
    """Return the two states named last before "both countries", "the two neighbours"; nothing for other words."""
    words = {child.lower_ for child in token.children}
    if token.lemma_.lower() not in STATES or not words & {"both", "two"}:
        return ()
    named: dict[str, Entity] = {}
    for mention in sorted(doc._.mentions, key=lambda m: -m.root):
        entity = entity_by_id(doc, mention.entity)
        if mention.root < token.i and entity.kind == ActorKind.GOVERNMENT and entity.named and len(named) < 2:
            named[entity.id] = entity
    return tuple(named.values())[::-1] if len(named) == 2 else ()


def _apposed(doc: Doc, token: Token) -> tuple[Entity, ...]:
    """Return the actors named beside a common noun for them: "the neighbours India and Afghanistan"."""
    own = entity_headed(doc, token)
    if token.pos_ != "NOUN" or (own is not None and (own.named or own.type is not EntityType.ACTOR)):
        return ()
    named = [c for child in token.children if child.dep_ in {"appos", "flat"} for c in _conjuncts(child)]
    entities = [entity for noun in named if (entity := entity_headed(doc, noun)) is not None]
    return tuple(e for e in entities if e.named and e.type is EntityType.ACTOR)


def _conjuncts(token: Token) -> Iterator[Token]:
    yield from (child for child in token.children if _is_joined(child))
    yield token
    counted = _is_counted(token)
    for child in token.children:
        if child.dep_ == "conj" and not (counted or _is_counted(child)):
            yield from _conjuncts(child)


def _is_joined(noun: Token) -> bool:
    """Tell whether an "and" follows what the parse took for an owner: "police and hospital officials"."""
    if noun.dep_ != "nmod:poss" or noun.pos_ not in {"NOUN", "PROPN"} or noun.right_edge.i != noun.i:
        return False
    after = noun.nbor(1)
    return after.lower_ == "and" and after.head in {noun, noun.head}


def _is_counted(token: Token) -> bool:
    return any(child.dep_ == "nummod" for child in token.children)


def _standing_for(doc: Doc, token: Token) -> Entity | None:
    own = entity_headed(doc, token)
    if own is not None and own.named:
        return own
    if token.lemma_.lower() in MEMBERS:
        for child in token.children:
            if child.dep_ in {"nmod", "obl"} and any(c.lower_ in {"of", "from"} for c in child.children):
                whole = entity_headed(doc, child)
                parts = token.lemma_.lower() in PARTS and whole is not None and own is None
                if whole is not None and (parts or (whole.type is EntityType.ACTOR and (own is None or whole.named))):
                    return whole
    return own if own is not None else entity_at(doc, token)


class Roster:
    """Entities and mentions that a component collects; `write` hands them to the doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.entities: dict[str, Entity] = {entity.id: entity for entity in doc._.entities}
        #: in the order in which they were found, which no hash seed changes
        self.mentions: dict[Mention, None] = dict.fromkeys(doc._.mentions)

    def add(self, type: EntityType, name: str, kind: str | None, **more: object) -> Entity:
        """Add an entity under the next free id of its type."""
        number = 1 + max((int(entity.id[1:]) for entity in self.entities.values() if entity.type is type), default=0)
        entity = Entity(id=f"{LETTERS[type]}{number}", type=type, name=name, kind=kind, **more)  # type: ignore[arg-type]
        self.entities[entity.id] = entity
        return entity

    def mention(self, entity: str, start: int, end: int, root: int | None = None) -> None:
        """Let tokens [start, end) stand for the entity."""
        head = self.doc[start:end].root.i if root is None else root
        self.mentions[Mention(start, end, head, entity)] = None

    def alias(self, entity: str, *names: str) -> None:
        """Let the entity go by these names as well."""
        old = self.entities[entity]
        known = {old.name.casefold(), *(alias.casefold() for alias in old.aliases)}
        new = tuple(name for name in dict.fromkeys(names) if name.casefold() not in known)
        self.entities[entity] = replace(old, aliases=old.aliases + new)

    def write(self) -> Doc:
        """Store everything on the doc, mentions sorted and entities with the characters that name them."""
        mentions = sorted(self.mentions, key=lambda m: (m.start, m.end, m.entity))
        spans: dict[str, list[tuple[int, int]]] = {entity: [] for entity in self.entities}
        for mention in mentions:
            span = self.doc[mention.start : mention.end]
            spans[mention.entity].append((span.start_char, span.end_char))
        self.doc._.entities = tuple(replace(e, mentions=tuple(spans[e.id])) for e in self.entities.values())
        self.doc._.mentions = tuple(mentions)
        self.doc.user_data.pop("mention_index", None)
        return self.doc


def ensure(doc: Doc, token: Token, *, kind: str = ActorKind.OTHER, type: EntityType = EntityType.ACTOR) -> Entity:
    """Return the entity that the noun phrase headed by the token stands for, a new unnamed one where it has none."""
    if (known := _standing_for(doc, token)) is not None and known.type is type:
        return known
    words = phrase(token)
    name = " ".join(word.text for word in words if not word.is_space)
    roster = Roster(doc)
    same = (e for e in roster.entities.values() if (e.type, e.kind, e.name, e.named) == (type, kind, name, False))
    entity = next(same, None) or roster.add(type, name, kind, named=False)
    roster.mention(entity.id, words[0].i, token.i + 1, token.i)
    roster.write()
    return entity_by_id(doc, entity.id)


def phrase(token: Token) -> list[Token]:
    """Return a noun with the adjectives and nouns that stand directly before it."""
    left: Iterable[Token] = token.lefts
    start = min((t.i for child in left if child.dep_ in {"amod", "compound"} for t in child.subtree), default=token.i)
    return list(token.doc[start : token.i + 1])

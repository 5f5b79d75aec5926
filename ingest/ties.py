"""Whose somebody is: the group that words beside a noun tie fighters to, the army whose "its forces" are."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ingest.actors import speech_verbs
from ingest.document import ActorKind, Entity, EntityType
from ingest.gazetteer import actor_rows, country_named, entity_for, offices
from ingest.mentions import Mention, Roster
from ingest.roles import army_of
from ingest.syntax import makers

#: Nouns that stand for the body whose they are: "its forces", "its leadership".
OWN = frozenset(
    {"force", "troop", "fighter", "soldier", "army", "military", "militant", "leadership", "member", "men", "gunman"}
)
#: Of these, what a government or ministry has.
FORCES = frozenset({"force", "troop", "army", "military", "soldier"})
#: Verbs by which a group gives itself a name.
CALLING = frozenset({"call", "style", "dub", "name", "brand"})
SELF = frozenset({"itself", "themselves", "themself", "himself"})
#: Verbs and adjectives that tie fighters to their group.
TIES = frozenset({"belong", "affiliate", "link", "loyal", "tie", "associate", "connect", "identify", "ally"})
#: Of these, those that make fighters the group's own where no doubt is told.
OWN_TIES = frozenset({"belong", "affiliate", "loyal", "identify"})
DOUBT = frozenset(
    {"suspected", "believed", "alleged", "allegedly", "presumed", "thought", "reportedly", "possibly", "probably",
     "apparently", "purported", "likely", "suspect", "supposed", "may", "might"}
)  # fmt: skip


@dataclass(slots=True)
class Ties:
    """The mentions among which the words beside a noun tell whose somebody is."""

    doc: Doc
    roster: Roster
    #: the mention that each token heads
    heads: dict[int, Mention]
    inside: dict[int, Mention]

    def _entity(self, mention: Mention) -> Entity:
        return self.roster.entities[mention.entity]

    def own_forces(self, token: Token) -> str | None:
        """Return the army, or the armed group, whose "its forces", "its fighters", "the group's men" are."""
        if token.lemma_.lower() not in OWN and token.lower_ not in OWN:
            return None
        for child in token.children:
            mention = self.heads.get(child.i) if child.dep_ == "nmod:poss" else None
            owner = None if mention is None else self._entity(mention)
            if owner is not None and owner.kind in {ActorKind.STATE_FORCE, ActorKind.ARMED_GROUP}:
                return owner.id
            country = country_named(owner.country) if owner is not None and owner.country else None
            if country is not None and child.pos_ == "PRON" and token.lemma_.lower() in FORCES:
                row = army_of(country)
                return None if row is None else entity_for(self.roster, row).id
        return None

    def speaking_army(self, token: Token) -> str | None:
        """Return the army that says what "the troops" or "security forces" did: they are its own."""
        words = {child.lower_ for child in token.children if child.dep_ in {"amod", "compound", "nmod:poss", "nmod"}}
        if token.lower_ not in {"troops", "forces", "soldiers"} or words - {"security"} or token.dep_ != "nsubj":
            return None
        for verb in token.ancestors:
            if verb.lemma_.lower() in speech_verbs() and verb.i != token.head.i:
                speakers = (self.heads.get(child.i) for child in verb.children if child.dep_ == "nsubj")
                armies = (self._army(self._entity(mention)) for mention in speakers if mention is not None)
                return next((army for army in armies if army is not None), None)
        return None

    def _army(self, entity: Entity) -> str | None:
        """Return the army that the actor is or speaks for."""
        if entity.named and entity.kind == ActorKind.STATE_FORCE:
            return entity.id
        master = offices().get(entity.key or "")
        return None if master is None else entity_for(self.roster, actor_rows()[master]).id

    def self_called(self, token: Token) -> str | None:
        """Return the name that a group has given itself: "a group calling itself X"."""
        for verb in token.children:
            if verb.dep_ not in {"acl", "acl:relcl"} or verb.lemma_.lower() not in CALLING:
                continue
            if any(t.lower_ in SELF for t in verb.children):
                named = (self.heads.get(t.i) for t in verb.subtree if t.i > verb.i)
                groups = (self._entity(m) for m in named if m is not None)
                return next((e.id for e in groups if e.named and e.type is EntityType.ACTOR), None)
        return None

    def group_of(self, token: Token) -> tuple[str | None, bool]:
        """Return the armed group that the noun phrase says somebody is of, and whether it doubts it."""
        doubtful = any(t.lower_ in DOUBT for t in token.children if t.i < token.i)
        led = next((group for maker in makers(token, "led") if (group := self._armed(maker)) is not None), None)
        if led is not None:
            return led, doubtful
        for child in token.children:
            if (
                child.dep_ in {"compound", "amod", "nmod:poss", "nmod", "appos"}
                and (group := self._armed(child)) is not None
            ):
                cases = {c.lower_ for c in child.children if c.dep_ == "case"}
                if child.i < token.i or cases & {"of", "from"}:
                    return group, doubtful
            if child.dep_ in {"acl", "acl:relcl", "amod", "advcl"} and child.i > token.i:
                group, hedged = self._participle(child)
                if group is not None:
                    return group, hedged or doubtful
        after = self.doc[token.i + 1 : token.i + 3]
        if len(after) == 2 and after[0].text == "," and after[1].lower_ in DOUBT and after[1].pos_ == "VERB":
            group, _ = self._participle(after[1])
            return group, True
        return self._before(token) or self._after(token), doubtful

    def _after(self, token: Token) -> str | None:
        """Return the group that "from" or "of" names right after the noun, wherever the parse hangs it."""
        words = [word for word in self.doc[token.i + 1 : token.i + 4] if word.lower_ != "the"]
        if len(words) < 2 or words[0].lower_ not in {"from", "of"}:
            return None
        mention = self.inside.get(words[1].i)
        entity = None if mention is None or mention.start < words[1].i else self._entity(mention)
        return entity.id if entity is not None and entity.named and entity.kind == ActorKind.ARMED_GROUP else None

    def _before(self, token: Token) -> str | None:
        """Return the group whose name stands directly before the noun, wherever the parse hangs it."""
        at = token.i - 1
        while at >= 0 and self.doc[at].dep_ == "amod" and self.doc[at].head == token and at not in self.inside:
            at -= 1
        if at >= 0 and self.doc[at].text == ")":
            at -= 1
        mention = self.inside.get(at)
        if mention is None or self.doc[at].sent != token.sent or mention.end < at + 1:
            return None
        entity = self._entity(mention)
        return entity.id if entity.named and entity.kind == ActorKind.ARMED_GROUP else None

    def _participle(self, verb: Token) -> tuple[str | None, bool]:
        """Return the group in "belonging to X", "believed to be affiliated with X", and whether it is doubted."""
        words = [t for t in verb.subtree if t.i >= verb.i or t.head == verb]
        if not any(t.lemma_.lower() in TIES or t.lower_ in {"of", "from"} for t in words):
            return None, False
        doubtful = any(
            t.lower_ in DOUBT or t.lemma_.lower() in {"believe", "suspect", "think", "allege"} for t in words
        )
        own = any(t.lemma_.lower() in OWN_TIES for t in words) or doubtful
        group = next((g for t in words if t.i != verb.i and (g := self._armed(t)) is not None), None)
        return (group, doubtful) if own else (None, False)

    def _armed(self, token: Token) -> str | None:
        mention = self.heads.get(token.i) or self.inside.get(token.i)
        if mention is None:
            return None
        entity = self._entity(mention)
        return entity.id if entity.named and entity.kind == ActorKind.ARMED_GROUP else None

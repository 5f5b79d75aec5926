"""Definite noun phrases and pronouns: which actor "the group", "the militants", "the official" or "they" stand for."""

from collections.abc import Callable
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Token

from ingest.actors import speech_verbs
from ingest.antecedents import (
    PLURAL,
    is_body,
    is_definite,
    is_expletive,
    is_headed,
    is_plural,
    is_single,
    quoted,
    telling,
    titles,
)  # fmt: skip
from ingest.document import ActorKind, Entity, EntityType
from ingest.mentions import Mention, Roster
from ingest.roles import is_speaking
from ingest.ties import Ties

#: Definite nouns for an armed group as a whole.
GROUP_NOUNS = frozenset(
    {
        "group",
        "organisation",
        "organization",
        "outfit",
        "faction",
        "movement",
        "militia",
        "alliance",
        "front",
        "party",
        "column",
    }
)
SINGLE_FIGHTERS = frozenset(
    {"attacker", "bomber", "gunman", "assailant", "shooter", "sniper", "militant", "insurgent", "fighter", "terrorist"}
)
#: Nouns for those who made the attack that is told of, whoever claims it.
ATTACKERS = frozenset({"attacker", "assailant", "raider", "gunman", "abductor", "kidnapper"})
FEMALE = frozenset(
    {"woman", "girl", "daughter", "mother", "wife", "sister", "spokeswoman", "widow", "nun", "policewoman"}
)
MALE = frozenset(
    {"man", "boy", "son", "father", "husband", "brother", "spokesman", "imam", "priest", "policeman", "gunman"}
)
#: Bodies that are called by their noun alone once they were told from others.
BODIES = frozenset(
    {"ministry", "hospital", "council", "union", "commission", "committee", "office", "command", "agency", "brigade",
     "battalion", "court", "embassy", "municipality", "association", "foundation", "mission", "bureau"}
)  # fmt: skip
SINGULAR = frozenset({"he", "she", "him", "her", "his", "hers"})
NEUTER = frozenset({"it", "its"})
RELATIVE = frozenset({"who", "which", "whom", "that", "whose"})
#: Sentences back that a pronoun, or a definite noun phrase, may refer to.
NEAR, FAR = 2, 8
#: Sentences of the lead, in which who did it may not yet be named.
LEAD = 3


@Language.component(
    "coreference", requires=["token.dep", "doc._.entities"], assigns=["doc._.entities", "doc._.mentions"]
)
def coreference(doc: Doc) -> Doc:
    """Give definite noun phrases and pronouns to the actors that they stand for."""
    resolving = Resolving(doc)
    for token in doc:
        resolving.resolve(token)
    return resolving.write()


def suspected_group(doc: Doc, entity_id: str) -> str | None:
    """Return the group that the text believes an unnamed actor to belong to; null where it says nothing."""
    group: str | None = doc.user_data.get("suspected_groups", {}).get(entity_id)
    return group


@dataclass(slots=True)
class Resolving:
    """What the words so far have spoken of."""

    doc: Doc
    roster: Roster = field(init=False)
    #: the mention that each token heads
    heads: dict[int, Mention] = field(init=False)
    inside: dict[int, Mention] = field(init=False)
    sentence: list[int] = field(init=False)
    #: mentions of actors before the token in hand, the last one last
    past: list[Mention] = field(init=False, default_factory=list)
    suspected: dict[str, str] = field(init=False, default_factory=dict)
    quoted: list[bool] = field(init=False)
    ties: Ties = field(init=False)

    def __post_init__(self) -> None:
        self.roster = Roster(self.doc)
        self.heads = {m.root: m for m in sorted(self.roster.mentions, key=lambda m: (m.root, m.start))}
        self.inside = {i: m for m in self.roster.mentions for i in range(m.start, m.end)}
        self.sentence = [number for number, sent in enumerate(self.doc.sents) for _ in sent]
        self.quoted = quoted(self.doc)
        self.ties = Ties(self.doc, self.roster, self.heads, self.inside)

    def write(self) -> Doc:
        """Store the resolved mentions, without the unnamed entities that nothing stands for any more."""
        self._named_later()
        self._identified()
        used = {mention.entity for mention in self.roster.mentions}
        self.roster.entities = {k: e for k, e in self.roster.entities.items() if k in used}
        self.doc.user_data["suspected_groups"] = {k: g for k, g in self.suspected.items() if k in used and g in used}
        return self.roster.write()

    def _named_later(self) -> None:
        """Give "a rebel group" of the lead to the group that the sentences after it name."""
        groups = [m for m in self.past if self.entity(m).kind == ActorKind.ARMED_GROUP]
        named = next((m for m in groups if self.entity(m).named), None)
        if named is None or not self._is_subject(named):
            return
        here = self.sentence[named.root]
        for first in groups:
            root = self.doc[first.root]
            lead = self.sentence[first.root] < min(here, LEAD) and here - self.sentence[first.root] <= NEAR
            indefinite = any(child.lower_ in {"a", "an"} for child in root.children)
            nouns = GROUP_NOUNS | {"gang"}
            if lead and indefinite and root.tag_ == "NN" and root.lemma_.lower() in nouns:
                again = [t for t in self.doc[named.root].sent if t.tag_ == "NN" and t.lemma_.lower() in nouns]
                again = [token for token in again if is_definite(token)]
                if all(named.start <= token.i < named.end for token in again):
                    for mention in [m for m in self.roster.mentions if m.entity == first.entity]:
                        self._replace(mention, named.entity)
                return

    def _identified(self) -> None:
        """Let nameless attackers be of the group as whose fighters somebody knows them: "identified them as"."""
        for token in self.doc:
            if token.lemma_.lower() == "identify" and token.pos_ == "VERB":
                known = [child for child in token.children if child.dep_ in {"obj", "nsubj:pass"}]
                calling = [c for c in token.children if c.dep_ == "obl" and any(w.lower_ == "as" for w in c.children)]
            elif token.pos_ == "NOUN" and any(child.dep_ == "cop" for child in token.children):
                known, calling = [child for child in token.children if child.dep_ == "nsubj"], [token]
            else:
                continue
            mention = self.heads.get(known[0].i) if known else None
            group = next((group for noun in calling if (group := self.ties.group_of(noun)[0])), None)
            armed = mention is not None and self.entity(mention).kind == ActorKind.ARMED_GROUP
            if mention is not None and group is not None and armed and not self.entity(mention).named:
                self.suspected.setdefault(mention.entity, group)

    def resolve(self, token: Token) -> None:
        """Find whom the token stands for, where it is a pronoun or heads a noun phrase."""
        mention = self.heads.get(token.i)
        if mention is not None and self.entity(mention).type is EntityType.ACTOR:
            if not self.entity(mention).named:
                mention = self._noun_phrase(token, mention)
            self.past.append(mention)
        elif mention is not None and not self.entity(mention).named and is_definite(token):
            self._thing(token, mention)
        elif mention is None and token.pos_ == "PRON" and (entity := self._pronoun(token)) is not None:
            made = Mention(token.i, token.i + 1, token.i, entity)
            self.roster.mentions[made] = None
            self.heads[token.i] = made
            self.past.append(made)
        elif mention is None and token.i not in self.inside and token.pos_ in {"NOUN", "PROPN"} and is_definite(token):
            self._by_head_word(token)

    def entity(self, mention: Mention) -> Entity:
        """Return the entity of a mention."""
        return self.roster.entities[mention.entity]

    def _replace(self, mention: Mention, entity: str) -> Mention:
        made = Mention(mention.start, mention.end, mention.root, entity)
        self.roster.mentions.pop(mention, None)
        self.roster.mentions[made] = None
        self.heads[mention.root] = made
        return made

    def _noun_phrase(self, token: Token, mention: Mention) -> Mention:
        """Give an unnamed actor to the one that it stands for, where the words say so."""
        kind = self.entity(mention).kind
        own = self.ties.own_forces(token) or self.ties.self_called(token) or self.ties.speaking_army(token)
        if own is not None:
            return self._replace(mention, own)
        if kind == ActorKind.ARMED_GROUP or token.lemma_.lower() in GROUP_NOUNS | {"member", "leader", "commander"}:
            group, doubtful = self.ties.group_of(token)
            if group is not None and doubtful:
                self.suspected[mention.entity] = group
                return mention
            single = token.tag_ == "NN" and token.lemma_.lower() in {"member", "leader", "commander"}
            if group is not None and kind != ActorKind.UNNAMED_SOURCE and not single:
                return self._replace(mention, group)
        if token.dep_ == "appos" and kind in {ActorKind.ARMED_GROUP, ActorKind.OTHER}:
            bearer = self.heads.get(token.head.i)
            if bearer is not None and self.entity(bearer).kind == ActorKind.ARMED_GROUP:
                return self._replace(mention, bearer.entity)
        if token.lower_ == "forces" and kind == ActorKind.STATE_FORCE and not telling(token):
            named = (m for m in self._recent(token, FAR) if self.entity(m).kind == kind and self.entity(m).named)
            return next((self._replace(mention, m.entity) for m in named), mention)
        if not is_definite(token):
            return mention
        entity = self._antecedent(token, kind)
        return mention if entity is None else self._replace(mention, entity)

    def _antecedent(self, token: Token, kind: str | None) -> str | None:
        """Return the actor that a definite noun phrase takes up."""
        lemma = token.lemma_.lower()
        if lemma in GROUP_NOUNS and kind in {ActorKind.OTHER, ActorKind.ARMED_GROUP, ActorKind.CIVIL_SOCIETY}:
            return self._group(token, lemma) if len(telling(token)) <= 1 else None
        if kind == ActorKind.ARMED_GROUP:
            return self._fighters(token)
        if kind == ActorKind.UNNAMED_SOURCE or (kind == ActorKind.POPULATION and token.tag_ == "NN"):
            return self._source(token)
        return self._same_head(token)

    def _recent(self, token: Token, sentences: int) -> list[Mention]:
        """Return the actors mentioned in the sentences before, the likeliest antecedent first."""
        here = self.sentence[token.i]
        near = [m for m in self.past if here - self.sentence[m.root] <= sentences and m.root != token.i]
        return sorted(near, key=lambda m: (here - self.sentence[m.root], not self._is_subject(m), -m.root))

    def _is_apart(self, root: Token, token: Token) -> bool:
        """Tell whether grammar keeps the two apart: parties to one verb, or one inside the other."""
        if root.head == token.head or (token in root.subtree and token.dep_ != "nmod:poss"):
            return True
        return token.dep_ in {"obj", "iobj"} and root.dep_ == "nsubj" and root.head.is_ancestor(token)

    def _is_subject(self, mention: Mention) -> bool:
        token = self.doc[mention.root]
        while token.dep_ == "conj":
            token = token.head
        return token.dep_ in {"nsubj", "nsubj:pass", "obl:agent"}

    def _group(self, token: Token, lemma: str) -> str | None:
        """Return the group that was last spoken of."""
        own = (m for m in self._recent(token, FAR) if self.entity(m).named and is_headed(self.entity(m), lemma))
        if lemma not in {"group", "organisation", "organization"} and (named := next(own, None)) is not None:
            return named.entity
        kinds = {ActorKind.ARMED_GROUP}
        if not any(child.lemma_.lower() in {"militant", "insurgent", "armed", "rebel"} for child in token.children):
            kinds |= {ActorKind.CIVIL_SOCIETY, ActorKind.POLITICAL_PARTY}
        near = [m for m in self._recent(token, FAR) if self.entity(m).kind in kinds and self._is_body(m)]
        near = [m for m in near if not self._is_apart(self.doc[m.root], token)]
        near.sort(key=lambda m: not self.entity(m).named and self.doc[m.root].tag_ != "NN")
        return near[0].entity if near else None

    def _is_body(self, mention: Mention) -> bool:
        """Tell whether the mention is of a group or of fighters, not of some of its people."""
        heads = {"figure", "leader", "commander", "member", "element", "network"}
        return self.entity(mention).named or self.doc[mention.root].lemma_.lower() not in heads

    def _fighters(self, token: Token) -> str | None:
        """Return the armed group that "the militants" are of: the one last spoken of."""
        if telling(token):
            return None
        lemma = token.lemma_.lower()
        fitting = [
            m
            for m in self._recent(token, 40)
            if self.entity(m).kind == ActorKind.ARMED_GROUP
            and (self._distance(m, token) <= FAR or self.doc[m.root].lemma_.lower() == lemma)
        ]
        if token.tag_ == "NN" and token.lemma_.lower() in SINGLE_FIGHTERS:
            fitting = [m for m in fitting if self.doc[m.root].tag_ == "NN" and not self.entity(m).named]
        fitting = [m for m in fitting if self.quoted[m.root] <= self.quoted[token.i] or self.entity(m).named]
        apart = [m for m in fitting if not self._shares_clause(m, token)]
        if lemma in ATTACKERS and (struck := [m for m in apart if self._has_struck(m)]):
            return struck[0].entity
        apart.sort(key=lambda m: self.doc[m.root].lemma_.lower() != token.lemma_.lower())
        return apart[0].entity if apart else None

    def _has_struck(self, mention: Mention) -> bool:
        """Tell whether it is nameless fighters who have done something: "gunmen stormed the post"."""
        return not self.entity(mention).named and self._is_subject(mention)

    def _distance(self, mention: Mention, token: Token) -> int:
        """Return how many sentences lie between the two."""
        return self.sentence[token.i] - self.sentence[mention.root]

    def _shares_clause(self, mention: Mention, token: Token) -> bool:
        """Tell whether the two are parties to one verb, and so not the same."""
        verbs = [t for t in token.ancestors if t.pos_ in {"VERB", "AUX"}][:1]
        return any(verb in (self.doc[mention.root].head, *self.doc[mention.root].ancestors) for verb in verbs)

    def _source(self, token: Token) -> str | None:
        """Return whom "the official" or "the commissioner" takes up: the last one so called, else the last source."""
        if token.tag_ == "NNS":
            return self._same_head(token)
        lemma, words = token.lemma_.lower(), {child.lemma_.lower() for child in telling(token)}
        for mention in self._recent(token, 40):
            root = self.doc[mention.root]
            if words - {word.lemma_.lower() for word in root.subtree}:
                continue
            titled = any(t.lemma_.lower() == lemma for t in titles(root, self.doc, mention))
            if titled or (root.lemma_.lower() == lemma and root.tag_ != "NNS" and self.entity(mention).id[0] == "a"):
                return mention.entity
        if lemma in {"source", "official"} and not telling(token):
            sources = [m for m in self._recent(token, FAR) if self.entity(m).kind == ActorKind.UNNAMED_SOURCE]
            single = [m for m in sources if self.doc[m.root].tag_ == "NN" and self._is_subject(m)]
            return single[0].entity if single else None
        return None

    def _same_head(self, token: Token) -> str | None:
        """Return the named actor whose name ends as the phrase does: "the ministry", "the Front"."""
        if len(telling(token)) > 0:
            return None
        for mention in self._recent(token, 40):
            entity = self.entity(mention)
            if entity.named and is_headed(entity, token.lemma_.lower()):
                return entity.id
        return self._same_body(token)

    def _same_body(self, token: Token) -> str | None:
        """Return the body that has no name of its own and was last called so: "the ministry", of "defence ministry"."""
        if token.tag_ != "NN" or token.lemma_.lower() not in BODIES:
            return None
        near = (m for m in self._recent(token, FAR) if self.doc[m.root].lemma_ == token.lemma_ and m.root != token.i)
        return next((m.entity for m in near if telling(self.doc[m.root])), None)

    def _thing(self, token: Token, mention: Mention) -> None:
        """Give "the column" to the unit whose name it ends, where one has been named."""
        entity = self._same_head(token) if self.entity(mention).type is EntityType.ASSET else None
        if entity is not None:
            self.past.append(self._replace(mention, entity))

    def _by_head_word(self, token: Token) -> None:
        """Give a definite noun that no list holds to the named actor whose name ends with it."""
        entity = self._same_head(token)
        if entity is not None:
            made = Mention(token.i, token.i + 1, token.i, entity)
            self.roster.mentions[made] = None
            self.heads[token.i] = made

    def _pronoun(self, token: Token) -> str | None:
        """Return the actor that a pronoun stands for; who goes on speaking is who spoke last."""
        word = token.lower_
        if word in RELATIVE:
            return self._relative(token)
        fits = self._fitting(token, word)
        if fits is None:
            return None
        if _says(token) and not self.quoted[token.i]:
            for mention in self._recent(token, 1 if word in NEUTER else NEAR + 2):
                root = self.doc[mention.root]
                if is_speaking(root) and fits(self.entity(mention), root) and not self.quoted[root.i]:
                    return mention.entity
        return self._likeliest(token, fits)

    def _fitting(self, token: Token, word: str) -> Callable[[Entity, Token], bool] | None:
        """Return what tells whether a mention is such as the pronoun can stand for."""
        if word in PLURAL:
            return is_plural
        if word in NEUTER:
            party = token.dep_ in {"nsubj", "nsubj:pass", "nmod:poss"}
            return is_body if party and not is_expletive(token) else None
        if word not in SINGULAR:
            return None
        other = FEMALE if word in {"he", "him", "his"} else MALE
        return lambda entity, root: is_single(entity, root) and root.lemma_.lower() not in other

    def _relative(self, token: Token) -> str | None:
        clause = next((a for a in token.ancestors if a.dep_ in {"acl:relcl", "acl"}), None)
        if clause is None or token.dep_ not in {"nsubj", "nsubj:pass", "obj", "nmod:poss", "obl"}:
            return None
        mention = self.heads.get(clause.head.i)
        return mention.entity if mention is not None and mention.entity[0] == "a" else None

    def _likeliest(self, token: Token, fits: Callable[[Entity, Token], bool]) -> str | None:
        """Return the nearest fitting actor: a subject of this or the last sentences, quoted as the pronoun is."""
        for mention in self._recent(token, NEAR):
            root = self.doc[mention.root]
            if self.quoted[root.i] != self.quoted[token.i] or (root.pos_ == "PRON" and root.lower_ in RELATIVE):
                continue
            near = self.sentence[root.i] == self.sentence[token.i]
            if not near and token.lower_ in NEUTER and token.head.dep_ == "ccomp":
                continue
            if near and self._is_apart(root, token):
                continue
            if fits(self.entity(mention), root) and (self._is_subject(mention) or near or _says(token)):
                return mention.entity
        return self._only_force(token)

    def _only_force(self, token: Token) -> str | None:
        """Return of whom a witness speaks as "they": the one group or force that the last sentences name."""
        if token.lower_ != "they" or not self.quoted[token.i]:
            return None
        recent = [self.entity(m) for m in self._recent(token, NEAR)]
        forces = {e.id for e in recent if e.named and e.kind in {ActorKind.ARMED_GROUP, ActorKind.STATE_FORCE}}
        return next(iter(forces)) if len(forces) == 1 else None


def _says(token: Token) -> bool:
    """Tell whether the pronoun is the subject of a verb of saying that nobody else's words hold."""
    free = token.head.dep_ in {"ROOT", "parataxis", "conj", "root"}
    return token.dep_ == "nsubj" and free and token.head.lemma_.lower() in speech_verbs()

"""Turns: whom a pronoun that speaks stands for: who spoke last, or of whom the sentence before tells."""

from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from ingest.antecedents import INDIVIDUALS, PLURAL, is_body, is_plural, is_single
from ingest.complements import owner_of
from ingest.coreference import FEMALE, MALE
from ingest.cues import Cue
from ingest.document import EntityType, Stance
from ingest.mentions import entity_at
from ingest.roles import SPOKESPEOPLE
from ingest.stances import CARRIERS, nouns
from seeds.tolls import person_nouns

#: Tokens back to whom "he", "she" or "both sides" may stand for, and to whom "it" or "they" may.
REACH, NEAR = 250, 90
PERSONAL = frozenset({"he", "she"})
SPEAKING = frozenset({"he", "she", "it", "they"})
OBJECTS = frozenset({"him", "her", "it", "them"})
#: What a speaker tells of himself, or of his house, having done: "a doctor said it had admitted 28".
SEEING = frozenset({"admit", "see", "count", "record", "register", "document", "hear", "know", "find"})
FIRST = frozenset({"we", "i", "our", "my"})
THIRD = SPEAKING | {"his", "her", "its", "their"}
#: Clauses that tell of something in their own sentence: "what it said were two bases".
BESIDE = frozenset({"acl", "acl:relcl", "advcl:relcl", "csubj"})
#: Verbs by which the one accused or asked speaks.
REPLYING = frozenset({"reply", "respond", "retort", "counter", "answer"})
#: Nouns for one person or for many, whom the list of nouns for people holds, that are spoken of as several.
MANY = frozenset({"police", "personnel", "household", "people", "family"})


@dataclass(frozen=True, slots=True)
class _Turn:
    source: Token
    cue: Cue


@dataclass(slots=True)
class _Turns:
    """Who has spoken so far."""

    doc: Doc
    #: the tokens that stand within somebody's words
    held: set[int]
    past: list[_Turn] = field(default_factory=list)
    #: whom pronouns were found to stand for
    known: dict[int, Token] = field(default_factory=dict)
    by_head: dict[int, Token] = field(default_factory=dict)

    def take(self, cue: Cue, source: Token) -> None:
        """Resolve the cue's source where it is a pronoun, and note that it spoke."""
        word = source.lower_
        if cue.head.i not in self.held:
            if (again := self.known.get(source.i)) is not None:
                cue.source = again
            elif word in SPEAKING and cue.head.dep_ not in BESIDE and source.sent == cue.head.sent:
                cue.source = self.known[source.i] = self._antecedent(cue, source) or source
            if not cue.passive:
                self.past.append(_Turn(cue.source or source, cue))
        elif word in SPEAKING and cue.head.dep_ == "ccomp":
            outer = self.by_head.get(cue.head.head.i)
            if outer is not None and (cue.predicate in SEEING or _fits(self.doc, word, outer)):
                cue.source = outer
        self.by_head[cue.head.i] = cue.source or source
        if cue.target is not None and cue.target.lower_ in OBJECTS and entity_at(self.doc, cue.target) is None:
            cue.target = self._aimed_at(cue, cue.target) or cue.target

    def _antecedent(self, cue: Cue, pronoun: Token) -> Token | None:
        """Return of whom the sentence tells so far, or the one before if nobody speaks in it, else who spoke last."""
        doc, start, word = self.doc, pronoun.sent.start, pronoun.lower_
        own = _subject(pronoun.sent)
        if own is not None and own.i < pronoun.i and not any(s <= own.i < e for s, e in cue.content):
            return own if _is_known(doc, word, own) else None
        before = doc[start - 1].sent if start else None
        last = self.past[-1] if self.past else None
        silent = before is not None and not (last and last.cue.head.i >= before.start)
        told = _subject(before) if silent and before is not None else None
        if told is not None and _is_known(doc, word, told):
            return told
        if word in PERSONAL:
            near = (turn.source for turn in reversed(self.past) if pronoun.i - turn.cue.head.i <= REACH)
            return next((source for source in near if _fits(doc, word, source)), None)
        if last is None or silent or pronoun.i - last.cue.head.i > NEAR:
            return None
        accused = last.cue.target if last.cue.stance is Stance.ACCUSED else None
        answers = cue.stance is Stance.DENIED or cue.predicate in REPLYING
        if accused is not None and answers and _fits(doc, word, accused):
            return accused
        return last.source if _fits(doc, word, last.source) else None

    def _aimed_at(self, cue: Cue, pronoun: Token) -> Token | None:
        """Return who spoke before the cue and is "it", "him" or "them" whom it accuses or asks."""
        word = {"him": "he", "her": "she", "them": "they"}.get(pronoun.lower_, "it")
        near = (turn for turn in reversed(self.past) if cue.head.i - turn.cue.head.i <= NEAR)
        others = (turn.source for turn in near if turn.source != cue.source)
        return next((source for source in others if _fits(self.doc, word, source)), None)


def resolve_pronouns(doc: Doc, found: list[Cue]) -> None:
    """Let "he", "it" and "they" be who spoke last, "we" within a quotation whoever is quoted, "both sides" two."""
    turns = _Turns(doc, {i for cue in found for start, end in cue.content for i in range(start, end)})
    for cue in found:
        if cue.source is None:
            continue
        word = cue.source.lower_
        turns.take(cue, cue.source)
        if entity_at(doc, cue.source) is not None:
            continue
        if word in THIRD and cue.source.lower_ == word:
            cue.source = _spoke_last(doc, cue.source, turns.past) or cue.source
        elif word in FIRST:
            cue.source = _quoted(cue, found) or cue.source
        elif any(child.lower_ == "both" for child in cue.source.children):
            cue.source = _last_pair(doc, cue.source) or cue.source


def _is_known(doc: Doc, pronoun: str, noun: Token) -> bool:
    return entity_at(doc, noun) is not None and _fits(doc, pronoun, noun)


def _subject(sentence: Span) -> Token | None:
    """Return of whom the sentence tells; whose it is where that is a statement."""
    subject = next((c for c in sentence.root.children if c.dep_ in {"nsubj", "nsubj:pass"}), None)
    if subject is not None and subject.lemma_.lower() in CARRIERS | nouns().keys():
        return owner_of(subject)
    return subject


def _fits(doc: Doc, pronoun: str, noun: Token) -> bool:
    """Tell whether the pronoun can stand for the noun."""
    entity, lemma = entity_at(doc, noun), noun.lemma_.lower()
    if pronoun == "they":
        joined = any(c.dep_ == "conj" for c in noun.children)
        return joined or noun.tag_ == "NNS" or (entity is not None and is_plural(entity, noun))
    if pronoun == "it":
        if entity is not None and entity.type is EntityType.ACTOR:
            return is_body(entity, noun)
        return noun.tag_ in {"NN", "NNP"} and lemma not in person_nouns()
    other = FEMALE if pronoun == "he" else MALE
    return lemma not in other and _is_one(doc, noun)


def _is_one(doc: Doc, noun: Token) -> bool:
    """Tell whether the source is one person, whoever's words the entity stands for: "the army's spokesman"."""
    if noun.pos_ == "PRON" or noun.tag_ in {"NNS", "NNPS"}:
        return False
    entity, lemma = entity_at(doc, noun), noun.lemma_.lower()
    if noun.pos_ == "NOUN" and lemma in person_nouns():
        return lemma not in MANY
    return entity is None or is_single(entity, noun) or lemma in SPOKESPEOPLE | INDIVIDUALS


def _spoke_last(doc: Doc, pronoun: Token, past: list[_Turn]) -> Token | None:
    """Return the last source near enough that the pronoun can stand for."""
    for source in (turn.source for turn in reversed(past) if turn.source != pronoun):
        if pronoun.i - source.i > NEAR:
            return None
        entity = entity_at(doc, source)
        body = entity is not None and is_body(entity, source)
        single = entity is not None and is_single(entity, source)
        fits = body if pronoun.lower_ in {"it", "its"} else single if pronoun.lower_ not in PLURAL else True
        if fits:
            return source
    return None


def _quoted(cue: Cue, found: list[Cue]) -> Token | None:
    """Return who is quoted with the cue among its words."""
    outer = [o for o in found if o.quoted and o is not cue and any(s <= cue.head.i < e for s, e in o.content)]
    return min(outer, key=lambda o: abs(o.head.i - cue.head.i)).source if outer else None


def _last_pair(doc: Doc, noun: Token) -> Token | None:
    """Return the first of the two actors that were last coordinated before the noun."""
    for token in reversed(list(doc[max(0, noun.i - REACH) : noun.i])):
        others = [child for child in token.children if child.dep_ == "conj"]
        if len(others) == 1 and all(_is_named_actor(doc, one) for one in (token, *others)):
            return token
    return None


def _is_named_actor(doc: Doc, token: Token) -> bool:
    entity = entity_at(doc, token)
    return entity is not None and entity.type is EntityType.ACTOR and entity.named

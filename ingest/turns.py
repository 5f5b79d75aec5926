"""Turns: whom a pronoun that speaks stands for: who spoke last, or of whom the sentence before tells."""

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from ingest.antecedents import INDIVIDUALS, PLURAL, is_body, is_plural, is_single
from ingest.complements import owner_of
from ingest.coreference import FEMALE, MALE
from ingest.cues import Cue
from ingest.document import EntityType
from ingest.mentions import entity_at
from ingest.roles import SPOKESPEOPLE
from ingest.stances import CARRIERS, nouns
from seeds.tolls import person_nouns

#: Tokens back to whom "he", "she" or "both sides" may stand for, and to whom "it" or "they" may.
REACH, NEAR = 250, 90
PERSONAL = frozenset({"he", "she"})
SPEAKING = frozenset({"he", "she", "it", "they"})
FIRST = frozenset({"we", "i", "our", "my"})
THIRD = SPEAKING | {"his", "her", "its", "their"}
#: Clauses that tell of something in their own sentence: "what it said were two bases".
BESIDE = frozenset({"acl", "acl:relcl", "advcl:relcl", "csubj"})
#: Nouns for one person or for many, whom the list of nouns for people holds, that are spoken of as several.
MANY = frozenset({"police", "personnel", "household", "people", "family"})


@dataclass(frozen=True, slots=True)
class _Turn:
    source: Token
    #: the token of the cue, which a pronoun's antecedent is far before
    cue: int


def resolve_pronouns(doc: Doc, found: list[Cue]) -> None:
    """Let "he", "it" and "they" be who spoke last, "we" within a quotation whoever is quoted, "both sides" two."""
    held = {i for cue in found for start, end in cue.content for i in range(start, end)}
    past: list[_Turn] = []
    known: dict[int, Token] = {}
    for cue in found:
        if cue.source is None:
            continue
        word = cue.source.lower_
        if cue.head.i not in held:
            if (again := known.get(cue.source.i)) is not None:
                cue.source = again
            elif word in SPEAKING and cue.head.dep_ not in BESIDE and cue.source.sent == cue.head.sent:
                cue.source = known[cue.source.i] = _antecedent(doc, cue, cue.source, past) or cue.source
            past += [] if cue.passive else [_Turn(cue.source, cue.head.i)]
        if entity_at(doc, cue.source) is not None:
            continue
        if word in THIRD and cue.source.lower_ == word:
            cue.source = _spoke_last(doc, cue.source, past) or cue.source
        elif word in FIRST:
            cue.source = _quoted(cue, found) or cue.source
        elif any(child.lower_ == "both" for child in cue.source.children):
            cue.source = _last_pair(doc, cue.source) or cue.source


def _antecedent(doc: Doc, cue: Cue, pronoun: Token, past: list[_Turn]) -> Token | None:
    """Return of whom the sentence tells so far, or the one before where nobody speaks in it, else who spoke last."""
    start = pronoun.sent.start
    own = _subject(pronoun.sent)
    if own is not None and own.i < pronoun.i and not any(s <= own.i < e for s, e in cue.content):
        return own if _is_known(doc, pronoun, own) else None
    before = doc[start - 1].sent if start else None
    silent = before is not None and not (past and past[-1].cue >= before.start)
    told = _subject(before) if silent and before is not None else None
    if told is not None and _is_known(doc, pronoun, told):
        return told
    if pronoun.lower_ in PERSONAL:
        near = (turn.source for turn in reversed(past) if pronoun.i - turn.cue <= REACH)
        return next((source for source in near if _fits(doc, pronoun, source)), None)
    if not past or silent or pronoun.i - past[-1].cue > NEAR:
        return None
    return past[-1].source if _fits(doc, pronoun, past[-1].source) else None


def _is_known(doc: Doc, pronoun: Token, noun: Token) -> bool:
    return entity_at(doc, noun) is not None and _fits(doc, pronoun, noun)


def _subject(sentence: Span) -> Token | None:
    """Return of whom the sentence tells; whose it is where that is a statement."""
    subject = next((c for c in sentence.root.children if c.dep_ in {"nsubj", "nsubj:pass"}), None)
    if subject is not None and subject.lemma_.lower() in CARRIERS | nouns().keys():
        return owner_of(subject)
    return subject


def _fits(doc: Doc, pronoun: Token, noun: Token) -> bool:
    """Tell whether the pronoun can stand for the noun."""
    entity, lemma = entity_at(doc, noun), noun.lemma_.lower()
    if pronoun.lower_ == "they":
        joined = any(c.dep_ == "conj" for c in noun.children)
        return joined or noun.tag_ == "NNS" or (entity is not None and is_plural(entity, noun))
    if pronoun.lower_ == "it":
        if entity is not None and entity.type is EntityType.ACTOR:
            return is_body(entity, noun)
        return noun.tag_ in {"NN", "NNP"} and lemma not in person_nouns()
    other = FEMALE if pronoun.lower_ == "he" else MALE
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

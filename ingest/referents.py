"""Referents: whom a source stands for that is no name: "the statement", "it", "one of them", "the other"."""

from spacy.tokens import Doc, Token

from ingest.antecedents import INDIVIDUALS, PLURAL, is_body, is_single
from ingest.complements import owner_of, preposition
from ingest.cues import Cue
from ingest.document import EntityType, Stance
from ingest.mentions import entity_at
from ingest.roles import SPOKESPEOPLE
from ingest.stances import CARRIERS, nouns
from seeds.tolls import person_nouns

#: Tokens back to whoever made "the statement".
REACH = 250
#: Tokens back to whom a pronoun that nothing else resolves may stand for.
NEAR = 80
#: What carries one speaker's words and is spoken of as "the statement".
OWN_WORDS = frozenset(
    {"statement", "communique", "communiqué", "release", "post", "message", "bulletin", "letter", "video", "recording",
     "announcement", "note", "text", "dispatch", "address", "speech", "email", "tweet", "declaration", "claim"}
)  # fmt: skip
THIRD = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})
#: Words for some of those who were spoken of.
PARTS = frozenset(
    {"one", "some", "many", "several", "most", "all", "both", "each", "another", "few", "either", "none", "half"}
)  # fmt: skip
#: Words for whoever else of them speaks.
OTHERS = frozenset({"other", "others", "another", "second", "third", "first", "latter", "former", "them"})


def resolve_carriers(doc: Doc, found: list[Cue]) -> None:
    """Let whoever made it be the source of what "the statement" says: its owner, else who last spoke."""
    last: Token | None = None
    for cue in found:
        source = cue.source
        if source is None:
            continue
        if source.pos_ == "NOUN" and source.lemma_.lower() in CARRIERS | nouns().keys():
            owner = owner_of(source)
            if owner is not None and _may_own(doc, owner):
                cue.source = owner
            elif source.lemma_.lower() in OWN_WORDS and last is not None and source.i - last.i <= REACH:
                cue.source = last
        elif cue.stance is not Stance.ACCUSED or not cue.passive:
            last = source


def _may_own(doc: Doc, owner: Token) -> bool:
    """Tell whether a statement may be the noun's own: "reports from the area" are nobody's."""
    entity = entity_at(doc, owner)
    return entity.type is EntityType.ACTOR if entity is not None else owner.pos_ != "NOUN"


def whole_of(noun: Token) -> Token | None:
    """Return those whom somebody is one of, or some are: "one of the officials", "many of them"."""
    if noun.lower_ not in PARTS and noun.pos_ != "NUM":
        return None
    return next((c for c in noun.children if c.i > noun.i and preposition(c) == "of"), None)


def resolve_others(doc: Doc, found: list[Cue]) -> None:
    """Let "the other", "others" and "one of them" be of those who last spoke together."""
    group: Token | None = None
    for cue in found:
        source = cue.source
        if source is None:
            continue
        if source.lower_ in OTHERS and entity_at(doc, source) is None:
            cue.source = group if group is not None and source.i - group.i <= REACH else source
        elif source.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in source.children):
            group = source


def resolve_pronouns(doc: Doc, found: list[Cue]) -> None:
    """Let "we" within a quotation be whoever is quoted, and "both sides" the two last named together."""
    past: list[Token] = []
    speaker: Token | None = None
    for cue in found:
        if cue.source is None:
            continue
        if not any(cue is not other and _holds(other, cue.head) for other in found):
            if cue.source.lower_ in {"he", "she"} and speaker is not None and cue.source.i - speaker.i <= REACH:
                cue.source = speaker
            elif not cue.passive and _is_one(doc, cue.source):
                speaker = cue.source
        if entity_at(doc, cue.source) is not None:
            past += [] if cue.passive else [cue.source]
            continue
        if cue.source.lower_ in THIRD:
            cue.source = _spoke_last(doc, cue.source, past) or cue.source
        if cue.source.lower_ in {"we", "i", "our", "my"}:
            outer = [o for o in found if o.quoted and any(s <= cue.head.i < e for s, e in o.content) and o is not cue]
            cue.source = min(outer, key=lambda o: abs(o.head.i - cue.head.i)).source if outer else cue.source
        elif any(child.lower_ == "both" for child in cue.source.children):
            cue.source = _last_pair(doc, cue.source) or cue.source


def _holds(cue: Cue, token: Token) -> bool:
    return any(start <= token.i < end for start, end in cue.content)


def _is_one(doc: Doc, noun: Token) -> bool:
    """Tell whether the source is one person, whoever's words the entity stands for: "the army's spokesman"."""
    if noun.pos_ == "PRON" or noun.tag_ in {"NNS", "NNPS"}:
        return False
    entity, lemma = entity_at(doc, noun), noun.lemma_.lower()
    if noun.pos_ == "NOUN" and lemma in person_nouns():
        return lemma not in {"police", "personnel", "household", "people", "family"}
    return entity is None or is_single(entity, noun) or lemma in SPOKESPEOPLE | INDIVIDUALS


def _spoke_last(doc: Doc, pronoun: Token, past: list[Token]) -> Token | None:
    """Return the last source near enough that the pronoun can stand for."""
    for source in reversed(past):
        if pronoun.i - source.i > NEAR:
            return None
        entity = entity_at(doc, source)
        body = entity is not None and is_body(entity, source)
        single = entity is not None and is_single(entity, source)
        fits = body if pronoun.lower_ in {"it", "its"} else single if pronoun.lower_ not in PLURAL else True
        if fits:
            return source
    return None


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

"""Referents: whom a source stands for that is no name: "the statement", "one of them", "the other"."""

from spacy.tokens import Doc, Token

from ingest.complements import owner_of, preposition
from ingest.cues import Cue
from ingest.document import EntityType, Stance
from ingest.mentions import entity_at
from ingest.stances import CARRIERS, nouns

#: Tokens back to whoever made "the statement".
REACH = 250
#: What carries one speaker's words and is spoken of as "the statement".
OWN_WORDS = frozenset(
    {"statement", "communique", "communiqué", "release", "post", "message", "bulletin", "letter", "video", "recording",
     "announcement", "note", "text", "dispatch", "address", "speech", "email", "tweet", "declaration", "claim"}
)  # fmt: skip
#: Words for some of those who were spoken of.
PARTS = frozenset(
    {"one", "some", "many", "several", "most", "all", "both", "each", "another", "few", "either", "none", "half"}
)  # fmt: skip
#: Words for whoever else of them speaks.
OTHERS = frozenset({"other", "others", "another", "second", "third", "first", "latter", "former", "them"})


def resolve_carriers(doc: Doc, found: list[Cue]) -> None:
    """Let whoever made it be the source of what "the statement" says: its owner, else who last spoke."""
    last: Token | None = None
    named: frozenset[str] = frozenset()
    for cue in found:
        source = cue.source
        if source is None:
            continue
        if source.pos_ == "NOUN" and source.lemma_.lower() in CARRIERS | nouns().keys():
            owner = owner_of(source)
            if owner is not None and _may_own(doc, owner):
                cue.source = last = owner
            elif (
                (source.lemma_.lower() in OWN_WORDS or _is_told_of(source, named))
                and last is not None
                and source.i - last.i <= REACH
            ):
                cue.source = last
        elif cue.stance is not Stance.ACCUSED or not cue.passive:
            last = source
        words = doc[slice(*cue.source_span)] if cue.source_span is not None else ()
        named |= {token.lemma_.lower() for token in words if token.lemma_.lower() in CARRIERS}


def _is_told_of(noun: Token, named: frozenset[str]) -> bool:
    """Tell whether "the report" is one that somebody was told to have made."""
    return noun.lemma_.lower() in named and any(c.lower_ in {"the", "this"} for c in noun.children)


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

"""Communiqués: articles, or their first part, that a group speaks in the first person: "We, the fighters of X, …"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ingest.complements import owner_of, preposition
from ingest.cues import Cue
from ingest.document import ActorKind, EntityType, Stance
from ingest.mentions import entity_at
from ingest.quotations import Quotation
from ingest.stances import CARRIERS

FIRST = frozenset({"we", "our", "us", "ours"})
#: Tokens within which a heading says whose statement it is.
HEADING = 40
#: Tokens within which "We, the …," says who speaks.
NAMING = 18
#: Words of the first person from which on the speaker is no outlet's "our correspondent".
ENOUGH = 3


def communique(doc: Doc, quotes: list[Quotation]) -> Iterator[Cue]:
    """Yield the cue of a communiqué with all that it says, where the text is one."""
    inside = {i for quote in quotes for i in range(quote.start, quote.end)}
    own = [token for token in doc if token.lower_ in FIRST and token.i not in inside]
    if len(own) < ENOUGH:
        return
    for head, speaker, end in (*_by_name(doc, own), *_by_heading(doc)):
        last = own[-1].i
        while last + 1 < len(doc) and "\n" not in doc[last + 1].text:
            last += 1
        if end <= last:
            cue = Cue(head, (head.i, head.i + 1), "declare", Stance.CLAIMED, quoted=True)
            cue.source, cue.source_span, cue.content = speaker, (speaker.i, speaker.i + 1), [(end, last + 1)]
            yield cue
            return


def _by_name(doc: Doc, own: list[Token]) -> Iterator[tuple[Token, Token, int]]:
    """Yield "We" with the actor named beside it and where its words go on: "We, the fighters of X, announce"."""
    for pronoun in own:
        if pronoun.lower_ != "we" or pronoun.i + 2 >= len(doc) or doc[pronoun.i + 1].text != ",":
            continue
        beside = doc[pronoun.i + 2 : pronoun.i + NAMING]
        end = next((t.i for t in beside if t.text == "," or t.pos_ == "VERB"), None)
        speaker = next((t for t in doc[pronoun.i + 2 : end or 0] if _is_speaker(doc, t)), None)
        if speaker is not None and end is not None:
            yield pronoun, speaker, end + 1


def _by_heading(doc: Doc) -> Iterator[tuple[Token, Token, int]]:
    """Yield the noun of a heading that says whose statement follows, its owner, and where the heading ends."""
    for token in doc[:HEADING]:
        if token.lemma_.lower() not in CARRIERS or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        owners = [owner_of(token), *(c for c in token.children if preposition(c) in {"of", "by", "from"})]
        end = next((t.i for t in doc[token.i : token.i + HEADING] if "\n" in t.text), None)
        if end is None:
            continue
        for owner in owners:
            speaker = next((t for t in owner.subtree if _is_speaker(doc, t)), None) if owner is not None else None
            if speaker is not None and speaker.i < end:
                yield token, speaker, end + 1


def _is_speaker(doc: Doc, noun: Token) -> bool:
    entity = entity_at(doc, noun)
    actor = entity is not None and entity.type is EntityType.ACTOR and entity.named
    return actor and entity is not None and entity.kind not in {ActorKind.MEDIA, ActorKind.PERSON}

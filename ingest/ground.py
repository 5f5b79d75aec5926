"""Where and when: which place and which date of a sentence hold for a word that tells of an event."""

from collections.abc import Iterator

from spacy.tokens import Token

from ingest.dates import DateMention, DateRole
from ingest.document import EntityType
from ingest.mentions import entity_at
from ingest.syntax import case_of, clause_of

#: Dates that say when it happened, not by when it was known or after what it came.
WHEN = frozenset({DateRole.AT, DateRole.OVER, DateRole.SINCE})
LOCATIVE = frozenset(
    {"in", "at", "near", "on", "outside", "inside", "around", "across", "along", "throughout", "off", "within", "over",
     "between", "through", "into", "towards", "toward", "north", "south", "east", "west", "close", "under", "amid"}
)  # fmt: skip
BARRIERS = frozenset({"ccomp", "parataxis", "acl:relcl"})
#: Verbs that only say that the event they have for a subject happened: "a clash which took place in …".
HAPPENING = frozenset({"take", "occur", "happen", "come", "erupt", "break", "start", "begin", "unfold", "follow"})


def _attached(token: Token, mention: Token) -> bool:
    """Tell whether what the mention says (a place, a date) holds for the trigger."""
    if token.is_ancestor(mention):
        between = [a for a in mention.ancestors if token.is_ancestor(a) and not _only_happens(token, a)]
        return not any(a.dep_ in BARRIERS or (a.dep_ == "conj" and a.pos_ == "VERB") for a in between)
    clause = clause_of(mention)
    node = token
    for _ in range(8):
        if node.i == clause.i:
            return True
        if node.dep_ in BARRIERS or node.head.i == node.i:
            return False
        if node.dep_ == "conj" and node.i < mention.i and not mention.is_ancestor(node) and node.head.i == clause.i:
            return True
        node = node.head
    return False


def _only_happens(token: Token, clause: Token) -> bool:
    return clause.head.i == token.i and clause.dep_ == "acl:relcl" and clause.lemma_.lower() in HAPPENING


def places_of(token: Token) -> tuple[str, ...]:
    """Return the ids of the places where the trigger's words have it happen."""
    found: list[tuple[int, str]] = []
    loose: list[tuple[int, str]] = []
    for mention in _mentions_in(token, EntityType.PLACE):
        root = token.doc[mention]
        entity = entity_at(token.doc, root)
        if entity is not None and entity.type is EntityType.PLACE and _is_locative(token, root):
            held = _attached(token, root)
            (found if held else loose).append((abs(root.i - token.i), entity.id))
            if not held and _is_cue(clause_of(root)):
                loose.pop()
    return tuple(dict.fromkeys(place for _, place in sorted(found or loose)))


def _is_cue(token: Token) -> bool:
    """Tell whether the word attributes something: what stands with it is where and when it was said."""
    return any(a.cue[0] <= token.i < a.cue[1] for a in token.doc._.attributions)


def _mentions_in(token: Token, kind: EntityType) -> Iterator[int]:
    types = {entity.id: entity.type for entity in token.doc._.entities}
    for mention in token.doc._.mentions:
        dated = any(date.start <= mention.root < date.end for date in token.doc._.dates)
        if token.sent.start <= mention.root < token.sent.end and types[mention.entity] is kind and not dated:
            yield mention.root


def _is_locative(token: Token, place: Token) -> bool:
    """Tell whether the place stands where something happens: "in", "near", "the Karachi bombing"."""
    node = place
    for _ in range(6):
        label = node.dep_.split(":")[0]
        if label in {"obl", "nmod"} and node.dep_ != "nmod:poss":
            case = case_of(node)
            if case in LOCATIVE:
                return True
            if case not in {"of", ""}:
                return False
        elif node.dep_ not in {"nmod:poss", "compound", "appos", "flat", "conj", "amod", "nmod", "nmod:desc"}:
            return False
        node = node.head
        if node.i == token.i:
            return place.dep_ in {"compound", "nmod:poss", "amod"} and place.head.i == token.i
    return False


def date_of(token: Token) -> DateMention | None:
    """Return the date that the trigger's words give, the nearest where there are several.

    A date that hangs elsewhere in the sentence holds too, where it is the only one and not the day of speaking.
    """
    sentence, clause = token.sent, clause_of(token)
    dates: list[DateMention] = [
        date
        for date in token.doc._.dates
        if sentence.start <= date.start < sentence.end and date.earliest is not None and date.role in WHEN
    ]
    for date in dates:
        if date.start <= clause.head.i < date.end and clause.i != clause.head.i:
            return date
    attached = [date for date in dates if _attached(token, token.doc[date.start : date.end].root)]
    if not attached and len(dates) == 1 and not _is_cue(clause_of(token.doc[dates[0].start : dates[0].end].root)):
        return dates[0]
    return min(attached, key=lambda date: (abs(date.start - token.i), date.start), default=None)

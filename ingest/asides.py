"""Asides: clauses within reported words that are not the speaker's: "the rebels, who deny it", "hours after X said"."""

from spacy.tokens import Doc, Token

from ingest.cues import Cue
from ingest.mentions import entity_at

#: Clauses on a noun, or on a whole clause, and what renames a noun.
BESIDE = frozenset({"acl:relcl", "advcl:relcl", "appos"})
#: Conjunctions that set beside what is reported what another says at its time.
TIMES = frozenset({"after", "before", "while", "whereas", "although", "though", "as", "since", "when", "but"})


def find_asides(doc: Doc, found: list[Cue]) -> None:
    """Note in each cue's words the clauses in which another speaks for itself."""
    by_sentence: dict[int, list[Cue]] = {}
    for cue in found:
        by_sentence.setdefault(cue.head.sent.start, []).append(cue)
    for cues in by_sentence.values():
        for outer in cues:
            outer.asides += [span for inner in cues if inner is not outer and (span := _aside(doc, outer, inner))]


def _aside(doc: Doc, outer: Cue, inner: Cue) -> tuple[int, int] | None:
    """Return the clause that holds the inner cue and that the outer's speaker doesn't answer for."""
    if outer.quoted or inner.source is None or not any(s <= inner.head.i < e for s, e in outer.content):
        return None
    if outer.source is None or _is_same(doc, outer.source, inner.source):
        return None
    node = inner.head
    while node.head.i != node.i and node.i != outer.head.i:
        start, end = node.left_edge.i, node.right_edge.i + 1
        if start <= outer.head.i < end:
            return None
        if _is_beside(node) and any(s <= node.i < e for s, e in outer.content):
            return start, end
        node = node.head
    return None


def _is_beside(node: Token) -> bool:
    if node.dep_ in BESIDE:
        return True
    return node.dep_ in {"advcl", "conj"} and any(
        c.lower_ in TIMES and c.dep_ in {"mark", "cc", "advmod"} and c.i < node.i for c in node.children
    )


def _is_same(doc: Doc, one: Token, other: Token) -> bool:
    ours, theirs = entity_at(doc, one), entity_at(doc, other)
    return one.i == other.i or (ours is not None and theirs is not None and ours.id == theirs.id)

"""Outlets that pass somebody's words on: "told Reuters", "in an interview with the BBC", "carried by Amaq"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ingest.cues import CITING, Cue
from ingest.document import ActorKind
from ingest.mentions import entity_at
from ingest.sources import is_passive, noun_phrase
from ingest.stances import reporting

#: Common nouns for outlets; one's own is "this newspaper".
OUTLETS = frozenset({"television", "tv", "radio", "newspaper", "daily", "broadcaster", "weekly", "tabloid"})
#: Nouns for the article's own outlet and its people.
OWN = OUTLETS | {"website", "agency", "site", "magazine", "reporter", "paper", "correspondent"}
#: What a cue may hang an outlet on, and how it hangs there.
LINKS = frozenset({"obj", "iobj", "obl", "obl:agent", "nmod", "acl", "acl:relcl", "nsubj", "appos", "flat", "compound"})
#: Participles of those who speak to an outlet.
SPEAKING = frozenset({"speaking", "talking", "appearing", "quoted", "interviewed", "broadcast", "aired"})
#: What one cites for one's own words: "a doctor, citing hospital records".
RECORDS = frozenset(
    {"record", "data", "document", "figure", "register", "log", "list", "footage", "video", "image", "imagery", "photo",
     "concern", "reason", "evidence", "fear", "risk", "lack", "need", "law", "rule", "ground", "security", "safety"}
)  # fmt: skip
DEPTH = 3


def cite(cue: Cue) -> Cue:
    """Let the source be whom the verb's subject cites, and return the cue: "Reuters, citing security sources, said"."""
    if cue.source is None:
        return cue
    beside = [noun for noun in cue.source.children if noun.dep_ == "appos"]
    for child in (child for noun in (cue.source, *beside) for child in noun.children):
        if child.lemma_.lower() in {"quote", "cite"} and child.dep_.startswith("acl"):
            cue.relays += [c for c in child.children if c.dep_ == "obl:agent"]
    for child in _citing(cue):
        for cited in (c for c in child.children if c.dep_ == "obj" and c.lemma_.lower() not in RECORDS):
            cue.relays.append(cue.source)
            cue.source, cue.source_span = cited, noun_phrase(cited, cue.head)
            return cue
    return cue


def _citing(cue: Cue) -> Iterator[Token]:
    """Yield the participles beside the cue, or on its source, that name whom the source quotes."""
    nodes = [cue.head, *([cue.source] if cue.source is not None else [])]
    for child in (child for node in nodes for child in node.children):
        relative = child.dep_ == "acl:relcl" and child.lemma_.lower() in {"cite", "quote"} and not is_passive(child)
        if child.lower_ in CITING or relative:
            yield child
    sentence = cue.head.sent
    last = max([cue.span[1], *([cue.source.right_edge.i + 1] if cue.source is not None else [])])
    for token in cue.head.doc[last : min(last + 2, sentence.end)]:
        if token.lower_ in CITING and token.nbor(-1).text == ",":
            yield token


def find_outlets(doc: Doc, found: list[Cue]) -> None:
    """Let each cue be relayed by the outlets that it was said to, and by those that the speaker still speaks to."""
    before: tuple[Cue, list[Token]] | None = None
    for cue in found:
        outlets = [token for token in _outlets(doc, cue) if cue.source is None or token.i != cue.source.i]
        if not outlets and before is not None and _goes_on(doc, before[0], cue):
            outlets = before[1]
        cue.relays += [token for token in outlets if token not in cue.relays]
        before = (cue, outlets) if outlets else None


def _goes_on(doc: Doc, last: Cue, cue: Cue) -> bool:
    """Tell whether a pronoun goes on speaking in the sentence, or the next, of who spoke to an outlet."""
    pronoun = cue.source_span is not None and doc[cue.source_span[0]].pos_ == "PRON"
    if cue.source is None or not pronoun or last.source is None:
        return False
    ours, theirs = entity_at(doc, cue.source), entity_at(doc, last.source)
    between = [token for token in doc[last.head.i : cue.head.i] if token.is_sent_start]
    return len(between) <= 1 and (ours is None or theirs is None or ours.id == theirs.id)


def _outlets(doc: Doc, cue: Cue) -> Iterator[Token]:
    roots = [child for child in cue.head.children if child.dep_ in LINKS - {"nsubj"} or child.lower_ in SPEAKING]
    if cue.source is not None:
        clauses = [child for child in cue.source.children if child.dep_ in {"acl", "acl:relcl", "advcl"}]
        if cue.source_span is not None and not clauses:
            clauses = [t for t in doc[slice(*cue.source_span)] if t.dep_ == "acl"]
        roots += clauses
    yield from dict.fromkeys(t for root in roots for t in _below(doc, cue, root, DEPTH))


def _below(doc: Doc, cue: Cue, node: Token, depth: int) -> Iterator[Token]:
    """Yield the outlets that hang on the node, outside what is said."""
    if any(start <= node.i < end for start, end in cue.content) or node.i == cue.head.i:
        return
    if _is_outlet(doc, node):
        yield node
    elif depth and (node.pos_ != "VERB" or node.lower_ in SPEAKING or reporting(node) is None):
        for child in node.children:
            if child.dep_ in LINKS:
                yield from _below(doc, cue, child, depth - 1)


def _is_outlet(doc: Doc, noun: Token) -> bool:
    """Tell whether the noun names an outlet other than the article's own."""
    if is_own_outlet(noun):
        return False
    entity = entity_at(doc, noun)
    if noun.pos_ == "NOUN" and any(c.dep_ == "nmod:poss" and c.pos_ == "PRON" for c in noun.children):
        return False
    if entity is None or entity.kind != ActorKind.MEDIA:
        return noun.lemma_.lower() in OUTLETS and noun.pos_ == "NOUN" and entity is None
    own = _plain((doc._.article.publisher if doc._.article is not None else None) or "")
    return not own or all(_plain(name) not in own for name in (entity.name, *entity.aliases))


def is_own_outlet(noun: Token) -> bool:
    """Tell whether an outlet speaks of itself: "this newspaper"."""
    own = noun.lemma_.lower() in OUTLETS | {
        "website",
        "agency",
        "site",
        "magazine",
        "reporter",
        "paper",
        "correspondent",
    }
    return own and any(child.lower_ in {"this", "our"} for child in noun.children)


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ")

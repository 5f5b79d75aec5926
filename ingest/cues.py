"""Cues: words of saying with their source and what they report, as the parse of one sentence has them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from ingest.document import Certainty, Polarity, Stance
from ingest.stances import ABSTRACT, ACTS, SPEAKING, Reporting, nouns, reporting, verbs

SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:outer"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
NEGATORS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly"})
UNREAL = frozenset({"will", "would", "could", "may", "might", "should", "must", "can", "'ll", "’ll", "'d", "’d"})
#: Verbs that deny the infinitive under them: "refused to say".
REFUSING = frozenset({"refuse", "decline", "fail", "stop", "avoid", "hesitate", "unable", "unwilling", "cease"})
#: Nouns of what carries words: "said in a statement".
CARRIERS = frozenset(
    {"statement", "interview", "release", "communique", "communiqué", "briefing", "letter", "email", "e-mail", "tweet",
     "post", "message", "report", "speech", "address", "conference", "video", "remark", "note", "bulletin", "broadcast",
     "announcement", "call", "comment", "update", "recording", "dispatch", "communication", "sermon", "memo"}
)  # fmt: skip
EDGES = frozenset({",", ";", ":", ".", "-", "–", "—", "--", "…"})


@dataclass(slots=True)
class Cue:
    """A word of saying with what hangs on it; spans are tokens [start, end)."""

    head: Token
    span: tuple[int, int]
    predicate: str
    stance: Stance
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.AFFIRMED
    source: Token | None = None
    source_span: tuple[int, int] | None = None
    content: list[tuple[int, int]] = field(default_factory=list)
    quoted: bool = False
    relays: list[Token] = field(default_factory=list)
    target: Token | None = None
    answers: tuple[int, int] | None = None
    answers_source: Token | None = None
    hypothetical: bool = False
    passive: bool = False


def cues(doc: Doc) -> Iterator[tuple[Cue, Reporting]]:
    """Yield the cues in text order with what the table says of them, without their quotations."""
    for token in doc:
        if token.lower_ in {"according", "per"}:
            yield from _according(token)
        elif is_verb(token):
            yield from _verb(token)


def is_verb(token: Token) -> bool:
    """Tell whether the token is a verb, headline verbs that the tagger takes for nouns among them."""
    if token.pos_ == "VERB" or token.tag_.startswith("VB"):
        return token.dep_ not in {"amod", "compound"}
    return token.lower_ in {"says", "claims"} and any(child.dep_ in SUBJECTS | {"ccomp"} for child in token.children)


def trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the span without the white space, commas, dashes and full stops at its edges."""
    while start < end and (doc[start].is_space or doc[start].text in EDGES):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in EDGES):
        end -= 1
    return start, end


def subtree(token: Token) -> tuple[int, int]:
    """Return the span of everything that hangs on the token."""
    return trimmed(token.doc, token.left_edge.i, token.right_edge.i + 1)


def noun_phrase(root: Token, cue: Token) -> tuple[int, int]:
    """Return the span of a noun phrase, cut where the clause of the cue begins or ends inside it."""
    start, end = root.left_edge.i, root.right_edge.i + 1
    clause_start, clause_end = cue.left_edge.i, cue.right_edge.i + 1
    if root.i < cue.i < end:
        end = max(root.i + 1, min(cue.i, clause_start if clause_start > root.i else cue.i))
    elif start <= cue.i < root.i:
        start = min(root.i, clause_end if clause_end <= root.i else cue.i + 1)
    for token in root.doc[start : root.i]:
        if token.text in {"–", "—", "--", "-"} and root.doc[token.i - 1].whitespace_ or "\n" in token.text:
            start = token.i + 1
    return trimmed(root.doc, start, end)


def is_negated(token: Token) -> bool:
    """Tell whether the verb is negated, or hangs on a verb that undoes it, or its subject is nobody."""
    if any(child.lower_ in NEGATORS for child in token.children):
        return True
    if token.dep_ == "conj" and any(c.lower_ in {"nor", "or"} for c in token.children) and is_negated(token.head):
        return True
    if token.dep_ == "xcomp" and (token.head.lemma_.lower() in REFUSING or is_negated(token.head)):
        return True
    for child in token.children:
        if child.dep_ in SUBJECTS and (
            child.lower_ in {"nobody", "none", "nothing"} or any(c.lower_ in {"no", "neither"} for c in child.children)
        ):
            return True
    return False


def is_passive(token: Token) -> bool:
    """Tell whether the verb is in the passive, reduced relatives among them."""
    if any(child.dep_ in {"aux:pass", "nsubj:pass", "obl:agent"} for child in token.children):
        return True
    bare = not any(c.dep_ in {"aux", "obj", "nsubj"} for c in token.children)
    return token.tag_ == "VBN" and token.dep_ in {"acl", "advcl"} and bare


def cue_span(verb: Token) -> tuple[int, int]:
    """Return the verb with the auxiliaries and adverbs before it, and particle, "in a statement" and colon after it."""
    doc, start, end = verb.doc, verb.i, verb.i + 1
    while start > 0 and doc[start - 1].head.i == verb.i and doc[start - 1].dep_ in {"aux", "aux:pass", "advmod"}:
        start -= 1
    while end < len(doc) and doc[end].head.i == verb.i and doc[end].dep_ == "compound:prt":
        end += 1
    for child in verb.children:
        if child.dep_ == "obl" and child.lemma_.lower() in CARRIERS and child.left_edge.i == end and child.i - end < 4:
            end = child.i + 1
    if end < len(doc) and doc[end].text == ":":
        end += 1
    return start, end


def source_of(verb: Token) -> tuple[Token | None, tuple[int, int] | None]:
    """Return the head of who speaks and the span that names them where the cue stands."""
    if is_passive(verb):
        agents = [c for c in verb.children if c.dep_ == "obl:agent"]
        return (agents[0], without_case(agents[0], verb)) if agents else (None, None)
    if (local := _inserted_subject(verb)) is not None:
        return local
    node = verb
    for _ in range(5):
        subject = next(
            (c for c in node.children if c.dep_ in SUBJECTS or node.i != verb.i and c.dep_ == "nsubj:pass"), None
        )
        if subject is not None and subject.lower_ in RELATIVES and (noun := _antecedent(node)) is not None:
            return noun, (subject.i, subject.i + 1)
        if subject is not None and (node.i == verb.i or can_speak(subject) and not _is_reported(verb, node)):
            return subject, noun_phrase(subject, verb)
        if node.dep_.startswith("acl") and node.head.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
            return node.head, without_case(node.head, verb)
        if node.i == verb.i and verb.dep_ == "xcomp" and (people := [c for c in verb.head.children if c.dep_ == "obj"]):
            return people[0], noun_phrase(people[0], verb)
        if node.head.i == node.i:
            break
        node = node.head
    return _noun_before(verb)


def _is_reported(verb: Token, node: Token) -> bool:
    """Tell whether a participle or coordinate verb was hung too low, in the clause that the verb above it reports."""
    if node.dep_ != "ccomp" or reporting(node.head) is None or verb.i < node.i:
        return False
    if verb.dep_ == "conj":
        return verb.tag_ == "VBD" and (is_passive(node) or any(c.lower_ == "had" for c in node.children))
    return verb.tag_ == "VBG" and verb.doc[verb.left_edge.i - 1].text == ","


def can_speak(noun: Token) -> bool:
    """Tell whether a noun can name a speaker, or what carries words; "the incident" can't."""
    lemma = noun.lemma_.lower()
    if noun.pos_ in {"PROPN", "NUM"} or lemma in SPEAKING or lemma in CARRIERS or lemma in nouns():
        return True
    if noun.pos_ == "PRON":
        return noun.lower_ not in {"this", "that", "there", "what"}
    return lemma not in ABSTRACT and not lemma.endswith(("ness", "tion", "ism", "ity", "ence", "ance", "ure"))


def _inserted_subject(verb: Token) -> tuple[Token, tuple[int, int]] | None:
    """Return the noun phrase between a comma and the verb where the parse took a noun before the comma for the subject."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i), None)
    source, span = _noun_before(verb)
    if subject is None or source is None or span is None or verb.i + 1 >= len(verb.doc):
        return None
    closed = verb.doc[verb.i + 1].text in {",", "."}
    if closed and span[0] > subject.i and verb.doc[span[0] - 1].text == "," and subject.right_edge.i < span[0]:
        return source, span
    return None


def _noun_before(verb: Token) -> tuple[Token | None, tuple[int, int] | None]:
    """Return the noun phrase directly before a finite verb to which the parse gives no subject."""
    start = verb.i
    while start > verb.sent.start and verb.doc[start - 1].pos_ in {
        "DET",
        "ADJ",
        "NOUN",
        "PROPN",
        "NUM",
        "PRON",
        "PART",
    }:
        start -= 1
    if start == verb.i or verb.tag_ not in {"VBD", "VBZ", "VBP", "NNS"} or verb.dep_.startswith("acl"):
        return None, None
    return verb.doc[verb.i - 1], (start, verb.i)


def _is_intended(verb: Token) -> bool:
    """Tell whether the cue is an infinitive that nobody is told to have carried out: "pressure to explain"."""
    if not any(c.lower_ == "to" and c.dep_ in {"mark", "aux"} for c in verb.children):
        return False
    return verb.head.lemma_.lower() not in {
        "go",
        "continue",
        "come",
        "begin",
        "proceed",
        "appear",
        "seem",
        "manage",
        "dare",
    }


def _antecedent(verb: Token) -> Token | None:
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.head if verb.dep_.startswith("acl") else None


def without_case(noun: Token, cue: Token) -> tuple[int, int]:
    start, end = noun_phrase(noun, cue)
    for child in noun.children:
        if child.dep_ == "case" and child.i == start:
            start += 1
    return start, end


def _verb(verb: Token) -> Iterator[tuple[Cue, Reporting]]:
    entry = reporting(verb)
    if entry is None or entry.lemma in ACTS or is_negated(verb) or _is_intended(verb):
        return
    cue = Cue(verb, cue_span(verb), entry.lemma, entry.stance, entry.certainty)
    cue.source, cue.source_span = source_of(verb)
    cue.passive = is_passive(verb)
    cue.hypothetical = any(child.dep_ == "aux" and child.lower_ in UNREAL for child in verb.children)
    cue.content = list(_content(verb))
    _relay(cue)
    if verb.lower_ == "citing" and is_verb(verb.head) and reporting(verb.head) is not None:
        return
    yield cue, entry


def _content(verb: Token) -> Iterator[tuple[int, int]]:
    """Yield what the verb reports: its clauses, else the clause that it is put into."""
    found = False
    for child in verb.children:
        if child.dep_ == "ccomp" or (child.dep_ == "parataxis" and child.i < verb.i and not _is_cue_clause(child)):
            found = True
            yield from _around(child, verb)
    if not found and is_passive(verb):
        for child in verb.children:
            if child.dep_ in {"xcomp", "nsubj:pass"}:
                found = True
                yield subtree(child)
    if not found and is_inserted(verb):
        yield from _around(verb.head, verb)


def _is_cue_clause(token: Token) -> bool:
    return token.lemma_.lower() in verbs() and any(c.dep_ in SUBJECTS for c in token.children)


def is_inserted(verb: Token) -> bool:
    """Tell whether the verb's clause is put into or after what it reports: "X happened, officials said"."""
    if verb.dep_ not in {"parataxis", "ccomp", "conj", "advcl", "dep"} or verb.head.i == verb.i:
        return False
    if any(child.dep_ in {"mark", "cc", "obj"} for child in verb.children):
        return False
    if not any(child.dep_ in SUBJECTS for child in verb.children) or verb.i < verb.head.left_edge.i:
        return False
    before = verb.doc[verb.left_edge.i - 1] if verb.left_edge.i else None
    return before is not None and before.text in {",", "”", '"', "—", "–", "''", "?", "!"}


def _around(clause: Token, verb: Token) -> Iterator[tuple[int, int]]:
    """Yield the span of the clause without the words of the cue and its source where they stand inside it."""
    start, end = clause.left_edge.i, clause.right_edge.i + 1
    own = [verb, *(t for c in verb.children if c.dep_ in SUBJECTS for t in c.subtree)]
    first, last = min(t.i for t in own), max(t.i for t in own) + 1
    if verb.i > clause.i or verb.head.i == clause.i:
        first, last = min(first, cue_span(verb)[0]), max(last, cue_span(verb)[1])
    for piece in (
        [(start, min(end, first)), (max(start, last), end)] if start < last and first < end else [(start, end)]
    ):
        piece = trimmed(clause.doc, *piece)
        if piece[0] < piece[1]:
            yield piece


def _relay(cue: Cue) -> None:
    """Let the source be whom the verb's subject cites: "Reuters, citing security sources, reported"."""
    nodes = [cue.head, *([cue.source] if cue.source is not None else [])]
    for child in (c for node in nodes for c in node.children):
        if child.lower_ == "citing" and cue.source is not None:
            for cited in (c for c in child.children if c.dep_ == "obj"):
                cue.relays.append(cue.source)
                cue.source, cue.source_span = cited, noun_phrase(cited, cue.head)
                return


def _according(word: Token) -> Iterator[tuple[Cue, Reporting]]:
    """Yield the cue of "according to X" and "as per X" with the clause that it stands in."""
    doc = word.doc
    after = doc[word.i + 1].lower_ if word.i + 1 < len(doc) else ""
    before = doc[word.i - 1].lower_ if word.i else ""
    if (word.lower_ == "according" and after != "to") or (word.lower_ == "per" and before != "as"):
        return
    start = word.i if word.lower_ == "according" else word.i - 1
    noun = _governed(doc, start)
    if noun is None:
        return
    entry = verbs()["say"]
    cue = Cue(word, (start, start + 2), word.lower_, entry.stance, entry.certainty)
    phrase = trimmed(doc, start + 2, noun.right_edge.i + 1)
    cue.source, cue.source_span = noun, phrase
    clause = noun.head
    while clause.dep_ in {"nmod", "obl", "conj", "appos", "obj"} and clause.pos_ in {"NOUN", "PROPN"}:
        clause = clause.head
    if start == doc[start].sent.start or doc[start - 1].text == ",":
        clause = doc[start].sent.root
    for piece in ((clause.left_edge.i, start), (phrase[1], clause.right_edge.i + 1)):
        piece = trimmed(doc, *piece)
        if piece[1] - piece[0] > 1:
            cue.content.append(piece)
    yield cue, entry


def _governed(doc: Doc, start: int) -> Token | None:
    """Return the noun under the two-word preposition at `start`."""
    for word in (doc[start], doc[start + 1]):
        node = word
        while node.head.i != node.i and node.i < start + 2:
            node = node.head
        if node.i >= start + 2 and node.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"}:
            return node
    children = [c for c in doc[start].children if c.i > start + 1 and c.pos_ in {"NOUN", "PROPN", "PRON"}]
    return children[0] if children else None

"""Cues: words of saying with their source and what they report, as the parse of one sentence has them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from ingest.document import Certainty, Polarity, Stance
from ingest.sources import (
    RELATIVES,
    SUBJECTS,
    is_afterthought,
    is_negated,
    is_passive,
    is_unjoined,
    noun_phrase,
    source_of,
    subtree,
    trimmed,
)
from ingest.stances import ACTS, CARRIERS, LOOSE, Reporting, can_speak, reporting, verbs

RESPONSIBILITY = Stance.CLAIMED_RESPONSIBILITY
#: What an infinitive hangs on that was carried out: "went on to say", "the first to say".
CARRIED_OUT = frozenset(
    {"first", "last", "go", "continue", "come", "begin", "proceed", "appear", "seem", "manage", "dare"}
)  # fmt: skip
UNREAL = frozenset({"will", "would", "could", "may", "might", "should", "must", "can", "'ll", "’ll", "'d", "’d"})


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
    #: what within the content others say, or the article itself: "the rebels, who deny it, …"
    asides: list[tuple[int, int]] = field(default_factory=list)
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


#: What a deed does, whose participle behind a cue is no speaker's: "a shell hit the market, police said, killing six".
RESULTS = frozenset(
    {"kill", "wound", "injure", "destroy", "damage", "displace", "leave", "raise", "bring", "burn", "abduct"}
)
#: Participles that name whom one quotes.
CITING = frozenset({"citing", "quoting"})


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
    entry = reporting(verb)
    objects = {c.i for c in verb.children if c.dep_ == "obj"} if entry and entry.stance is not RESPONSIBILITY else set()
    for word in entry.lemma.split()[1:] if entry is not None else ():
        if end < len(doc) and end not in objects and word in {doc[end].lower_, doc[end].lemma_.lower()}:
            end += 1
    if entry is not None and entry.stance is RESPONSIBILITY and end < len(doc) and doc[end].lower_ == "for":
        end += 1
    if end < len(doc) and doc[end].text == ":":
        end += 1
    return start, end


def _is_intended(verb: Token) -> bool:
    """Tell whether the cue is an infinitive that nobody is told to have carried out: "pressure to explain"."""
    words = {c.lower_ for c in verb.children if c.dep_ in {"mark", "aux"}}
    if "to" not in words or (verb.tag_ == "VBN" and "have" in words):
        return False
    return verb.head.lemma_.lower() not in CARRIED_OUT


def _verb(verb: Token) -> Iterator[tuple[Cue, Reporting]]:
    entry = reporting(verb)
    if entry is None or (entry.lemma in ACTS and not _is_order(verb)) or is_negated(verb) or _is_intended(verb):
        return
    if (saying := _quoted_as(verb)) is not None:
        yield _quoting(verb, saying), entry
        return
    cited = verb.dep_ == "acl" and verb.lemma_.lower() in {"quote", "cite"} and verb.tag_ == "VBN"
    if cited or _quoted_as(verb.head) == verb:
        return
    cue = Cue(verb, cue_span(verb), entry.lemma, entry.stance, entry.certainty)
    cue.source, cue.source_span = source_of(verb)
    cue.passive = is_passive(verb)
    cue.hypothetical = any(child.dep_ == "aux" and child.lower_ in UNREAL for child in verb.children)
    cue.content = list(_content(verb))
    near = (verb.head, verb.head.head, *verb.doc[max(verb.i - 2, 0) : verb.i])
    beside = any(is_verb(t) and reporting(t) is not None for t in near)
    if verb.lower_ in CITING and (beside or not any(c.dep_ == "ccomp" for c in verb.children)):
        return
    yield cue, entry


def _is_order(verb: Token) -> bool:
    """Tell whether an act of power is a demand on somebody: "ordered residents to leave"."""
    if verb.lemma_.lower() not in {"order", "press", "instruct", "command"}:
        return False
    hearers = [c for c in verb.children if c.dep_ in {"obj", "iobj", "nsubj:pass"}]
    others = any(not any(o.dep_ == "nmod:poss" for o in c.children) for c in hearers)
    wanted = any(c.dep_ in {"xcomp", "ccomp", "advcl"} and c.tag_ == "VB" and c.i > verb.i for c in verb.children)
    return others and wanted


def _quoted_as(verb: Token) -> Token | None:
    """Return the "saying" of "quoted X as saying"."""
    if verb.lemma_.lower() not in {"quote", "cite"}:
        return None
    clauses = [c for c in verb.children if c.dep_ in {"advcl", "xcomp", "obl"} and reporting(c) is not None]
    return next((c for c in clauses if any(m.lower_ == "as" for m in c.children)), None)


def _quoting(verb: Token, saying: Token) -> Cue:
    """Return the cue of "A quoted B as saying that …": B says it, A passes it on."""
    cue = Cue(verb, (cue_span(verb)[0], saying.i + 1), "quote", Stance.CLAIMED)
    relay, _ = source_of(verb)
    quoted = next((c for c in verb.children if c.dep_ in {"obj", "nsubj:pass"}), None)
    cue.source = quoted
    cue.source_span = noun_phrase(quoted, verb) if quoted is not None else None
    relay = relay or next((c for c in saying.children if any(m.lower_ == "by" for m in c.children)), None)
    cue.relays = [relay] if relay is not None else []
    cue.content = list(_content(saying)) or list(_before_subject(verb))
    return cue


def _before_subject(verb: Token) -> Iterator[tuple[int, int]]:
    """Yield what stands before ", X was quoted as saying"."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS | {"nsubj:pass"}), None)
    comma = subject.left_edge.i - 1 if subject is not None else -1
    if comma > verb.sent.start and verb.doc[comma].text == ",":
        yield trimmed(verb.doc, verb.sent.start, comma)


def _content(verb: Token) -> Iterator[tuple[int, int]]:
    """Yield what the verb reports: its clauses, else the clause that it is put into, else what stands before it."""
    clauses = [c for c in verb.children if c.dep_ == "ccomp" or _is_put_before(c, verb)]
    clauses = [c for c in clauses if c.dep_ == "ccomp" or not _is_cue_clause(c)]
    clauses = [c for c in clauses if c.i > verb.i or verb.tag_ != "VBG"]
    clauses += [c for c in _of_asides(verb) if not clauses]
    clauses = [
        c for c in clauses if (c.i < verb.i and not _is_parted(c, verb)) or (c.i > verb.i and _mark_before(c) != ";")
    ]
    after = [c for c in clauses if c.i > verb.i]
    before = [c for c in clauses if c.i < verb.i]
    trailing = bool(after) and _mark_before(after[0]) == ","
    for clause in before if trailing or not after else ():
        yield from _around(clause, verb)
    if not clauses and _is_as(verb):
        yield from _beside(verb)
    elif is_passive(verb) and not clauses:
        yield from (subtree(c) for c in verb.children if c.dep_ in {"xcomp", "nsubj:pass", "csubj:pass", "csubj"})
    elif not before and (trailing or not after):
        yield from _of_relative(verb) or _put_into(verb)
    for clause in after:
        yield from _around(clause, verb)
    yield from _results(verb) if clauses else ()


def _results(verb: Token) -> Iterator[tuple[int, int]]:
    """Yield what a deed that was told of led to, where the parse hung it on the cue: ", police said, killing six"."""
    for child in verb.children:
        if child.dep_ == "advcl" and child.tag_ == "VBG" and child.lemma_.lower() in RESULTS and child.i > verb.i:
            yield subtree(child)


def _is_put_before(clause: Token, verb: Token) -> bool:
    """Tell whether a clause with a subject of its own stands before ", X said", whatever the parse calls it."""
    if clause.dep_ == "parataxis":
        return clause.i < verb.i
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if clause.dep_ != "advcl" or subject is None or not clause.i < subject.i < verb.i:
        return False
    own = any(c.dep_ in {*SUBJECTS, "nsubj:pass"} for c in clause.children)
    marked = any(c.dep_ in {"mark", "case", "advmod"} and c.i == clause.left_edge.i for c in clause.children)
    return own and not marked and clause.tag_ != "VBG" and clause.doc[subject.left_edge.i - 1].text == ","


def _is_as(verb: Token) -> bool:
    """Tell whether the cue tells who else says what it stands on: "…, as some commanders had suggested"."""
    mark = next((c for c in verb.children if c.lower_ == "as" and c.dep_ in {"mark", "advmod"} and c.i < verb.i), None)
    told = any(c.dep_ in {"ccomp", "xcomp", "obj"} for c in verb.children)
    above = verb.head.pos_ in {"VERB", "AUX"} and verb.dep_ in {"advcl", "parataxis"}
    if verb.lemma_.lower() in LOOSE or not any(c.dep_ in SUBJECTS and can_speak(c) for c in verb.children):
        return False
    return mark is not None and above and not told and verb.tag_ != "VBG"


def _beside(verb: Token) -> Iterator[tuple[int, int]]:
    """Yield the clause that the cue's own is put beside, before or after it."""
    first, last = verb.left_edge.i, verb.right_edge.i + 1
    for start, end in ((verb.head.left_edge.i, first), (last, verb.head.right_edge.i + 1)):
        if start < end and any(not t.is_punct for t in verb.doc[start:end]):
            yield trimmed(verb.doc, start, end)


def _is_parted(clause: Token, verb: Token) -> bool:
    """Tell whether a semicolon stands between a clause and the cue after it."""
    return any(t.text == ";" for t in verb.doc[clause.i : verb.i])


def _mark_before(clause: Token) -> str:
    """Return the mark that a clause stands behind, or begins with."""
    edge = clause.left_edge
    return edge.text if edge.is_punct or not edge.i else edge.nbor(-1).text


def _put_into(verb: Token) -> Iterator[tuple[int, int]]:
    """Yield the clause that a cue such as "officials said" is put into or stands behind."""
    if is_inserted(verb):
        clause = verb.head
        while clause.dep_ in {"nsubj", "nsubj:pass", "obj", "obl", "nmod"} and clause.pos_ in {"NOUN", "PROPN", "PRON"}:
            clause = clause.head
        yield from _around(clause, verb)
    elif is_afterthought(verb):
        yield trimmed(verb.doc, verb.sent.start, verb.head.left_edge.i)
    elif (comma := _comma_before(verb)) is not None:
        yield trimmed(verb.doc, verb.sent.start, comma)


def _of_relative(verb: Token) -> list[tuple[int, int]]:
    """Return the clause that a cue splits from its relative pronoun: "which the police say killed 19 people"."""
    if verb.i + 1 >= len(verb.doc) or any(c.i > verb.i for c in verb.children):
        return []
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    opened = subject is not None and subject.left_edge.i > verb.sent.start and subject.left_edge.nbor(-1)
    if not opened or opened.lower_ not in {"which", "who", "that", "what"}:
        return []
    told = verb.nbor(1)
    clause = told if told.pos_ == "VERB" else told.head
    if told.tag_ not in {"VBD", "VBZ", "VBP", "MD"} or clause.i < told.i:
        return []
    return [trimmed(verb.doc, told.i, clause.right_edge.i + 1)]


def _of_asides(verb: Token) -> list[Token]:
    """Return the clause that hangs on what carries the words, or on who is cited: "said in a statement that …"."""
    asides = [c for c in verb.children if c.lower_ in CITING or (c.dep_ == "obl" and c.lemma_.lower() in CARRIERS)]
    return [
        c
        for aside in asides
        for c in aside.children
        if c.dep_ in {"acl", "ccomp"} and any(m.lower_ == "that" for m in c.children)
    ]


def _comma_before(verb: Token) -> int | None:
    """Return the comma between a clause and "officials said" where the parse hangs the clause as something else."""
    source, span = source_of(verb)
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"} or is_unjoined(verb)
    if source is None or span is None or not finite:
        return None
    start, inverted = min(span[0], verb.i), span[0] == verb.i + 1
    if verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].text == "," and verb.head.i != verb.i:
        return None
    far = not inverted and max(span[1], verb.i) - start > 12
    if start <= verb.sent.start or far or verb.doc[start - 1].text != ",":
        return None
    verbs_before = {"VBD", "VBZ", "VBP", "MD"} | ({"VBN", "VBG"} if inverted else set())
    clause = any(t.tag_ in verbs_before for t in verb.doc[verb.sent.start : start])
    apart = {"xcomp", "cc", "mark"} | (set() if inverted else {"obj"})
    return start - 1 if clause and not any(c.dep_ in apart for c in verb.children) else None


def _is_cue_clause(token: Token) -> bool:
    return token.lemma_.lower() in verbs() and any(c.dep_ in SUBJECTS for c in token.children)


def is_inserted(verb: Token) -> bool:
    """Tell whether the verb's clause is put into or after what it reports: "X happened, officials said"."""
    if verb.dep_ not in {"parataxis", "ccomp", "conj", "advcl", "dep", "acl:relcl"} or verb.head.i == verb.i:
        return False
    if any(child.dep_ in {"mark", "cc", "obj"} or child.lower_ in RELATIVES for child in verb.children):
        return False
    if verb.dep_ == "acl:relcl" and verb.doc[min(verb.i + 1, len(verb.doc) - 1)].text != ",":
        return False
    if not any(child.dep_ in SUBJECTS for child in verb.children) or verb.i < verb.head.left_edge.i:
        return False
    edge = verb.left_edge
    marks = {edge.text, verb.doc[edge.i - 1].text if edge.i else ""}
    return bool(marks & {",", "”", '"', "—", "–", "''", "?", "!"})


def _around(clause: Token, verb: Token) -> Iterator[tuple[int, int]]:
    """Yield the span of the clause without the words of the cue and its source where they stand inside it."""
    start, end = clause.left_edge.i, clause.right_edge.i + 1
    own = [verb, *(t for c in verb.children if c.dep_ in SUBJECTS for t in c.subtree)]
    first, last = min(t.i for t in own), max(t.i for t in own) + 1
    if verb.i > clause.i or verb.head.i == clause.i:
        first, last = min(first, cue_span(verb)[0]), max(last, cue_span(verb)[1])
    if first >= end or last <= start:
        yield trimmed(clause.doc, start, end)
        return
    if start < first:
        yield trimmed(clause.doc, start, first)
    resume = last if first <= start else resumed(clause.doc, last, end) if last < end else None
    if resume is not None and resume < end:
        yield trimmed(clause.doc, resume, end)


def resumed(doc: Doc, place: int, end: int) -> int | None:
    """Return where what was said goes on after the cue: behind a comma, with no participle of the cue's own."""
    if doc[place].tag_ in {"IN", "NNP"}:
        place = next((t.i for t in doc[place : min(place + 4, end)] if t.text == ","), place)
    if doc[place].text not in {",", "–", "—", "--"} or place + 1 >= end:
        return None
    if doc[place + 1].tag_ == "VBG" and doc[place + 1].lemma_.lower() not in RESULTS:
        return None
    if doc[place + 1].tag_ == "CC" and any(is_verb(t) and reporting(t) is not None for t in doc[place:end]):
        return None
    return place


def _according(word: Token) -> Iterator[tuple[Cue, Reporting]]:
    """Yield the cue of "according to X" and "as per X" with the clause that it stands in."""
    doc = word.doc
    after = doc[word.i + 1].lower_ if word.i + 1 < len(doc) else ""
    before = doc[word.i - 1].lower_ if word.i else ""
    opening = word.lower_ == "per" and (word.is_sent_start or before == ",") and not after.isdigit()
    if (word.lower_ == "according" and after != "to") or (word.lower_ == "per" and before != "as" and not opening):
        return
    start = word.i if word.lower_ == "according" or opening else word.i - 1
    width = 1 if opening else 2
    noun = _governed(doc, start)
    if noun is None:
        return
    entry = verbs()["say"]
    cue = Cue(word, (start, start + width), word.lower_, entry.stance, entry.certainty)
    phrase = trimmed(doc, start + width, noun.right_edge.i + 1)
    cue.source, cue.source_span = noun, phrase
    clause = noun.head
    while clause.dep_ in {"nmod", "obl", "conj", "appos", "obj"} and clause.pos_ in {"NOUN", "PROPN"}:
        clause = clause.head
    if start == doc[start].sent.start or doc[start - 1].text == ",":
        clause = doc[start].sent.root
    first, last = clause.left_edge.i, clause.right_edge.i + 1
    first = max([first, *(t.i + 1 for t in doc[first:start] if t.text == ";")])
    last = min([last, *(t.i for t in doc[phrase[1] : last] if t.text == ";")])
    for piece in ((first, start), (phrase[1], last)):
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

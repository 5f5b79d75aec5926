"""Sources: the noun phrase that says who speaks, and the spans of phrases."""

from spacy.tokens import Doc, Token

from ingest.inversions import INVERTING, inverted_subject
from ingest.stances import TIMES, can_speak, reporting

#: Parts of speech that a noun phrase is made of.
NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"})
EDGES = frozenset({",", ";", ":", ".", "-", "–", "—", "--", "…"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:outer"})
#: By what, not by whom, something is said.
CHANNELS = frozenset(
    {"telephone", "phone", "email", "e-mail", "letter", "fax", "text", "telegram", "radio", "video", "message", "note",
     "post", "recording", "call"}
)  # fmt: skip
NEGATORS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly"})
#: Verbs that deny the infinitive under them: "refused to say".
REFUSING = frozenset({"refuse", "decline", "fail", "stop", "avoid", "hesitate", "unable", "unwilling", "cease", "deny"})


def trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the span without the white space, commas, dashes and full stops at its edges."""
    while start < end and (doc[start].is_space or doc[start].text in EDGES):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in EDGES):
        end -= 1
    return start, end


#: Clauses that follow the noun that they tell of.
AFTER_NOUNS = frozenset({"acl", "acl:relcl", "advcl", "parataxis"})


def subtree(token: Token) -> tuple[int, int]:
    """Return the span of everything that hangs on the token, without clauses that a parse hangs before a noun."""
    return trimmed(token.doc, _first(token), token.right_edge.i + 1)


def _first(token: Token) -> int:
    before = [child.left_edge.i for child in token.lefts if token.pos_ != "NOUN" or child.dep_ not in AFTER_NOUNS]
    return min(before, default=token.i)


def noun_phrase(root: Token, cue: Token) -> tuple[int, int]:
    """Return the span of a noun phrase, cut where the clause of the cue begins or ends inside it."""
    start, end = _first(root), root.right_edge.i + 1
    clause_start, clause_end = cue.left_edge.i, cue.right_edge.i + 1
    for child in root.children:
        if (
            child.i > root.i
            and child.dep_ in {"acl", "advcl"}
            and any(c.lower_ in {"of", "for"} for c in child.children)
        ):
            end = min(end, child.left_edge.i)
    if root.i < cue.i < end:
        end = max(root.i + 1, min(cue.i, clause_start if clause_start > root.i else cue.i))
    elif start <= cue.i < root.i:
        start = min(root.i, clause_end if clause_end <= root.i else cue.i + 1)
    for token in root.doc[start : root.i]:
        if (token.text in {"–", "—", "--", "-"} and root.doc[token.i - 1].whitespace_) or "\n" in token.text:
            start = token.i + 1
    start, end = _with_names(root.doc, *trimmed(root.doc, start, end), cue)
    return start, end + _closes(root, end, cue)


def _with_names(doc: Doc, start: int, end: int, cue: Token) -> tuple[int, int]:
    """Return the span with the titles before it and the rest of the name after it that the parse hung elsewhere."""
    while start > cue.sent.start and _is_title(doc[start - 1]) and doc[start].pos_ == "PROPN":
        start -= 1
    if end < cue.i and doc[end].pos_ == "PROPN" and all(t.pos_ == "PROPN" for t in doc[end : cue.left_edge.i]):
        while end < cue.i and doc[end].pos_ == "PROPN":
            end += 1
    return start, end


def _is_title(token: Token) -> bool:
    """Tell whether the token is a title that ended up outside its name: "Rep.", "Brig. Gen."."""
    if token.dep_ == "nsubj" and token.pos_ == "PROPN":
        return True
    return token.pos_ == "PROPN" and token.text.endswith(".") and token.text[:1].isupper() and len(token.text) > 2


def _closes(root: Token, end: int, cue: Token) -> int:
    """Return 1 where a comma closes an apposition or relative clause at the end of the noun phrase, else 0."""
    doc = root.doc
    if end >= len(doc) or doc[end].text != "," or end > cue.i or any(t.pos_ == "VERB" for t in doc[end : cue.i]):
        return 0
    asides = [c.left_edge for c in root.children if c.dep_ in {"appos", "acl:relcl", "acl", "nmod"} and c.i > root.i]
    return int(any("," in {edge.text, doc[edge.i - 1].text} for edge in asides))


def without_case(noun: Token, cue: Token) -> tuple[int, int]:
    """Return the span of a noun phrase without the preposition that it stands under."""
    start, end = noun_phrase(noun, cue)
    for child in noun.children:
        if child.dep_ == "case" and child.i == start:
            start += 1
    return start, end


def is_passive(token: Token) -> bool:
    """Tell whether the verb is in the passive, reduced relatives among them."""
    found = {child.dep_ for child in token.children}
    if "aux:pass" in found or (_agents(token) and not {"nsubj", "obj"} <= found):
        return True
    if "nsubj:pass" in found:
        return token.tag_ == "VBN" and "obj" not in found and not _tells_that(token)
    bare = not any(c.dep_ in {"aux", "obj", "nsubj"} for c in token.children)
    return (
        token.tag_ == "VBN"
        and token.dep_ in {"acl", "advcl"}
        and bare
        and not (_says_that(token) or is_afterthought(token))
    )


def _agents(verb: Token) -> list[Token]:
    """Return who says it by a passive, not by what they said it: "denied by telephone that"."""
    agents = (child for child in verb.children if child.dep_ == "obl:agent")
    return [agent for agent in agents if agent.lemma_.lower() not in CHANNELS]


def is_afterthought(verb: Token) -> bool:
    """Tell whether a finite verb was taken for a participle: "nine were killed, the staff of the army announced"."""
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or noun.dep_ != "parataxis" or noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    edge = noun.left_edge
    after = edge.text == "," or (edge.i > verb.sent.start and edge.nbor(-1).text == ",")
    return after and noun.i < verb.i and verb.lemma_.lower() in INVERTING and can_speak(noun)


def is_unjoined(verb: Token) -> bool:
    """Tell whether a verb of saying was coordinated with what it reports, with no "and": "ten died, X said"."""
    joined = any(c.dep_ == "cc" for c in verb.children)
    return verb.dep_ == "conj" and not joined and verb.lemma_.lower() in INVERTING


def source_of(verb: Token) -> tuple[Token | None, tuple[int, int] | None]:
    """Return the head of who speaks and the span that names them where the cue stands."""
    if is_passive(verb):
        agents = _agents(verb)
        return (agents[0], without_case(agents[0], verb)) if agents else (None, None)
    if (after := inverted_subject(verb)) is not None:
        return after, noun_phrase(after, verb)
    if (local := _inserted_subject(verb)) is not None:
        return local
    if (said := _said_before(verb)) is not None:
        return source_of(said)
    subject = _subject(verb, passive=False)
    if subject is None:
        if is_unjoined(verb) and (parted := _cut_off(verb))[0] is not None:
            return parted
        if verb.dep_ == "xcomp" and (people := [c for c in verb.head.children if c.dep_ == "obj"]):
            return people[0], noun_phrase(people[0], verb)
        if verb.dep_ == "xcomp" and (told := [c for c in verb.head.children if c.dep_ == "nsubj:pass"]):
            return told[0], noun_phrase(told[0], verb.head)
        if (before := _reduced(verb)) is not None:
            return before
    return _above(verb) or _before_relative(verb) or _noun_before(verb)


def _said_before(verb: Token) -> Token | None:
    """Return the finite cue right before ", adding that" where the parse hung the participle on what was said."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.i - verb.sent.start < 3 or verb.nbor(-1).text != ",":
        return None
    near = verb.doc[max(verb.i - 5, verb.sent.start) : verb.i - 1]
    finite = [t for t in near if t.tag_ in {"VBD", "VBZ", "VBP"} and t.pos_ == "VERB"]
    if not finite or finite[-1] == verb.head or verb.head.head != finite[-1] or reporting(finite[-1]) is None:
        return None
    return finite[-1] if verb.head.dep_ == "ccomp" and verb.head.i < finite[-1].i else None


def _before_relative(verb: Token) -> tuple[Token, tuple[int, int]] | None:
    """Return the noun before "who calls himself spokesman," where the parse gave the verb behind it no subject."""
    doc, start = verb.doc, verb.sent.start
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.i - start < 4 or doc[verb.i - 1].text != ",":
        return None
    relative = next((t for t in reversed(doc[start : verb.i]) if t.tag_ in {"WP", "WDT"}), None)
    if relative is None or relative.i - start < 2 or doc[relative.i - 1].text != ",":
        return None
    noun = doc[relative.i - 2]
    while noun.dep_ in {"flat", "compound"} and start <= noun.head.i < relative.i:
        noun = noun.head
    return (noun, noun_phrase(noun, relative)) if noun.pos_ in {"NOUN", "PROPN"} else None


def _above(verb: Token) -> tuple[Token, tuple[int, int]] | None:
    """Return the verb's subject, else that of the clause that it hangs on, or the noun."""
    node = verb
    for _ in range(5):
        subject = _subject(node, passive=node.i != verb.i)
        if subject is not None and subject.lower_ in RELATIVES and (noun := antecedent(node, subject)) is not None:
            return noun, (subject.i, subject.i + 1)
        if subject is not None and (node.i == verb.i or (can_speak(subject) and not _is_reported(verb, node))):
            return _in_two(node, subject) or (subject, noun_phrase(subject, verb))
        if (
            node.dep_ == "acl"
            and (node.head.dep_ == "obj" or (node.head.dep_ == "ccomp" and node.head.pos_ == "NOUN"))
            and node.doc[node.left_edge.i - (node.left_edge.text != ",")].text == ","
        ):
            node = node.head
        elif node.dep_.startswith("acl") and node.head.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
            return node.head, without_case(node.head, verb)
        if node.head.i == node.i:
            return None
        node = node.head
    return None


def _reduced(verb: Token) -> tuple[Token, tuple[int, int]] | None:
    """Return the subject that the parse gave to a participle before the verb: "A man, reached by telephone, said"."""
    for clause in verb.children if verb.tag_ != "VBG" else ():
        if clause.dep_ in {"ccomp", "advcl"} and clause.i < verb.i and verb.doc[verb.i - 1].text == ",":
            subject = _subject(clause, passive=True)
            if subject is not None and any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children):
                return subject, noun_phrase(subject, verb)
    return None


def _in_two(verb: Token, subject: Token) -> tuple[Token, tuple[int, int]] | None:
    """Return head and span of a subject that the parse took for two: "the People's Front" "(PF)"."""
    for other in verb.children:
        between = verb.doc[other.right_edge.i + 1 : subject.left_edge.i].text
        nouns = {other.pos_, subject.pos_} <= {"NOUN", "PROPN"} and other.lemma_.lower() not in TIMES
        whole = between == "(" or (between == "" and nouns)
        if other.dep_ in SUBJECTS and other.right_edge.i < subject.left_edge.i and whole:
            return other, (other.left_edge.i, noun_phrase(subject, verb)[1])
    return None


def _subject(verb: Token, *, passive: bool) -> Token | None:
    """Return the subject nearest to the verb: a parse that finds two took a date or an adverb for the other."""
    passive = passive or not is_passive(verb)
    found = [c for c in verb.children if c.dep_ in SUBJECTS or (passive and c.dep_ == "nsubj:pass")]
    if len(found) > 1 and any(c.tag_ != "VBN" for c in found):
        found = [c for c in found if c.tag_ != "VBN"]
    if not found and _says_that(verb):
        return verb.head
    return min(found, key=lambda c: (abs(c.i - verb.i), c.i), default=None)


def _says_that(verb: Token) -> bool:
    """Tell whether a finite verb was hung on its subject as a participle: "ISPR, which …, declared that …"."""
    bare = not any(child.dep_ in {"obl:agent", "aux:pass", "nsubj:pass"} for child in verb.children)
    return _tells_that(verb) and bare and verb.dep_ == "acl" and verb.tag_ == "VBN" and can_speak(verb.head)


def _tells_that(verb: Token) -> bool:
    """Tell whether a clause with "that" follows as what the verb says, which a passive without "be" does not take."""
    clauses = [child for child in verb.children if child.dep_ in {"ccomp", "xcomp"} and child.i > verb.i]
    return any(mark.lower_ == "that" and mark.dep_ == "mark" for c in clauses for mark in c.children)


def _is_reported(verb: Token, node: Token) -> bool:
    """Tell whether a participle or coordinate verb was hung too low, in the clause that the verb above it reports."""
    if node.dep_ != "ccomp" or reporting(node.head) is None or verb.i < node.i or node.head.i > verb.i:
        return False
    if verb.dep_ == "conj":
        auxiliary = next((c for c in node.children if c.dep_.startswith("aux") or c.dep_ == "cop"), None)
        tense = auxiliary.tag_ if auxiliary is not None else node.tag_
        if any(c.dep_ == "cop" for c in node.children) and verb.tag_ in {"VBD", "VBZ", "VBP"}:
            return reporting(verb) is not None
        shifted = verb.tag_ == node.head.tag_ and (
            tense != verb.tag_ or (auxiliary is not None and auxiliary.lower_ == "had")
        )
        return shifted or verb.lemma_ == node.head.lemma_
    return verb.tag_ == "VBG" and verb.doc[verb.left_edge.i - 1].text == ","


def _inserted_subject(verb: Token) -> tuple[Token, tuple[int, int]] | None:
    """Return the noun phrase between a comma and the verb where the parse took one before the comma for the subject."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i), None)
    source, span = _noun_before(verb)
    if subject is None or source is None or span is None or verb.i + 1 >= len(verb.doc):
        return None
    start = span[0]
    while start > verb.sent.start and verb.doc[start - 1].pos_ in NOMINAL | {"CCONJ"}:
        start -= 1
    if (
        start < span[0]
        and verb.doc[start - 1].text == ","
        and verb.doc[start].pos_ != "CCONJ"
        and start > verb.sent.start
    ):
        both = verb.doc[start : span[1]]
        conjunction = next((t.i for t in both if t.pos_ == "CCONJ"), None)
        if conjunction is not None and subject.left_edge.i == conjunction + 1:
            return verb.doc[conjunction - 1], (start, span[1])
    closed = verb.doc[verb.i + 1].text in {",", "."} or (
        subject.pos_ == "NUM" and not any(c.dep_ in {"ccomp", "xcomp", "obj"} for c in verb.children)
    )
    if closed and span[0] > subject.i and verb.doc[span[0] - 1].text == "," and subject.right_edge.i < span[0]:
        return source, span
    return None


def _noun_before(verb: Token) -> tuple[Token | None, tuple[int, int] | None]:
    """Return the noun phrase directly before a finite verb to which the parse gives no subject."""
    start = verb.i
    while start > verb.sent.start and verb.doc[start - 1].pos_ in NOMINAL:
        start -= 1
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "NNS"} or verb.dep_.startswith("acl"):
        return None, None
    return _cut_off(verb) if start == verb.i else (verb.doc[verb.i - 1], (start, verb.i))


def _cut_off(verb: Token) -> tuple[Token | None, tuple[int, int] | None]:
    """Return the noun phrase between commas before a verb that the parse hung elsewhere: "the ISPR, its wing, said"."""
    for noun in verb.doc[verb.sent.start : verb.i]:
        ends = noun.right_edge.i in {verb.i - 1, verb.i - 2} and verb.doc[verb.i - 1].text == ","
        edge = noun.left_edge
        begins = edge.text == "," or (edge.i > verb.sent.start and edge.nbor(-1).text == ",")
        if (
            noun.pos_ in {"NOUN", "PROPN"}
            and ends
            and begins
            and not any(t.pos_ in {"VERB", "AUX"} and t.dep_ != "acl" for t in noun.subtree)
        ):
            return noun, trimmed(verb.doc, edge.i, verb.i)
    return None, None


def antecedent(verb: Token, relative: Token) -> Token | None:
    """Return the noun that a relative clause tells of, the name right before it where the parse hung it elsewhere."""
    while verb.dep_ == "conj":
        verb = verb.head
    before = [t for t in verb.doc[max(verb.sent.start, relative.i - 3) : relative.i] if t.pos_ not in {"PUNCT", "ADP"}]
    noun = before[-1] if before and before[-1].pos_ in {"NOUN", "PROPN"} else None
    if verb.dep_ == "advcl:relcl" and verb.head.pos_ in {"VERB", "AUX", "ADJ"}:
        return noun
    if not verb.dep_.startswith("acl"):
        return None
    parted = noun is not None and noun.pos_ == "PROPN" and relative.nbor(-1).text == ","
    outside = noun is not None and noun.i > verb.head.i and not noun.is_ancestor(verb) and _is_apart(noun, verb.head)
    return noun if parted and outside else verb.head


def _is_apart(noun: Token, head: Token) -> bool:
    """Tell whether a noun is no part of the head's phrase, or stands in a clause within it."""
    above = list(noun.ancestors)
    return head not in above or any(t.pos_ == "VERB" for t in above[: above.index(head)])


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

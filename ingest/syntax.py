"""Questions to a Universal Dependencies parse: who does what to whom, whether it is said to have happened.

Labels and their meaning: Nivre et al. 2020, Universal Dependencies v2.
"""

from collections.abc import Iterator

from spacy.tokens import Token

OBJECT = frozenset({"obj", "iobj"})
CLAUSE = frozenset({"root", "ROOT", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "parataxis", "csubj"})
#: Nouns whose "of" names what somebody seizes.
HOLDS = frozenset({"control", "possession", "custody", "command"})
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})
NEGATORS = frozenset({"not", "n't", "never", "no", "neither", "nor", "without", "nobody", "none"})
#: Modal auxiliaries and what they leave open.
POSSIBLE_MODALS = frozenset({"may", "might", "could", "can"})
UNREAL_MODALS = frozenset({"will", "would", "shall", "should", "must", "'ll", "'d"})
PROBABLE_WORDS = frozenset(
    {"reportedly", "allegedly", "apparently", "presumably", "probably", "likely", "purportedly", "supposedly",
     "suspected", "alleged", "presumed", "seemingly", "ostensibly", "believed", "thought", "feared"}
)  # fmt: skip
POSSIBLE_WORDS = frozenset({"possibly", "perhaps", "maybe", "potentially", "unconfirmed"})
#: Verbs whose object is said to have done what follows: "accused the army of shelling".
OBJECT_CONTROL = frozenset({"accuse", "blame", "suspect", "charge", "convict", "acquit"})
#: Verbs whose infinitive did take place.
IMPLICATIVE = frozenset(
    {"manage", "continue", "begin", "start", "happen", "prove", "turn", "appear", "help", "proceed", "use", "keep",
     "resume", "cease", "stop", "see", "able", "say", "report", "believe", "know", "allege", "claim", "confirm", "tend",
     "dare", "find", "think", "suspect", "presume", "estimate"}
)  # fmt: skip
ATTEMPTS = frozenset({"try", "attempt", "struggle", "seek", "rush", "move"})
#: What one says of oneself who isn't sure: "we estimate that".
OPINIONS = frozenset({"think", "guess", "believe", "suspect", "estimate", "assume", "reckon", "presume", "fear"})
#: Nouns of what one only holds to be so: "in our assessment".
ASSESSMENTS = frozenset({"assessment", "view", "opinion", "estimation", "judgement", "judgment", "belief"})
CONDITIONAL_MARKS = frozenset({"if", "unless", "whether", "lest", "until"})


def children(token: Token, *labels: str) -> list[Token]:
    """Return the token's dependents with one of the labels, in text order."""
    return [child for child in token.children if child.dep_ in labels]


def conjuncts(token: Token) -> Iterator[Token]:
    """Yield the token and whatever is coordinated with it, in text order."""
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from conjuncts(child)


def first_conjunct(token: Token) -> Token:
    """Return the head of the coordination that the token stands in."""
    while token.dep_ == "conj":
        token = token.head
    return token


def case_of(token: Token) -> str:
    """Return the preposition that the noun stands under, lower-case, "" for none; a conjunct shares the first's."""
    words = case_words(token)
    if words:
        return words[0].lower_
    return case_of(token.head) if token.dep_ == "conj" else ""


def case_words(token: Token) -> list[Token]:
    """Return the prepositions of the noun, those that the parse gave to the number right before it among them."""
    words = [child for child in token.children if child.dep_ == "case" and child.lower_ not in {"'s", "’s", "'", "’"}]
    if words or token.i == 0 or token.nbor(-1).pos_ != "NUM":
        return words
    number = token.nbor(-1)
    return case_words(number) if (number.dep_, number.head) == (token.dep_, token.head) else []


def is_participle(token: Token) -> bool:
    """Tell whether the verb is a past participle."""
    return bool(token.tag_ == "VBN")


def is_passive(token: Token) -> bool:
    """Tell whether the verb is in the passive, reduced relatives ("a convoy attacked by …") among them."""
    if is_active(token):
        return False
    if any(child.dep_ in {"aux:pass", "nsubj:pass", "obl:agent"} for child in token.children):
        return True
    first = first_conjunct(token)
    if first.i != token.i and token.tag_ == first.tag_ and not children(token, "nsubj", "aux", "obj"):
        return is_passive(first)
    return is_participle(token) and token.dep_ == "acl" and not children(token, "obj")


def is_active(token: Token) -> bool:
    """Tell whether a past tense with an object after it is no passive, whatever the parse calls its subject."""
    return token.tag_ == "VBD" and any(
        child.dep_ in OBJECT and child.i > token.i and child.pos_ in {"NOUN", "PROPN"} for child in token.children
    )


def antecedent(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, the token itself where it is none."""
    if token.lower_ in RELATIVE_PRONOUNS:
        for ancestor in token.ancestors:
            if ancestor.dep_ in {"acl:relcl", "acl"}:
                return ancestor.head
    return token


def subjects(token: Token, *, depth: int = 0) -> list[Token]:
    """Return the heads of the noun phrases that do what the verb says (logical subject: "by" phrase of a passive)."""
    if is_passive(token):
        return [c for by in by_phrases(token) for c in conjuncts(by)]
    end = min((child.i for child in token.children if child.dep_ in OBJECT), default=len(token.doc))
    labels = ("nsubj", "nsubj:pass") if is_active(token) else ("nsubj",)
    own = [child for child in children(token, *labels) if child.i < max(token.i, end)]
    before = [child for child in own if child.i < token.i]
    found = [c for child in before[-1:] or own for c in conjuncts(antecedent(child))]
    return found or _inherited_subjects(token, depth)


def is_modifier(token: Token) -> bool:
    """Tell whether a participle that the parse takes for another verb stands on the noun after it.

    "to rescue abducted officers": right behind a bare verb or its look-alike, with nothing that joins it to a clause.
    """
    if token.tag_ not in {"VBN", "VBD"} or token.i == token.sent.start or token.i + 1 >= len(token.doc):
        return False
    before, after = token.nbor(-1), token.nbor()
    bare = before.tag_ in {"VB", "VBP", "NN"} and before.text.isalpha() and before.i != token.head.i
    return (
        bare and before.dep_ == "conj" and after.pos_ in {"NOUN", "PROPN", "ADJ"} and not children(token, "cc", "aux")
    )


def _inherited_subjects(token: Token, depth: int) -> list[Token]:
    """Return the subject that a verb shares with the clause it hangs on."""
    if depth > 4 or children(token, "nsubj:pass", "nsubj:outer", "csubj"):
        return []
    head = token.head
    if token.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        if is_modifier(token):
            return []
        if token.tag_ == "VBN" and is_passive(head) and not children(token, "aux"):
            return []
        shared = subjects(head, depth=depth + 1)
        return shared or (passive_subjects(head) if is_passive(head) else [])
    if token.dep_ in {"xcomp", "advcl", "ccomp"} and not children(token, "nsubj") and head.pos_ in {"VERB", "AUX"}:
        absolute = token.dep_ == "advcl" and token.tag_ == "VBD" and not children(token, "mark", "advmod")
        if absolute or (token.dep_ == "ccomp" and not is_nonfinite(token)):
            return []
        controls = token.dep_ == "xcomp" or head.lemma_.lower() in OBJECT_CONTROL
        controllers = children(head, "obj", "iobj") if controls else []
        if controllers:
            return [c for child in controllers for c in conjuncts(child)]
        above = _told_before(token) or head
        return passive_subjects(above) if is_passive(above) else subjects(above, depth=depth + 1)
    if token.dep_ == "acl" and token.tag_ == "VBG" and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        accused = head.dep_ == "obl:agent" and head.head.lemma_.lower() in OBJECT_CONTROL
        return passive_subjects(head.head) if accused else list(conjuncts(head))[:1]
    if token.dep_ == "acl:relcl" and children(token, "obj", "nsubj:pass") == [] and token.tag_ != "VBN":
        return []
    return []


def _told_before(verb: Token) -> Token | None:
    """Return the clause before a verb of saying to which a participle behind that verb belongs."""
    if verb.tag_ != "VBG" or verb.i < verb.head.i:
        return None
    return next((c for c in children(verb.head, "ccomp") if c.i < verb.head.i), None)


def is_nonfinite(token: Token) -> bool:
    """Tell whether the verb is an infinitive or gerund, perfect ones among them: "to have killed", "having killed"."""
    return token.tag_ in {"VBG", "VB"} or any(child.tag_ in {"VB", "VBG"} for child in children(token, "aux"))


def by_phrases(token: Token) -> list[Token]:
    """Return the nouns under "by" that name the agent of a passive or of a deverbal noun."""
    return [
        child
        for child in token.children
        if (child.dep_ == "obl:agent" and case_of(child) in {"by", ""})
        or (child.dep_ in {"obl", "nmod", "nmod:agent"} and case_of(child) == "by")
        if child.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"}
    ]


def passive_subjects(token: Token) -> list[Token]:
    """Return the heads of the noun phrases that a passive verb happens to."""
    found = [
        c for child in token.children if child.dep_ in {"nsubj:pass", "nsubj"} for c in conjuncts(antecedent(child))
    ]
    if found:
        return found
    if token.dep_ in {"acl", "acl:relcl"}:
        return [token.head]
    if token.dep_ == "conj" and is_passive(token.head):
        return passive_subjects(token.head)
    return []


def objects(token: Token) -> list[Token]:
    """Return the heads of the noun phrases to which what the verb says is done (logical object)."""
    if is_passive(token):
        return passive_subjects(token)
    own = [child for child in children(token, "obj") if not children(child, "nsubj")]
    found = [c for child in own for c in conjuncts(held(child))]
    if not found and token.dep_ == "acl:relcl" and children(token, "nsubj") and not _has_relative_subject(token):
        return [token.head]
    return found


def held(noun: Token) -> Token:
    """Return the train of "seized control of the train", else the noun itself."""
    if noun.lemma_.lower() in HOLDS:
        return next((c for c in children(noun, "nmod") if case_of(c) == "of"), noun)
    return noun


def _has_relative_subject(token: Token) -> bool:
    return any(child.lower_ in RELATIVE_PRONOUNS for child in children(token, "nsubj", "nsubj:pass"))


def obliques(token: Token, *prepositions: str) -> list[Token]:
    """Return the nouns that hang on the token under one of the prepositions (any, where none is given)."""
    return [
        c
        for child in token.children
        if child.dep_.split(":")[0] in {"obl", "nmod"} and child.dep_ not in {"nmod:poss", "obl:npmod", "obl:tmod"}
        for c in conjuncts(child)
        if not prepositions or case_of(c) in prepositions
    ]


def makers(token: Token, participle: str) -> list[Token]:
    """Return who stands before a participle in a compound on the noun: X of "the X-led raid"."""
    made = [c for c in children(token, "amod") if c.tag_ == "VBN" and c.lower_ == participle]
    return [maker for verb in made for maker in children(verb, "compound", "amod", "obl:npmod", "obl:unmarked")]


def verb_phrases(token: Token) -> set[str]:
    """Return the lemma, and the lemma with each particle, object or complement: "gun down", "lose life"."""
    base = token.lemma_.lower()
    found = {base}
    if token.i + 1 < len(token.doc) and token.nbor().pos_ in {"ADJ", "NOUN", "ADP", "ADV"}:
        found.add(f"{base} {token.nbor().lower_}")
    for child in token.children:
        if child.dep_.startswith(("nsubj", "aux", "punct", "mark", "cc", "conj", "advcl", "parataxis")):
            continue
        word = child.lemma_.lower()
        case = case_of(child)
        if not case or not child.dep_.startswith("obl"):
            found.add(f"{base} {word}")
        if case:
            found.add(f"{base} {case} {word}")
        if child.dep_ in OBJECT or (child.dep_ == "obl" and not case):
            found.update(f"{base} {other.lower_} {word}" for other in children(token, "compound:prt", "advmod"))
            found.update(f"{base} {other.lower_} {word}" for other in children(child, "amod"))
            found.update(f"{base} {other.lower_}" for other in children(child, "amod") if other.i > child.i)
    return found


def is_negated(token: Token) -> bool:
    """Tell whether the clause of the token says that it did not happen."""
    if any(
        child.lower_ in NEGATORS or child.lemma_.lower() in NEGATORS
        for child in token.children
        if child.dep_ in {"advmod", "det", "cc:preconj", "mark", "cc"}
    ):
        return True
    if token.pos_ in {"NOUN", "PROPN"} and case_of(token) == "without":
        return True
    first = first_conjunct(token)
    return first.i != token.i and is_negated(first) and any(c.lower_ == "or" for c in token.children)


def is_hypothetical(token: Token) -> bool:
    """Tell whether the clause of the token is a plan, a condition, a purpose, a question or a wish."""
    for node in _clause_chain(token):
        if any(child.lower_ in UNREAL_MODALS for child in children(node, "aux")):
            return True
        if any(child.lower_ in CONDITIONAL_MARKS for child in children(node, "mark")):
            return True
        if _is_unreal_infinitive(node):
            return True
    return token.sent.text.rstrip(" \n\"'”’)").endswith("?")


def _clause_chain(token: Token) -> Iterator[Token]:
    """Yield the token and the verbs above it as long as their reality is its own."""
    node, steps = token, 0
    while steps < 8:
        yield node
        if node.dep_ in {"ROOT", "root", "ccomp", "parataxis", "acl:relcl"}:
            return
        if node.dep_ == "advcl" and node.tag_ not in {"VB", "VBG"} and not children(node, "mark"):
            return
        node, steps = node.head.head if _is_outcome(node) else node.head, steps + 1
        if node.pos_ in {"NOUN", "PROPN", "PRON"} and node.dep_ in {"nsubj", "nsubj:pass"}:
            return


def _is_outcome(node: Token) -> bool:
    """Tell whether a participle says what came of an attempt: "tried to storm the camp, killing eight"."""
    told = node.dep_ == "advcl" and node.tag_ == "VBG" and node.i > node.head.i and not children(node, "mark")
    attempt = node.head.head
    made = (node.head.dep_, attempt.tag_) in {("xcomp", "VBD"), ("xcomp", "VBN"), ("acl", "NN")}
    return told and made and attempt.lemma_.lower() in ATTEMPTS


def _is_unreal_infinitive(node: Token) -> bool:
    if node.tag_ != "VB" or not any(c.lower_ == "to" for c in children(node, "mark", "aux")):
        return False
    return not (node.dep_ in {"xcomp", "ccomp"} and node.head.lemma_.lower() in IMPLICATIVE)


def certainty_words(token: Token) -> set[str]:
    """Return the hedging words that stand on the clause of the token: modals, adverbs, "suspected"."""
    found: set[str] = set()
    for node in (token, first_conjunct(token), *([token.head] if token.dep_ in {"xcomp", "acl", "amod"} else [])):
        for child in node.children:
            word = child.lower_
            if word in ASSESSMENTS and case_of(child) == "in" and children(child, "nmod:poss"):
                found.add("probably")
            if (
                child.dep_ in {"aux", "advmod", "amod", "obl"}
                and child.tag_ != "NNP"
                and (word in POSSIBLE_MODALS or word in PROBABLE_WORDS or word in POSSIBLE_WORDS)
            ):
                found.add(word)
        if node.lemma_.lower() in {"suspect", "believe", "think", "allege", "presume", "appear", "seem", "fear"}:
            found.add(node.lower_)
    return found | _doubts_above(token)


def _doubts_above(token: Token) -> set[str]:
    """Return the adjective or agentless verb of saying that the clause stands under: "likely to", "are said to"."""
    head = token.head
    if token.dep_ not in {"xcomp", "ccomp", "csubj", "advcl"} or head.i == token.i:
        return set()
    mark = next((child for child in children(token, "mark") if child.lower_ == "that"), None)
    if mark is not None and mark.i > token.sent.start and mark.nbor(-1).pos_ == "ADJ":
        head = mark.nbor(-1)
    if head.lower_ in {"likely", "probable"}:
        return {"likely"}
    if head.lower_ == "possible" and token.dep_ != "xcomp":
        return {"possibly"}
    if head.lemma_ in OPINIONS and any(c.lower_ in {"i", "we"} for c in head.children):
        return {"probably"}
    said = head.lemma_.lower() in {"say", "report", "rumour", "rumor", "understand"} and head.tag_ == "VBN"
    agentless = not any(child.dep_ in {"obl:agent", "nsubj", "aux"} for child in head.children)
    return {"reportedly"} if said and agentless and token.dep_ == "xcomp" else set()


def clause_of(token: Token) -> Token:
    """Return the head of the smallest clause that holds the token."""
    while token.dep_ not in CLAUSE and token.head.i != token.i:
        if token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"}:
            return token
        token = token.head
    return token

"""Nouns of saying: "the group's claim that …", "issued a demand for …", "accusations by X of …"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ingest.complements import lacks_object, owner_of, preposition
from ingest.cues import Cue
from ingest.document import Certainty, Stance
from ingest.sources import is_negated, is_passive, noun_phrase, source_of, subtree, trimmed
from ingest.stances import Reporting, nouns, reporting
from ingest.threats import CONDITIONS

#: Verbs that make a saying of their object: "issued a demand".
LIGHT = frozenset(
    {"make", "issue", "repeat", "release", "raise", "level", "deliver", "voice", "reiterate", "publish", "give", "send",
     "put", "launch", "post", "express", "renew", "hurl", "air", "circulate", "carry", "announce", "file"}
)  # fmt: skip
#: Nouns whose "of" phrase is what is said.
OF_WHAT = frozenset(
    {"claim", "report", "accusation", "allegation", "charge", "denial", "admission", "warning", "threat",
     "condemnation", "claim of responsibility", "confirmation", "rumour", "rumor"}
)  # fmt: skip
FOR_WHAT = frozenset({Stance.DEMANDED, Stance.CLAIMED_RESPONSIBILITY})
TO_DO = frozenset({Stance.DEMANDED, Stance.THREATENED})


def noun_cues(doc: Doc) -> Iterator[Cue]:
    """Yield the nouns of saying that have both a speaker and something said."""
    for noun in doc:
        entry = nouns().get(noun.lemma_.lower()) if noun.pos_ == "NOUN" else None
        if entry is None or _is_none(noun):
            continue
        cue = Cue(noun, (noun.i, noun.i + 1), entry.lemma, entry.stance, entry.certainty)
        _speaker(cue)
        if cue.source is None and not _is_there(noun):
            continue
        if _says(cue, entry) or _calls(cue):
            if cue.source is None and cue.certainty is Certainty.CERTAIN:
                cue.certainty = Certainty.PROBABLE
            yield cue


def _is_there(noun: Token) -> bool:
    """Tell whether the noun stands in "there were reports that …", by nobody named."""
    reports = noun.lemma_.lower() in {"report", "rumour", "rumor", "claim", "allegation", "speculation", "fear"}
    return reports and noun.head.lemma_ == "be" and any(c.dep_ == "expl" for c in noun.head.children)


def _is_none(noun: Token) -> bool:
    return any(c.lower_ in {"no", "any", "neither"} for c in noun.children if c.dep_ == "det")


def _speaker(cue: Cue) -> None:
    """Let the cue's source be whose the noun is, else who makes it."""
    noun = cue.head
    owner = owner_of(noun)
    made = noun.head.lemma_.lower() in LIGHT and noun.dep_ == "obj"
    if owner is not None and (made or cue.stance is not Stance.DEMANDED):
        cue.source, cue.source_span = owner, _without_marks(owner)
        return
    verb = noun.head
    if verb.lemma_.lower() not in LIGHT or noun.dep_ not in {"obj", "nsubj:pass"} or is_negated(verb):
        return
    if noun.dep_ == "obj" or is_passive(verb):
        cue.source, cue.source_span = source_of(verb)


def _without_marks(owner: Token) -> tuple[int, int]:
    """Return the span of an owner without its preposition and its possessive mark."""
    start, end = noun_phrase(owner, owner.head)
    while start < end - 1 and owner.doc[start].dep_ == "case":
        start += 1
    return start, end - (end - start > 1 and owner.doc[end - 1].tag_ == "POS")


def _says(cue: Cue, entry: Reporting) -> bool:
    """Set what is said and tell whether there is any."""
    for child in (*cue.head.children, *(cue.source.children if cue.source is not None else ())):
        if child.dep_ in {"acl", "ccomp"} and child.i > cue.head.i and _fits(cue, child):
            cue.content.append(subtree(child))
            if cue.source_span is not None and cue.source_span[0] < child.left_edge.i < cue.source_span[1]:
                cue.source_span = (cue.source_span[0], child.left_edge.i)
    if not cue.content:
        made = cue.head.head if cue.head.dep_ == "obj" else cue.head
        for child in (*cue.head.children, *(c for c in made.children if preposition(c) == "including")):
            word = preposition(child)
            of_what = word == "of" and entry.lemma in OF_WHAT and child is not cue.source
            for_what = word in {"for", "including"} and entry.stance in FOR_WHAT
            if child.i > cue.head.i and (of_what or for_what):
                _take(cue, child)
    cue.hypothetical = any(t.lower_ in CONDITIONS for start, end in cue.content for t in cue.head.doc[start:end])
    return bool(cue.content)


def _calls(cue: Cue) -> bool:
    """Take for what is said what the noun calls so: "denies shelling the camp, a charge that the UN has made"."""
    noun, told = cue.head, cue.head.head
    if noun.dep_ not in {"appos", "parataxis"} or told.i > noun.i or cue.source is None or cue.source.i < noun.i:
        return False
    start, end = trimmed(noun.doc, told.left_edge.i, noun.left_edge.i)
    verb = next((t for t in (told, *told.ancestors) if t.pos_ == "VERB" and reporting(t) is not None), None)
    entry = reporting(verb) if verb is not None else None
    if verb is None or entry is None or entry.stance is not Stance.DENIED or verb.i >= told.i:
        return False
    cue.content = [(start, end)]
    cue.target = source_of(verb)[0] if cue.stance is Stance.ACCUSED else None
    return start < end


def _fits(cue: Cue, clause: Token) -> bool:
    mark = preposition(clause)
    if mark == "to" or any(c.lower_ == "to" for c in clause.children if c.dep_ in {"mark", "aux"}):
        perfect = any(c.lower_ == "have" for c in clause.children if c.dep_ == "aux")
        return cue.stance in TO_DO or (perfect and cue.head.lemma_.lower() in {"claim", "assertion"})
    return mark == "that" and not lacks_object(clause)


def _take(cue: Cue, phrase: Token) -> None:
    """Let the cue report the noun phrase, its preposition left to the cue where they touch."""
    start, end = subtree(phrase)
    if start == cue.span[1]:
        cue.span = (cue.span[0], start + 1)
    cue.content.append((start + 1, end))
    if phrase.lemma_.lower() == "responsibility":
        cue.stance, cue.predicate = Stance.CLAIMED_RESPONSIBILITY, "claim of responsibility"
        deeds = [c for c in phrase.children if preposition(c) == "for"]
        cue.content = [(subtree(c)[0] + 1, subtree(c)[1]) for c in deeds] or cue.content

"""Refutations: claims that are called false, and whose they are: "called the claim fiction", "said it was a lie"."""

from spacy.tokens import Token

from ingest.complements import complements, is_claim, object_of, owner_of, phrase
from ingest.cues import Cue
from ingest.document import Certainty, Polarity, Stance
from ingest.sources import SUBJECTS
from ingest.stances import FALSE

#: Names of a count, which is called false as a claim is.
COUNTS = frozenset({"number", "toll", "count", "tally"})
#: What is called fake as a claim is called false.
RECORDS = frozenset({"video", "footage", "image", "photo", "photograph", "document", "recording", "story", "letter"})


def named_false(cue: Cue) -> Cue | None:
    """Return the cue as a denial where a claim is called false: "called the claim fiction"."""
    noun = object_of(cue.head)
    if noun is None:
        return None
    pointed = any(c.lower_ in {"this", "that"} and c.dep_ == "det" for c in noun.children) and not is_claim(noun)
    end = max((c.right_edge.i for c in cue.head.children if c.i > noun.i), default=noun.i) + 1
    words = {t.lemma_.lower() for t in cue.head.doc[noun.i : end]}
    claimed = is_claim(noun) or noun.lemma_.lower() in COUNTS
    if not (words & FALSE) or not (claimed or noun.pos_ == "PRON" or (pointed and noun.lemma_.lower() in FALSE)):
        return None
    if noun.pos_ == "PRON" and cue.head.dep_ == "advcl":
        return None
    cue.stance, cue.polarity = Stance.DENIED, Polarity.NEGATED
    cue.content = complements(cue.head, with_object=True)
    answer(cue, noun)
    return cue


def of_false_claim(cue: Cue) -> Cue | None:
    """Let a cue deny where what it reports is that a claim is false: "said the allegations were baseless"."""
    for child in cue.head.children:
        words = {
            child.lemma_.lower(),
            *(c.lemma_.lower() for c in child.children if c.dep_ in {"amod", "compound", "conj"}),
        }
        ahead = child.i > cue.head.i or cue.head.tag_ != "VBG"
        if ahead and child.dep_ == "ccomp" and words & FALSE:
            noun = next((c for node in (child, *child.children) for c in node.children if c.dep_ in SUBJECTS), None)
            if noun is not None and (is_claim(noun) or noun.lemma_.lower() in RECORDS):
                cue.stance, cue.polarity, cue.certainty = Stance.DENIED, Polarity.NEGATED, Certainty.CERTAIN
                answer(cue, noun)
    return cue if cue.content or cue.source is not None else None


def answer(cue: Cue, noun: Token) -> None:
    """Let the cue answer the claims that the noun phrase speaks of, and whose they are where it says so."""
    if not is_claim(noun):
        return
    cue.answers = phrase(noun, cue.head)
    cue.answers_source = owner_of(noun, cue.head) or cue.answers_source

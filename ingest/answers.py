"""Which claims a denial denies and a confirmation confirms, where the text tells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from ingest.attributions import Attribution
from ingest.document import Answer, Answers, Claim, Stance
from ingest.mentions import entities_of

#: Cues that set one account against another without denying a statement outright.
DISPUTING = frozenset({"dispute", "contradict", "challenge", "counter", "contest", "question"})
#: Characters back or ahead that a denial may lie from the claim that it answers.
REACH = 2500


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim and the index of the attribution that it was made by (null: the article's own voice)."""

    claim: Claim
    attribution: int | None
    #: the noun that it counts, and that of the count of which it is a part; null where there is none
    noun: int | None = None
    whole: int | None = None
    #: a verb tells of what happened, not a noun
    verbal: bool = False


def answered(doc: Doc, drafts: list[Draft]) -> Iterator[Claim]:
    """Yield the claims in order, each with the claims that it answers."""
    everything = [draft.claim for draft in drafts]
    for draft in drafts:
        found: Iterable[Claim] = ()
        how = Answer.DENIES
        if draft.attribution is not None:
            attribution = doc._.attributions[draft.attribution]
            if draft.claim.stance is Stance.DENIED:
                how = Answer.DISPUTES if attribution.predicate in DISPUTING else Answer.DENIES
                found = _denied(doc, draft.claim, attribution, everything)
            elif draft.claim.stance is Stance.CONFIRMED and attribution.answers_source_root is not None:
                how = Answer.CONFIRMS
                found = _of_source(doc, draft.claim, attribution, everything)
        yield replace(draft.claim, answers=tuple(Answers(claim=c.id, how=how) for c in found))


def _denied(doc: Doc, denial: Claim, attribution: Attribution, everything: list[Claim]) -> list[Claim]:
    if attribution.answers_source_root is not None:
        return _of_source(doc, denial, attribution, everything)
    circle = set(denial.said_by) | _belonging(doc, set(denial.said_by))
    accusations = [
        claim
        for claim in everything
        if claim.stance is Stance.ACCUSED and not set(claim.said_by) & circle and set(claim.agents) & circle
    ]
    return _nearest(denial, accusations)


def _of_source(doc: Doc, answer: Claim, attribution: Attribution, everything: list[Claim]) -> list[Claim]:
    """Return the claims of the source named ("ISPR's claims") in the passage of its that is nearest."""
    assert attribution.answers_source_root is not None
    named = {e.id for e in entities_of(doc, doc[attribution.answers_source_root])}
    circle = named | _belonging(doc, named)
    theirs = [
        claim
        for claim in everything
        if set(claim.said_by) & circle and claim.stance is not Stance.DENIED and claim.id != answer.id
    ]
    return _nearest(answer, theirs)


def _belonging(doc: Doc, actors: set[str]) -> set[str]:
    """Return who speaks for or belongs to the actors, and whom they speak for."""
    down = {r.source for r in doc._.relations if r.target in actors}
    return down | {r.target for r in doc._.relations if r.source in actors}


def _nearest(answer: Claim, candidates: list[Claim]) -> list[Claim]:
    """Return the candidates in the span of text nearest to the answer, what stands before it preferred."""
    near = [c for c in candidates if abs(c.start - answer.start) <= REACH]
    if not near:
        return []
    best = min(near, key=lambda c: (c.start > answer.start, abs(c.start - answer.start), c.id))
    reach = 2 * max(best.end - best.start, 1)
    return [c for c in near if abs(c.start - best.start) <= reach and c.said_by == best.said_by]

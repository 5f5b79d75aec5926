"""Whose claim a denial answers where its own words don't say so: "denied it", "denied that anyone was held"."""

from spacy.tokens import Doc, Token

from ingest.complements import is_claim
from ingest.cues import Cue
from ingest.document import Stance
from ingest.mentions import entity_at
from ingest.sources import is_negated
from ingest.stances import CARRIERS

#: Tokens back to the claim that a denial may answer.
REACH = 200
#: Tokens back to a statement that a denial answers though they share no word.
NEXT = 100
CLAUSAL = frozenset({"VERB", "AUX", "ADV"})
#: Words that two statements share though they tell of different things.
COMMON = frozenset(
    {"people", "man", "group", "force", "time", "day", "year", "number", "thing", "part", "member", "say", "have", "be"}
)


def tells_of_none(doc: Doc, content: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether what is said first says that something is not so: "there was no third man", "not to let up"."""
    if not content or any(doc[i].lower_ in {"if", "unless", "were"} for i in range(*content[0])):
        return False
    start, end = content[0]
    stop = next((t.i + 1 for t in doc[start:end] if t.text in {".", "!", "?", ";"}), end)
    heads = [t for t in doc[start:stop] if not start <= t.head.i < stop or t.head.i == t.i]
    return any(
        _is_negated(head) for head in heads if head.pos_ in CLAUSAL or any(c.dep_ == "cop" for c in head.children)
    )


def _is_negated(verb: Token) -> bool:
    """Tell whether the verb is negated, or its subject, object or place is none."""
    if is_negated(verb) or any(c.lower_ == "nowhere" for c in (verb, *verb.children)):
        return True
    parties = [c for c in verb.children if c.dep_ in {"nsubj", "nsubj:pass", "obj"}]
    none = {"no", "not", "nobody", "none", "nothing", "neither"}
    return any(p.lower_ in none or any(c.lower_ in none for c in p.children) for p in parties)


def find_answered(doc: Doc, found: list[Cue]) -> None:
    """Let each denial answer whoever last said, to anybody else's mind, what it denies."""
    for denial in found:
        if denial.stance is not Stance.DENIED or denial.answers_source is not None or denial.source is None:
            continue
        before = [cue for cue in found if _may_answer(doc, denial, cue)]
        before.sort(key=lambda cue: (-_weight(doc, denial, cue), abs(cue.head.i - denial.head.i)))
        if before and _weight(doc, denial, before[0]) > 0:
            denial.answers_source = before[0].source


def _may_answer(doc: Doc, denial: Cue, cue: Cue) -> bool:
    if cue is denial or cue.source is None or cue.stance in {Stance.DENIED, Stance.CONDEMNED, Stance.DEMANDED}:
        return False
    inside = any(start <= cue.head.i < end for start, end in denial.content)
    near = 0 < denial.head.i - cue.head.i <= REACH
    return (inside or near) and not _same(doc, denial.source, cue.source)


def _same(doc: Doc, one: Token | None, other: Token | None) -> bool:
    if one is None or other is None:
        return False
    ours, theirs = entity_at(doc, one), entity_at(doc, other)
    if ours is not None and theirs is not None:
        pair = {ours.id, theirs.id}
        return len(pair) == 1 or any({r.source, r.target} == pair for r in doc._.relations)
    return one.lower_ == other.lower_


def _weight(doc: Doc, denial: Cue, cue: Cue) -> float:
    """Return how much speaks for it that the denial answers what the cue reports; 0 for nothing."""
    shared = len(_words(doc, denial) & _words(doc, cue))
    accused = cue.stance is Stance.ACCUSED and (cue.target is None or _same(doc, denial.source, cue.target))
    weight = shared + 2.0 * accused + 2.0 * _is_carried(doc, denial, cue)
    if 0 < denial.head.i - cue.head.i <= NEXT:
        weight += 0.1
    if _is_of_figures(doc, denial):
        weight += 1.0 if any(t.like_num for start, end in cue.content for t in doc[start:end]) else -1.0
    if _points_back(doc, denial):
        distance = denial.head.i - cue.head.i
        weight += 1.0 + (1.0 if cue.stance is Stance.ACCUSED else 0.0) - distance / REACH
    return weight


def _is_carried(doc: Doc, denial: Cue, cue: Cue) -> bool:
    """Tell whether what is denied is what carried the other's words: "in a message …", "dismissed the message"."""
    spans = [denial.answers] if denial.answers is not None else denial.content
    words = {t.lemma_.lower() for start, end in spans for t in doc[start:end]} & CARRIERS
    near = doc[max(cue.head.sent.start, cue.head.left_edge.i) : cue.head.right_edge.i + 1]
    return bool(words) and cue.head.i < denial.head.i and any(t.lemma_.lower() in words for t in near)


def _is_of_figures(doc: Doc, denial: Cue) -> bool:
    """Tell whether a number is denied: "disputed the official figure"."""
    spans = [denial.answers] if denial.answers is not None else denial.content
    return any(t.lemma_.lower() in {"figure", "toll", "count", "tally", "number"} for s, e in spans for t in doc[s:e])


def _points_back(doc: Doc, denial: Cue) -> bool:
    """Tell whether what is denied is named by a pronoun or a noun of saying alone."""
    if denial.answers is not None:
        return True
    words = [token for start, end in denial.content for token in doc[start:end] if not token.is_punct]
    return 0 < len(words) <= 3 and (words[0].lower_ in {"it", "this", "that", "them"} or any(map(is_claim, words)))


def _words(doc: Doc, cue: Cue) -> set[str]:
    tokens = [token for start, end in cue.content for token in doc[start:end]]
    kinds = {"NOUN", "VERB", "PROPN", "NUM"}
    return {t.lemma_.lower() for t in tokens if t.pos_ in kinds and not t.is_stop} - COMMON

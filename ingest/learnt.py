"""Attributions that the trained tagger sees and no rule finds: a source, a cue and what is said in one sentence."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from ingest.cues import CITING, UNREAL, Cue, is_verb
from ingest.document import Stance
from ingest.sources import REFUSING, is_negated
from ingest.stances import can_speak

#: Tokens between a source and its cue, and between a cue and what is said.
BESIDE = 12


def learnt_cues(doc: Doc, found: list[Cue]) -> Iterator[Cue]:
    """Yield a cue where the tagger alone sees source, cue and content; give bare cues what it sees them say."""
    spans = {role: list(doc.spans.get(f"polnear_{role}", ())) for role in ("source", "cue", "content")}
    taken = {i for cue in found for i in range(*cue.span)}
    held = {i for cue in found for start, end in cue.content for i in range(start, end)}
    for cue in found:
        if not cue.content and (said := _nearest(doc[cue.span[0] : cue.span[1]], _free(spans["content"], held))):
            cue.content = [(said.start, said.end)]
    for span in spans["cue"]:
        citing = span.root.lower_ in CITING
        if citing or taken & set(range(span.start, span.end)) or not all(map(_may_report, span)):
            continue
        source = _nearest(span, spans["source"])
        content = _nearest(span, _free(spans["content"], held))
        if source is None or content is None or not can_speak(source.root):
            continue
        cue = Cue(span.root, (span.start, span.end), span.root.lemma_.lower(), Stance.CLAIMED)
        cue.source, cue.source_span = source.root, (source.start, source.end)
        cue.content = [(content.start, content.end)]
        yield cue


def _free(spans: list[Span], held: set[int]) -> list[Span]:
    return [span for span in spans if not held & set(range(span.start, span.end))]


def _may_report(word: Token) -> bool:
    """Tell whether the word, where it is a cue's verb, reports what was said: "declined to comment" doesn't."""
    if not is_verb(word):
        return word.head.i != word.i
    unreal = any(c.dep_ == "aux" and c.lower_ in UNREAL for c in word.children)
    return not unreal and not is_negated(word) and word.lemma_.lower() not in REFUSING


def _nearest(cue: Span, others: list[Span]) -> Span | None:
    """Return the span of the cue's sentence that is nearest to it and no part of it."""
    sentence = cue.sent
    near = [
        (min(abs(other.start - cue.end), abs(cue.start - other.end)), other.start, other)
        for other in others
        if sentence.start <= other.start < sentence.end and (other.end <= cue.start or cue.end <= other.start)
    ]
    best = min(near, key=lambda n: n[:2], default=None)
    return best[2] if best is not None and best[0] <= BESIDE else None

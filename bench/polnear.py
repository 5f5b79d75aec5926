"""Strict span F of sources, cues and contents against PolNeAR (Newell et al. 2018).

usage: python bench/polnear.py FILE.jsonl [--show N]
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.attributions import attributions
from ingest.parser import load_model
from ingest.pipeline import set_extensions

ROLES = ("source", "cue", "content")
Span = tuple[str, tuple[tuple[int, int], ...]]


def gold_spans(record: dict[str, Any]) -> set[Span]:
    """Return each span of the annotation once, the pieces of a discontinuous one together."""
    return {(role, tuple(map(tuple, a[role]))) for a in record["attributions"] for role in ROLES if a[role]}


def our_spans(doc: Any) -> set[Span]:
    found: set[Span] = set()
    for a in attributions(doc):
        for role, spans in (("source", [a.source] if a.source else []), ("cue", [a.cue]), ("content", a.content)):
            pieces = tuple((doc[s:e].start_char, doc[s:e].end_char) for s, e in spans)
            if pieces:
                found.add((role, pieces))
    return found


def score(gold: set[Span], ours: set[Span]) -> Iterator[tuple[str, str, int]]:
    for role in ROLES:
        mine, theirs = ({s for s in side if s[0] == role} for side in (ours, gold))
        yield role, "right", len(mine & theirs)
        yield role, "found", len(mine)
        yield role, "there", len(theirs)


def figures(counts: Counter[tuple[str, str]], role: str | None) -> tuple[float, float, float]:
    right, found, there = (
        sum(n for (r, what), n in counts.items() if what == w and role in (None, r))
        for w in ("right", "found", "there")
    )
    precision, recall = right / max(found, 1), right / max(there, 1)
    return 100 * precision, 100 * recall, 200 * precision * recall / max(precision + recall, 1e-9)


def show(record: dict[str, Any], gold: set[Span], ours: set[Span]) -> None:
    text = record["text"]
    print(f"\n== {record['id']}")
    for sign, spans in (("-", gold - ours), ("+", ours - gold)):
        for role, pieces in sorted(spans, key=lambda s: s[1]):
            print(sign, role, pieces[0][0], " [...] ".join(text[s:e] for s, e in pieces)[:200].replace("\n", " "))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", type=int, default=0, help="articles of which to print what differs")
    parser.add_argument("--every", type=int, default=1, help="read one article in so many")
    options = parser.parse_args()
    set_extensions()
    nlp = load_model()
    records = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines()][:: options.every]
    counts: Counter[tuple[str, str]] = Counter()
    for number, (record, doc) in enumerate(zip(records, nlp.pipe(r["text"] for r in records), strict=True)):
        gold, ours = gold_spans(record), our_spans(doc)
        if number < options.show:
            show(record, gold, ours)
        for role, what, n in score(gold, ours):
            counts[role, what] += n
    for role in (None, *ROLES):
        precision, recall, f = figures(counts, role)
        print(f"{role or 'all':8} P {precision:5.1f}  R {recall:5.1f}  F {f:5.1f}")


if __name__ == "__main__":
    main()

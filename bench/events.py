"""How well articles of several outlets are told to be on one event: `python -m bench.events tests/gold/events`.

The gold is `events.yaml` beside the articles: `events` (key to the stems of the articles on it) and `possible` (pairs
of keys that rival accounts make one event of, to be linked and not merged). An article stands for the event that most
of its claims are about. MUC, B³, CEAFe and their mean (the CoNLL score) are scorch's; LEA (Moosavi and Strube 2016) is
ours.
"""

import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations
from pathlib import Path

import yaml
from scorch import scores

from graph.resolve import Resolution, resolve
from ingest.batch import ingest
from ingest.document import Extraction

Clusters = list[set[str]]
Measure = Callable[[Clusters, Clusters], Sequence[float]]


def main(folder: Path) -> None:
    gold = yaml.safe_load((folder / "events.yaml").read_text(encoding="utf-8"))
    articles = [result for result in ingest([str(folder)]) if isinstance(result, Extraction)]
    resolution = resolve(articles)
    main_event = {Path(x.article.path).stem: _main_event(x, resolution) for x in articles if x.events}
    key = [set(stems) for stems in gold["events"].values()]
    response = clusters(main_event, {stem for stems in key for stem in stems})
    print(f"{len(articles)} articles, {len(key)} events of the gold, {len(response)} of ours")
    print("           recall  precision   F1")
    measures: dict[str, Measure] = {"MUC": scores.muc, "B3": scores.b_cubed, "CEAFe": scores.ceaf_e, "LEA": lea}
    for name, measure in measures.items():
        recall, precision, f1 = measure(key, response)
        print(f"{name:<10}{recall:>7.3f}{precision:>11.3f}{f1:>7.3f}")
    print(f"CoNLL F1  {scores.conll2012(key, response):.3f}")
    for one, other in merged(gold["events"], main_event):
        print(f"merged, and must not be: {one} and {other}")
    print(f"linked as possibly one: {_linked(gold, main_event, resolution)} of {len(gold.get('possible', []))}")


def _main_event(extraction: Extraction, resolution: Resolution) -> str:
    """Return the event that most claims of the article are about, the first told of equals."""
    counts = Counter(claim.event for claim in extraction.claims if claim.event is not None)
    first = max(extraction.events, key=lambda event: counts[event.id])
    return resolution.event_of(extraction, first.id)


def clusters(main_event: dict[str, str], stems: Collection[str]) -> Clusters:
    """Return the articles by our events; one that tells of none is alone."""
    found: dict[str, set[str]] = {}
    for stem in sorted(stems):
        found.setdefault(main_event.get(stem, stem), set()).add(stem)
    return list(found.values())


def merged(events: dict[str, list[str]], main_event: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of gold events of which ours has one."""
    ours = {key: {main_event[stem] for stem in stems if stem in main_event} for key, stems in events.items()}
    yield from ((one, other) for one, other in combinations(ours, 2) if ours[one] & ours[other])


def _linked(gold: dict[str, dict[str, list[str]]], main_event: dict[str, str], resolution: Resolution) -> int:
    links = {frozenset((link.edge.start.key, link.edge.end.key)) for link in resolution.possible}
    ours = {key: [main_event[stem] for stem in stems if stem in main_event] for key, stems in gold["events"].items()}
    return sum(
        any(frozenset((a, b)) in links for a in ours[one] for b in ours[other])
        for one, other in gold.get("possible", [])
    )


def lea(key: Clusters, response: Clusters) -> tuple[float, float, float]:
    """Return LEA's recall, precision and F1: an entity weighs as many as it has mentions."""
    recall, precision = _resolved(key, response), _resolved(response, key)
    return recall, precision, 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _resolved(entities: Clusters, others: Clusters) -> float:
    shares = [(len(entity), sum(_links(entity, other) for other in others)) for entity in entities]
    return sum(size * share for size, share in shares) / sum(size for size, _ in shares)


def _links(entity: set[str], other: set[str]) -> float:
    """Return the share of an entity's links that another one has; alone, it links to itself."""
    if len(entity) == 1:
        return float(entity == other)
    shared = len(entity & other)
    return shared * (shared - 1) / (len(entity) * (len(entity) - 1))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

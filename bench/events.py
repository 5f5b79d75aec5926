"""How well articles of several outlets are told to be on one event: `python -m bench.events tests/gold/events`.

The gold is the `.yaml` files beside the articles: `events` (key to the stems of the articles on it), `possible` (pairs
of keys that rival accounts make one event of, to be linked and not merged) and `apart` (pairs that must never be one).
Each file is measured by itself and then all of them, over the events of all articles resolved together. An article
stands for the event that it is on (`graph/subjects.py`), a captivity for all of its pieces. MUC, B³, CEAFe and their
mean (the CoNLL score) are scorch's; LEA (Moosavi and Strube 2016) is ours.
"""

import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import yaml
from scorch import scores

from graph.episodes import wholes
from graph.names import Names
from graph.resolve import Resolution, resolve
from graph.subjects import subject
from graph.told import told_by
from ingest.batch import ingest
from ingest.document import Extraction

Clusters = list[set[str]]
#: Pairs of events that are possibly one.
Links = set[frozenset[str]]
Measure = Callable[[Clusters, Clusters], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Gold:
    """Which articles are on which event, and which events are possibly one or surely two."""

    name: str
    events: dict[str, list[str]]
    possible: list[tuple[str, str]]
    apart: list[tuple[str, str]]


def read_gold(folder: Path) -> list[Gold]:
    """Return what each file of the gold says."""
    return [_gold(path) for path in sorted(folder.glob("*.yaml"))]


def _gold(path: Path) -> Gold:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    possible = [(one, other) for one, other in told["possible"]]
    return Gold(path.stem, told["events"], possible, [(pair["one"], pair["other"]) for pair in told["apart"]])


def together(parts: Sequence[Gold]) -> Gold:
    """Return all parts of the gold as one."""
    return Gold(
        "all",
        {key: stems for part in parts for key, stems in part.events.items()},
        [pair for part in parts for pair in part.possible],
        [pair for part in parts for pair in part.apart],
    )


def main(folder: Path) -> None:
    parts = read_gold(folder)
    articles = [result for result in ingest([str(folder)]) if isinstance(result, Extraction)]
    resolution = resolve(articles)
    main_event, found = main_events(articles, resolution), links(articles, resolution)
    for gold in (*parts, together(parts)):
        _print(gold, main_event, found)


def main_events(articles: Sequence[Extraction], resolution: Resolution) -> dict[str, str]:
    """Return the event that each article stands for, by stem; nothing for an article that tells of none."""
    whole = captivities(articles, resolution)
    found = {Path(x.article.path).stem: {resolution.event_of(x, e) for e in subject(x)} for x in articles if x.events}
    return {stem: min(whole.get(event, event) for event in events) for stem, events in found.items()}


def captivities(articles: Sequence[Extraction], resolution: Resolution) -> dict[str, str]:
    """Return the whole captivity of each event that is a piece of one."""
    events = {x.article.article_id: {e.id: resolution.event_of(x, e.id) for e in x.events} for x in articles}
    return wholes([told_by(x, Names(), events[x.article.article_id]) for x in articles])


def _print(gold: Gold, main_event: dict[str, str], found: Links) -> None:
    key = [set(stems) for stems in gold.events.values()]
    response = clusters(main_event, {stem for stems in key for stem in stems})
    print(f"{gold.name}: {sum(map(len, key))} articles, {len(key)} events of the gold, {len(response)} of ours")
    print("           recall  precision   F1")
    measures: dict[str, Measure] = {"MUC": scores.muc, "B3": scores.b_cubed, "CEAFe": scores.ceaf_e, "LEA": lea}
    for name, measure in measures.items():
        recall, precision, f1 = measure(key, response)
        print(f"{name:<10}{recall:>7.3f}{precision:>11.3f}{f1:>7.3f}")
    print(f"CoNLL F1  {scores.conll2012(key, response):.3f}")
    for one, other in merged(gold.events, main_event):
        print(f"merged, and must not be: {one} and {other}")
    print(f"linked as possibly one: {len(linked(gold, main_event, found))} of {len(gold.possible)}\n")


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


def links(articles: Sequence[Extraction], resolution: Resolution) -> Links:
    """Return the pairs of events that are linked as possibly one, themselves or by pieces of a captivity."""
    whole = captivities(articles, resolution)
    ends = ((link.edge.start.key, link.edge.end.key) for link in resolution.possible)
    return {frozenset(whole.get(end, end) for end in pair) for pair in ends}


def linked(gold: Gold, main_event: dict[str, str], found: Links) -> list[tuple[str, str]]:
    """Return the pairs of events, possibly one by the gold, that are linked so."""
    ours = {key: [main_event[stem] for stem in stems if stem in main_event] for key, stems in gold.events.items()}
    return [
        (one, other)
        for one, other in gold.possible
        if any(frozenset((a, b)) in found for a in ours[one] for b in ours[other])
    ]


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

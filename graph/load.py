"""Loading: the graph of a set of extractions and judgements, written as the difference to what the store holds.

The store keeps every article's extraction, so that it alone is enough to add to it. Extractions are written first,
then the rows that differ, batch by batch, each with a marker in its own transaction. A load that was killed leaves
whole batches behind; the next one finds out what is still missing and writes that.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

import msgspec

from graph.build import whole_rows
from graph.contents import graph_rows, nodes
from graph.elements import Edge, GraphError, Node
from graph.increment import Increment
from graph.judgements import Judgement
from graph.library import StoredLibrary
from graph.nodes import Batch, LoadRun, Memo, StoredExtraction
from graph.rows import Identity, Row, digest, identity
from graph.stores import Store
from ingest.document import Extraction, content_id, from_json, to_json

log = logging.getLogger(__name__)

#: Makes another graph of a set of extractions and judgements; depends on nothing else, and on no order.
Build = Callable[[Sequence[Extraction], Sequence[Judgement]], Iterable[Row]]
#: Hears of each batch: rows done, rows in all.
Progress = Callable[[int, int], None]
BATCH = 5000
ARTICLES = "MATCH (x:StoredExtraction) RETURN count(x) AS articles"
#: An extraction is as large as many rows.
EXTRACTION_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a load did."""

    #: articles whose extraction is new or has changed
    added: int
    #: articles in the store afterwards
    articles: int
    nodes_written: int
    edges_written: int
    rows_removed: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What is to be written and taken away so that a store holds some rows and no others."""

    upsert: list[Row]
    delete: list[Row]


def load(
    store: Store,
    extractions: Iterable[Extraction],
    judgements: Iterable[Judgement] = (),
    *,
    build: Build | None = None,
    rejected: int = 0,
    batch: int = BATCH,
    progress: Progress | None = None,
) -> Counts:
    """Add extractions to the store, make its graph the one of all extractions that it holds, and return counts."""
    store.prepare()
    library, judged = StoredLibrary(store), list(judgements)
    given = one_each(extractions)
    held = {x.article.article_id: x for x in library.extractions(given)}
    merged = {key: _kept(held.get(key, x), x) for key, x in given.items()}
    added = sorted(key for key in merged if merged[key] != held.get(key))
    state = state_of(judged)
    known = build is None and state in library.memos([state.memo_id]) and not _unfinished(store)
    run = _begin(store, given.values(), rejected)
    writer = _Writer(store, run, progress)
    kept = [StoredExtraction(article_id=key, json=to_json(merged[key])) for key in added]
    writer.write(Difference(list(kept), []), EXTRACTION_BATCH)
    if known:
        gone = [held[key] for key in added if key in held]
        before, now = Increment(library, gone, [merged[key] for key in added], judged).rows()
        changes = difference(now, before, lambda: before, whole=False)
    else:
        everything = [from_json(node.json) for node in nodes(store, StoredExtraction)]
        wanted = build(everything, judged) if build else [*whole_rows(everything, judged), state]
        changes = difference(wanted, _held(store), lambda: _held(store))
    writer.write(changes, batch)
    _end(store, run)
    edges = sum(isinstance(row, Edge) for row in changes.upsert)
    counts = Counts(
        added=len(added),
        articles=store.read(ARTICLES)[0]["articles"],
        nodes_written=len(changes.upsert) - edges,
        edges_written=edges,
        rows_removed=len(changes.delete),
    )
    log.info("loaded into %s: %s", store.name, counts)
    return counts


def one_each(extractions: Iterable[Extraction]) -> dict[str, Extraction]:
    """Return one extraction for each article, whatever the order: of several, the one whose path sorts first."""
    chosen: dict[str, Extraction] = {}
    for extraction in extractions:
        key = extraction.article.article_id
        known = chosen.get(key)
        if known is None or _rank(extraction) < _rank(known):
            chosen[key] = extraction
    return chosen


def _rank(extraction: Extraction) -> tuple[str, str]:
    return extraction.article.path, to_json(extraction)


def _kept(held: Extraction, given: Extraction) -> Extraction:
    """Return the extraction to keep of an article: the new one, but the old path where nothing else differs."""
    same = replace(held, article=replace(held.article, path=given.article.path)) == given
    return min(held, given, key=_rank) if same else given


def difference(
    wanted: Iterable[Row], held: Iterable[Row], again: Callable[[], Iterable[Row]], *, whole: bool = True
) -> Difference:
    """Return what turns the rows held into those wanted; `again` gives the held ones a second time.

    Both may be a part of the graph, the same part, and then edges may end outside: say `whole=False`.
    """
    before = {identity(row): digest(row) for row in held}
    after: dict[Identity, bytes] = {}
    upsert: list[Row] = []
    for row in wanted:
        key, now = identity(row), digest(row)
        if key not in after and before.get(key) != now:
            upsert.append(row)
        if after.setdefault(key, now) != now:
            raise GraphError(f"two rows {key} say different things: the graph would depend on their order")
    _check_ends(upsert, after if whole else None)
    gone = before.keys() - after.keys()
    return Difference(sorted(upsert, key=identity), [row for row in again() if identity(row) in gone] if gone else [])


def _check_ends(rows: Iterable[Row], known: Mapping[Identity, bytes] | None) -> None:
    for row in rows:
        if isinstance(row, Edge):
            if known is not None and (tuple(row.start) not in known or tuple(row.end) not in known):
                raise GraphError(f"{identity(row)} has an end that is no node of the graph")
            if (row.start.label, row.end.label) not in {(start.__name__, end.__name__) for start, end in row.PAIRS}:
                raise GraphError(f"{row.TYPE} may not join {row.start.label} to {row.end.label}: see graph/SCHEMA.md")


class _Writer:
    """Writes a difference batch by batch, each with its marker."""

    def __init__(self, store: Store, run: LoadRun, progress: Progress | None) -> None:
        self._store, self._run, self._progress, self._number = store, run, progress, 0

    def write(self, changes: Difference, size: int) -> None:
        """Write nodes, then edges, then take away edges, then nodes."""
        upsert = sorted(changes.upsert, key=lambda row: isinstance(row, Edge))
        delete = sorted(changes.delete, key=lambda row: isinstance(row, Node))
        total = len(upsert) + len(delete)
        for first in range(0, total, size):
            last = min(first + size, total)
            self._write(upsert[first:last], delete[max(0, first - len(upsert)) : max(0, last - len(upsert))])
            if self._progress:
                self._progress(last, total)

    def _write(self, upsert: list[Row], delete: list[Row]) -> None:
        self._number += 1
        marker = Batch(
            batch_id=content_id("Batch", self._run.run_id, self._number),
            run_id=self._run.run_id,
            rows=len(upsert) + len(delete),
        )
        self._store.write([*upsert, marker], delete)


def _held(store: Store) -> Iterator[Row]:
    """Yield the graph and the records by which articles are added to it."""
    yield from graph_rows(store)
    yield from nodes(store, Memo)


def _unfinished(store: Store) -> bool:
    return any(run.status == "running" for run in nodes(store, LoadRun))


def state_of(judgements: Iterable[Judgement]) -> Memo:
    """Return what the records rest on besides the articles: judgements, reference tables and this program's code."""
    words = sorted(msgspec.json.encode(judgement) for judgement in judgements)
    return Memo(memo_id="state", json=content_id("State", [word.decode() for word in words], _program()))


@cache
def _program() -> str:
    """Return a hash of the reference tables and of the code that makes the graph."""
    found = hashlib.sha256()
    for package in ("graph", "seeds"):
        for file in sorted(files(package).iterdir(), key=lambda file: file.name):
            if file.name.endswith((".py", ".csv", ".gz")):
                found.update(file.name.encode() + file.read_bytes())
    return found.hexdigest()


def _begin(store: Store, given: Iterable[Extraction], rejected: int) -> LoadRun:
    """Return the run that begins, written into the store; a run that never ended has failed."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    runs = nodes(store, LoadRun)
    failed = [replace(run, status="failed", finished_at=now) for run in runs if run.status == "running"]
    if failed:
        log.warning("an earlier load into %s did not end; this one completes it", store.name)
    given = list(given)
    run = LoadRun(
        run_id=content_id("LoadRun", now, sorted(extraction.article.article_id for extraction in given)),
        started_at=now,
        status="running",
        articles=len(given),
        claims=sum(len(extraction.claims) for extraction in given),
        rejected=rejected,
    )
    store.write([*failed, run])
    return run


def _end(store: Store, run: LoadRun) -> None:
    """Mark the run as done and take away all markers."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    store.write([replace(run, status="done", finished_at=now)], list(nodes(store, Batch)))

"""How loading scales, in ratios that hold on any machine: `python -m bench.load [CLAIMS]`.

Loads a synthetic graph, whose actors have the skew of news, into each store: first, then again unchanged, then with
one claim in a hundred changed; and into SQLite by executemany, as the yardstick that every machine has.
NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD name a Neo4j, all of whose data is deleted.
"""

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import neo4j
from rich.console import Console
from rich.table import Table

from graph.edges import About, Attacked, Of, SaidBy, StatedIn
from graph.elements import Ref
from graph.load import load
from graph.nodes import Actor, Article, Claim, Event, Passage
from graph.rows import EdgeTable, Row, columns, name_of, tables, values
from graph.stores import Store, open_store

CLAIMS = 20_000
ACTORS = 400
TEXT = "The group said on Tuesday that its fighters had killed at least twenty soldiers in the north of the province. "


def claims_graph(number: int, *, changed: int = 0) -> Iterator[Row]:
    """Yield a graph of that many claims, ten an article; the first `changed` of them say something else."""
    for key in range(ACTORS):
        yield Actor(actor_id=f"a{key}", name=f"Actor {key}", kind="armed_group")
    for key in range(number // 20 + 1):
        yield Event(event_id=f"e{key}", name=f"Event {key}", kind="attack")
    for key in range(number // 10 + 1):
        yield Article(article_id=f"t{key}", path=f"{key}.txt", text=TEXT * 10)
    for key in range(number):
        yield from _claim(key, "denied" if key < changed else "claimed")


def _claim(key: int, stance: str) -> Iterator[Row]:
    claim, passage, speaker = Ref("Claim", f"c{key}"), Ref("Passage", f"p{key}"), Ref("Actor", f"a{_skewed(key)}")
    event = Ref("Event", f"e{key // 20}")
    yield Passage(passage_id=passage.key, start=0, end=len(TEXT), text=TEXT)
    yield Claim(
        claim_id=claim.key, stance=stance, predicate="kill", polarity="affirmed", certainty="certain", own_voice=False,
        text=TEXT, start=0, end=len(TEXT), measure="killed", victims="security_forces", low=20, hedge="at_least",
    )  # fmt: skip
    yield Of(start=passage, end=Ref("Article", f"t{key // 10}"))
    yield StatedIn(start=claim, end=passage)
    yield SaidBy(start=claim, end=speaker)
    yield About(start=claim, end=event)
    target = Ref("Actor", f"a{_skewed(key * 7 + 1)}")
    yield Attacked(
        start=speaker, end=target, edge_id=f"x{key}", claim_id=claim.key, event_id=event.key, stance="claimed",
        certainty="certain",
    )  # fmt: skip


def _skewed(number: int) -> int:
    """Return an actor; one in three times it is the same one."""
    return 0 if number % 3 == 0 else number * number % ACTORS


def timed(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def sqlite_seconds(rows: Sequence[Row], path: Path) -> float:
    """Return how long SQLite takes for the same rows: a table a type, keys indexed, one transaction."""

    def work() -> None:
        connection = sqlite3.connect(path)
        with connection:
            for table in tables(rows):
                edge = isinstance(table, EdgeTable)
                names = [*(["start", "end"] if edge else []), *(f"p_{one.name}" for one in columns(table.kind))]
                quoted = ", ".join(f'"{name}"' for name in names)
                key = f", PRIMARY KEY ({quoted.split(', ')[0]})" if not edge else ""
                name = name_of(table.kind)
                connection.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({quoted}{key})')
                marks = ", ".join("?" * len(names))
                connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', map(_flat, table.rows))
        connection.close()

    return timed(work)


def _flat(row: Row) -> list[Any]:
    ends = [row.start.key, row.end.key] if hasattr(row, "start") and isinstance(row.start, Ref) else []
    return [*ends, *(str(value) if isinstance(value, list) else value for value in values(row))]


def store_seconds(store: Store, number: int) -> list[float]:
    """Return the seconds of a first load, of the same again, and of one with a claim in a hundred changed."""

    def loaded(changed: int) -> float:
        return timed(lambda: load(store, [], build=lambda _, __: claims_graph(number, changed=changed)))

    with store:
        return [loaded(0), loaded(0), loaded(number // 100)]


def empty_neo4j() -> Store | None:
    uri, password = os.environ.get("NEO4J_URI"), os.environ.get("NEO4J_PASSWORD")
    if not uri or not password:
        return None
    username = os.environ.get("NEO4J_USERNAME", "neo4j")
    with neo4j.GraphDatabase.driver(uri, auth=(username, password)) as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
    return open_store(uri, username=username, password=password)


def main(number: int) -> None:
    rows = list(claims_graph(number))
    with tempfile.TemporaryDirectory() as folder:
        yardstick = sqlite_seconds(rows, Path(folder) / "graph.sqlite")
        stores = {"ladybug": open_store(str(Path(folder) / "graph.lbug")), "neo4j": empty_neo4j()}
        found = {name: store_seconds(store, number) for name, store in stores.items() if store is not None}
    table = Table(title=f"{number:,} claims, {len(rows):,} rows; SQLite's executemany: {yardstick:.1f} s")
    for heading in ("store", "first load, s", "rows/s", "to SQLite", "again / first", "1 % changed / first"):
        table.add_column(heading, justify="left" if heading == "store" else "right")
    for name, (first, again, changed) in found.items():
        ratios = [f"{first / yardstick:.1f}", f"{again / first:.2f}", f"{changed / first:.2f}"]
        table.add_row(name, f"{first:.1f}", f"{len(rows) / first:,.0f}", *ratios)
    Console().print(table)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS)

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Server
from sample_graph import every_row

import graph.embedded
from graph.contents import nodes
from graph.edges import Attacked
from graph.elements import GraphError, Ref
from graph.nodes import Actor, Claim
from graph.rows import properties
from graph.schema import ref
from graph.stores import Store, open_store


def names(store: Store) -> list[str]:
    return [record["name"] for record in store.read("MATCH (a:Actor) RETURN a.name AS name ORDER BY name")]


def actor(key: str, name: str, kind: str = "armed_group") -> Actor:
    return Actor(actor_id=key, name=name, kind=kind)


def test_a_row_written_twice_is_there_once_and_as_last_written(store: Store) -> None:
    store.prepare()
    store.prepare()
    store.write([Actor(actor_id="a", name="A", kind="media", country="X", aliases=("q",))])
    store.write([actor("a", "B")])
    assert [properties(node) for node in nodes(store, Actor)] == [
        {"actorId": "a", "name": "B", "kind": "armed_group", "aliases": []}
    ]


def test_what_is_read_back_is_what_was_written(store: Store) -> None:
    store.prepare()
    store.write(every_row())
    actors = {ref(row): row for row in every_row() if isinstance(row, Actor)}
    assert {ref(node): node for node in nodes(store, Actor)} == actors


def test_rival_claims_between_one_pair_stay_two_edges(store: Store) -> None:
    store.prepare()
    ends = {"start": Ref("Actor", "a"), "end": Ref("Actor", "b"), "stance": "claimed", "certainty": "certain"}
    edges = [Attacked(edge_id=f"e{number}", claim_id=f"c{number}", **ends) for number in range(3)]
    store.write([actor("a", "A"), actor("b", "B"), *edges])
    store.write(edges, [edges[1]])
    found = store.read("MATCH (:Actor)-[r:ATTACKED]->(:Actor) RETURN r.claimId AS claim ORDER BY claim")
    assert [record["claim"] for record in found] == ["c0", "c2"]


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    store.prepare()
    too_large = Claim(
        claim_id="c", stance="claimed", predicate="kill", polarity="affirmed", certainty="certain", own_voice=False,
        text="t", start=0, end=1, low=2**70,
    )  # fmt: skip
    with pytest.raises((OverflowError, GraphError)):
        store.write([actor("a", "A"), too_large])
    assert names(store) == []


def test_a_stream_gives_what_read_gives(store: Store) -> None:
    store.prepare()
    store.write([actor(f"{number:04}", f"A{number:04}") for number in range(2500)])
    stream = store.stream("MATCH (a:Actor) RETURN a.name AS name ORDER BY name")
    first = next(stream)
    assert names(store)[0] == first["name"]  # another query in the middle of it
    assert len(list(stream)) == 2499


def test_read_only_stores_refuse_to_write(open_kind: Callable[..., Store], empty_neo4j: Server) -> None:
    for kind in ("file", "neo4j"):
        with open_kind(kind) as store:
            store.prepare()
            store.write([actor("a", "A")])
        with open_kind(kind, read_only=True) as store:
            with pytest.raises(GraphError, match="read-only"):
                store.write([actor("b", "B")])
            assert names(store) == ["A"]


def test_neo4j_has_a_second_label_made_of_kind(open_kind: Callable[..., Store], empty_neo4j: Server) -> None:
    store = open_kind("neo4j")
    store.prepare()
    store.write([actor("a", "A"), actor("b", "B", "operation"), actor("c", "C", "it`s")])
    store.write([actor("a", "A", "state_force")])
    found = store.read("MATCH (a:Actor) RETURN labels(a) AS labels ORDER BY a.actorId")
    assert [record["labels"] for record in found] == [["Actor", "StateForce"], ["Actor"], ["Actor"]]


def test_neo4j_says_what_to_do(empty_neo4j: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    uri, username, password = empty_neo4j
    with pytest.raises(GraphError, match="set NEO4J_USERNAME and NEO4J_PASSWORD"):
        open_store(uri, username=username, password="wrong")
    with pytest.raises(GraphError, match="set NEO4J_USERNAME and NEO4J_PASSWORD"):
        open_store(uri)
    with pytest.raises(GraphError, match="set NEO4J_DATABASE"):
        open_store(uri, username=username, password=password, database="nowhere")


def test_no_server_is_told_with_what_to_do() -> None:
    with pytest.raises(GraphError, match="docker compose up"):
        open_store("bolt://127.0.0.1:9", password="x")
    with pytest.raises(GraphError, match="no address of a Neo4j"):
        open_store("ftp://127.0.0.1", password="x")


def test_a_file_that_is_no_graph_is_told(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("no graph " * 1000)
    with pytest.raises(GraphError, match="not a graph"):
        open_store(str(text))
    with pytest.raises(GraphError, match="is a folder"):
        open_store(str(tmp_path))
    with pytest.raises(GraphError, match="no folder"):
        open_store(str(tmp_path / "none" / "graph.lbug"))
    with pytest.raises(GraphError, match="conflictgraph build"):
        open_store(str(tmp_path / "none.lbug"), read_only=True)
    assert text.read_text().startswith("no graph")


def test_a_store_without_a_graph_says_how_to_make_one(open_kind: Callable[..., Store]) -> None:
    with pytest.raises(GraphError, match="conflictgraph build"):
        names(open_kind("file"))


def test_one_writer_or_many_readers(tmp_path: Path) -> None:
    path = str(tmp_path / "graph.lbug")
    with open_store(path) as store:
        store.prepare()
        with pytest.raises(GraphError, match=f"process {os.getpid()} writes"):
            open_store(path)
        with pytest.raises(GraphError, match="wait for it to end"):
            open_store(path, read_only=True)
    with open_store(path, read_only=True) as one, open_store(path, read_only=True) as other:
        assert names(one) == names(other) == []
        with pytest.raises(GraphError, match="reads"):
            open_store(path)
    open_store(path).close()


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("broken", [True, False])
def test_what_a_dead_writer_left_is_opened(tmp_path: Path, read_only: bool, broken: bool) -> None:
    script = (
        "import os; from graph.stores import open_store; from graph.nodes import Actor\n"
        "store = open_store('graph.lbug'); store.prepare()\n"
        "store.write([Actor(actor_id='a', name='A', kind='media')]); os._exit(9)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    assert subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=environment).returncode == 9
    if broken:
        with (tmp_path / "graph.lbug.wal").open("ab") as log:
            log.write(b"half a record" * 10)
    with open_store(str(tmp_path / "graph.lbug"), read_only=read_only) as store:
        assert names(store) == ["A"]


def test_a_full_disk_is_told_before_the_engine_meets_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(str(tmp_path / "graph.lbug")) as store:
        store.prepare()
        monkeypatch.setattr(graph.embedded, "ROOM", shutil.disk_usage(tmp_path).total + 1)
        with pytest.raises(GraphError, match="make room"):
            store.write([actor("a", "A")])
        assert names(store) == []


@pytest.mark.parametrize("read_only", [True, False])
def test_no_permission_is_told(tmp_path: Path, read_only: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "graph.lbug"
    open_store(str(path)).close()
    # root may do everything, whatever the mode of the file: ask as anybody else would be answered
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(GraphError, match="no permission to"):
        open_store(str(path), read_only=read_only)


def test_a_closed_store_may_be_closed_again(store: Store) -> None:
    store.close()
    store.close()
    assert store.name

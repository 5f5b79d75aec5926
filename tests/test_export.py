import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_graph import every_row

from graph.elements import GraphError
from graph.export import export_jsonl
from graph.rows import identity
from graph.stores import Store


def exported(store: Store, path: Path) -> bytes:
    export_jsonl(store, path)
    return path.read_bytes()


def test_both_stores_give_the_same_bytes(both_stores: tuple[Store, Store], tmp_path: Path) -> None:
    written = []
    for number, store in enumerate(both_stores):
        store.prepare()
        store.write(every_row())
        written.append(exported(store, tmp_path / f"{number}.jsonl"))
    assert written[0] == written[1]
    assert written[0].count(b"\n") == len(every_row())


def test_export_is_sorted_and_complete(store: Store, tmp_path: Path) -> None:
    store.prepare()
    store.write(every_row())
    lines = exported(store, tmp_path / "graph.jsonl").decode().splitlines()
    rows = [json.loads(line) for line in lines]
    assert lines == [json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":")) for row in rows]
    nodes = [(row["labels"][0], row["id"]) for row in rows if row["type"] == "node"]
    edges = [row for row in rows if row["type"] == "relationship"]
    order = [(row["label"], *row["start"]["labels"], *row["end"]["labels"], row["start"]["id"]) for row in edges]
    assert nodes == sorted(nodes)
    assert order == sorted(order)
    assert len({row["id"] for row in edges}) == len(edges)
    assert len(rows) == len({identity(row) for row in every_row()})
    assert not {"LoadRun", "Batch", "StoredExtraction"} & {label for label, _ in nodes}


def test_nulls_are_left_out_and_empty_lists_kept(store: Store, tmp_path: Path) -> None:
    store.prepare()
    store.write(every_row())
    rows = [json.loads(line) for line in exported(store, tmp_path / "graph.jsonl").decode().splitlines()]
    first = next(row for row in rows if row["id"] == "Actor-1")
    assert first["properties"]["aliases"] == []
    assert "country" not in first["properties"]
    assert all(value is not None for row in rows for value in row["properties"].values())


def test_export_leaves_nothing_behind_where_it_fails(open_kind: Callable[..., Store], tmp_path: Path) -> None:
    store = open_kind("memory")
    with pytest.raises(GraphError):  # nothing was ever written into it
        export_jsonl(store, tmp_path / "graph.jsonl")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(GraphError, match="name another file"):
        export_jsonl(store, tmp_path / "missing" / "graph.jsonl")

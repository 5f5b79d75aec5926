"""The graph as JSON lines, in the shape of apoc.export.json: the same bytes from every store that holds it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from graph.contents import graph_rows
from graph.elements import Edge, GraphError, Ref
from graph.rows import Row, edge_id, properties
from graph.schema import ref
from graph.stores import Store


def export_jsonl(store: Store, path: Path) -> int:
    """Write the whole graph to a file, complete or not at all, and return its number of lines."""
    with replacing(path) as file:
        return write_jsonl(store, file)


def write_jsonl(store: Store, file: BinaryIO) -> int:
    """Write the whole graph, one JSON object a line, and return how many."""
    lines = 0
    for row in graph_rows(store):
        file.write(msgspec.json.encode(json_row(row), order="sorted") + b"\n")
        lines += 1
    return lines


def json_row(row: Row) -> dict[str, Any]:
    """Return the object that stands for the row in JSON lines."""
    if isinstance(row, Edge):
        return {
            "type": "relationship",
            "id": edge_id(row),
            "label": row.TYPE,
            "properties": properties(row),
            "start": _end(row.start),
            "end": _end(row.end),
        }
    own = ref(row)
    return {"type": "node", **_end(own), "properties": properties(row)}


def _end(node: Ref) -> dict[str, Any]:
    return {"id": node.key, "labels": [node.label]}


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file beside the path that takes its place once everything is written, and else is taken away."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    except OSError as error:
        raise GraphError(f"cannot write {path}: {error.strerror or error}; name another file or make room") from error
    finally:
        part.unlink(missing_ok=True)

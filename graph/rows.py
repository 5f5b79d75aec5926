"""Rows: nodes and edges as property maps, what tells two of them apart, and how they are read back."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from graph.edges import Derived
from graph.elements import Edge, GraphError, Node, Ref, camel
from graph.schema import EDGES, NODES, key_of
from ingest.document import content_id

Row = Node | Edge
Identity = tuple[str, ...]
Found = TypeVar("Found", bound=Node)


@dataclass(frozen=True, slots=True)
class Column:
    """A property of a node or edge type."""

    field: str
    name: str
    type: type
    required: bool
    about: str


def _columns(kind: type[Row]) -> tuple[Column, ...]:
    declared = fields(kind)[2:] if issubclass(kind, Edge) else fields(kind)  # type: ignore[arg-type]
    return tuple(_column(field.name, field.type, field.metadata["about"]) for field in declared)


def _column(name: str, hint: Any, about: str) -> Column:
    """Return the column that a field declares: `str | None` is an open one, `tuple[str, ...]` a list of words."""
    kinds = [one for one in get_args(hint) if one is not type(None)] if isinstance(hint, UnionType) else [hint]
    return Column(name, camel(name), get_origin(kinds[0]) or kinds[0], not isinstance(hint, UnionType), about)


def _distinct(kind: type[Edge]) -> tuple[Column, ...]:
    if issubclass(kind, Derived):
        return tuple(column for column in columns(kind) if column.field == "edge_id")
    return tuple(column for column in columns(kind) if column.type is str and column.required)


def columns(kind: type[Row]) -> tuple[Column, ...]:
    """Return the properties of a node or edge type in the order of their declaration."""
    return _COLUMNS[kind]


def distinct(kind: type[Edge]) -> tuple[Column, ...]:
    """Return what tells two edges between the same ends apart: the edge's id, or else what it says in words."""
    return _DISTINCT[kind]


def name_of(kind: type[Row]) -> str:
    """Return the label of a node type or the type of an edge type."""
    return kind.TYPE if issubclass(kind, Edge) else kind.__name__


def values(row: Row) -> list[Any]:
    """Return the properties of a row in the order of its columns, each of the declared type."""
    return [_plain(getattr(row, column.field), column) for column in columns(type(row))]


def _plain(value: Any, column: Column) -> Any:
    if value is None:
        return None
    return [str(one) for one in value] if column.type is tuple else column.type(value)


def properties(row: Row) -> dict[str, Any]:
    """Return the properties of a row by name, nulls left out."""
    named = zip(columns(type(row)), values(row), strict=True)
    return {column.name: value for column, value in named if value is not None}


def identity(row: Row) -> Identity:
    """Return what makes the row the one that it is: two rows of one identity are one row."""
    if isinstance(row, Edge):
        own = tuple(str(getattr(row, column.field)) for column in distinct(type(row)))
        return (row.TYPE, *row.start, *row.end, *own)
    if isinstance(row, Node):
        return type(row).__name__, getattr(row, columns(type(row))[0].field)
    raise GraphError(f"{row!r} is no row of the graph: expected a node or an edge of graph/nodes.py or graph/edges.py")


def edge_id(edge: Edge) -> str:
    """Return the edge's own id, or else a hash of its type, ends and properties."""
    if isinstance(edge, Derived):
        return edge.edge_id
    return content_id(edge.TYPE, edge.start, edge.end, sorted(properties(edge).items()))


def digest(row: Row) -> bytes:
    """Return a short hash of everything that the row says."""
    return hashlib.blake2b(msgspec.json.encode(values(row)), digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class NodeTable:
    """Nodes of one type."""

    kind: type[Node]
    rows: list[Node]


@dataclass(frozen=True, slots=True)
class EdgeTable:
    """Edges of one type between two labels."""

    kind: type[Edge]
    start: type[Node]
    end: type[Node]
    rows: list[Edge]


def tables(rows: Iterable[Row]) -> list[NodeTable | EdgeTable]:
    """Return the rows table by table, nodes before edges, in the order of the schema."""
    nodes: dict[str, list[Node]] = defaultdict(list)
    edges: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)
    for row in rows:
        if isinstance(row, Edge):
            edges[row.TYPE, row.start.label, row.end.label].append(row)
        else:
            nodes[type(row).__name__].append(row)
    found: list[NodeTable | EdgeTable] = [
        NodeTable(kind, nodes[kind.__name__]) for kind in NODES if kind.__name__ in nodes
    ]
    for edge in EDGES:
        for start, end in edge.PAIRS:
            if between := edges.get((edge.TYPE, start.__name__, end.__name__)):
                found.append(EdgeTable(edge, start, end, between))
    return found


def node_query(kind: type[Node]) -> str:
    """Return the Cypher that reads every node of a type, sorted by key, its properties as c0, c1 and so on."""
    return f"MATCH (n:`{kind.__name__}`) RETURN {_returned('n', kind)} ORDER BY c0"


def nodes_query(kind: type[Node]) -> str:
    """Return the Cypher that reads the nodes of a type whose keys are `$ids`, as `node_query` does, in any order."""
    return f"UNWIND $ids AS id MATCH (n:`{kind.__name__}` {{`{key_of(kind)}`: id}}) RETURN {_returned('n', kind)}"


def edge_query(kind: type[Edge], start: type[Node], end: type[Node]) -> str:
    """Return the Cypher that reads every edge of a type between two labels, sorted by ends (s, t) and what differs."""
    order = ["s", "t", *(f"c{columns(kind).index(column)}" for column in distinct(kind))]
    ends = f"a.`{key_of(start)}` AS s, b.`{key_of(end)}` AS t"
    returned = ", ".join([ends, _returned("r", kind)]) if columns(kind) else ends
    return (
        f"MATCH (a:`{start.__name__}`)-[r:`{kind.TYPE}`]->(b:`{end.__name__}`) "
        f"RETURN {returned} ORDER BY {', '.join(order)}"
    )


def _returned(variable: str, kind: type[Row]) -> str:
    return ", ".join(f"{variable}.`{column.name}` AS c{number}" for number, column in enumerate(columns(kind)))


def node_from(kind: type[Found], record: Mapping[str, Any]) -> Found:
    """Return the node that a record of `node_query` holds."""
    return kind(**_fields(kind, record))


def edge_from(kind: type[Edge], start: type[Node], end: type[Node], record: Mapping[str, Any]) -> Edge:
    """Return the edge that a record of `edge_query` holds."""
    ends = {"start": Ref(start.__name__, record["s"]), "end": Ref(end.__name__, record["t"])}
    return kind(**ends, **_fields(kind, record))


def _fields(kind: type[Row], record: Mapping[str, Any]) -> dict[str, Any]:
    return dict(_field_values(kind, record))


def _field_values(kind: type[Row], record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for number, column in enumerate(columns(kind)):
        value = record[f"c{number}"]
        yield column.field, tuple(value) if column.type is tuple and value is not None else value


EVERY: tuple[type[Row], ...] = (*NODES, *EDGES)
_COLUMNS: dict[type[Any], tuple[Column, ...]] = {kind: _columns(kind) for kind in EVERY}
_DISTINCT: dict[type[Any], tuple[Column, ...]] = {kind: _distinct(kind) for kind in EDGES}

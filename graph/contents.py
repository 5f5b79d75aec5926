"""What a store holds, read back as nodes and edges of the schema."""

from collections.abc import Iterator

from graph.elements import Edge
from graph.rows import Found, Row, edge_from, edge_query, node_from, node_query
from graph.schema import EDGES, INTERNAL, NODES
from graph.stores import Store


def nodes(store: Store, kind: type[Found]) -> Iterator[Found]:
    """Yield every node of a type, sorted by key."""
    for record in store.stream(node_query(kind)):
        yield node_from(kind, record)


def edges(store: Store, kind: type[Edge]) -> Iterator[Edge]:
    """Yield every edge of a type, sorted by the labels and then the keys of its ends, and by what differs."""
    for start, end in sorted(kind.PAIRS, key=lambda pair: (pair[0].__name__, pair[1].__name__)):
        for record in store.stream(edge_query(kind, start, end)):
            yield edge_from(kind, start, end, record)


def graph_rows(store: Store) -> Iterator[Row]:
    """Yield the whole graph without the store's own nodes: nodes by label, then edges by type, each sorted."""
    for kind in sorted((kind for kind in NODES if kind not in INTERNAL), key=lambda kind: kind.__name__):
        yield from nodes(store, kind)
    for edge in sorted(EDGES, key=lambda edge: edge.TYPE):
        yield from edges(store, edge)

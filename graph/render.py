"""What is made of the schema: Neo4j's constraints, the embedded engine's tables, SCHEMA.md.

`python -m graph.render > graph/SCHEMA.md` writes the last one; a test keeps it fresh.
"""

import inspect
import sys
from collections.abc import Iterator

from graph.edges import Derived
from graph.elements import Edge, Node
from graph.rows import Row, columns, name_of
from graph.schema import EDGES, INTERNAL, NODES, key_of

#: Properties that people look up, beside the keys; Neo4j alone has indexes of them.
LOOKUPS = (
    "Actor.name", "Article.published", "Article.publisher", "Claim.eventKind", "Claim.measure", "Claim.stance",
    "Event.kind", "Event.name", "Event.startDate", "Operation.name", "Place.name",
)  # fmt: skip
LADYBUG_TYPES = {str: "STRING", int: "INT64", float: "DOUBLE", bool: "BOOL", tuple: "STRING[]"}
DOC_TYPES = {str: "text", int: "whole number", float: "number", bool: "true or false", tuple: "list of texts"}


def neo4j_statements() -> Iterator[str]:
    """Yield the constraints and indexes that Neo4j needs before the first row, each safe to run again."""
    for kind in NODES:
        yield _unique(f"(n:`{kind.__name__}`)", kind.__name__, key_of(kind))
    for edge in EDGES:
        if issubclass(edge, Derived):
            yield _unique(f"()-[n:`{edge.TYPE}`]-()", edge.TYPE, "edgeId")
    for lookup in LOOKUPS:
        label, name = lookup.split(".")
        yield f"CREATE INDEX `{label}_{name}` IF NOT EXISTS FOR (n:`{label}`) ON (n.`{name}`)"


def _unique(pattern: str, name: str, key: str) -> str:
    return f"CREATE CONSTRAINT `{name}_{key}` IF NOT EXISTS FOR {pattern} REQUIRE n.`{key}` IS UNIQUE"


def ladybug_statements() -> Iterator[str]:
    """Yield the tables that the embedded engine needs before the first row, each safe to run again."""
    for kind in NODES:
        declared = ", ".join([*_typed(kind), f"PRIMARY KEY(`{key_of(kind)}`)"])
        yield f"CREATE NODE TABLE IF NOT EXISTS `{kind.__name__}`({declared})"
    for edge in EDGES:
        pairs = [f"FROM `{start.__name__}` TO `{end.__name__}`" for start, end in edge.PAIRS]
        yield f"CREATE REL TABLE IF NOT EXISTS `{edge.TYPE}`({', '.join([*pairs, *_typed(edge)])})"


def _typed(kind: type[Row]) -> list[str]:
    return [f"`{column.name}` {LADYBUG_TYPES[column.type]}" for column in columns(kind)]


def schema_page() -> str:
    """Return SCHEMA.md: every node and edge type with its properties."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# The graph's schema"
    yield ""
    yield "Made from `nodes.py` and `edges.py` by `make docs`; change them. The first property of a node is its key."
    yield ""
    yield "## Nodes"
    for kind in NODES:
        if kind not in INTERNAL:
            yield from _node_section(kind)
    yield ""
    yield "## Edges"
    for edge in EDGES:
        yield from _edge_section(edge)
    yield ""
    yield "## The store's own nodes, not exported"
    for kind in INTERNAL:
        yield from _node_section(kind)
    yield ""


def _node_section(kind: type[Node]) -> Iterator[str]:
    yield from ("", f"### {kind.__name__}", "", _doc(kind), "")
    yield from _table(kind)


def _edge_section(kind: type[Edge]) -> Iterator[str]:
    pairs = ", ".join(f"{start.__name__} → {end.__name__}" for start, end in kind.PAIRS)
    yield from ("", f"### {kind.TYPE}", "", f"{pairs}. {_doc(kind)}")
    if columns(kind):
        yield ""
        yield from _table(kind)


def _table(kind: type[Row]) -> Iterator[str]:
    yield "| property | type | meaning |"
    yield "|---|---|---|"
    for column in columns(kind):
        optional = "" if column.required else ", or null"
        yield f"| {column.name} | {DOC_TYPES[column.type]}{optional} | {column.about} |"


def _doc(kind: type[Row]) -> str:
    text = inspect.getdoc(kind)
    if not text:
        raise ValueError(f"{name_of(kind)} has no docstring, from which the docs are made")
    return text


if __name__ == "__main__":
    sys.stdout.write(schema_page())

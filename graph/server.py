"""The store on a server: Neo4j, through its official driver."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Self

from neo4j import READ_ACCESS, GraphDatabase, ManagedTransaction, NotificationMinimumSeverity, Session
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
)
from neo4j.graph import Node as Neo4jNode
from neo4j.graph import Path, Relationship

from graph.elements import GraphError, camel
from graph.render import neo4j_statements
from graph.rows import EdgeTable, NodeTable, Row, columns, distinct, name_of, properties, tables
from graph.schema import NODES, key_of

#: Operators of a plan that reach beyond the graph.
BEYOND = ("LoadCSV", "ProcedureCall", "AdministrationCommand")
LABELS = {kind.__name__ for kind in NODES}


class Neo4jStore:
    """The graph in a Neo4j database, 5.26 or newer."""

    def __init__(
        self,
        target: str,
        *,
        username: str | None = None,
        password: str | None = None,
        database: str | None = None,
        read_only: bool = False,
    ) -> None:
        self.name = target
        self._read_only = read_only
        self._database = database
        auth = (username or "neo4j", password) if password is not None else None
        with self._explained():
            self._driver = GraphDatabase.driver(
                target, auth=auth, notifications_min_severity=NotificationMinimumSeverity.OFF, connection_timeout=10
            )
        try:
            self.read("RETURN 1 AS one")
        except BaseException:
            self._driver.close()
            raise

    def prepare(self) -> None:
        """Declare constraints and indexes; safe to repeat."""
        self._run([(statement, {}) for statement in neo4j_statements()])

    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Return the records of a query as plain Python values; a query that would write is refused."""
        return list(self.stream(text, parameters))

    def stream(self, text: str, parameters: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """Yield what `read` returns, without holding all of it."""
        with self._explained(), self._session(default_access_mode=READ_ACCESS) as session:
            result = session.run(text, dict(parameters or {}))
            names = result.keys()
            for record in result:
                yield dict(zip(names, map(_plain, record.values()), strict=True))

    def forbidden(self, text: str, parameters: Mapping[str, Any] | None = None) -> str | None:
        """Return what the server's plan of a query has beyond reading the graph, null where it has nothing."""
        with self._explained(), self._session(default_access_mode=READ_ACCESS) as session:
            summary = session.run(f"EXPLAIN {text}", dict(parameters or {})).consume()
        operators = [operator.split("@")[0] for operator in _operators(summary.plan or {})]
        beyond = [operator for operator in operators if operator.startswith(BEYOND)]
        if summary.query_type != "r" or beyond:
            return ", ".join(beyond) or "a write or a schema command"
        return None

    def write(self, upsert: Sequence[Row] = (), delete: Sequence[Row] = ()) -> None:
        """Write and take away rows in one transaction; the ends of an edge are there or among the rows."""
        if self._read_only:
            raise GraphError(f"{self.name} was opened read-only: open it without read_only to write")
        statements = [(_upsert_text(table), {"rows": _records(table)}) for table in tables(upsert)]
        statements += [(_delete_text(table), {"rows": _records(table)}) for table in reversed(tables(delete))]
        self._run(statements)

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """Close the store."""
        self.close()

    def _run(self, statements: Sequence[tuple[str, dict[str, Any]]]) -> None:
        """Run statements in one transaction, again where others were in its way."""

        def work(transaction: ManagedTransaction) -> None:
            for text, parameters in statements:
                transaction.run(text, parameters).consume()

        with self._explained(), self._session() as session:
            session.execute_write(work)

    def _session(self, **options: Any) -> Session:
        return self._driver.session(database=self._database, **options)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (Neo4jError, DriverError, ValueError, OSError) as error:
            raise _explanation(self.name, error) from error


def _explanation(name: str, error: Exception) -> GraphError:
    """Return what an error of the driver or server means to the user."""
    if isinstance(error, AuthError):
        return GraphError(f"{name} refuses the user or the password: set NEO4J_USERNAME and NEO4J_PASSWORD")
    if isinstance(error, ServiceUnavailable | OSError):
        return GraphError(f"no Neo4j answers at {name}: start one with `docker compose up -d --wait` ({error})")
    if isinstance(error, ConfigurationError | ValueError):
        return GraphError(f"{name} is no address of a Neo4j: expected neo4j://HOST or bolt://HOST ({error})")
    if isinstance(error, ClientError) and error.code and error.code.endswith("DatabaseNotFound"):
        return GraphError(f"{name} has no such database: set NEO4J_DATABASE to one that it has ({error.message})")
    return GraphError(f"{name}: {getattr(error, 'message', None) or error}")


def _upsert_text(table: NodeTable | EdgeTable) -> str:
    if isinstance(table, NodeTable):
        label, key = table.kind.__name__, key_of(table.kind)
        merged = f"UNWIND $rows AS row MERGE (n:`{label}` {{`{key}`: row.properties.`{key}`}})"
        if not any(column.name == "kind" for column in columns(table.kind)):
            return f"{merged} SET n = row.properties"
        return (
            f"{merged} WITH n, row, [label IN labels(n) WHERE label <> '{label}'] AS old "
            "REMOVE n:$(old) SET n = row.properties, n:$(row.labels)"
        )
    own = ", ".join(f"`{column.name}`: row.properties.`{column.name}`" for column in distinct(table.kind))
    merged = f"UNWIND $rows AS row {_ends(table)} MERGE (a)-[r:`{table.kind.TYPE}`{f' {{{own}}}' if own else ''}]->(b)"
    return f"{merged} SET r = row.properties" if columns(table.kind) else merged


def _delete_text(table: NodeTable | EdgeTable) -> str:
    if isinstance(table, NodeTable):
        key = key_of(table.kind)
        return (
            f"UNWIND $rows AS row MATCH (n:`{table.kind.__name__}` {{`{key}`: row.properties.`{key}`}}) DETACH DELETE n"
        )
    same = [f"r.`{column.name}` = row.properties.`{column.name}`" for column in distinct(table.kind)]
    where = f" WHERE {' AND '.join(same)}" if same else ""
    return f"UNWIND $rows AS row {_ends(table)} MATCH (a)-[r:`{table.kind.TYPE}`]->(b){where} DELETE r"


def _ends(table: EdgeTable) -> str:
    return (
        f"MATCH (a:`{table.start.__name__}` {{`{key_of(table.start)}`: row.start}}) "
        f"MATCH (b:`{table.end.__name__}` {{`{key_of(table.end)}`: row.end}})"
    )


def _records(table: NodeTable | EdgeTable) -> list[dict[str, Any]]:
    if isinstance(table, EdgeTable):
        return [{"start": row.start.key, "end": row.end.key, "properties": properties(row)} for row in table.rows]
    return [{"labels": _second_labels(row), "properties": properties(row)} for row in table.rows]


def _second_labels(row: Row) -> list[str]:
    """Return the label made of a node's kind, for people who browse: `:Actor:ArmedGroup`."""
    kind = getattr(row, "kind", None)
    if not kind or not kind.replace("_", "").isalnum():
        return []
    label = camel(f"_{kind}")
    return [label] if label != name_of(type(row)) and label not in LABELS else []


def _operators(plan: Mapping[str, Any]) -> Iterator[str]:
    yield plan.get("operatorType", "")
    for child in plan.get("children", ()):
        yield from _operators(child)


def _plain(value: Any) -> Any:
    """Return a value of the driver as plain Python: nodes and edges as their properties, paths as lists."""
    if isinstance(value, Path):
        parts: list[Any] = [value.nodes[0]]
        for relationship, node in zip(value.relationships, value.nodes[1:], strict=True):
            parts += [relationship, node]
        return [_plain(part) for part in parts]
    if isinstance(value, Neo4jNode | Relationship):
        return {name: _plain(one) for name, one in sorted(value.items())}
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if hasattr(value, "to_native"):
        return value.to_native()
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value

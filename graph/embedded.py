"""The embedded store: ladybug, one file, no server."""

import logging
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, Self, cast

import ladybug
import portalocker
import pyarrow as pa

from graph.cypher_text import code_of, is_one_statement
from graph.elements import Edge, GraphError
from graph.render import ladybug_statements
from graph.rows import EdgeTable, NodeTable, Row, columns, distinct, tables, values
from graph.schema import key_of

log = logging.getLogger(__name__)

#: The engine's defaults (80 % of memory, 8 TB of addresses) fail on small machines.
BUFFER_POOL = 1 << 30
MAX_SIZE = 1 << 40
#: Out of room, the engine ends the whole process when it is closed: stop before.
ROOM = 64 << 20
ARROW_TYPES = {
    str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), tuple: pa.list_(pa.string()),
}  # fmt: skip


class LadybugStore:
    """The graph in one file, or in memory where the target is `:memory:`."""

    def __init__(self, target: str, *, read_only: bool = False) -> None:
        self.name = target
        self._path = None if target == ":memory:" else Path(target)
        self._read_only = read_only
        self._lock: IO[str] | None = None
        if self._path is not None:
            _check(self._path, read_only=read_only)
            self._lock = _locked(self._path, shared=read_only)
        try:
            self._database = self._open()
            self._connection = ladybug.Connection(self._database)
        except BaseException:
            self._unlock()
            raise

    def prepare(self) -> None:
        """Declare the tables; safe to repeat."""
        with self._transaction():
            for statement in ladybug_statements():
                self._connection.execute(statement)

    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Return the records of a query as plain Python values; a query that would write is refused."""
        return list(self.stream(text, parameters))

    def stream(self, text: str, parameters: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """Yield what `read` returns, without holding all of it as Python values."""
        if not is_one_statement(code_of(text)):  # `COMMIT; CREATE …` would get out of the read-only transaction
            raise GraphError("expected one statement: run them one by one, without `;` between them")
        with self._explained(), self._transaction("READ ONLY"):
            result = cast(ladybug.QueryResult, self._connection.execute(text, dict(parameters or {})))
        with result:
            names = result.get_column_names()
            while result.has_next():
                yield dict(zip(names, map(_plain, result.get_next()), strict=True))

    def forbidden(self, text: str, parameters: Mapping[str, Any] | None = None) -> str | None:
        """Return null: the engine tells no plan by which to judge; its read-only transactions refuse writes."""
        return None

    def write(self, upsert: Sequence[Row] = (), delete: Sequence[Row] = ()) -> None:
        """Write and take away rows in one transaction; the ends of an edge are there or among the rows."""
        self._check_room()
        with self._explained(), self._transaction():
            for table in tables(upsert):
                self._connection.execute(_upsert_text(table), {"rows": _arrow(table)})
            for table in reversed(list(tables(delete))):
                self._connection.execute(_delete_text(table), {"rows": _arrow(table)})

    def close(self) -> None:
        """Write what is pending into the file and let go of it."""
        with self._explained():
            self._connection.close()
            self._database.close()
        self._unlock()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """Close the store."""
        self.close()

    def _open(self) -> Any:
        """Open the file, after a crash too: every finished transaction is kept, an unfinished one dropped."""
        try:
            return self._database_at(read_only=self._read_only)
        except RuntimeError as error:
            message = str(error)
            if "WAL" not in message and "recovery" not in message:
                raise _explanation(self.name, error) from error
        log.warning("%s was not closed properly; keeping every finished transaction: %s", self.name, message)
        if self._path is None or not self._read_only:
            return self._database_at(throw_on_wal_replay_failure=False)
        self._unlock()
        LadybugStore(self.name).close()
        self._lock = _locked(self._path, shared=True)
        return self._database_at(read_only=True)

    def _database_at(self, **options: Any) -> Any:
        return ladybug.Database(self.name, buffer_pool_size=BUFFER_POOL, max_db_size=MAX_SIZE, **options)

    @contextmanager
    def _transaction(self, mode: str = "") -> Iterator[None]:
        self._connection.execute(f"BEGIN TRANSACTION {mode}")
        try:
            yield
        except BaseException:
            with suppress(RuntimeError):  # the engine has rolled back already
                self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except RuntimeError as error:
            raise _explanation(self.name, error) from error

    def _check_room(self) -> None:
        if self._read_only:
            raise GraphError(f"{self.name} was opened read-only: open it without read_only to write")
        if self._path is not None and shutil.disk_usage(self._path.parent).free < ROOM:
            raise GraphError(f"no room to write {self.name}: less than {ROOM >> 20} MB free on its disk; make room")

    def _unlock(self) -> None:
        if self._lock is not None:
            if not self._read_only:
                self._lock.truncate(0)
            self._lock.close()
            self._lock = None


def _check(path: Path, *, read_only: bool) -> None:
    """Refuse, with what to do, a path that no store can be at."""
    if path.is_dir():
        raise GraphError(f"{path} is a folder: name a file for the graph, such as {path / 'graph.lbug'}")
    if not path.exists() and read_only:
        raise GraphError(f"no graph at {path}: make one with `conflictgraph build PATH… --store {path}`")
    if not path.exists() and not path.parent.is_dir():
        raise GraphError(f"no folder {path.parent} to put {path.name} into: make it first")
    wanted = path if path.exists() else path.parent
    if not os.access(wanted, os.R_OK if read_only else os.R_OK | os.W_OK):
        raise GraphError(
            f"no permission to {'read' if read_only else 'write'} {wanted}: change it or name another file"
        )


def _locked(path: Path, *, shared: bool) -> IO[str] | None:
    """Return the lock file beside the graph, held; null where nobody may write it, and so nobody writes the graph.

    The engine's own lock lets a writer in beside readers, whose view of the file then breaks.
    """
    beside = path.with_name(path.name + ".lock")
    try:
        lock = beside.open("a+", encoding="ascii")
    except OSError as error:
        if shared:
            return None
        raise GraphError(f"no permission to write {beside}: {error.strerror}; name another file") from error
    flags = portalocker.LockFlags.SHARED if shared else portalocker.LockFlags.EXCLUSIVE
    try:
        portalocker.lock(lock, flags | portalocker.LockFlags.NON_BLOCKING)
    except portalocker.LockException as error:
        lock.seek(0)
        holder = lock.read().strip()
        lock.close()
        by = f"process {holder} writes" if holder else "another process or notebook reads"
        raise GraphError(f"{path} is in use: {by} it; wait for it to end, or close it there") from error
    lock.truncate(0)
    if not shared:
        lock.write(str(os.getpid()))
        lock.flush()
    return lock


def _explanation(name: str, error: RuntimeError) -> GraphError:
    """Return what an error of the engine means to the user."""
    message = str(error)
    if "not a valid Lbug database" in message:
        return GraphError(f"{name} is not a graph of this program: name another file for the store")
    if "Could not set lock" in message:
        return GraphError(f"{name} is in use: {message.splitlines()[0]}; wait for that process to end")
    if "Cannot write to file" in message or "No space left" in message:
        return GraphError(f"cannot write {name}: the disk is full or read-only ({message.splitlines()[0]})")
    if "does not exist" in message and "Table" in message:
        return GraphError(
            f"{message}; `conflictgraph build PATH… --store {name}` makes a graph, SCHEMA.md has its names"
        )
    return GraphError(f"{name}: {message}")


def _upsert_text(table: NodeTable | EdgeTable) -> str:
    if isinstance(table, NodeTable):
        return (
            f"LOAD FROM $rows MERGE (n:`{table.kind.__name__}` {{`{key_of(table.kind)}`: c0}}){_set('n', table.kind)}"
        )
    own = ", ".join(f"`{column.name}`: c{columns(table.kind).index(column)}" for column in distinct(table.kind))
    return (
        f"LOAD FROM $rows {_ends(table)} "
        f"MERGE (a)-[r:`{table.kind.TYPE}`{f' {{{own}}}' if own else ''}]->(b){_set('r', table.kind)}"
    )


def _delete_text(table: NodeTable | EdgeTable) -> str:
    if isinstance(table, NodeTable):
        return f"LOAD FROM $rows MATCH (n:`{table.kind.__name__}` {{`{key_of(table.kind)}`: c0}}) DETACH DELETE n"
    same = [f"r.`{column.name}` = c{columns(table.kind).index(column)}" for column in distinct(table.kind)]
    where = f" WHERE {' AND '.join(same)}" if same else ""
    return f"LOAD FROM $rows {_ends(table)} MATCH (a)-[r:`{table.kind.TYPE}`]->(b){where} DELETE r"


def _ends(table: EdgeTable) -> str:
    """Return two MATCH clauses: one with a comma is hundreds of times slower."""
    return (
        f"MATCH (a:`{table.start.__name__}` {{`{key_of(table.start)}`: s}}) "
        f"MATCH (b:`{table.end.__name__}` {{`{key_of(table.end)}`: t}})"
    )


def _set(variable: str, kind: type[Row]) -> str:
    told = distinct(kind) if issubclass(kind, Edge) else columns(kind)[:1]
    rest = [
        f"{variable}.`{column.name}` = c{number}" for number, column in enumerate(columns(kind)) if column not in told
    ]
    return f" SET {', '.join(rest)}" if rest else ""


def _arrow(table: NodeTable | EdgeTable) -> pa.Table:
    """Return the rows as an Arrow table of columns c0, c1 and so on, and s and t for the ends of edges."""
    columnar = [list(column) for column in zip(*map(values, table.rows), strict=True)]
    types = [ARROW_TYPES[column.type] for column in columns(table.kind)]
    named = {f"c{number}": pa.array(column, types[number]) for number, column in enumerate(columnar)}
    if isinstance(table, EdgeTable):
        named["s"] = pa.array([row.start.key for row in table.rows], pa.string())
        named["t"] = pa.array([row.end.key for row in table.rows], pa.string())
    return pa.table(named)


def _plain(value: Any) -> Any:
    """Return a value of the engine as plain Python: nodes and edges as their properties, paths as lists."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        if "_NODES" in value:
            return [_plain(part) for part in _along(value["_NODES"], value["_RELS"])]
        inner = {"_ID", "_LABEL", "_SRC", "_DST"}
        if "_LABEL" in value:
            return {key: _plain(one) for key, one in value.items() if key not in inner and one is not None}
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _along(nodes: list[Any], edges: list[Any]) -> Iterator[Any]:
    for number, node in enumerate(nodes):
        yield node
        yield from edges[number : number + 1]

"""What a store must do, and opening one: a file is the embedded engine's, a URI is Neo4j's."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, Self

from graph.elements import GraphError
from graph.rows import Row

#: Kept in memory alone, gone with the process.
MEMORY = ":memory:"
#: What the address of a server begins with.
SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
Record = dict[str, Any]


class Store(Protocol):
    """A place where the graph is kept: read by Cypher, written by rows."""

    @property
    def name(self) -> str:
        """The file or URI, for messages."""

    def prepare(self) -> None:
        """Declare constraints or tables; safe to repeat, and due before the first row."""

    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Record]:
        """Return the records of a query as plain Python values; a query that would write is refused."""

    def stream(self, text: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Record]:
        """Yield what `read` returns, without holding all of it."""

    def forbidden(self, text: str, parameters: Mapping[str, Any] | None = None) -> str | None:
        """Return what the engine sees in a query beyond reading the graph, null where it sees nothing."""

    def write(self, upsert: Sequence[Row] = (), delete: Sequence[Row] = ()) -> None:
        """Write and take away rows in one transaction; the ends of an edge are there or among the rows."""

    def close(self) -> None:
        """Let go of the file or the connections."""

    def __enter__(self) -> Self:
        """Return the store itself."""

    def __exit__(self, *raised: object) -> None:
        """Close the store."""


def open_store(
    target: str,
    *,
    username: str | None = None,
    password: str | None = None,
    database: str | None = None,
    read_only: bool = False,
) -> Store:
    """Return the store at a file path or a Neo4j URI; GraphError says what to do where it can't be opened."""
    scheme, separator, _ = target.partition("://")
    if separator:
        if scheme not in SCHEMES:
            raise GraphError(f"{target} is no address of a Neo4j server: expected {'://, '.join(SCHEMES)}://")
        from graph.server import Neo4jStore

        return Neo4jStore(target, username=username, password=password, database=database, read_only=read_only)
    from graph.embedded import LadybugStore

    return LadybugStore(target, read_only=read_only)

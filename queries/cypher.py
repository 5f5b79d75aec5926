"""A user's own Cypher: reading the graph, and nothing else.

Three walls, since none holds alone: words that write, change the schema or reach for files and network are refused
before anything runs; Neo4j's own plan of the query is looked at; and both engines run it where they refuse writes.
"""

import re
from collections.abc import Mapping
from typing import Any

from graph.cypher_text import code_of, is_one_statement
from graph.stores import Record, Store


class QueryError(Exception):
    """A query can't be run as asked; the message says why and what to do."""


#: Clauses and commands that do more than read the graph, in either engine's Cypher.
REFUSED = frozenset(
    {
        *("ALTER", "CREATE", "DELETE", "DETACH", "DROP", "FOREACH", "INSERT", "MERGE", "REMOVE", "RENAME", "SET"),
        *("ATTACH", "CALL", "COPY", "EXPORT", "IMPORT", "INSTALL", "LOAD", "UNINSTALL", "UPDATE", "USE"),
        *(
            "ANALYZE",
            "BEGIN",
            "CHECKPOINT",
            "COMMIT",
            "DENY",
            "EXPLAIN",
            "GRANT",
            "PROFILE",
            "REVOKE",
            "ROLLBACK",
            "SHOW",
        ),
        "TERMINATE",
    }
)
#: Namespaces of functions that only compute; those of plug-ins may do anything.
NAMESPACES = frozenset({"date", "datetime", "duration", "localdatetime", "localtime", "point", "time", "vector"})
#: A word that stands as a keyword: no property (`.set`), no label or type (`:Use`), no parameter (`$call`).
WORD = re.compile(r"(?<![\w.:$])[A-Za-z]+(?!\w)")
CALLED = re.compile(r"\b(\w+(?:\s*\.\s*\w+)*)\s*\.\s*\w+\s*\(")
PARAMETER = re.compile(r"\$(\w+)")
ESCAPE = re.compile(r"\\u+([0-9A-Fa-f]{4})")


def run_cypher(store: Store, text: str, parameters: Mapping[str, Any] | None = None) -> list[Record]:
    """Return the records of a query that reads the graph; QueryError where it would do more."""
    given = dict(parameters or {})
    check(text)
    if missing := sorted(set(PARAMETER.findall(code_of(text))) - set(given)):
        raise QueryError(f"no value for ${', $'.join(missing)}: give each parameter one")
    if found := store.forbidden(text, given):
        raise QueryError(f"only queries that read the graph are run here, and this one has {found}")
    return store.read(text, given)


def check(text: str) -> None:
    """Raise QueryError where a query holds more than one statement, or words that do more than read the graph."""
    for code in (code_of(text), code_of(ESCAPE.sub(_unescaped, text))):
        if not is_one_statement(code):
            raise QueryError("expected one statement: run them one by one, without `;` between them")
        if not code.strip(" \t\r\n;"):
            raise QueryError("expected a query, such as `MATCH (a:Actor) RETURN a.name AS name ORDER BY name`")
        if word := next((word for word in WORD.findall(code) if word.upper() in REFUSED), None):
            raise QueryError(
                f"{word.upper()} is refused: only queries that read the graph are run here. Where `{word}` is a name "
                "of yours, put it in backticks"
            )
        for called in CALLED.findall(code):
            if called.partition(".")[0].strip().lower() not in NAMESPACES:
                raise QueryError(f"{called}.… is refused: functions of plug-ins may reach beyond the graph")


def _unescaped(found: re.Match[str]) -> str:
    r"""Return the character for `\u004c`: Neo4j puts it in place before it looks for strings and keywords."""
    return chr(int(found[1], 16))

"""What an increment reads of a store: records and articles by key, and who tells of events whom some actors name."""

from collections.abc import Collection, Iterator

from graph.nodes import Memo, StoredExtraction
from graph.rows import Found, node_from, nodes_query
from graph.stores import Store
from ingest.document import Extraction, from_json

#: Keys asked for in one query.
ASKED = 2000
#: Events by the actors that claims on them name.
TOLD_BY = """
UNWIND $actors AS actor
MATCH (a:Actor {{actorId: actor}})
MATCH (c:Claim)-[:{edge}]->(a)
MATCH (c)-[:ABOUT]->(e:Event)
RETURN DISTINCT e.eventId AS id ORDER BY id
"""
#: Actors that answer to others.
BELOW = """
UNWIND $actors AS actor
MATCH (a:Actor {{actorId: actor}})
MATCH (b:Actor)-[:{edge}]->(a)
RETURN DISTINCT b.actorId AS id ORDER BY id
"""


class StoredLibrary:
    """The records and articles of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def memos(self, ids: Collection[str]) -> Iterator[Memo]:
        """Yield the records of these ids that there are."""
        yield from self._nodes(Memo, ids)

    def extractions(self, articles: Collection[str]) -> Iterator[Extraction]:
        """Yield the articles of these ids that there are."""
        yield from (from_json(node.json) for node in self._nodes(StoredExtraction, articles))

    def tellers(self, actors: Collection[str]) -> Iterator[str]:
        """Yield the events of which claims name one of these actors, or who speaks for them, as speaker or agent."""
        known, wave = set[str](), set(actors)
        while wave:
            known |= wave
            wave = {actor for edge in ("SPEAKS_FOR", "PART_OF") for actor in self._ids(BELOW, edge, wave)} - known
        yield from sorted({event for edge in ("SAID_BY", "AGENT") for event in self._ids(TOLD_BY, edge, known)})

    def _nodes(self, kind: type[Found], keys: Collection[str]) -> Iterator[Found]:
        for part in _parts(keys):
            for record in self._store.stream(nodes_query(kind), {"ids": part}):
                yield node_from(kind, record)

    def _ids(self, query: str, edge: str, actors: Collection[str]) -> Iterator[str]:
        for part in _parts(actors):
            yield from (record["id"] for record in self._store.stream(query.format(edge=edge), {"actors": part}))


def _parts(keys: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(keys)
    yield from (ordered[first : first + ASKED] for first in range(0, len(ordered), ASKED))

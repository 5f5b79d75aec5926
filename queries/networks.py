"""The graph of actors for networkx."""

from typing import TYPE_CHECKING

from graph.stores import Store

if TYPE_CHECKING:
    import networkx as nx

ACTORS = "MATCH (a:Actor) RETURN a.actorId AS actorId, a.name AS name, a.kind AS kind ORDER BY actorId"
EDGES = """
MATCH (a:Actor)-[r:{type}]->(b:Actor)
RETURN r.edgeId AS edgeId, a.actorId AS source, b.actorId AS target, r.claimId AS claimId, r.eventId AS eventId,
       r.stance AS stance, r.certainty AS certainty
ORDER BY edgeId
"""


def to_networkx(store: Store) -> "nx.MultiDiGraph[str]":
    """Return the actors with who attacked and who accused whom, keyed by edgeId: rival claims stay apart.

    Nodes have name and kind; edges have type, claimId, eventId, stance and certainty.
    """
    import networkx as nx  # takes long, and the command line has no need of it

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in store.read(ACTORS, {}):
        graph.add_node(row.pop("actorId"), **row)
    for kind in ("ATTACKED", "ACCUSED"):
        for row in store.read(EDGES.format(type=kind), {}):
            source, target, key = row.pop("source"), row.pop("target"), row.pop("edgeId")
            graph.add_edge(source, target, key=key, type=kind, **row)
    return graph

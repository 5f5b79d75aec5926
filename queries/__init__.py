"""Questions to the graph; never writes."""

from graph.stores import open_store
from queries.library import run
from queries.networks import to_networkx

__all__ = ["open_store", "run", "to_networkx"]

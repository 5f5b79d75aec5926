"""The node and edge types of a graph.

Constraints, tables, the RDF vocabulary and SCHEMA.md are made from the classes of graph/nodes.py and graph/edges.py.
A field `start_date` is the property `startDate`; the first field of a node is its key.
"""

from dataclasses import fields

from graph.edges import (
    About,
    Accused,
    Agent,
    AlliedWith,
    Answers,
    Attacked,
    Claimed,
    CompetesWith,
    Contradicts,
    Denied,
    HappenedAt,
    Of,
    PartOf,
    PlacedAt,
    PossiblySameAs,
    PublishedBy,
    RelayedBy,
    RestsOn,
    SaidBy,
    SpeaksFor,
    StatedIn,
    Target,
    Tells,
    TellsOf,
)
from graph.elements import Edge, Node, Ref, camel
from graph.nodes import (
    Actor,
    Article,
    Asset,
    Batch,
    Claim,
    Event,
    LoadRun,
    Memo,
    Narrative,
    Operation,
    Passage,
    Place,
    StoredExtraction,
)

NODES: tuple[type[Node], ...] = (
    Article, Passage, Actor, Place, Asset, Operation, Event, Claim, Narrative, LoadRun,
    StoredExtraction, Memo, Batch,
)  # fmt: skip
#: The store's own, not exported.
INTERNAL: tuple[type[Node], ...] = (LoadRun, StoredExtraction, Memo, Batch)
EDGES: tuple[type[Edge], ...] = (
    Of, PublishedBy, StatedIn, SaidBy, RelayedBy, About, PlacedAt, Agent, Target, Answers, Contradicts, HappenedAt,
    PartOf, SpeaksFor, AlliedWith, PossiblySameAs, Attacked, Claimed, Denied, Accused, TellsOf, Tells, RestsOn,
    CompetesWith,
)  # fmt: skip


def key_of(kind: type[Node]) -> str:
    """Return the name of the key property of a node type."""
    return camel(fields(kind)[0].name)  # type: ignore[arg-type]


def ref(node: Node) -> Ref:
    """Return the reference to a node that edges hold."""
    return Ref(type(node).__name__, getattr(node, fields(node)[0].name))  # type: ignore[arg-type]

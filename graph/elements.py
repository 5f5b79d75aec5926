"""What nodes and edges are made of: their bases, what a property means, and the error of the graph."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, NamedTuple


class GraphError(Exception):
    """The graph can't be built, stored or read; the message says what was expected and what to do."""


class Ref(NamedTuple):
    """The node at an end of an edge."""

    label: str
    key: str


def about(meaning: str, **options: Any) -> Any:
    """Return a dataclass field that carries what it means."""
    return field(metadata={"about": meaning}, **options)


def camel(name: str) -> str:
    """Return the property's name for a field's name."""
    head, *tail = name.split("_")
    return head + "".join(part.title() for part in tail)


class Node:
    """A node; its label is the class's name."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An edge between two nodes; `TYPE` names it, `PAIRS` are the labels that it may join."""

    TYPE: ClassVar[str] = ""
    PAIRS: ClassVar[tuple[tuple[type[Node], type[Node]], ...]] = ()

    start: Ref
    end: Ref

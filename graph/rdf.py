"""The graph as RDF: TriG or N-Quads, each claim a named graph with its source by PROV-O.

What a claim says (its edges, and those derived from it) stands in the graph named after the claim; everything else in
the default graph, where the claim itself is described and leads to its passage and its speaker. An edge that has
properties is a resource of its own beside the plain triple; lists keep their order as RDF lists.
"""

import inspect
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from rdflib import OWL, PROV, RDF, RDFS, XSD, BNode, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.plugins.serializers.trig import TrigSerializer
from rdflib.term import Node as Term

from graph.contents import graph_rows
from graph.edges import Derived
from graph.elements import Edge, GraphError, Node, Ref
from graph.export import replacing
from graph.nodes import Claim
from graph.rows import Row, columns, edge_id, properties
from graph.schema import EDGES, INTERNAL, NODES, ref
from graph.stores import Store
from ingest.document import content_id

CG = Namespace("urn:conflictgraph:")
FORMATS = {".trig": "trig", ".nq": "nquads"}
RANGES = {str: XSD.string, int: XSD.integer, float: XSD.decimal, bool: XSD.boolean, tuple: RDF.List}
#: What PROV-O calls our own terms.
SUBCLASSES = {"Article": PROV.Entity, "Passage": PROV.Entity, "Claim": PROV.Entity, "Actor": PROV.Agent}
SUBPROPERTIES = {
    "OF": PROV.wasQuotedFrom, "STATED_IN": PROV.wasDerivedFrom, "SAID_BY": PROV.wasAttributedTo,
    "PUBLISHED_BY": PROV.wasAttributedTo,
}  # fmt: skip
#: Edges by which a claim says something; the others tell where it comes from and how it stands to others.
SAYS = ("ABOUT", "AGENT", "PLACED_AT", "TARGET")


def export_rdf(store: Store, path: Path) -> int:
    """Write the whole graph as TriG or N-Quads, after the path's suffix, and return its number of statements."""
    if path.suffix not in FORMATS:
        raise GraphError(f"{path} is no RDF file: expected a name that ends in {' or '.join(FORMATS)}")
    dataset = to_dataset(graph_rows(store))
    with replacing(path) as file:
        if path.suffix == ".nq":
            lines = dataset.serialize(format="nquads", encoding="utf-8").splitlines(keepends=True)
            file.writelines(sorted(line for line in lines if line.strip()))
        else:
            _SortedTrig(dataset).serialize(file, encoding="utf-8")
    return len(dataset)


class _SortedTrig(TrigSerializer):
    """TriG with its graphs sorted: rdflib leaves them in the order of their hashes."""

    def __init__(self, dataset: Dataset) -> None:
        super().__init__(dataset)
        self.contexts = sorted(self.contexts, key=lambda graph: str(graph.identifier))


def read_rdf(path: Path) -> Iterator[Row]:
    """Yield the nodes and edges that `export_rdf` has written to a file."""
    dataset = Dataset()
    dataset.parse(path, format=FORMATS[path.suffix])
    kinds: dict[Term, type[Node]] = {CG[kind.__name__]: kind for kind in NODES}
    for subject, _, label, _ in dataset.quads((None, RDF.type, None, None)):
        if label in kinds and isinstance(subject, URIRef):
            yield kinds[label](**_read_fields(dataset, subject, kinds[label]))
    for edge in EDGES:
        yield from _read_statements(dataset, edge) if columns(edge) else _read_triples(dataset, edge)


def to_dataset(rows: Iterable[Row]) -> Dataset:
    """Return the rows as an RDF dataset, with the vocabulary that they use in a graph of its own."""
    dataset = Dataset()
    dataset.bind("cg", CG)
    dataset.bind("prov", PROV)
    _describe_vocabulary(dataset.graph(CG["vocabulary"]))
    default = dataset.default_graph
    for row in rows:
        if isinstance(row, Edge):
            _add_edge(dataset, row)
        else:
            subject = _iri(ref(row))
            default.add((subject, RDF.type, CG[type(row).__name__]))
            if type(row).__name__ in SUBCLASSES:
                default.add((subject, RDF.type, SUBCLASSES[type(row).__name__]))
            _add_properties(default, subject, row)
    return dataset


def _add_edge(dataset: Dataset, edge: Edge) -> None:
    graph = dataset.default_graph
    if isinstance(edge, Derived):
        graph = dataset.graph(_iri(Ref(Claim.__name__, edge.claim_id)))
    elif edge.TYPE in SAYS:
        graph = dataset.graph(_iri(edge.start))
    triple = _iri(edge.start), CG[edge.TYPE], _iri(edge.end)
    graph.add(triple)
    if edge.TYPE in SUBPROPERTIES:
        graph.add((triple[0], SUBPROPERTIES[edge.TYPE], triple[2]))
    if columns(type(edge)):
        statement = CG[f"{edge.TYPE}:{edge_id(edge)}"]
        graph.add((statement, RDF.type, RDF.Statement))
        for name, term in zip((RDF.subject, RDF.predicate, RDF.object), triple, strict=True):
            graph.add((statement, name, term))
        _add_properties(graph, statement, edge)


def _add_properties(graph: Graph, subject: URIRef, row: Row) -> None:
    for name, value in properties(row).items():
        if isinstance(value, list):
            graph.add((subject, CG[name], _list(graph, f"{subject} {name}", value)))
        else:
            graph.add((subject, CG[name], _literal(value)))


def _literal(value: Any) -> Literal:
    """Return the literal of a value; numbers as decimals, since rdflib cuts doubles off after six digits."""
    if isinstance(value, float):
        return Literal(f"{Decimal(repr(value)):f}", datatype=XSD.decimal)
    return Literal(value)


def _list(graph: Graph, name: str, words: list[str]) -> Term:
    """Return the head of an RDF list; its blank nodes are named after what it belongs to, always the same."""
    places = [BNode(f"l{content_id(name, number)}") for number in range(len(words))]
    for number, word in enumerate(words):
        graph.add((places[number], RDF.first, Literal(word)))
        graph.add((places[number], RDF.rest, places[number + 1] if number + 1 < len(words) else RDF.nil))
    return places[0] if places else RDF.nil


def _iri(node: Ref) -> URIRef:
    return CG[f"{node.label}:{quote(node.key, safe='')}"]


def _ref(term: Any) -> Ref:
    label, _, key = str(term).removeprefix(CG).partition(":")
    return Ref(label, unquote(key))


def _read_fields(dataset: Dataset, subject: URIRef, kind: type[Row]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column in columns(kind):
        for _, _, value, context in dataset.quads((subject, CG[column.name], None, None)):
            graph = dataset.graph(context) if context else dataset.default_graph
            if column.type is tuple:
                found[column.field] = tuple(str(word) for word in Collection(graph, value))
            else:
                found[column.field] = column.type(value.toPython() if isinstance(value, Literal) else value)
    return found


def _read_statements(dataset: Dataset, kind: type[Edge]) -> Iterator[Edge]:
    for subject, _, _, _ in dataset.quads((None, RDF.predicate, CG[kind.TYPE], None)):
        ends = [next(dataset.quads((subject, end, None, None)))[2] for end in (RDF.subject, RDF.object)]
        if isinstance(subject, URIRef):
            yield kind(start=_ref(ends[0]), end=_ref(ends[1]), **_read_fields(dataset, subject, kind))


def _read_triples(dataset: Dataset, kind: type[Edge]) -> Iterator[Edge]:
    for start, _, end, _ in dataset.quads((None, CG[kind.TYPE], None, None)):
        yield kind(start=_ref(start), end=_ref(end))


def _describe_vocabulary(graph: Graph) -> None:
    """Add every class and property of the schema with what it means."""
    for kind in (kind for kind in NODES if kind not in INTERNAL):
        graph.add((CG[kind.__name__], RDF.type, RDFS.Class))
        _describe(graph, kind, CG[kind.__name__])
        if kind.__name__ in SUBCLASSES:
            graph.add((CG[kind.__name__], RDFS.subClassOf, SUBCLASSES[kind.__name__]))
    for edge in EDGES:
        term = CG[edge.TYPE]
        graph.add((term, RDF.type, OWL.ObjectProperty))
        _describe(graph, edge, term)
        if edge.TYPE in SUBPROPERTIES:
            graph.add((term, RDFS.subPropertyOf, SUBPROPERTIES[edge.TYPE]))


def _describe(graph: Graph, kind: type[Row], term: URIRef) -> None:
    graph.add((term, RDFS.comment, Literal(inspect.getdoc(kind))))
    for column in columns(kind):
        graph.add((CG[column.name], RDF.type, RDF.Property))
        graph.add((CG[column.name], RDFS.range, RANGES[column.type]))
        graph.add((CG[column.name], RDFS.comment, Literal(f"{term.removeprefix(CG)}: {column.about}")))

from pathlib import Path

from graph.edges import Derived
from graph.render import LOOKUPS, ladybug_statements, neo4j_statements, schema_page
from graph.rows import EVERY, columns, name_of
from graph.schema import EDGES, NODES


def test_schema_page_is_fresh() -> None:
    page = Path(__file__).parents[1] / "graph" / "SCHEMA.md"
    assert page.read_text(encoding="utf-8") == schema_page(), "run `make docs`"


def test_neo4j_has_a_constraint_for_every_key_and_every_derived_edge() -> None:
    statements = "\n".join(neo4j_statements())
    for kind in NODES:
        assert f"FOR (n:`{kind.__name__}`) REQUIRE n.`{columns(kind)[0].name}` IS UNIQUE" in statements
    for edge in EDGES:
        assert (f"FOR ()-[n:`{edge.TYPE}`]-() REQUIRE n.`edgeId`" in statements) == issubclass(edge, Derived)


def test_lookups_name_properties_that_exist() -> None:
    known = {f"{name_of(kind)}.{column.name}" for kind in EVERY for column in columns(kind)}
    assert set(LOOKUPS) <= known


def test_tables_join_every_pair_of_labels() -> None:
    statements = "\n".join(ladybug_statements())
    for edge in EDGES:
        pairs = ", ".join(f"FROM `{start.__name__}` TO `{end.__name__}`" for start, end in edge.PAIRS)
        assert f"`{edge.TYPE}`({pairs}" in statements

from collections.abc import Callable
from pathlib import Path

import pytest
from sample_graph import every_row
from test_export import exported

from graph.elements import GraphError
from graph.stores import Store
from queries.cypher import QueryError, check, run_cypher

READS = [
    "MATCH (a:Actor) WHERE a.name <> 'CREATE (n) SET n.x = 1; LOAD CSV' RETURN a.actorId AS id ORDER BY id",
    'MATCH (a:Actor) WHERE a.name <> "it\'s a \\" MERGE" RETURN count(a) AS number',
    "MATCH (c:Claim) /* DELETE it */ RETURN c.start AS start, c.`end` AS `call` // DROP TABLE\nORDER BY start",
    "MATCH (a:Actor)-[r:ATTACKED]->(b:Actor) RETURN r.edgeId AS id, b.name AS attacked ORDER BY id;",
    "MATCH (e:Event) WHERE EXISTS { MATCH (e)<-[:ABOUT]-(:Claim) } RETURN e.eventId AS id ORDER BY id",
    "MATCH (e:Event)<-[:ABOUT]-(c:Claim) RETURN e.eventId AS id, coalesce(sum(c.low), 0) AS low ORDER BY id",
]
WRITES = [
    "CREATE (:Actor {actorId: 'x', name: 'x', kind: 'other'})",
    "MERGE (a:Actor {actorId: 'x'}) RETURN a.name AS name",
    "MATCH (a:Actor) SET a.name = 'x'",
    "MATCH (a:Actor) DETACH DELETE a",
    "MATCH (a:Actor) REMOVE a.country",
    "MATCH (a:Actor) WITH a/**/SET/**/a.name = 'x'",
    "MATCH (a:Actor) WHERE a.name <> '\\'' seT a.name = ''",
    "MATCH (a:Actor) FOREACH (x IN [1] | SET a.name = 'x')",
    "MATCH (a:Actor) CALL { WITH a DELETE a } IN TRANSACTIONS RETURN 1 AS one",
    "ALTER TABLE Actor DROP country",
    "DROP TABLE Actor",
    "DROP CONSTRAINT Actor_actorId",
    "CREATE INDEX x FOR (a:Actor) ON (a.country)",
    "CREATE NODE TABLE X(id STRING PRIMARY KEY)",
    "MATCH (a:Actor) RETURN a.name AS name; MATCH (a:Actor) RETURN a.name AS name",
    "COMMIT; CREATE (:Actor {actorId: 'x'})",
]
REACHES = [
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "load csv with headers from 'http://localhost' as line return line",
    "LOAD FROM '/etc/passwd' RETURN *",
    "MATCH (a:Actor) WHERE a.name = 5!LOAD FROM '/etc/passwd' RETURN *",
    "L\\u004fAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "RETURN '\\u0027 AS x LOAD CSV FROM \\u0027file:///x' AS line",
    "COPY (MATCH (a:Actor) RETURN a.name) TO 'out.csv'",
    "COPY Actor FROM 'in.csv'",
    "EXPORT DATABASE 'out'",
    "IMPORT DATABASE 'out'",
    "ATTACH 'x.db' AS x (dbtype sqlite)",
    "INSTALL httpfs",
    "ANALYZE Actor",
    "LOAD EXTENSION httpfs",
    "CALL db.labels() YIELD label RETURN label",
    "CALL show_tables() RETURN *",
    "CALL threads=1",
    "CALL dbms.listConfig() YIELD name RETURN name",
    "SHOW USERS",
    "USE system MATCH (n) RETURN n",
    "RETURN apoc.cypher.runFirstColumnSingle('CREATE (n) RETURN n', {}) AS x",
    "RETURN `apoc` . `load`.json('http://localhost') AS x",
    "EXPLAIN MATCH (a:Actor) RETURN a.name AS name",
]


@pytest.fixture
def filled(store: Store) -> Store:
    store.prepare()
    store.write(every_row())
    return store


def test_queries_that_read_are_run(filled: Store) -> None:
    for text in READS:
        assert run_cypher(filled, text), text
    found = run_cypher(filled, "MATCH (a:Actor {actorId: $id}) RETURN a AS actor", {"id": "Actor-1"})
    assert found[0]["actor"]["aliases"] == []
    assert "country" not in found[0]["actor"]


def test_both_stores_give_the_same_rows(both_stores: tuple[Store, Store]) -> None:
    for store in both_stores:
        store.prepare()
        store.write(every_row())
    queries = [
        *READS,
        "MATCH (a:Actor {actorId: 'Actor-1'}) RETURN a AS actor",
        "MATCH p = (c:Claim)-[:ABOUT]->(e:Event) RETURN p AS path ORDER BY e.eventId",
        "MATCH (:Event)-[r:POSSIBLY_SAME_AS]->(:Event) RETURN r AS edge ORDER BY r.score",
    ]
    for text in queries:
        assert run_cypher(both_stores[0], text) == run_cypher(both_stores[1], text), text


@pytest.mark.parametrize("text", WRITES + REACHES)
def test_what_does_more_than_read_is_refused_before_it_runs(text: str) -> None:
    with pytest.raises(QueryError, match=r"refused|one statement"):
        check(text)


def test_what_is_no_query_is_refused() -> None:
    for text in ["", " ;", "// nothing", "'only a string"]:
        if "'" not in text:
            with pytest.raises(QueryError, match="expected a query"):
                check(text)


def test_parameters_without_a_value_are_named(filled: Store) -> None:
    with pytest.raises(QueryError, match=r"no value for \$name"):
        run_cypher(filled, "MATCH (a:Actor {name: $name}) RETURN a.kind AS kind")


def test_the_engines_refuse_writes_by_themselves(filled: Store, tmp_path: Path) -> None:
    before = exported(filled, tmp_path / "a.jsonl")
    for text in WRITES:
        with pytest.raises(GraphError):
            filled.read(text)
    assert exported(filled, tmp_path / "b.jsonl") == before


def test_neo4j_plan_shows_what_reaches_beyond_the_graph(open_kind: Callable[..., Store], empty_neo4j: object) -> None:
    store = open_kind("neo4j")
    store.prepare()
    assert store.forbidden("LOAD CSV FROM 'file:///x' AS line RETURN line") == "LoadCSV"
    assert store.forbidden("CALL db.labels() YIELD label RETURN label") == "ProcedureCall"
    assert store.forbidden("SHOW USERS")
    assert store.forbidden("CREATE (n)")
    assert store.forbidden("MATCH (n) RETURN count(n) AS number") is None


def test_a_syntax_error_is_told(filled: Store) -> None:
    with pytest.raises(GraphError, match=filled.name):
        run_cypher(filled, "MATCH (a:Actor RETURN a.name AS name")

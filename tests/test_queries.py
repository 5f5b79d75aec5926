"""Every question of the library, asked of both stores over the graph of the seed articles."""

from collections.abc import Iterator

import pytest
from conftest import Server, clear
from tellings import telling

from graph.build import build_graph
from graph.load import load
from graph.stores import MEMORY, Store, open_store
from ingest.document import Extraction
from queries.library import find, questions, rows

#: What the seed articles surely answer; the others are asked of graphs made by hand as well.
ANSWERED = ("attacks", "attribution", "contradictions", "denials", "events", "overview", "tolls")


@pytest.fixture(scope="module")
def stores(
    neo4j_server: Server, seed_extractions: list[Extraction], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, Store]]:
    """Yield the embedded store and Neo4j, both with the graph of the seed articles."""
    clear(neo4j_server)
    uri, username, password = neo4j_server
    file = tmp_path_factory.mktemp("seeds") / "graph.lbug"
    with open_store(str(file)) as embedded, open_store(uri, username=username, password=password) as server:
        for store in (embedded, server):
            load(store, seed_extractions, build=build_graph)
        yield embedded, server


@pytest.mark.parametrize("name", sorted(set(questions()) - {"evidence"}))
def test_both_stores_answer_alike(stores: tuple[Store, Store], name: str) -> None:
    embedded, server = (rows(store, name, {}) for store in stores)
    assert embedded == server
    assert embedded or name not in ANSWERED
    assert all(list(row) == [column.name for column in find(name).columns] for row in embedded)


def test_evidence_leads_from_every_count_to_its_words(stores: tuple[Store, Store]) -> None:
    for toll in rows(stores[0], "tolls", {}):
        embedded, server = (rows(store, "evidence", {"claim": toll["claimId"]}) for store in stores)
        assert embedded == server
        assert [row["text"] for row in embedded] == [toll["text"]]
        assert embedded[0]["sentence"] == toll["sentence"]
        assert embedded[0]["speakers"] == toll["speakers"]


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("tolls", {"title": "Jaffar Express", "measure": "killed"}),
        ("tolls", {"event": "hijacking"}),
        ("attribution", {"event": "Jaffar Express"}),
        ("attacks", {"actor": "Liberation", "limit": "2"}),
        ("events", {"kind": "hijacking"}),
    ],
)
def test_parameters_narrow_the_answer_alike(stores: tuple[Store, Store], name: str, given: dict[str, str]) -> None:
    embedded, server = (rows(store, name, given) for store in stores)
    assert embedded == server
    assert len(embedded) <= len(rows(stores[0], name, {}))


def test_the_first_question_is_answered(stores: tuple[Store, Store]) -> None:
    who = {row["perpetrator"] for row in rows(stores[0], "attribution", {"event": "Jaffar Express"})}
    told = rows(stores[0], "tolls", {"title": "Jaffar Express", "measure": "killed"})
    assert any("Liberation Army" in (name or "") for name in who)
    assert {"50", "33", "at least 200"} <= {row["quantity"] for row in told}
    assert all(row["quantity"] in row["sentence"] for row in told)


def test_states_accuse_states() -> None:
    article = telling("border", "attack", date="2025-05-06")
    pakistan = article.actor("Government of Pakistan", "government")
    india = article.actor("Government of India", "government")
    article.claim("e1", "India backs the attackers.", by=pakistan, stance="accused", agents=(india,))
    with open_store(MEMORY) as store:
        load(store, [article.extraction()], build=build_graph)
        found = rows(store, "state_accusations", {})
    assert [(row["accuser"], row["accused"], row["text"]) for row in found] == [
        ("Government of Pakistan", "Government of India", "India backs the attackers.")
    ]

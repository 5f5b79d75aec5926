"""Real stores for tests: the embedded one, and a Neo4j server that is found or started once a session."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import docker
import neo4j
import neo4j_jars
import pytest
from docker.errors import DockerException
from spacy.language import Language
from testcontainers.community.neo4j import Neo4jContainer

from graph.stores import Store, open_store
from ingest.document import Article, Extraction

IMAGE = "neo4j:5.26.30-community"


class Server(NamedTuple):
    """Where a Neo4j answers, and to whom."""

    uri: str
    username: str
    password: str


def docker_answers() -> bool:
    """Return whether there is a Docker engine."""
    try:
        client = docker.from_env(timeout=5)
    except DockerException:
        return False
    client.close()
    return True


def _no_neo4j() -> str | None:
    """Return why there can be no Neo4j here, null where there can."""
    if os.environ.get("NEO4J_TEST_URI") or docker_answers():
        return None
    if lacks := neo4j_jars.missing():
        return f"no Neo4j: NEO4J_TEST_URI is not set, no Docker engine answers, and there is {lacks} for its jars"
    return None


def _needs(lacking: str | None) -> pytest.MarkDecorator:
    """Return the mark of tests that are skipped where something is lacking; CI never skips."""
    if lacking and os.environ.get("CI") == "true":
        raise pytest.UsageError(f"CI skips nothing: {lacking}")
    return pytest.mark.skipif(lacking is not None, reason=lacking or "")


needs_neo4j = _needs(_no_neo4j())
needs_docker = _needs(None if docker_answers() else "no Docker engine answers")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks for the server."""
    for item in items:
        if {"neo4j_server", "empty_neo4j"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(needs_neo4j)


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield a running server: NEO4J_TEST_URI, else testcontainers, else its own jars."""
    if uri := os.environ.get("NEO4J_TEST_URI"):
        username, password = os.environ.get("NEO4J_TEST_USERNAME", "neo4j"), os.environ["NEO4J_TEST_PASSWORD"]
        yield Server(uri, username, password)
    elif docker_answers():
        os.environ.setdefault("TESTCONTAINERS_RYUK_DISABLED", "true")
        container = Neo4jContainer(IMAGE, password=neo4j_jars.PASSWORD)
        container.with_env("NEO4J_server_memory_heap_max__size", "512m")
        with container:
            yield Server(container.get_connection_url(), "neo4j", neo4j_jars.PASSWORD)
    else:
        with neo4j_jars.running(tmp_path_factory.mktemp("neo4j")) as uri:
            yield Server(uri, "neo4j", neo4j_jars.PASSWORD)


def _drop_schema(transaction: neo4j.ManagedTransaction) -> None:
    for name in transaction.run("SHOW CONSTRAINTS YIELD name").value():
        transaction.run(f"DROP CONSTRAINT `{name}`").consume()
    for name in transaction.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name").value():
        transaction.run(f"DROP INDEX `{name}`").consume()


@pytest.fixture
def empty_neo4j(neo4j_server: Server) -> Server:
    """Return the server, its database without data, constraints or indexes."""
    clear(neo4j_server)
    return neo4j_server


def clear(server: Server) -> None:
    """Take all data, constraints and indexes out of the server's database."""
    uri, username, password = server
    with neo4j.GraphDatabase.driver(uri, auth=(username, password)) as driver, driver.session() as session:
        session.run("MATCH (n) DETACH DELETE n").consume()
        session.execute_write(_drop_schema)


@pytest.fixture
def open_kind(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., Store]]:
    """Yield a function that opens the store of a kind (file, memory, neo4j), the same one at every call."""
    with ExitStack() as stack:

        def opened(kind: str, *, read_only: bool = False) -> Store:
            if kind == "neo4j":
                uri, username, password = request.getfixturevalue("empty_neo4j")
                store = open_store(uri, username=username, password=password, read_only=read_only)
            else:
                target = ":memory:" if kind == "memory" else str(tmp_path / "graph.lbug")
                store = open_store(target, read_only=read_only)
            stack.callback(store.close)
            return store

        yield opened


@pytest.fixture(params=["file", "memory", pytest.param("neo4j", marks=needs_neo4j)])
def store(request: pytest.FixtureRequest, open_kind: Callable[..., Store]) -> Store:
    """Return an empty store, each kind in turn."""
    return open_kind(request.param)


@pytest.fixture
def both_stores(empty_neo4j: Server, open_kind: Callable[..., Store]) -> tuple[Store, Store]:
    """Return an empty embedded store and an empty Neo4j."""
    return open_kind("file"), open_kind("neo4j")


@pytest.fixture(scope="session")
def pipeline() -> Language:
    """Return the whole pipeline, loaded once, and only where a test needs it."""
    from ingest.pipeline import load_pipeline

    return load_pipeline()


@pytest.fixture(scope="session")
def seed_extractions(pipeline: Language) -> list[Extraction]:
    """Return what is read off the seed articles, read once."""
    from ingest.articles import read_articles
    from ingest.pipeline import extract

    read = read_articles(Path(__file__).parents[1] / "seeds" / "articles")
    return [extract(pipeline, article) for article in read if isinstance(article, Article)]

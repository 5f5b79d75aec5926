import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
import yaml
from conftest import IMAGE, needs_docker

from graph.stores import open_store

ROOT = Path(__file__).parents[1]
COMPOSE = ["docker", "compose", "-p", "conflictgraph-test"]


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture
def compose_folder(tmp_path: Path) -> Path:
    """Return a folder with the compose file alone, away from any `.env` of the developer's."""
    shutil.copy(ROOT / "docker-compose.yml", tmp_path)
    return tmp_path


def environment(**more: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")} | more


def test_compose_file_pins_the_image_and_stays_on_this_machine() -> None:
    service = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["neo4j"]
    assert service["image"] == IMAGE
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])


def test_example_names_every_variable_of_the_compose_file() -> None:
    example = (ROOT / ".env.example").read_text().splitlines()
    given = {line.partition("=")[0] for line in example if not line.startswith("#")}
    text = (ROOT / "docker-compose.yml").read_text()
    asked = {part.partition("}")[0].partition(":")[0] for part in text.split("${")[1:]}
    assert asked <= given


@needs_docker
def test_compose_starts_a_healthy_server(compose_folder: Path) -> None:
    bolt = free_port()
    variables = environment(
        NEO4J_PASSWORD="compose-test", NEO4J_BOLT_PORT=bolt, NEO4J_HTTP_PORT=free_port(), NEO4J_HEAP="512M",
        NEO4J_PAGECACHE="64M",
    )  # fmt: skip
    without = subprocess.run(
        [*COMPOSE, "config"], cwd=compose_folder, env=environment(), capture_output=True, text=True
    )
    assert without.returncode != 0
    assert "set NEO4J_PASSWORD in .env" in without.stderr
    try:
        subprocess.run([*COMPOSE, "up", "-d", "--wait"], cwd=compose_folder, env=variables, check=True)
        with open_store(f"neo4j://127.0.0.1:{bolt}", password="compose-test") as store:
            store.prepare()
            assert store.read("MATCH (a:Actor) RETURN count(a) AS number") == [{"number": 0}]
    finally:
        subprocess.run([*COMPOSE, "down", "--volumes"], cwd=compose_folder, env=variables, check=True)

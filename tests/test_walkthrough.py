"""The whole way, as a user goes it: articles to answers by the command line, on both stores."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from commands import ROOT, Ran, run_plainly
from conftest import Server, clear

ARTICLES = sorted((ROOT / "seeds" / "articles").glob("*.md"))


def done(ran: Ran) -> str:
    assert ran.code == 0, ran.err
    return ran.out


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("walkthrough")


@pytest.fixture(scope="module")
def exported(folder: Path) -> bytes:
    """Return the graph of the seed articles as `build` and `export` give it."""
    done(run_plainly("build", *ARTICLES, "--store", "a.lbug", cwd=folder, PYTHONHASHSEED="1"))
    done(run_plainly("export", "a.jsonl", "--store", "a.lbug", cwd=folder))
    return (folder / "a.jsonl").read_bytes()


def test_built_twice_is_the_same_bytes(folder: Path, exported: bytes) -> None:
    done(run_plainly("build", *ARTICLES, "--store", "a.lbug", cwd=folder, PYTHONHASHSEED="2"))
    done(run_plainly("export", "again.jsonl", "--store", "a.lbug", cwd=folder))
    assert (folder / "again.jsonl").read_bytes() == exported


def test_another_order_hash_seed_and_store_are_the_same_bytes(
    folder: Path, exported: bytes, neo4j_server: Server
) -> None:
    clear(neo4j_server)
    login = {"NEO4J_USERNAME": neo4j_server.username, "NEO4J_PASSWORD": neo4j_server.password}
    lines = done(run_plainly("ingest", *reversed(ARTICLES), "--workers", 2, cwd=folder, PYTHONHASHSEED="3"))
    (folder / "x.jsonl").write_text(lines, encoding="utf-8")
    done(run_plainly("load", "x.jsonl", "--store", "b.lbug", cwd=folder, PYTHONHASHSEED="4"))
    done(run_plainly("load", "-", "--store", neo4j_server.uri, cwd=folder, out="< x.jsonl", **login))
    done(run_plainly("export", "b.jsonl", "--store", "b.lbug", cwd=folder))
    done(run_plainly("export", "n.jsonl", "--store", neo4j_server.uri, cwd=folder, **login))
    assert (folder / "b.jsonl").read_bytes() == exported
    assert (folder / "n.jsonl").read_bytes() == exported
    asked = ("query", "tolls", "title=Jaffar Express", "measure=killed", "--format", "csv", "--store")
    answers = [done(run_plainly(*asked, store, cwd=folder, **login)) for store in ("a.lbug", neo4j_server.uri)]
    assert answers[0] == answers[1]
    assert "Liberation Army" in answers[0]


def test_the_wheel_runs_in_an_empty_environment(tmp_path: Path) -> None:
    """What it depends on comes from this environment by a path file; nothing of this folder does."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, env=plain)
    venv.create(tmp_path / "venv")
    (site,) = (tmp_path / "venv").glob("lib/python*/site-packages")
    (wheel,) = tmp_path.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(site), str(wheel)], check=True, env=plain)
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    (site / "libraries.pth").write_text("\n".join(libraries))
    code = "import ingest.pipeline; from conflictgraph.cli import main; main()"

    def ran(*arguments: str) -> str:
        python = str(tmp_path / "venv" / "bin" / "python")
        return subprocess.run(
            [python, "-c", code, *arguments], check=True, capture_output=True, text=True, cwd=tmp_path, env=plain
        ).stdout

    (tmp_path / "one.txt").write_text("Militants killed 12 soldiers near Quetta on 11 March 2025, the army said.")
    ran("build", "one.txt", "--store", "graph.lbug")
    assert "12" in ran("query", "tolls", "--store", "graph.lbug", "--format", "csv")
    ran("show", "one.txt", "--output", "page.html")
    where = [str(tmp_path / "venv" / "bin" / "python"), "-c", "import ingest.pipeline as p; print(p.__file__)"]
    assert (
        str(site) in subprocess.run(where, check=True, capture_output=True, text=True, cwd=tmp_path, env=plain).stdout
    )

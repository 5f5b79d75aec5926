import json
import re
from collections import namedtuple
from pathlib import Path

import pytest
from commands import Cli, run_plainly
from conftest import Server
from sample_graph import every_row, extraction
from typer.testing import CliRunner

from conflictgraph.cli import app
from graph.stores import open_store
from ingest.document import to_json

SENTENCE = "Militants killed 12 soldiers in an ambush near Quetta on 11 March 2025, the army said."
LINES = "".join(to_json(extraction(number)) + "\n" for number in range(3)).encode()


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Cli:
    monkeypatch.chdir(tmp_path)
    for name in ("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    return Cli(monkeypatch, capsys)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """Return a store that holds two nodes of every type and edges of every kind."""
    path = tmp_path / "filled.lbug"
    with open_store(str(path)) as store:
        store.prepare()
        store.write(every_row())
    return path


def reasons(path: Path) -> dict[str, str]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {Path(line["path"]).name: line["reason"] for line in lines}


def write_bad_batch(folder: Path) -> None:
    """Write one good article of two formats among everything that may be wrong with one."""
    folder.mkdir()
    (folder / "good.txt").write_text(SENTENCE)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x7fELF\0\0\1")
    (folder / "long.txt").write_bytes(b"killed " * 7_200_000)
    (folder / "long.jsonl").write_bytes(b'{"text": "' + b"killed " * 7_200_000)
    (folder / "latin.txt").write_bytes("Attaque à Tessalit".encode("latin-1"))
    (folder / "menu.html").write_text("<html><head><title>x</title></head><body><nav>Home</nav></body></html>")
    (folder / "rows.jsonl").write_text(
        f'{json.dumps({"text": SENTENCE + " It went on."})}\n{{"text": \n[1]\n{{"id": 1}}\n'
    )
    (folder / "secret.txt").write_text(SENTENCE)
    (folder / "secret.txt").chmod(0)


def test_a_bad_batch_loses_only_what_is_bad(tmp_path: Path) -> None:
    write_bad_batch(tmp_path / "news")
    ran = run_plainly("build", "news", "gone.txt", "--store", "graph.lbug", cwd=tmp_path)
    assert ran.code == 3, ran.err
    told = reasons(tmp_path / "rejected.jsonl")
    expected = {
        "empty.txt": "empty",
        "binary.txt": "a binary file",
        "long.txt": "bytes; one article has at most",
        "long.jsonl#1": "a line of more than",
        "latin.txt": "not utf-8: byte 8 is 0xe0",
        "menu.html": "text",
        "rows.jsonl#2": "not JSON",
        "rows.jsonl#3": "JSON, but no object",
        "rows.jsonl#4": "no text",
        "secret.txt": "can't be read: Permission denied",
        "gone.txt": "no such file or folder",
    }
    assert sorted(told) == sorted(expected)
    assert [name for name, reason in expected.items() if reason not in told[name]] == []
    assert "read 2 articles, 11 rejected" in ran.err
    assert "holds 2 articles" in ran.err
    assert "11 rejected, listed with reasons in rejected.jsonl" in ran.err
    assert "Traceback" not in ran.err


def test_a_folder_without_articles_is_an_error(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = cli("ingest", "empty")
    assert (ran.code, ran.out) == (1, "")
    assert "no articles in empty: expected .txt" in ran.err


def test_lines_that_hold_no_extraction_are_rejected_and_the_rest_loaded(cli: Cli, tmp_path: Path) -> None:
    ran = cli("load", "-", "--store", "a.lbug", stdin=LINES + b'{"article": 1}\n\xff\xfe\nhello\n')
    assert ran.code == 3
    assert sorted(reasons(tmp_path / "rejected.jsonl")) == ["-#4", "-#5", "-#6"]
    assert "holds 3 articles" in ran.err


def test_loading_from_a_file_and_from_standard_input_is_one(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(LINES)
    assert cli("load", "x.jsonl", "--store", "a.lbug", "--quiet") == (0, "", "")
    again = cli("load", "-", "--store", "a.lbug", stdin=LINES)
    assert "0 of them new or changed; 0 nodes and 0 edges written" in again.err


def test_an_empty_file_of_extractions_is_an_error(cli: Cli) -> None:
    ran = cli("load", "-")
    assert ran.code == 1
    assert "- is empty: expected what `conflictgraph ingest` writes" in ran.err


def test_a_file_that_is_no_list_of_rejections_is_left_alone(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "rejected.jsonl").write_text('{"text": "my own"}\n')
    ran = cli("load", "-", stdin=b"hello\n")
    assert ran.code == 1
    assert "rejected.jsonl is no list of rejected articles and is left alone" in ran.err
    assert (tmp_path / "rejected.jsonl").read_text() == '{"text": "my own"}\n'


def test_the_list_of_an_earlier_run_stays_until_there_is_a_new_one(cli: Cli, tmp_path: Path) -> None:
    cli("load", "-", stdin=b"hello\n" + LINES)
    assert len(reasons(tmp_path / "rejected.jsonl")) == 1
    assert cli("load", "-", stdin=LINES).code == 0
    assert len(reasons(tmp_path / "rejected.jsonl")) == 1
    assert cli("load", "-", stdin=b"hello\nthere\n").code == 3
    assert len(reasons(tmp_path / "rejected.jsonl")) == 2


def test_rejections_that_cannot_be_listed_are_told(cli: Cli, tmp_path: Path) -> None:
    ran = cli("load", "-", "--rejected", tmp_path / "no" / "list.jsonl", stdin=b"hello\n" * 7)
    assert ran.code == 3
    assert "can't be written: No such file or directory" in ran.err
    assert ran.err.count("not an extraction") == 7


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("load", "gone.jsonl"), 1, "gone.jsonl: No such file or directory"),
        (("load", "."), 1, ".: Is a directory"),
        (("query", "tolls"), 1, "no graph at graph.lbug: make one with `conflictgraph build"),
        (("export", "x.jsonl", "--store", "no/graph.lbug"), 1, "no graph at no/graph.lbug"),
        (("query", "toll"), 1, "no question 'toll'; did you mean tolls"),
        (("query", "tolls", "limit=many"), 1, "limit takes int, not 'many'"),
        (("query", "tolls", "most=3"), 1, "tolls takes no most; it takes event"),
        (("query", "tolls", "limit"), 2, "'limit' is not KEY=VALUE"),
        (("export", "x.csv"), 2, "x.csv ends in none of .jsonl, .trig, .nq"),
        (("build",), 2, "Missing argument"),
        (("frobnicate",), 2, "No such command"),
        (("query", "tolls", "--store", "http://localhost"), 1, "http://localhost is no address of a Neo4j server"),
        (("query", "tolls", "--store", "bolt://127.0.0.1:1"), 1, "no Neo4j answers at bolt://127.0.0.1:1"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(cli: Cli, arguments: tuple[str, ...], code: int, message: str) -> None:
    ran = cli(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err
    assert "Traceback" not in ran.err
    assert code == 2 or ran.err.count("\n") == 1


def test_a_file_that_is_no_store_is_refused(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("hello")
    ran = cli("load", "-", "--store", "note.txt", stdin=LINES)
    assert ran.code == 1
    assert "note.txt is not a graph of this program" in ran.err
    assert (tmp_path / "note.txt").read_text() == "hello"


def test_a_wrong_password_is_told(cli: Cli, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_server.username)
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong-password")
    ran = cli("query", "overview", "--store", neo4j_server.uri)
    assert (ran.code, ran.out) == (1, "")
    assert "refuses the user or the password: set NEO4J_USERNAME and NEO4J_PASSWORD" in ran.err


def test_no_password_is_asked_for_where_nobody_can_answer(cli: Cli, neo4j_server: Server) -> None:
    ran = cli("query", "overview", "--store", neo4j_server.uri)
    assert ran.code == 1
    assert "Neo4j password" not in ran.err


def test_no_permission_is_told(tmp_path: Path, filled: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    (tmp_path / "x.jsonl").write_bytes(LINES)
    folder.chmod(0o555)
    stored = run_plainly("load", "x.jsonl", "--store", folder / "a.lbug", cwd=tmp_path)
    written = run_plainly("export", folder / "x.jsonl", "--store", filled, cwd=tmp_path)
    assert (stored.code, written.code) == (1, 1)
    assert f"no permission to write {folder}" in stored.err
    assert f"cannot write {folder / 'x.jsonl'}: Permission denied" in written.err


def test_a_full_disk_is_told(tmp_path: Path, filled: Path) -> None:
    printed = run_plainly("query", "overview", "--store", filled, "-f", "csv", cwd=tmp_path, out=">/dev/full")
    written = run_plainly("export", "x.jsonl", "--store", filled, cwd=tmp_path, before="ulimit -f 8")
    assert (printed.code, written.code) == (1, 1)
    assert printed.err == "conflictgraph: standard output: No space left on device\n"
    assert "cannot write x.jsonl: File too large; name another file or make room" in written.err
    assert [path.name for path in tmp_path.glob("x.jsonl*")] == []


def test_a_store_is_not_written_where_there_is_no_room(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("graph.embedded.shutil.disk_usage", lambda path: usage(1 << 30, 1 << 30, 0))
    ran = cli("load", "-", "--store", "a.lbug", stdin=LINES)
    assert ran.code == 1
    assert "no room to write a.lbug" in ran.err


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, filled: Path) -> None:
    ran = run_plainly("export", "x.jsonl", "--store", filled, cwd=tmp_path, out="| true")
    assert ran.code == 0
    assert "Traceback" not in ran.err


def test_rows_are_printed_as_table_csv_and_json(cli: Cli, filled: Path) -> None:
    asked = ("query", "overview", "--store", filled, "--format")
    table, csv, lines = (cli(*asked, style).out for style in ("table", "csv", "json"))
    assert re.search(r"^claims +2 *$", table, re.MULTILINE)
    assert csv.splitlines()[0] == "what,number"
    assert {json.loads(line)["what"]: json.loads(line)["number"] for line in lines.splitlines()}["claims"] == 2


def test_tables_fit_a_page_and_lose_no_word(cli: Cli, filled: Path) -> None:
    table = cli(
        "cypher", "MATCH (c:Claim) RETURN c.text AS text, c.cue AS cue, c.stance AS stance", "--store", filled
    ).out
    assert max(map(len, table.splitlines())) <= 100
    assert "…" not in table


def test_cypher_takes_parameters_and_refuses_writes(cli: Cli, filled: Path) -> None:
    asked = ("cypher", "MATCH (a:Actor) RETURN a.actorId AS id ORDER BY id LIMIT $n", "n=1", "--store", filled)
    assert cli(*asked, "-f", "json").out == '{"id": "Actor-1"}\n'
    refused = cli("cypher", "MATCH (a:Actor) SET a.name = 'x'", "--store", filled)
    assert refused.code == 1
    assert "SET is refused" in refused.err
    assert (
        cli("cypher", "MATCH (a:Actor) WHERE a.name = 'nobody' RETURN a.name AS name", "--store", filled).err
        == "no rows\n"
    )


def test_export_writes_every_format(cli: Cli, filled: Path, tmp_path: Path) -> None:
    for suffix in ("jsonl", "trig", "nq"):
        ran = cli("export", f"graph.{suffix}", "--store", filled)
        assert (ran.code, ran.out) == (0, "")
        assert f"wrote graph.{suffix}: " in ran.err
        assert (tmp_path / f"graph.{suffix}").stat().st_size > 1000


def test_questions_are_listed_and_described(cli: Cli) -> None:
    listed, one = cli("queries").out, cli("queries", "tolls").out
    assert "attribution" in listed
    assert "measure=…" in listed
    assert re.search(r"^limit +int +100", one, re.MULTILINE)
    assert re.search(r"^quantity +the number as written", one, re.MULTILINE)


def test_the_shell_completes_questions_and_what_they_take() -> None:
    def completed(words: str, number: int) -> str:
        asked = {"_CONFLICTGRAPH_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(number)}
        return CliRunner().invoke(app, [], env=asked, prog_name="conflictgraph").output

    assert "tolls" in completed("conflictgraph query to", 2)
    assert "measure=" in completed("conflictgraph query tolls me", 3)


def test_help_needs_no_model_and_no_store(tmp_path: Path) -> None:
    heavy = "spacy pandas networkx ladybug neo4j trafilatura pyarrow rdflib torch"
    code = f"import sys, conflictgraph.cli; sys.exit(' '.join(set({heavy.split()}) & set(sys.modules)) or 0)"
    ran = run_plainly(cwd=tmp_path, before=f'set -- "$1" -c "{code}"')
    assert (ran.code, ran.err) == (0, "")

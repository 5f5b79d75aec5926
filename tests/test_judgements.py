"""The log of judgements, and the commands that write and apply it."""

import json
from pathlib import Path

import pytest
from tellings import report, telling
from typer.testing import CliRunner

from conflictgraph.cli import app
from graph.elements import GraphError
from graph.judgements import Judgement, Verdict, append_judgement, latest, read_judgements
from ingest.document import to_json

SEIZED = "Militants seized it and took hostages"
WHEN = "2026-01-01T00:00:00+00:00"


def judgement(verdict: Verdict, when: str = WHEN) -> Judgement:
    return Judgement(
        left="b", right="a", verdict=verdict, by="tester", when=when, score=0.5, reasons=("+1 kind: both",)
    )


def test_a_log_is_read_as_it_was_written(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    assert read_judgements(log) == []
    append_judgement(log, judgement(Verdict.SAME))
    append_judgement(log, judgement(Verdict.UNSURE))
    assert read_judgements(log) == [judgement(Verdict.SAME), judgement(Verdict.UNSURE)]
    assert set(json.loads(log.read_text().splitlines()[0])) == {
        "left",
        "right",
        "verdict",
        "score",
        "reasons",
        "by",
        "when",
    }


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    append_judgement(log, judgement(Verdict.SAME))
    log.write_text(log.read_text() + '{"left": "a"}\n')
    with pytest.raises(GraphError, match="line 2 is no judgement"):
        read_judgements(log)


def test_the_last_word_on_a_pair_counts() -> None:
    old, new = judgement(Verdict.SAME), judgement(Verdict.DIFFERENT, "2026-02-01T00:00:00+00:00")
    assert latest([old, new]) == latest([new, old]) == [new]
    assert new.pair == ("a", "b")


@pytest.fixture
def extractions(tmp_path: Path) -> Path:
    """Return a file of two accounts that are possibly of one event."""
    group = "Tehrik-i-Taliban Pakistan"
    one = telling("one", "hijacking", date="XXXX-03-12", province="Khyber Pakhtunkhwa", group=group, words=SEIZED)
    one.event("rescue_operation", "A rescue failed", start="XXXX-03-12")
    other = telling("other", "hijacking", date="2025-03-11", group="Baloch Liberation Army", words=SEIZED)
    other.event("rescue_operation", "A rescue began", start="2025-03-11")
    third = report("third", "bombing", city="Karachi", province=None, date="2025-01-01")
    file = tmp_path / "x.jsonl"
    file.write_text("".join(to_json(x) + "\n" for x in (one.extraction(), other.extraction(), third)))
    return file


def exported(store: Path) -> bytes:
    out = store.with_suffix(".jsonl")
    assert CliRunner().invoke(app, ["export", str(out), "--store", str(store), "--quiet"]).exit_code == 0
    return out.read_bytes()


def test_judging_joins_and_a_line_taken_away_gives_back_the_bytes(extractions: Path, tmp_path: Path) -> None:
    store, runner = tmp_path / "g.lbug", CliRunner()
    assert runner.invoke(app, ["load", str(extractions), "--store", str(store), "--quiet"]).exit_code == 0
    before = exported(store)
    asked = runner.invoke(app, ["judge", "--store", str(store), "--by", "tester"], input="s\nq\n")
    assert asked.exit_code == 0
    assert exported(store) == before
    log = tmp_path / "g.lbug.judgements.jsonl"
    assert [(j.verdict, j.by) for j in read_judgements(log)] == [(Verdict.SAME, "tester")]
    assert runner.invoke(app, ["resolve", "--store", str(store), "--quiet"]).exit_code == 0
    assert exported(store).count(b'"Event"],"properties"') < before.count(b'"Event"],"properties"')
    log.write_text("")
    assert runner.invoke(app, ["resolve", "--store", str(store), "--quiet"]).exit_code == 0
    assert exported(store) == before

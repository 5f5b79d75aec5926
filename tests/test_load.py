import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from sample_graph import build, every_row, extraction, told
from test_export import exported

from graph.contents import nodes
from graph.edges import About, PublishedBy
from graph.elements import GraphError, Ref
from graph.load import difference, load
from graph.nodes import Actor, Batch, Event, LoadRun, StoredExtraction
from graph.rows import identity
from graph.stores import Store

ARTICLES = [extraction(number) for number in range(7)]


class Killed(BaseException):
    """Ends a load as a signal would."""


def statuses(store: Store) -> list[str]:
    return sorted(node.status for node in nodes(store, LoadRun))


def test_loading_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    first = load(store, ARTICLES, build=build)
    before = exported(store, tmp_path / "a.jsonl")
    again = load(store, ARTICLES, build=build)
    assert (first.added, first.articles, first.edges_written) == (7, 7, 15)
    assert (again.added, again.nodes_written, again.edges_written, again.rows_removed) == (0, 0, 0, 0)
    assert exported(store, tmp_path / "b.jsonl") == before
    assert statuses(store) == ["done", "done"]


def test_one_by_one_in_any_order_and_all_at_once_are_one_graph(store: Store, tmp_path: Path) -> None:
    for one in Random(1).sample(ARTICLES, len(ARTICLES)):
        load(store, [one], build=build)
    one_by_one = exported(store, tmp_path / "a.jsonl")
    store.write(delete=[*nodes(store, StoredExtraction)])
    load(store, [], build=build)
    load(store, reversed(ARTICLES), build=build)
    assert exported(store, tmp_path / "b.jsonl") == one_by_one


def test_both_stores_hold_the_same_after_a_load(both_stores: tuple[Store, Store], tmp_path: Path) -> None:
    written = []
    for number, store in enumerate(both_stores):
        load(store, ARTICLES[: 3 + number], build=build)
        load(store, ARTICLES, build=build, batch=3 + number)
        written.append(exported(store, tmp_path / f"{number}.jsonl"))
    assert written[0] == written[1]


def test_what_is_gone_is_taken_away(store: Store) -> None:
    load(store, ARTICLES[:2], build=build)
    changed = load(store, ARTICLES[2:3], build=build)
    assert changed.rows_removed == 2  # the event of two articles and the edge at it
    assert len(store.read("MATCH (e:Event) RETURN e.eventId AS id")) == 2


def test_judgements_change_the_graph_and_changing_them_back_changes_it_back(store: Store, tmp_path: Path) -> None:
    load(store, ARTICLES, build=build)
    before = exported(store, tmp_path / "a.jsonl")
    load(store, [], ["same"], build=build)
    assert exported(store, tmp_path / "b.jsonl") != before
    load(store, [], build=build)
    assert exported(store, tmp_path / "c.jsonl") == before


@pytest.mark.parametrize("killed_at", [1, 2, 5])
def test_a_killed_load_is_completed_by_the_next(store: Store, tmp_path: Path, killed_at: int) -> None:
    batches = 0

    def kill(done: int, total: int) -> None:
        nonlocal batches
        batches += 1
        if batches == killed_at:
            raise Killed

    with pytest.raises(Killed):
        load(store, ARTICLES, build=build, batch=4, progress=kill)
    markers = list(nodes(store, Batch))
    assert len(markers) == killed_at
    assert statuses(store) == ["running"]
    load(store, [], build=build)
    completed = exported(store, tmp_path / "a.jsonl")
    assert statuses(store) == ["done", "failed"]
    assert not list(nodes(store, Batch))
    assert load(store, ARTICLES, build=build).nodes_written == 0
    assert exported(store, tmp_path / "b.jsonl") == completed
    assert completed.count(b"\n") == len({identity(row) for row in build(ARTICLES, [])})


def test_a_process_that_dies_in_a_load_leaves_whole_batches(open_kind: Callable[..., Store], tmp_path: Path) -> None:
    script = (
        "import os; from graph.load import load; from graph.stores import open_store\n"
        "from sample_graph import build, extraction\n"
        "store = open_store('graph.lbug')\n"
        "load(store, [extraction(n) for n in range(7)], build=build, batch=9,"
        " progress=lambda done, total: done > 9 and os._exit(9))\n"
    )
    path = os.pathsep.join([str(Path(__file__).parents[1]), str(Path(__file__).parent)])
    died = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env={**os.environ, "PYTHONPATH": path})
    assert died.returncode == 9
    store = open_kind("file")
    assert statuses(store) == ["running"]
    assert sum(marker.rows for marker in nodes(store, Batch)) == 7 + 9 + 9
    load(store, [], build=build)
    assert exported(store, tmp_path / "a.jsonl").count(b"\n") == len({identity(row) for row in build(ARTICLES, [])})


def test_an_article_given_under_two_paths_is_one(store: Store) -> None:
    text = "One text."
    given = [extraction(1, path=path, text=text) for path in ("b.txt", "c.txt", "a.txt")]
    for one in given:
        load(store, [one], build=build)
    assert store.read("MATCH (a:Article) RETURN a.path AS path") == [{"path": "a.txt"}]


def test_progress_ends_at_the_total(open_kind: Callable[..., Store]) -> None:
    heard: list[tuple[int, int]] = []
    load(open_kind("memory"), ARTICLES, build=build, batch=10, progress=lambda *step: heard.append(step))
    assert heard[0] == (7, 7)
    assert heard[-1][0] == heard[-1][1]


def test_difference_refuses_what_depends_on_order_or_hangs_in_the_air() -> None:
    one, other = Actor(actor_id="a", name="A", kind="media"), Actor(actor_id="a", name="B", kind="media")
    with pytest.raises(GraphError, match="say different things"):
        difference([one, other], [], list)
    with pytest.raises(GraphError, match="no node of the graph"):
        difference([one, PublishedBy(start=Ref("Article", "x"), end=Ref("Actor", "a"))], [], list)
    event = Event(event_id="e", name="E", kind="attack")
    with pytest.raises(GraphError, match="may not join"):
        difference([one, event, About(start=Ref("Actor", "a"), end=Ref("Event", "e"))], [], list)


def test_difference_of_a_graph_to_itself_is_empty() -> None:
    changes = difference(every_row(), every_row(), every_row)
    assert (changes.upsert, changes.delete) == ([], [])


def test_what_the_builder_makes_is_one_graph_on_both_stores_in_any_order(
    both_stores: tuple[Store, Store], tmp_path: Path
) -> None:
    articles = [told(number) for number in range(5)]
    embedded, server = both_stores
    load(embedded, articles)
    for one in reversed(articles):
        load(server, [one])
    assert exported(embedded, tmp_path / "a.jsonl") == exported(server, tmp_path / "b.jsonl")
    edges = embedded.read("MATCH (:Actor)-[r:ATTACKED]->(:Actor) RETURN r.edgeId AS id")
    assert len(edges) == len({edge["id"] for edge in edges}) > 0
    assert load(server, articles).rows_removed == 0

"""The graph is a function of the articles: at once, one by one or in another order, the bytes are the same."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random

import pytest
from conftest import Server, clear, needs_neo4j
from tellings import report, telling
from test_export import exported

import graph.candidates
import graph.load
from graph.contents import graph_rows, nodes
from graph.judgements import Judgement, Verdict
from graph.load import load
from graph.mentions import mention_ids
from graph.nodes import Event, Memo
from graph.rows import Row
from graph.stores import Store, open_store
from ingest.document import Extraction

BLA, TTP = "Baloch Liberation Army", "Tehrik-i-Taliban Pakistan"
ORDERS = 20


def articles() -> list[Extraction]:
    """Return articles that join, part and doubt one another as they come."""
    return [*on_the_train(), *on_the_town(), *on_the_group()]


def on_the_train() -> list[Extraction]:
    """Return accounts of one hijacking that differ on who and where, a vague one, and the next attack."""
    train = {"group": BLA, "target": ("Jaffar Express", "train"), "named": True}
    rival = telling("rival", "hijacking", date="XXXX-03-12", province="Khyber Pakhtunkhwa", group=TTP)
    rival.event("rescue_operation", "A rescue failed.", start="XXXX-03-12")
    siege = telling("siege", "hijacking", date="2025-03-11", **train)
    siege.event("rescue_operation", "Troops began a rescue.", start="2025-03-11")
    speaker = siege.actor("Akhtar Mengal", "person")
    siege.claim(
        "e1",
        "40 died.",
        by=speaker,
        measure="killed",
        victims="civilians",
        low=40,
        high=40,
        hedge="exact",
        quantity="40",
    )
    other = report("other", "hijacking", date="2025-03-11", killed=21, **train)
    vague = telling("vague", "attack", published="2025-03-14", **train)
    vague.claim("e1", "It was grave.", by=vague.actor("Sardar Akhtar Mengal", "person"))
    again = report("again", "hijacking", date="2025-06-18", published="2025-06-18", **train)
    return [rival.extraction(), siege.extraction(), other, vague.extraction(), again]


def on_the_town() -> list[Extraction]:
    """Return accounts of bombings in a town that are a crowd where three are one: most of them say little."""
    day = [report(f"town{n}", "bombing", city="Quetta", date="2025-03-03", killed=7 + n // 3) for n in range(6)]
    month = [report(f"month{n}", "bombing", city="Quetta", date="2025-03", published="2025-04-02") for n in range(4)]
    yearless = report("yearless", "attack", city="Quetta", date="XXXX-03-04", killed=7)
    return [*day, *month, yearless]


def on_the_group() -> list[Extraction]:
    """Return articles that spell names in their ways, and one that says whom a speaker speaks for."""
    told = []
    for number, name in enumerate(("Lashkar-e-Nohan", "Lashkar e Nohan", "Lashkar-i-Nohaan", "Lashkare Nohan")):
        article = telling(f"group{number}", "ambush", city="Turbat", date=f"2025-05-0{1 + number}", group=name)
        speaker = article.actor("Mir Dostain" if number % 2 else "Dostain Mir", "person")
        article.claim("e1", f"{9 + number} fell.", by=speaker, measure="killed", victims="security_forces",
                      low=9 + number, high=9 + number, hedge="exact", quantity=str(9 + number))  # fmt: skip
        if number == 2:
            article.speaks_for(speaker, article.actor(name))
        told.append(article.extraction())
    return told


def judgements(told: Sequence[Extraction]) -> list[Judgement]:
    """Return words on mentions of articles that may come late: two are one event, two are not, two are unsure."""
    at = {x.article.path: mention_ids(x)["e1"] for x in told}
    pairs = (
        (("rival", "siege"), Verdict.SAME),
        (("town0", "town1"), Verdict.DIFFERENT),
        (("group0", "group3"), Verdict.UNSURE),
    )
    return [
        Judgement(left=at[a], right=at[b], verdict=verdict, by="tester", when=f"2026-01-0{number + 1}T00:00:00Z")
        for number, ((a, b), verdict) in enumerate(pairs)
    ]


@pytest.fixture
def small_crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a crowd of four, so that blocks become one as articles come."""
    monkeypatch.setattr(graph.candidates, "CROWD", 3)


def batches(told: Sequence[Extraction], seed: int) -> Iterable[list[Extraction]]:
    """Yield the articles in a random order and in batches of random sizes."""
    chance = Random(seed)
    order = chance.sample(told, len(told))
    while order:
        size = chance.choice((1, 4, 9))
        yield order[:size]
        order = order[size:]


def held(store: Store) -> list[Row]:
    """Return all that the store has of the graph and to add to it."""
    return [*graph_rows(store), *nodes(store, Memo)]


@pytest.mark.parametrize(("judged", "orders"), [(False, ORDERS), (True, 5)])
@pytest.mark.usefixtures("small_crowd")
def test_no_order_changes_the_graph_or_the_records(judged: bool, orders: int) -> None:
    told = articles()
    words = judgements(told) if judged else []
    with open_store(":memory:") as store:
        load(store, told, words)
        at_once = held(store)
    assert any(isinstance(row, Event) for row in at_once)
    for seed in range(orders):
        with open_store(":memory:") as store:
            for batch in batches(told, seed):
                load(store, batch, words)
            assert held(store) == at_once, f"order {seed}"


@needs_neo4j
@pytest.mark.usefixtures("small_crowd")
def test_no_order_changes_the_bytes_on_either_store(
    neo4j_server: Server, open_kind: Callable[..., Store], tmp_path: Path
) -> None:
    told = articles()
    embedded = open_kind("memory")
    load(embedded, told)
    at_once = exported(embedded, tmp_path / "once.jsonl")
    assert at_once.count(b"POSSIBLY_SAME_AS") >= 2
    server = open_kind("neo4j")
    for seed in range(ORDERS):
        clear(neo4j_server)
        chance = Random(seed)
        order, cut = chance.sample(told, len(told)), chance.randrange(1, len(told))
        for batch in (order[:cut], order[cut:]):
            load(server, batch)
        assert exported(server, tmp_path / "order.jsonl") == at_once, f"order {seed}"


@pytest.fixture
def never_again(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return what forbids to compute the whole graph from then on."""

    def forbid() -> None:
        monkeypatch.setattr(graph.load, "whole_rows", lambda *_: pytest.fail("the whole graph was computed"))

    return forbid


def test_an_addition_computes_no_more_than_it_touches(store: Store, never_again: Callable[[], None]) -> None:
    load(store, articles())
    never_again()
    before = held(store)
    elsewhere = report("elsewhere", "bombing", city="Karachi", province="Sindh", date="2019-01-01", killed=4)
    counts = load(store, [elsewhere])
    assert counts.articles == len(articles()) + 1
    assert counts.rows_removed == 0
    kept = set(held(store))
    assert {row for row in before if row not in kept and not isinstance(row, Memo)} == set()


def test_an_article_read_anew_takes_its_old_rows_away(store: Store, never_again: Callable[[], None]) -> None:
    told = articles()
    load(store, told)
    at_once = held(store)
    for number, one in enumerate((told[1], told[6], told[-2])):
        bare = telling("bare", "attack").extraction()
        worse = bare.__class__(**{**{f: getattr(bare, f) for f in bare.__dataclass_fields__}, "article": one.article})
        never_again()
        load(store, [worse])
        assert held(store) != at_once, f"article {number}"
        load(store, [one])
        assert held(store) == at_once, f"article {number}"


def test_changed_judgements_and_unfinished_loads_compute_the_whole_graph(store: Store) -> None:
    told = articles()
    words = judgements(told)
    load(store, told, words)
    judged = held(store)
    load(store, [], [])
    assert held(store) != judged
    load(store, [], words)
    assert held(store) == judged

"""The gold of events across articles: its own form, and what the shipped pipeline makes of its articles."""

from pathlib import Path

import pytest
from scorch import scores

from bench.events import clusters, linked, links, main_events, merged, read_gold, together
from graph.resolve import Resolution, resolve
from ingest.batch import ingest
from ingest.document import Extraction

FOLDER = Path(__file__).parent / "gold" / "events"
GOLD = together(read_gold(FOLDER))
#: What CoNLL F1 may not fall below; the goal is 0.85.
FLOOR = 0.75
#: How many of the five pairs of rival accounts are linked at least.
LINKED = 4


@pytest.fixture(scope="module")
def articles() -> list[Extraction]:
    return [result for result in ingest([str(FOLDER)]) if isinstance(result, Extraction)]


@pytest.fixture(scope="module")
def resolution(articles: list[Extraction]) -> Resolution:
    return resolve(articles)


def test_each_article_is_on_one_event_and_each_pair_names_events() -> None:
    told = [stem for stems in GOLD.events.values() for stem in stems]
    assert len(told) == len(set(told)) >= 60
    assert set(told) == {path.stem for path in FOLDER.glob("*.md")}
    assert len(GOLD.events) >= 20
    assert all({one, other} <= GOLD.events.keys() and one != other for one, other in [*GOLD.possible, *GOLD.apart])
    assert not {frozenset(pair) for pair in GOLD.possible} & {frozenset(pair) for pair in GOLD.apart}


@pytest.mark.parametrize(("one", "other"), GOLD.apart, ids=lambda key: key)
def test_events_that_must_stay_apart_do(
    one: str, other: str, articles: list[Extraction], resolution: Resolution
) -> None:
    ours = main_events(articles, resolution)
    first, second = ({ours[stem] for stem in GOLD.events[key] if stem in ours} for key in (one, other))
    assert first.isdisjoint(second)


def test_no_events_are_merged(articles: list[Extraction], resolution: Resolution) -> None:
    ours = main_events(articles, resolution)
    assert not list(merged(GOLD.events, ours))


def test_rival_accounts_are_linked_as_possibly_one(articles: list[Extraction], resolution: Resolution) -> None:
    found = links(articles, resolution)
    assert len(linked(GOLD, main_events(articles, resolution), found)) >= LINKED


def test_the_conll_score_keeps_its_floor(articles: list[Extraction], resolution: Resolution) -> None:
    key = [set(stems) for stems in GOLD.events.values()]
    response = clusters(main_events(articles, resolution), {stem for stems in key for stem in stems})
    assert scores.conll2012(key, response) >= FLOOR

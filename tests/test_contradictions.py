"""What two claims of one event can't both say."""

from typing import Any

import pytest
from tellings import Telling

from graph.build import build_graph
from graph.schema import Contradicts
from ingest.document import Stance


def count(low: int | None, high: int | None, hedge: str = "exact", **more: Any) -> dict[str, Any]:
    return {
        "measure": "killed",
        "victims": "militants",
        "low": low,
        "high": high,
        "hedge": hedge,
        "quantity": "n",
        **more,
    }


def differ(
    one: dict[str, Any], other: dict[str, Any], words: tuple[str, str] = ("One says.", "Another says.")
) -> list[str]:
    """Return on what two claims by two parties contradict each other."""
    article = Telling("a", published="2025-03-13")
    event = article.event("airstrike", "Strikes hit the valley.")
    army, group = article.actor("Northern Army", "state_force"), article.actor("Southern Front")
    for by, claim, text in ((army, one, words[0]), (group, other, words[1])):
        targets = tuple(article.asset(name, "building", named=False) for name in claim.get("targets", ()))
        article.claim(event, text, by=by, **{**claim, "targets": targets})
    return [row.on for row in build_graph([article.extraction()]) if isinstance(row, Contradicts)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (count(33, 33), count(20, 20)),
        (count(0, 0), count(12, None, "vague")),
        (count(71, None, "more_than"), count(None, 40, "at_most")),
        (count(30, 40, "range"), count(50, 50)),
        (count(33, 33, cue="said"), count(20, 20, cue="put")),
    ],
)
def test_rival_counts_contradict(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert differ(one, other) == ["killed militants"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (count(71, None, "more_than"), count(20, None, "at_least")),
        (count(30, 40, "range"), count(35, 35)),
        (count(33, 33), count(5, 5, part=True)),
        (count(100, 100, "approximate"), count(96, 96)),
        (count(33, 33), count(20, 20, victims="civilians")),
        (count(33, 33), count(5, 5, cue="had seen")),
        (count(33, 33), count(20, 20, hypothetical=True)),
        (count(33, 33), count(20, 20, stance=Stance.DEMANDED)),
    ],
)
def test_counts_that_can_both_hold_do_not(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert differ(one, other) == []


def test_all_rescued_against_some_rescued() -> None:
    rescued = {"measure": "rescued", "victims": "hostages"}
    some = {**rescued, "low": 155, "high": 155, "hedge": "exact", "quantity": "155"}
    assert differ({**rescued, "quantity": "all"}, some) == ["rescued hostages"]


def test_over_against_going_on() -> None:
    assert differ({}, {}, ("The operation was completed.", "The battle continues.")) == ["outcome"]


def test_only_one_target_against_another() -> None:
    words = ("Only hideouts were targeted.", "Homes were targeted.")
    assert differ({"targets": ["hideouts"]}, {"targets": ["homes"]}, words) == ["target"]
    assert differ({"targets": ["rebel hideouts"]}, {"targets": ["four hideouts"]}, words) == []
    assert differ({"targets": ["hideouts"]}, {"targets": ["homes"]}, ("Hideouts were targeted.", words[1])) == []


def own(*figures: tuple[int, str]) -> list[str]:
    """Return on what one party's own counts, each with its day, contradict each other."""
    article = Telling("a", published="2025-03-13")
    event = article.event("airstrike", "Strikes hit the valley.")
    army = article.actor("Northern Army", "state_force")
    for number, day in figures:
        article.claim(event, f"{number} were killed.", by=army, said_on=day, **count(number, number))
    return [row.on for row in build_graph([article.extraction()]) if isinstance(row, Contradicts)]


def test_a_toll_raised_the_next_day_is_no_contradiction() -> None:
    assert own((20, "2025-03-11"), (33, "2025-03-12")) == []


def test_one_partys_toll_of_one_day_or_falling_is_one() -> None:
    assert own((33, "2025-03-11"), (20, "2025-03-12")) == ["killed militants"]
    assert own((33, "2025-03-11"), (20, "2025-03-11")) == ["killed militants"]


def test_parties_of_two_articles_contradict_once_for_what_they_say() -> None:
    articles = []
    for number in range(6):
        article = Telling(f"a{number}", published="2025-03-13")
        train = article.asset("Night Mail", "train")
        event = article.event("hijacking", "The Night Mail was seized.", name="Night Mail", start="2025-03-11")
        article.claim(event, f"The train was seized, says {number}.", targets=(train,))
        army = article.actor("Northern Army", "state_force")
        article.claim(
            event, f"In report {number}, {30 + number % 2} died.", by=army, **count(30 + number % 2, 30 + number % 2)
        )
        if number == 0:
            article.claim(event, "Three died.", by=article.actor("Southern Front"), **count(3, 3))
        articles.append(article.extraction())
    found = [row for row in build_graph(articles) if isinstance(row, Contradicts)]
    assert 2 <= len(found) <= 3


def test_people_of_the_one_may_be_civilians_of_the_other() -> None:
    assert differ(count(33, 33, victims="people"), count(20, 20, victims="civilians")) != []
    assert differ(count(33, 33, victims="people"), count(20, None, "at_least", victims="civilians")) == []


@pytest.mark.parametrize(("low", "found"), [(20, 0), (0, 1)])
def test_own_voice_contradicts_nobody_unless_of_none(low: int, found: int) -> None:
    article = Telling("a", published="2025-03-13")
    event = article.event("airstrike", "Strikes hit the valley.")
    article.claim(event, "The army counts 33.", by=article.actor("Northern Army", "state_force"), **count(33, 33))
    article.claim(event, "So does the article.", **count(low, low))
    rows = [row for row in build_graph([article.extraction()]) if isinstance(row, Contradicts)]
    assert len(rows) == found

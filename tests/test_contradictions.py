"""What two claims of one event can't both say."""

from typing import Any

import pytest
from tellings import Telling

from graph.build import build_graph
from graph.edges import Contradicts
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
        (count(0, 0, stance=Stance.DENIED), count(12, 12)),
        (count(0, 0), count(None, None, "vague")),
        (count(33, 33), count(20, 20, victims="people")),
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
        (count(33, 33), count(40, 40, victims="people")),
        (count(33, 33), count(1, 1, quantity="a")),
    ],
)
def test_counts_that_can_both_hold_do_not(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert differ(one, other) == []


@pytest.mark.parametrize(
    "words",
    [
        ("The dead are 33.", "The clinic received 20 bodies."),
        ("The dead are 33.", "I buried 20."),
        ("The dead are 33.", "The union lost 20 of its members."),
        ("The dead are 33.", "Some 20 were killed and wounded."),
        ("The dead are 33.", "Strikes this year have killed 20."),
    ],
)
def test_a_count_of_some_or_over_a_time_is_no_rival(words: tuple[str, str]) -> None:
    assert differ(count(33, 33), count(20, 20), words) == []


def test_a_toll_that_its_own_voice_has_raised_is_no_rival() -> None:
    article = Telling("a", published="2025-03-13")
    event = article.event("airstrike", "Strikes hit the valley.")
    army, group = article.actor("Northern Army", "state_force"), article.actor("Southern Front")
    article.claim(event, "The toll was seven until midnight.", by=army, **count(7, 7))
    article.claim(event, "It is nine now.", by=army, **count(9, 9))
    article.claim(event, "Nine died.", by=group, **count(9, 9))
    assert [row for row in build_graph([article.extraction()]) if isinstance(row, Contradicts)] == []


def test_two_groups_that_own_one_deed_contradict_each_other() -> None:
    article = Telling("a", published="2025-03-13")
    event = article.event("bombing", "A bomb went off in the market.")
    for name in ("Northern Front", "Southern Front"):
        group = article.actor(name)
        stance = Stance.CLAIMED_RESPONSIBILITY
        article.claim(event, f"The {name} claimed it.", by=group, stance=stance, agents=(group,))
    rows = [row.on for row in build_graph([article.extraction()]) if isinstance(row, Contradicts)]
    assert rows == ["perpetrator"]


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

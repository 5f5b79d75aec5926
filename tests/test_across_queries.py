"""Questions about several articles, asked of the embedded store."""

from collections.abc import Iterator
from typing import Any

import pytest
from tellings import Telling, telling

from graph.build import build_graph
from graph.load import load
from graph.stores import MEMORY, Store, open_store
from ingest.document import Extraction
from queries.library import rows

BLA, TTP = "Baloch Liberation Army", "Tehrik-i-Taliban Pakistan"
SEIZED = "Militants seized it and took hostages"


def toll(article: Telling, event: str, by: str, count: int, **more: Any) -> str:
    """Add a count of militants killed."""
    figure: dict[str, Any] = {
        "measure": "killed",
        "victims": "militants",
        "low": count,
        "high": count,
        "hedge": "exact",
    }
    return article.claim(event, f"{count} militants had been killed.", by=by, quantity=str(count), **figure, **more)


def siege() -> Extraction:
    article = telling(
        "siege", "hijacking", date="2025-03-11", group=BLA, target=("Jaffar Express", "train"), named=True, words=SEIZED
    )
    article.event("rescue_operation", "Troops began a rescue.", start="2025-03-11")
    army = article.actor("Pakistan Armed Forces", "state_force", key="pakistan-armed-forces")
    ispr = article.actor("Inter-Services Public Relations", "government", key="ispr")
    bla = article.actor("BLA", key="bla")
    toll(article, "e1", army, 20, said_on="2025-03-11")
    toll(article, "e1", ispr, 33, said_on="2025-03-12")
    toll(article, "e1", bla, 3)
    return article.extraction()


def convoy() -> Extraction:
    article = telling(
        "convoy",
        "hijacking",
        date="XXXX-03-12",
        province="Khyber Pakhtunkhwa",
        group=TTP,
        target=("convoy", "convoy"),
        words=SEIZED,
    )
    article.event("rescue_operation", "A rescue failed.", start="XXXX-03-12")
    freed = article.actor("Free Highlands Front")
    article.claim("e1", "They demanded that the Front be let go.", stance="demanded", agents=(freed,))
    return article.extraction()


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_store(MEMORY) as opened:
        load(opened, [siege(), convoy()], build=build_graph)
        yield opened


def test_rival_perpetrators_of_what_is_possibly_one_event(store: Store) -> None:
    found = rows(store, "rival_perpetrators", {"event": "Jaffar Express"})
    assert {tuple(sorted((row["perpetrator"], row["rival"]))) for row in found} == {(BLA, TTP)}
    assert all(row["eventId"] != row["otherId"] and row["score"] > 0.3 for row in found)


def test_possibly_the_same_with_reasons(store: Store) -> None:
    found = rows(store, "possibly_same", {"event": "Jaffar Express"})
    assert [{*row["articles"], *row["others"]} for row in found] == [{"siege", "convoy"}]
    assert any(BLA in reason and TTP in reason for reason in found[0]["reasons"])


def test_narratives_side_by_side(store: Store) -> None:
    found = {row["party"]: row for row in rows(store, "narratives", {"event": "Jaffar Express"})}
    assert set(found) == {"Pakistan Armed Forces", "Balochistan Liberation Army"}
    assert found["Pakistan Armed Forces"]["competes"] == ["toll"]
    assert "33 militants killed" in found["Pakistan Armed Forces"]["account"]


def test_contradictions_with_both_sentences(store: Store) -> None:
    found = rows(store, "contradictions", {})
    assert {frozenset((row["sentence"], row["rivalSentence"])) for row in found} == {
        frozenset(("3 militants had been killed.", f"{count} militants had been killed.")) for count in (20, 33)
    }


def test_one_organisations_own_figures(store: Store) -> None:
    found = rows(store, "own_figures", {})
    assert [(row["party"], row["quantity"], row["other"], row["change"]) for row in found] == [
        ("Pakistan Armed Forces", "20", "33", "revision")
    ]


def test_single_voices(store: Store) -> None:
    assert {row["low"] for row in rows(store, "single_voice", {})} == {3, 20, 33}
    again = telling(
        "again", "hijacking", date="2025-03-11", group=BLA, target=("Jaffar Express", "train"), named=True, words=SEIZED
    )
    toll(again, "e1", again.actor("Reuters", "media"), 33)
    toll(again, "e1", again.actor("Pakistan Armed Forces", "state_force", key="pakistan-armed-forces"), 20)
    with open_store(MEMORY) as opened:
        load(opened, [siege(), again.extraction()], build=build_graph)
        assert {row["low"] for row in rows(opened, "single_voice", {})} == {3, 20}
        assert {row["low"] for row in rows(opened, "single_voice", {"most": 2})} == {3, 20, 33}


def test_both_stores_answer_alike(both_stores: tuple[Store, Store]) -> None:
    names = ("contradictions", "narratives", "own_figures", "possibly_same", "rival_perpetrators", "single_voice")
    for opened in both_stores:
        load(opened, [siege(), convoy()], build=build_graph)
    one, other = both_stores
    for name in names:
        assert rows(one, name, {}) == rows(other, name, {}) != []

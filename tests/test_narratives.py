"""Narratives: each party's account out of its claims, and on what accounts compete."""

import pytest
from tellings import Telling

from graph.build import build_graph
from graph.edges import CompetesWith, Contradicts, RestsOn, Tells
from graph.elements import Edge, Node
from graph.nodes import Actor, Claim, Narrative
from ingest.document import Extraction, Stance


def siege() -> Extraction:
    """Return an article in which the army and the group tell a siege in two ways."""
    article = Telling("siege", published="2025-03-13", publisher="Eurasia Review")
    ispr = article.actor("Inter-Services Public Relations", "government", key="ispr")
    bla = article.actor("BLA", key="bla")
    speaker = article.actor("Jeeyand Baloch", "person", key="jeeyand-baloch")
    train = article.asset("Jaffar Express", "train")
    siege = article.event("hijacking", "The train was seized.", name="Jaffar Express", start="2025-03-11")
    article.claim(siege, "The group seized the train.", agents=(bla,), targets=(train,))
    counts = {"by": ispr, "hedge": "exact", "measure": "killed"}
    article.claim(
        siege, "All 33 insurgents had been killed.", **counts, victims="militants", low=33, high=33, quantity="33"
    )
    article.claim(siege, "21 passengers had died.", **counts, victims="civilians", low=21, high=21, quantity="21")
    four = article.claim(
        siege, "Four soldiers had died.", **counts, victims="security_forces", low=4, high=4, quantity="Four"
    )
    article.claim(
        siege, "All hostages had been rescued.", by=ispr, measure="rescued", victims="hostages", quantity="all"
    )
    article.claim(siege, "The operation was concluded.", by=ispr)
    article.claim(siege, "The claims were propaganda.", by=bla, stance=Stance.DENIED, denies=four)
    article.claim(siege, "The battle continues on several fronts.", by=speaker)
    article.claim(
        siege,
        "It had executed 50 hostages.",
        by=bla,
        measure="killed",
        victims="hostages",
        low=50,
        high=50,
        hedge="exact",
        quantity="50",
        agents=(bla,),
    )
    return article.extraction()


@pytest.fixture(scope="module")
def rows() -> list[Node | Edge]:
    return build_graph([siege()])


def of(rows: list[Node | Edge], party: str) -> Narrative:
    """Return the account of a party."""
    actor = next(row for row in rows if isinstance(row, Actor) and row.name == party)
    told = next(row for row in rows if isinstance(row, Tells) and row.start.key == actor.actor_id)
    return next(row for row in rows if isinstance(row, Narrative) and row.narrative_id == told.end.key)


def test_the_two_accounts_differ_in_outcome_hostages_and_toll(rows: list[Node | Edge]) -> None:
    army, group = of(rows, "Pakistan Armed Forces"), of(rows, "Balochistan Liberation Army")
    ends = {army.narrative_id, group.narrative_id}
    on = {row.on for row in rows if isinstance(row, CompetesWith) and {row.start.key, row.end.key} == ends}
    assert on >= {"outcome", "hostages", "toll", "denial"}


def test_a_spokesperson_tells_the_organisations_account(rows: list[Node | Edge]) -> None:
    assert (
        "outcome: going on: The battle continues on several fronts." in of(rows, "Balochistan Liberation Army").summary
    )
    assert len([row for row in rows if isinstance(row, Narrative)]) == 2


def test_every_line_has_its_claims(rows: list[Node | Edge]) -> None:
    claims = {row.claim_id for row in rows if isinstance(row, Claim)}
    for narrative in (row for row in rows if isinstance(row, Narrative)):
        resting = {row.end.key for row in rows if isinstance(row, RestsOn) and row.start.key == narrative.narrative_id}
        assert resting <= claims
        for line in narrative.summary.splitlines():
            shown = line.rsplit("[", 1)[1].removesuffix("]").split(", ")
            assert all(any(claim.startswith(short) for claim in resting) for short in shown)


def test_over_against_going_on_contradicts(rows: list[Node | Edge]) -> None:
    assert "outcome" in {row.on for row in rows if isinstance(row, Contradicts)}

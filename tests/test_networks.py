from graph.edges import Accused, Attacked
from graph.elements import Ref
from graph.nodes import Actor
from graph.rows import Row
from graph.stores import Store
from queries.networks import to_networkx

ROWS: list[Row] = [
    Actor(actor_id="group", name="Army of the North", kind="armed_group"),
    Actor(actor_id="state", name="Republic", kind="government"),
    Actor(actor_id="quiet", name="Observers", kind="civil_society"),
    *(
        Attacked(
            start=Ref("Actor", "group"), end=Ref("Actor", "state"), edge_id=f"e{claim}", claim_id=claim,
            stance=stance, certainty="certain",
        )
        for claim, stance in (("c1", "claimed_responsibility"), ("c2", "accused"))
    ),
    Accused(
        start=Ref("Actor", "state"), end=Ref("Actor", "group"), edge_id="e3", claim_id="c3", event_id="x",
        stance="accused", certainty="probable", of="the raid",
    ),
]  # fmt: skip


def test_rival_claims_between_one_pair_stay_two_edges(store: Store) -> None:
    store.prepare()
    store.write(ROWS)
    graph = to_networkx(store)
    assert sorted(graph.nodes) == ["group", "quiet", "state"]
    assert graph.nodes["group"] == {"name": "Army of the North", "kind": "armed_group"}
    assert sorted(graph["group"]["state"]) == ["ec1", "ec2"]
    assert graph["group"]["state"]["ec2"]["stance"] == "accused"
    assert graph["state"]["group"]["e3"] == {
        "type": "ACCUSED", "claimId": "c3", "eventId": "x", "stance": "accused", "certainty": "probable",
    }  # fmt: skip


def test_a_graph_without_actors_is_empty(store: Store) -> None:
    store.prepare()
    assert len(to_networkx(store)) == 0

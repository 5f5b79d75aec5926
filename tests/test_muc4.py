"""What an extraction comes to in MUC-4's slots."""

import pytest

from bench.muc4 import templates
from bench.templates import BY_AUTHORITIES, CLAIMED, CONFIDENCE, FACT, INDIVIDUAL, NAME, ORGANISATION, SUSPECTED
from ingest.document import Article, Certainty, Claim, Entity, EntityType, Event, Extraction, Stance

ACCUSED_BY_POLICE = {"stance": Stance.ACCUSED, "said_by": ("a3",)}


def entity(text: str, key: str, name: str, kind: str, kind_of: EntityType = EntityType.ACTOR) -> Entity:
    start = text.index(name)
    return Entity(id=key, type=kind_of, name=name, kind=kind, mentions=((start, start + len(name)),))


def told(text: str, **claim: object) -> Extraction:
    known = [("a1", "Red Front", "armed_group"), ("a2", "Juan Perez", "person"), ("a3", "police", "state_force")]
    entities = [entity(text, *one) for one in known if one[1] in text]
    place = entity(text, "p1", "Lima", "city", EntityType.PLACE)
    trigger = text.index("killed")
    fields: dict[str, object] = {"agents": ("a1",), "targets": ("a2",), "stance": Stance.REPORTED} | claim
    return Extraction(
        article=Article(path="x", text=text),
        pipeline="1",
        passages=((0, len(text)),),
        entities=(*entities, place),
        relations=(),
        events=(
            Event(id="e1", kind="killing", start="1990-02-02", places=("p1",), mentions=((trigger, trigger + 6),)),
        ),
        claims=(Claim(id="c1", predicate="kill", start=0, end=len(text), event="e1", **fields),),
    )


def test_slots_are_filled() -> None:
    (one,) = templates(told("Red Front rebels killed Juan Perez in Lima."))
    assert (one.type, one.date, one.location) == ("ATTACK", "02 FEB", "Lima")
    assert [fill.strings for fill in one.fills[ORGANISATION]] == [("Red Front",)]
    assert [fill.strings for fill in one.fills[NAME]] == [("Juan Perez",)]
    assert one.fills[INDIVIDUAL] == []


@pytest.mark.parametrize(
    ("text", "claim", "label"),
    [
        ("The Red Front killed Juan Perez in Lima.", {}, FACT),
        ("The Red Front said it killed Juan Perez in Lima.", {"stance": Stance.CLAIMED, "said_by": ("a1",)}, CLAIMED),
        ("The police say the Red Front killed Juan Perez in Lima.", ACCUSED_BY_POLICE, BY_AUTHORITIES),
        ("The Red Front may have killed Juan Perez in Lima.", {"certainty": Certainty.POSSIBLE}, SUSPECTED),
        ("Juan Perez was killed in Lima, apparently by the Red Front.", {}, SUSPECTED),
    ],
)  # fmt: skip
def test_confidence_is_who_says_it_and_how_surely(text: str, claim: dict[str, object], label: str) -> None:
    (one,) = templates(told(text, **claim))
    assert one.fills[CONFIDENCE][0].labels == (label,)


def test_an_attack_on_the_police_alone_is_no_terrorism() -> None:
    assert templates(told("The Red Front killed police in Lima.", targets=("a3",))) == []

"""Extractions of news that was never written, with the skew of news: for measuring, not for reading.

One group is in a third of all articles and half of those are on ten events; a city is attacked weekly; most events are
told by a few outlets, a few by very many. The number of events and the days covered grow with the articles.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from ingest.document import (
    Article,
    Claim,
    Entity,
    EntityType,
    Event,
    Extraction,
    Hedge,
    Measure,
    Stance,
    Victims,
)

GREAT_EVENTS = 10
GROUP_SHARE, GREAT_SHARE, CITY_SHARE = 1 / 3, 1 / 2, 0.1
ARTICLES_AN_EVENT = 4
EVENTS_A_DAY = 12
FIRST_DAY = date(2015, 1, 1)
KINDS = (
    "armed_attack",
    "bombing",
    "ambush",
    "armed_clash",
    "airstrike",
    "shelling",
    "abduction",
    "ied",
    "raid",
    "attack",
)
GROUPS = tuple(
    f"Group of {name}" for name in ("the North", "the South", "the East", "the West", "the Hills", "the Sea")
)
STEMS = tuple(
    f"{a}{b}{c}" for a in ("bal", "dor", "kef", "mur", "tas") for b in ("ami", "eru", "olo") for c in ("nt", "rk")
)
COUNTRIES = ("Pakistan", "Nigeria", "Syria", "Sudan", "Colombia")


def news(count: int, seed: int = 1) -> Iterator[Extraction]:
    """Yield so many articles, always the same for a seed."""
    chance = random.Random(seed)
    happened = [_event(chance, number) for number in range(max(GREAT_EVENTS, count // ARTICLES_AN_EVENT))]
    for number in range(count):
        if chance.random() < GROUP_SHARE * GREAT_SHARE:
            event = happened[chance.randrange(GREAT_EVENTS)]
        else:
            event = happened[chance.randrange(len(happened))]
        yield _article(chance, number, event)


def _event(chance: random.Random, number: int) -> dict[str, object]:
    """Return what happened: the great events are the frequent group's."""
    day = FIRST_DAY + timedelta(days=number // EVENTS_A_DAY)
    group = (
        GROUPS[0] if number < GREAT_EVENTS or chance.random() < GROUP_SHARE * GREAT_SHARE else chance.choice(GROUPS[1:])
    )
    city = "Quetta" if chance.random() < CITY_SHARE else f"Town {chance.randrange(4000)}"
    country = "Pakistan" if city == "Quetta" else COUNTRIES[hash_of(city) % len(COUNTRIES)]
    return {
        "kind": chance.choice(KINDS), "day": day, "group": group, "city": city, "country": country,
        "killed": chance.randrange(1, 60), "words": chance.sample(STEMS, 12),
    }  # fmt: skip


def hash_of(name: str) -> int:
    """Return a number for a name, the same on every machine."""
    return sum(map(ord, name))


def _article(chance: random.Random, number: int, event: dict[str, object]) -> Extraction:
    """Return one outlet's report: details dropped, a day off, another count, other words."""
    day: date = event["day"]  # type: ignore[assignment]
    told = day + timedelta(days=chance.choice((0, 0, 0, 1, 2, 30)))
    kind = event["kind"] if chance.random() < 0.8 else "attack"
    killed: int = event["killed"]  # type: ignore[assignment]
    killed = killed if chance.random() < 0.7 else killed + chance.randrange(1, 9)
    words = " ".join([*chance.sample(event["words"], 8), *chance.sample(STEMS, 4)])  # type: ignore[arg-type]
    text = f"{words} {killed} died. Report {number}."
    group = Entity(id="a1", type=EntityType.ACTOR, name=str(event["group"]), kind="armed_group")
    place = Entity(id="a2", type=EntityType.PLACE, name=str(event["city"]), kind="city", country=str(event["country"]))
    dated = chance.random() < 0.85
    claim = Claim(
        id="c1", stance=Stance.REPORTED, predicate="kill", own_voice=True, start=0, end=len(words), event="e1",
        event_kind=str(kind), event_start=day.isoformat() if dated else None, measure=Measure.KILLED,
        victims=Victims.CIVILIANS, low=killed, high=killed, hedge=Hedge.EXACT,
        quantity=str(killed), agents=("a1",) if chance.random() < 0.7 else (),
    )  # fmt: skip
    return Extraction(
        article=Article(path=f"{number}.txt", text=text, published=told.isoformat()),
        pipeline="bench",
        told_on=told.isoformat(),
        passages=((0, len(text)),),
        entities=(group, place),
        relations=(),
        events=(
            Event(
                id="e1", kind=str(kind), start=day.isoformat() if dated else None,
                places=("a2",) if chance.random() < 0.9 else (), mentions=((0, 5),),
            ),
        ),
        claims=(claim,),
    )  # fmt: skip

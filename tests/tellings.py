"""Extractions told in a few words, for tests of what is made of several articles."""

from dataclasses import dataclass, field
from typing import Any

from ingest.document import (
    Answer,
    Answers,
    Article,
    Claim,
    Entity,
    EntityType,
    Event,
    Extraction,
    Relation,
    RelationType,
    Stance,
    from_json,
    to_json,
)

PROVINCES = {"Balochistan": "balochistan", "Khyber Pakhtunkhwa": "khyber-pakhtunkhwa", "Sindh": "sindh"}


@dataclass
class Telling:
    """One article in the making: each call adds what the text would have told."""

    path: str
    published: str | None = None
    publisher: str | None = None
    text: str = ""
    entities: dict[str, Entity] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    passages: list[tuple[int, int]] = field(default_factory=list)

    def entity(self, type: EntityType, name: str, kind: str | None = None, **more: Any) -> str:
        if name not in self.entities:
            self.entities[name] = Entity(id=f"x{len(self.entities) + 1}", type=type, name=name, kind=kind, **more)
        return self.entities[name].id

    def actor(self, name: str, kind: str = "armed_group", **more: Any) -> str:
        return self.entity(EntityType.ACTOR, name, kind, **more)

    def place(self, name: str, kind: str = "city", **more: Any) -> str:
        return self.entity(EntityType.PLACE, name, kind, **more)

    def asset(self, name: str, kind: str, **more: Any) -> str:
        return self.entity(EntityType.ASSET, name, kind, **more)

    def speaks_for(self, source: str, target: str) -> None:
        self.relations.append(Relation(type=RelationType.SPEAKS_FOR, source=source, target=target, start=0, end=1))

    def sentence(self, words: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += f"{words}\n"
        self.passages.append((start, start + len(words)))
        return self.passages[-1]

    def event(self, kind: str, words: str, **more: Any) -> str:
        span = self.sentence(words)
        key = f"e{len(self.events) + 1}"
        self.events.append(Event(id=key, kind=kind, mentions=(span,), **more))
        return key

    def claim(self, event: str, words: str, *, by: str | None = None, denies: str | None = None, **more: Any) -> str:
        start, end = self.sentence(words)
        key = f"c{len(self.claims) + 1}"
        told = next(e for e in self.events if e.id == event)
        more.setdefault("stance", Stance.REPORTED if by is None else Stance.CLAIMED)
        more.setdefault("predicate", told.kind)
        more.setdefault("event_start", told.start)
        if denies is not None:
            more["answers"] = (Answers(claim=denies, how=Answer.DENIES),)
        self.claims.append(
            Claim(
                id=key,
                start=start,
                end=end,
                event=event,
                event_kind=told.kind,
                own_voice=by is None,
                said_by=() if by is None else (by,),
                **more,
            )
        )
        return key

    def extraction(self) -> Extraction:
        told = Extraction(
            article=Article(path=self.path, text=self.text, publisher=self.publisher, published=self.published),
            pipeline="test",
            passages=tuple(self.passages),
            entities=tuple(self.entities.values()),
            relations=tuple(self.relations),
            events=tuple(self.events),
            claims=tuple(self.claims),
        )
        return from_json(to_json(told))


def report(path: str, kind: str, **told: Any) -> Extraction:
    """Return one article on one event: published, date, city, province, group, target (name, kind), killed, words."""
    return telling(path, kind, **told).extraction()


def telling(
    path: str,
    kind: str,
    *,
    published: str | None = None,
    date: str | None = None,
    city: str | None = None,
    province: str | None = "Balochistan",
    country: str = "Pakistan",
    group: str | None = None,
    target: tuple[str, str] | None = None,
    named: bool = False,
    killed: int | None = None,
    words: str = "It happened at dawn",
) -> Telling:
    """Return such an article to which more can be added."""
    article = Telling(path, published=published)
    spots = []
    if city is not None:
        spots.append(article.place(city, country=country))
    elif province is not None:
        spots.append(article.place(province, "province", key=PROVINCES[province]))
    agents = (article.actor(group),) if group else ()
    targets = (article.asset(*target, named=named),) if target else ()
    event = article.event(kind, words, start=date, end=date, places=tuple(spots), name=target[0] if named else None)
    article.claim(event, f"{words}, as {path} has it", agents=agents, targets=targets)
    if killed is not None:
        more: dict[str, Any] = {"measure": "killed", "victims": "civilians", "low": killed, "high": killed}
        article.claim(event, f"{killed} died", hedge="exact", quantity=str(killed), **more)
    return article

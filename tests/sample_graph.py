"""A small graph made by hand that has every type and every kind of value, and a stand-in for the builder."""

from collections.abc import Iterator, Sequence
from typing import Any

from graph.edges import Of, PossiblySameAs, PublishedBy
from graph.elements import Node, Ref
from graph.nodes import Actor, Article, Event, Passage
from graph.rows import Column, Row, columns
from graph.schema import EDGES, INTERNAL, NODES, ref
from ingest import document

#: Words that break what quotes badly: quotation marks, backslashes, line ends, other scripts, beyond the BMP.
HARD = "Ängste 'single' \"double\" \\ back\nnewline\ttab اردو 𝄞 $param {brace}"


def every_row() -> list[Row]:
    """Return two nodes of every type and two edges between every pair of labels that may be joined."""
    nodes = {kind: [_node(kind, 1), _node(kind, 2)] for kind in NODES if kind not in INTERNAL}
    rows: list[Row] = [node for pair in nodes.values() for node in pair]
    for kind in EDGES:
        for start, end in kind.PAIRS:
            for number, (one, other) in enumerate(zip(nodes[start], reversed(nodes[end]), strict=True)):
                unique = f"{kind.TYPE}{start.__name__}{end.__name__}"
                own = {column.field: _value(column, number, unique) for column in columns(kind)}
                rows.append(kind(start=ref(one), end=ref(other), **own))
    return rows


def _node(kind: type[Node], number: int) -> Node:
    return kind(**{column.field: _value(column, number, kind.__name__) for column in columns(kind)})


def _value(column: Column, number: int, unique: str) -> Any:
    """Return a value of the column's type; odd numbers leave open what may be open."""
    if not column.required and number % 2:
        return None
    if column.name.endswith("Id"):
        return f"{unique}-{number}"
    filled = {str: f"{HARD} {number}", int: 7 * number, float: 0.123456789 * number, bool: bool(number % 2)}
    return filled.get(column.type, () if number % 2 else ("b", HARD, "a"))


def extraction(number: int, *, path: str | None = None, text: str | None = None) -> document.Extraction:
    """Return the extraction of an article of one sentence."""
    text = text or f"Article {number} tells of {HARD}."
    article = document.Article(path=path or f"{number}.txt", text=text, publisher=f"Outlet {number % 3}")
    return document.Extraction(
        article=article, pipeline="test", passages=((0, len(text)),), entities=(), relations=(), events=(), claims=()
    )


def build(extractions: Sequence[document.Extraction], judgements: Sequence[Any]) -> Iterator[Row]:
    """Yield a graph that is a function of both, with an event of all articles, whose id changes with every one."""
    outlets = {one.article.publisher or "nobody" for one in extractions}
    yield from (Actor(actor_id=document.content_id(name), name=name, kind="media") for name in outlets)
    for one in extractions:
        key = one.article.article_id
        yield Article(article_id=key, path=one.article.path, text=one.article.text)
        yield Passage(passage_id=f"p{key}", start=0, end=len(one.article.text), text=one.article.text)
        yield Of(start=Ref("Passage", f"p{key}"), end=Ref("Article", key))
        outlet = document.content_id(one.article.publisher)
        yield PublishedBy(start=Ref("Article", key), end=Ref("Actor", outlet))
    members = document.content_id(*sorted(one.article.article_id for one in extractions))
    yield Event(event_id=members, name=f"{len(extractions)} articles", kind="attack")
    yield Event(event_id="other", name=str(judgements), kind="other")
    yield PossiblySameAs(start=Ref("Event", members), end=Ref("Event", "other"), score=0.25, reasons=("date", "place"))


def told(number: int) -> document.Extraction:
    """Return the extraction of an article that tells of an attack, with rival tolls, an accusation and a denial."""
    text = (
        f"The army said {20 + number} died. The group claimed the attack and said {50 + number} died. India denied it."
    )
    ends = [0, text.index(".") + 1, text.rindex(".", 0, -1) + 1, len(text)]
    passages = ((0, ends[1]), (ends[1] + 1, ends[2]), (ends[2] + 1, ends[3]))
    entities = (
        document.Entity(
            id="a1", type=document.EntityType.ACTOR, name="Army", kind="state_force", aliases=("the army",)
        ),
        document.Entity(id="a2", type=document.EntityType.ACTOR, name=f"Group {number % 2}", kind="armed_group"),
        document.Entity(id="a3", type=document.EntityType.ACTOR, name="officials", kind="unnamed_source", named=False),
        document.Entity(id="p1", type=document.EntityType.PLACE, name="Northtown", kind="city"),
    )
    event = document.Event(id="e1", kind="attack", start=f"2025-03-{10 + number}", places=("p1",), mentions=((0, 3),))
    killed = {"measure": document.Measure.KILLED, "victims": document.Victims.PEOPLE, "hedge": document.Hedge.EXACT}
    claims = (
        _claim("c1", passages[0], "said", ("a1",), low=20 + number, high=20 + number, **killed),
        _claim("c2", passages[1], "said", ("a2",), low=50 + number, high=50 + number, **killed),
        _claim("c3", passages[1], "claimed", ("a2",), document.Stance.CLAIMED_RESPONSIBILITY, agents=("a2",)),
        _claim("c4", passages[0], "accused", ("a1",), document.Stance.ACCUSED, agents=("a2",), targets=("a1",)),
        _claim(
            "c5", passages[2], "denied", ("a3",), document.Stance.DENIED,
            answers=(document.Answers(claim="c4", how=document.Answer.DENIES),),
        ),
    )  # fmt: skip
    article = document.Article(
        path=f"{number}.txt", text=text, publisher=f"Outlet {number % 2}", published="2025-03-12"
    )
    return document.Extraction(
        article=article, pipeline="test", passages=passages, entities=entities, relations=(), events=(event,),
        claims=claims,
    )  # fmt: skip


def _claim(
    key: str,
    span: tuple[int, int],
    cue: str,
    said_by: tuple[str, ...],
    stance: Any = document.Stance.CLAIMED,
    **more: Any,
) -> document.Claim:
    return document.Claim(
        id=key, stance=stance, predicate="die", start=span[0], end=span[1], cue=cue, said_by=said_by, event="e1",
        event_kind="attack", **more,
    )  # fmt: skip

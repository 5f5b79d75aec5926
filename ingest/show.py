"""An extraction for people to read: each sentence with the claims read off it, as records and as a web page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import jinja2

from ingest.document import Article, Certainty, Claim, Event, Extraction, Hedge, Measure, Polarity

#: Measures that are no participle.
DONE = {Measure.HOSTAGES: "held hostage"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One claim, its ids resolved to names."""

    id: str
    claim: Claim
    speakers: tuple[str, ...]
    relays: tuple[str, ...]
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[str, ...]
    #: what happened, where and when, as the article has it
    event: str | None
    #: how far the speaker stands behind it, where that is not plainly
    doubts: tuple[str, ...]
    #: "50 hostages killed"
    count: str | None
    #: claims that this one answers: how, and their words
    answers: tuple[tuple[str, str], ...]

    @property
    def details(self) -> tuple[tuple[str, str], ...]:
        """Return what the claim says beside its count, each with a word for it."""
        told = [
            ("trigger", self.claim.predicate),
            ("by", ", ".join(self.agents)),
            ("against", ", ".join(self.targets)),
            ("event", self.event or ""),
            ("at", ", ".join(self.places) if self.event is None else ""),
            *((how, f"“{words}”") for how, words in self.answers),
        ]
        return tuple((name, value) for name, value in told if value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Characters of a sentence that the same claims hold."""

    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, the claims that begin in it, and its text cut where claims begin and end."""

    start: int
    #: a paragraph begins with it
    opens: bool
    parts: tuple[Part, ...]
    readings: tuple[Reading, ...]

    @property
    def text(self) -> str:
        """Return the sentence's words."""
        return "".join(part.text for part in self.parts)


def sentences(extraction: Extraction) -> Iterator[Sentence]:
    """Yield the article's sentences in their order."""
    text, last = extraction.article.text, 0
    for start, end in extraction.passages:
        yield Sentence(
            start=start,
            opens="\n" in text[last:start] or start == 0,
            parts=tuple(_parts(extraction, start, end)),
            readings=tuple(_reading(extraction, c) for c in _in_order(extraction) if start <= c.start < end),
        )
        last = end


def page(extractions: Iterable[Extraction]) -> str:
    """Return a web page of the articles that needs nothing beside itself."""
    return _template().render(
        articles=[
            {"article": e.article, "title": title(e.article), "sentences": list(sentences(e)), "claims": len(e.claims)}
            for e in extractions
        ]
    )


def title(article: Article) -> str:
    """Return the article's title, or where it came from."""
    return article.title or article.path


@cache
def _template() -> jinja2.Template:
    loader = jinja2.PackageLoader("ingest", ".")
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("show.html")


def _in_order(extraction: Extraction) -> list[Claim]:
    return sorted(extraction.claims, key=lambda claim: (claim.start, claim.end, claim.id))


def _parts(extraction: Extraction, start: int, end: int) -> Iterator[Part]:
    """Yield the pieces of a sentence between all places where a claim begins or ends."""
    here = [claim for claim in _in_order(extraction) if claim.start < end and start < claim.end]
    edges = {start, end, *(c.start for c in here), *(c.end for c in here)}
    cuts = sorted(edge for edge in edges if start <= edge <= end)
    for left, right in pairwise(cuts):
        holding = tuple(claim.id for claim in here if claim.start <= left and right <= claim.end)
        yield Part(text=extraction.article.text[left:right], claims=holding)


def _reading(extraction: Extraction, claim: Claim) -> Reading:
    names = {entity.id: entity.name for entity in extraction.entities}
    events = {event.id: event for event in extraction.events}
    words = {c.id: extraction.article.text[c.start : c.end] for c in extraction.claims}
    event = events.get(claim.event) if claim.event is not None else None
    return Reading(
        id=claim.id,
        claim=claim,
        speakers=tuple(names[key] for key in claim.said_by) or _own_voice(extraction.article, claim),
        relays=tuple(names[key] for key in claim.relayed_by),
        agents=tuple(names[key] for key in claim.agents),
        targets=tuple(names[key] for key in claim.targets),
        places=tuple(names[key] for key in claim.places),
        event=_event(event, names) if event is not None else _kind(claim.event_kind),
        doubts=tuple(_doubts(claim)),
        count=_count(claim),
        answers=tuple((answer.how.value, words[answer.claim]) for answer in claim.answers),
    )


def _own_voice(article: Article, claim: Claim) -> tuple[str, ...]:
    if not claim.own_voice:
        return ("somebody",)
    return (f"{article.publisher} itself" if article.publisher else "the article itself",)


def _kind(kind: str | None) -> str | None:
    return kind.replace("_", " ") if kind is not None else None


def _event(event: Event, names: dict[str, str]) -> str:
    kind = event.kind.replace("_", " ")
    name = event.name or ""
    told = name if kind in name.lower() else f"{name} {kind}".strip()
    places = ", ".join(names[key] for key in event.places)
    return ", ".join(filter(None, (told, places, event.start)))


def _doubts(claim: Claim) -> Iterator[str]:
    if claim.polarity is Polarity.NEGATED:
        yield "negated"
    if claim.certainty is not Certainty.CERTAIN:
        yield claim.certainty.value
    if claim.hypothetical:
        yield "hypothetical"
    if claim.part:
        yield "part of a total"


def _count(claim: Claim) -> str | None:
    """Return the count in words, the number as written."""
    if claim.measure is None:
        return None
    number = claim.quantity or "some"
    whom = claim.victims.value.replace("_", " ") if claim.victims is not None else "people"
    of = " of" if claim.hedge is Hedge.VAGUE and number.endswith("s") and number != "several" else ""
    done = "held" if claim.measure == whom else DONE.get(claim.measure, claim.measure.value)
    return f"{number}{of} {whom} {done}"

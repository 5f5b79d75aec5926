"""What the machine can't tell: pairs of events that are possibly one, with the sentences on both sides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.contents import nodes
from graph.judgements import Judgement, Verdict
from graph.nodes import StoredExtraction
from graph.resolve import resolve
from graph.stores import Store
from ingest.document import Event, Extraction, from_json


@dataclass(frozen=True, slots=True)
class Account:
    """What one article says of an event."""

    mention: str
    path: str
    title: str | None
    kind: str
    date: str | None
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two accounts that are possibly of one event."""

    left: Account
    right: Account
    score: float
    reasons: tuple[str, ...]

    def judged(self, verdict: Verdict, *, by: str, when: str) -> Judgement:
        """Return the line of the log that settles it."""
        return Judgement(
            left=self.left.mention, right=self.right.mention, verdict=verdict, score=self.score, reasons=self.reasons,
            by=by, when=when,
        )  # fmt: skip


def stored(store: Store) -> list[Extraction]:
    """Return every article's extraction that the store holds."""
    return [from_json(node.json) for node in nodes(store, StoredExtraction)]


def doubts(extractions: Iterable[Extraction], judgements: Iterable[Judgement]) -> Iterator[Doubt]:
    """Yield the pairs that nobody has judged yet, the likeliest first."""
    articles = sorted(extractions, key=lambda extraction: extraction.article.article_id)
    known = list(judgements)
    resolution = resolve(articles, known)
    told = {resolution.mention(x, event.id): (x, event) for x in articles for event in x.events}
    judged = {judgement.pair for judgement in known}
    for link in sorted(resolution.possible, key=lambda link: (-link.edge.score, link.left, link.right)):
        if (link.left, link.right) not in judged:
            left, right = (_account(mention, *told[mention]) for mention in (link.left, link.right))
            yield Doubt(left, right, link.edge.score, link.edge.reasons)


def _account(mention: str, extraction: Extraction, event: Event) -> Account:
    text, spots = extraction.article.text, [start for start, _ in event.mentions]
    sentences = [text[a:b] for a, b in extraction.passages if any(a <= spot < b for spot in spots)]
    article = extraction.article
    return Account(mention, article.path, article.title, event.kind, event.start, tuple(sentences))

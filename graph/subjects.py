"""What an article is on: the event of violence that its claims and title are on most, a captivity with its pieces."""

import re
from collections import Counter
from functools import cache

from graph.captivity import pieces
from graph.kinds import GENERIC, PEACEFUL, families
from ingest.document import Event, Extraction
from seeds.tables import event_kinds

#: Claims that a title which names an event's kind stands for.
TITLE = 2


def named_kinds(title: str | None) -> frozenset[str]:
    """Return the kinds of event that the nouns of a title name, general ones left out."""
    words = re.findall(r"[a-z-]+", (title or "").casefold())
    return frozenset(kind for word in words if (kind := _nouns().get(word) or _nouns().get(word.removesuffix("s"))))


@cache
def _nouns() -> dict[str, str]:
    return {noun: row.kind for row in event_kinds() for noun in row.nouns if row.kind not in GENERIC}


def subject(extraction: Extraction) -> frozenset[str]:
    """Return the local ids of the event that the article is on, the first told of equals, and of its pieces.

    Arrests and protests follow from violence: an article that tells of both is on the violence.
    """
    wholes = dict(pieces(extraction))
    counts = Counter(wholes.get(claim.event, claim.event) for claim in extraction.claims if claim.event is not None)
    named = named_kinds(extraction.article.title)
    counts.update({event.id: TITLE for event in extraction.events if event.kind in named and event.id not in wholes})
    heads = [event for event in extraction.events if event.id not in wholes]
    violent = [event for event in heads if not _peaceful(event)]
    main = max(violent or heads, key=lambda event: counts[event.id], default=None)
    if main is None:
        return frozenset()
    return frozenset({main.id, *(piece for piece, whole in wholes.items() if whole == main.id)})


def _peaceful(event: Event) -> bool:
    kinds = families(event.kind)
    return bool(kinds) and kinds <= PEACEFUL

"""What an article is on: the event of violence that most of its claims are about, a captivity with all its pieces."""

from collections import Counter

from graph.captivity import pieces
from graph.kinds import PEACEFUL, families
from ingest.document import Event, Extraction


def subject(extraction: Extraction) -> frozenset[str]:
    """Return the local ids of the event that the article is on, the first told of equals, and of its pieces.

    Arrests and protests follow from violence: an article that tells of both is on the violence.
    """
    wholes = dict(pieces(extraction))
    counts = Counter(wholes.get(claim.event, claim.event) for claim in extraction.claims if claim.event is not None)
    heads = [event for event in extraction.events if event.id not in wholes]
    violent = [event for event in heads if not _peaceful(event)]
    main = max(violent or heads, key=lambda event: counts[event.id], default=None)
    if main is None:
        return frozenset()
    return frozenset({main.id, *(piece for piece, whole in wholes.items() if whole == main.id)})


def _peaceful(event: Event) -> bool:
    kinds = families(event.kind)
    return bool(kinds) and kinds <= PEACEFUL

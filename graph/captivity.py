"""Captivity as one article tells it: the seizure, the rescue and what became of the hostages are its pieces."""

from collections.abc import Iterator

from graph.edtf import gap, span
from graph.kinds import Family, families
from graph.whereabouts import whereabouts
from ingest.document import Event, Extraction, Victims

#: Days that may lie between a seizure and how it ends.
LASTING = 31
#: Days after a seizure on which articles put the whole of it.
HELD = 7


def pieces(extraction: Extraction) -> Iterator[tuple[str, str]]:
    """Yield an article's events that belong to a captivity told there, each with the first that it fits.

    What is itself a piece takes in no other: without date or place it would join things unrelated.
    """
    heads: list[Event] = []
    hostages = {claim.event for claim in extraction.claims if claim.victims is Victims.HOSTAGES}
    held = [event for event in extraction.events if Family.CAPTIVITY in families(event.kind)]
    others = [e for e in extraction.events if e not in held and (e.kind == "rescue_operation" or e.id in hostages)]
    for event in (*held, *others):
        whole = next((head for head in heads if _fits(extraction, event, head)), None)
        if whole is not None:
            yield event.id, whole.id
        elif event in held:
            heads.append(event)


def _fits(extraction: Extraction, one: Event, other: Event) -> bool:
    """Tell whether dates and places of two events allow that they are pieces of one episode."""
    a, b = span(one.start, one.end), span(other.start, other.end)
    if a is not None and b is not None and gap(a, b) > LASTING:
        return False
    entities = {entity.id: entity for entity in extraction.entities}
    here, there = ([whereabouts(entities[place]) for place in event.places] for event in (one, other))
    return not here or not there or any(p.id in q.chain or q.id in p.chain for p in here for q in there)

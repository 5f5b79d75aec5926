"""Captivity told in pieces: the seizure, the rescue and what became of the hostages are one episode.

Articles put the same dead and freed now to the seizure, now to the rescue, so that accounts are compared over
the whole episode. Its pieces stay events of their own, part of the one that most articles tell of.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from graph.clusters import Pair, components, pair_of
from graph.edtf import gap, span
from graph.kinds import Family, families
from graph.resolve import Resolution
from graph.whereabouts import whereabouts
from ingest.document import Event, Extraction, Victims

#: Days that may lie between a seizure and how it ends.
LASTING = 31


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


def wholes(extractions: Sequence[Extraction], resolution: Resolution) -> dict[str, str]:
    """Return, for each event that is a piece of an episode, the event that most mentions tell of among its pieces."""
    links = {link for extraction in extractions for link in _links(extraction, resolution)}
    kinds: dict[str, Counter[bool]] = {event: Counter() for link in links for event in link}
    for extraction in extractions:
        for event in extraction.events:
            if (key := resolution.event_of(extraction, event.id)) in kinds:
                kinds[key][Family.CAPTIVITY in families(event.kind)] += 1
    found: dict[str, str] = {}
    for episode in components(kinds, sorted(links)):
        whole = min(episode, key=lambda event: (-kinds[event][True], event))
        found.update((event, whole) for event in episode if event != whole)
    return found


def _links(extraction: Extraction, resolution: Resolution) -> Iterable[Pair]:
    for piece, whole in pieces(extraction):
        one, other = (resolution.event_of(extraction, event) for event in (piece, whole))
        if one != other:
            yield pair_of(one, other)

"""Captivity told in pieces: the seizure, the rescue and what became of the hostages are one episode.

Articles put the same dead and freed now to the seizure, now to the rescue, so that accounts are compared over
the whole episode. Its pieces stay events of their own, part of the one that most articles tell of.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from graph.captivity import pieces
from graph.clusters import Pair, components, pair_of
from graph.kinds import Family, families
from graph.resolve import Resolution
from ingest.document import Extraction


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

"""Captivity told in pieces: the seizure, the rescue and what became of the hostages are one episode.

Articles put the same dead and freed now to the seizure, now to the rescue, so that accounts are compared over
the whole episode. Its pieces stay events of their own, part of the one that most articles tell of.
"""

from collections import Counter
from collections.abc import Collection, Iterator

from graph.captivity import pieces
from graph.clusters import Pair, components, pair_of
from graph.kinds import Family, families
from graph.told import Told


def wholes(told: Collection[Told]) -> dict[str, str]:
    """Return, for each event that is a piece of an episode, the event that most mentions tell of among its pieces."""
    links = {link for one in told for link in piece_links(one)}
    kinds: dict[str, Counter[bool]] = {event: Counter() for link in links for event in link}
    for one in told:
        for event in one.extraction.events:
            if (key := one.events[event.id]) in kinds:
                kinds[key][Family.CAPTIVITY in families(event.kind)] += 1
    found: dict[str, str] = {}
    for episode in components(kinds, sorted(links)):
        whole = min(episode, key=lambda event: (-kinds[event][True], event))
        found.update((event, whole) for event in episode if event != whole)
    return found


def piece_links(told: Told) -> Iterator[Pair]:
    """Yield the pairs of events that the article has as pieces of one episode."""
    for piece, whole in pieces(told.extraction):
        one, other = told.events[piece], told.events[whole]
        if one != other:
            yield pair_of(one, other)

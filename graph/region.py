"""The events that are told afresh when articles come or go, before and after, and the articles that tell of them.

Accounts are compared over a whole episode, and an event is named as a part by others, so that what is told afresh goes
with all that hangs together with it in one of the two states.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.clusters import Pair, pair_of
from graph.episodes import piece_links
from graph.mentions import mention_ids
from graph.names import Names
from graph.standing import Standings
from graph.told import Told, told_by
from ingest.document import Extraction

#: Returns articles by id, as far as there are any.
Read = Callable[[Collection[str]], Mapping[str, Extraction]]
#: Returns the nodes of the names in some articles.
Naming = Callable[[Collection[Extraction]], Names]


@dataclass(slots=True)
class State:
    """The graph before or after: its articles that matter here, and what they tell."""

    before: bool
    standings: Standings
    naming: Naming
    #: articles that came or went: as they are in this state, null where they are not there
    changed: Mapping[str, Extraction | None]
    told: dict[str, Told] = field(default_factory=dict)

    def articles(self, events: Iterable[str]) -> set[str]:
        """Return the articles that tell of some events in this state."""
        look = self.standings.events.before if self.before else self.standings.events.now
        return {article for event in events if (known := look(event)) for article in known.articles}

    def take_in(self, articles: Iterable[Extraction]) -> list[Told]:
        """Resolve the names and events of articles that are there in this state, and return what they tell."""
        here = [
            there
            for x in articles
            if (there := self.changed.get(x.article.article_id, x)) and there.article.article_id not in self.told
        ]
        names = self.naming(here)
        ids = {x.article.article_id: mention_ids(x) for x in here}
        self.standings.homes.fetch(key for local in ids.values() for key in local.values())
        look = self.standings.homes.before if self.before else self.standings.homes.now
        for x in here:
            events = {local: event for local, key in ids[x.article.article_id].items() if (event := look(key))}
            self.told[x.article.article_id] = told_by(x, names, events)
        return [self.told[x.article.article_id] for x in here]


class Region:
    """What is told afresh."""

    def __init__(self, states: tuple[State, State], read: Read) -> None:
        self._states, self._read = states, read
        self.events: set[str] = set()
        self._seen: set[str] = set()

    def grow(self, articles: Collection[Extraction], events: Iterable[str]) -> None:
        """Take in articles and events, and whatever hangs together with the events."""
        links = list(self._take_in(articles))
        todo = set(events)
        while todo:
            self.events |= todo
            for state in self._states:
                state.standings.events.fetch(todo)
            wanted = {article for state in self._states for article in state.articles(todo)} - self._seen
            links += self._take_in(self._read(wanted).values())
            todo = {end for pair in links if not self.events.isdisjoint(pair) for end in pair} - self.events

    def _take_in(self, articles: Collection[Extraction]) -> Iterator[Pair]:
        self._seen |= {x.article.article_id for x in articles}
        for state in self._states:
            for told in state.take_in(articles):
                yield from piece_links(told)
                yield from _part_links(told)


def _part_links(told: Told) -> Iterator[Pair]:
    """Yield the pairs of events of which the article has the one as a part of the other."""
    for event in told.extraction.events:
        if event.part_of is not None and (one := told.events[event.id]) != (other := told.events[event.part_of]):
            yield pair_of(one, other)

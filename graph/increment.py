"""Articles and judgements in and out: the rows that this changes, as they were before and as they are afterwards.

One way for all: the whole graph is what comes into an empty store, and the same function adds an article to a hundred
thousand. It reads records by key, and never the graph.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Protocol

from graph.clusters import words_of
from graph.contradictions import contradictions
from graph.elements import Edge
from graph.episodes import wholes
from graph.events import event_rows
from graph.judgements import Judgement, latest
from graph.ledger import Nothing, Records, Shelf
from graph.mentions import mentions_of
from graph.names import Names
from graph.narratives import narratives
from graph.nodes import Actor, Event
from graph.parties import Parties, parties
from graph.region import Region, State
from graph.rows import Identity, Row, identity
from graph.settle import Touched, links, settle
from graph.spellings import Spellings
from graph.standing import Standings
from graph.statements import Statement, by_event
from graph.tallies import Tallies
from graph.told import Told, article_rows, event_edges, own_rows, statements
from ingest.document import Extraction


class Library(Records, Protocol):
    """What an increment reads of a store."""

    def extractions(self, articles: Collection[str]) -> Iterator[Extraction]:
        """Yield the articles of these ids that there are."""

    def tellers(self, actors: Collection[str]) -> Iterator[str]:
        """Yield the events of which claims name one of these actors, or who speaks for them, as speaker or agent."""


class Empty(Nothing):
    """A store that holds nothing yet."""

    def extractions(self, articles: Collection[str]) -> Iterator[Extraction]:
        """Yield nothing."""
        return iter(())

    def tellers(self, actors: Collection[str]) -> Iterator[str]:
        """Yield nothing."""
        return iter(())


class Increment:
    """Articles come and go, and what that changes."""

    def __init__(
        self, library: Library, gone: Sequence[Extraction], come: Sequence[Extraction], judgements: Iterable[Judgement]
    ) -> None:
        self._library = library
        self._spellings, self._tallies = Spellings(library), Tallies(library)
        self.standings = Standings(library)
        changed = {x.article.article_id for x in (*gone, *come)}
        respelt = list(library.extractions(self._spellings.change(gone, come) - changed))
        self._gone, self._come = [*gone, *respelt], [*come, *respelt]
        self._names = self._spellings.names(self._gone, before=True), self._spellings.names(self._come)
        self._tallies.change(
            *([(x, n) for x in some] for some, n in zip((self._gone, self._come), self._names, strict=True))
        )
        self._touched = self._settle(list(judgements))
        self._states = self._state(before=True), self._state(before=False)

    def _settle(self, judgements: Sequence[Judgement]) -> Touched:
        before, now = (
            {mention.id: mention for x in some for mention in mentions_of(x, names)}
            for some, names in zip((self._gone, self._come), self._names, strict=True)
        )
        words = latest(judgements)
        asked = {end for judgement in words for end in judgement.pair}
        self.standings.mentions.fetch({*asked, *before, *now})
        there = {key for key in asked if self.standings.mentions.before(key) is not None}
        said = words_of(words, there)
        says = words_of(words, (there - before.keys()) | (asked & now.keys()))
        gone = {key: mention for key, mention in before.items() if now.get(key) != mention}
        come = {key: mention for key, mention in now.items() if before.get(key) != mention}
        return settle(self.standings, gone, come, said, says)

    def _state(self, *, before: bool) -> State:
        here = {x.article.article_id: x for x in (self._gone if before else self._come)}
        changed = {x.article.article_id: here.get(x.article.article_id) for x in (*self._gone, *self._come)}

        def naming(articles: Collection[Extraction]) -> Names:
            return self._spellings.names(articles, before=before)

        return State(before, self.standings, naming, changed)

    def rows(self) -> tuple[list[Row], list[Row]]:
        """Return the rows that may have changed, as they were and as they are, each once."""
        region = Region(self._states, self._read)
        region.grow(list({x.article.article_id: x for x in (*self._gone, *self._come)}.values()), ())
        told = {event for state in self._states for one in state.told.values() for event in one.events.values()}
        altered = [node.key for node in self._tallies.altered()]
        region.grow((), {*told, *(self._touched.before ^ self._touched.now), *self._library.tellers(altered)})
        before, now = (list(_once(self._rows(state, region))) for state in self._states)
        return before, now

    def _read(self, articles: Collection[str]) -> Mapping[str, Extraction]:
        return {x.article.article_id: x for x in self._library.extractions(articles)}

    def _rows(self, state: State, region: Region) -> Iterator[Row]:
        """Yield the rows of one state."""
        told = [state.told[key] for key in sorted(state.told)]
        own = {one.key: list(own_rows(one)) for one in told}
        behind = self._parties(told, list(chain.from_iterable(own.values())), before=state.before)
        episodes = wholes(told)
        events = list(event_rows(region.events, told, episodes))
        yield from self._tallies.rows(before=state.before)
        for one in told:
            if one.key in state.changed:
                yield from own[one.key]
                yield from article_rows(one)
            yield from event_edges(one)
        yield from events
        yield from links(self.standings, before=state.before)
        stated = [s for one in told for s in statements(one, behind) if s.event in region.events]
        named = {row.event_id: row for row in events if isinstance(row, Event)}
        yield from _accounts(stated, episodes, named, behind)
        for shelf in self._shelves:
            yield from shelf.rows(before=state.before)

    def _parties(self, told: Iterable[Told], own: Sequence[Row], *, before: bool) -> Parties:
        """Return who answers for whom among those who speak or act in some articles."""
        named = {
            one.refs[key] for one in told for claim in one.extraction.claims for key in (*claim.said_by, *claim.agents)
        }
        ends = {row.end for row in own if isinstance(row, Edge)}
        rows = [*own, *self._tallies.actors((node for node in named | ends if node.label == "Actor"), before=before)]
        return parties((row for row in rows if isinstance(row, Actor)), (row for row in rows if isinstance(row, Edge)))

    @property
    def _shelves(self) -> tuple[Shelf[Any], ...]:
        return (*self._spellings.shelves, *self._tallies.shelves, *self.standings.shelves)


def _accounts(
    stated: Sequence[Statement], episodes: Mapping[str, str], events: Mapping[str, Event], behind: Parties
) -> Iterator[Row]:
    """Yield what the statements of each event, or of its whole episode, contradict and who tells what."""
    whole = by_event(stated, episodes)
    for told in whole.values():
        yield from contradictions(told)
    for event, told in (by_event(stated, {}) | whole).items():
        yield from narratives(events[event], told, behind)


def _once(rows: Iterable[Row]) -> Iterator[Row]:
    seen: set[Identity] = set()
    for row in rows:
        key = identity(row)
        if key not in seen:
            seen.add(key)
            yield row

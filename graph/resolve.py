"""Which event mentions of several articles are one event, which are possibly one, and which are not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.clusters import pair_of
from graph.edges import PossiblySameAs
from graph.elements import Ref
from graph.increment import Empty, Increment
from graph.judgements import Judgement
from graph.mentions import mention_ids
from graph.standing import Standings
from ingest.document import Extraction


@dataclass(frozen=True, slots=True)
class Link:
    """Two events that are possibly one, and the two mentions that say so most."""

    edge: PossiblySameAs
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """The events that the mentions make."""

    #: mention ids of each event, by event id
    members: dict[str, tuple[str, ...]]
    #: event id of each mention
    events: dict[str, str]
    #: mention ids by article and local id
    mentions: dict[tuple[str, str], str]
    possible: tuple[Link, ...] = ()

    def mention(self, extraction: Extraction, event: str) -> str:
        """Return the id of an article's mention, by the event's local id."""
        return self.mentions[extraction.article.article_id, event]

    def event_of(self, extraction: Extraction, event: str) -> str:
        """Return the id of the event that an article's event belongs to."""
        return self.events[self.mention(extraction, event)]


def resolve(extractions: Sequence[Extraction], judgements: Iterable[Judgement] = ()) -> Resolution:
    """Return the events of a set of articles as the machine and the judgements have it; no order changes them."""
    standings = Increment(Empty(), (), extractions, judgements).standings
    members = {event: known.mentions for event in standings.events.touched() if (known := standings.events.now(event))}
    return Resolution(
        members=members,
        events={mention: event for event, group in members.items() for mention in group},
        mentions={(x.article.article_id, local): key for x in extractions for local, key in mention_ids(x).items()},
        possible=tuple(_links(standings, members)),
    )


def _links(standings: Standings, events: Iterable[str]) -> Iterator[Link]:
    for event in events:
        known = standings.events.now(event)
        for chance in known.chances if known else ():
            if chance.linked and event < chance.event:
                start, end = Ref("Event", event), Ref("Event", chance.event)
                edge = PossiblySameAs(start=start, end=end, score=chance.score, reasons=chance.reasons)
                yield Link(edge, *pair_of(chance.mention, chance.other))

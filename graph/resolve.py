"""Which event mentions of several articles are one event."""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.document import Extraction, content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's word on whether two mentions are the same; it outranks the machine's."""

    left: str
    right: str
    verdict: str
    score: float | None = None
    reasons: tuple[str, ...] = ()
    by: str
    when: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """The events that the mentions make."""

    #: mention ids of each event, by event id
    members: dict[str, tuple[str, ...]]
    #: event id of each mention
    events: dict[str, str]

    def event_of(self, mention: str) -> str:
        """Return the id of the event that the mention belongs to."""
        return self.events[mention]


def mention_id(extraction: Extraction, event: str) -> str:
    """Return the id of an article's event mention, which no other article can change."""
    found = next(e for e in extraction.events if e.id == event)
    return content_id("EventMention", extraction.article.article_id, found.mentions, found.kind)


def event_id(mentions: Iterable[str]) -> str:
    """Return the id of the event that the mentions make: a hash of its members, whatever their order."""
    return content_id("Event", sorted(mentions))


def resolve(extractions: list[Extraction], judgements: list[Judgement]) -> Resolution:
    """Return the events: each article's own stay apart as long as nothing says that they are one."""
    mentions = [mention_id(x, event.id) for x in extractions for event in x.events]
    members = {event_id([m]): (m,) for m in mentions}
    return Resolution(members, {m: key for key, (m,) in members.items()})

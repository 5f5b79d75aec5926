"""Claims as the graph has them: in terms of nodes, with the party that answers for each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.elements import Ref
from graph.parties import Parties
from ingest.document import Claim


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with the nodes that it names."""

    key: str
    claim: Claim
    #: the claim's words
    text: str
    article: str
    event: str | None
    speakers: tuple[Ref, ...]
    relays: tuple[Ref, ...]
    agents: tuple[Ref, ...]
    targets: tuple[Ref, ...]
    #: ids of whom its agents speak for, belong to or are allied with, and the other way round
    kin: frozenset[str]
    #: the words that name its targets
    target_words: frozenset[str]
    #: countries whose its targets are
    lands: frozenset[str]
    #: ids of the claims that it denies or disputes
    against: tuple[str, ...]
    #: the organisation that answers for it, else the article
    party: str
    #: whether that organisation is told by name, so that other articles' words may be its words too
    named: bool

    @property
    def doers(self) -> frozenset[str]:
        """Return the ids of its agents."""
        return frozenset(agent.key for agent in self.agents)

    @property
    def hit(self) -> frozenset[str]:
        """Return the ids of its targets."""
        return frozenset(target.key for target in self.targets)


def party_of(speakers: tuple[Ref, ...], article: str, parties: Parties) -> str:
    """Return who answers for a claim: its first speaker's organisation, else the article."""
    return parties.of(speakers[0].key) if speakers else article


def by_event(statements: Iterable[Statement], episodes: Mapping[str, str]) -> dict[str, list[Statement]]:
    """Return the statements of each event, sorted; those on a piece of an episode with the whole."""
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.event is not None:
            found.setdefault(episodes.get(statement.event, statement.event), []).append(statement)
    return {event: sorted(found[event], key=lambda s: s.key) for event in sorted(found)}

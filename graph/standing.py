"""What the store keeps of events: each article's mentions, the blocks they lie in, and what each event is made of."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from graph.candidates import Block, Members, around, askers, asks, offers
from graph.ledger import Nothing, Records, Shelf
from graph.mentions import Mention, unlike
from graph.resolver import bare, known_again


@dataclass(frozen=True, slots=True, order=True)
class Chance:
    """Another event that is possibly the same one, and the two mentions that say so most."""

    event: str
    #: the sum of the weights, or what outranks it
    strength: float
    score: float
    reasons: tuple[str, ...]
    mention: str
    other: str
    #: a person asked for it
    asked: bool = False
    #: false where an event that one of the two articles tells apart is likelier
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What an event is made of, and how it stands to others."""

    mentions: tuple[str, ...]
    articles: tuple[str, ...]
    #: the other events of its component
    beside: tuple[str, ...] = ()
    chances: tuple[Chance, ...] = ()


class Standings:
    """The records of event mentions and events."""

    def __init__(self, records: Records) -> None:
        self.mentions = Shelf("mention", Mention, records)
        self.homes = Shelf("home", str, records)
        self.events = Shelf("event", Standing, records)
        self._blocks = Shelf("block", Members, records)
        #: whether the store holds nothing yet
        self.whole = isinstance(records, Nothing)

    @property
    def shelves(self) -> tuple[Shelf[Any], ...]:
        """Return the records."""
        return self.mentions, self.homes, self.events, self._blocks

    def block(self, block: Block) -> Members:
        """Return who lies in a block."""
        return self._blocks.now(_name(block)) or Members()

    def fetch_blocks(self, blocks: Iterable[Block]) -> None:
        """Read blocks that will be asked for."""
        self._blocks.fetch(map(_name, blocks))

    def change(self, gone: Mapping[str, Mention], come: Mapping[str, Mention]) -> set[str]:
        """Take mentions out and in; return those, among others, that are compared with others than before."""
        leaving: dict[Block, set[str]] = {}
        entering: dict[Block, list[tuple[str, bool]]] = {}
        come = {key: replace(mention, full=known_again(mention)) for key, mention in come.items()}
        for key, mention in gone.items():
            for block in offers(mention):
                leaving.setdefault(block, set()).add(key)
        for key, mention in come.items():
            for block in offers(mention):
                entering.setdefault(block, []).append((key, mention.full))
        touched = leaving.keys() | entering.keys()
        self.fetch_blocks(touched)
        disturbed: set[Block] = set()
        for block in touched:
            before = self.block(block)
            after = before.changed(entering.get(block, ()), leaving.get(block, ()))
            self._blocks.put(_name(block), after if after.full or after.scant else None)
            if before.crowded != after.crowded:
                disturbed |= set(askers(block))
        for key in gone:
            self.mentions.put(key, None)
        for key, mention in come.items():
            self.mentions.put(key, mention)
        self.fetch_blocks(disturbed)
        return {key for block in disturbed for key in self.block(block).scant}

    def alike(self, mentions: Iterable[Mention]) -> set[str]:
        """Return the mentions with whom some are taken together: those whose facts are equal and enough."""
        lying = {m.structure: offers(bare(m)) for m in mentions if m.full}
        self.fetch_blocks(block for blocks in lying.values() for block in blocks)
        smallest = {
            facts: min((self.block(block).full for block in sorted(blocks, key=str)), key=len)
            for facts, blocks in lying.items()
        }
        self.mentions.fetch(key for keys in smallest.values() for key in keys)
        return {
            key
            for facts, keys in smallest.items()
            for key in keys
            if (known := self.mentions.now(key)) and known.structure == facts
        }

    def neighbours(self, mentions: Collection[str]) -> set[str]:
        """Return all with which some mentions are compared, and all who are alike with those."""
        self.mentions.fetch(mentions)
        there = [mention for key in mentions if (mention := self.mentions.now(key))]
        known = [group[0] for group in unlike(there)]
        self.fetch_blocks(block for mention in known for block in around(mention))
        found: set[str] = set()
        for mention in known:
            for block in asks(mention):
                members = self.block(block)
                found.update(members.full if members.crowded and not mention.full else members.all)
            for block in offers(mention):
                alone = self.block(block).crowded and not mention.full
                for asker in askers(block):
                    found.update(self.block(asker).full if alone else self.block(asker).all)
        self.mentions.fetch(found)
        return found | self.alike(other for key in found if (other := self.mentions.now(key)))

    def crowded(self, block: Block) -> bool:
        """Tell whether scant mentions in a block are too many to compare them with one another."""
        return self.block(block).crowded

    def component(self, mentions: Iterable[str]) -> set[str]:
        """Return all mentions of the components that some stood in, as far as they are still there."""
        wanted = set(mentions)
        self.homes.fetch(wanted)
        events = {event for key in wanted if (event := self.homes.before(key))}
        self.events.fetch(events)
        beside = {other for event in events if (known := self.events.before(event)) for other in known.beside}
        self.events.fetch(beside)
        homes = {key: e for e in events | beside if (known := self.events.before(e)) for key in known.mentions}
        self.homes.learn(homes)
        stood = homes.keys()
        self.mentions.fetch(stood)
        return {key for key in stood | wanted if self.mentions.now(key) is not None}


def _name(block: Block) -> str:
    return msgspec.json.encode(block).decode()

"""Which spellings are one name, kept up as articles come and go: only names that share a block are compared.

Names that are alike, directly or by way of others, form a component; each component is clustered by itself, and a name
that comes or goes disturbs its own component alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.ledger import Nothing, Records, Shelf
from graph.names import Identity, Names, blocks, identity, one_name, similarity
from ingest import document
from ingest.document import Entity, EntityType, Extraction

#: Leading digits of an article's id by which the articles that use a name are kept apart: no record has to hold all.
SHARE = 2
HEXADECIMAL = "0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Spelling:
    """An unlisted name: in how many entities it stands, and the spelling whose node it shares."""

    uses: int
    first: Identity


class Spellings:
    """The records of unlisted names."""

    def __init__(self, records: Records) -> None:
        self._known = Shelf("spelling", Spelling, records)
        self._blocks = Shelf("names", tuple[Identity, ...], records)
        self._users = Shelf("users", tuple[str, ...], records)

    @property
    def shelves(self) -> tuple[Shelf[Spelling], Shelf[tuple[Identity, ...]], Shelf[tuple[str, ...]]]:
        """Return the records."""
        return self._known, self._blocks, self._users

    def names(self, extractions: Iterable[Extraction], *, before: bool = False) -> Names:
        """Return the nodes of the unlisted names in some extractions, as they are or were."""
        found = {name for extraction in extractions for name in unlisted(extraction)}
        keys = {name: name.key for name in found}
        self._known.fetch(keys.values())
        look = self._known.before if before else self._known.now
        firsts = {name: known.first for name, key in keys.items() if (known := look(key)) is not None}
        return Names({name: first for name, first in firsts.items() if first != name})

    def change(self, gone: Iterable[Extraction], come: Iterable[Extraction]) -> set[str]:
        """Take in what articles name, and return the articles, among others, of which a name has another node now."""
        delta, users = self._counted(gone, come)
        changed = [name for name, _ in sorted(delta.items())]
        self._known.fetch(name.key for name in changed)
        self._blocks.fetch("|".join(block) for name in changed for block in blocks(name))
        vanished = [n for n in changed if (held := self._known.now(n.key)) is not None and held.uses + delta[n] == 0]
        appeared = [n for n in changed if self._known.now(n.key) is None and delta[n] > 0]
        disturbed = set(appeared).union(*(self._alike(name) for name in vanished)) - set(vanished)
        self._shelve(appeared, vanished)
        for name in changed:
            held = self._known.now(name.key)
            uses = delta[name] + (held.uses if held else 0)
            self._known.put(name.key, Spelling(uses, held.first if held else name) if uses else None)
        respelt = self._cluster(disturbed)
        self._put_users(users)
        keys = [f"{name.key}:{a}{b}" for name in respelt for a in HEXADECIMAL for b in HEXADECIMAL]
        self._users.fetch(keys)
        return {article for key in keys for article in self._users.now(key) or ()}

    def _counted(
        self, gone: Iterable[Extraction], come: Iterable[Extraction]
    ) -> tuple[Counter[Identity], dict[str, dict[str, bool]]]:
        """Return by how many uses each name changes, and which articles use it from now on, or no longer."""
        delta: Counter[Identity] = Counter()
        users: dict[str, dict[str, bool]] = defaultdict(dict)
        for sign, extractions in ((-1, gone), (1, come)):
            for extraction in extractions:
                article = extraction.article.article_id
                for name in unlisted(extraction):
                    delta[name] += sign
                    users[f"{name.key}:{article[:SHARE]}"][article] = sign > 0
        return delta, users

    def _put_users(self, users: Mapping[str, Mapping[str, bool]]) -> None:
        self._users.fetch(users)
        for key, articles in users.items():
            held = set(self._users.now(key) or ()) | articles.keys()
            left = tuple(sorted(article for article in held if articles.get(article, True)))
            self._users.put(key, left or None)

    def _shelve(self, appeared: Iterable[Identity], vanished: Iterable[Identity]) -> None:
        """Put names into their blocks and take others out."""
        changes: dict[str, dict[Identity, bool]] = defaultdict(dict)
        for there, names in ((True, appeared), (False, vanished)):
            for name in names:
                for block in blocks(name):
                    changes["|".join(block)][name] = there
        for key, members in changes.items():
            held = set(self._blocks.now(key) or ()) | members.keys()
            left = tuple(sorted(name for name in held if members.get(name, True)))
            self._blocks.put(key, left or None)

    def _alike(self, name: Identity) -> dict[Identity, float]:
        """Return the names that may be the same, with how alike they are."""
        others = {other for block in blocks(name) for other in self._blocks.now("|".join(block)) or ()} - {name}
        return {other: score for other in others if (score := similarity(name, other)) > 0}

    def _cluster(self, disturbed: Iterable[Identity]) -> set[Identity]:
        """Cluster the components of some names afresh and return those known before that share another node now."""
        alike: dict[tuple[Identity, Identity], float] = {}
        region, wave = set[Identity](), set(disturbed)
        while wave:
            self._blocks.fetch("|".join(block) for name in wave for block in blocks(name))
            found = {name: self._alike(name) for name in wave}
            alike |= {(min(a, b), max(a, b)): score for a, others in found.items() for b, score in others.items()}
            region |= wave
            wave = {other for others in found.values() for other in others} - region
        self._known.fetch(name.key for name in region)
        firsts, changed = one_name(alike), set[Identity]()
        for name in sorted(region):
            held, first = self._known.now(name.key), firsts.get(name, name)
            if held is not None and held.first != first:
                self._known.put(name.key, Spelling(held.uses, first))
            if (old := self._known.before(name.key)) is not None and old.first != first:
                changed.add(name)
        return changed


def resolve_names(extractions: Iterable[Extraction]) -> Names:
    """Return which spellings of a set of articles are one name."""
    articles, spellings = list(extractions), Spellings(Nothing())
    spellings.change((), articles)
    return spellings.names(articles)


def unlisted(extraction: Extraction) -> Iterator[Identity]:
    """Yield the names in an article that no table lists, its outlet's among them."""
    for entity in told(extraction):
        if entity.named and entity.key is None:
            yield identity(entity)


def told(extraction: Extraction) -> Iterator[Entity]:
    """Yield the entities of an article and its outlet."""
    yield from extraction.entities
    outlet = outlet_of(extraction)
    if outlet is not None and outlet not in extraction.entities:
        yield outlet


def outlet_of(extraction: Extraction) -> Entity | None:
    """Return the outlet that published the article, by its listed name where it has one."""
    name = extraction.article.publisher
    if name is None:
        return None
    for entity in extraction.entities:
        if entity.kind == document.ActorKind.MEDIA and name.casefold() in {
            n.casefold() for n in (entity.name, *entity.aliases)
        }:
            return entity
    return Entity(id="outlet", type=EntityType.ACTOR, name=name, kind=document.ActorKind.MEDIA)

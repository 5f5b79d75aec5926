"""One node for what several articles name alike: listed entities by key, the others by their names.

Names that differ in spelling alone are one where type, kind and country allow it; a number in one of them that the
other lacks keeps them apart, and so does any word without a counterpart. A name of one word must be all but equal.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz import fuzz

from graph.elements import Ref
from ingest.document import ActorKind, Entity, EntityType, Extraction, content_id

#: Words in front of a person's name that are no part of it.
TITLES = frozenset(
    (
        *("mr", "mrs", "ms", "dr", "gen", "general", "lt", "lieutenant", "col", "colonel", "maj", "major", "capt"),
        *("captain", "brig", "brigadier", "sgt", "sergeant", "admiral", "inspector", "commander", "retd", "president"),
        *(
            "minister",
            "prime",
            "chief",
            "senator",
            "justice",
            "sheikh",
            "mullah",
            "maulana",
            "mawlawi",
            "mufti",
            "haji",
        ),
        *("hajji", "sardar", "mir", "nawab", "sir"),
    )
)
ARTICLES = frozenset({"the", "a", "an"})
#: Alike enough for a pair of words, for whole names, and where only vowels and doubled letters differ.
WORDS_ALIKE, NAMES_ALIKE, SOUNDS_ALIKE = 78, 88, 70
#: The least letters of a one-word name that may be spelt in two ways.
LONE = 6
KIND_OPEN = ActorKind.OTHER.value


def fold(name: str) -> str:
    """Return the name without case, accents, punctuation and articles, to compare by."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(w for w in re.findall(r"[a-z0-9]+", ascii_name) if w not in ARTICLES) or name.lower()


def skeleton(word: str) -> str:
    """Return what stays of a word in most transliterations: its consonants, doubled ones once."""
    plain = re.sub(r"[aeiouyw']", "", word[1:].replace("q", "k").replace("c", "k").replace("h", ""))
    return re.sub(r"(.)\1+", r"\1", word[:1].replace("q", "k") + plain)


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """What tells an unlisted name from another before spellings are compared."""

    label: str
    name: str
    kind: str
    country: str

    @property
    def key(self) -> str:
        """Return what its record is kept under."""
        return content_id(self.label, self.name, self.kind, self.country)

    @property
    def ref(self) -> Ref:
        """Return the node of this name alone."""
        parts = (self.name, self.kind, self.country) if self.label == EntityType.PLACE else (self.name, self.kind)
        return Ref(self.label, content_id(self.label, "name", *parts))

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words that matter, sorted."""
        found = self.name.split()
        if self.kind == ActorKind.PERSON:
            found = [word for word in found if word not in TITLES] or found
        return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Names:
    """The nodes of all entities; spellings of one name share one."""

    spellings: dict[Identity, Identity] = field(default_factory=dict)

    def ref(self, article_id: str, entity: Entity) -> Ref:
        """Return the node of an article's entity: by key, else by name; by article where it has no name of its own."""
        label = entity.type.value
        if entity.key is not None:
            return Ref(label, content_id(label, entity.key))
        if not entity.named:
            return Ref(label, content_id(label, "article", article_id, fold(entity.name), entity.kind))
        own = identity(entity)
        return self.spellings.get(own, own).ref

    def refs(self, extraction: Extraction) -> dict[str, Ref]:
        """Return the nodes of all entities of an article by their local ids."""
        key = extraction.article.article_id
        return {entity.id: self.ref(key, entity) for entity in extraction.entities}


def identity(entity: Entity) -> Identity:
    """Return what an unlisted named entity is compared by."""
    country = (entity.country or "") if entity.type is EntityType.PLACE else ""
    return Identity(entity.type.value, fold(entity.name), entity.kind or "", country)


def blocks(name: Identity) -> Iterator[tuple[str, ...]]:
    """Yield what a name shares with every name that is compared with it."""
    stems = [skeleton(word)[:3] for word in name.words][:5]
    if len(stems) == 1:
        yield (name.label, *stems)
    for pair in combinations(sorted(set(stems)), 2):
        yield (name.label, *pair)


def similarity(one: Identity, other: Identity) -> float:
    """Return how alike two names are, 0 to 100; 0 where they can't be one."""
    if one.label != other.label or (one.country and other.country and one.country != other.country):
        return 0.0
    if one.kind != other.kind and KIND_OPEN not in (one.kind, other.kind):
        return 0.0
    if _numbers(one.name) != _numbers(other.name):
        return 0.0
    a, b = sorted((one.words, other.words), key=lambda words: (len(words), words))
    if a == b:
        return 100.0
    if len(a) != len(b):
        within = one.kind == other.kind == ActorKind.PERSON and len(a) > 1 and set(a) < set(b)
        return 95.0 if within else 0.0
    return _aligned(a, b)


def _numbers(name: str) -> list[str]:
    return sorted(re.findall(r"\d+", name))


def _aligned(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return the mean likeness of the words, each with its best counterpart; 0 where one has none."""
    left, scores = list(other), []
    for word in one:
        best = max(left, key=lambda candidate: (fuzz.ratio(word, candidate), candidate))
        left.remove(best)
        likeness = fuzz.ratio(word, best)
        sounds = skeleton(word) == skeleton(best)
        if likeness < (SOUNDS_ALIKE if sounds else WORDS_ALIKE) or (word != best and min(len(word), len(best)) < 4):
            return 0.0
        if len(one) == 1 and not (sounds and min(len(word), len(best)) >= LONE):
            return 0.0
        scores.append(100.0 if sounds else likeness)
    mean = sum(scores) / len(scores)
    return mean if mean >= NAMES_ALIKE else 0.0


def one_name(alike: Mapping[tuple[Identity, Identity], float]) -> dict[Identity, Identity]:
    """Return the first spelling of each cluster whose spellings are all alike; the most alike join first."""
    home: dict[Identity, frozenset[Identity]] = {}
    for one, other in sorted(alike, key=lambda pair: (-alike[pair], pair)):
        a, b = (home.get(name, frozenset({name})) for name in (one, other))
        if a is b:
            continue
        if all(tuple(sorted(pair)) in alike for pair in ((x, y) for x in a for y in b)):
            joined = a | b
            home.update(dict.fromkeys(joined, joined))
    return {name: min(cluster) for name, cluster in home.items()}

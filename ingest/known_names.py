"""Names of the reference tables: a head start for the scores of the places and organisations that they name."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.document import ActorKind
from ingest.network import Floats
from seeds import tables

Words = tuple[str, ...]
#: By how much the scores of a known name's labels are raised, in logits.
LEADS = {"GPE": 2.0, "ORG": 1.0}
#: Smaller towns bear the names of too many persons.
LARGE = 100_000
#: Kinds of actors that are organisations by their names.
BODIES = frozenset(
    {
        ActorKind.ARMED_GROUP, ActorKind.POLITICAL_PARTY, ActorKind.MEDIA, ActorKind.INTERNATIONAL_ORGANISATION,
        ActorKind.CIVIL_SOCIETY,
    }
)  # fmt: skip


def body_names() -> Iterator[str]:
    """List the organisations of the reference tables."""
    for actor in tables.actors():
        if actor.kind in BODIES:
            yield from (actor.name, *actor.aliases)


def town_names() -> Iterator[str]:
    """List the large towns of the reference tables."""
    yield from (city.name for city in tables.cities() if city.population >= LARGE)


def place_names() -> Iterator[str]:
    """List countries, provinces and large towns of the reference tables under all their names."""
    for place in tables.places():
        yield from (place.name, *place.aliases)
    for city in tables.cities():
        if city.population >= LARGE:
            yield from (city.name, *city.aliases)


@cache
def _known() -> dict[str, dict[Words, str]]:
    """Give the known names with their types by their first words, in lower case."""
    known: dict[str, dict[Words, str]] = defaultdict(dict)
    for kind, names in (("ORG", body_names()), ("GPE", place_names())):
        for name in names:
            words = tuple(re.findall(r"[^\s-]+|-", name.lower()))
            known[words[0]][words] = kind
    return dict(known)


def favoured(scores: Floats, words: Sequence[str], labels: Sequence[str]) -> Floats:
    """Raise the scores of the labels that known names would have."""
    raised, known = scores.copy(), _known()
    lowered = [word.lower() for word in words]
    for i, word in enumerate(words):
        if word[0].isupper():
            for name, kind in known.get(lowered[i], {}).items():
                if tuple(lowered[i : i + len(name)]) == name:
                    for place, part in enumerate(_parts(len(name)), i):
                        raised[place, labels.index(f"{part}-{kind}")] += LEADS[kind]
    return raised


def _parts(length: int) -> str:
    return "S" if length == 1 else "B" + "I" * (length - 2) + "E"

"""Common nouns that stand for a place named before: "the village", "in the capital", "at the dam"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ingest.dateline import dateline
from ingest.document import Entity, EntityType, PlaceKind
from ingest.gazetteer import folded
from ingest.mentions import Roster
from ingest.syntax import case_of, children
from ingest.texts import text_of

#: What a noun for a place may stand for, beside what has it in its name.
KINDS = {
    "capital": {PlaceKind.CITY}, "city": {PlaceKind.CITY}, "town": {PlaceKind.CITY, PlaceKind.SITE},
    "village": {PlaceKind.SITE, PlaceKind.CITY}, "hamlet": {PlaceKind.SITE}, "township": {PlaceKind.DISTRICT},
    "municipality": {PlaceKind.CITY, PlaceKind.DISTRICT, PlaceKind.SITE}, "district": {PlaceKind.DISTRICT},
    "county": {PlaceKind.DISTRICT}, "province": {PlaceKind.PROVINCE}, "governorate": {PlaceKind.PROVINCE},
    "oblast": {PlaceKind.PROVINCE},
}  # fmt: skip
#: Nouns for sites that go by their own name alone: "the dam" after "the Tishrin Dam".
SITES = frozenset(
    {"dam", "camp", "airport", "port", "bridge", "tunnel", "crossing", "valley", "forest", "river", "island", "base",
     "market", "bazaar", "square", "prison", "mountain", "checkpoint", "station", "strait"}
)  # fmt: skip
WORDS = KINDS.keys() | SITES
POINTING = frozenset({"the", "that", "this", "same"})
#: Sentences back to the name that the noun stands for.
REACH = 8


def place_nouns(roster: Roster) -> None:
    """Let nouns that point back stand for the place named last that they can mean."""
    doc = roster.doc
    named = sorted(
        (m.root, m.start, m.end, m.entity)
        for m in roster.mentions
        if roster.entities[m.entity].type is EntityType.PLACE and case_of(doc[m.root]) != "from"
    )
    taken = {i for m in roster.mentions for i in range(m.start, m.end)}
    sentences = {token.i: number for number, sentence in enumerate(doc.sents) for token in sentence}
    for token in list(_pointing(doc, taken)):
        before = [
            (roster.entities[entity], doc[start:end].text)
            for root, start, end, entity in named
            if root < token.i and sentences[token.i] - sentences[root] <= REACH
        ]
        if (place := _meant(doc, token, before, roster)) is not None:
            roster.mention(place.id, token.i, token.i + 1, token.i)


def _pointing(doc: Doc, taken: set[int]) -> Iterator[Token]:
    """Yield the nouns for places that point back, with no words of their own that tell them from others."""
    for token in doc:
        if token.lower_ in WORDS and token.i not in taken and token.tag_ == "NN":
            words = {child.lower_ for child in token.children}
            own = children(token, "compound", "nmod:poss", "appos", "flat", "nummod", "acl:relcl")
            of = any(case_of(child) == "of" for child in children(token, "nmod"))
            if words & POINTING and not own and not of and token.dep_ not in {"compound", "appos"}:
                yield token


def _meant(doc: Doc, noun: Token, before: list[tuple[Entity, str]], roster: Roster) -> Entity | None:
    word = noun.lower_
    for place, told in reversed(before):
        words = folded(f"{place.name} {told}").split()
        if word in words[-1:] or word in folded(place.name).split()[:1] or word in folded(told).split():
            return place
    if word == "capital":
        return _filed_from(doc, roster)
    kinds = KINDS.get(word, set())
    return next((place for place, _ in reversed(before) if place.kind in kinds), None)


def _filed_from(doc: Doc, roster: Roster) -> Entity | None:
    """Return the city of the dateline."""
    filed = dateline(text_of(doc))
    if filed is None or filed.place is None:
        return None
    city = folded(filed.place.split(",")[0])
    return next((e for e in roster.entities.values() if e.kind == PlaceKind.CITY and folded(e.name) == city), None)

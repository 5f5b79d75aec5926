"""Names of the reference tables in the text: the longest match wins, whatever the case of the text."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from ingest.document import ActorKind, Entity, EntityType, PlaceKind
from ingest.mentions import Roster
from seeds import tables

#: A word of a name as the text's words are compared: no case, accents, apostrophes or hyphens.
Words = tuple[str, ...]
HYPHENS = frozenset("-–\u2010\u2011")
#: What is no word of its own right after another word.
JOINING = HYPHENS | {"'", "’", "."}
SILENT = str.maketrans("", "", "'`.")
POSSESSIVES = frozenset({"'s", "’s"})
#: The article with which names of Arab towns are written or not, and the least letters of a name without it.
ARABIC_ARTICLE = re.compile(r"^(?:A[dlnrstz]|Ash)[ -](?=[A-Z])")
BARE = 6
#: Words that come before a name that is somebody's alone.
SHORT = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a reference table names."""

    type: EntityType
    #: null for cities, which are told apart by name and country
    key: str | None
    name: str
    kind: str | None
    aliases: tuple[str, ...] = ()
    #: key of its country in the table of places
    country: str | None = None
    population: int = 0


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens [start, end) that name one of the rows."""

    start: int
    end: int
    rows: tuple[Row, ...]
    #: those of the rows for whom the name is not enough
    unsure: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Country:
    """A state: what stands for its land, its people and its government."""

    key: str
    place: Row
    #: the actor row of its government, where a table has one
    state: Row | None
    demonyms: tuple[str, ...]
    #: its name, its capital and whatever else stands for its government
    metonyms: tuple[str, ...]


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Return the text without case, accents and apostrophes."""
    if text.isascii():
        return text.lower().translate(SILENT)
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’‘\u02bb`.")


def words_of(name: str) -> Words:
    """Return the words of a name as they are compared."""
    if name.isascii() and name.isalpha():
        return (name.lower(),)
    spaced = re.sub(r"['’]s\b", " 's", name)
    parts = re.split(r"[\s\-–\u2010\u2011]+", spaced)
    return tuple(word for part in parts if (word := "'s" if part == "'s" else folded(part)))


def doc_words(doc: Doc) -> list[tuple[str, int]]:
    """Return the words of the text as names are compared, each with its token."""
    found: list[tuple[str, int]] = []
    joined = False
    for place, token in enumerate(doc):
        text, after = token.text, joined
        joined = not token.whitespace_
        if text.isalpha():
            found.append((folded(text), place))
        elif text in POSSESSIVES:
            found.append(("'s", place))
        elif text != "\n" and not (after and text in JOINING):
            parts = [part for part in re.split(r"[\-–\u2010\u2011]", text) if folded(part)]
            found.extend((folded(part), place) for part in parts or [text])
    return found


class Index:
    """Names by their first word, the longest first."""

    def __init__(self) -> None:
        self._by_first: dict[str, dict[Words, dict[str, dict[Row, bool]]]] = {}

    def add(self, name: str, row: Row, *, sure: bool = True) -> None:
        """Let the name stand for the row; `sure` where it is enough to tell the row by."""
        words = words_of(name)
        if words and (len(words) > 1 or len(words[0]) > 1):
            self._by_first.setdefault(words[0], {}).setdefault(words, {}).setdefault(name, {})[row] = sure

    def get(self, name: str) -> tuple[Row, ...]:
        """Return the rows of a name."""
        words = words_of(name)
        spelt = self._by_first.get(words[0], {}).get(words, {}) if words else {}
        return tuple({row: None for rows in spelt.values() for row in rows})

    def matches(self, doc: Doc) -> Iterator[Name]:
        """Yield every name in the text at every word, the longest there, whether or not names overlap."""
        words = doc_words(doc)
        for start, (word, first) in enumerate(words):
            known = self._by_first.get(word)
            if known is None or (start and words[start - 1][1] == first):
                continue
            follow = {after for after, _ in words[start + 1 : start + 3]}
            begun = [names for names in known if len(names) == 1 or names[1] in follow]
            for names in sorted(begun, key=len, reverse=True):
                end = _end(words, start, names)
                if end is None:
                    continue
                span = doc[first : words[end - 1][1] + 1]
                rows = {r: s for n, rows in known[names].items() if _fits(span, n) for r, s in rows.items()}
                if rows:
                    unsure = tuple(row for row, sure in rows.items() if not sure)
                    yield Name(span.start, span.end, tuple(rows), unsure)
                    break


def _end(words: list[tuple[str, int]], start: int, name: Words) -> int | None:
    """Return where the name ends in the words; a possessive after its first word ("Pakistan's army") is passed over."""
    at = start
    for number, word in enumerate(name):
        if number == 1 and word != "'s" and at < len(words) and words[at][0] == "'s":
            at += 1
        if at >= len(words) or words[at][0] != word:
            return None
        at += 1
    return at if at == len(words) or words[at][1] != words[at - 1][1] else None


def _fits(span: Span, name: str) -> bool:
    """Tell whether the text is written as a name: with the capitals that the name has."""
    if name.islower():
        return span.root.dep_ not in {"compound", "amod", "flat", "nmod:desc"}
    capitals = len(span) == 1 and len(span.sent) > 1 and is_capitals(span.sent)
    first = next((c for c in name if c.isalnum()), "")
    letters = name.replace(".", "")
    if letters.isupper() and len(letters) <= SHORT and len(span) == 1:
        return span.text.replace(".", "").isupper() and not (
            capitals and span[0].pos_ in {"PRON", "AUX", "VERB", "ADP"}
        )
    if first.isupper() and not (
        span.text[0].isupper() or (span[0].lower_ in {"al", "el"} and span[-1].text[0].isupper())
    ):
        return False
    opens = span.start == span.sent.start or span[0].nbor(-1).text in {"“", '"', ":", "‘", "-", "–"}
    if len(span) == 1 and not capitals and opens:
        return span[0].pos_ in {"PROPN", "ADJ", "X"} or not (span[0].is_stop or span[0].pos_ in {"VERB", "NOUN", "ADV"})
    if len(span) == 1 and capitals:
        return span[0].pos_ in {"PROPN", "ADJ", "NOUN"} and not span[0].is_stop
    return True


def is_capitals(span: Span) -> bool:
    """Tell whether the words are written in capitals throughout."""
    known: dict[tuple[int, int], bool] = span.doc.user_data.setdefault("capitals", {})
    place = (span.start, span.end)
    if place not in known:
        letters = "".join(filter(str.isalpha, span.text))
        known[place] = len(letters) > 12 and sum(map(str.isupper, letters)) > 0.9 * len(letters)
    return known[place]


@lru_cache
def index() -> Index:
    """Return every name of every reference table."""
    made = Index()
    for row, names in _rows():
        for name in (row.name, *row.aliases):
            made.add(name, row, sure=name in names)
            bare = ARABIC_ARTICLE.sub("", name)
            if row.key is None and bare != name and len(bare) >= BARE and bare not in names:
                made.add(bare, row, sure=False)
    return made


def _rows() -> Iterator[tuple[Row, tuple[str, ...]]]:
    """Yield each row of each table with the names that are enough to tell it by."""
    for actor in tables.actors():
        yield _actor(actor), actor.names
    for place in tables.places():
        yield _place(place), place.names
    for city in tables.cities():
        row = Row(EntityType.PLACE, None, city.name, PlaceKind.CITY, city.aliases, city.country, city.population)
        yield row, (city.name, *city.aliases)
    for operation in tables.operations():
        row = Row(EntityType.OPERATION, operation.key, operation.name, None, operation.aliases)
        yield row, (operation.name, *operation.aliases)


def _actor(row: tables.ActorRow) -> Row:
    country = None if row.country is None else _country_keys().get(row.country, row.country)
    return Row(EntityType.ACTOR, row.key, row.name, row.kind, row.aliases, country)


def _place(row: tables.PlaceRow) -> Row:
    above = row
    while above.part_of is not None and above.kind != PlaceKind.COUNTRY:
        above = _place_rows()[above.part_of]
    people = 10**9 if row.kind == PlaceKind.COUNTRY else 10**6
    return Row(EntityType.PLACE, row.key, row.name, row.kind, row.aliases, above.key, people)


@lru_cache
def _place_rows() -> dict[str, tables.PlaceRow]:
    return {row.key: row for row in tables.places()}


@lru_cache
def _country_keys() -> dict[str, str]:
    return {row.name: row.key for row in tables.places() if row.kind == PlaceKind.COUNTRY}


@lru_cache
def actor_rows() -> dict[str, Row]:
    """Return the actors of the reference table by their keys."""
    return {row.key: _actor(row) for row in tables.actors()}


@lru_cache
def offices() -> dict[str, str]:
    """Return the army or police that an actor of the table speaks for, by the keys of both."""
    forces = {row.key for row in tables.actors() if row.kind == ActorKind.STATE_FORCE}
    return {row.key: master for row in tables.actors() for master in row.speaks_for if master in forces}


@lru_cache
def countries() -> dict[str, Country]:
    """Return each state by its key."""
    states: dict[str, tables.ActorRow] = {}
    for row in tables.actors():
        if row.kind == ActorKind.GOVERNMENT and row.country is not None and row.country in (*row.names, *row.metonyms):
            states.setdefault(row.country, row)
    found = {}
    for place in tables.places():
        if place.kind == PlaceKind.COUNTRY:
            state = states.get(place.name)
            names = (place.name, *place.aliases, *(state.metonyms if state is not None else ()))
            head = None if state is None else actor_rows()[state.key]
            found[place.key] = Country(place.key, _place(place), head, place.demonym, tuple(dict.fromkeys(names)))
    return found


@lru_cache
def _demonyms() -> dict[str, str]:
    return {folded(word): key for key, country in countries().items() for word in country.demonyms}


@lru_cache
def _metonyms() -> dict[Words, str]:
    return {words_of(word): key for key, country in countries().items() for word in country.metonyms}


def country_of_demonym(token: Token) -> Country | None:
    """Return the state whose people the word names ("Pakistani", "Afghans")."""
    if not token.text[:1].isupper():
        return None
    word = folded(token.text)
    key = _demonyms().get(word) or _demonyms().get(word.removesuffix("s"))
    return None if key is None else countries()[key]


def country_named(name: str) -> Country | None:
    """Return the state that a name or its capital's name stands for."""
    key = _metonyms().get(words_of(name))
    return None if key is None else countries()[key]


def country_of(row: Row) -> Country | None:
    """Return the state that the row belongs to."""
    key = row.key if row.kind == PlaceKind.COUNTRY else row.country
    return None if key is None else countries().get(key)


#: Who is named in articles about any country, wherever its seat is.
EVERYWHERE = frozenset({ActorKind.MEDIA, ActorKind.INTERNATIONAL_ORGANISATION, ActorKind.CIVIL_SOCIETY})


def main_countries(doc: Doc) -> list[Country]:
    """Return the states that the article is about, the most often named first; one town's name alone tells none."""
    known: list[Country] | None = doc.user_data.get("main_countries")
    if known is not None:
        return known
    count: Counter[str] = Counter()
    towns: dict[str, Counter[str]] = {}
    for name in names_in(doc):
        rows = [row for row in name.rows if row not in name.unsure and row.kind not in EVERYWHERE]
        own = {c.key for row in rows if (c := country_of(row)) is not None}
        if len(own) != 1:
            continue
        if all(row.key is None for row in name.rows):
            towns.setdefault(own.pop(), Counter())[name.rows[0].name] += 1
        else:
            count[own.pop()] += 3
    for token in doc:
        if (country := country_of_demonym(token)) is not None:
            count[country.key] += 3
    for key, named in towns.items():
        if key in count or len(named) > 1 or not count:
            count[key] += named.total()
    found = [countries()[key] for key, _ in sorted(count.items(), key=lambda item: (-item[1], item[0]))]
    doc.user_data["main_countries"] = found
    return found


def _is_row(entity: Entity, row: Row) -> bool:
    if entity.type is not row.type or entity.key != row.key:
        return False
    return row.key is not None or (entity.name, entity.kind) == (row.name, row.kind)


def entity_for(roster: Roster, row: Row) -> Entity:
    """Return the roster's entity for a row of a table, a new one where it has none yet."""
    known = next((e for e in roster.entities.values() if _is_row(e, row)), None)
    if known is not None:
        return known
    country = countries()[row.country].place.name if row.country in countries() else None
    return roster.add(row.type, row.name, row.kind, key=row.key, aliases=row.aliases, country=country)


def names_in(doc: Doc) -> list[Name]:
    """Return the names of the tables in the text, the longest where they overlap."""
    known: list[Name] | None = doc.user_data.get("names")
    if known is not None:
        return known
    chosen: list[Name] = []
    for name in sorted(index().matches(doc), key=lambda n: (n.start - n.end, n.start)):
        if all(name.end <= other.start or other.end <= name.start for other in chosen):
            chosen.append(name)
    doc.user_data["names"] = sorted(chosen, key=lambda n: n.start)
    return names_in(doc)


def likeliest(rows: Iterable[Row], about: list[Country]) -> Row:
    """Return the row that the article means: of a country it is about, then the most populous."""
    ranks = {country.key: rank for rank, country in enumerate(about)}

    def order(row: Row) -> tuple[int, int, int, str]:
        abroad = ranks.get(row.country or "", len(ranks))
        return (row.kind != PlaceKind.COUNTRY, abroad, -row.population, row.key or row.country or "")

    return min(rows, key=order)

"""The reference tables: what a person curates about actors, places, operations, events and words of saying.

Each table is a CSV file beside this one, each row a dataclass whose fields are its columns, in their order; README.md
says what they mean. A list stands in one cell, its parts separated by `|`; an empty cell is null or an empty list.
"""

import csv
import gzip
import io
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, TypeVar, get_type_hints

from ingest.document import ActorKind, Certainty, PlaceKind, Stance

Row = TypeVar("Row")


class TableError(Exception):
    """A reference table is broken; the message names file, line and column, what was expected and what stands there."""


class WordClass(StrEnum):
    """What kind of word a reporting lemma is."""

    VERB = "verb"
    NOUN = "noun"


class Frame(StrEnum):
    """What a word of saying takes, and where what is said or who is meant stands."""

    #: "said that …", "said …"
    CLAUSE = "clause"
    #: direct speech: "…," he said
    QUOTE = "quote"
    #: what is said, as a noun: "denied the attack"
    OBJECT = "object"
    #: what will be done: "threatened to kill"
    INFINITIVE = "infinitive"
    #: what is said, as a participle: "denied killing"
    GERUND = "gerund"
    #: who is spoken to: "told reporters that …"
    HEARER = "hearer"
    #: who is accused, and "of" what: "accused India of backing", "accusation of"
    OF = "of"
    #: who is blamed, and "for" what: "blamed it for the attack"; what is asked for: "called for a ceasefire"
    FOR = "for"
    #: who is blamed, after "on" or "to": "pinned it on", "attributed it to"; what it is about: "commented on"
    ON = "on"
    #: "charged him with murder"
    WITH = "with"
    #: who is to do what: "urged India to stop"
    TO_DO = "to_do"
    #: "described it as an act of war", "dismissed it as propaganda"
    AS = "as"


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor that articles name."""

    key: str
    name: str
    kind: ActorKind
    #: other names, spellings and native forms, each of them enough to tell it by
    aliases: tuple[str, ...]
    #: names that others go by as well, or common words: right only where the article's country or other words say so
    ambiguous: tuple[str, ...]
    #: names of a place that stand for it where they speak or act: "Islamabad rejected …"
    metonyms: tuple[str, ...]
    #: name of the country in places.csv; null for what belongs to none
    country: str | None
    wikidata: str | None
    #: keys
    part_of: tuple[str, ...]
    speaks_for: tuple[str, ...]
    allied_with: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names that are enough to tell it by."""
        return tuple(name for name in (self.name, *self.aliases) if name not in self.ambiguous)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A country, province, district, city or site."""

    key: str
    name: str
    kind: PlaceKind
    aliases: tuple[str, ...]
    #: names, its own among them, that another place, person or thing has too: right only with words that place it
    ambiguous: tuple[str, ...]
    #: key
    part_of: str | None
    latitude: float | None
    longitude: float | None
    wikidata: str | None
    #: adjectives and names of its people: Pakistani, Pakistanis
    demonym: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names that are enough to tell it by."""
        return tuple(name for name in (self.name, *self.aliases) if name not in self.ambiguous)


@dataclass(frozen=True, slots=True)
class OperationRow:
    """A military or insurgent operation with a name of its own."""

    key: str
    name: str
    aliases: tuple[str, ...]
    #: its name in English, where it is not English
    translation: str | None
    #: EDTF
    start_date: str | None
    end_date: str | None
    #: keys of the actors whose operation it is
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventKindRow:
    """A kind of event and the words that tell of it, as lemmas."""

    kind: str
    #: ACLED sub-event type
    acled: str | None
    #: PLOVER event type
    plover: str | None
    #: its agent attacked its target
    violent: bool
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    #: lemmas of several words: verb and object or particle, modifier and noun, noun, preposition and noun
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportingRow:
    """A word of saying and what it tells of the speaker's stance."""

    lemma: str
    word_class: WordClass
    stance: Stance
    certainty: Certainty
    #: what is said is taken to be so: "acknowledged", "revealed"
    factive: bool
    takes: tuple[Frame, ...]


class CityRow(NamedTuple):
    """A populated place of the gazetteer; a named tuple, since there are tens of thousands."""

    name: str
    #: other spellings
    aliases: tuple[str, ...]
    #: key in places.csv
    country: str
    #: key of the province in places.csv
    province: str | None
    latitude: float
    longitude: float
    population: int


@cache
def actors() -> tuple[ActorRow, ...]:
    """Return the rows of actors.csv."""
    return _rows("actors.csv", ActorRow)


@cache
def places() -> tuple[PlaceRow, ...]:
    """Return the rows of places.csv."""
    return _rows("places.csv", PlaceRow)


@cache
def operations() -> tuple[OperationRow, ...]:
    """Return the rows of operations.csv."""
    return _rows("operations.csv", OperationRow)


@cache
def event_kinds() -> tuple[EventKindRow, ...]:
    """Return the rows of event_kinds.csv."""
    return _rows("event_kinds.csv", EventKindRow)


@cache
def reporting_verbs() -> tuple[ReportingRow, ...]:
    """Return the rows of reporting_verbs.csv: verbs of saying and the nouns made of them."""
    return _rows("reporting_verbs.csv", ReportingRow)


@cache
def cities() -> tuple[CityRow, ...]:
    """Return the rows of cities.csv.gz, the largest first."""
    packed = files("seeds").joinpath("cities.csv.gz").read_bytes()
    lines = io.StringIO(gzip.decompress(packed).decode(), newline="")
    return tuple(
        CityRow(name, _many(aliases), country, province or None, float(latitude), float(longitude), int(population))
        for name, aliases, country, province, latitude, longitude, population in csv.reader(lines)
    )


def _rows(file: str, row_type: type[Row]) -> tuple[Row, ...]:
    columns = [field.name for field in fields(row_type)]  # type: ignore[arg-type]
    hints = get_type_hints(row_type)
    rows: list[Row] = []
    with files("seeds").joinpath(file).open(encoding="utf-8") as source:
        reader = csv.reader(source)
        if (header := next(reader, [])) != columns:
            raise TableError(f"seeds/{file}: the columns are {','.join(header)}; expected {','.join(columns)}")
        for cells in reader:
            if len(cells) != len(columns):
                raise TableError(f"seeds/{file} line {reader.line_num}: {len(cells)} cells; expected {len(columns)}")
            values = []
            for column, cell in zip(columns, cells, strict=True):
                try:
                    values.append(_value(cell, hints[column]))
                except ValueError as error:
                    where = f"seeds/{file} line {reader.line_num}, column {column}"
                    raise TableError(f"{where}: {error}; mend the cell") from error
            rows.append(row_type(*values))
    return tuple(rows)


def _value(cell: str, hint: Any) -> Any:
    """Return what the cell holds, read as the column's type; ValueError where it isn't that."""
    if cell != cell.strip():
        raise ValueError(f"{cell!r} begins or ends with white space")
    if hint in _READERS:
        return _READERS[hint](cell)
    if hint in {tuple[str, ...], tuple[Frame, ...]}:
        parts = _many(cell)
        if len(set(parts)) != len(parts) or any(part != part.strip() or not part for part in parts):
            raise ValueError(f"{cell!r} has an empty, padded or repeated part")
        return tuple(Frame(part) for part in parts) if hint == tuple[Frame, ...] else parts
    return hint(cell)


def _many(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _text(cell: str) -> str:
    if not cell:
        raise ValueError("the cell is empty")
    return cell


def _yes_or_no(cell: str) -> bool:
    if cell not in {"yes", "no"}:
        raise ValueError(f"{cell!r} is neither yes nor no")
    return cell == "yes"


_READERS: dict[Any, Callable[[str], Any]] = {
    str: _text,
    str | None: lambda cell: cell or None,
    float | None: lambda cell: float(cell) if cell else None,
    bool: _yes_or_no,
}

"""Words that say what happened to counted people, and who they were."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A word or phrase (lemmas) that makes a count of people a toll."""

    term: str
    #: verb, noun or adj
    pos: str
    measure: str
    #: where the counted people stand: object, subject, "of" the noun, or the noun itself
    counted: str
    #: kind of event that it tells of
    kind: str


@cache
def measures() -> dict[tuple[str, str], MeasureRow]:
    """Return the rows of measures.csv by part of speech and term."""
    with files("seeds").joinpath("measures.csv").open(encoding="utf-8") as source:
        rows = [MeasureRow(**row) for row in csv.DictReader(source)]
    return {(row.pos, row.term): row for row in rows}


@cache
def person_nouns() -> dict[str, str]:
    """Return the victims that each noun for people stands for."""
    with files("seeds").joinpath("person_nouns.csv").open(encoding="utf-8") as source:
        return {row["noun"]: row["victims"] for row in csv.DictReader(source)}

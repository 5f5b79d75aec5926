"""The question library: `.cypher` files that say in their header what they ask, take and answer.

A header's lines: `// about: …` (the question), `// param: NAME TYPE DEFAULT   meaning` (types: string, int, float,
bool; strings in single quotes; no default means required), `// column: NAME   meaning`, `// sorted: NAME` (a list
column whose order means nothing), `// heading: NAME` (a column that rows are grouped under when they are printed) and
`// shown: NAME, NAME` (columns of the printed table; without it all). The same text runs on both stores.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from rapidfuzz.process import extract

from graph.stores import Store
from queries.cypher import QueryError

if TYPE_CHECKING:
    import pandas as pd

CASTS: dict[str, type] = {"string": str, "int": int, "float": float}
TRUTH = {"true": True, "false": False}
PARAM = re.compile(
    r"(?P<name>\w+) (?P<type>string|int|float|bool)(?: (?P<default>'[^']*'|[^\s']+))?(?:\s{2,}(?P<about>.+))?"
)
#: Marks a parameter without a default.
REQUIRED = object()


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question takes."""

    name: str
    type: str
    default: Any
    about: str

    def cast(self, value: Any) -> Any:
        """Return the value in the parameter's type; QueryError where it is none."""
        try:
            return TRUTH[str(value).lower()] if self.type == "bool" else CASTS[self.type](value)
        except (KeyError, ValueError) as error:
            raise QueryError(f"{self.name} takes {self.type}, not {value!r}") from error


@dataclass(frozen=True, slots=True)
class Column:
    """What a question answers with."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Question:
    """A file of the library."""

    name: str
    about: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sorted: tuple[str, ...]
    heading: str | None
    shown: tuple[str, ...]
    text: str

    def arguments(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return a value for every parameter; QueryError for unknown, missing or ill-typed ones."""
        known = {parameter.name: parameter for parameter in self.parameters}
        if unknown := sorted(set(given) - set(known)):
            raise QueryError(f"{self.name} takes no {', '.join(unknown)}; it takes {', '.join(known) or 'nothing'}")
        missing = sorted(name for name, p in known.items() if p.default is REQUIRED and name not in given)
        if missing:
            raise QueryError(f"{self.name} needs {', '.join(f'{name}=…' for name in missing)}")
        return {name: p.cast(given[name]) if name in given else p.default for name, p in known.items()}


@cache
def questions() -> dict[str, Question]:
    """Return the library by name, in alphabetical order."""
    found = [entry for entry in files("queries").iterdir() if entry.name.endswith(".cypher")]
    return {
        question.name: question
        for entry in sorted(found, key=lambda entry: entry.name)
        for question in [parse(entry.name.removesuffix(".cypher"), entry.read_text(encoding="utf-8"))]
    }


def parse(name: str, text: str) -> Question:
    """Return the question that a file's text holds; QueryError where header and text don't agree."""
    header = re.findall(r"^// (about|param|column|sorted|heading|shown): (.+)$", text, re.MULTILINE)
    told: dict[str, list[str]] = {}
    for key, value in header:
        told.setdefault(key, []).append(value.strip())
    if "about" not in told:
        raise QueryError(f"{name}.cypher says nowhere what it asks: add a line `// about: …`")
    parameters = tuple(_parameter(name, value) for value in told.get("param", []))
    used = set(re.findall(r"\$(\w+)", re.sub(r"//.*", "", text)))
    if used != {parameter.name for parameter in parameters}:
        raise QueryError(f"{name}.cypher uses {sorted(used)}, but declares {sorted(p.name for p in parameters)}")
    columns = tuple(_column(value) for value in told.get("column", []))
    names = tuple(column.name for column in columns)
    heading = next(iter(told.get("heading", [])), None)
    shown = tuple(part.strip() for value in told.get("shown", []) for part in value.split(",")) or names
    sorting = tuple(told.get("sorted", []))
    if unknown := sorted({*shown, *sorting, *([heading] if heading else [])} - set(names)):
        raise QueryError(f"{name}.cypher has no column {', '.join(unknown)}")
    return Question(name, " ".join(told["about"]), parameters, columns, sorting, heading, shown, text)


def _column(line: str) -> Column:
    name, _, meaning = line.partition("  ")
    return Column(name, meaning.strip())


def _parameter(name: str, line: str) -> Parameter:
    match = PARAM.fullmatch(line.strip())
    if match is None:
        raise QueryError(f"{name}.cypher: `// param: {line}` is not `NAME TYPE [DEFAULT]  meaning`")
    default: Any = REQUIRED
    if match["default"] is not None:
        default = Parameter(match["name"], match["type"], None, "").cast(match["default"].strip("'"))
    return Parameter(match["name"], match["type"], default, match["about"] or "")


def find(name: str) -> Question:
    """Return the question of that name; QueryError with the names nearest to it where there is none."""
    if name not in questions():
        near = [found for found, _, _ in extract(name, list(questions()), limit=3, score_cutoff=60)]
        hint = f"; did you mean {', '.join(near)}?" if near else "; `conflictgraph queries` lists them"
        raise QueryError(f"no question {name!r}{hint}")
    return questions()[name]


def rows(store: Store, name: str, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the answer's rows, each with the declared columns in their order."""
    question = find(name)
    names = [column.name for column in question.columns]
    found = store.read(question.text, question.arguments(given))
    return [{key: _ordered(row[key], key in question.sorted) for key in names} for row in found]


def _ordered(value: Any, unordered: bool) -> Any:
    return sorted(value) if unordered and value is not None else value


def run(store: Store, name: str, /, **params: Any) -> "pd.DataFrame":
    """Return the answer to a question of the library as a DataFrame."""
    import pandas as pd  # takes a second, and the command line has no need of it

    columns = [column.name for column in find(name).columns]
    return pd.DataFrame(rows(store, name, params), columns=columns)

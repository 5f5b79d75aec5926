"""What people say of two mentions: an append-only log of JSON lines, which outranks the machine.

A line names two mentions, never two events: events come and go as articles are added, an article's mentions do not. A
line that is taken away gives back the graph without it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec

from graph.elements import GraphError

#: What a log is called beside its store.
SUFFIX = ".judgements.jsonl"


class Verdict(StrEnum):
    """What a person makes of two mentions."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's word on whether two mentions tell of one event."""

    left: str
    right: str
    verdict: Verdict
    #: what the machine made of them when the person was asked
    score: float | None = None
    reasons: tuple[str, ...] = ()
    by: str
    #: ISO 8601, UTC
    when: str

    @property
    def pair(self) -> tuple[str, str]:
        """Return the two mentions, sorted."""
        return (min(self.left, self.right), max(self.left, self.right))


def beside(store: str) -> Path:
    """Return where the log of an embedded store lies."""
    return Path(store + SUFFIX)


def read_judgements(path: Path) -> list[Judgement]:
    """Return the lines of a log; none where there is no log yet."""
    if not path.exists():
        return []
    return list(_lines(path))


def _lines(path: Path) -> Iterator[Judgement]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                yield msgspec.json.decode(line, type=Judgement)
            except msgspec.DecodeError as error:
                raise GraphError(f"{path} line {number} is no judgement: {error}; mend or remove the line") from error


def append_judgement(path: Path, judgement: Judgement) -> None:
    """Add a line to the log."""
    with path.open("a", encoding="utf-8") as log:
        log.write(msgspec.json.encode(judgement).decode() + "\n")


def latest(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the last word on each pair, newest first; of one moment, the more careful verdict."""
    ordered = sorted(judgements, key=lambda j: (j.when, j.verdict is not Verdict.SAME, j.pair, j.by), reverse=True)
    found: dict[tuple[str, str], Judgement] = {}
    for judgement in ordered:
        found.setdefault(judgement.pair, judgement)
    return list(found.values())

"""What the command line prints: rows, progress and messages, each on the stream where it belongs."""

import csv
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from itertools import groupby
from typing import Any, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

Rows = Sequence[dict[str, Any]]
#: Columns of a page that nobody looks at on a terminal.
WIDTH = 100
#: A column that is no wider never breaks its words.
NARROW = 13
#: What an empty cell of a column means.
EMPTY = {"speakers": "the article"}
#: What stands for a sentence that was just printed.
SAME = "〃 same sentence"
STYLES = {
    "quantity": "bold yellow",
    "speakers": "cyan",
    "rivals": "cyan",
    "denier": "cyan",
    "accuser": "cyan",
    "perpetrator": "bold red",
    "attacker": "bold red",
    "accused": "bold red",
    "stance": "magenta",
}


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def console(stream: TextIO) -> Console:
    """Return a console for the stream: as wide as the terminal, or as a page where there is none."""
    return Console(file=stream, width=None if stream.isatty() else WIDTH, highlight=False, soft_wrap=False)


def say(text: str, *, style: str = "") -> None:
    """Print a line for people on standard error, never broken by us."""
    console(sys.stderr).print(text, style=style, markup=False, soft_wrap=True)


@contextmanager
def progress(title: str, total: int | None, *, quiet: bool) -> Iterator[Callable[..., None]]:
    """Yield a function of rows done and rows in all (none: one more); nothing is drawn where nobody looks."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    target = console(sys.stderr)
    with Progress(*columns, console=target, transient=True, disable=quiet or not target.is_terminal) as bar:
        task = bar.add_task(title, total=total)

        def step(done: float | None = None, of: float | None = None) -> None:
            bar.update(task, advance=1 if done is None else None, completed=done, total=of)

        yield step


def print_rows(rows: Rows, style: Format, *, shown: Sequence[str] = (), heading: str | None = None) -> None:
    """Print rows to standard output; a table has the columns shown, under headings, the other formats have all."""
    if style is Format.JSON:
        sys.stdout.write("".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows))
    elif style is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([list(rows[0])] if rows else [])
        writer.writerows([[cell(value) for value in row.values()] for row in rows])
    elif rows:
        print_table(rows, shown or list(rows[0]), heading)
    else:
        say("no rows")


def print_table(rows: Rows, shown: Sequence[str], heading: str | None = None) -> None:
    """Print rows as tables of one width, each under its heading; no word is cut off."""
    target = console(sys.stdout)
    used = [name for name in shown if any(row[name] not in (None, "", []) for row in rows)] or list(shown)
    widths = _widths(rows, used, target.width)
    for title, group in groupby(rows, key=lambda row: row[heading] if heading else None):
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="dim", pad_edge=False)
        for name in used:
            table.add_column(name, width=widths[name], overflow="fold", style=STYLES.get(name, ""))
        before = ""
        for row in group:
            again = before and before == row.get("sentence")
            table.add_row(*(Text(SAME, "dim") if again and name == "sentence" else _styled(row, name) for name in used))
            before = row.get("sentence") or ""
        if heading:
            target.print(Text(cell(title) or "(no event)", style="bold underline"))
        target.print(table)
        target.print()


def _widths(rows: Rows, names: Sequence[str], room: int) -> dict[str, int]:
    """Return how wide each column is: narrow ones as they are, the rest by how much they hold."""
    full = {name: max(len(name), *(len(_shown(row, name)) for row in rows)) for name in names}
    word = {name: max(len(part) for row in rows for part in (name, *_shown(row, name).split())) for name in names}
    narrow = {name: width for name, width in full.items() if width <= NARROW}
    left = room - sum(narrow.values()) - 2 * (len(names) - 1)
    wide = {name: min(width, left) for name, width in full.items() if name not in narrow}
    weights = {name: width**0.8 for name, width in wide.items()}
    for name in sorted(wide, key=lambda name: (wide[name], name)):
        share = int(left * weights[name] / sum(weights.values()))
        narrow[name] = max(min(wide[name], max(share, word[name])), 1)
        left -= narrow[name]
        del weights[name]
    return narrow


def _styled(row: dict[str, Any], name: str) -> Text:
    text = Text(_shown(row, name))
    if name == "sentence":
        told = row.get("text") or ""
        start = text.plain.find(" ".join(told.split()))
        if told and start >= 0:
            text.stylize("dim", 0, start)
            text.stylize("dim", start + len(" ".join(told.split())))
        if row.get("quantity"):
            text.highlight_words([row["quantity"]], style="bold yellow", case_sensitive=False)
    return text


def _shown(row: dict[str, Any], name: str) -> str:
    return " ".join(cell(row[name]).split()) or EMPTY.get(name, "")


def cell(value: Any) -> str:
    """Return a value as the text of one cell."""
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)

"""The command line: the only reader of the environment and the only writer to the terminal.

Exit codes: 0 all done; 1 something could not be done; 2 the command was put wrongly; 3 done, but articles were rejected.
"""

import csv
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from graph.build import build_graph
from graph.export import export_jsonl
from graph.load import load as load_extractions
from graph.rdf import export_rdf
from graph.schema import GraphError
from graph.stores import Store, open_store
from ingest.articles import Rejected
from ingest.batch import count_articles, ingest as ingest_articles
from ingest.document import ArticleError, Extraction, from_json, to_json
from queries.cypher import run_cypher
from queries.library import QueryError, questions, rows

app = typer.Typer(
    name="conflictgraph",
    help="Turn news of armed conflict into a graph that keeps who says what, and ask it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
out, err = Console(), Console(stderr=True)

PARTLY = 3


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        metavar="STORE",
        help="A file for the embedded store, or the address of a Neo4j server (neo4j://, bolt://, +s, +ssc). User, "
        "password and database of a server come from NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE.",
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")]
WorkersOption = Annotated[int, typer.Option("--workers", min=1, help="Processes that read articles.")]
RejectedOption = Annotated[Path, typer.Option("--rejected", help="Where articles that could not be used are listed.")]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print the rows.")]
PathsArgument = Annotated[
    list[str], typer.Argument(metavar="PATH…", help="Articles (.txt .md .html .jsonl .parquet), folders or globs.")
]


def main() -> None:
    """Run the command line; turn errors into one line that says what to do."""
    try:
        app()
    except (ArticleError, GraphError, QueryError, OSError) as error:
        err.print(f"conflictgraph: {error}", style="red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(1)
    except KeyboardInterrupt:
        err.print("conflictgraph: stopped; the same command goes on where it stopped", style="red")
        sys.exit(130)


@contextmanager
def opened(target: str, *, read_only: bool = False) -> Iterator[Store]:
    """Open the store with what the environment says of it; ask for a server's password where it says nothing."""
    server = "://" in target
    password = os.environ.get("NEO4J_PASSWORD")
    if server and password is None and sys.stdin.isatty():
        password = typer.prompt("Neo4j password", hide_input=True, err=True)
    with open_store(
        target,
        username=os.environ.get("NEO4J_USERNAME", "neo4j"),
        password=password,
        database=os.environ.get("NEO4J_DATABASE"),
        read_only=read_only,
    ) as store:
        yield store


@contextmanager
def progress(title: str, total: int | None, *, quiet: bool) -> Iterator[Any]:
    """Yield a function of rows done and rows in all (none: one more); nothing is drawn where nobody looks."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, disable=quiet or not err.is_terminal) as bar:
        task = bar.add_task(title, total=total)
        yield lambda done=None, of=None: bar.update(task, advance=None if done is not None else 1, completed=done, total=of)


@app.command()
def build(
    paths: PathsArgument,
    store: StoreOption = "graph.lbug",
    workers: WorkersOption = 1,
    rejected: RejectedOption = Path("rejected.jsonl"),
    quiet: QuietOption = False,
) -> None:
    """Read articles and load them into a store: `ingest` and `load` in one."""
    with opened(store) as target:
        lost: list[Rejected] = []
        found = list(_read(paths, workers=workers, lost=lost, quiet=quiet))
        _load(target, found, rejected=len(lost), quiet=quiet)
    _finish(lost, rejected, quiet=quiet)


@app.command()
def ingest(
    paths: PathsArgument,
    workers: WorkersOption = 1,
    rejected: RejectedOption = Path("rejected.jsonl"),
    quiet: QuietOption = False,
) -> None:
    """Read articles and write one extraction a line to standard output."""
    lost: list[Rejected] = []
    for extraction in _read(paths, workers=workers, lost=lost, quiet=quiet):
        sys.stdout.write(to_json(extraction) + "\n")
    sys.stdout.flush()
    _finish(lost, rejected, quiet=quiet)


def _read(paths: list[str], *, workers: int, lost: list[Rejected], quiet: bool) -> Iterator[Extraction]:
    """Yield the extractions; what could not be used goes to `lost`."""
    with progress("reading", count_articles(paths), quiet=quiet) as step:
        for result in ingest_articles(paths, workers=workers):
            step()
            if isinstance(result, Rejected):
                lost.append(result)
            else:
                yield result


def _load(store: Store, extractions: list[Extraction], *, rejected: int, quiet: bool) -> None:
    with progress("loading", None, quiet=quiet) as step:
        counts = load_extractions(store, extractions, build=build_graph, rejected=rejected, progress=step)
    if not quiet:
        written = counts.nodes_written + counts.edges_written
        err.print(
            f"{store.name}: {counts.articles} articles, {counts.added} of them new or changed; "
            f"{written} nodes and edges written, {counts.rows_removed} taken away",
            highlight=False,
        )


def _finish(lost: list[Rejected], path: Path, *, quiet: bool) -> None:
    """List what was rejected and say so; the exit code tells scripts."""
    if not lost:
        path.unlink(missing_ok=True)
        return
    path.write_text("".join(json.dumps({"path": r.path, "reason": r.reason}, ensure_ascii=False) + "\n" for r in lost))
    err.print(f"{len(lost)} rejected, listed with reasons in {path}", style="yellow", highlight=False)
    if not quiet:
        for item in lost[:5]:
            err.print(f"  {item.path}: {item.reason}", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(PARTLY)


@app.command()
def load(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="What `ingest` wrote; - is standard input.")],
    store: StoreOption = "graph.lbug",
    rejected: RejectedOption = Path("rejected.jsonl"),
    quiet: QuietOption = False,
) -> None:
    """Load extractions into a store; doing it twice changes nothing."""
    lost: list[Rejected] = []
    lines = sys.stdin if file == "-" else Path(file).open(encoding="utf-8")
    with lines:
        found = list(_extractions(lines, file, lost))
    with opened(store) as target:
        _load(target, found, rejected=len(lost), quiet=quiet)
    _finish(lost, rejected, quiet=quiet)


def _extractions(lines: Iterable[str], name: str, lost: list[Rejected]) -> Iterator[Extraction]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield from_json(line)
            except ArticleError as error:
                lost.append(Rejected(path=f"{name}#{number}", reason=str(error)))


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="OUT", help="OUT.jsonl, OUT.trig or OUT.nq")],
    store: StoreOption = "graph.lbug",
    quiet: QuietOption = False,
) -> None:
    """Write the whole graph to a file: sorted JSON lines, or RDF with each claim a named graph."""
    writers = {".jsonl": export_jsonl, ".trig": export_rdf, ".nq": export_rdf}
    writer = writers.get(file.suffix)
    if writer is None:
        raise typer.BadParameter(f"{file} ends in none of {', '.join(writers)}", param_hint="OUT")
    with opened(store, read_only=True) as source:
        writer(source, file)
    if not quiet:
        err.print(f"wrote {file}", highlight=False)


@app.command(name="queries")
def list_queries() -> None:
    """List the questions of the library."""
    table = Table("question", "asks", "takes", box=None, pad_edge=False)
    for question in questions().values():
        table.add_row(question.name, question.about, " ".join(f"{p.name}=…" for p in question.parameters))
    out.print(table)


@app.command()
def query(
    name: Annotated[str, typer.Argument(help="A question's name; `conflictgraph queries` lists them.")],
    arguments: Annotated[list[str] | None, typer.Argument(metavar="KEY=VALUE…", help="What the question takes.")] = None,
    store: StoreOption = "graph.lbug",
    format: FormatOption = Format.TABLE,
) -> None:
    """Ask a question of the library."""
    given = dict(_pair(argument) for argument in arguments or [])
    with opened(store, read_only=True) as source:
        found = rows(source, name, given)
    _print_rows(found, format)


@app.command()
def cypher(
    text: Annotated[str, typer.Argument(metavar="CYPHER", help='A reading query: "MATCH (a:Actor) RETURN a.name"')],
    arguments: Annotated[list[str] | None, typer.Argument(metavar="KEY=VALUE…", help="Parameters, as strings.")] = None,
    store: StoreOption = "graph.lbug",
    format: FormatOption = Format.TABLE,
) -> None:
    """Ask a question of your own in Cypher; whatever would write is refused."""
    with opened(store, read_only=True) as source:
        found = run_cypher(source, text, dict(_pair(argument) for argument in arguments or []))
    _print_rows(found, format)


def _pair(argument: str) -> tuple[str, str]:
    key, separator, value = argument.partition("=")
    if not separator or not key.isidentifier():
        raise typer.BadParameter(f"{argument!r} is not KEY=VALUE", param_hint="KEY=VALUE")
    return key, value


def _print_rows(found: list[dict[str, Any]], style: Format) -> None:
    if style is Format.JSON:
        sys.stdout.write("".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in found))
    elif style is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([list(found[0])] if found else [])
        writer.writerows([[_cell(value) for value in row.values()] for row in found])
    elif found:
        table = Table(*(key for key in found[0] if not key.endswith("Id")), show_lines=True)
        for row in found:
            table.add_row(*(_cell(value) for key, value in row.items() if not key.endswith("Id")))
        out.print(table)
    else:
        err.print("no rows")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)

"""The command line: the only reader of the environment, and with `terminal` the only writer to the terminal.

Exit codes: 0 done; 1 something could not be done; 2 the command was put wrongly; 3 done, but articles were rejected.
What a command needs is imported when it runs, so that help and completion answer at once.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from conflictgraph.loading import load_into, number
from conflictgraph.rejections import Rejections
from conflictgraph.terminal import Format, print_rows, progress, say
from graph.elements import GraphError
from ingest.document import ArticleError, Extraction, from_json, to_json
from queries.cypher import QueryError, run_cypher
from queries.library import REQUIRED, find, questions, rows

if TYPE_CHECKING:
    from graph.judgements import Judgement
    from graph.stores import Store

EXIT_CODES = (
    "Exit codes: 0 done; 1 something could not be done; 2 the command was put wrongly; "
    "3 done, but some articles were rejected."
)
app = typer.Typer(
    name="conflictgraph",
    help="Turn news of armed conflict into a graph that keeps who says what, and ask it.\n\n"
    "Begin with `conflictgraph build ARTICLES`, then `conflictgraph queries`.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _question_names(incomplete: str) -> list[tuple[str, str]]:
    """Return the questions that begin so, for completion in the shell."""
    return [(name, question.about) for name, question in questions().items() if name.startswith(incomplete)]


def _question_arguments(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the parameters of the question that is being typed."""
    question = questions().get(ctx.params.get("name") or "")
    found = [(f"{p.name}=", p.about) for p in question.parameters] if question else []
    return [pair for pair in found if pair[0].startswith(incomplete)]


StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        "-s",
        metavar="STORE",
        help="A file for the embedded store, or the address of a Neo4j server (neo4j://, bolt://, +s, +ssc; port 7687 "
        "if none is given). User, password and database of a server come from NEO4J_USERNAME, NEO4J_PASSWORD and "
        "NEO4J_DATABASE; the password is asked for where nothing tells it.",
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary; errors are still told.")]
WorkersOption = Annotated[int, typer.Option("--workers", "-w", min=1, help="Processes that read articles.")]
RejectedOption = Annotated[
    Path, typer.Option("--rejected", help="Where articles that could not be used are listed, with the reason.")
]
JudgementsOption = Annotated[
    Path | None,
    typer.Option("--judgements", help="The log of people's judgements; by default it lies beside the store."),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print the rows.")]
PathsArgument = Annotated[
    list[str],
    typer.Argument(metavar="PATH…", help="Articles (.txt .md .html .jsonl .parquet .warc), folders or globs."),
]


def main() -> None:
    """Run the command line; turn errors into one line that says what to do."""
    try:
        app()
    except (ArticleError, GraphError, QueryError) as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename or 'standard output'}: {error.strerror or error}")


def _fail(message: str) -> None:
    say(f"conflictgraph: {' '.join(message.split())}", style="red")
    try:
        sys.stdout.flush()
    except OSError:  # told already; what is left would be tried and told again on the way out
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1)


@contextmanager
def opened(target: str, *, read_only: bool = False) -> Iterator["Store"]:
    """Open the store with what the environment says of it; ask for a server's password where it says nothing."""
    from graph.stores import open_store

    password = os.environ.get("NEO4J_PASSWORD")
    if "://" in target and password is None and sys.stdin.isatty():
        password = typer.prompt("Neo4j password", hide_input=True, err=True)
    with open_store(
        target,
        username=os.environ.get("NEO4J_USERNAME", "neo4j"),
        password=password,
        database=os.environ.get("NEO4J_DATABASE"),
        read_only=read_only,
    ) as store:
        yield store


@app.command(epilog=f"Example: `conflictgraph build news/ --store news.lbug --workers 4`\n\n{EXIT_CODES}")
def build(
    paths: PathsArgument,
    store: StoreOption = "graph.lbug",
    workers: WorkersOption = 1,
    rejected: RejectedOption = Path("rejected.jsonl"),
    judgements: JudgementsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Read articles and load them into a store: `ingest` and `load` in one."""
    lost = Rejections(rejected)
    with opened(store) as target:
        found = list(_read(paths, Reading(workers, quiet), lost))
        load_into(target, found, _judged(store, judgements), rejected=len(lost), quiet=quiet)
    _finish(lost)


@app.command(epilog=f"Example: `conflictgraph ingest news/ > news.jsonl`\n\n{EXIT_CODES}")
def ingest(
    paths: PathsArgument,
    workers: WorkersOption = 1,
    rejected: RejectedOption = Path("rejected.jsonl"),
    quiet: QuietOption = False,
) -> None:
    """Read articles and write what was read off each, one JSON line an article, to standard output."""
    lost = Rejections(rejected)
    for extraction in _read(paths, Reading(workers, quiet), lost):
        sys.stdout.write(to_json(extraction) + "\n")
    sys.stdout.flush()
    _finish(lost)


@dataclass(frozen=True, slots=True)
class Reading:
    """How articles are read."""

    workers: int
    quiet: bool


def _read(paths: list[str], how: Reading, lost: Rejections) -> Iterator[Extraction]:
    """Yield the extractions; what could not be used goes to `lost`."""
    from ingest.batch import count_articles
    from ingest.batch import ingest as ingest_articles

    done = 0
    with progress("reading", count_articles(paths), quiet=how.quiet) as step:
        for result in ingest_articles(paths, workers=how.workers):
            step()
            if isinstance(result, Extraction):
                done += 1
                yield result
            else:
                lost.add(result.path, result.reason)
    if not done and not lost:
        raise ArticleError(
            f"no articles in {', '.join(paths)}: expected .txt, .md, .html, .jsonl, .parquet or .warc files"
        )
    if not how.quiet:
        say(f"read {number(done, 'article')}" + (f", {len(lost)} rejected" if lost else ""))


def _judged(store: str, log: Path | None) -> list["Judgement"]:
    from graph.judgements import read_judgements

    return read_judgements(_log(store, log))


def _log(store: str, log: Path | None) -> Path:
    """Return where judgements are kept: beside an embedded store, for a server in the folder one is in."""
    from graph.judgements import SUFFIX, beside

    return log or (Path(SUFFIX.removeprefix(".")) if "://" in store else beside(store))


def _finish(lost: Rejections) -> None:
    """List what was rejected and say so; the exit code tells scripts."""
    if lost:
        lost.write()
        raise typer.Exit(3)


@app.command(epilog=f"Example: `conflictgraph ingest news/ | conflictgraph load -`\n\n{EXIT_CODES}")
def load(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="What `ingest` wrote; - is standard input.")],
    store: StoreOption = "graph.lbug",
    rejected: RejectedOption = Path("rejected.jsonl"),
    judgements: JudgementsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Load what `ingest` wrote into a store; doing it twice changes nothing."""
    lost = Rejections(rejected)
    with nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb") as lines:
        found = list(_extractions(lines, file, lost))
    if not found and not lost:
        raise ArticleError(f"{file} is empty: expected what `conflictgraph ingest` writes")
    with opened(store) as target:
        load_into(target, found, _judged(store, judgements), rejected=len(lost), quiet=quiet)
    _finish(lost)


def _extractions(lines: Iterable[bytes], name: str, lost: Rejections) -> Iterator[Extraction]:
    for count, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield from_json(line)
            except ArticleError as error:
                lost.add(f"{name}#{count}", str(error))


@app.command(epilog="Example: `conflictgraph judge --store news.lbug --by 'A. Nalyst'`, then `conflictgraph resolve`")
def judge(
    store: StoreOption = "graph.lbug",
    judgements: JudgementsOption = None,
    by: Annotated[str, typer.Option("--by", envvar="USER", help="Who judges.")] = "unknown",
) -> None:
    """Show pairs of events that are possibly one, with their sentences, and add each answer to the log."""
    from conflictgraph.judging import ask
    from graph.doubts import doubts, stored
    from graph.judgements import append_judgement

    log, given = _log(store, judgements), 0
    with opened(store, read_only=True) as source:
        found = list(doubts(stored(source), _judged(store, judgements)))
    for judgement in ask(found, by=by):
        append_judgement(log, judgement)
        given += 1
    say(f"{number(given, 'judgement')} added to {log}; `conflictgraph resolve` applies them" if given else "none added")


@app.command(epilog="Example: `conflictgraph resolve --store news.lbug --judgements mine.jsonl`")
def resolve(store: StoreOption = "graph.lbug", judgements: JudgementsOption = None, quiet: QuietOption = False) -> None:
    """Apply a changed log of judgements; a line taken away gives back the graph without it."""
    with opened(store) as target:
        load_into(target, [], _judged(store, judgements), quiet=quiet)


@app.command(epilog="Example: `conflictgraph export graph.trig --store news.lbug`")
def export(
    file: Annotated[Path, typer.Argument(metavar="OUT", help="OUT.jsonl, OUT.trig or OUT.nq")],
    store: StoreOption = "graph.lbug",
    quiet: QuietOption = False,
) -> None:
    """Write the whole graph to a file: sorted JSON lines, or RDF with each claim a named graph."""
    if file.suffix not in (".jsonl", ".trig", ".nq"):
        raise typer.BadParameter(f"{file} ends in none of .jsonl, .trig, .nq", param_hint="OUT")
    with opened(store, read_only=True) as source:
        written = _write(source, file)
    if not quiet:
        say(f"wrote {file}: {number(written, 'line' if file.suffix == '.jsonl' else 'statement')}")


def _write(source: "Store", file: Path) -> int:
    if file.suffix == ".jsonl":
        from graph.export import export_jsonl

        return export_jsonl(source, file)
    from graph.rdf import export_rdf

    return export_rdf(source, file)


@app.command(name="queries")
def list_queries(
    name: Annotated[
        str | None, typer.Argument(help="Tell all about this question.", autocompletion=_question_names)
    ] = None,
) -> None:
    """List the questions of the library, or tell what one takes and answers."""
    if name is None:
        listed = [
            {"question": q.name, "asks": q.about, "takes": [f"{p.name}=…" for p in q.parameters]}
            for q in questions().values()
        ]
        print_rows(listed, Format.TABLE)
        return
    question = find(name)
    taken = [
        {
            "takes": p.name,
            "type": p.type,
            "default": "needed" if p.default is REQUIRED else repr(p.default),
            "": p.about,
        }
        for p in question.parameters
    ]
    say(f"{question.about}\n")
    if taken:
        print_rows(taken, Format.TABLE)
    print_rows([{"column": column.name, "": column.about} for column in question.columns], Format.TABLE)


@app.command(
    epilog="Example: `conflictgraph query tolls event='Jaffar Express' measure=killed`. CSV and JSON have "
    "every column; the table leaves some out."
)
def query(
    name: Annotated[
        str,
        typer.Argument(help="A question's name; `conflictgraph queries` lists them.", autocompletion=_question_names),
    ],
    arguments: Annotated[
        list[str] | None,
        typer.Argument(metavar="KEY=VALUE…", help="What the question takes.", autocompletion=_question_arguments),
    ] = None,
    store: StoreOption = "graph.lbug",
    format: FormatOption = Format.TABLE,
) -> None:
    """Ask a question of the library."""
    given = dict(_pair(argument) for argument in arguments or [])
    question = find(name)
    question.arguments(given)
    with opened(store, read_only=True) as source:
        found = rows(source, name, given)
    print_rows(found, format, shown=question.shown, heading=question.heading)


@app.command(epilog="Example: `conflictgraph cypher 'MATCH (a:Actor) RETURN a.name AS name LIMIT $n' n=5`")
def cypher(
    text: Annotated[str, typer.Argument(metavar="CYPHER", help='A reading query: "MATCH (a:Actor) RETURN a.name"')],
    arguments: Annotated[
        list[str] | None,
        typer.Argument(metavar="KEY=VALUE…", help="Parameters: JSON values as such (5, true), all else as text."),
    ] = None,
    store: StoreOption = "graph.lbug",
    format: FormatOption = Format.TABLE,
) -> None:
    """Ask a question of your own in Cypher; whatever would write is refused."""
    given = {key: _value(value) for key, value in map(_pair, arguments or [])}
    with opened(store, read_only=True) as source:
        found = run_cypher(source, text, given)
    print_rows(found, format)


@app.command(epilog=f"Example: `conflictgraph show news/one.txt -o one.html`\n\n{EXIT_CODES}")
def show(
    paths: PathsArgument,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PAGE.html", help="Write a page instead, for the browser.")
    ] = None,
    rejected: RejectedOption = Path("rejected.jsonl"),
    quiet: QuietOption = False,
) -> None:
    """Read articles and print each sentence with the claims read off it; no store is needed."""
    from conflictgraph.reading import print_article
    from ingest.show import page

    lost = Rejections(rejected)
    found = _read(paths, Reading(1, quiet), lost)
    if output is None:
        for extraction in found:
            print_article(extraction)
    else:
        output.write_text(page(list(found)), encoding="utf-8")
        if not quiet:
            say(f"wrote {output}")
    _finish(lost)


def _pair(argument: str) -> tuple[str, str]:
    key, separator, value = argument.partition("=")
    if not separator or not key.isidentifier():
        raise typer.BadParameter(f"{argument!r} is not KEY=VALUE", param_hint="KEY=VALUE")
    return key, value


def _value(text: str) -> Any:
    """Return what a JSON value stands for; whatever is none stands for itself."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text

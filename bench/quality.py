"""Score extraction and graph against gold, folder by folder.

usage: python -m bench.quality FOLDER… [--articles FOLDER] [--scorer FILE] [--in-other-clothes] [--show STEM]
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import yaml
from spacy.language import Language

from bench.clothes import CLOTHES, Piece
from bench.fields import FieldTally, judge
from graph.build import build_graph
from graph.export import json_row
from ingest.articles import Rejected, read_articles
from ingest.document import Article, Extraction
from ingest.pipeline import extract, load_pipeline

SCORER = Path("../shared/score/score.py")
#: name: precision, recall, F1, gold items
Table = dict[str, list[float | None]]


@dataclass
class Result:
    """What one folder came to, in one kind of clothes."""

    articles: int = 0
    words: int = 0
    seconds: float = 0.0
    overall: float | None = None
    table: Table = field(default_factory=dict)
    fields: FieldTally = field(default_factory=FieldTally)
    lost: list[str] = field(default_factory=list)
    notes: str = ""


def pieces(folder: Path, articles: Path | None) -> Iterator[Piece]:
    """Yield every gold file of the folder with its article."""
    for path in sorted(folder.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        stem = Path(yaml.safe_load(text).get("article", path.stem)).stem
        found = sorted(one for one in (articles or folder).glob(f"{stem}.*") if one.suffix != ".yaml")
        if not found:
            sys.exit(f"no article {stem} in {articles or folder}; name its folder with --articles")
        yield Piece(found[0].name, found[0].read_text(encoding="utf-8"), text)


def run(nlp: Language, worn: Sequence[Piece], scorer: Path | None, show: str | None = None) -> Result:
    """Read, build and score the pieces as they are."""
    result = Result()
    with tempfile.TemporaryDirectory() as name:
        where = Path(name)
        (where / "articles").mkdir()
        (where / "gold").mkdir()
        extractions = []
        for piece in worn:
            file = where / "articles" / piece.name
            file.write_text(piece.article, encoding="utf-8")
            (where / "gold" / f"{file.stem}.yaml").write_text(piece.gold, encoding="utf-8")
            extractions += [_extraction(nlp, one, result) for one in read_articles(file)]
        read = [one for one in extractions if one is not None]
        for extraction in read:
            gold = yaml.safe_load((where / "gold" / f"{Path(extraction.article.path).stem}.yaml").read_text("utf-8"))
            judge(extraction, gold, result.fields)
        with (where / "graph.jsonl").open("wb") as file:
            file.writelines(msgspec.json.encode(json_row(row)) + b"\n" for row in build_graph(read))
        if scorer is not None:
            _score(scorer, where, result, show)
    return result


def _extraction(nlp: Language, article: Article | Rejected, result: Result) -> Extraction | None:
    if isinstance(article, Rejected):
        result.lost.append(f"{Path(article.path).name}: {article.reason}")
        return None
    began = time.perf_counter()
    extraction = extract(nlp, article)
    result.seconds += time.perf_counter() - began
    result.articles += 1
    result.words += len(article.text.split())
    return extraction


def _score(scorer: Path, where: Path, result: Result, show: str | None) -> None:
    call = [sys.executable, str(scorer), str(where / "graph.jsonl"), str(where / "gold")]
    told = subprocess.run([*call, "--json"], check=True, capture_output=True, text=True).stdout
    result.table = json.loads(told)
    result.overall = result.table.pop("overall")
    if show:
        result.notes = subprocess.run([*call, "--show", show], check=True, capture_output=True, text=True).stdout


def cell(value: float | None, form: str = ".3f") -> str:
    return "" if value is None else format(value, form)


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a Markdown table, columns aligned."""
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    lines = [head, ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])], *rows]
    for line in lines:
        first, *others = (text.rjust(width) for text, width in zip(line, widths, strict=True))
        print("| " + " | ".join([first.strip().ljust(widths[0]), *others]) + " |")


def print_result(folder: Path, result: Result) -> None:
    rate = result.words / result.seconds if result.seconds else 0.0
    print(f"\n## {folder}: {result.articles} articles, {result.words:,} words, {rate:,.0f} words/s\n")
    for line in result.lost:
        print(f"not read: {line}")
    if result.overall is not None:
        rows = [[name, *map(cell, row[:3]), cell(row[3], "d")] for name, row in result.table.items()]
        print_table(["", "precision", "recall", "F1", "gold"], [*rows, ["overall", "", "", cell(result.overall), ""]])
    if result.fields.annotated:
        print(f"\n{result.fields.found} of {result.fields.annotated} annotated figures and stances have their claim\n")
        rows = [
            [name, str(items), cell(right), cell(common), cell(rarer)]
            for name, items, right, common, rarer in result.fields.rows()
        ]
        print_table(["field", "items", "accuracy", "commonest value", "accuracy on all others"], rows)
    if result.notes:
        print(result.notes)


def print_clothes(plain: Result, worn: dict[str, Result]) -> None:
    """Print each kind of clothes as its difference to none."""
    rows = []
    for name, row in {"overall": [None, None, plain.overall], **plain.table}.items():
        key = 1 if row[2] is None else 2
        line = [name, cell(row[key])]
        for result in worn.values():
            theirs = result.overall if name == "overall" else result.table.get(name, [None] * 3)[key]
            line.append("" if theirs is None or row[key] is None else f"{theirs - row[key]:+.3f}")
        rows.append(line)
    print()
    print_table(["F1, or recall", "plain", *worn], rows)
    for name, result in worn.items():
        for line in result.lost:
            print(f"not read, {name}: {line}")


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, help="folders of gold, and of the articles if not --articles")
    parser.add_argument("--articles", type=Path, help="where the articles are")
    parser.add_argument("--scorer", type=Path, default=SCORER, help=f"the scorer's file (default: {SCORER})")
    parser.add_argument("--in-other-clothes", action="store_true", help="score the articles in other clothes as well")
    parser.add_argument("--clothes", choices=list(CLOTHES), action="append", help="of these alone; may be repeated")
    parser.add_argument("--show", metavar="STEM", help="print what one article missed and had too many of; or 'all'")
    options = parser.parse_args(argv)
    scorer: Path | None = options.scorer
    if not options.scorer.exists():
        print(f"no scorer at {options.scorer}: figures of fields alone; name its file with --scorer", file=sys.stderr)
        scorer = None
    nlp = load_pipeline()
    for folder in options.folders:
        plain = list(pieces(folder, options.articles))
        result = run(nlp, plain, scorer, options.show)
        print_result(folder, result)
        if options.in_other_clothes and scorer is not None:
            wanted: dict[str, Callable[[Piece], Piece]] = {
                name: change for name, change in CLOTHES.items() if name in (options.clothes or CLOTHES)
            }
            print_clothes(
                result,
                {name: run(nlp, [change(piece) for piece in plain], scorer) for name, change in wanted.items()},
            )


if __name__ == "__main__":
    main()

"""Read articles: one short reader a format, chosen by the file's suffix; what can't be read is told, not lost."""

import glob
import gzip
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import dateparser.date
import frontmatter
import msgspec
import pyarrow
import pyarrow.parquet
import trafilatura
import yaml
from fastwarc.warc import ArchiveIterator, WarcRecordType
from markdown_it import MarkdownIt
from trafilatura.settings import Document

from ingest.clean import read_page
from ingest.document import Article, ArticleError
from ingest.edtf import Day
from ingest.truecase import truecase

log = logging.getLogger(__name__)

#: bytes of one article as stored, its page around it included
LARGEST = 8_000_000
#: characters of one article, cleaned
LONGEST = 400_000
#: more characters than these without a space are no words
UNBROKEN = re.compile(r"\S{2001}")
#: names that a record's fields go by
FIELDS = {
    "text": ("text", "body", "content", "maintext", "article"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "outlet", "sitename", "source_name", "domain"),
    "author": ("author", "authors", "byline"),
    "url": ("url", "link"),
    "published": ("published", "date", "published_at", "publishedAt", "date_published", "date_publish"),
    "language": ("language", "lang"),
    "id": ("id", "_id", "uuid"),
}
CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
ISO_DATE = re.compile(r"(\d{4}(?:-\d\d){0,2})(?:[T ]\d\d:?\d\d.*)?")
MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["list", "code", "html_block", "reference", "backticks"])

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that could not be read as an article, and why."""

    path: str
    reason: str


def read_articles(path: str | Path) -> Iterator[Article | Rejected]:
    """Yield every article of a file, of a folder with all below it, or of a glob, in the order of their names."""
    for file in files_at(path):
        if isinstance(file, Rejected):
            yield file
        else:
            yield from _read_file(file)


def files_at(path: str | Path) -> Iterator[Path | Rejected]:
    """Yield the files of a path, a folder or a glob that may hold articles, in the order of their names."""
    here = Path(path)
    if here.is_dir():
        for file in sorted(file for file in here.rglob("*") if file.is_file()):
            if _reader(file):
                yield file
            else:
                log.info("left out %s: not a format for articles", file)
    elif here.exists():
        yield here
    elif found := sorted(glob.glob(str(path), recursive=True)):  # noqa: PTH207 (keeps an absolute pattern as given)
        for name in found:
            yield from files_at(name)
    else:
        yield Rejected(str(path), "no such file or folder; check the path")


def holds_one(file: Path) -> bool:
    """Tell whether a file is of a format that holds one article."""
    return _reader(file) not in (_read_json_lines, _read_parquet, _read_warc)


def published_date(value: object) -> str | None:
    """Return the EDTF date that a metadata field holds, as precise as it is; null where it holds none."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    text = str(value).strip() if value else ""
    if match := ISO_DATE.fullmatch(text):
        day = Day.read(match[1])
        return match[1] if day and day.is_valid else None
    if not re.search(r"\b(?:19|20)\d\d\b", text):
        return None
    found = dateparser.date.DateDataParser(languages=["en"]).get_date_data(text)
    if found.date_obj is None:
        return None
    digits = {"year": 4, "month": 7}.get(found.period or "day", 10)
    return found.date_obj.date().isoformat()[:digits]


def _read_file(file: Path) -> Iterator[Article | Rejected]:
    reader = _reader(file)
    try:
        if reader is None:
            raise ArticleError(f"unknown format {file.suffix!r}; expected one of {', '.join(READERS)}")
        yield from reader(file)
    except ArticleError as error:
        yield Rejected(str(file), str(error))
    except OSError as error:
        yield Rejected(str(file), f"can't be read: {error.strerror or error}")


def _reader(file: Path) -> Callable[[Path], Iterator[Article | Rejected]] | None:
    name = file.name.lower()
    return next((reader for suffix, reader in READERS.items() if name.endswith(suffix)), None)


def _article(path: str, text: str, told: Told) -> Article:
    page = read_page(text)
    if not page.text:
        raise ArticleError("no text; an article needs at least a sentence")
    if len(page.text) > LONGEST:
        raise ArticleError(f"{len(page.text):,} characters of text; an article has at most {LONGEST:,}: split it")
    if UNBROKEN.search(page.text):
        raise ArticleError("more than 2,000 characters without a space; expected running text")
    language = _words(told.get("language"))
    return Article(
        path=path,
        text=truecase(page.text),
        title=_words(told.get("title")) or page.title,
        publisher=_words(told.get("publisher")) or page.publisher,
        author=_words(told.get("author")) or page.author,
        url=_words(told.get("url")),
        published=published_date(told.get("published")),
        language=language.lower()[:2] if language else None,
    )


def _words(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title")
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_words, value))) or None
    return " ".join(str(value).split()) or None if value is not None else None


def _bytes(file: Path) -> bytes:
    size = file.stat().st_size
    if size > LARGEST:
        raise ArticleError(f"{size:,} bytes; one article has at most {LARGEST:,}: split it, or make it JSON Lines")
    return file.read_bytes()


def _decoded(data: bytes, charset: str = "utf-8") -> str:
    if not data.strip():
        raise ArticleError("empty; an article needs at least a sentence")
    if b"\0" in data:
        raise ArticleError(f"a binary file: byte {data.index(0)} is zero; expected text in UTF-8")
    try:
        return data.decode("utf-8-sig" if charset.lower() in ("utf-8", "utf8") else charset)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"not {charset}: byte {error.start} is 0x{data[error.start]:02x}; save it as UTF-8"
        ) from error
    except LookupError as error:
        raise ArticleError(f"unknown charset {charset!r}; save it as UTF-8") from error


def _read_text(file: Path) -> Iterator[Article]:
    yield _article(str(file), _decoded(_bytes(file)), {})


def _read_markdown(file: Path) -> Iterator[Article]:
    try:
        post = frontmatter.loads(_decoded(_bytes(file)))
    except yaml.YAMLError as error:
        raise ArticleError(f"front matter is not YAML: {' '.join(str(error).split())}") from error
    yield _article(str(file), _plain(post.content), _known(post.metadata))


def _plain(markdown: str) -> str:
    blocks = []
    for token in MARKDOWN.parse(markdown):
        if token.type == "inline":
            parts = ("\n" if part.type in ("softbreak", "hardbreak") else part.content for part in token.children or ())
            blocks.append("".join(parts))
        elif token.type == "fence":
            blocks.append(token.content)
    return "\n\n".join(blocks)


def _read_html(file: Path) -> Iterator[Article]:
    yield _html_article(str(file), _bytes(file), {})


def _html_article(path: str, data: bytes, told: Told) -> Article:
    declared = CHARSET.search(data[:4096])
    html = _decoded(data, declared[1].decode("ascii") if declared else "utf-8")
    tree = trafilatura.load_html(html)
    found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False, include_tables=False)
    if tree is None or not isinstance(found, Document) or not found.text:
        raise ArticleError("no main text in the HTML; save the article's own page, or its text")
    page = {
        "title": found.title,
        "author": found.author,
        "published": found.date,
        "publisher": found.sitename,
        "url": found.url,
        "language": tree.getroottree().getroot().get("lang"),
    }
    return _article(path, found.text, {**page, **told})


def _read_json_lines(file: Path) -> Iterator[Article | Rejected]:
    with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as stream:
        for row, line in enumerate(_lines(stream), 1):
            name = f"{file}#{row}"
            try:
                if line is None:
                    raise ArticleError(f"a line of more than {LARGEST:,} bytes; one article a line: split it")
                if line.strip():
                    yield _record(name, _json_object(line))
            except ArticleError as error:
                yield Rejected(name, str(error))


def _lines(stream: BinaryIO | gzip.GzipFile) -> Iterator[bytes | None]:
    """Yield lines, null for one that is too long, of which no more than a part is ever held."""
    while line := stream.readline(LARGEST):
        if len(line) < LARGEST or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LARGEST)
        yield None


def _json_object(line: bytes) -> Told:
    try:
        record = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ArticleError(f"not JSON: {error}; expected one object a line") from error
    if not isinstance(record, dict):
        raise ArticleError(f"JSON, but no object: {type(record).__name__}; expected one object a line")
    return record


def _known(record: Told) -> dict[str, Any]:
    values = {}
    for field, names in FIELDS.items():
        values[field] = next((record[name] for name in names if record.get(name) not in (None, "", [])), None)
    return values


def _record(name: str, record: Told) -> Article:
    told = _known(record)
    if not isinstance(told["text"], str):
        raise ArticleError(
            f"no text; expected it in one of {', '.join(FIELDS['text'])}; has {', '.join(sorted(record))}"
        )
    return _article(_words(told["id"]) or name, told["text"], told)


def _read_parquet(file: Path) -> Iterator[Article | Rejected]:
    wanted = {name for names in FIELDS.values() for name in names}
    try:
        table = pyarrow.parquet.ParquetFile(file)
        columns = [name for name in table.schema_arrow.names if name in wanted]
        rows = (row for batch in table.iter_batches(batch_size=64, columns=columns) for row in batch.to_pylist())
        for number, row in enumerate(rows, 1):
            try:
                yield _record(f"{file}#{number}", row)
            except ArticleError as error:
                yield Rejected(f"{file}#{number}", str(error))
    except pyarrow.ArrowException as error:
        raise ArticleError(f"not a Parquet file: {error}") from error


def _read_warc(file: Path) -> Iterator[Article | Rejected]:
    with file.open("rb") as stream:
        records = ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True)
        for row, record in enumerate(records, 1):
            if (record.http_content_type or "").startswith(("text/html", "application/xhtml")):
                url = record.headers.get("WARC-Target-URI")
                try:
                    data = record.reader.read(LARGEST + 1)
                    if len(data) > LARGEST:
                        raise ArticleError(f"a page of more than {LARGEST:,} bytes")
                    yield _html_article(f"{file}#{row}", data, {"url": url})
                except ArticleError as error:
                    yield Rejected(f"{file}#{row}", str(error))


READERS: dict[str, Callable[[Path], Iterator[Article | Rejected]]] = {
    ".txt": _read_text,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".jsonl": _read_json_lines,
    ".jsonl.gz": _read_json_lines,
    ".ndjson": _read_json_lines,
    ".parquet": _read_parquet,
    ".warc": _read_warc,
    ".warc.gz": _read_warc,
}

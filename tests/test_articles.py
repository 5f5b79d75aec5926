import gzip
import json
from datetime import date
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

import ingest.articles
from ingest.articles import Rejected, published_date, read_articles
from ingest.document import Article

BODY = "Rebels attacked a post near the border on Monday. Two soldiers were killed, the army said."
HTML = f"""<html lang="en-GB"><head><meta charset="utf-8"><title>Army Says Two Killed</title>
<meta property="og:site_name" content="Example News"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2025-03-11T10:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Army Says Two Killed</h1><p>{BODY}</p>
<p>{BODY.replace("Two", "Three")}</p><p>{BODY.replace("Two", "Four")}</p></article>
<footer>Imprint</footer></body></html>"""


def only(path: Path | str) -> Article:
    (article,) = read_articles(path)
    assert isinstance(article, Article), article
    return article


def reason(path: Path | str) -> str:
    (rejected,) = read_articles(path)
    assert isinstance(rejected, Rejected), rejected
    assert rejected.path == str(path)
    return rejected.reason


def test_text(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"Army Says Two Killed\n\n{BODY}", encoding="utf-8")
    article = only(file)
    assert (article.path, article.title) == (str(file), "Army Says Two Killed")
    assert article.text.endswith(BODY)


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        "---\ntitle: Army Says Two Killed\npublisher: Example News\nauthor: Jane Doe\nurl: https://example.org/1\n"
        f"published: 2025-03-11\nlanguage: en\n---\n# Heading\n\n**Rebels** say [no](https://x.org).\n\n"
        f"{BODY}\n2019. A bad year.\n",
        encoding="utf-8",
    )
    article = only(file)
    assert article.title == "Army Says Two Killed"
    assert (article.publisher, article.author, article.url) == ("Example News", "Jane Doe", "https://example.org/1")
    assert (article.published, article.language) == ("2025-03-11", "en")
    assert article.text == f"Heading\n\nRebels say no.\n\n{BODY}\n\n2019. A bad year."


def test_html(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(HTML, encoding="utf-8")
    article = only(file)
    assert (article.title, article.author, article.publisher) == ("Army Says Two Killed", "Jane Doe", "Example News")
    assert (article.published, article.language) == ("2025-03-11", "en")
    assert BODY in article.text
    assert "Imprint" not in article.text


def test_html_in_its_declared_charset(tmp_path: Path) -> None:
    file = tmp_path / "a.htm"
    file.write_bytes(HTML.replace("utf-8", "windows-1252").replace("Rebels", "“Rebels”").encode("cp1252"))
    assert "“Rebels” attacked" in only(file).text


def test_json_lines_keep_what_is_around_a_broken_one(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    rows = [
        json.dumps(
            {"id": "n1", "body": BODY, "headline": "T", "source": {"name": "AFP"}, "date": "2025-03-11T23:30:00Z"}
        ),
        '{"text": "broken',
        json.dumps({"content": BODY, "authors": ["A B", "C D"], "link": "https://example.org"}),
        "",
        json.dumps({"title": "no text"}),
        "[1]",
        json.dumps({"text": BODY}),
    ]
    file.write_text("\n".join(rows), encoding="utf-8")
    found = list(read_articles(file))
    assert [item.path for item in found] == ["n1", *(f"{file}#{row}" for row in (2, 3, 5, 6, 7))]
    assert [type(item) for item in found] == [Article, Rejected, Article, Rejected, Rejected, Article]
    first, third = found[0], found[2]
    assert isinstance(first, Article)
    assert isinstance(third, Article)
    assert (first.title, first.publisher, first.published) == ("T", "AFP", "2025-03-11")
    assert (third.author, third.url) == ("A B, C D", "https://example.org")


def test_json_lines_with_a_line_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.articles, "LARGEST", 1000)
    file = tmp_path / "a.jsonl.gz"
    rows = [{"text": BODY}, {"text": BODY * 50}, {"text": BODY}]
    file.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    found = list(read_articles(file))
    assert [type(item) for item in found] == [Article, Rejected, Article]
    assert isinstance(found[1], Rejected)
    assert "a line of more than 1,000 bytes" in found[1].reason


def test_broken_utf8_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"text": "caf\xe9"}\n' + json.dumps({"text": BODY}).encode())
    assert [type(item) for item in read_articles(file)] == [Rejected, Article]


def test_parquet(tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    table = {
        "text": [BODY, None, BODY],
        "id": [7, 8, None],
        "date": [date(2025, 3, 11), None, None],
        "other": [1, 2, 3],
    }
    pyarrow.parquet.write_table(pyarrow.table(table), file)
    found = list(read_articles(file))
    assert [(type(item), item.path) for item in found] == [
        (Article, "7"),
        (Rejected, f"{file}#2"),
        (Article, f"{file}#3"),
    ]
    assert isinstance(found[0], Article)
    assert found[0].published == "2025-03-11"


def test_warc(tmp_path: Path) -> None:
    file = tmp_path / "a.warc"
    response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/1\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(response)}\r\n\r\n"
    )
    file.write_bytes(head.encode() + response + b"\r\n\r\n")
    article = only(file)
    assert (article.path, article.url) == (f"{file}#1", "https://example.org/1")
    assert BODY in article.text


def test_folder_and_glob_in_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", "a/b.txt", "d.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BODY, encoding="utf-8")
    assert [item.path for item in read_articles(tmp_path)] == [
        str(tmp_path / name) for name in ("a/b.txt", "a/c.txt", "b.txt")
    ]
    assert [item.path for item in read_articles(f"{tmp_path}/a/*.txt")] == [
        str(tmp_path / name) for name in ("a/b.txt", "a/c.txt")
    ]


def test_what_cannot_be_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.articles, "LARGEST", 100_000)
    told = {
        "empty.txt": (b" \n", "empty"),
        "binary.txt": (b"PK\x03\x04\0\0", "byte 4 is zero"),
        "latin.txt": (b"caf\xe9 hit", "not utf-8: byte 3 is 0xe9"),
        "huge.txt": (b"x" * 100_001, "100,001 bytes"),
        "bare.html": (b"<html><body></body></html>", "no main text"),
        "matter.md": (b"---\ntitle: [\n---\nText.", "front matter is not YAML"),
        "a.parquet": (b"nothing", "not a Parquet file"),
        "a.docx": (b"nothing", "unknown format '.docx'"),
        "odd.html": (b"<html><head><meta charset='klingon'></head><body>x</body></html>", "unknown charset 'klingon'"),
        "long.txt": (b"(" * 2001, "2,000 characters without a space"),
        "bars.txt": (b"Share:\n\nRead more", "no text"),
    }
    for name, (data, why) in told.items():
        (tmp_path / name).write_bytes(data)
        assert why in reason(tmp_path / name)


def test_too_many_characters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.articles, "LONGEST", 1000)
    (tmp_path / "a.txt").write_text(BODY * 50, encoding="utf-8")
    assert "an article has at most 1,000" in reason(tmp_path / "a.txt")


def test_missing_path(tmp_path: Path) -> None:
    assert "no such file" in reason(tmp_path / "a.txt")
    assert "no such file" in reason(f"{tmp_path}/*.txt")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "Permission denied" in reason(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-03-11T23:30:00+05:00", "2025-03-11"),
        ("2025-03", "2025-03"),
        ("2025", "2025"),
        (date(2025, 3, 11), "2025-03-11"),
        ("March 11, 2025", "2025-03-11"),
        ("11 Mar 2025 10:30 GMT", "2025-03-11"),
        ("March 2025", "2025-03"),
        ("yesterday", None),
        ("March 11", None),
        ("", None),
        (None, None),
        ("2025-13-45", None),
    ],
)
def test_published_date(value: object, expected: str | None) -> None:
    assert published_date(value) == expected

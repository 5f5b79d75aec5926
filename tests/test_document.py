import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from tellings import report

from ingest.document import ArticleError, from_json, to_json

WHOLE = report("a.txt", "ambush", date="2025-03-11", group="Army of the North", target=("convoy", "convoy"), killed=5)


def test_a_line_holds_all_of_an_extraction() -> None:
    line = to_json(WHOLE)
    assert "\n" not in line
    assert from_json(line) == from_json(line.encode()) == WHOLE
    assert to_json(from_json(line)) == line


def test_the_id_of_an_article_does_not_depend_on_its_path() -> None:
    article = WHOLE.article
    assert replace(article, path="b.txt").article_id == article.article_id
    assert replace(article, text=article.text + ".").article_id != article.article_id


@pytest.mark.parametrize("line", [b"", b"{}", b"[1]", b"hello", b"\xff\xfe", b'{"article": "\xff"}'])
def test_what_is_no_extraction_is_told(line: bytes) -> None:
    with pytest.raises(ArticleError, match=r"not an extraction: .*; make one with `conflictgraph ingest`"):
        from_json(line)


@pytest.mark.parametrize(
    ("part", "change", "message"),
    [
        ("claims", {"said_by": ["x9"]}, "nothing has the id 'x9'"),
        ("claims", {"event": "e9"}, "nothing has the id 'e9'"),
        ("claims", {"answers": [{"claim": "c9", "how": "denies"}]}, "nothing has the id 'c9'"),
        ("claims", {"end": 10_000}, "to 10000 in a text of"),
        ("events", {"places": ["x9"]}, "nothing has the id 'x9'"),
        ("events", {"part_of": "e9"}, "nothing has the id 'e9'"),
    ],
)
def test_what_points_at_nothing_is_told(part: str, change: dict[str, Any], message: str) -> None:
    told = json.loads(to_json(WHOLE))
    told[part][0] |= change
    with pytest.raises(ArticleError, match=message):
        from_json(json.dumps(told))


def test_reading_extractions_needs_no_model() -> None:
    code = "import sys, ingest.document; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

import json
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from ingest.document import Article
from ingest.pipeline import read
from tests.entity_cases import known_failure

LINES = Path(__file__).with_name("cases").joinpath("tolls.jsonl").read_text(encoding="utf-8").splitlines()
CASES = [json.loads(line) for line in LINES]


@pytest.mark.parametrize(
    "case", [pytest.param(case, marks=known_failure(case)) for case in CASES], ids=[case["text"][:50] for case in CASES]
)
def test_counts_have_their_measure_and_victims(pipeline: Language, case: dict[str, Any]) -> None:
    doc = read(pipeline, Article(path="case", text=case["text"]))
    counts = [toll for toll in doc._.tolls if toll.text is not None]
    found = [(toll.text, toll.measure.value, toll.victims.value) for toll in counts]
    expected = [tuple(toll) for toll in case["tolls"]]
    assert [(number in (text or ""), m, v) for (number, _, _), (text, m, v) in zip(expected, found, strict=False)] == [
        (True, measure, victims) for _, measure, victims in expected
    ]
    assert len(found) == len(expected)
    if "parts" in case:
        assert [part in (toll.text or "") for part, toll in zip(case["parts"], _parts(counts), strict=True)] == [
            True for _ in case["parts"]
        ]


def _parts(counts: list[Any]) -> list[Any]:
    return [toll for toll in counts if toll.part]

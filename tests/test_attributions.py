import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from ingest.attributions import Attribution, holders
from ingest.document import Article, Stance
from ingest.pipeline import COMPONENTS, load_pipeline
from ingest.pipeline import read as read_article
from tests.entity_cases import known_failure

ROWS = Path(__file__).with_name("cases") / "attributions.jsonl"
CASES = [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines()]


@cache
def pipeline() -> Language:
    nlp = load_pipeline()
    for name in COMPONENTS[COMPONENTS.index("attributions") + 1 :]:
        nlp.remove_pipe(name)
    return nlp


def read(text: str) -> Doc:
    return read_article(pipeline(), Article(path="case", text=text))


def words(doc: Doc, span: tuple[int, int] | None) -> str | None:
    return None if span is None else doc[span[0] : span[1]].text


def told(doc: Doc, a: Attribution) -> dict[str, Any]:
    return {
        "stance": a.stance.value,
        "source": (words(doc, a.source) or "").removesuffix(","),
        "cue": words(doc, a.cue),
        "content": [words(doc, span) for span in a.content],
        "certainty": a.certainty.value,
        "quoted": a.quoted,
        "hypothetical": a.hypothetical,
        "agentless": a.source is None,
        "relay": [doc[root].text for root in a.relays],
        "target": words(doc, a.target),
        "answers": words(doc, a.answers),
        "answers_source": doc[a.answers_source_root].text if a.answers_source_root is not None else None,
        "root": doc[a.source_root].text if a.source_root is not None else None,
    }


@pytest.mark.parametrize("case", [pytest.param(c, id=c["text"][:60], marks=known_failure(c)) for c in CASES])
def test_attribution(case: dict[str, Any]) -> None:
    doc = read(case["text"])
    found = [told(doc, a) for a in doc._.attributions]
    if "absent" in case:
        assert [a for a in found if a["stance"] in case["absent"]] == []
        return
    wanted = {key: value for key, value in case.items() if key not in {"text", "reason"}}
    if "source" in wanted:
        wanted["source"] = wanted["source"].removesuffix(",")
    assert any(all(a[key] == value for key, value in wanted.items()) for a in found), found


def test_holders_come_innermost_first() -> None:
    doc = read("According to AFP, the Taliban government claimed that 46 civilians were killed in the airstrikes.")
    killed = next(token for token in doc if token.text == "killed")
    assert [words(doc, a.source) for a in holders(doc, killed.i)] == ["the Taliban government", "AFP"]
    assert holders(doc, 0) == ()


def test_stances_are_all_covered() -> None:
    assert {case["stance"] for case in CASES if "stance" in case} == set(Stance) - {Stance.REPORTED}

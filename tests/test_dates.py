import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from ingest.dates import DateMention, anchor_of, dates, dates_component
from ingest.document import Article
from ingest.edtf import Day
from ingest.pipeline import set_extensions

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/dates.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def nlp() -> Language:
    set_extensions()
    return spacy.blank("en")


def read(nlp: Language, text: str, published: str | None) -> Doc:
    doc = nlp.make_doc(text)
    doc._.article = Article(path="a.txt", text=text, published=published)
    return doc


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_dates(nlp: Language, case: dict) -> None:
    doc = read(nlp, case["text"], case["published"])
    found = [[doc[one.start : one.end].text, one.earliest, one.latest, one.role.value] for one in dates(doc)]
    assert found == case["dates"]


def test_relative_dates_are_marked(nlp: Language) -> None:
    doc = read(nlp, "On Monday and on March 3 shells fell.", "2025-03-12")
    assert [one.relative for one in dates(doc)] == [True, False]


def test_component_stores_dates(nlp: Language) -> None:
    doc = dates_component(read(nlp, "Shells fell on March 3.", "2025-03-12"))
    assert doc._.dates == (DateMention(3, 5, "2025-03-03", "2025-03-03", relative=False),)


def test_without_an_article_nothing_is_anchored(nlp: Language) -> None:
    doc = nlp.make_doc("Shells fell on Monday and on March 3.")
    assert [one.earliest for one in dates(doc)] == [None, "XXXX-03-03"]


def test_no_anchor() -> None:
    assert anchor_of(None, None) is None


@pytest.mark.parametrize(
    ("day", "days", "moved"),
    [
        (Day(2024, 3, 1), -1, Day(2024, 2, 29)),
        (Day(None, 3, 12), -1, Day(None, 3, 11)),
        (Day(None, 3, 1), -1, None),
        (Day(None, 12, 31), 1, Day(None, 1, 1)),
        (Day(2024, 3), 1, None),
    ],
)
def test_moved(day: Day, days: int, moved: Day | None) -> None:
    assert day.moved(days) == moved

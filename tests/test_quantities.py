import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from ingest.document import Hedge
from ingest.numbers import value
from ingest.pipeline import set_extensions
from ingest.quantities import Quantity, quantities, quantities_component, singular

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "cases/quantities.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    set_extensions()
    return spacy.blank("en")


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_quantities(nlp: Language, case: dict) -> None:
    found = [[one.text, one.low, one.high, one.hedge.value] for one in quantities(nlp.make_doc(case["text"]))]
    assert found == case["quantities"]


def test_number_within_its_hedge(nlp: Language) -> None:
    doc = nlp.make_doc("Police said at least 20 people died.")
    (one,) = quantities(doc)
    assert doc[one.start : one.end].text == "at least 20"
    assert doc[one.number_start : one.number_end].text == "20"


def test_component_stores_quantities(nlp: Language) -> None:
    doc = quantities_component(nlp.make_doc("Two men died."))
    assert doc._.quantities == (Quantity(0, 1, 2, 2, Hedge.EXACT, "Two", 0, 1),)


def test_counts_of_a_dateline_are_none(nlp: Language) -> None:
    assert not list(quantities(nlp.make_doc("KABUL, 3 March (Unit 12) - Shells fell.")))


@pytest.mark.parametrize(("dep", "count"), [("cc:preconj", 0), ("det", 1)])
def test_both_by_the_parse(nlp: Language, dep: str, count: int) -> None:
    words = ["Both", "soldiers", "and", "police", "left"]
    doc = Doc(nlp.vocab, words, heads=[1, 4, 3, 1, 4], deps=[dep, "nsubj", "cc", "conj", "ROOT"])
    assert len(list(quantities(doc))) == count


@pytest.mark.parametrize(
    ("words", "tags", "noun", "expected"),
    [
        (["A", "soldier", "died"], ["DT", "NN", "VBD"], 1, "A"),
        (["another", "senior", "officer", "died"], ["DT", "JJ", "NN", "VBD"], 2, "another"),
        (["a", "single", "soldier", "died"], ["DT", "JJ", "NN", "VBD"], 2, "a single"),
        (["the", "soldier", "died"], ["DT", "NN", "VBD"], 1, None),
        (["a", "group", "of", "men"], ["DT", "NN", "IN", "NNS"], 3, None),
        (["a", "group", "of", "army"], ["DT", "NN", "IN", "NN"], 3, None),
        (["a", "bomb", "killed", "soldier"], ["DT", "NN", "VBD", "NN"], 3, None),
        (["a", "letter", "from", "his", "doctor"], ["DT", "NN", "IN", "PRP$", "NN"], 4, None),
        (["an", "incident", "in", "which", "one", "driver"], ["DT", "NN", "IN", "WDT", "CD", "NN"], 5, None),
        (["soldier"], ["NN"], 0, None),
    ],
)
def test_singular(nlp: Language, words: list[str], tags: list[str], noun: int, expected: str | None) -> None:
    found = singular(Doc(nlp.vocab, words, tags=tags)[noun])
    assert (found.text if found else None) == expected
    assert found is None or (found.low, found.high, found.hedge) == (1, 1, Hedge.EXACT)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("twelve hundred", 1200),
        ("five thousand five hundred and twelve", 5512),
        ("two million three hundred thousand", 2300000),
    ],
)
def test_value(words: str, number: int) -> None:
    assert value(words) == number

"""Which events a text tells of, where and when, and of which of them a count is."""

import json
from pathlib import Path

import pytest
from spacy.language import Language

from ingest.document import Article, Extraction
from ingest.pipeline import extract, load_pipeline

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/events.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def read(nlp: Language, case: dict) -> Extraction:
    return extract(nlp, Article(path="a.txt", text=case["text"], published=case["published"]))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_counts_are_of_their_events(nlp: Language, case: dict) -> None:
    """Each count, by its words: kind, day and one place of the event that it is of."""
    extraction = read(nlp, case)
    names = {entity.id: (entity.name, *entity.aliases) for entity in extraction.entities}
    events = {event.id: event for event in extraction.events}
    for words, (kinds, start, place) in case["counts"].items():
        claims = [claim for claim in extraction.claims if claim.quantity == words and claim.measure]
        assert claims, words
        for claim in claims:
            assert claim.event is not None, words
            event = events[claim.event]
            told = [name for at in event.places for name in names[at]]
            assert kinds == "*" or event.kind in kinds.split("|"), (words, event.kind)
            assert start in {"*", event.start}, (words, event.start)
            assert place is None or any(place in name for name in told), (words, told)
            assert not {names[at][0] for at in event.places} & set(case.get("not", ())), (words, told)


def test_what_somebody_trains_for_is_no_event(nlp: Language) -> None:
    text = "The unit specialises in hostage situations on trains, exposing gaps within Pakistan's elite commando group."
    assert not read(nlp, {"text": text, "published": "2025-03-20"}).events

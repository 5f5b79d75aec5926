"""What the tests of the entity components share: the pipeline up to them, and rows of text with what it names."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import ingest.pipeline  # noqa: F401  registers the components
from ingest.document import Entity
from ingest.mentions import entity_at
from ingest.parser import load_model
from ingest.pipeline import set_extensions

CASES = Path(__file__).with_name("cases")
COMPONENTS = ("operations", "actors", "places", "roles", "assets", "coreference", "relations")


@cache
def pipeline() -> Language:
    set_extensions()
    nlp = load_model()
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


@cache
def read(text: str) -> Doc:
    return pipeline()(text)


def known_failure(row: dict[str, Any]) -> list[pytest.MarkDecorator]:
    """What a row says of a failure of the trained model, which another training may mend."""
    return [pytest.mark.xfail(reason=row["xfail"], strict=False)] if "xfail" in row else []


def rows(name: str) -> list[Any]:
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(row["text"], row["expected"], marks=known_failure(row)) for row in map(json.loads, lines)]


def entity_of(text: str, phrase: str) -> Entity | None:
    """The entity at the first word of the phrase that any mention holds, where the phrase first stands."""
    doc = read(text)
    start = text.index(phrase)
    span = doc.char_span(start, start + len(phrase), alignment_mode="expand")
    found = (entity_at(doc, token) for token in span)
    return next((entity for entity in found if entity is not None), None)

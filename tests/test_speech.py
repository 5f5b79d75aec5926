import json
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from ingest.document import Article, Claim, Entity, Extraction
from ingest.pipeline import extract
from tests.entity_cases import known_failure

ROWS = Path(__file__).with_name("cases") / "speech.jsonl"
CASES = [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines()]


def claims_of(told: Extraction, case: dict[str, Any]) -> list[Claim]:
    """Return the claims of the number, or with the predicate, that the case is about, all where it names none."""
    of = case.get("of")
    if isinstance(of, int):
        return [c for c in told.claims if c.measure is not None and of in (c.low, c.high)]
    return [c for c in told.claims if of is None or c.predicate == of]


def is_called(entity: Entity, wanted: str) -> bool:
    """Tell whether one of the names that "|" parts is the entity's, or a part of it."""
    names = [name.casefold() for name in (entity.name, *entity.aliases)]
    return any(want in name or name in want for want in wanted.casefold().split("|") for name in names)


def are_called(told: Extraction, ids: set[str], wanted: list[str]) -> bool:
    entities = [entity for entity in told.entities if entity.id in ids]
    return len(entities) == len(wanted) and all(any(is_called(e, want) for e in entities) for want in wanted)


def is_against(told: Extraction, claim: Claim, wanted: str) -> bool:
    """Tell whether the claim is about, or answers one by, somebody of that name."""
    answered = {who for a in claim.answers for c in told.claims if c.id == a.claim for who in c.said_by}
    ids = {*claim.agents, *claim.targets, *answered}
    return any(is_called(entity, wanted) for entity in told.entities if entity.id in ids)


@pytest.mark.parametrize("case", [pytest.param(c, id=c["text"][:80], marks=known_failure(c)) for c in CASES])
def test_who_says_it(pipeline: Language, case: dict[str, Any]) -> None:
    told = extract(pipeline, Article(path="case", text=case["text"]))
    if "absent" in case:
        assert not [claim for claim in told.claims if claim.stance in case["absent"]]
        return
    found = claims_of(told, case)
    for name in ("stance", "certainty", "polarity"):
        found = [claim for claim in found if name not in case or getattr(claim, name) == case[name]]
    assert found, told.claims
    if "by" in case:
        assert any(claim.own_voice for claim in found) == (not case["by"])
        assert are_called(told, {who for claim in found for who in claim.said_by}, case["by"]), found
    if "relay" in case:
        assert any(are_called(told, set(claim.relayed_by), case["relay"]) for claim in found), found
    if "target" in case:
        assert any(is_against(told, claim, case["target"]) for claim in found), found

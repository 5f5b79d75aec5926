import pytest
from spacy.language import Language
from spacy.tokens import Doc

from graph.derive import attacks
from ingest.document import Article
from ingest.pipeline import read
from tests.entity_cases import rows


def deeds(doc: Doc) -> list[str]:
    """Whom the claims have attack whom; an agent whose claims name nobody attacked stands alone."""
    names = {entity.id: entity.name for entity in doc._.entities}
    told = [claim for claim in doc._.claims if claim.event_kind is not None and attacks(claim)]
    pairs = {(names[agent], names[target]) for claim in told for agent in claim.agents for target in claim.targets}
    alone = {names[agent] for claim in told for agent in claim.agents} - {agent for agent, _ in pairs}
    return sorted([f"{agent} > {target}" for agent, target in pairs] + [f"{agent} >" for agent in alone])


@pytest.mark.parametrize(("text", "expected"), rows("deeds"))
def test_who_attacked_whom(pipeline: Language, text: str, expected: list[str]) -> None:
    assert deeds(read(pipeline, Article(path="case", text=text))) == expected


@pytest.mark.parametrize(("text", "expected"), rows("figures"))
def test_words_of_violence_that_tell_of_none(pipeline: Language, text: str, expected: list[str]) -> None:
    assert [trigger.kind for trigger in read(pipeline, Article(path="case", text=text))._.triggers] == expected


@pytest.mark.parametrize(("text", "expected"), rows("prospects"))
def test_what_is_only_planned_or_feared(pipeline: Language, text: str, expected: bool) -> None:
    told = [trigger.hypothetical for trigger in read(pipeline, Article(path="case", text=text))._.triggers]
    assert set(told) == {expected}

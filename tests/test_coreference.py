import pytest

from ingest.coreference import suspected_group
from tests.entity_cases import entity_of, read, rows


@pytest.mark.parametrize(("text", "expected"), rows("coreference"))
def test_phrase_stands_for(text: str, expected: dict[str, str | None]) -> None:
    entities = {phrase: entity_of(text, phrase) for phrase in expected}
    assert {phrase: None if e is None else e.name for phrase, e in entities.items()} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Militants, believed to be affiliated with the TTP, seized a convoy in Pakistan.",
        "Suspected TTP militants seized a convoy in Pakistan.",
    ],
)
def test_a_doubtful_tie_is_kept_apart(text: str) -> None:
    militants, group = entity_of(text, "ilitants"), entity_of(text, "TTP")
    assert militants is not None
    assert group is not None
    assert militants.id != group.id
    assert suspected_group(read(text), militants.id) == group.id


def test_a_certain_tie_leaves_no_suspicion() -> None:
    text = "Militants belonging to the TTP seized a convoy in Pakistan."
    group = entity_of(text, "TTP")
    assert group is not None
    assert suspected_group(read(text), group.id) is None

import pytest

from tests.entity_cases import entity_of, rows


@pytest.mark.parametrize(("text", "expected"), rows("actors"))
def test_phrase_stands_for(text: str, expected: dict[str, str | None]) -> None:
    found = {}
    for phrase, want in expected.items():
        entity = entity_of(text, phrase)
        found[phrase] = None if entity is None else f"{entity.name}|{entity.kind}"
        if want is not None and want.endswith("|") and entity is not None:
            found[phrase] = f"{entity.name}|"
    assert found == expected

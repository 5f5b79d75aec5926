import pytest

from tests.entity_cases import read, rows


@pytest.mark.parametrize(("text", "expected"), rows("relations"))
def test_ties_between_actors(text: str, expected: list[list[str]]) -> None:
    doc = read(text)
    names = {entity.id: entity.name for entity in doc._.entities}
    assert [[str(r.type), names[r.source], names[r.target]] for r in doc._.relations] == expected

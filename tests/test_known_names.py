import numpy as np

from ingest.known_names import LEADS, favoured
from ingest.network import spans

LABELS = ["O", "B-GPE", "E-GPE", "S-GPE", "S-ORG", "S-PERSON"]


def read(words: list[str], rows: list[list[float]]) -> list[tuple[int, int, str]]:
    return spans(favoured(np.array(rows, dtype=np.float32), words, LABELS), LABELS)


def test_a_town_of_the_tables_is_rather_a_place_than_an_organisation() -> None:
    nearly = LEADS["GPE"] / 2
    assert read(["near", "Peshawar"], [[5, 0, 0, 0, 0, 0], [0, 0, 0, 0, nearly, 0]]) == [(1, 2, "GPE")]
    assert read(["near", "Peshawar"], [[5, 0, 0, 0, 0, 0], [0, 0, 0, 0, 2 * LEADS["GPE"], 0]]) == [(1, 2, "ORG")]


def test_a_name_of_two_words_is_raised_whole() -> None:
    assert read(["South", "Sudan"], [[1, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0]]) == [(0, 2, "GPE")]


def test_small_letters_are_no_name() -> None:
    assert read(["nice"], [[1, 0, 0, 0, 0, 0]]) == []

import numpy as np

from ingest.network import spans

LABELS = ["B-GPE", "B-ORG", "E-GPE", "E-ORG", "I-GPE", "I-ORG", "O", "S-GPE", "S-ORG"]


def scores(*labels: str) -> np.ndarray:
    return np.array([[5.0 if name == label else 0.0 for name in LABELS] for label in labels], dtype=np.float32)


def test_reads_spans() -> None:
    assert spans(scores("S-GPE", "O", "B-ORG", "I-ORG", "E-ORG"), LABELS) == [(0, 1, "GPE"), (2, 5, "ORG")]


def test_mends_what_is_no_sequence() -> None:
    found = spans(scores("B-ORG", "I-ORG", "E-GPE", "O"), LABELS)
    assert len(found) == 1
    assert found[0][:2] == (0, 3)


def test_a_span_is_closed_where_the_text_ends() -> None:
    assert [span[1] for span in spans(scores("O", "B-ORG", "I-ORG"), LABELS)] == [3]

import numpy as np

from ingest.agreement import agree

LABELS = ["O", "S-DATE", "S-GPE", "S-ORG"]


def test_the_surer_occurrence_decides() -> None:
    scores = np.array([[0, 0, 0, 6], [5, 0, 0, 0], [0, 0, 2, 1]], dtype=np.float32)
    spans = [(0, 1, "ORG"), (2, 3, "GPE")]
    assert agree(spans, ["Unita", "and", "UNITA"], scores, LABELS) == [(0, 1, "ORG"), (2, 3, "ORG")]


def test_other_types_stay() -> None:
    scores = np.array([[0, 2, 1, 0], [0, 0, 3, 0]], dtype=np.float32)
    spans = [(0, 1, "DATE"), (1, 2, "GPE")]
    assert agree(spans, ["May", "May"], scores, LABELS) == spans

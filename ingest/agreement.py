"""One name, one type: what a text calls by the same words it takes for the same kind of thing."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from ingest.network import Floats

Span = tuple[int, int, str]
#: Types that a reader of one text confuses; numbers, dates and peoples are told by their own words.
NAMES = ("PERSON", "ORG", "GPE", "LOC", "FAC")
#: Type of the names of anything else, which the network tells apart and nobody is shown.
OTHER = "MISC"


def agree(spans: Sequence[Span], words: Sequence[str], scores: Floats, labels: Sequence[str]) -> list[Span]:
    """Give each name the type that all its occurrences together score highest."""
    columns = [[i for i, label in enumerate(labels) if label[2:] == kind] for kind in NAMES]
    totals: dict[str, Floats] = defaultdict(lambda: np.zeros(len(NAMES), dtype=np.float32))
    for start, end, kind in spans:
        if kind in NAMES:
            part = scores[start:end]
            part = part - np.logaddexp.reduce(part, axis=1, keepdims=True)
            best = np.stack([np.logaddexp.reduce(part[:, column], axis=1).mean() for column in columns])
            totals[_key(words[start:end])] += best
    agreed = {key: NAMES[int(total.argmax())] for key, total in totals.items()}
    return [(start, end, agreed[_key(words[start:end])] if kind in NAMES else kind) for start, end, kind in spans]


def _key(words: Sequence[str]) -> str:
    return " ".join(words).lower()

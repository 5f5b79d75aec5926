"""Extractions and judgements in, the whole graph out: a function of the two sets and of nothing else."""

from collections.abc import Iterable

from graph.increment import Empty, Increment
from graph.judgements import Judgement
from graph.nodes import Memo
from graph.rows import Row, identity
from ingest.document import Extraction


def build_graph(extractions: Iterable[Extraction], judgements: Iterable[Judgement] = ()) -> list[Row]:
    """Return every node and edge once, in an order that depends on nothing but the graph itself."""
    return [row for row in whole_rows(extractions, judgements) if not isinstance(row, Memo)]


def whole_rows(extractions: Iterable[Extraction], judgements: Iterable[Judgement] = ()) -> list[Row]:
    """Return the graph as `build_graph` does, with the records that the store keeps to add to it."""
    unique = {e.article.article_id: e for e in sorted(extractions, key=lambda e: e.article.path, reverse=True)}
    _, rows = Increment(Empty(), (), [unique[key] for key in sorted(unique)], judgements).rows()
    return sorted(rows, key=identity)

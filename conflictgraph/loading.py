"""Loading extractions into a store, and what is said of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from conflictgraph.terminal import progress, say
from ingest.document import Extraction

if TYPE_CHECKING:
    from graph.judgements import Judgement
    from graph.load import Counts
    from graph.stores import Store


def load_into(
    store: "Store",
    extractions: Sequence[Extraction],
    judgements: Sequence["Judgement"],
    *,
    rejected: int = 0,
    quiet: bool = False,
) -> None:
    """Load the extractions, with what people judged, and say what the store holds now."""
    from graph.load import load

    with progress("loading", None, quiet=quiet) as step:
        counts = load(store, extractions, judgements, rejected=rejected, progress=step)
    if not quiet:
        say(f"{store.name}: {_told(counts)}")


def _told(counts: "Counts") -> str:
    holds = f"holds {number(counts.articles, 'article')}, {counts.added} of them new or changed"
    changes = f"{number(counts.nodes_written, 'node')} and {number(counts.edges_written, 'edge')} written"
    return f"{holds}; {changes}" + (f", {counts.rows_removed} taken away" if counts.rows_removed else "")


def number(count: int, noun: str) -> str:
    """Return a number of things in words."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"

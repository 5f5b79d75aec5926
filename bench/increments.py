"""Time of adding articles to a store that holds many: `python -m bench.increments 1000 10000`.

Prints for each size the seconds of loading that many synthetic articles (`bench/news.py`) into an embedded store, of
adding a hundred more, by the clock and of the processor, and how many rows that wrote. The cost of adding should not
grow with what is there; it is compared by the processor's seconds, which other work on the machine changes less.
"""

import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from bench.news import news
from graph.load import Counts, load
from graph.stores import open_store

ADDED = 100
SIZES = (1_000, 10_000)


def main(sizes: list[int]) -> None:
    print("  articles  load, s  add 100, s  processor, s  to the first  rows written  taken away")
    first = 0.0
    for size in sizes:
        loading, adding, working, counts = measured(size)
        first = first or working
        written = counts.nodes_written + counts.edges_written
        times = f"{loading:>9.1f}{adding:>12.2f}{working:>14.2f}{working / first:>14.2f}"
        print(f"{size:>10,}{times}{written:>14,}{counts.rows_removed:>12,}")


def measured(size: int) -> tuple[float, float, float, Counts]:
    """Return the seconds of a first load, of adding a hundred articles to it, also the processor's, and what it did."""
    articles = list(news(size + ADDED))
    with tempfile.TemporaryDirectory() as folder, open_store(str(Path(folder) / "graph.lbug")) as store:
        begun = perf_counter()
        load(store, articles[:size])
        loaded, worked = perf_counter(), process_time()
        counts = load(store, articles[size:])
        return loaded - begun, perf_counter() - loaded, process_time() - worked, counts


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))

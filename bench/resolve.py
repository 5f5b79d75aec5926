"""Time and candidates of telling events from one another, at growing numbers of articles.

`python -m bench.resolve 1000 10000 100000` prints a line for each size; the cost for each article should not grow.
"""

import sys
from time import perf_counter

from bench.news import news
from graph.candidates import candidates
from graph.mentions import mentions_of
from graph.resolve import resolve
from graph.resolver import head_mentions
from graph.spellings import resolve_names

SIZES = (1_000, 10_000)


def main(sizes: list[int]) -> None:
    print("  articles  mentions  compared      pairs  pairs/mention    most    events       s  ms/article")
    for size in sizes:
        articles = list(news(size))
        names = resolve_names(articles)
        mentions = [mention for article in articles for mention in mentions_of(article, names)]
        heads, full = head_mentions(mentions)
        pairs = candidates(heads, full)
        counts: dict[str, int] = {}
        for pair in pairs:
            for end in pair:
                counts[end] = counts.get(end, 0) + 1
        start = perf_counter()
        resolution = resolve(articles)
        seconds = perf_counter() - start
        print(
            f"{size:>10,}{len(mentions):>10,}{len(heads):>10,}{len(pairs):>11,}{2 * len(pairs) / len(mentions):>15.1f}"
            f"{max(counts.values(), default=0):>8,}{len(resolution.members):>10,}{seconds:>8.1f}"
            f"{1000 * seconds / size:>12.2f}"
        )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))

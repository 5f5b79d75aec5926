"""Many articles: extractions in the order of the input, whatever the number of workers."""

import logging
import multiprocessing
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from pathlib import Path

from ingest.articles import Rejected, files_at, holds_one, read_articles
from ingest.document import Article, ArticleError, Extraction

log = logging.getLogger(__name__)

Extract = Callable[[Article], Extraction]
Outcome = Extraction | Rejected
#: articles for each worker that may wait to be handed on
AHEAD = 8


def load_extract() -> Extract:
    """Load the pipeline and return what reads one article with it."""
    from ingest.pipeline import extract, load_pipeline  # the process that hands out the work needs no model

    return partial(extract, load_pipeline())


def ingest(
    paths: Iterable[str | Path],
    *,
    workers: int = 1,
    load: Callable[[], Extract] = load_extract,
    done: Collection[str] = frozenset(),
) -> Iterator[Outcome]:
    """Yield an extraction or a reason for each article, in their order; skip those whose article_id is done."""
    items = _fresh((item for path in paths for item in read_articles(path)), set(done))
    yield from _alone(items, load) if workers < 2 else _shared(items, workers, load)


def count_articles(paths: Iterable[str | Path]) -> int | None:
    """Return how many articles there are to read; null where only reading can tell."""
    files = [file for path in paths for file in files_at(path)]
    return len(files) if all(isinstance(file, Rejected) or holds_one(file) for file in files) else None


def _fresh(items: Iterable[Article | Rejected], known: set[str]) -> Iterator[Article | Rejected]:
    """Leave out what was read before, in an earlier run or under another path."""
    for item in items:
        if isinstance(item, Article):
            if item.article_id in known:
                log.info("skipped %s: read before", item.path)
                continue
            known.add(item.article_id)
        yield item


def _alone(items: Iterable[Article | Rejected], load: Callable[[], Extract]) -> Iterator[Outcome]:
    extract: Extract | None = None
    for item in items:
        if isinstance(item, Rejected):
            yield item
        else:
            extract = extract or load()
            yield _outcome(extract, item)


def _outcome(extract: Extract, article: Article) -> Outcome:
    try:
        return extract(article)
    except ArticleError as error:
        return Rejected(article.path, str(error))


class _Worker:
    """What a worker process holds: one model, loaded once."""

    extract: Extract


def _start(load: Callable[[], Extract]) -> None:
    _Worker.extract = load()


def _work(article: Article) -> Outcome:
    return _outcome(_Worker.extract, article)


def _shared(items: Iterator[Article | Rejected], workers: int, load: Callable[[], Extract]) -> Iterator[Outcome]:
    """Keep every worker busy and no more than a few articles a worker in memory."""
    pending: deque[Future[Outcome] | Rejected] = deque()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _start, (load,)) as pool:

        def submit(count: int) -> None:
            for item in islice(items, count):
                pending.append(item if isinstance(item, Rejected) else pool.submit(_work, item))

        submit(workers * AHEAD)
        try:
            while pending:
                first = pending.popleft()
                yield first if isinstance(first, Rejected) else first.result()
                submit(1)
        except BrokenProcessPool as error:
            raise ArticleError("a worker process died, most likely for want of memory; use fewer --workers") from error
        finally:
            pool.shutdown(cancel_futures=True)

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.articles import Rejected
from ingest.batch import count_articles, ingest
from ingest.document import Article, ArticleError, Extraction, to_json


def extract(article: Article) -> Extraction:
    if "unreadable" in article.text:
        raise ArticleError(f"{article.path}: nothing to read")
    return Extraction(
        article=article,
        pipeline="test",
        passages=((0, len(article.text)),),
        entities=(),
        relations=(),
        events=(),
        claims=(),
    )


def load() -> Callable[[Article], Extraction]:
    return extract


def die(article: Article) -> Extraction:
    os._exit(1)


def load_death() -> Callable[[Article], Extraction]:
    return die


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for row in range(30):
        (tmp_path / f"{row:02}.txt").write_text(f"Article {row} tells that {row} people died.", encoding="utf-8")
    (tmp_path / "03.txt").write_bytes(b"caf\xe9")
    (tmp_path / "05.txt").write_text("This one is unreadable.", encoding="utf-8")
    return tmp_path


def told(outcome: Extraction | Rejected) -> str:
    return str(outcome) if isinstance(outcome, Rejected) else to_json(outcome)


def test_any_number_of_workers_yields_the_same_in_the_same_order(folder: Path) -> None:
    alone = [told(outcome) for outcome in ingest([folder], load=load)]
    shared = [told(outcome) for outcome in ingest([folder], workers=3, load=load)]
    assert len(alone) == 30
    assert shared == alone


def test_a_bad_article_is_told_and_the_rest_read(folder: Path) -> None:
    found = list(ingest([folder], load=load))
    assert [Path(item.path).name for item in found if isinstance(item, Rejected)] == ["03.txt", "05.txt"]
    assert "nothing to read" in told(found[5])


def test_only_article_errors_are_caught(folder: Path) -> None:
    def wrong() -> Callable[[Article], Extraction]:
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        list(ingest([folder], load=wrong))


def test_what_is_done_is_skipped(folder: Path) -> None:
    first = [item.article.article_id for item in ingest([folder], load=load) if isinstance(item, Extraction)]
    rest = list(ingest([folder], load=load, done=frozenset(first[:20])))
    assert [item.article.article_id for item in rest if isinstance(item, Extraction)] == first[20:]


def test_an_article_given_twice_is_read_once(folder: Path) -> None:
    assert len([item for item in ingest([folder, folder], load=load) if isinstance(item, Extraction)]) == 28


def test_a_dead_worker_ends_the_run_with_a_reason(folder: Path) -> None:
    with pytest.raises(ArticleError, match="a worker process died"):
        list(ingest([folder], workers=2, load=load_death))


def test_the_reader_may_stop_early(folder: Path) -> None:
    outcomes = ingest([folder], workers=2, load=load)
    assert isinstance(next(outcomes), Extraction)
    outcomes.close()


def test_count(folder: Path, tmp_path: Path) -> None:
    assert count_articles([folder]) == 30
    assert count_articles([folder / "00.txt", folder / "none.txt"]) == 2
    (tmp_path / "a.jsonl").write_text("{}", encoding="utf-8")
    assert count_articles([folder]) is None

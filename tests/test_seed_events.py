"""The seed articles as the shipped pipeline reads them: rival accounts of one siege, and four other stories."""

from pathlib import Path

import pytest

from graph.resolve import Resolution, resolve
from ingest.batch import ingest
from ingest.document import Extraction

SEEDS = Path(__file__).parents[1] / "seeds" / "articles"


@pytest.fixture(scope="module")
def articles() -> list[Extraction]:
    return [result for result in ingest([str(SEEDS)]) if isinstance(result, Extraction)]


@pytest.fixture(scope="module")
def resolution(articles: list[Extraction]) -> Resolution:
    return resolve(articles)


def of_kind(articles: list[Extraction], resolution: Resolution, number: str, kinds: set[str]) -> set[str]:
    """Return the events of such kinds that the article of that number tells of."""
    article = next(x for x in articles if Path(x.article.path).name.startswith(number))
    return {resolution.event_of(article, event.id) for event in article.events if event.kind in kinds}


def test_rival_accounts_of_the_siege_are_linked_and_not_merged(
    articles: list[Extraction], resolution: Resolution
) -> None:
    captivity = {"hijacking", "hostage_taking"}
    convoy, train = (of_kind(articles, resolution, number, captivity) for number in ("000", "002"))
    assert convoy
    assert convoy.isdisjoint(train)
    links = [link for link in resolution.possible if {link.edge.start.key, link.edge.end.key} & convoy]
    assert any({link.edge.start.key, link.edge.end.key} & train for link in links)
    assert all(link.edge.score < 0.8 and link.edge.reasons for link in links)


def test_five_stories_share_no_event(articles: list[Extraction], resolution: Resolution) -> None:
    events = sum(len(article.events) for article in articles)
    assert len(resolution.members) == events

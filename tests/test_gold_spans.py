"""Every claim read off the gold articles is the article's own words, with its cue and its number."""

import re
from pathlib import Path

import pytest

from ingest.articles import read_articles
from ingest.document import Article, Extraction
from ingest.pipeline import extract, load_pipeline

GOLD = Path(__file__).parent / "gold"


@pytest.fixture(scope="module")
def extractions() -> list[Extraction]:
    nlp = load_pipeline()
    files = [path for half in ("look", "measure") for path in sorted((GOLD / half).glob("*.md"))]
    articles = [one for path in files for one in read_articles(path)]
    return [extract(nlp, article) for article in articles if isinstance(article, Article)]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).casefold()


def test_every_article_is_read(extractions: list[Extraction]) -> None:
    assert len(extractions) == len(list(GOLD.glob("[lm]*/*.md")))
    assert all(extraction.claims for extraction in extractions)


def test_claims_lie_in_their_article(extractions: list[Extraction]) -> None:
    for extraction in extractions:
        length = len(extraction.article.text)
        for claim in extraction.claims:
            assert 0 <= claim.start < claim.end <= length, (extraction.article.path, claim)
            words = extraction.article.text[claim.start : claim.end]
            assert words == words.strip(), (extraction.article.path, claim)


def test_claims_start_in_a_passage(extractions: list[Extraction]) -> None:
    for extraction in extractions:
        for claim in extraction.claims:
            held = [1 for start, end in extraction.passages if start <= claim.start < end]
            assert held == [1], (extraction.article.path, claim)


def test_claims_hold_their_cue(extractions: list[Extraction]) -> None:
    for extraction in extractions:
        for claim in extraction.claims:
            words = squeezed(extraction.article.text[claim.start : claim.end])
            assert all(part in words for part in squeezed(claim.cue).split(" … ")), (extraction.article.path, claim)


def test_claims_hold_their_quantity(extractions: list[Extraction]) -> None:
    for extraction in extractions:
        for claim in extraction.claims:
            if claim.quantity is not None:
                words = squeezed(extraction.article.text[claim.start : claim.end])
                assert squeezed(claim.quantity) in words, (extraction.article.path, claim)

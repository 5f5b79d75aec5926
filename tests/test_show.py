from pathlib import Path

import pytest
from commands import Cli

from ingest.document import (
    Article,
    Certainty,
    Claim,
    Entity,
    EntityType,
    Event,
    Extraction,
    Hedge,
    Measure,
    Stance,
    Victims,
)  # fmt: skip
from ingest.show import page, sentences

TEXT = "Police said five men died. <b>“All lies,”</b> said a rebel.\n\nIt rained."
POLICE, REBEL = (
    Entity(id="a1", type=EntityType.ACTOR, name="Police", kind="state_force"),
    Entity(id="a2", type=EntityType.ACTOR, name="a rebel", kind="person", named=False),
)
CLAIMS = (
    Claim(
        id="c1", stance=Stance.CLAIMED, predicate="die", start=0, end=25, said_by=("a1",), event="e1",
        measure=Measure.KILLED, victims=Victims.CIVILIANS, low=5, high=5, hedge=Hedge.EXACT, quantity="five",
    ),
    Claim(id="c2", stance=Stance.REPORTED, predicate="die", start=12, end=20, own_voice=True,
          certainty=Certainty.POSSIBLE),
)  # fmt: skip
EXTRACTION = Extraction(
    article=Article(path="x.txt", text=TEXT, title="Five <dead>"), pipeline="1", passages=((0, 26), (27, 59), (61, 71)),
    entities=(POLICE, REBEL), relations=(), events=(Event(id="e1", kind="armed_clash", start="2025-03"),),
    claims=CLAIMS,
)  # fmt: skip


def test_every_sentence_stands_with_the_claims_that_begin_in_it() -> None:
    found = list(sentences(EXTRACTION))
    assert [sentence.text for sentence in found] == [TEXT[start:end] for start, end in EXTRACTION.passages]
    assert [[reading.id for reading in sentence.readings] for sentence in found] == [["c1", "c2"], [], []]
    assert [sentence.opens for sentence in found] == [True, False, True]


def test_text_is_cut_where_claims_begin_and_end() -> None:
    parts = [(part.text, part.claims) for part in next(sentences(EXTRACTION)).parts]
    assert parts == [
        ("Police said ", ("c1",)), ("five men", ("c1", "c2")), (" died", ("c1",)), (".", ()),
    ]  # fmt: skip


def test_a_claim_is_told_in_words() -> None:
    first, second = next(sentences(EXTRACTION)).readings
    assert (first.speakers, first.count, first.event) == (("Police",), "five civilians killed", "armed clash, 2025-03")
    assert (second.speakers, second.doubts, second.count) == (("the article itself",), ("possible",), None)


def test_the_page_needs_nothing_beside_itself_and_runs_no_markup_of_the_article() -> None:
    html = page([EXTRACTION])
    assert "http:" not in html
    assert "https:" not in html
    assert "&lt;b&gt;“All lies,”&lt;/b&gt;" in html
    assert "Five &lt;dead&gt;" in html
    assert 'data-claims="1-c1 1-c2 "' in html
    assert 'data-claim="1-c2"' in html


def test_articles_are_shown_in_the_terminal_and_as_a_page(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    cli = Cli(monkeypatch, capsys)
    Path("one.txt").write_text("The army said militants killed 12 soldiers in Quetta.")
    printed = cli("show", "one.txt")
    assert printed.code == 0
    assert "The army said militants killed 12 soldiers in Quetta." in printed.out
    assert "12 security forces killed" in printed.out
    assert cli("show", "one.txt", "-o", "page.html", "--quiet") == (0, "", "")
    assert "12 security forces killed" in Path("page.html").read_text(encoding="utf-8")

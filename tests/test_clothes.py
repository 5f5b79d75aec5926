"""Articles in other clothes say the same."""

import re

from bench.clothes import CLOTHES, Piece

ARTICLE = """---
title: "Taliban attack: a test"
publisher: Wire
---
The Tehrik-i-Taliban Pakistan (TTP) said it "won't stop".

“We are ready,” a man's friend said. 'No,' he added.
"""
GOLD = "actors:\n  ttp: [Tehrik-i-Taliban Pakistan, TTP]\n"
PIECE = Piece("a.md", ARTICLE, GOLD)


def test_straight_quotes_are_straight() -> None:
    assert '"We are ready," a man\'s friend' in CLOTHES["straight quotes"](PIECE).article


def test_typographic_quotes_open_and_close() -> None:
    article = CLOTHES["typographic quotes"](PIECE).article
    assert "said it “won’t stop”." in article
    assert "“We are ready,” a man’s friend said. ‘No,’ he added." in article


def test_blank_lines_go() -> None:
    body = CLOTHES["no blank lines"](PIECE).article.split("---\n")[-1]
    assert "\n\n" not in body.strip()


def test_page_holds_the_paragraphs() -> None:
    page = CLOTHES["web page"](PIECE)
    assert page.name == "a.html"
    assert "<p>“We are ready,” a man's friend said. 'No,' he added.</p>" in page.article
    assert '<meta property="og:site_name" content="Wire">' in page.article


def test_groups_get_names_that_no_table_has_in_text_and_gold_alike() -> None:
    piece = CLOTHES["groups renamed"](PIECE)
    assert not re.search("Tehrik|TTP", piece.article + piece.gold)
    name, letters = re.findall(r"The ([A-Z][\w ]+) \(([A-Z]+)\)", piece.article)[0]
    assert f"[{name}, {letters}]" in piece.gold

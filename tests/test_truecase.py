"""Capitals undone: the same characters, in the case of running text."""

from pathlib import Path

import pytest

from ingest.articles import read_articles
from ingest.document import Article
from ingest.truecase import truecase

SENTENCES = [
    ("THE ARMY SAID TODAY THAT REBELS ATTACKED A FARM.", "The army said today that rebels attacked a farm."),
    ("MEANWHILE, LUIS CEREZO ARRIVED. HE IS SAFE.", "Meanwhile, Luis Cerezo arrived. He is safe."),
    (
        "MEMBERS OF THE PATRIOTIC LIBERATION COMMAND (PLC) FIRED ON A BUS IN ISLAMABAD.",
        "Members of the Patriotic Liberation Command (PLC) fired on a bus in Islamabad.",
    ),
    ("U.S. OFFICIALS SAID ON MONDAY THAT I WAS RIGHT.", "U.S. officials said on Monday that I was right."),
    ("ON 10 MARCH THEY MAY MARCH AGAIN, UNTIL MAY.", "On 10 March they may march again, until May."),
    ("FOR PEACE, NOW IS THE TIME, THE NATION SAID.", "For peace, now is the time, the nation said."),
    (
        "FREE HIGHLANDS LIBERATION FRONT (FHLF) UNITS HIT SEVEN TOWNS.",
        "Free Highlands Liberation Front (FHLF) units hit seven towns.",
    ),
    ("ISLAMABAD'S POLICE FOUND A BOMB.", "Islamabad's police found a bomb."),
]


@pytest.mark.parametrize(("capitals", "expected"), SENTENCES)
def test_capitals_become_running_text(capitals: str, expected: str) -> None:
    assert truecase(capitals) == expected


def test_characters_stay_where_they_are() -> None:
    for capitals, _ in SENTENCES:
        assert truecase(capitals).upper() == capitals


def test_running_text_stays_as_it_is() -> None:
    text = "The ISPR said the BLA had fled."
    assert truecase(text) == text


def test_an_article_in_capitals_is_read_as_running_text(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("THE ARMY SAID TODAY THAT REBELS ATTACKED A FARM. NOBODY WAS HURT.\n", encoding="utf-8")
    (article,) = read_articles(file)
    assert isinstance(article, Article)
    assert article.text == "The army said today that rebels attacked a farm. Nobody was hurt."

import pytest
from spacy.language import Language

from ingest.document import Article
from ingest.pipeline import extract, read


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        ("The blast wounded 14 policemen, three of them critically.", {"three": "14"}),
        ("The strike killed 31 people, among them seven children and two nuns.", {"seven": "31", "two": "31"}),
        ("At least 40 people were hurt. Ten of them were children.", {"Ten": "At least 40"}),
        ("The assault left 12 dead: seven soldiers and five villagers.", {"seven": "12", "five": "12"}),
        ("Fifteen people, nine soldiers and six civilians, were killed.", {"nine": "Fifteen", "six": "Fifteen"}),
        ("The raid killed nine people, including 20 children.", {"20": None}),
        ("Nine soldiers and six civilians were killed.", {}),
    ],
)
def test_parts_are_tied_to_their_wholes(pipeline: Language, text: str, wholes: dict[str, str | None]) -> None:
    tolls = read(pipeline, Article(path="case", text=text))._.tolls
    counted = {toll.noun: toll.text for toll in tolls}
    parts = {toll.text: counted.get(toll.whole) for toll in tolls if toll.part or toll.whole is not None}
    assert parts == {part: whole for part, whole in wholes.items() if whole is not None}


def test_claims_name_the_claim_that_counts_the_whole(pipeline: Language) -> None:
    text = "The governor said that the strike killed 31 people, among them seven children."
    claims = [claim for claim in extract(pipeline, Article(path="case", text=text)).claims if claim.quantity]
    assert [(claim.low, claim.part) for claim in claims] == [(31, False), (7, True)]
    assert claims[1].whole == claims[0].id


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Two women and three children died when a shell hit a house.", ["Two", "three"]),
        ("A soldier and three children died when a shell hit a house.", []),
        ("The army said 61 people died, but the number was corrected to 58.", []),
        ("A shopkeeper said that he had seen four bodies in the street.", ["four"]),
        ("Rescuers pulled four bodies out of the rubble.", []),
        ("Nobody was hurt except for one sergeant who lost a foot.", ["one"]),
    ],
)
def test_what_is_no_toll_of_its_own(pipeline: Language, text: str, parts: list[str]) -> None:
    tolls = read(pipeline, Article(path="case", text=text))._.tolls
    assert [toll.text for toll in tolls if toll.part] == parts

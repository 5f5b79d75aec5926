"""Annotated fields are judged on the claim whose words are the quote's."""

from bench.fields import FieldTally, judge
from ingest.document import Article, Claim, Extraction, Measure, Stance

TEXT = "Police said “five men” died. The army denied it."
ITEM = {"measure": "killed", "value": 5, "quote": '"five men" died', "certainty": "probable", "polarity": "affirmed"}


def read(**claim: object) -> Extraction:
    fields = {"measure": Measure.KILLED, "low": 5, "high": 5} | claim
    five = Claim(id="c1", stance=Stance.CLAIMED, predicate="die", start=12, end=27, event_start="2024-05-01", **fields)
    return Extraction(
        article=Article(path="a", text=TEXT), pipeline="1", passages=(), entities=(), relations=(), events=(),
        claims=(five,),
    )  # fmt: skip


def test_fields_are_judged_beside_the_commonest_value() -> None:
    tally = FieldTally()
    judge(read(), {"figures": [ITEM | {"date": "2024-05-01"}], "stances": [], "actors": {}}, tally)
    assert (tally.annotated, tally.found) == (1, 1)
    assert {name: accuracy for name, _, accuracy, _, _ in tally.rows()} == {
        "relay": 1.0, "certainty": 0.0, "polarity": 1.0, "date": 1.0,
    }  # fmt: skip


def test_a_claim_of_another_number_is_none_of_it() -> None:
    tally = FieldTally()
    judge(read(low=6, high=6), {"figures": [ITEM | {"date": None}], "stances": [], "actors": {}}, tally)
    assert (tally.annotated, tally.found) == (1, 0)

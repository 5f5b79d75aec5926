from collections.abc import Callable
from typing import Any

import pytest

from graph.stores import Store
from queries.library import QueryError, find, parse, questions, rows, run
from tests.sample_graph import fill

TEXT = "// about: Who?\n// param: limit int 5   most rows\n// column: name  the name\nMATCH (a:Actor) RETURN a.name AS name ORDER BY name LIMIT $limit\n"


def test_a_header_gives_question_parameters_and_columns() -> None:
    question = parse("who", TEXT)
    assert (question.about, [p.name for p in question.parameters], [c.name for c in question.columns]) == (
        "Who?", ["limit"], ["name"],
    )  # fmt: skip
    assert question.arguments({}) == {"limit": 5}
    assert question.arguments({"limit": "7"}) == {"limit": 7}


@pytest.mark.parametrize(
    ("given", "message"),
    [({"limit": "many"}, "limit takes int"), ({"max": 3}, "who takes no max; it takes limit")],
)
def test_wrong_arguments_are_refused_with_what_was_expected(given: dict[str, Any], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse("who", TEXT).arguments(given)


def test_a_parameter_that_the_text_does_not_declare_is_an_error() -> None:
    with pytest.raises(QueryError, match="declares"):
        parse("who", TEXT.replace("// param: limit int 5   most rows\n", ""))


def test_an_unknown_question_names_its_neighbours() -> None:
    with pytest.raises(QueryError, match="did you mean tolls"):
        find("toll")


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_question_gives_the_same_rows_on_both_stores(both_stores: tuple[Store, Store], name: str) -> None:
    arguments = {"claim": "c1"} if name == "evidence" else {}
    answers = []
    for store in both_stores:
        fill(store)
        answers.append(rows(store, name, arguments))
    assert answers[0] == answers[1]
    assert all(list(row) == [column.name for column in find(name).columns] for row in answers[0])


def test_an_answer_is_a_data_frame_with_the_declared_columns(store: Store) -> None:
    fill(store)
    frame = run(store, "attacks", limit=1)
    assert list(frame.columns) == [column.name for column in find("attacks").columns]
    assert len(frame) <= 1

from pathlib import Path
from typing import Any

import pytest
from sample_graph import every_row

from graph.stores import Store
from queries.library import QueryError, find, parse, questions, rows, run
from queries.render import readme

TEXT = (
    "// about: Who?\n// param: limit int 5   most rows\n// column: name  the name\n"
    "MATCH (a:Actor) RETURN a.name AS name ORDER BY name LIMIT $limit\n"
)


def test_a_header_gives_question_parameters_and_columns() -> None:
    question = parse("who", TEXT)
    assert question.about == "Who?"
    assert [p.name for p in question.parameters] == ["limit"]
    assert [(c.name, c.about) for c in question.columns] == [("name", "the name")]
    assert (question.shown, question.heading) == (("name",), None)
    assert question.arguments({}) == {"limit": 5}
    assert question.arguments({"limit": "7"}) == {"limit": 7}


@pytest.mark.parametrize(
    ("given", "message"),
    [({"limit": "many"}, "limit takes int, not 'many'"), ({"max": 3}, "who takes no max; it takes limit")],
)
def test_wrong_arguments_are_refused_with_what_was_expected(given: dict[str, Any], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse("who", TEXT).arguments(given)


def test_true_and_false_are_read_as_such() -> None:
    question = parse("who", TEXT.replace("limit int 5", "limit bool true"))
    assert question.arguments({}) == {"limit": True}
    assert question.arguments({"limit": "False"}) == {"limit": False}
    with pytest.raises(QueryError, match="takes bool"):
        question.arguments({"limit": "perhaps"})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("// about: Who?\n", "", "says nowhere what it asks"),
        ("// param: limit int 5   most rows\n", "", "declares"),
        ("limit int", "limit whole", "is not `NAME TYPE"),
        ("// column", "// shown: name, age\n// column", "no column age"),
    ],
)
def test_a_header_that_does_not_fit_is_an_error(old: str, new: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse("who", TEXT.replace(old, new))


def test_a_parameter_without_a_default_is_needed() -> None:
    with pytest.raises(QueryError, match="evidence needs claim="):
        find("evidence").arguments({})


def test_an_unknown_question_names_its_neighbours() -> None:
    with pytest.raises(QueryError, match="did you mean tolls"):
        find("toll")
    with pytest.raises(QueryError, match="`conflictgraph queries` lists them"):
        find("zzzz")


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_question_gives_the_same_rows_on_both_stores(both_stores: tuple[Store, Store], name: str) -> None:
    arguments = {"claim": "Claim-0"} if name == "evidence" else {}
    answers = []
    for store in both_stores:
        store.prepare()
        store.write(every_row())
        answers.append(rows(store, name, arguments))
    assert answers[0] == answers[1]
    assert all(list(row) == [column.name for column in find(name).columns] for row in answers[0])


def test_an_answer_is_a_data_frame_with_the_declared_columns(store: Store) -> None:
    store.prepare()
    store.write(every_row())
    frame = run(store, "events", limit=1)
    assert list(frame.columns) == [column.name for column in find("events").columns]
    assert len(frame) == 1


def test_the_page_of_the_library_is_fresh() -> None:
    page = Path(__file__).parents[1] / "queries" / "README.md"
    assert page.read_text(encoding="utf-8") == readme() + "\n", "run `make docs`"

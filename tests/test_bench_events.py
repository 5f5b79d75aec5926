"""The measures of events across articles, on clusters small enough to count by hand."""

import pytest
from scorch import scores

from bench.events import clusters, lea, merged

KEY = [{"a", "b", "c"}, {"d", "e"}, {"f"}]
RESPONSE = [{"a", "b"}, {"c", "d", "e"}, {"f"}]


def test_lea_weighs_links_by_the_size_of_the_event() -> None:
    recall, precision, f1 = lea(KEY, RESPONSE)
    assert recall == pytest.approx((3 * 1 / 3 + 2 * 1 + 1 * 1) / 6)
    assert precision == pytest.approx((2 * 1 + 3 * 1 / 3 + 1 * 1) / 6)
    assert f1 == pytest.approx(2 / 3)


def test_all_measures_are_one_where_nothing_differs() -> None:
    assert lea(KEY, KEY) == (1.0, 1.0, 1.0)
    assert scores.conll2012(KEY, KEY) == pytest.approx(1.0)


def test_lea_tells_the_alone_from_the_joined() -> None:
    assert lea([{"a"}, {"b"}], [{"a", "b"}]) == (0.0, 0.0, 0.0)


def test_articles_without_an_event_are_alone_and_merges_are_named() -> None:
    main_event = {"a": "x", "b": "x", "d": "x"}
    assert clusters(main_event, {"a", "b", "c", "d"}) == [{"a", "b", "d"}, {"c"}]
    assert list(merged({"one": ["a", "b"], "two": ["d"], "three": ["c"]}, main_event)) == [("one", "two")]

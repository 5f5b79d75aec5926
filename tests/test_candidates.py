"""Which mentions are compared at all: those that share a block; in a crowd, only with those that say enough."""

from random import Random

from graph.candidates import CROWD, candidates
from graph.edtf import span
from graph.kinds import families
from graph.mentions import Mention
from graph.whereabouts import Whereabouts


def mention(key: str, day: str, city: str = "quetta", article: str | None = None) -> Mention:
    """Return a mention of a bombing in a city on a day."""
    return Mention(
        id=key, article=article or f"article of {key}", kind="bombing", families=families("bombing"), when=span(day),
        places=(Whereabouts(city, city.title(), "city", ("balochistan", "pakistan")),),
    )  # fmt: skip


def of(key: str, pairs: set[tuple[str, str]]) -> set[str]:
    """Return with whom a mention is compared."""
    return {other for pair in pairs if key in pair for other in pair if other != key}


def test_days_apart_and_one_article_are_never_compared() -> None:
    told = [mention("a", "2025-03-03"), mention("b", "2025-03-05"), mention("c", "2025-03-06", article="article of b")]
    assert candidates(told, ()) == {("a", "b")}


def test_in_a_crowd_those_that_say_little_are_compared_with_the_full_ones_alone() -> None:
    scant = [mention(f"s{number:03}", "2025-03-03") for number in range(CROWD + 1)]
    full = [mention("f1", "2025-03-03"), mention("f2", "2025-03-04")]
    pairs = candidates([*scant, *full], {"f1", "f2"})
    assert of("s000", pairs) == {"f1", "f2"}
    assert of("f1", pairs) == {"f2", *(one.id for one in scant)}
    assert of("s000", candidates([*scant[:-1], *full], {"f1", "f2"})) == {"f1", "f2", *(s.id for s in scant[1:-1])}


def test_neither_order_nor_what_lies_elsewhere_changes_a_pair() -> None:
    chance = Random(1)
    told = [mention(f"m{n:03}", f"2025-03-{1 + n % 6:02}", chance.choice(("quetta", "sibi"))) for n in range(200)]
    full = {f"m{n:03}" for n in range(0, 200, 7)}
    expected = candidates(told, full)
    elsewhere = [mention(f"x{n:03}", "2025-07-01") for n in range(2 * CROWD)]
    mixed = chance.sample([*told, *elsewhere], len(told) + len(elsewhere))
    assert {pair for pair in candidates(mixed, full) if "x" not in pair[0]} == expected

"""Event mentions across articles: what is one event, what is possibly one, what is two."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tellings import report, telling

from graph.build import build_graph
from graph.edges import PossiblySameAs
from graph.judgements import Judgement, Verdict
from graph.nodes import Event
from graph.resolve import Resolution, resolve
from ingest.document import Extraction

TRAIN = ("Jaffar Express", "train")
BLA, TTP = "Baloch Liberation Army", "Tehrik-i-Taliban Pakistan"
SEIZED = "Militants seized it and took hostages, whom they held captive as human shields"
FAILED = "Troops launched a rescue operation that failed with heavy losses"


def crisis(path: str, group: str, province: str, target: tuple[str, str], date: str) -> Extraction:
    """Return an article on a hostage crisis with a failed rescue."""
    named = target[0] == TRAIN[0]
    article = telling(
        path, "hijacking", date=date, province=province, group=group, target=target, named=named, words=SEIZED
    )
    article.event("rescue_operation", FAILED, start=date, places=(article.entities[province].id,))
    return article.extraction()


CONVOY = crisis("convoy", TTP, "Khyber Pakhtunkhwa", ("convoy", "convoy"), "XXXX-03-12")
SIEGE = crisis("siege", BLA, "Balochistan", TRAIN, "2025-03-11")


def train(path: str, kind: str = "hijacking", **told: str) -> Extraction:
    """Return an article on an attack on the train."""
    return report(path, kind, group=BLA, target=TRAIN, named=True, **told)


def groups(extractions: Sequence[Extraction], judgements: Sequence[Judgement] = ()) -> set[frozenset[str]]:
    """Return the events as the sets of articles (and local ids) that tell of them."""
    resolution = resolve(extractions, judgements)
    name = {x.article.article_id: x.article.path for x in extractions}
    local = {mention: f"{name[article]}.{key}" for (article, key), mention in resolution.mentions.items()}
    return {frozenset(local[m] for m in members) for members in resolution.members.values()}


def possible(resolution: Resolution, one: Extraction, other: Extraction) -> list[PossiblySameAs]:
    """Return the links between the events of two articles."""
    ends = [{resolution.event_of(x, event.id) for event in x.events} for x in (one, other)]
    return [
        link.edge
        for link in resolution.possible
        if any({link.edge.start.key, link.edge.end.key} == {a, b} for a in ends[0] for b in ends[1])
    ]


def test_rival_accounts_are_linked_and_not_merged() -> None:
    assert groups([CONVOY, SIEGE]) == {
        frozenset({f"{path}.{key}"}) for path in ("convoy", "siege") for key in ("e1", "e2")
    }
    links = possible(resolve([CONVOY, SIEGE]), CONVOY, SIEGE)
    assert len(links) == 2
    assert all(0.35 <= link.score < 0.8 for link in links)
    assert any(BLA in reason and TTP in reason for link in links for reason in link.reasons)


def test_a_follow_up_is_the_same_event_and_the_next_attack_is_not() -> None:
    first = train("first", date="2025-03-11", published="2025-03-12")
    later = train("later", date="2025-03", published="2025-04-20")
    undated = train("undated", published="2025-03-14")
    second = train("second", date="2025-06-18", published="2025-06-18")
    found = groups([first, later, undated, second])
    assert found == {frozenset({"first.e1", "later.e1", "undated.e1"}), frozenset({"second.e1"})}
    assert not possible(resolve([first, second]), first, second)


def test_the_same_city_a_week_later_is_another_event() -> None:
    one = report("one", "bombing", city="Quetta", date="2025-03-03", killed=7)
    other = report("other", "bombing", city="Quetta", date="2025-03-10", killed=7)
    assert len(groups([one, other])) == 2


def test_two_outlets_on_one_bombing_are_one_event() -> None:
    one = report(
        "one", "bombing", city="Quetta", date="2025-03-03", killed=7, words="A bomb ripped through a crowded market"
    )
    other = report(
        "other", "attack", city="Quetta", date="2025-03-03", killed=7, words="The crowded market was ripped apart"
    )
    assert len(groups([one, other])) == 1


def test_a_village_that_no_table_places_is_one_place() -> None:
    one = report("one", "bombing", city="Mirkhanabad", country="", date="2025-03-03", killed=7)
    other = report("other", "attack", city="Mirkhanabad", country="", date="2025-03-03", killed=7)
    assert len(groups([one, other])) == 1


def test_a_follow_up_that_only_names_the_village_is_on_its_event() -> None:
    one = report("one", "suicide_bombing", city="Mirkhanabad", date="2025-03-03", published="2025-03-04", killed=12)
    follow = telling("two", "bombing", province=None, published="2025-03-09", killed=12)
    follow.place("Mirkanabad")
    assert len(groups([one, follow.extraction()])) == 1


def test_a_raid_by_soldiers_is_not_the_attack_of_the_day_before() -> None:
    one = report("one", "armed_attack", city="Mirkhanabad", date="2025-03-03", group=BLA)
    other = telling("two", "raid", city="Mirkhanabad", date="2025-03-04")
    other.claim("e1", "They killed ten", agents=(other.actor("soldiers", "state_force", named=False),))
    assert len(groups([one, other.extraction()])) == 2


def test_captives_taken_in_two_places_are_linked_and_not_merged() -> None:
    one = report("one", "abduction", city="Mirkhanabad", date="2025-03-03", killed=5)
    other = report("two", "abduction", city="Sarzameen", date="2025-03-03", killed=5)
    assert len(groups([one, other])) == 2
    assert possible(resolve([one, other]), one, other)


def test_rival_tolls_do_not_part_an_event() -> None:
    one = report("one", "suicide_bombing", city="Quetta", date="2025-03-03", group=BLA, killed=7)
    other = report("other", "suicide_bombing", city="Quetta", date="2025-03-03", group=BLA, killed=30)
    assert len(groups([one, other])) == 1


def test_what_one_article_tells_apart_stays_apart() -> None:
    article = telling("one", "bombing", city="Quetta", date="2025-03-03")
    article.event("bombing", "A second blast followed", start="2025-03-03", places=(article.entities["Quetta"].id,))
    found = groups([article.extraction(), report("other", "bombing", city="Quetta", date="2025-03-03")])
    assert not any({"one.e1", "one.e2"} <= group for group in found)


def test_chains_do_not_run_together() -> None:
    days = ["2025-03-03", "2025-03-04", "2025-03-05", "2025-03-06", "2025-03-07", "2025-03-08"]
    chain = [report(f"day{n}", "ambush", city="Quetta", date=day, group=BLA, killed=9) for n, day in enumerate(days)]
    for group in groups(chain):
        numbers = [int(name[3]) for name in group]
        assert max(numbers) - min(numbers) <= 1


def test_a_missing_year_fits_any_year() -> None:
    told = train("told", date="2025-03-11", published="2025-03-12")
    assert len(groups([told, train("yearless", date="XXXX-03-11")])) == 1


def test_told_before_it_happened_is_another_event() -> None:
    old = train("old", published="2024-11-10")
    assert not possible(resolve([old, SIEGE]), old, SIEGE)


def test_what_is_added_elsewhere_changes_no_event() -> None:
    before = resolve([CONVOY, SIEGE]).members
    after = resolve([CONVOY, SIEGE, report("other", "bombing", province="Sindh", date="2024-01-01")]).members
    assert set(before) < set(after)


def corpus() -> list[Extraction]:
    """Return articles of which many could be one event."""
    cities, kinds = ("Quetta", "Karachi", "Peshawar"), ("bombing", "ambush", "hijacking")
    found = [CONVOY, SIEGE, train("follow", date="2025-03-11"), train("undated", published="2025-03-14")]
    for number in range(24):
        found.append(
            report(
                f"r{number}",
                kinds[number % 3],
                city=cities[number % 2],
                date=f"2025-03-{1 + number % 5:02}",
                published=f"2025-03-{2 + number % 5:02}",
                group=(BLA, TTP, None)[number % 3],
                killed=number % 4 or None,
            )
        )
    return found


def test_no_order_changes_the_rows() -> None:
    articles = corpus()
    expected = [repr(row) for row in build_graph(articles)]
    for seed in range(20):
        shuffled = random.Random(seed).sample(articles, len(articles))
        assert [repr(row) for row in build_graph(shuffled)] == expected


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_components_do_not_depend_on_one_another(data: st.DataObject) -> None:
    articles = corpus()
    chosen = data.draw(st.lists(st.sampled_from(range(len(articles))), unique=True, min_size=1))
    part = resolve([articles[n] for n in chosen])
    assert resolve([articles[n] for n in reversed(chosen)]).members == part.members
    apart = report("apart", "bombing", province="Sindh", date="2019-01-01")
    assert set(resolve([*(articles[n] for n in chosen), apart]).members) > set(part.members)


def judged(left: str, right: str, verdict: Verdict, when: str = "2026-01-01T00:00:00Z") -> Judgement:
    return Judgement(left=left, right=right, verdict=verdict, by="tester", when=when)


@pytest.fixture
def hijackings() -> tuple[str, str]:
    """Return the mention ids of the two rival accounts."""
    resolution = resolve([CONVOY, SIEGE])
    return resolution.mention(CONVOY, "e1"), resolution.mention(SIEGE, "e1")


def test_a_person_joins_rival_accounts(hijackings: tuple[str, str]) -> None:
    found = groups([CONVOY, SIEGE], [judged(*hijackings, Verdict.SAME)])
    assert frozenset({"convoy.e1", "siege.e1"}) in found


def test_a_person_parts_what_the_machine_joins() -> None:
    first, second = train("first", date="2025-03-11"), train("second", date="2025-03-11")
    resolution = resolve([first, second])
    pair = resolution.mention(first, "e1"), resolution.mention(second, "e1")
    assert len(resolution.members) == 1
    assert len(groups([first, second], [judged(*pair, Verdict.DIFFERENT)])) == 2
    unsure = resolve([first, second], [judged(*pair, Verdict.UNSURE)])
    assert len(unsure.members) == 2
    assert [link.edge.reasons for link in unsure.possible] == [("tester: unsure",)]


def test_different_removes_the_link(hijackings: tuple[str, str]) -> None:
    links = resolve([CONVOY, SIEGE], [judged(*hijackings, Verdict.DIFFERENT)]).possible
    assert len(links) == 1


def test_what_a_person_joined_keeps_its_followers(hijackings: tuple[str, str]) -> None:
    follow = train("follow", date="2025-03-11", published="2025-03-12")
    found = groups([CONVOY, SIEGE, follow], [judged(*hijackings, Verdict.SAME)])
    assert frozenset({"convoy.e1", "siege.e1", "follow.e1"}) in found


def test_the_newer_word_holds(hijackings: tuple[str, str]) -> None:
    old = judged(*hijackings, Verdict.SAME, "2026-01-01T00:00:00Z")
    new = judged(*hijackings, Verdict.DIFFERENT, "2026-01-02T00:00:00Z")
    assert groups([CONVOY, SIEGE], [old, new]) == groups([CONVOY, SIEGE], [new]) == groups([CONVOY, SIEGE])


def test_a_line_taken_away_gives_back_the_rows(hijackings: tuple[str, str]) -> None:
    articles = corpus()
    before = [repr(row) for row in build_graph(articles)]
    line = judged(*hijackings, Verdict.SAME)
    with_line = [repr(row) for row in build_graph(articles, [line])]
    assert with_line != before
    assert [repr(row) for row in build_graph(articles, [])] == before


def test_judgements_on_unknown_mentions_change_nothing() -> None:
    before = [repr(row) for row in build_graph([SIEGE])]
    assert [repr(row) for row in build_graph([SIEGE], [judged("nobody", "nothing", Verdict.SAME)])] == before


def test_an_event_keeps_what_its_articles_say() -> None:
    rows = build_graph([train("a", date="2025-03-11"), train("b", kind="attack", date="2025-03-11")])
    events = [row for row in rows if isinstance(row, Event)]
    assert [(event.kind, event.start_date) for event in events] == [("hijacking", "2025-03-11")]

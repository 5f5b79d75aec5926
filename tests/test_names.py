"""Names across articles: spellings of one name are one node, names that differ in substance are not."""

import pytest
from tellings import Telling

from graph.spellings import resolve_names
from ingest.document import EntityType, Extraction


def article(path: str, name: str, kind: str, type: EntityType = EntityType.ACTOR, **more: object) -> Extraction:
    telling = Telling(path, text=path)
    telling.entity(type, name, kind, **more)
    return telling.extraction()


def same(one: Extraction, other: Extraction) -> bool:
    names = resolve_names([one, other])
    return len({names.ref(x.article.article_id, x.entities[0]) for x in (one, other)}) == 1


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Akhtar Mengal", "Sardar Akhtar Mengal", "person"),
        ("Jeeyand Baloch", "Jiyand Baloch", "person"),
        ("Zabihullah Mujahid", "Zabiullah Mujahid", "person"),
        ("Lashkar-e-Sahra", "Lashkar e Sahra", "armed_group"),
        ("Harakat al-Muqawama", "Harakat al-Mukawama", "armed_group"),
        ("the Desert Hawks", "Desert Hawks", "armed_group"),
    ],
)
def test_spellings_of_one_name_are_one(one: str, other: str, kind: str) -> None:
    assert same(article("a", one, kind), article("b", other, kind))


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("47th Brigade", "49th Brigade", "state_force"),
        ("Brigade 1", "Brigade 10", "state_force"),
        ("Northern Command", "Southern Command", "state_force"),
        ("Eastern Front", "Western Front", "armed_group"),
        ("Mengal", "Akhtar Mengal", "person"),
        ("Ahmed Khan", "Ahmad Rahim", "person"),
        ("Ali Khan", "Ali Jan", "person"),
        ("Desert Hawks", "Desert Hawks Youth Wing", "armed_group"),
    ],
)
def test_names_that_differ_in_substance_stay_apart(one: str, other: str, kind: str) -> None:
    assert not same(article("a", one, kind), article("b", other, kind))


def test_types_kinds_and_countries_are_checked() -> None:
    hawks = article("a", "Desert Hawks", "armed_group")
    assert not same(hawks, article("b", "Desert Hawks", "site", EntityType.PLACE))
    assert not same(hawks, article("b", "Desert Hawks", "media"))
    assert same(hawks, article("b", "Desert Hawks", "other"))
    one = article("a", "Hyderabad", "city", EntityType.PLACE, country="Pakistan")
    assert not same(one, article("b", "Hyderabad", "city", EntityType.PLACE, country="India"))
    assert same(one, article("b", "Hyderabad", "city", EntityType.PLACE, country="Pakistan"))


def test_what_has_no_name_of_its_own_joins_no_articles() -> None:
    assert not same(
        article("a", "militants", "armed_group", named=False), article("b", "militants", "armed_group", named=False)
    )


def test_a_number_between_keeps_a_chain_apart() -> None:
    found = [article(name, name, "state_force") for name in ("Brigade 47", "Brigade 48", "Brigades 47")]
    names = resolve_names(found)
    assert len({names.ref(x.article.article_id, x.entities[0]) for x in found}) == 2

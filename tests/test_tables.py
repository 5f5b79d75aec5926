import gzip
import re
from collections import Counter
from itertools import chain

import pytest

from seeds import tables
from seeds.tables import TableError, actors, cities, event_kinds, operations, places, reporting_verbs

EVENT_KINDS = [
    "attack",
    "armed_attack",
    "armed_clash",
    "ambush",
    "raid",
    "military_operation",
    "rescue_operation",
    "airstrike",
    "drone_strike",
    "shelling",
    "bombing",
    "suicide_bombing",
    "ied",
    "assassination",
    "execution",
    "killing",
    "abduction",
    "hostage_taking",
    "hijacking",
    "sabotage",
    "arrest",
    "protest",
    "ceasefire",
    "other",
]


@pytest.mark.parametrize("rows", [actors, places, operations], ids=lambda rows: rows.__name__)
def test_keys_are_unique(rows):
    counts = Counter(row.key for row in rows())
    assert [key for key, count in counts.items() if count > 1] == []


def test_actors_refer_to_rows_that_exist():
    keys = {row.key for row in actors()}
    for row in actors():
        missing = {*row.part_of, *row.speaks_for, *row.allied_with} - keys
        assert not missing, f"{row.key} refers to {missing}"
        assert row.key not in {*row.part_of, *row.speaks_for, *row.allied_with}


def test_actors_country_is_a_country_of_places():
    countries = {row.name for row in places() if row.kind == "country"}
    assert {row.country for row in actors()} - {None} <= countries


def test_places_lie_in_places_that_exist():
    by_key = {row.key: row for row in places()}
    for row in places():
        seen = {row.key}
        while row.part_of is not None:
            row = by_key[row.part_of]
            assert row.key not in seen
            seen.add(row.key)


@pytest.mark.parametrize("rows", [actors, places], ids=lambda rows: rows.__name__)
def test_ambiguous_names_are_names_of_the_row(rows):
    assert [row.key for row in rows() if not set(row.ambiguous) <= {row.name, *row.aliases}] == []


def test_coordinates_come_in_pairs_and_lie_on_earth():
    for row in places():
        assert (row.latitude is None) == (row.longitude is None), row.key
        assert row.latitude is None or (abs(row.latitude) <= 90 and abs(row.longitude) <= 180), row.key


def test_wikidata_ids_are_of_one_thing_each():
    ids = [row.wikidata for row in (*actors(), *places()) if row.wikidata is not None]
    assert all(re.fullmatch(r"Q[1-9]\d*", wikidata) for wikidata in ids)
    assert len(set(ids)) == len(ids)


def test_states_have_a_government_that_their_name_stands_for():
    countries = {row.name for row in places() if row.kind == "country" and row.demonym}
    assert countries - {name for row in actors() if row.kind == "government" for name in row.metonyms} == set()


def test_spokespeople_belong_to_whom_they_speak_for():
    for row in actors():
        assert not row.speaks_for or row.part_of, row.key


def test_operations_dates_are_edtf_and_in_order():
    for row in operations():
        dates = [date for date in (row.start_date, row.end_date) if date is not None]
        assert all(re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", date) for date in dates), row.key
        assert dates == sorted(dates), row.key


def test_operations_are_by_actors_that_exist():
    keys = {row.key for row in actors()}
    assert set(chain.from_iterable(row.by for row in operations())) <= keys


def test_no_two_actors_claim_a_name():
    claimed = Counter(name.casefold() for row in actors() for name in {n.casefold() for n in row.names})
    assert [name for name, count in claimed.items() if count > 1] == []


def test_no_two_places_of_a_kind_claim_a_name():
    claimed = Counter((row.kind, name) for row in places() for name in {n.casefold() for n in row.names})
    assert [name for name, count in claimed.items() if count > 1] == []


def test_event_kinds_are_those_of_the_design():
    assert [row.kind for row in event_kinds()] == EVENT_KINDS


@pytest.mark.parametrize("column", ["verbs", "nouns", "phrases"])
def test_a_trigger_tells_of_one_kind(column):
    counts = Counter(chain.from_iterable(getattr(row, column) for row in event_kinds()))
    assert [term for term, count in counts.items() if count > 1] == []


def test_reporting_lemmas_are_unique():
    counts = Counter((row.lemma, row.word_class) for row in reporting_verbs())
    assert [lemma for lemma, count in counts.items() if count > 1] == []


def test_cities_lie_in_places_that_exist():
    keys = {row.key for row in places()}
    assert {city.country for city in cities()} <= keys
    assert {city.province for city in cities()} - {None} <= keys


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ("x,X,gang,,,,,,,,\n", "line 2, column kind: 'gang'"),
        (",X,person,,,,,,,,\n", "line 2, column key: the cell is empty"),
        ("x,X,person,A| B,,,,,,,\n", "column aliases: 'A| B' has an empty, padded or repeated part"),
        ("x,X,person\n", "line 2: 3 cells; expected 11"),
    ],
)
def test_a_broken_table_says_what_is_wrong(tmp_path, monkeypatch, cells, message):
    header = "key,name,kind,aliases,ambiguous,metonyms,country,wikidata,part_of,speaks_for,allied_with\n"
    (tmp_path / "actors.csv").write_text(header + cells, encoding="utf-8")
    monkeypatch.setattr(tables, "files", lambda _: tmp_path)
    with pytest.raises(TableError, match=r"actors\.csv") as caught:
        actors.__wrapped__()
    assert message in str(caught.value)


def test_cities_are_packed_without_a_time():
    packed = (tables.files("seeds") / "cities.csv.gz").read_bytes()
    assert packed[4:8] == bytes(4)
    assert gzip.decompress(packed).startswith(b"Shanghai")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Baloch Liberation Army", "bla"),
        ("Fitna al-Khawarij", "ttp"),
        ("Pakistani military", "pakistan-armed-forces"),
        ("US forces", "united-states-armed-forces"),
        ("State Department", "ministry-of-foreign-affairs-of-united-states"),
        ("Gaza health ministry", "ministry-of-health-of-palestine"),
    ],
)
def test_names_that_articles_use_are_there(name, key):
    assert [row.key for row in actors() if name in row.names] == [key]


@pytest.mark.parametrize("name", ["AFP", "PTI", "SNA", "Foreign Office"])
def test_names_that_several_share_are_sure_for_one_at_most(name):
    sharers = [row for row in actors() if name in (row.name, *row.aliases)]
    assert len(sharers) > 1
    assert sum(name in row.names for row in sharers) <= 1

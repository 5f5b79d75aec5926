from dataclasses import replace

import pytest

from graph.nearness import compare_places, spelt_alike
from graph.whereabouts import Whereabouts

KUNAR = Whereabouts("kunar", "Kunar", "province", ("afghanistan",))
BAJAUR = Whereabouts("bajaur", "Bajaur", "district", ("khyber-pakhtunkhwa", "pakistan"))
VILLAGE = Whereabouts("mirkhanabad|", "Mirkhanabad", "site")


@pytest.mark.parametrize(
    ("one", "other", "weight", "told"),
    [(KUNAR, BAJAUR, -4.0, "of two countries"), (VILLAGE, BAJAUR, -0.3, "one of them in no known country")],
)
def test_no_country_is_no_other_country(one: Whereabouts, other: Whereabouts, weight: float, told: str) -> None:
    for reason in (compare_places(one, other), compare_places(other, one)):
        assert reason.weight == weight
        assert told in reason.what


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Delling", "Dilling", True),
        ("Chaung-U", "ChaungU", True),
        ("Mirkhanabad", "Mirkanabad", True),
        ("Kot Adu", "Kot Addu", True),
        ("Zeita", "Zuwaita", False),
        ("Village 47", "Village 49", False),
    ],
)
def test_spellings_of_unlisted_places(one: str, other: str, same: bool) -> None:
    here, there = (Whereabouts(f"{name.casefold()}, ", name, "site") for name in (one, other))
    assert spelt_alike(here, there) is same
    placed = replace(here, above=("sudan",)), replace(there, above=("chad",))
    assert not spelt_alike(*placed)

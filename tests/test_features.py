import pytest

from graph.features import _places
from graph.whereabouts import Whereabouts

KUNAR = Whereabouts("kunar", "Kunar", "province", ("afghanistan",))
BAJAUR = Whereabouts("bajaur", "Bajaur", "district", ("khyber-pakhtunkhwa", "pakistan"))
VILLAGE = Whereabouts("mirkhanabad|", "Mirkhanabad", "site")


@pytest.mark.parametrize(
    ("one", "other", "weight", "told"),
    [(KUNAR, BAJAUR, -4.0, "of two countries"), (VILLAGE, BAJAUR, -0.3, "one of them in no known country")],
)
def test_no_country_is_no_other_country(one: Whereabouts, other: Whereabouts, weight: float, told: str) -> None:
    for reason in (_places(one, other), _places(other, one)):
        assert reason.weight == weight
        assert told in reason.what

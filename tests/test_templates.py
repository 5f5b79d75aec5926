"""MUC-4 answer keys are read, aligned and counted as the task's documents say."""

from collections import Counter

from bench.templates import (
    CLAIMED,
    CONFIDENCE,
    DESCRIPTION,
    FACT,
    NAME,
    ORGANISATION,
    SLOTS,
    Fill,
    Template,
    figures,
    read_keys,
    tally,
)

KEY = """0.  MESSAGE: ID                     TST1-MUC3-0001
1.  MESSAGE: TEMPLATE               1 (OPTIONAL)
2.  INCIDENT: DATE                  02 FEB 90
3.  INCIDENT: LOCATION              PERU: LIMA (CITY)
4.  INCIDENT: TYPE                  ATTACK
10. PERP: ORGANIZATION ID           "RED FRONT" / "RF"
                                    ? "BLUE ARMY"
11. PERP: ORGANIZATION CONFIDENCE   REPORTED AS FACT / CLAIMED OR ADMITTED: "RED FRONT" / "RF"
18. HUM TGT: NAME                   "JUAN PEREZ"
19. HUM TGT: DESCRIPTION            "JUDGE" / "CHIEF JUDGE": "JUAN PEREZ"
                                    "GUARDS"

0.  MESSAGE: ID                     TST1-MUC3-0002
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
3.  INCIDENT: LOCATION              *
4.  INCIDENT: TYPE                  *
"""


def test_keys_are_read() -> None:
    found = read_keys(KEY)
    assert found["TST1-MUC3-0002"] == []
    (one,) = found["TST1-MUC3-0001"]
    assert one.optional
    assert one.fills[ORGANISATION] == [Fill(("RED FRONT", "RF")), Fill(("BLUE ARMY",), optional=True)]
    assert one.fills[CONFIDENCE] == [Fill(("RED FRONT", "RF"), (FACT, CLAIMED))]
    assert one.fills[NAME] == [Fill(("JUAN PEREZ",))]
    assert one.fills[DESCRIPTION] == [Fill(("JUDGE", "CHIEF JUDGE")), Fill(("GUARDS",))]


def ours(**fills: list[Fill]) -> Template:
    return Template("ATTACK", "02 FEB", "Lima", fills={slot: [] for slot in SLOTS} | fills)


def test_what_is_right_counts_and_what_is_optional_is_not_missed() -> None:
    counts: Counter[tuple[str, str]] = Counter()
    fills = {ORGANISATION: [Fill(("RF",))], CONFIDENCE: [Fill(("RF",), (FACT,))], NAME: [Fill(("Perez",))]}
    tally([ours(**fills)], read_keys(KEY)["TST1-MUC3-0001"], counts)
    assert figures(counts, [ORGANISATION]) == (100.0, 100.0, 100.0)
    assert figures(counts, [CONFIDENCE]) == (100.0, 100.0, 100.0)
    assert figures(counts, [NAME])[0] == 50.0
    assert figures(counts, [DESCRIPTION])[0] == 0.0


def test_an_optional_incident_is_not_missed_and_a_spurious_one_counts() -> None:
    counts: Counter[tuple[str, str]] = Counter()
    tally([], read_keys(KEY)["TST1-MUC3-0001"], counts)
    assert counts[NAME, "possible"] == 0
    tally([ours(**{NAME: [Fill(("Ana",))]})], [], counts)
    assert counts[NAME, "actual"] == 1

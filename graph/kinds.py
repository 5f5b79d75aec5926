"""Kinds of event compared: which may be two words for one happening, and how much it says that two are alike."""

from enum import StrEnum


class Family(StrEnum):
    """Kinds that articles use for one another."""

    CAPTIVITY = "captivity"
    RESCUE = "rescue"
    OPERATION = "operation"
    SHOOTING = "shooting"
    BLAST = "blast"
    BOMBARDMENT = "bombardment"
    SABOTAGE = "sabotage"
    ARREST = "arrest"
    PROTEST = "protest"
    CEASEFIRE = "ceasefire"


FAMILIES: dict[str, frozenset[Family]] = {
    "hijacking": frozenset({Family.CAPTIVITY}),
    "hostage_taking": frozenset({Family.CAPTIVITY}),
    "abduction": frozenset({Family.CAPTIVITY}),
    "rescue_operation": frozenset({Family.RESCUE, Family.OPERATION}),
    "military_operation": frozenset({Family.OPERATION, Family.RESCUE}),
    "raid": frozenset({Family.OPERATION, Family.SHOOTING}),
    "armed_clash": frozenset({Family.OPERATION, Family.SHOOTING}),
    "ambush": frozenset({Family.SHOOTING}),
    "armed_attack": frozenset({Family.SHOOTING}),
    "assassination": frozenset({Family.SHOOTING}),
    "execution": frozenset({Family.SHOOTING}),
    "bombing": frozenset({Family.BLAST, Family.BOMBARDMENT}),
    "suicide_bombing": frozenset({Family.BLAST}),
    "ied": frozenset({Family.BLAST, Family.SABOTAGE}),
    "sabotage": frozenset({Family.SABOTAGE}),
    "airstrike": frozenset({Family.BOMBARDMENT}),
    "drone_strike": frozenset({Family.BOMBARDMENT}),
    "shelling": frozenset({Family.BOMBARDMENT}),
    "arrest": frozenset({Family.ARREST}),
    "protest": frozenset({Family.PROTEST}),
    "ceasefire": frozenset({Family.CEASEFIRE}),
}
#: Kinds that an article uses of any violence.
GENERIC = frozenset({"attack", "killing"})
PEACEFUL = frozenset({Family.ARREST, Family.PROTEST, Family.CEASEFIRE})
#: Families that are parts of one attack, or words for it.
FIGHTING = frozenset({Family.OPERATION, Family.SHOOTING, Family.BLAST, Family.BOMBARDMENT, Family.SABOTAGE})
#: How much two mentions of one kind say for one event: the rarer the kind, the more.
TELLING: dict[str, float] = {
    "hijacking": 2.5,
    "hostage_taking": 2.5,
    "rescue_operation": 2.0,
    "abduction": 1.5,
    "suicide_bombing": 1.5,
    "assassination": 1.5,
    "execution": 1.2,
    "sabotage": 1.2,
    "airstrike": 1.2,
    "drone_strike": 1.2,
    "ied": 1.2,
    "bombing": 1.0,
    "ambush": 1.0,
    "shelling": 1.0,
    "ceasefire": 1.0,
    "raid": 0.8,
}
USUAL = 0.6
#: Families rare enough to look for rival accounts of in a whole country.
RARE = frozenset({Family.CAPTIVITY, Family.RESCUE})


def families(kind: str) -> frozenset[Family]:
    """Return the families of a kind; none for kinds that say little."""
    return FAMILIES.get(kind, frozenset())


def telling(kind: str) -> float:
    """Return how much it says that two mentions are both of this kind."""
    return TELLING.get(kind, USUAL)

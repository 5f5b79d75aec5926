"""How things stand by a claim's words: over, or going on."""

import re
from enum import StrEnum

from ingest.document import Claim, Measure, Polarity


class Phase(StrEnum):
    """How an event stands."""

    OVER = "over"
    GOING_ON = "going on"


ENDED = re.compile(
    r"\b(?:conclu(?:de|sion)\w*|complet(?:e|ed|es|ion)|(?:has|have|had|was|were|is) (?:\w+ ){0,2}(?:ended|finished)"
    r"|(?:is|was|are|were|be|been) (?:now |already )?over|came to an end|brought to an end|ended in success)\b",
    re.IGNORECASE,
)
CONTINUES = re.compile(
    r"\b(?:continu(?:e|es|ed|ing)|ongoing|under ?way|(?:go|goes|going|went|gone) on|fought on|fights on"
    r"|(?:not|far from|never) (?:yet )?(?:over|ended|finished)|rag(?:e|es|ed|ing) on"
    r"|still (?:\w+ )?(?:fighting|held|trapped|holding|captive|in control))\b",
    re.IGNORECASE,
)
#: Words that leave somebody in captivity: against "all have been rescued". "Held hostage" alone tells of the seizure.
REMAINING = frozenset({"remain", "stay", "trap", "trapped", "miss", "missing"})
STILL = re.compile(r"\b(?:still|remain(?:s|ed|ing)?)\b", re.IGNORECASE)


def phase(claim: Claim, text: str) -> Phase | None:
    """Return how the claim has the event stand; null where it doesn't say."""
    if claim.measure is not None or claim.hypothetical:
        return None
    if CONTINUES.search(text):
        return Phase.GOING_ON if claim.polarity is Polarity.AFFIRMED else None
    if ENDED.search(text):
        return Phase.OVER if claim.polarity is Polarity.AFFIRMED else Phase.GOING_ON
    return None


def all_free(claim: Claim) -> bool:
    """Tell whether the claim says that every captive is free."""
    return claim.measure is Measure.RESCUED and claim.quantity == "all" and claim.polarity is Polarity.AFFIRMED


def some_captive(claim: Claim, text: str) -> bool:
    """Tell whether the claim leaves somebody in captivity or unaccounted for."""
    if claim.polarity is not Polarity.AFFIRMED or claim.hypothetical:
        return False
    stays = claim.predicate in REMAINING or STILL.search(text) is not None
    return claim.measure is Measure.MISSING or (claim.measure is Measure.HOSTAGES and stays)

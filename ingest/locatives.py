"""What around a name says that it is a place's: a preposition, a verb of entering, "a village in"."""

from spacy.tokens import Span

from ingest.syntax import children
from seeds.nouns import organisation_nouns

#: Nouns with which a run names a place.
SITE_NOUNS = frozenset(
    {"province", "district", "region", "state", "county", "governorate", "village", "town", "city", "area", "valley",
     "tehsil", "agency", "division", "oblast", "prefecture", "department", "municipality", "commune", "island",
     "islands", "mountain", "mountains", "hill", "hills", "river", "lake", "desert", "forest", "camp", "strip", "pass",
     "border", "crossing", "checkpoint", "highway", "road", "street", "square", "bazaar", "sector", "neighbourhood",
     "neighborhood", "suburb", "quarter", "junction", "peninsula", "coast", "gulf", "sea", "strait", "bay", "plain",
     "plateau", "heights", "farms", "bank", "territory", "territories", "zone", "axis", "front", "line", "basin",
     "delta", "roundabout", "hamlet", "settlement", "township", "locality", "ward", "subdistrict"}
)  # fmt: skip
#: Of these, those that head places alone, never groups or things.
PLACE_HEADS = SITE_NOUNS - {
    "front",
    "camp",
    "agency",
    "division",
    "state",
    "department",
    "bank",
    "line",
    "zone",
    "sector",
}
#: Prepositions before a place.
LOCATIVE = frozenset(
    {"in", "near", "at", "outside", "around", "across", "inside", "throughout", "towards", "toward", "between", "into",
     "within", "along", "off", "onto", "beyond", "north", "south", "east", "west", "to", "from", "via"}
)  # fmt: skip
#: Verbs whose object is a place.
ENTERING = frozenset(
    {"enter", "reach", "flee", "overrun", "recapture", "retake", "besiege", "shell", "bombard", "occupy"}
)
#: Those of them whose object is a place whatever it is called.
TAKING = ENTERING - {"reach", "flee"}
#: Prepositions before places alone, never before people.
INSIDE = frozenset({"in", "near", "outside", "inside", "throughout"})
#: Nouns before "of" and a place.
INHABITED = frozenset(
    {"resident", "villager", "inhabitant", "people", "outskirts", "outskirt", "north", "south", "east", "west",
     "capital", "mayor", "centre", "center", "northeast", "northwest", "southeast",
     "southwest", "seizure", "fall", "hillside"}
)  # fmt: skip
#: Verbs of attack whose object, a name alone, is a place: people are "shot" or "killed".
STORMING = frozenset({"storm", "raid", "strike", "hit", "bomb", "pound", "attack", "infiltrate", "assault"})
#: Nouns of attack before "on" and the name of a place.
ASSAULTS = frozenset({"attack", "raid", "assault", "strike", "airstrike", "bombardment", "offensive", "onslaught"})
#: Nouns that say of a name before them that it is a settlement's.
SETTLEMENTS = frozenset({"town", "village", "community", "settlement", "hamlet", "suburb", "city", "neighbourhood",
     "neighborhood", "locality", "stronghold", "outpost", "quarter", "commune", "ward", "township", "kibbutz", "oasis"}
)  # fmt: skip


def is_entered(run: Span) -> bool:
    """Tell whether somebody goes into it or takes it, as only places are."""
    taken = run.root.dep_ == "obj" and run.root.head.lemma_.lower() in TAKING
    return taken and run[-1].text not in organisation_nouns()


def is_locative(run: Span) -> bool:
    """Tell whether the run stands where a place would: after "in", "near", "at"."""
    cases = [child.lower_ for child in run.root.children if child.dep_ == "case" and child.i < run.start]
    before = run.doc[run.start - 1].lower_ if run.start else ""
    if run.root.dep_ == "conj" and run.root.head.pos_ == "PROPN" and run.root.head.ent_type_ in {"GPE", "LOC", "FAC"}:
        return True
    if cases == ["of"] and run.root.head.lemma_.lower() in PLACE_HEADS | INHABITED:
        return True
    if run.root.dep_ == "obj" and run.root.head.lemma_.lower() in ENTERING and not cases:
        return True
    sure = LOCATIVE - {"to", "from", "between", "across", "via", "along", "off"}
    return bool(set(cases) & sure) or before in sure


def is_called_place(run: Span) -> bool:
    """Tell whether it is called a settlement ("X, a farming community in") or is a bare name that was attacked."""
    root = run.root
    if any(noun.lemma_.lower() in SETTLEMENTS and noun.i > run.end for noun in children(root, "appos")):
        return True
    before = run.doc[run.start - 1] if run.start > run.sent.start else None
    if before is not None and before.lower_ == "of" and root.head.i == before.i - 1:
        return root.head.text.islower() and root.head.lemma_ in SETTLEMENTS
    if len(run) > 2 or before is None or run[0].pos_ != "PROPN":
        return False
    if before.lower_ == "on":
        return root.head.pos_ == "NOUN" and root.head.lemma_.lower() in ASSAULTS
    return root.dep_ == "obj" and root.head.i == before.i and before.lemma_.lower() in STORMING

"""What places say for and against two mentions telling of one event: the best pair of all that either names."""

from dataclasses import replace

from rapidfuzz import fuzz

from graph.names import fold, skeleton
from graph.reasons import Reason
from graph.whereabouts import Whereabouts, kilometres

NEAR_KM, FAR_KM, NEIGHBOURS_KM = 30.0, 100.0, 300.0
SPECIFIC = frozenset({"site", "city", "district"})
#: Weight of a place that both name, by its kind; of others, and of those so small that two events in one day are rare.
SHARED_PLACE = {"country": 0.3, "province": 1.0, "district": 2.0}
WIDE, TOWN, VILLAGE = 1.0, 2.5, 4.0
#: Share of its weight that a place has whose names are spelt alike, and from which likeness of their letters.
ALIKE, SPELT_ALIKE = 0.75, 80
#: The least letters of a name that may be spelt in two ways.
LETTERS = 6
#: Weight of two villages of unlike names, of which nobody knows how far apart they are.
OTHER_NAME = -1.0
#: Share of its weight that a place has where one of the articles only names it, and where the event has no place there.
NAMED, INSTEAD = 0.4, 0.7
#: Share of its weight that a place has where it may be another event's.
LATER = 0.5


def nearest(
    one: tuple[Whereabouts, ...], other: tuple[Whereabouts, ...], later: frozenset[str] = frozenset()
) -> Reason | None:
    """Return what the best pair of places says; one that was only told later says less."""
    found = [_doubted(compare_places(a, b), a.id in later or b.id in later) for a in one for b in other]
    return max(found, key=lambda reason: (reason.weight, reason.what), default=None)


def _doubted(reason: Reason, later: bool) -> Reason:
    return replace(reason, weight=reason.weight * LATER) if later and reason.weight > 0 else reason


def compare_places(a: Whereabouts, b: Whereabouts) -> Reason:
    """Return what two places say; which comes first makes no difference."""
    a, b = sorted((a, b), key=lambda where: where.id)
    return _same(a, b) or _apart(a, b)


def shared_weight(place: Whereabouts) -> float:
    """Return how much it says that two mentions name the place."""
    if place.wide:
        return WIDE
    return SHARED_PLACE.get(place.kind, VILLAGE if place.small else TOWN)


def _same(a: Whereabouts, b: Whereabouts) -> Reason | None:
    if a.id == b.id:
        return Reason("place", min(shared_weight(a), shared_weight(b)), f"both {a.name}")
    if a.id in b.above or b.id in a.above:
        inner, outer = (b, a) if a.id in b.above else (a, b)
        weight = {"country": 0.2, "province": 0.8}.get(outer.kind, 1.5)
        return Reason("place", weight, f"{inner.name} lies in {outer.name}")
    if spelt_alike(a, b):
        weight = ALIKE * min(shared_weight(a), shared_weight(b))
        return Reason("place", weight, f"{a.name} and {b.name}, one name in two spellings")
    return None


def is_same(a: Whereabouts, b: Whereabouts) -> bool:
    """Tell whether the two are one place."""
    return a.id == b.id or spelt_alike(a, b)


def spelling(place: Whereabouts) -> str:
    """Return what all spellings of a small place's name share."""
    return skeleton(fold(place.name).replace(" ", ""))


def spelt_alike(a: Whereabouts, b: Whereabouts) -> bool:
    """Tell whether an unlisted place may be the other one in another spelling."""
    if (
        not {a.kind, b.kind} <= SPECIFIC
        or a.wide
        or b.wide
        or (a.point and b.point)
        or (a.placed and b.placed and a.chain[-1] != b.chain[-1])
    ):
        return False
    one, other = (fold(place.name).replace(" ", "") for place in (a, b))
    if one == other:
        return True
    return (
        min(len(one), len(other)) >= LETTERS
        and skeleton(one) == skeleton(other)
        and fuzz.ratio(one, other) >= SPELT_ALIKE
    )


def _apart(a: Whereabouts, b: Whereabouts) -> Reason:
    shared = [key for key in a.above if key in b.above]
    pinned = a.point is not None and b.point is not None and {a.kind, b.kind} <= SPECIFIC
    distance = kilometres(a.point, b.point) if a.point and b.point else None
    told = f"{a.name} and {b.name}"
    if pinned and distance is not None and distance <= FAR_KM:
        near = distance <= NEAR_KM
        return Reason("place", 1.5 if near else -0.5, f"{told}, {distance:.0f} km apart")
    if not shared and not (a.placed and b.placed):
        weight = OTHER_NAME if a.small and b.small else -0.3
        return Reason("place", weight, f"{told}, one of them in no known country")
    if not shared:
        far = distance is None or distance > NEIGHBOURS_KM
        return Reason("place", -4.0 if far else -2.0, f"{told}, of two countries")
    if len(shared) > 1:
        return Reason("place", -2.0 if pinned else -0.3, f"{told}, of one province")
    if "site" in (a.kind, b.kind) and 1 in (len(a.above), len(b.above)):
        return Reason("place", OTHER_NAME if a.small and b.small else 0.0, f"{told}, of one country")
    return Reason("place", -1.2, f"{told}, of one country")

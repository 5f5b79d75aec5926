"""What speaks for and against two mentions telling of one event: visible features, each with its weight and a reason.

Weights are log odds; the score is the chance that their sum stands for. They were set by hand, from what reports of one
event share, and are all here. A veto outweighs everything else.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from math import exp

from rapidfuzz import fuzz

from graph.captivity import HELD
from graph.edtf import gap
from graph.kinds import FIGHTING, GENERIC, PEACEFUL, Family, families, telling
from graph.mentions import Mention
from graph.nearness import INSTEAD, NAMED, SPECIFIC, is_same, nearest, shared_weight
from graph.reasons import Reason
from graph.whereabouts import Whereabouts

#: Two mentions that share a block are one event in about two cases of a hundred.
PRIOR = -4.0
VETO, NEVER = -20.0, 20.0
#: Chance from which two mentions are taken to be one event, and from which they are possibly one.
SAME, UNSURE = 0.7, 0.35
#: The most that a pair scores which only a person may take for one.
DOUBTFUL = SAME - 0.01
#: Weights from which a feature holds two accounts together: place, name, the same large counts, copied words.
ANCHORS = {"place": 0.8, "name": 0.8, "operation": 0.8, "tolls": 2.0, "words": 1.5, "cast": 1.5}
#: Weight of a place that parts two accounts, and of all that parts them.
ELSEWHERE, AGAINST = -1.0, -1.5
#: Weights of place and day from which accounts that differ on who did it are still of one event.
SAME_SPOT, SAME_DAY = 3.0, 1.0
#: Features that only rival accounts have.
RIVALS = frozenset({"border", "captives"})
#: Days by which two reports of one day may differ, and beyond which dated reports tell of two events.
NEXT_DAY, APART = 1, 3
#: Weight of days in common, by how many days the vaguer account gives at most.
SHARED_DAYS = ((1, 1.5), (APART, 1.2), (7, 0.9), (31, 0.6))
#: Weight of days far apart where one of them is only that of the text around.
UNTOLD = -2.5
#: Days after an event in which an article that gives no date most likely tells of it.
FRESH, STALE = 10, 60
#: Telling weight of kinds so rare that two in one country and week are hardly two.
RARE_KIND = 2.0
#: Words below which their share says nothing, and from which it may say that one report copies the other.
FEW_WORDS, MANY_WORDS = 6, 12
#: Weight of two kinds of fighting: a bomb, shots and a siege may be one attack.
OTHER_VIOLENCE = -0.5
#: Assets that reports call by one another's names.
MOVING = frozenset({"convoy", "vehicle"})
#: The least number that two reports hardly share by chance.
TELLING_TOLL = 5


class Outcome(StrEnum):
    """What the machine makes of two mentions."""

    SAME = "same"
    UNSURE = "unsure"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two mentions compared."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def strength(self) -> float:
        """Return the sum of the weights, to rank pairs whose score is capped."""
        return round(sum(reason.weight for reason in self.reasons), 3)

    @property
    def outcome(self) -> Outcome:
        """Return what the score stands for."""
        if self.score >= SAME:
            return Outcome.SAME
        return Outcome.UNSURE if self.score >= UNSURE else Outcome.DIFFERENT

    @property
    def keeps_apart(self) -> bool:
        """Tell whether something speaks against the two being one event, rather than too little for it."""
        against = sum(reason.weight for reason in self.reasons if reason.weight < 0)
        return at_odds(self.reasons) or (self.outcome is Outcome.DIFFERENT and against <= AGAINST)

    @property
    def vetoed(self) -> bool:
        """Tell whether the two can't be one event."""
        return any(reason.weight <= VETO for reason in self.reasons)


Feature = Callable[[Mention, Mention], Reason | None]


def kind(one: Mention, other: Mention) -> Reason | None:
    """Compare the kinds of event: what each is mostly called, else what it is called too."""
    a, b = one.kind, other.kind
    if a == b and families(a):
        return Reason("kind", telling(a), f"both {a}")
    if shared_kinds := one.kinds & other.kinds:
        best = max(sorted(shared_kinds), key=telling)
        return Reason("kind", telling(best) - 0.2, f"{a} and {b}, both called {best}")
    shared = one.families & other.families
    if shared:
        weight = min(max(map(telling, mention.kinds or {mention.kind})) for mention in (one, other)) - 0.3
        return Reason("kind", round(weight, 1), f"{a} and {b}, both {min(shared)}")
    if a == b:
        return Reason("kind", 0.2, f"both {a}")
    if "other" in (a, b):
        return Reason("kind", -0.5, f"{a} and {b}")
    if a in GENERIC or b in GENERIC:
        peaceful = families(a if b in GENERIC else b) & PEACEFUL
        return Reason("kind", -3.0, f"{a} and {b}") if peaceful else Reason("kind", 0.3, f"{a} may be called {b}")
    return Reason("kind", OTHER_VIOLENCE if alike_violent(one, other) else -3.0, f"{a} and {b}")


def alike_violent(one: Mention, other: Mention) -> bool:
    """Tell whether both are fighting of some sort, which reports call by the part of it that they saw."""
    return bool(one.families and other.families) and (one.families | other.families) <= FIGHTING


def date(one: Mention, other: Mention) -> Reason | None:
    """Compare the days on which it happened."""
    if one.when is None or other.when is None:
        return _told(one, other)
    days = gap(one.when, other.when)
    known = one.when.year_known and other.when.year_known
    longest = max(one.when.length, other.when.length)
    if not known:
        if days > APART or longest > 31:
            return Reason("date", VETO, f"{days} days apart in any year")
        return Reason("date", (1.0, 0.6, 0.0, -0.5)[days], f"{days} days apart where one gives no year")
    told = one.dated and other.dated
    if days == 0:
        weight = next((weight for days, weight in SHARED_DAYS if longest <= days), 0.2)
        return Reason(
            "date", weight if told else min(weight, 1.0), "the same day" if longest == 1 else "days in common"
        )
    if days <= NEXT_DAY:
        return Reason("date", 0.0 if told else 0.3, "one day apart")
    if days <= HELD and Family.CAPTIVITY in one.families & other.families:
        return Reason("date", -0.3, f"{days} days apart, in which captives may have been held")
    if days <= APART:
        return Reason("date", -4.0 if told else -0.8, f"{days} days apart")
    if told:
        return Reason("date", VETO, f"{days} days apart")
    return Reason("date", UNTOLD, f"{days} days apart, by what stands around it")


def _told(one: Mention, other: Mention) -> Reason | None:
    """Compare the day of the one with when the other, undated, was told."""
    dated, undated = (one, other) if other.when is None else (other, one)
    if dated.when is None:
        if one.told is None or other.told is None:
            return None
        days = gap(one.told, other.told)
        if days <= APART:
            return Reason("date", 0.3, f"told {days} days apart")
        return Reason("date", -1.0, f"told {days} days apart") if days > STALE else None
    if undated.told is None:
        return None
    if not (dated.when.year_known and undated.told.year_known):
        return None if gap(dated.when, undated.told) > FRESH else Reason("date", 0.3, "told in those days of a year")
    since = undated.told.last - dated.when.first
    if since < -1:
        return Reason("date", VETO, "told before it happened")
    if since <= FRESH:
        return Reason("date", 0.4, f"told {max(since, 0)} days after")
    return Reason("date", -1.0, f"told {since} days after") if since > STALE else None


def place(one: Mention, other: Mention) -> Reason | None:
    """Compare the places, the best pair of them; what articles name besides counts for less."""
    own = nearest(one.places, other.places, one.later | other.later)
    named = max(_named(one, other), key=lambda reason: (reason.weight, reason.what), default=None)
    if own is None or named is None or own.weight >= named.weight:
        return own or named
    return Reason("place", named.weight + min(own.weight, 0) / 2, f"{named.what}; {own.what}")


def _named(one: Mention, other: Mention) -> Iterator[Reason]:
    """Yield what the places say that one of the articles only names: more where its event has none in particular."""
    for told, naming in ((one, other), (other, one)):
        share = NAMED if any(place.kind in SPECIFIC for place in naming.places) else INSTEAD
        for a in told.places:
            yield from (_by_name(a, b, share) for b in naming.setting if a.small and is_same(a, b))
    if not (one.small_places and other.small_places):
        for a in one.setting:
            yield from (_by_name(a, b, NAMED) for b in other.setting if is_same(a, b))


def _by_name(a: Whereabouts, b: Whereabouts, share: float) -> Reason:
    return Reason("place", round(share * shared_weight(a), 1), f"both articles name {min(a.name, b.name)}")


def name(one: Mention, other: Mention) -> Reason | None:
    """Compare the names of the event or of what it befell."""
    if not one.names or not other.names:
        return None
    pairs = ((fuzz.token_set_ratio(a, b), a, b) for a in sorted(one.names) for b in sorted(other.names))
    likeness, a, b = max(pairs)
    if likeness >= 90:
        return Reason("name", 3.0, f"both {a}")
    return Reason("name", -1.5, f"{a} and {b}")


def operation(one: Mention, other: Mention) -> Reason | None:
    """Compare the operations that they belong to."""
    if one.operation is None or other.operation is None:
        return None
    if one.operation == other.operation:
        return Reason("operation", 1.5, "of one operation")
    return Reason("operation", -2.0, "of two operations")


def parties(one: Mention, other: Mention) -> Reason | None:
    """Compare who took part; armed groups that have nothing to do with each other are rivals for it."""
    groups = [[party for party in mention.parties if party.armed_group] for mention in (one, other)]
    if groups[0] and groups[1]:
        shared = [a.name for a in groups[0] for b in groups[1] if a.key == b.key]
        if shared:
            return Reason("parties", 1.2, f"both {min(shared)}")
        if any(a.ties & b.ties for a in groups[0] for b in groups[1]):
            return Reason("parties", 0.6, "groups that belong together")
        return Reason("parties", -1.0, f"{groups[0][0].name} and {groups[1][0].name}")
    alike = [a.name for a in one.parties for b in other.parties if a.ties & b.ties]
    return Reason("parties", 0.3, f"both {min(alike)}") if alike else None


def assets(one: Mention, other: Mention) -> Reason | None:
    """Compare the kinds of thing that it befell."""
    if not one.assets or not other.assets:
        return None
    if shared := one.assets & other.assets:
        return Reason("asset", 0.6, f"both {min(shared)}")
    if one.assets & MOVING and other.assets & MOVING:
        return Reason("asset", 0.4, f"{min(one.assets & MOVING)} and {min(other.assets & MOVING)}")
    return Reason("asset", -0.4, f"{min(one.assets)} and {min(other.assets)}")


def victims(one: Mention, other: Mention) -> Reason | None:
    """Compare what those are called whom it befell."""
    shared = one.victims & other.victims
    return Reason("victims", 1.0, f"both tell of {min(shared)}…") if shared else None


def tolls(one: Mention, other: Mention) -> Reason | None:
    """Compare counts; rival ones say little, since rivals count the same event."""
    shared = sorted(toll for toll in one.tolls & other.tolls if toll[2] >= TELLING_TOLL)
    if shared:
        most = max(shared, key=lambda toll: toll[2])
        weight = 1.5 + 0.5 * (most[2] >= 2 * TELLING_TOLL) + 0.5 * (len(shared) > 1)
        return Reason("tolls", weight, ", ".join(f"both {number} {victims} {how}" for how, victims, number in shared))
    loose = sorted(_whoever(one) & _whoever(other))
    if loose and loose[-1][1] >= TELLING_TOLL:
        return Reason("tolls", 0.8, f"both {loose[-1][1]} {loose[-1][0]}, whoever they were")
    small = sorted(one.tolls & other.tolls)
    if small:
        how, victims, number = small[-1]
        return Reason("tolls", 0.4, f"both {number} {victims} {how}")
    rival = {toll[:2] for toll in one.tolls} & {toll[:2] for toll in other.tolls}
    return Reason("tolls", -0.3, "other counts of " + ", ".join(sorted(how for how, _ in rival))) if rival else None


def _whoever(mention: Mention) -> set[tuple[str, int]]:
    return {(how, number) for how, _, number in mention.tolls}


def words(one: Mention, other: Mention) -> Reason | None:
    """Compare the words, names left out, by the share of the shorter report that the longer one has."""
    fewest = min(len(one.words), len(other.words))
    if fewest < FEW_WORDS:
        return None
    share = len(one.words & other.words) / fewest
    most = 1.5 if fewest >= MANY_WORDS else 1.0
    weight = round(max(-0.5, min(most, 3 * (share - 0.2))), 1)
    return Reason("words", weight, f"{share:.0%} of the words shared") if weight else None


def rarity(one: Mention, other: Mention) -> Reason | None:
    """Compare events so rare that a country hardly sees two of them in the same days."""
    if min(telling(one.kind), telling(other.kind)) < RARE_KIND or not one.families & other.families:
        return None
    countries = one.countries & other.countries
    a, b = one.when or one.told, other.when or other.told
    if not countries or a is None or b is None or gap(a, b) > APART:
        return None
    return Reason("rarity", 2.5, f"hardly two of them in {min(countries)} in those days")


def beside(one: Mention, other: Mention) -> Reason | None:
    """Compare what else of rare kinds the two articles tell of."""
    shared = one.beside & other.beside
    return Reason("beside", 1.0, f"both articles also tell of {min(shared)}") if shared else None


def subject(one: Mention, other: Mention) -> Reason | None:
    """Tell whether both articles are on it: what they recall of others in passing is hardly what another is on."""
    return Reason("subject", 0.7, "both articles are on it") if one.main and other.main else None


def cast(one: Mention, other: Mention) -> Reason | None:
    """Compare the people and units that articles on it name."""
    theirs = {key for key, _ in other.cast}
    shared = sorted((key, told) for key, told in one.cast if key in theirs)
    return Reason("cast", 2.0, f"both articles name {shared[0][1]}") if shared else None


def doers(one: Mention, other: Mention) -> Reason | None:
    """Compare whether soldiers or armed groups did it."""
    if not one.doers or not other.doers or one.doers & other.doers or parties(one, other) is not None:
        return None
    return Reason("doers", -1.0, f"by {min(one.doers)} and by {min(other.doers)}")


def border(one: Mention, other: Mention) -> Reason | None:
    """Tell whether the one has it happen in another country than the other: such accounts are rivals."""
    placed = [{place.chain[-1] for place in mention.places if place.placed} for mention in (one, other)]
    if not all(placed) or placed[0] & placed[1]:
        return None
    return Reason("border", -0.5, f"in {min(placed[0])} and in {min(placed[1])}")


def captives(one: Mention, other: Mention) -> Reason | None:
    """Tell whether captives were taken in two places: rival accounts, unless they name one captor."""
    if Family.CAPTIVITY not in one.families & other.families or cast(one, other) is not None:
        return None
    here, there = one.small_places, other.small_places
    if not here or not there or any(is_same(a, b) for a in here for b in there):
        return None
    return Reason("captives", -0.5, f"taken at {here[0].name} and at {there[0].name}")


FEATURES: tuple[Feature, ...] = (
    *(kind, date, place, name, operation, parties, assets, victims, tolls, words, rarity, beside, subject, cast, doers),
    *(border, captives),
)


def compare(one: Mention, other: Mention) -> Comparison:
    """Return the score of two mentions with its reasons; which comes first makes no difference."""
    if one.id > other.id:
        return compare(other, one)
    reasons = tuple(reason for feature in FEATURES if (reason := feature(one, other)) is not None)
    score = round(1 / (1 + exp(-(PRIOR + sum(reason.weight for reason in reasons)))), 3)
    if at_odds(reasons) or not anchored(reasons):
        score = min(score, DOUBTFUL)
    return Comparison(score, reasons)


def at_odds(reasons: tuple[Reason, ...]) -> bool:
    """Tell whether the accounts differ on who did it or where: such are never taken for one by themselves."""
    weights = {reason.feature: reason.weight for reason in reasons}
    spot = weights.get("place", 0) >= SAME_SPOT and weights.get("date", 0) >= SAME_DAY
    if weights.get("doers", 0) < 0 or (weights.get("parties", 0) < 0 and not spot):
        return True
    return weights.get("place", 0) <= ELSEWHERE or not RIVALS.isdisjoint(weights)


def anchored(reasons: tuple[Reason, ...]) -> bool:
    """Tell whether anything in particular holds the accounts together: kind, day and group alone do not."""
    return any(reason.weight >= ANCHORS.get(reason.feature, NEVER) for reason in reasons)


def full(mention: Mention) -> bool:
    """Tell whether the mention's facts, its words and counts aside, are enough to know the event again by."""
    nothing = frozenset[str]()
    bare = replace(mention, words=nothing, tolls=frozenset(), beside=frozenset(), cast=frozenset(), main=False)
    return compare(bare, bare).score >= SAME

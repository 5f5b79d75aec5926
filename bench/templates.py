"""MUC-4 templates: read answer keys, align ours with them, count what is right slot by slot (Chinchor 1992)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import networkx

INDIVIDUAL, ORGANISATION = "PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID"
CONFIDENCE = "PERP: ORGANIZATION CONFIDENCE"
NAME, DESCRIPTION = "HUM TGT: NAME", "HUM TGT: DESCRIPTION"
SLOTS = (INDIVIDUAL, ORGANISATION, CONFIDENCE, NAME, DESCRIPTION)
FACT, CLAIMED, POSSIBLE = "REPORTED AS FACT", "CLAIMED OR ADMITTED", "POSSIBLE"
SUSPECTED, BY_AUTHORITIES = "SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES"
LINE = re.compile(r"^ ?\d+\. +([A-Z ]+: [A-Z ]*?[A-Z])(?: {2,}|\t+)(.*)$")
QUOTED = re.compile(r'"(?:\\"|[^"])*"')
SMALL = frozenset({"THE", "A", "AN", "OF", "IN", "AND", "BY", "AT", "TO", "FOR", "WITH", "ON", "WHO", "WERE"})


@dataclass(frozen=True)
class Fill:
    """One filler of a slot: the strings that are right, and with a confidence its labels."""

    strings: tuple[str, ...]
    labels: tuple[str, ...] = ()
    optional: bool = False


@dataclass
class Template:
    """One incident."""

    type: str
    date: str = ""
    location: str = ""
    optional: bool = False
    fills: dict[str, list[Fill]] = field(default_factory=dict)


def read_keys(text: str) -> dict[str, list[Template]]:
    """Return each message's templates; a message without an incident has none."""
    found: dict[str, list[Template]] = {}
    slots: dict[str, list[str]] = {}
    slot = ""
    for line in [*text.splitlines(), "0.  MESSAGE: ID                     END"]:
        match = LINE.match(line)
        if match and match[1] == "MESSAGE: ID":
            if slots:
                templates = found.setdefault(slots["MESSAGE: ID"][0].split()[0], [])
                if slots["INCIDENT: TYPE"][0] != "*":
                    templates.append(_template(slots))
            slots = {}
        if match:
            slot = match[1]
            slots[slot] = [match[2].strip()]
        elif slot and line.startswith(" ") and line.strip():
            slots[slot].append(line.strip())
    return found


def _template(slots: dict[str, list[str]]) -> Template:
    return Template(
        type=slots["INCIDENT: TYPE"][0],
        date=slots["INCIDENT: DATE"][0],
        location=" ".join(slots["INCIDENT: LOCATION"]),
        optional="OPTIONAL" in slots["MESSAGE: TEMPLATE"][0],
        fills={slot: [fill for line in slots.get(slot, ()) if (fill := _fill(slot, line))] for slot in SLOTS},
    )


def _fill(slot: str, line: str) -> Fill | None:
    optional, line = line.startswith("?"), line.lstrip("? ")
    if slot == CONFIDENCE:
        head, _, line = line.partition(":")
        labels = tuple(label.strip(" ?") for label in head.split("/"))
    else:
        labels = ()
        if slot == DESCRIPTION:
            line = re.split(r'"\s*:\s*"', line)[0] + '"' if re.search(r'"\s*:\s*"', line) else line
    strings = tuple(one.strip('"').replace('\\"', "").strip() for one in QUOTED.findall(line))
    return Fill(strings, labels, optional) if strings else None


def words(text: str) -> list[str]:
    plain = re.sub(r"[^A-Z0-9]+", " ", text.upper().replace("'S ", " ")).split()
    return [word for word in plain if word not in SMALL]


def same(ours: Fill, key: Fill) -> float:
    """Return 1 where one of our strings is the key's, or holds it; a half where it is a part of it."""
    best = 0.0
    for mine in map(words, ours.strings):
        for theirs in map(words, key.strings):
            if theirs and _within(theirs, mine):
                return 1.0
            if mine and set(mine) <= set(theirs):
                best = 0.5
    return best


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    return set(short) <= set(long) and len(long) <= len(short) + 4


def right(slot: str, ours: Fill, key: Fill) -> float:
    """Return what a filler is worth beside a key's."""
    worth = same(ours, key)
    if slot != CONFIDENCE or not worth:
        return worth
    if ours.labels[0] in key.labels:
        return worth
    return worth / 2 if ours.labels[0] == SUSPECTED and BY_AUTHORITIES in key.labels else 0.0


def matched(slot: str, ours: Sequence[Fill], keys: Sequence[Fill]) -> tuple[float, list[Fill]]:
    """Return the worth of the best matching of fillers, and the key's that it leaves over."""
    graph = networkx.Graph()
    for i, mine in enumerate(ours):
        for j, key in enumerate(keys):
            if worth := right(slot, mine, key):
                graph.add_edge(("ours", i), ("key", j), weight=worth)
    pairs = networkx.max_weight_matching(graph)
    ends = [dict((one, other)) for one, other in pairs]
    taken = {end["key"] for end in ends}
    total = sum(graph.edges[one, other]["weight"] for one, other in pairs)
    return total, [key for j, key in enumerate(keys) if j not in taken]


def align(ours: Sequence[Template], keys: Sequence[Template]) -> Iterator[tuple[Template | None, Template | None]]:
    """Yield pairs of templates that tell of one incident, then what is left over on either side."""
    graph = networkx.Graph()
    for i, mine in enumerate(ours):
        for j, key in enumerate(keys):
            if weight := _alike(mine, key):
                graph.add_edge(("ours", i), ("key", j), weight=weight)
    pairs = {}
    for one, other in networkx.max_weight_matching(graph):
        ends = dict((one, other))
        pairs[ends["ours"]] = ends["key"]
    for i, mine in enumerate(ours):
        yield mine, keys[pairs[i]] if i in pairs else None
    for j, key in enumerate(keys):
        if j not in pairs.values():
            yield None, key


def _alike(mine: Template, key: Template) -> float:
    kinds = {kind.strip() for kind in key.type.split("/")}
    weight = 2.0 if mine.type in kinds else 1.0 if "ATTACK" in {mine.type, *kinds} else 0.0
    if not weight:
        return 0.0
    weight += bool(mine.date) and mine.date in key.date
    weight += bool(mine.location) and any(word in words(key.location) for word in words(mine.location))
    return weight + sum(matched(slot, mine.fills.get(slot, ()), key.fills[slot])[0] for slot in SLOTS)


def tally(ours: Sequence[Template], keys: Sequence[Template], counts: Counter[tuple[str, str]]) -> None:
    """Add one message's fillers: possible, actual and right in each slot, all templates counted."""
    for mine, key in align(ours, keys):
        for slot in SLOTS:
            given = mine.fills.get(slot, []) if mine else []
            wanted = key.fills[slot] if key else []
            worth, left = matched(slot, given, wanted)
            found = len(wanted) - len(left)
            free = mine is None and key is not None and key.optional
            counts[slot, "actual"] += len(given)
            counts[slot, "right"] += worth
            counts[slot, "possible"] += found + (0 if free else sum(not fill.optional for fill in left))


def figures(counts: Counter[tuple[str, str]], slots: Sequence[str]) -> tuple[float, float, float]:
    """Return recall, precision and F in per cent, pooled over the slots."""
    possible, actual, found = (sum(counts[slot, what] for slot in slots) for what in ("possible", "actual", "right"))
    recall, precision = found / max(possible, 1), found / max(actual, 1)
    return 100 * recall, 100 * precision, 200 * recall * precision / max(recall + precision, 1e-9)

"""Relay, certainty, polarity and date of annotated figures and stances, each beside its commonest value."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ingest.document import Claim, Entity, Extraction

FIELDS = ("relay", "certainty", "polarity", "date")
#: What each stance word of the gold is called in the graph.
STANCES = {
    "accused": "accused", "blamed": "accused", "alleged": "accused",
    "denied": "denied", "rejected": "denied", "refuted": "denied", "dismissed": "denied", "disputed": "denied",
    "claimed_responsibility": "claimed_responsibility",
    "threatened": "threatened", "vowed": "threatened", "warned": "threatened",
    "demanded": "demanded", "urged": "demanded", "requested": "demanded", "called_for": "demanded",
    "confirmed": "confirmed", "admitted": "confirmed", "condemned": "condemned", "criticised": "condemned",
    "claimed": "claimed", "declared": "claimed", "reported": "claimed",
}  # fmt: skip
#: Quotation marks and dashes, one character for one, so that a quote is found in other clothes.
FOLDED = str.maketrans("“”„‘’–—\u00a0", '"""\'\'-- ')


class Judged(NamedTuple):
    """One field of one annotated item: what the gold has, whether ours is the same."""

    field: str
    gold: str
    right: bool


@dataclass
class FieldTally:
    """What was judged so far."""

    annotated: int = 0
    found: int = 0
    judged: list[Judged] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[str, int, float, float, float | None]]:
        """Yield field, items, accuracy, share of the commonest value and accuracy on all other values."""
        by_field: dict[str, list[Judged]] = defaultdict(list)
        for one in self.judged:
            by_field[one.field].append(one)
        for name in FIELDS:
            items = by_field[name]
            if items:
                [(common, count)] = Counter(one.gold for one in items).most_common(1)
                rarer = [one.right for one in items if one.gold != common]
                accuracy = sum(one.right for one in items) / len(items)
                yield name, len(items), accuracy, count / len(items), sum(rarer) / len(rarer) if rarer else None


def judge(extraction: Extraction, gold: Mapping[str, Any], tally: FieldTally) -> None:
    """Add what one article's annotated items come to: each beside the claim whose words are its quote's."""
    items = [*gold.get("figures", []), *gold.get("stances", [])]
    dates = Counter(str(item["date"]) for item in items if "certainty" in item)
    lead = dates.most_common(1)[0][0] if dates else None
    for item in items:
        if "quote" in item and "certainty" in item:
            tally.annotated += 1
            claim = _claim_of(extraction, item)
            if claim is not None:
                tally.found += 1
                tally.judged += _judged(extraction, claim, item, gold, lead)


def _claim_of(extraction: Extraction, item: Mapping[str, Any]) -> Claim | None:
    """Return the claim that shares most characters with the quote, of those with its number or its stance."""
    where = _span_of(extraction.article.text, item["quote"])
    if where is None:
        return None
    fits = _is_figure if "measure" in item else _is_stance
    near = [(_shared(claim, where), claim) for claim in extraction.claims if fits(item, claim)]
    near = [(shared, claim) for shared, claim in near if shared > 0]
    return max(near, key=lambda one: (one[0], -one[1].start), default=(0, None))[1]


def _span_of(text: str, quote: str) -> tuple[int, int] | None:
    pattern = r"\s+".join(map(re.escape, quote.translate(FOLDED).split()))
    found = re.search(pattern, text.translate(FOLDED), re.IGNORECASE)
    return found.span() if found else None


def _shared(claim: Claim, where: tuple[int, int]) -> float:
    """Return the share of quote and claim together that both hold."""
    both = min(claim.end, where[1]) - max(claim.start, where[0])
    return both / (max(claim.end, where[1]) - min(claim.start, where[0]))


def _is_figure(item: Mapping[str, Any], claim: Claim) -> bool:
    if claim.measure is None or claim.measure not in _many(item["measure"]):
        return False
    value = item.get("value")
    if isinstance(value, str):
        return value.lower() in (claim.quantity or "").lower()
    wanted = {value, item.get("low"), item.get("high")} - {None}
    return bool(wanted & {claim.low, claim.high})


def _is_stance(item: Mapping[str, Any], claim: Claim) -> bool:
    ours = "claimed" if claim.stance == "reported" else claim.stance
    return not claim.own_voice and ours in {STANCES.get(word, word) for word in _many(item["stance"])}


def _judged(
    extraction: Extraction, claim: Claim, item: Mapping[str, Any], gold: Mapping[str, Any], lead: str | None
) -> Iterator[Judged]:
    relay = item.get("relay")
    entities = {entity.id: entity for entity in extraction.entities}
    ours = [entities[who] for who in claim.relayed_by]
    names = [name for key in _many(relay) for name in gold["actors"].get(key, [key])]
    right = any(_is_called(one, names) for one in ours) if relay else not ours
    yield Judged("relay", "somebody" if relay else "nobody", right)
    for name in ("certainty", "polarity"):
        yield Judged(name, item[name], getattr(claim, name) == item[name])
    date = str(item["date"])
    yield Judged("date", "the article's commonest" if date == lead else "another", date in _dates(extraction, claim))


def _dates(extraction: Extraction, claim: Claim) -> set[str]:
    """Return our date as the gold may write it: its first day, and for an interval both ends."""
    event = next((event for event in extraction.events if event.id == claim.event), None)
    start, end = claim.event_start, claim.event_end
    if start is None and event is not None:
        start, end = event.start, event.end
    return {str(start), f"{start}/{end}"}


def _is_called(entity: Entity, names: list[str]) -> bool:
    ours = {_plain(name) for name in (entity.name, *entity.aliases)}
    return any(f" {_plain(name)} " in f" {one} " or f" {one} " in f" {_plain(name)} " for name in names for one in ours)


def _plain(name: str) -> str:
    words = re.sub(r"[^\w]+", " ", str(name).casefold()).split()
    return " ".join(word for word in words if word not in {"the", "a", "an"})


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]

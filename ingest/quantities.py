"""Counts as written: low, high and how exact; no dates, ages, times, money, distances or names with numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from ingest.date_forms import NOT_YEARS, find
from ingest.dateline import dateline
from ingest.document import Hedge
from ingest.numbers import value
from ingest.quantity_forms import (
    AGE_AFTER,
    AGE_BEFORE,
    AGES,
    AGES_BEFORE,
    AS_MANY,
    BETWEEN,
    BOTH,
    BOTH_AND,
    CLOCK,
    CLOCK_AFTER,
    CLOCK_BEFORE,
    FROM,
    HEDGES,
    LISTED,
    MAYBE,
    NAME_BEFORE,
    NAMED,
    NONE,
    NUMBERS,
    ONE_AFTER,
    ONE_BEFORE,
    ONE_IN,
    PHONES,
    RANGE,
    RANGING,
    RATIO,
    RATIO_BEFORE,
    TAILS,
    TITLED,
    TO_ONE,
    UNITS,
    VAGUE,
    WEAPON,
)
from ingest.texts import text_of

#: Tags of words between which and a noun no article of the noun's own stands.
PHRASE_ENDS = frozenset({"IN", "TO", "WDT", "WP", "WP$", "PRP$", "POS", "MD", "PRP"})
#: Characters back to the count that "as many" repeats.
AS_MANY_REACH = 100
COUNTED = re.compile(rf" (?:{NOT_YEARS})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens [start, end) that tell a count, its hedge among them; [number_start, number_end) the number alone."""

    start: int
    end: int
    low: int | None
    high: int | None
    hedge: Hedge
    #: as written, without what is counted
    text: str
    number_start: int
    number_end: int


@dataclass(frozen=True, slots=True)
class _Count:
    """The same over characters."""

    start: int
    end: int
    low: int | None
    high: int | None
    hedge: Hedge
    number: tuple[int, int]


@Language.component("quantities", assigns=["doc._.quantities"])
def quantities_component(doc: Doc) -> Doc:
    """Store the counts that the doc tells."""
    doc._.quantities = tuple(quantities(doc))
    return doc


def quantities(doc: Doc) -> Iterator[Quantity]:
    """Yield every count that could count people, in the order of the text."""
    text = text_of(doc)
    taken = [(start, end) for start, end, _, _ in find(text)]
    taken += [match.span() for match in PHONES.finditer(text)]
    if filed := dateline(text):
        taken.append((filed.start, filed.end))
    numbers = list(_numbers(text, taken))
    found = [*numbers, *_vague(text), *_none(text), *_both(doc), *_as_many(text, numbers)]
    reached = 0
    for count in sorted(found, key=lambda count: (count.start, -count.end)):
        span = doc.char_span(count.start, count.end, alignment_mode="expand")
        number = doc.char_span(*count.number, alignment_mode="expand")
        if span and number and count.start >= reached and not _overlaps(count.number, taken):
            reached = count.end
            words = text[count.start : count.end]
            yield Quantity(span.start, span.end, count.low, count.high, count.hedge, words, number.start, number.end)


def singular(noun: Token) -> Quantity | None:
    """Return the count of one that "a soldier" or "another soldier" tells of a noun in the singular."""
    if noun.tag_ in ("NNS", "NNPS") or "Plur" in noun.morph.get("Number", []):
        return None
    for token in reversed(noun.doc[max(0, noun.i - 7) : noun.i]):
        if token.lower_ in ("a", "an", "another"):
            single = token.i + 1 < noun.i and noun.doc[token.i + 1].lower_ in ("single", "lone")
            end = token.i + 2 if single else token.i + 1
            return Quantity(token.i, end, 1, 1, Hedge.EXACT, noun.doc[token.i : end].text, token.i, end)
        stops = (token.is_punct and token.tag_ != "HYPH") or token.tag_ in PHRASE_ENDS
        if stops or token.tag_.startswith("V") or token.lower_ in ("the", "of"):
            return None
    return None


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _numbers(text: str, taken: list[tuple[int, int]]) -> Iterator[_Count]:
    for match in NUMBERS.finditer(text):
        if not _overlaps(match.span(), taken):
            count = _count(text, match)
            if not _counts_nothing(text, match, count):
                yield count


def _count(text: str, match: re.Match[str]) -> _Count:
    """Read a number with the hedge before it, and with what makes it a range or leaves it open after it."""
    before, low = text[max(0, match.start() - 40) : match.start()], value(match[0])
    hedge, length = _hedge(before)
    if high := _range_end(text, match, before):
        length = len(between[0]) if (between := BETWEEN.search(before)) else length
        low, top = _scaled(low, high["high"]), value(high["high"])
        return _Count(match.start() - length, high.end(), low, top, Hedge.RANGE, (match.start(), high.end()))
    for open_end, pattern in TAILS.items():
        if tail := pattern.match(text, match.end()):
            return _Count(match.start() - length, tail.end(), *_bounds(open_end, low), open_end, match.span())
    return _Count(match.start() - length, match.end(), *_bounds(hedge, low), hedge, match.span())


def _hedge(before: str) -> tuple[Hedge, int]:
    """Return the hedge that ends the text before a number, and its length."""
    found = [(len(match[0]), hedge) for hedge, pattern in HEDGES.items() if (match := pattern.search(before))]
    length, hedge = max(found, default=(0, Hedge.EXACT))
    return hedge, length


def _bounds(hedge: Hedge, number: int) -> tuple[int | None, int | None]:
    low = None if hedge in (Hedge.AT_MOST, Hedge.LESS_THAN) else number
    high = None if hedge in (Hedge.AT_LEAST, Hedge.MORE_THAN) else number
    return low, high


def _range_end(text: str, match: re.Match[str], before: str) -> re.Match[str] | None:
    high = RANGE.match(text, match.end())
    if high is None or _scaled(value(match[0]), high["high"]) >= value(high["high"]):
        return None
    link = high["link"].strip()
    if link == "and" and not BETWEEN.search(before):
        return None
    return None if link == "to" and FROM.search(before) and not RANGING.search(before) else high


def _scaled(low: int, high: str) -> int:
    """Return the low end of "two to three million", which has its scale from the high one."""
    top = value(high)
    scale = next(
        (scale for scale in (10**6, 10**3) if top % scale == 0 and low < top // scale and not high.isdigit()), 1
    )
    return low if "," in high else low * scale


def _counts_nothing(text: str, match: re.Match[str], count: _Count) -> bool:
    before, after = text[max(0, match.start() - 60) : match.start()], text[count.end : count.end + 60]
    return bool(
        UNITS.match(after)
        or re.match("[-–](?!strong)\\w", after)
        or NAMED.search(before)
        or NAMED.search(text[max(0, count.start - 60) : count.start])
        or AGES.search(before)
        or _is_ratio(match, before, after)
        or (match[0][0].isdigit() and _digits_count_nothing(text, match, count, before, after))
        or (match[0].lower() == "one" and (ONE_BEFORE.search(before) or ONE_AFTER.match(after)))
    )


def _is_ratio(match: re.Match[str], before: str, after: str) -> bool:
    one = match[0].lower() in ("one", "1")
    return bool(
        RATIO.match(after) or RATIO_BEFORE.search(before) or (one and (ONE_IN.match(after) or TO_ONE.search(before)))
    )


def _digits_count_nothing(text: str, match: re.Match[str], count: _Count, before: str, after: str) -> bool:
    """Tell years, ages, times of day and numbers in names."""
    digits, exact = match[0], count.hedge == Hedge.EXACT
    year = exact and len(digits) == 4 and digits[:2] in ("19", "20") and not COUNTED.match(after)
    old = AGE_BEFORE.search(before) or (AGES_BEFORE.search(before) and after[:1] in {",", ")"})
    age = exact and old and AGE_AFTER.match(after) and value(digits) < 111
    clock = CLOCK_BEFORE.search(before) and (CLOCK.fullmatch(digits) or CLOCK_AFTER.match(after))
    listed = LISTED.match(after) and (match.start() == 0 or text[match.start() - 1] == "\n")
    weapon = NAME_BEFORE.search(before) and WEAPON.match(after)
    leading_zero = digits[0] == "0" and len(digits) > 1
    return bool(year or age or clock or listed or weapon or leading_zero or TITLED.search(before))


def _vague(text: str) -> Iterator[_Count]:
    for match in VAGUE.finditer(text):
        if not UNITS.match(text, match.end()) and not MAYBE.search(text, max(0, match.start() - 30), match.start()):
            low = _vague_low(match)
            yield _Count(match.start(), match.end(), low, None, Hedge.VAGUE, match.span())


def _vague_low(match: re.Match[str]) -> int | None:
    """Count dozens as 12 and hundreds as 100, as ACLED does."""
    words = [match[name] for name in ("tens", "of", "few", "plural", "ten") if match[name]]
    low = 1
    for word in words:
        low *= 10 if word.lower() == "tens" else value("one " + word.lower())
    return low if words else None


def _none(text: str) -> Iterator[_Count]:
    for match in NONE.finditer(text):
        yield _Count(match.start(), match.end(), 0, 0, Hedge.EXACT, match.span())


def _as_many(text: str, numbers: list[_Count]) -> Iterator[_Count]:
    """Yield the count that repeats the one before: "three officers were killed and as many injured"."""
    for match in AS_MANY.finditer(text):
        said = [one for one in numbers if match.start() - AS_MANY_REACH < one.start < match.start()]
        if said and "." not in text[said[-1].end : match.start()]:
            yield replace(said[-1], start=match.start(), end=match.end(), number=match.span(1))


def _both(doc: Doc) -> Iterator[_Count]:
    """Yield "both", but not that of "both soldiers and police"."""
    text = text_of(doc)
    for match in BOTH.finditer(text):
        span = doc.char_span(*match.span())
        parsed = doc.has_annotation("DEP") and span is not None
        joins = span[0].dep_ == "cc:preconj" if parsed and span else BOTH_AND.match(text, match.start())
        if not joins and not UNITS.match(text, match.end()):
            yield _Count(match.start(), match.end(), 2, 2, Hedge.EXACT, match.span())

"""Dates that an article tells, as precise as it tells them, relative ones from the day it was published."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from spacy.language import Language
from spacy.tokens import Doc

from ingest.date_forms import COUNTED, find
from ingest.dateline import Dateline, dateline
from ingest.document import Article
from ingest.edtf import WEEKDAYS, Day, month_number

Bounds = tuple[str | None, str | None]
UNKNOWN: Bounds = (None, None)


class DateRole(StrEnum):
    """How what is told stands to the date."""

    AT = "at"
    SINCE = "since"
    UNTIL = "until"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"
    #: a period up to now: "over the past year", "for decades"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class DateMention:
    """Tokens [start, end) that tell a date; null bounds are a date told but not to be known."""

    start: int
    end: int
    #: EDTF; the same twice, or the first and last day of an interval
    earliest: str | None
    latest: str | None
    #: told by its distance from another day
    relative: bool
    role: DateRole = DateRole.AT


RELATIVE = {"weekday", "weekend", "month_of_last_year", "near", "told", "calendar", "over", "distance", "vague"}
ROLE = re.compile(
    r"\b(?:(?P<since>since|from(?! the )|starting(?: on| in| from)?|beginning(?: on| in)?)|"
    r"(?P<until>until|till|through|up to)|(?P<by>by|as of)|(?P<before>before|prior to|ahead of)|"
    r"(?P<after>after|following))\s(?:(?:the|early|late|mid|at least)[ -])*$",
    re.IGNORECASE,
)
AHEAD = re.compile(r"\b(?:will|shall|scheduled|due|set to|expected to|plans? to)\b[^.;\n]{0,80}$")


#: Characters of a lead, and the words that tell on which weekday it was written.
LEAD = 800
FILED_ON = re.compile(
    r"\b(?:said|says|announced|reported|told \w+)(?: on)? (?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


@Language.component("dates", assigns=["doc._.dates"])
def dates_component(doc: Doc) -> Doc:
    """Store the dates that the doc tells."""
    doc._.dates = tuple(dates(doc))
    return doc


def dates(doc: Doc) -> Iterator[DateMention]:
    """Yield every date told in the text, in its order; the dateline itself is left out."""
    text = doc.text
    filed = dateline(text)
    reading = _Reading(text, anchor_of(doc._.article, filed))
    for start, end, form, match in find(text):
        if filed and filed.start <= start < filed.end:
            continue
        earliest, latest = reading.resolve(form, match)
        span = doc.char_span(start, end, alignment_mode="expand")
        role = DateRole.OVER if form in ("over", "vague", "part_of_year") else _role(text, start, end)
        if span:
            yield DateMention(span.start, span.end, earliest, latest, form in RELATIVE, role)


def anchor_of(article: Article | None, filed: Dateline | None) -> Day | None:
    """Return the day that relative dates start from: that of publication, else that of the dateline."""
    published = Day.read(article.published) if article else None
    told = Day.read(filed.date) if filed else None
    if published is None or told is None or published.day:
        return published or told
    return _nearest(told, published) if told.year is None else told


def _role(text: str, start: int, end: int) -> DateRole:
    match = ROLE.search(text[max(0, start - 40) : start])
    if match is None or re.match(r"[’']s?\b", text[end:]):
        return DateRole.AT
    return DateRole(next(name for name, words in match.groupdict().items() if words))


def _nearest(day: Day, near: Day) -> Day:
    """Give a day without a year the year that brings it closest; days to come count twice as far."""
    if near.year is None:
        return day
    if near.month is None:
        return day._replace(year=near.year)
    here = date(near.year, near.month, near.day or 15)
    candidates = [full for year in range(near.year - 1, near.year + 2) if (full := day._replace(year=year)).is_valid]

    def distance(full: Day) -> int:
        days = (date(full.year or 0, full.month or 1, full.day or 15) - here).days
        return 2 * days if days > 0 else -days

    return min(candidates, key=distance, default=day)


def _once(day: Day | None) -> Bounds:
    return (str(day), str(day)) if day and day.is_valid else UNKNOWN


def _between(first: Day | None, last: Day | None) -> Bounds:
    return (str(first), str(last)) if first and last and first.is_valid and last.is_valid else UNKNOWN


def _months_before(day: Day, months: int) -> Day | None:
    if day.year is None or day.month is None:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return Day(year, month + 1, day.day and min(day.day, calendar.monthrange(year, month + 1)[1]))


def _week(day: Day | None, weeks: int) -> Bounds:
    """Return Monday and Sunday of the week so many weeks from the day's."""
    if day is None or day.date is None:
        return UNKNOWN
    monday = day.date + timedelta(7 * weeks - day.date.weekday())
    return _between(Day.of(monday), Day.of(monday + timedelta(6)))


def _unit(day: Day | None, unit: str, count: int) -> Bounds:
    """Return the day, week, month, year or decade so many of them from the day."""
    if day is None:
        return UNKNOWN
    if unit == "week":
        return _week(day, count)
    if unit == "month":
        month = _months_before(day, -count)
        return _once(month and month._replace(day=None))
    if unit in ("year", "decade"):
        years = count * (10 if unit == "decade" else 1)
        return _once(Day(day.year + years)) if day.year else UNKNOWN
    return _once(day.moved(count))


@dataclass(slots=True)
class _Reading:
    """One text read from its start: what the last dates were is what the next ones may hang on."""

    text: str
    anchor: Day | None
    #: the last date told, and the last that is told to the day
    last: Day | None = None
    last_day: Day | None = None
    #: place and day of the dates told with month and year
    full: list[tuple[int, Day]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for start, _, form, match in find(self.text):
            if (
                form in ("iso", "range", "range_day_first", "days", "days_day_first", "date", "date_day_first")
                and (match["year"])
            ):
                self.full.append((start, _explicit(match)))

    def resolve(self, form: str, match: re.Match[str]) -> Bounds:
        """Return the first and last day that a date may mean, and remember it for those that follow."""
        bounds = READERS[form](self, match)
        day = Day.read(bounds[1])
        if day and form != "over":
            self.last = day
            self.last_day = day if day.day else self.last_day
        return bounds

    def dated(self, day: Day, at: int) -> Day:
        """Give a day without a year the year that the text or its publication tells; else leave it."""
        if day.year is not None:
            return day
        told = [full for start, full in self.full if start < at]
        beside = [full for start, full in self.full if start < at and "\n" not in self.text[start:at]]
        if beside:
            return _nearest(day, beside[-1])
        if self.anchor and self.anchor.year is not None:
            return _nearest(day, self.anchor)
        later = [full for start, full in self.full if start >= at]
        return _nearest(day, (told[-1:] or later[:1])[0]) if self.full else day

    def one_day(self, match: re.Match[str]) -> Bounds:
        """Read "March 11, 2025" and "11 March"."""
        return _once(self.dated(_explicit(match), match.start()))

    def days(self, match: re.Match[str]) -> Bounds:
        """Read "March 11-12" and "10 to 12 March"."""
        first = self.dated(_explicit(match), match.start())
        return _between(first, first._replace(day=_number(match["day2"])))

    def range(self, match: re.Match[str]) -> Bounds:
        """Read "March 30 to April 2, 2025"."""
        last = Day(_int(match["year2"] or match["year"]), month_number(match["month2"]), _number(match["day2"]))
        last = self.dated(last, match.start())
        first = _explicit(match)
        return _between(first if first.year else _nearest(first, last), last)

    def slashed(self, match: re.Match[str]) -> Bounds:
        """Read "25/03/2025"; of "03/04/2025" no more than the year is sure."""
        first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
        if first > 12 or first == second:
            return _once(Day(year, second, first))
        return _once(Day(year, first, second) if second > 12 else Day(year))

    def month(self, match: re.Match[str]) -> Bounds:
        """Read "in March", "last March", "March 2025"."""
        groups = match.groupdict()
        month = month_number(match["month"])
        which, here = (groups.get("which") or "").lower(), self.anchor
        if not which or here is None or here.year is None or here.month is None:
            return _once(self.dated(Day(_int(groups.get("year")), month), match.start()))
        if which == "this":
            return _once(Day(here.year, month))
        past = here.year - (month >= here.month)
        return _once(Day(past if which == "last" else past + 1 + (month == here.month), month))

    def years(self, match: re.Match[str]) -> Bounds:
        """Read "2014 to 2016" and "2019-20"."""
        first, second = match["first"], match["second"]
        return first, first[: 4 - len(second)] + second

    def year(self, match: re.Match[str]) -> Bounds:
        """Read "in 2019"."""
        return _once(Day(int(match["year"])))

    def decade(self, match: re.Match[str]) -> Bounds:
        """Read "the 1990s"."""
        return f"{match['decade']}0", f"{match['decade']}9"

    def weekday(self, match: re.Match[str]) -> Bounds:
        """Read "on Monday": the last one, unless the words look ahead."""
        here = self.anchor.date if self.anchor else None
        if here is None:
            return self._weekday_of_unknown_year(match)
        back = (here.weekday() - WEEKDAYS[match["weekday"].lower()]) % 7
        which = (match["which"] or "").lower()
        ahead = AHEAD.search(self.text[max(0, match.start() - 100) : match.start()])
        if which in ("next", "coming", "this coming") or (which == "this" and back) or (ahead and not which):
            back -= 7
        elif which in ("last", "past", "previous", "this past"):
            back = back or 7
        return _once(Day.of(here - timedelta(back)))

    def _weekday_of_unknown_year(self, match: re.Match[str]) -> Bounds:
        """Read a weekday by the one on which the lead has somebody speak, which is the dateline's own."""
        filed = FILED_ON.search(self.text[:LEAD])
        if self.anchor is None or self.anchor.day is None or filed is None or match["which"]:
            return UNKNOWN
        back = WEEKDAYS[filed["weekday"].lower()] - WEEKDAYS[match["weekday"].lower()]
        return _once(self.anchor.moved(-(back % 7)))

    def near(self, match: re.Match[str]) -> Bounds:
        """Read "yesterday", "tonight", "overnight"."""
        if self.anchor is None:
            return UNKNOWN
        words = match["near"].lower()
        if words == "overnight":
            return _between(self.anchor.moved(-1), self.anchor.moved(0))
        steps = {"yesterday": -1, "last night": -1, "tomorrow": 1}
        step = steps.get(words, 0) or {"before": -2, "after": 2}.get(words.split()[-2] if " " in words else "", 0)
        return _once(self.anchor.moved(step))

    def told(self, match: re.Match[str]) -> Bounds:
        """Read "the same day", "the following week": from the last day told."""
        which = (match["which"] or match["side"] or "same").lower()
        step = {"previous": -1, "preceding": -1, "before": -1, "following": 1, "next": 1, "after": 1}.get(which, 0)
        unit = (match["unit"] or "day").lower()
        base = self.last if unit in ("month", "year") else self.last_day
        return _unit(base or (self.anchor if step < 0 else None), unit, step)

    def calendar(self, match: re.Match[str]) -> Bounds:
        """Read "last month", "this week", "next year": from the day of publication."""
        step = {"last": -1, "previous": -1, "this": 0}.get(match["which"].lower(), 1)
        unit = match["unit"].lower()
        if unit == "weekend":
            here = self.anchor.date if self.anchor else None
            if here is None:
                return UNKNOWN
            saturday = here + timedelta(7 * step + (5 - here.weekday() if here.weekday() != 6 or step else -1))
            return _between(Day.of(saturday), Day.of(saturday + timedelta(1)))
        first, last = _unit(self.anchor, unit, step)
        if unit == "week" and step == 0 and self.anchor and first:
            return first, str(self.anchor)
        return first, last

    def weekend(self, match: re.Match[str]) -> Bounds:
        """Read "at the weekend": the one that is on or was last."""
        here = self.anchor.date if self.anchor else None
        if here is None:
            return UNKNOWN
        saturday = here - timedelta((here.weekday() - 5) % 7)
        return _between(Day.of(saturday), Day.of(saturday + timedelta(1)))

    def part_of_year(self, match: re.Match[str]) -> Bounds:
        """Read "the first half of the year", "the first three months of 2024"."""
        months = 6 if match["half"] else _counted(match["count"])
        here = self.anchor.year if self.anchor else None
        year = _int(match["year"]) or (here and here - (match["which"].lower() == "last"))
        return _between(Day(year, 1), Day(year, months)) if year and months and months <= 12 else UNKNOWN

    def month_of_last_year(self, match: re.Match[str]) -> Bounds:
        """Read "August last year", "March of this year"."""
        if self.anchor is None or self.anchor.year is None:
            return UNKNOWN
        return _once(Day(self.anchor.year - (match["which"].lower() == "last"), month_number(match["month"])))

    def over(self, match: re.Match[str]) -> Bounds:
        """Read "the past year", "the last 48 hours": up to the day of publication."""
        count = _counted(match["count"] or "a")
        if self.anchor is None or count is None:
            return UNKNOWN
        unit = match["unit"].lower()
        months = {"month": 1, "year": 12, "decade": 120}.get(unit)
        if months:
            return _between(_months_before(self.anchor, months * count), self.anchor)
        days = {"hour": -(-count // 24), "week": 7 * count}.get(unit, count)
        return _between(self.anchor.moved(-days), self.anchor.moved(0))

    def distance(self, match: re.Match[str]) -> Bounds:
        """Read "two days ago", "a week earlier"; "two days after the attack" hangs on the attack and stays unknown."""
        count, way = _counted(match["count"]), match["way"].lower()
        if count is None or way in ("before", "after"):
            return UNKNOWN
        if way == "ago":
            return _unit(self.anchor, match["unit"].lower(), -count)
        unit = match["unit"].lower()
        base = self.last_day if unit in ("day", "week") else self.last
        later = way in ("later", "afterwards")
        return _unit(base, unit, count) if later else _unit(base or self.anchor, unit, -count)

    def vague(self, match: re.Match[str]) -> Bounds:
        """Read "in recent years": no day can be told."""
        return UNKNOWN


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _counted(words: str) -> int | None:
    return int(words) if words.isdigit() else COUNTED[words.lower()]


def _explicit(match: re.Match[str]) -> Day:
    month = match["month"]
    return Day(_int(match["year"]), int(month) if month.isdigit() else month_number(month), _number(match["day"]))


READERS = {
    "iso": _Reading.one_day,
    "slashed": _Reading.slashed,
    "range": _Reading.range,
    "range_day_first": _Reading.range,
    "days": _Reading.days,
    "days_day_first": _Reading.days,
    "date": _Reading.one_day,
    "date_day_first": _Reading.one_day,
    "month_of_year": _Reading.month,
    "month": _Reading.month,
    "which_month": _Reading.month,
    "years": _Reading.years,
    "year": _Reading.year,
    "decade": _Reading.decade,
    "weekday": _Reading.weekday,
    "near": _Reading.near,
    "told": _Reading.told,
    "calendar": _Reading.calendar,
    "part_of_year": _Reading.part_of_year,
    "weekend": _Reading.weekend,
    "month_of_last_year": _Reading.month_of_last_year,
    "over": _Reading.over,
    "distance": _Reading.distance,
    "vague": _Reading.vague,
}

"""Dates that an article tells, as precise as it tells them, relative ones from the day it was published."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from spacy.language import Language
from spacy.tokens import Doc

from ingest.date_forms import count_of, day_number, day_told, find, whole
from ingest.dateline import Dateline, dateline, weekday_filed
from ingest.distances import AFTER_IT, STOPS, about, came_then, is_now, weekday_after
from ingest.document import Article
from ingest.edtf import WEEKDAYS, Day, month_number
from ingest.periods import (
    UNKNOWN,
    Bounds,
    between,
    counted,
    day_of_month,
    months_before,
    nearest,
    once,
    third,
    weekday_before,
    weekday_of,
)  # fmt: skip


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


WITH_YEAR = {"iso", "range", "range_day_first", "days", "days_day_first", "date", "date_day_first"}
RELATIVE = {"weekday", "weekend", "month_of_last_year", "near", "told", "calendar", "over", "distance", "vague"}
ROLE = re.compile(
    r"\b(?:(?P<since>since|from(?! the )|starting(?: on| in| from)?|beginning(?: on| in)?)|"
    r"(?P<until>until|till|through|up to)|(?P<by>by|as of)|(?P<before>before|prior to|ahead of)|"
    r"(?P<after>after|following))\s(?:(?:the|early|late|mid|at least)[ -])*$",
    re.IGNORECASE,
)
#: what makes a day that of speaking: "an official told reporters on Friday"
SPEAKING = re.compile(
    r"\b(?:said|says|told|announced|reported|confirmed|stated|added|claimed|denied|laid to rest|buried)\b[^.;:,]{0,40}$"
)
LEAD_IN = 60
#: what stands after "eight days before" where it counts from the day told last
ALONE = re.compile(r"[,.;:)\n]|$")
AHEAD = re.compile(
    r"\b(?:will|shall|scheduled|due|set to|expected to|plans? to|(?<!to )(?:begins?|starts?|opens?|resumes?))\b"
    r"[^.;\n]{0,80}$"
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
        role = ROLES.get(form) or _role(text, start, end)
        earliest, latest = reading.resolve(form, match, role)
        span = doc.char_span(start, end, alignment_mode="expand")
        if span:
            yield DateMention(span.start, span.end, earliest, latest, form in RELATIVE, role)


def anchor_of(article: Article | None, filed: Dateline | None) -> Day | None:
    """Return the day that relative dates start from: that of publication, else that of the dateline."""
    published = Day.read(article.published) if article else None
    told = Day.read(filed.date) if filed else None
    if published is None or told is None or published.day:
        return published or told
    return nearest(told, published) if told.year is None else told


def _role(text: str, start: int, end: int) -> DateRole:
    match = ROLE.search(text[max(0, start - 40) : start])
    if match is None or re.match(r"[’']s?\b", text[end:]):
        return DateRole.AT
    return DateRole(next(name for name, words in match.groupdict().items() if words))


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
    #: end and day of the dates told to the day so far
    told_days: list[tuple[int, Day]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for start, _, form, match in find(self.text):
            if form in WITH_YEAR and match["year"]:
                self.full.append((start, day_told(match)))

    def resolve(self, form: str, match: re.Match[str], role: DateRole) -> Bounds:
        """Return the first and last day that a date may mean, and remember it for those that follow."""
        bounds = READERS[form](self, match)
        day = Day.read(bounds[1])
        if form == "distance" and match["way"].lower() in ("before", "after"):
            return bounds
        if day and day.day and form != "over":
            self.told_days.append((match.end(), day))
        if day and form != "over":
            self.last = day
            spoken = SPEAKING.search(self.text[max(0, match.start() - LEAD_IN) : match.start()])
            if (spoken or form == "near") and self.last_day is not None and (spoken or bounds[0] != bounds[1]):
                return bounds
            self.last_day = day if day.day and (role is not DateRole.BY or self.last_day is None) else self.last_day
        return bounds

    def dated(self, day: Day, at: int) -> Day:
        """Give a day without a year the year that the text or its publication tells; else leave it."""
        if day.year is not None:
            return day
        told = [full for start, full in self.full if start < at]
        beside = [full for start, full in self.full if start < at and "\n" not in self.text[start:at]]
        if beside:
            return nearest(day, beside[-1])
        if self.anchor and self.anchor.year is not None:
            return nearest(day, self.anchor)
        later = [full for start, full in self.full if start >= at]
        return nearest(day, (told[-1:] or later[:1])[0]) if self.full else day

    def one_day(self, match: re.Match[str]) -> Bounds:
        """Read "March 11, 2025" and "11 March"."""
        return once(self.dated(day_told(match), match.start()))

    def days(self, match: re.Match[str]) -> Bounds:
        """Read "March 11-12" and "10 to 12 March"."""
        first = self.dated(day_told(match), match.start())
        return between(first, first._replace(day=day_number(match["day2"])))

    def range(self, match: re.Match[str]) -> Bounds:
        """Read "March 30 to April 2, 2025"."""
        last = Day(whole(match["year2"] or match["year"]), month_number(match["month2"]), day_number(match["day2"]))
        last = self.dated(last, match.start())
        first = day_told(match)
        return between(first if first.year else nearest(first, last), last)

    def slashed(self, match: re.Match[str]) -> Bounds:
        """Read "25/03/2025"; of "03/04/2025" no more than the year is sure."""
        first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
        if first > 12 or first == second or match["mark"] == ".":
            return once(Day(year, second, first))
        return once(Day(year, first, second) if second > 12 else Day(year))

    def month(self, match: re.Match[str]) -> Bounds:
        """Read "in March", "last March", "March 2025"."""
        groups = match.groupdict()
        month = month_number(match["month"])
        which, here = (groups.get("which") or "").lower(), self.anchor
        if not which or here is None or here.year is None or here.month is None:
            return once(self.dated(Day(whole(groups.get("year")), month), match.start()))
        if which == "this":
            return once(Day(here.year, month))
        past = here.year - (month >= here.month)
        return once(Day(past if which == "last" else past + 1 + (month == here.month), month))

    def part_of_month(self, match: re.Match[str]) -> Bounds:
        """Read "early March", "the middle of this month", "the end of 2024": a third of the month."""
        if match["which"]:
            month = months_before(self.anchor, int(match["which"].lower() == "last")) if self.anchor else None
        else:
            month = self.dated(Day(whole(match["year"]), month_number(match["month"])), match.start())
        if month is None or month.month is None:
            return UNKNOWN
        return third(month, (match["part"] or match["portion"]).lower())

    def weekday_of_month(self, match: re.Match[str]) -> Bounds:
        """Read "the first Sunday of July"."""
        month = self.dated(Day(whole(match["year"]), month_number(match["month"])), match.start())
        return weekday_of(month, WEEKDAYS[match["weekday"].lower()], match["ordinal"].lower())

    def years(self, match: re.Match[str]) -> Bounds:
        """Read "2014 to 2016" and "2019-20"."""
        first, second = match["first"], match["second"]
        return first, first[: 4 - len(second)] + second

    def year(self, match: re.Match[str]) -> Bounds:
        """Read "in 2019"."""
        return once(Day(int(match["year"])))

    def decade(self, match: re.Match[str]) -> Bounds:
        """Read "the 1990s"."""
        return f"{match['decade']}0", f"{match['decade']}9"

    def weekday(self, match: re.Match[str]) -> Bounds:
        """Read "on Monday": the last one, unless the words look ahead."""
        if AFTER_IT.match(self.text, match.end()):
            return self._weekday_after(match)
        here = self.anchor.date if self.anchor else None
        if here is None:
            return self._weekday_of_unknown_year(match)
        back = (here.weekday() - WEEKDAYS[match["weekday"].lower()]) % 7
        which = (match["which"] or "").lower()
        if which == "that" and self.last_day is not None:
            return once(weekday_before(self.last_day, WEEKDAYS[match["weekday"].lower()]))
        ahead = AHEAD.search(self.text[max(0, match.start() - 100) : match.start()])
        if which in ("next", "coming", "this coming") or (ahead and which in ("", "this") and back):
            back -= 7
        elif match["week"]:
            back = here.weekday() - WEEKDAYS[match["weekday"].lower()] + 7 * (match["week"].lower() == "last")
        elif which in ("last", "past", "previous", "this past"):
            back = back or 7
        return once(Day.of(here - timedelta(back)))

    def of_month(self, match: re.Match[str]) -> Bounds:
        """Read "on the 5th": of this month, of the last one where it is still to come."""
        return once(day_of_month(self.anchor, int(match["day"])))

    def weekdays(self, match: re.Match[str]) -> Bounds:
        """Read "the night from Friday to Saturday"."""
        last = weekday_before(self.anchor, WEEKDAYS[match["weekday2"].lower()])
        return between(weekday_before(last, WEEKDAYS[match["weekday"].lower()]), last)

    def _weekday_after(self, match: re.Match[str]) -> Bounds:
        """Read "on the Sunday after the abduction" as the first after the earliest day told."""
        known = [(day.date, day) for _, day in self.told_days if day.date is not None]
        return weekday_after(min(known)[1] if known else None, WEEKDAYS[match["weekday"].lower()])

    def _weekday_of_unknown_year(self, match: re.Match[str]) -> Bounds:
        """Read a weekday by the one on which the lead has somebody speak, which is the dateline's own."""
        filed = weekday_filed(self.text)
        if self.anchor is None or self.anchor.day is None or filed is None or match["which"]:
            return UNKNOWN
        back = WEEKDAYS[filed] - WEEKDAYS[match["weekday"].lower()]
        return once(self.anchor.moved(-(back % 7)))

    def near(self, match: re.Match[str]) -> Bounds:
        """Read "yesterday", "tonight", "overnight"."""
        if self.anchor is None:
            return UNKNOWN
        words = match["near"].lower()
        if words == "overnight":
            return between(self.anchor.moved(-1), self.anchor.moved(0))
        steps = {"yesterday": -1, "last night": -1, "tomorrow": 1}
        step = steps.get(words, 0) or {"before": -2, "after": 2}.get(words.split()[-2] if " " in words else "", 0)
        return once(self.anchor.moved(step))

    def told(self, match: re.Match[str]) -> Bounds:
        """Read "the same day", "the following week": from the last day told."""
        which = (match["which"] or match["side"] or "same").lower()
        step = {"previous": -1, "preceding": -1, "before": -1, "following": 1, "next": 1, "after": 1}.get(which, 0)
        unit = (match["unit"] or "day").lower()
        base = self.last if unit in ("month", "year") else self.last_day
        return counted(base or (self.anchor if step < 0 else None), unit, step)

    def calendar(self, match: re.Match[str]) -> Bounds:
        """Read "last month", "this week", "next year": from the day of publication."""
        step = {"last": -1, "previous": -1, "this": 0}.get((match["which"] or "this").lower(), 1)
        unit = (match["unit"] or match["unit2"]).lower()
        if unit == "weekend":
            here = self.anchor.date if self.anchor else None
            if here is None:
                return UNKNOWN
            saturday = here + timedelta(7 * step + (5 - here.weekday() if here.weekday() != 6 or step else -1))
            return between(Day.of(saturday), Day.of(saturday + timedelta(1)))
        first, last = counted(self.anchor or (self.last_day if unit == "month" else None), unit, step)
        if unit == "week" and step == 0 and self.anchor and first:
            return first, str(self.anchor)
        return first, last

    def weekend(self, match: re.Match[str]) -> Bounds:
        """Read "at the weekend": the one that is on or was last."""
        here = self.anchor.date if self.anchor else None
        if here is None:
            return UNKNOWN
        saturday = here - timedelta((here.weekday() - 5) % 7)
        return between(Day.of(saturday), Day.of(saturday + timedelta(1)))

    def part_of_year(self, match: re.Match[str]) -> Bounds:
        """Read "the first half of the year", "the first three months of 2024"."""
        months = 6 if match["half"] else count_of(match["count"])
        here = self.anchor.year if self.anchor else None
        year = whole(match["year"]) or (here and here - (match["which"].lower() == "last"))
        return between(Day(year, 1), Day(year, months)) if year and months and months <= 12 else UNKNOWN

    def month_of_last_year(self, match: re.Match[str]) -> Bounds:
        """Read "August last year", "March of this year", and "October of that year" from the last date told."""
        which = match["which"].lower()
        base = self.anchor if which in ("last", "this") else self.last
        if base is None or base.year is None:
            return UNKNOWN
        step = {"last": -1, "previous": -1, "preceding": -1, "following": 1, "next": 1}.get(which, 0)
        return once(Day(base.year + step, month_number(match["month"])))

    def over(self, match: re.Match[str]) -> Bounds:
        """Read "the past year", "the last 48 hours": up to the day of publication."""
        count = count_of(match["count"] or match["before"] or "a")
        if self.anchor is None or count is None:
            return UNKNOWN
        unit = match["unit"].lower()
        months = {"month": 1, "year": 12, "decade": 120}.get(unit)
        if months:
            return between(months_before(self.anchor, months * count), self.anchor)
        days = {"hour": -(-count // 24), "week": 7 * count}.get(unit, count)
        return between(self.anchor.moved(-days), self.anchor.moved(0))

    def distance(self, match: re.Match[str]) -> Bounds:
        """Read "two days ago", "a week earlier"; "two weeks after the attack" hangs on the attack and stays unknown."""
        count, way = count_of(match["count"]), match["way"].lower().split()[-1]
        unit = {"night": "day", "fortnight": "week"}.get(match["unit"].lower(), match["unit"].lower())
        if count is not None and match["unit"].lower() == "fortnight":
            count *= 2
        if count is not None and way in ("before", "after") and ALONE.match(self.text, match.end()):
            return counted(self.last_day, unit, count if way == "after" else -count)
        if way in ("before", "after", "since"):
            return self._beside(match, count)
        if count is None:
            return UNKNOWN
        if way == "ago":
            return counted(self.anchor, unit, -count)
        beside = self._beside_told(match) if way in ("earlier", "previously", "prior") and unit == "day" else None
        base = beside or (self.last_day if unit in ("day", "week") else self.last)
        later = way in ("later", "afterwards")
        return counted(base, unit, count) if later else counted(base or self.anchor, unit, -count)

    def _beside(self, match: re.Match[str], count: int | None) -> Bounds:
        """Read "were buried on Friday, a day after a bomb went off" as the bomb's day, weeks as some days around it.

        What is so now is so many weeks after it by the day of publication: "two weeks after the raid, they are held".
        """
        base = self._beside_told(match) or (self.anchor if is_now(self.text, match) else None)
        if base is None and came_then(self.text, match):
            base = self.told_days[0][1] if self.told_days else None
        before = match["way"].lower() == "before"
        if base is None or count is None or (before and (count, match["unit"].lower()) != (1, "day")):
            return UNKNOWN
        return about(base, match["unit"].lower(), count if before else -count)

    def _beside_told(self, match: re.Match[str]) -> Day | None:
        """Return the day told last in the same sentence."""
        told = next(reversed(self.told_days), None)
        return told[1] if told is not None and not STOPS.search(self.text[told[0] : match.start()]) else None

    def vague(self, match: re.Match[str]) -> Bounds:
        """Read "in recent years": no day can be told."""
        return UNKNOWN


#: Forms that tell themselves how what is told stands to them.
ROLES = {"over": DateRole.OVER, "vague": DateRole.OVER, "part_of_year": DateRole.OVER, "weekdays": DateRole.AT}
READERS = {
    "iso": _Reading.one_day, "slashed": _Reading.slashed, "range": _Reading.range,
    "range_day_first": _Reading.range, "days": _Reading.days, "days_day_first": _Reading.days,
    "date": _Reading.one_day, "date_day_first": _Reading.one_day, "month_of_year": _Reading.month,
    "month_itself": _Reading.month, "month": _Reading.month, "which_month": _Reading.month,
    "years": _Reading.years, "year": _Reading.year, "decade": _Reading.decade, "weekday": _Reading.weekday,
    "near": _Reading.near, "told": _Reading.told, "calendar": _Reading.calendar,
    "part_of_year": _Reading.part_of_year, "weekend": _Reading.weekend,
    "month_of_last_year": _Reading.month_of_last_year, "part_of_month": _Reading.part_of_month,
    "weekday_of_month": _Reading.weekday_of_month, "over": _Reading.over, "distance": _Reading.distance,
    "vague": _Reading.vague, "of_month": _Reading.of_month, "weekdays": _Reading.weekdays,
}  # fmt: skip

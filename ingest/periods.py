"""Days, weeks, months and years counted from a day, as EDTF bounds."""

import calendar
from datetime import date, timedelta

from ingest.edtf import Day

#: First and last day that a date may mean, EDTF; null where it is not to be known.
Bounds = tuple[str | None, str | None]
UNKNOWN: Bounds = (None, None)
#: First and last day of the thirds of a month, as people speak of them.
THIRDS = {
    **dict.fromkeys(("early", "beginning", "start"), (1, 10)),
    **dict.fromkeys(("mid", "middle"), (11, 20)),
    **dict.fromkeys(("late", "end"), (21, 31)),
}
ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
LEAP_YEAR = 2000
#: News tells of what is past: days to come count so many times as far.
AHEAD = 4


def nearest(day: Day, near: Day) -> Day:
    """Give a day without a year the year that brings it closest; days to come count for more."""
    if near.year is None:
        return day
    if near.month is None:
        return day._replace(year=near.year)
    here = date(near.year, near.month, near.day or 15)
    candidates = [full for year in range(near.year - 1, near.year + 2) if (full := day._replace(year=year)).is_valid]

    def distance(full: Day) -> int:
        days = (date(full.year or 0, full.month or 1, full.day or 15) - here).days
        return AHEAD * days if days > 0 else -days

    return min(candidates, key=distance, default=day)


def once(day: Day | None) -> Bounds:
    """Return a day, month or year as bounds."""
    return (str(day), str(day)) if day and day.is_valid else UNKNOWN


def between(first: Day | None, last: Day | None) -> Bounds:
    """Return an interval as bounds."""
    return (str(first), str(last)) if first and last and first.is_valid and last.is_valid else UNKNOWN


def third(month: Day, part: str) -> Bounds:
    """Return the first, second or last third of a month: "early", "mid", "late"."""
    first, last = THIRDS[part]
    days = calendar.monthrange(month.year or LEAP_YEAR, month.month or 1)[1]
    return between(month._replace(day=first), month._replace(day=min(last, days)))


def weekday_of(month: Day, weekday: int, ordinal: str) -> Bounds:
    """Return the first, second or last of the month's Sundays, say; the month where its year is unknown."""
    if month.year is None or month.month is None:
        return once(month)
    days = range(1, calendar.monthrange(month.year, month.month)[1] + 1)
    own = [day for day in days if date(month.year, month.month, day).weekday() == weekday]
    return once(month._replace(day=own[ORDINALS[ordinal]]))


def months_before(day: Day, months: int) -> Day | None:
    """Return the same day so many months earlier, the month's last where it has no such day; of no year, the month."""
    if day.month is None:
        return None
    if day.year is None:
        return Day(None, (day.month - 1 - months) % 12 + 1)
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return Day(year, month + 1, day.day and min(day.day, calendar.monthrange(year, month + 1)[1]))


def week(day: Day | None, weeks: int) -> Bounds:
    """Return Monday and Sunday of the week so many weeks from the day's."""
    if day is None or day.date is None:
        return UNKNOWN
    monday = day.date + timedelta(7 * weeks - day.date.weekday())
    return between(Day.of(monday), Day.of(monday + timedelta(6)))


def counted(day: Day | None, name: str, count: int) -> Bounds:
    """Return the day, week, month, year or decade so many of them from the day."""
    if day is None:
        return UNKNOWN
    if name == "week":
        return week(day, count)
    if name == "month":
        month = months_before(day, -count)
        return once(month and month._replace(day=None))
    if name in ("year", "decade"):
        years = count * (10 if name == "decade" else 1)
        return once(Day(day.year + years)) if day.year else UNKNOWN
    return once(day.moved(count))


def weekday_before(day: Day | None, weekday: int) -> Day | None:
    """Return the last such weekday, the day itself where it is one."""
    return day.moved(-((day.date.weekday() - weekday) % 7)) if day is not None and day.date is not None else None


def day_of_month(here: Day | None, day: int) -> Day | None:
    """Return the last day of that number."""
    if here is None or here.month is None:
        return None
    if here.day is None or day <= here.day:
        return here._replace(day=day)
    month = months_before(here._replace(day=None), 1)
    return month and month._replace(day=day)

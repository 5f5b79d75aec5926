"""EDTF dates as spans of days, so that dates of unlike precision compare; an unknown year stays unknown."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

#: A leap year, to number the days of an unknown one.
ANY_YEAR = 2000
DAYS_OF_YEAR = 366
PART = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both included, as proleptic ordinals; of an unknown year, in `ANY_YEAR`."""

    first: int
    last: int
    year_known: bool = True

    @property
    def length(self) -> int:
        """Return how many days it covers."""
        return self.last - self.first + 1

    def of_any_year(self) -> "Span":
        """Return the same days of the year, the year forgotten."""
        days = [_in_any_year(day) if self.year_known else day for day in (self.first, self.last)]
        return Span(days[0], max(days), False)


def _in_any_year(day: int) -> int:
    known = date.fromordinal(day)
    return date(ANY_YEAR, known.month, known.day).toordinal()


def span(start: str | None, end: str | None = None) -> Span | None:
    """Return the days that the two dates cover; null where neither says a day, month or year."""
    spans = [found for text in (start, end) if text for found in _spans(text)]
    if not spans:
        return None
    if len({one.year_known for one in spans}) > 1:
        spans = [one for one in spans if one.year_known]
    return Span(min(s.first for s in spans), max(s.last for s in spans), spans[0].year_known)


def _spans(text: str) -> list[Span]:
    return [found for part in text.split("/") if (found := _span(part)) is not None]


def _span(text: str) -> Span | None:
    match = PART.match(text)
    if match is None:
        return None
    known = match["year"] != "XXXX"
    if not known and match["month"] is None:
        return None
    year = int(match["year"]) if known else ANY_YEAR
    try:
        if match["day"]:
            day = date(year, int(match["month"]), int(match["day"])).toordinal()
            return Span(day, day, known)
        first_month, last_month = (int(match["month"]),) * 2 if match["month"] else (1, 12)
        last_day = monthrange(year, last_month)[1]
        return Span(date(year, first_month, 1).toordinal(), date(year, last_month, last_day).toordinal(), known)
    except ValueError:
        return None


def gap(one: Span, other: Span) -> int:
    """Return the days between two spans, 0 where they share one; around the year where either year is unknown."""
    if one.year_known and other.year_known:
        return max(one.first - other.last, other.first - one.last, 0)
    a, b = one.of_any_year(), other.of_any_year()
    apart = max(a.first - b.last, b.first - a.last, 0)
    around = DAYS_OF_YEAR - (max(a.last, b.last) - min(a.first, b.first))
    return min(apart, max(around, 0))

"""Dates of any precision, written in EDTF."""

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple, Self

MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_full = "|".join(f"{name}|{name.upper()}" for name in calendar.month_name if name)
_short = "|".join(f"{name}|{name.upper()}" for name in ("Sept", *calendar.month_abbr) if name)
#: a month's name, in full or short; "may" and "march" are words too, so the case counts
#: (the letters that it may begin with come first, so that other words are soon passed over)
MONTH = rf"(?=[JFMASOND])(?:(?:{_full})|(?:{_short})\.?)(?!\w)"
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
EDTF = re.compile(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?")


class Day(NamedTuple):
    """A day, or as much of one as is known."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04}" if self.year is not None else "XXXX"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @classmethod
    def of(cls, when: date) -> Self:
        """Return a day known in full."""
        return cls(when.year, when.month, when.day)

    @classmethod
    def read(cls, edtf: str | None) -> Self | None:
        """Return the day, month or year that an EDTF string tells."""
        match = EDTF.fullmatch(edtf or "")
        if not match:
            return None
        year, month, day = match.groups()
        return cls(None if year == "XXXX" else int(year), int(month) if month else None, int(day) if day else None)

    @property
    def date(self) -> date | None:
        """Return the date where all of it is known."""
        return date(self.year, self.month, self.day) if self.year and self.month and self.day else None

    @property
    def is_valid(self) -> bool:
        """Tell whether the calendar has such a day."""
        month, day = self.month or 1, self.day or 1
        return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(self.year or 2000, month)[1]

    def moved(self, days: int) -> Self | None:
        """Return the day so many days later; null where that hangs on what is unknown."""
        if self.month is None or self.day is None:
            return None
        if self.year is not None:
            return self.of(date(self.year, self.month, self.day) + timedelta(days))
        # A leap year and a common one: where both agree, the year doesn't matter.
        leap, common = (
            date(year, self.month, min(self.day, calendar.monthrange(year, self.month)[1])) + timedelta(days)
            for year in (2004, 2001)
        )
        same = (leap.month, leap.day) == (common.month, common.day)
        return type(self)(None, common.month, common.day) if same else None


def month_number(name: str) -> int:
    """Return 1 to 12 for the name of a month or its first letters."""
    return MONTHS[name.lower().rstrip(".")]

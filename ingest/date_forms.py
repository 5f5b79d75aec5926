"""How English writes dates: one pattern for each form, with a group for each part."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.edtf import MONTH, Day, month_number
from ingest.numbers import ONES

#: counts in "two days ago"; null is a vague one
COUNTED: dict[str, int | None] = {
    **{name: number for name, number in ONES.items() if number},
    **{"a": 1, "an": 1, "couple of": 2, "a couple of": 2},
    **dict.fromkeys(("a few", "few", "several", "many")),
}
#: what makes four digits before it a count
NOT_YEARS = (
    "people|men|women|children|civilians|soldiers|troops|fighters|militants|insurgents|rebels|terrorists|prisoners|"
    "detainees|hostages|families|personnel|refugees|migrants|residents|homes|houses|km|kg|miles|met|rupees|hours|GMT"
)

_day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w%]|[,.:]\d)"
_year = r"(?:19|20)\d\d(?![\d%]|,\d)"
_years = rf"(?:,? (?:of )?(?P<year{{}}>{_year}))?"
_weekday = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_to = " ?(?:-|–|—|to|until|till|through|and|or) ?"
_count = r"(?P<count>\d{1,3}|" + "|".join(sorted(COUNTED, key=len, reverse=True)) + ")"
_hours = "(?: (?:morning|afternoon|evening|night|noon|midday|midnight|dawn))?"


def _month(name: str) -> str:
    return rf"(?P<{name}>{MONTH})"


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$€£/-])(?:{pattern})(?!\w)", re.IGNORECASE)


#: where a form has a group "core", the words before it belong to the pattern and not to the date
FORMS: dict[str, re.Pattern[str]] = {
    "iso": _form(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"),
    "slashed": _form(r"(?P<first>\d\d?)(?P<mark>[/.])(?P<second>\d\d?)[/.](?P<year>(?:19|20)\d\d)"),
    "range": _form(
        rf"{_month('month')} (?P<day>{_day}){_years.format('')}{_to}"
        rf"{_month('month2')} (?P<day2>{_day}){_years.format('2')}"
    ),
    "range_day_first": _form(
        rf"(?P<day>{_day}) {_month('month')}{_years.format('')}{_to}"
        rf"(?P<day2>{_day}) {_month('month2')}{_years.format('2')}"
    ),
    "days": _form(rf"{_month('month')} (?P<day>{_day}){_to}(?P<day2>{_day}){_years.format('')}"),
    "days_day_first": _form(
        rf"(?P<day>{_day}){_to}(?:the )?(?P<day2>{_day}) (?:of )?{_month('month')}{_years.format('')}"
    ),
    "date": _form(rf"(?:{_weekday},? \(?)?{_month('month')} (?:the )?(?P<day>{_day}){_years.format('')}"),
    "date_day_first": _form(
        rf"(?:{_weekday},? \(?(?:the )?)?(?P<day>{_day}) (?:of )?{_month('month')}{_years.format('')}"
    ),
    "month_of_year": _form(rf"{_month('month')},? (?:of )?(?P<year>{_year})"),
    "part_of_month": _form(
        r"(?:(?P<part>early|mid|late)[- ](?:in )?|(?:the |its )?(?P<portion>beginning|start|middle|end) of )"
        rf"(?:(?P<which>last|this) month|{_month('month')}(?! \d\d?\b)(?:,? (?:of )?(?P<year>{_year}))?)"
    ),
    "weekday_of_month": _form(
        rf"(?:the )?(?P<ordinal>first|second|third|fourth|last) (?P<weekday>{_weekday}) (?:of|in) {_month('month')}"
        rf"(?:,? (?:of )?(?P<year>{_year}))?"
    ),
    "month_of_last_year": _form(
        rf"{_month('month')} (?:of )?(?:the )?(?P<which>last|this|that|same|previous|preceding|following|next) year"
    ),
    "month_itself": _form(rf"{_month('month')}(?= (?:was|saw|has been|had been|brought|proved|marked|alone)\b)"),
    "month": _form(
        "(?:in|since|until|till|by|during|before|after|throughout|from|to|of|the|an?|its|their|his|early|late|mid)[- ]"
        rf"(?P<core>(?:(?P<which>last|this|next) )?{_month('month')})"
    ),
    "which_month": _form(rf"(?P<which>last|this|next) {_month('month')}"),
    "of_month": _form(
        r"(?<=on )the (?P<day>\d\d?)(?:st|nd|rd|th)(?: of (?:this|the) month)?(?=[,.;:)]|$| (?:and|at|when|in|after)\b)"
    ),
    "weekdays": _form(
        rf"night (?:between|from|of) (?P<core>(?P<weekday>{_weekday}) (?:and|to|until) (?P<weekday2>{_weekday}))"
    ),
    "years": _form(r"(?P<first>(?:19|20)\d\d) ?(?:-|–|to|and|until) ?(?P<second>(?:(?:19|20)\d\d|\d\d))(?!-\d)"),
    "year": _form(
        r"(?:(?:in|since|of|by|until|till|during|from|before|after|throughout|early|late|mid|circa|the|an?|its|their|his|"
        r"year|summer|winter|spring|autumn|fall|\w+[’']s)[- ]|\(|(?<=\d{4} and )|(?<=\d{4}, ))"
        rf"(?P<core>(?P<year>{_year})(?! (?:{NOT_YEARS})))"
    ),
    "decade": _form("(?P<decade>(?:19|20)[0-9])0['’]?s"),
    "weekday": _form(
        rf"(?:(?P<which>that|last|this|next|past|previous|this past|this coming|coming) )?(?:(?:early|late) (?:on )?)?"
        rf"(?:overnight (?:in)?to )?(?P<weekday>{_weekday}){_hours}(?P<name> Times| Telegraph| Mirror| Post)?"
        r"(?: (?:of )?(?P<week>last|this) week)?"
    ),
    "near": _form(
        r"(?P<near>the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow|overnight|"
        rf"last night|this (?:morning|afternoon|evening)){_hours}"
    ),
    "told": _form(
        r"(?:the (?P<which>same|previous|preceding|following|next)|(?P<that>that)) "
        r"(?P<unit>day|night|morning|afternoon|evening|week|month|year)|"
        r"the (?:day|night) (?P<side>after|before)(?=[,.;])|"
        r"(?:(?:an|one|two|three|four|five|six|a few|some) )?(?:hours?|minutes) (?:later|afterwards)"
    ),
    "calendar": _form(
        "(?P<which>last|previous|this|next|coming) (?P<unit>week|weekend|month|year)|"
        "(?:the (?:start|beginning|middle) of|earlier in) the (?P<unit2>week|month|year)"
    ),
    "part_of_year": _form(
        rf"the first (?:(?P<half>half)|{_count} months) of (?:(?P<which>the|this|last) year|(?P<year>{_year}))"
    ),
    "weekend": _form("(?:at|over|on|during) (?P<core>the weekend)"),
    "over": _form(
        rf"the (?:(?:past|last)(?: {_count})?|(?:previous|preceding) {_count.replace('count', 'before')}) "
        r"(?P<unit>hour|day|week|month|year|decade)s?"
    ),
    "distance": _form(
        rf"{_count} (?P<unit>day|night|week|fortnight|month|year|decade)s? "
        r"(?P<way>ago|earlier|later|before|after|afterwards|prior|previously|(?:today |now )?since)"
    ),
    "vague": _form(
        r"(?:in|over) (?:the )?(?:recent|past|last|coming|next|following|subsequent|ensuing) "
        r"(?:few |several )?(?:hours|days|weeks|months|years|decades)|"
        r"for (?:(?:many|several|some|the past few|a few) )?(?:decades|years|months|weeks|generations)|"
        r"over the (?:years|decades)"
    ),
}
#: "the March 23 Movement" is no date
_names = "Movement|Brigade|Front|Martyrs|Organi[sz]ation|Coalition|Alliance|Division|Battalion|Bridge|Square|Street"
NAMED = re.compile(rf" (?:{_names}|{_names.upper()})")
NOT_DAYS = re.compile(r"\b(?:Bloody|Black|Good|Holy|Ash|Palm|Easter|Red|Super|Cyber)\s$", re.IGNORECASE)


@lru_cache(maxsize=2)
def find(text: str) -> tuple[tuple[int, int, str, re.Match[str]], ...]:
    """Return start, end, form and match of every date that a text tells, the longest where two overlap."""
    return tuple(_told(text))


def _told(text: str) -> Iterator[tuple[int, int, str, re.Match[str]]]:
    found = []
    for form, pattern in FORMS.items():
        for match in pattern.finditer(text):
            if _holds(form, match):
                start, end = match.span("core" if "core" in pattern.groupindex else 0)
                found.append((start, -end, form, match))
    reached = 0
    for start, end, form, match in sorted(found, key=lambda item: item[:3]):
        if start >= reached:
            reached = -end
            yield start, reached, form, match


def _holds(form: str, match: re.Match[str]) -> bool:
    groups = match.groupdict()
    if any(groups.get(name) and groups[name][0].islower() for name in ("month", "month2", "weekday")):
        return False
    after = match.string[match.end() : match.end() + 20]
    if NAMED.match(after) or (form == "month" and re.match(r" \d", after)):
        return False
    before = match.string[max(0, match.start() - 12) : match.start()]
    if form == "weekday":
        return not match["name"] and not NOT_DAYS.search(before)
    if form in ("range", "range_day_first", "days", "days_day_first", "years") and " or " in match[0]:
        return form.startswith("days")
    if form == "years":
        return _full(match["first"], match["second"]) > int(match["first"]) and (
            " and " not in match[0] or before.lower().endswith("between ")
        )
    return True


def _full(first: str, second: str) -> int:
    """Return the second year of "2019-20", in full."""
    return int(first[: 4 - len(second)] + second)


def whole(digits: str | None) -> int | None:
    """Return the number, null where it is not told."""
    return int(digits) if digits else None


def day_number(day: str) -> int:
    """Return the day of a month: "3rd"."""
    return int(re.sub(r"\D", "", day))


def count_of(words: str) -> int | None:
    """Return how many "two" or "12" are, null for "several"."""
    return int(words) if words.isdigit() else COUNTED[words.lower()]


def day_told(match: re.Match[str]) -> Day:
    """Return the day that a date written out tells."""
    month = match["month"]
    return Day(whole(match["year"]), int(month) if month.isdigit() else month_number(month), day_number(match["day"]))

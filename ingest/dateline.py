"""The dateline: where, when and by which agency an article was filed."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.edtf import MONTH, Day, month_number

#: lines from the top among which the dateline may stand, below headline and standfirst
HEAD = 8
NOT_PLACES = {
    *("analysis", "breaking", "comment", "correction", "editorial", "exclusive", "explainer", "factbox", "feature"),
    *("interview", "live", "note", "opinion", "photos", "podcast", "profile", "read", "report", "special", "timeline"),
    *("update", "updated", "urgent", "video", "watch"),
}
_word = r"[A-Z][\w.'’-]*"
_place = rf"{_word}(?:[ /](?:{_word}|de|del|la|al|el|of|and)){{0,4}}"
_date = (
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:(?P<month>{MONTH}) (?P<day>\d\d?)|"
    rf"(?P<day2>\d\d?) (?P<month2>{MONTH}))(?:,? (?P<year>(?:19|20)\d\d|'?\d\d))?"
)
DATELINE = re.compile(
    rf"(?P<place>{_place}(?:, {_place}){{0,2}}?)(?: \({_place}\)(?=,))?(?:,? (?P<date>{_date}))?"
    r"(?: ?\((?P<agency>[A-Z][\w .&/'’-]{1,40})\))?\s?(?P<mark>:|--|[-–—])(?=\s)"
)
#: "PORT-AU-PRINCE, 2 Oct. Members of …": capitals and a date, with no dash
UNMARKED = re.compile(rf"(?P<place>[A-Z][A-Z’' .-]{{2,30}}(?:, {_place})?), (?P<date>{_date})\.?(?=\s+[A-Z“\"'])")
#: a line that tells the day of the page: "Saturday, 3 May", "Kivu Post | 3 May 2024", "Published: May 3, 2024 10:40"
DATE_LINE = re.compile(
    rf"(?:[^|·•\n]{{1,40}}[|·•] ?|{_place}, )?"
    rf"(?:(?:(?:Last )?[Uu]pdated|[Pp]ublished|[Pp]osted|Date|DATE)(?: on)?:? ?)?"
    rf"(?P<date>{_date})(?: ?[|·•] ?[^|·•\n]{{1,40}}|,? (?:at )?\d{{1,2}}[:.]\d\d.{{0,12}})?\.?\s*"
)
AGENCY_ALONE = re.compile(r"\((?P<agency>[A-Z][\w .&'’-]{1,40})\)\s?(?:--|[-–—])(?=\s)")

#: Characters of a lead, and the words that tell on which weekday it was written.
LEAD = 800
_weekday = "(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
FILED_ON = re.compile(rf"\b(?:said|says|announced|reported|told \w+)(?: on)? {_weekday}\b")
#: the same in a line that tells the day of the page
PAGE_OF = re.compile(rf"^{_weekday},? (?=\d|[JFMASOND])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place, EDTF date and agency, each where it is told, and the characters that tell them."""

    place: str | None
    date: str | None
    agency: str | None
    start: int
    end: int


@lru_cache(maxsize=2)
def dateline(text: str) -> Dateline | None:
    """Return the dateline among the first lines of a text, if it has one."""
    lines = text.split("\n")[:HEAD]
    filed = _filed(lines, shouted=text[:2000].isupper())
    if filed is not None and filed.date is not None:
        return filed
    dated = _dated(lines)
    return replace(filed, date=dated.date) if filed is not None and dated is not None else filed or dated


def _dated(lines: list[str]) -> Dateline | None:
    """Return the line among them that tells the day of the page."""
    offset = 0
    for line in lines:
        if match := DATE_LINE.fullmatch(line[:160]):
            return Dateline(None, _told(match), None, offset, offset + match.end())
        offset += len(line) + 1
    return None


def _filed(lines: list[str], *, shouted: bool) -> Dateline | None:
    """Return the place, day and agency with which one of the lines opens."""
    offset = 0
    for line in lines:
        match = DATELINE.match(line[:160])
        if match and _is_filed(match, shouted):
            return Dateline(match["place"], _told(match), match["agency"], offset, offset + match.end())
        if match := UNMARKED.match(line[:160]):
            return Dateline(match["place"], _told(match), None, offset, offset + match.end())
        if match := AGENCY_ALONE.match(line):
            return Dateline(None, None, match["agency"], offset, offset + match.end())
        offset += len(line) + 1
    return None


def _is_filed(match: re.Match[str], shouted: bool) -> bool:
    if match["date"] or match["agency"]:
        return True
    place = match["place"]
    if shouted or place.lower().split()[0] in NOT_PLACES:
        return False
    capitals = place.split(",")[0].replace(".", "")
    return (capitals.isupper() and len(capitals) > 2) or ("," in place and match["mark"] in ("–", "—"))


def _told(match: re.Match[str]) -> str | None:
    if not match["date"]:
        return None
    year = match["year"]
    if year and len(year) < 4:
        year = ("20" if int(year[-2:]) < 50 else "19") + year[-2:]
    month = month_number(match["month"] or match["month2"])
    day = Day(int(year) if year else None, month, int(match["day"] or match["day2"]))
    return str(day) if day.is_valid else None


def weekday_filed(text: str) -> str | None:
    """Return the weekday on which the lead has somebody speak, in small letters."""
    filed = PAGE_OF.search(text[:LEAD]) or FILED_ON.search(text[:LEAD])
    return filed["weekday"].lower() if filed else None

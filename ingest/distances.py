"""Days that a text tells by their distance from an event: "three weeks after the raid", "the Sunday after it"."""

import re
from datetime import timedelta

from ingest.edtf import Day
from ingest.periods import UNKNOWN, Bounds, between, counted, once

#: Days by which "three weeks after" may be wrong.
AROUND = 3
#: What makes a weekday the next one after an event.
AFTER_IT = re.compile(r" after (?:the|that|his|her|their) \w+")
#: What ends a sentence, what tells of now, and what counts the days up to now.
STOPS = re.compile(r"[.;!?\n]")
NOW = re.compile(r"\b(?:is|are|has|have|remains?|waits?|still|now)\b")
#: verbs of the event from which the distance counts, when it was and, in the present tense, as of publication
CAME = re.compile(r"\b(?:came|followed|happened|occurred|took place|was carried out)\b[^,]{0,20}$")
COMES = re.compile(r"\b(?:comes?|follows?|happens)\b[^,]{0,20}$")
IT_IS = re.compile(r"\b(?:it is|it's|it has been|it’s) (?:now |almost |nearly )?$", re.IGNORECASE)


def about(day: Day, unit: str, count: int) -> Bounds:
    """Return the day, month or year so many of them from the day, or the days around so many weeks from it."""
    if unit == "day":
        return once(day.moved(count))
    if unit != "week":
        return counted(day, unit, count)
    middle = day.moved(7 * count)
    return between(middle and middle.moved(-AROUND), middle and middle.moved(AROUND))


def is_now(text: str, match: re.Match[str]) -> bool:
    """Tell whether it is so many weeks after the event on the day of publication: "two weeks on, they are held"."""
    if match["way"].lower().endswith("since"):
        return IT_IS.search(text[: match.start()][-20:]) is not None
    if match["way"].lower() != "after":
        return False
    sentence = STOPS.split(text[match.end() :], maxsplit=1)[0]
    return NOW.search(sentence) is not None or COMES.search(text[: match.start()][-40:]) is not None


def came_then(text: str, match: re.Match[str]) -> bool:
    """Tell whether it is the main event from which the distance counts: "the attack came two days after an ambush"."""
    return CAME.search(text[: match.start()][-40:]) is not None


def weekday_after(day: Day | None, weekday: int) -> Bounds:
    """Return the first such weekday after the day."""
    known = day.date if day else None
    if known is None:
        return UNKNOWN
    return once(Day.of(known + timedelta((weekday - known.weekday() - 1) % 7 + 1)))

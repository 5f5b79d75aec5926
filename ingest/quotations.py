"""Quotation marks: which words stand between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from ingest.texts import text_of

#: Marks by what they do; straight ones open or close as their neighbours tell.
OPENING = {"“": '"', "„": '"', "«": '"', '"': '"', "‘": "'", "'": "'"}
CLOSING = {"”": '"', "“": '"', "»": '"', '"': '"', "’": "'", "'": "'"}
#: Words that begin with an apostrophe.
CLIPPED = re.compile(r"['‘’](?:em|til|tis|twas|cause|n|\d0s|s|re|ve|ll|d|t|m)\b", re.IGNORECASE)
PARAGRAPH = re.compile(r"[^\n]+")
#: Characters of an unclosed quotation beyond which its mark is taken for a stray one.
LONGEST_UNCLOSED = 1200


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens [start, end) from the opening mark to the closing one, over paragraphs where each opens anew."""

    start: int
    end: int
    closed: bool = True


def quotations(doc: Doc) -> Iterator[Quotation]:
    """Yield the outermost quotations in text order."""
    carried: tuple[int, int] | None = None
    text = text_of(doc)
    for start, end, closed in _in_characters(text.replace("''", '"\0').replace("``", '"\0')):
        if carried is not None and not re.search(r"\S", text[carried[1] : start]):
            start = carried[0]
        elif carried is not None:
            yield from _in_tokens(doc, *carried, closed=False)
        carried = None if closed else (start, end)
        if closed:
            yield from _in_tokens(doc, start, end, closed=True)
    if carried is not None:
        yield from _in_tokens(doc, *carried, closed=False)


def _in_tokens(doc: Doc, start: int, end: int, *, closed: bool) -> Iterator[Quotation]:
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is not None and len(span) > 1:
        yield Quotation(span.start, span.end, closed)


def _in_characters(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield start, end and whether it is closed of each paragraph's outermost quotations."""
    for paragraph in PARAGRAPH.finditer(text):
        place = paragraph.start()
        while place < paragraph.end():
            if not _opens(text, place):
                place += 1
                continue
            end = _close(text, place, paragraph.end())
            if end is not None:
                yield place, end, True
                place = end
            elif OPENING[text[place]] == '"' and paragraph.end() - place <= LONGEST_UNCLOSED:
                yield place, paragraph.start() + len(paragraph[0].rstrip()), False
                break
            else:
                place += 1


def _opens(text: str, place: int) -> bool:
    mark = text[place]
    if mark not in OPENING:
        return False
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if after.isspace() or (mark in "\"'‘" and (before.isalnum() or before in ".,!?")):
        return False
    return not (OPENING[mark] == "'" and CLIPPED.match(text, place))


def _close(text: str, opening: int, stop: int) -> int | None:
    """Return the offset after the mark that closes the one at `opening`, before `stop`; null where none does."""
    kind = OPENING[text[opening]]
    depth = 1
    for place in range(opening + 1, stop):
        mark = text[place]
        if CLOSING.get(mark) == kind and _may_close(text, place, text[opening]):
            depth -= 1
            if depth == 0:
                return place + 1
        elif OPENING.get(mark) == kind and mark != '"' and _opens(text, place):
            depth += 1
    return None


def _may_close(text: str, place: int, opening: str) -> bool:
    mark = text[place]
    if mark == "“" and opening != "„":
        return False
    before, after = text[place - 1], text[place + 1] if place + 1 < len(text) else " "
    if CLOSING[mark] == "'":
        return not before.isspace() and not after.isalnum()
    return mark != '"' or not (before.isspace() and after.isalnum())

"""What stands around an event and tells its place and day: sentences before it, a heading, a live page's day."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from ingest.dates import DateMention, DateRole
from ingest.days import date_of
from ingest.document import EntityType
from ingest.ground import asides, is_cue, places_of, speaking
from ingest.happenings import DAY, Happening, Interval, overlap
from ingest.localities import is_country, is_spot
from ingest.mentions import entity_by_id
from ingest.syntax import children, clause_of, conjuncts
from ingest.texts import text_of
from seeds.nouns import organisation_nouns

#: Sentences back that may set the scene of an event that is told without place or day.
BEFORE = 2
#: Verbs of what a byline tells.
OF_PAGES = frozenset({"post", "publish", "update", "write", "report"})
#: Verbs of what is done with the dead and the wounded, days after.
OF_BURIALS = frozenset({"bury", "lay", "inter", "cremate", "mourn", "treat", "discharge", "succumb", "recover"})
#: Verbs of what is done on a later day.
LATER = frozenset({"visit", "attend", "gather", "meet", "convene", "return", "reopen", "resign", "open"})
#: Words that a heading has at most.
HEADING = 7
#: Words before and with the colon of a heading that runs on into its text.
RUN_IN = 5
#: Those who speak of what happens where they are, and the words that tell it of a named one.
LOCAL = frozenset(
    {"official", "officer", "police", "policeman", "mayor", "governor", "commissioner", "magistrate", "administrator",
     "prosecutor", "resident", "villager", "elder", "witness", "shopkeeper", "teacher", "doctor", "nurse", "hospital",
     "council", "councillor", "councilor", "administration", "authority", "head", "chief", "headman", "leader",
     "farmer", "sheriff", "prefect", "superintendent", "inspector", "spokesman", "spokeswoman", "spokesperson", "local"}
)  # fmt: skip
NAMING = ("appos", "nmod:desc", "compound")
#: A line of a live page that begins with a clock time.
CLOCK = re.compile(r"^\s*(?:\W\s*)?\d{1,2}[:.h]\d\d(?:\s?(?:[AaPp]\.?[Mm]\.?|GMT|UTC))?\b", re.MULTILINE)
#: Entries that make a page a live one.
ENTRIES = 2


def is_live(text: str) -> bool:
    """Tell whether a text is a live page: entries that each begin with a clock time."""
    return len(CLOCK.findall(text)) >= ENTRIES


def set_by_sentence(doc: Doc, happening: Happening, sentence: Span) -> None:
    """Give a happening that lacks its place or day those that a sentence without an event tells."""
    root = sentence.root
    if is_cue(root):
        root = next(iter(children(root, "ccomp")), root)
    if is_cue(root) or root.lemma_.lower() in OF_PAGES | OF_BURIALS:
        return
    if not any(is_spot(doc, place) for place in happening.places):
        finer = [place for place in places_of(root) if not happening.places or is_spot(doc, place)]
        happening.places += [place for place in finer if place not in happening.places]
    if not has_day(happening) and root.lemma_.lower() not in LATER:
        when = happening.when
        told = next((day for verb in conjuncts(root) if (day := _day(date_of(verb)))), [])
        told = told or (_only_day(doc, sentence) if is_cue(sentence.root) else [])
        happening.dates += [day for day in told if when is None or (day[0] == day[1] and overlap(day, when))]


def _only_day(doc: Doc, sentence: Span) -> list[Interval]:
    """Return the one day that the sentence tells and that is not the one on which somebody speaks."""
    said_by = speaking(doc)
    told = [
        date
        for date in doc._.dates
        if sentence.start <= date.start < sentence.end
        and date.start not in said_by
        and not is_cue(clause_of(doc[date.start : date.end].root))
    ]
    return _day(told[0]) if len(told) == 1 else []


def has_day(happening: Happening) -> bool:
    """Tell whether it is told on which one day it happened."""
    when = happening.when
    return when is not None and len(when[0]) >= DAY and when[0] == when[1]


def _day(date: DateMention | None) -> list[Interval]:
    """Return the time that sets a scene: one told to the day."""
    if date is None or date.earliest is None or len(date.earliest) < DAY or date.role is not DateRole.AT:
        return []
    return [(date.earliest, date.latest or date.earliest)]


def places_of_speaker(doc: Doc, token: Token) -> list[str]:
    """Return where those have their seat who tell of the trigger, where they tell of their own place."""
    found = (place for start, end, places in _seats(doc) if start <= token.i < end for place in places)
    return list(dict.fromkeys(found))


def _seats(doc: Doc) -> list[tuple[int, int, list[str]]]:
    """Return the bounds of what each local speaker says, with the places that the speaker's words name."""
    known: list[tuple[int, int, list[str]]] | None = doc.user_data.get("seats")
    if known is not None:
        return known
    places = {m.root: m.entity for m in doc._.mentions if entity_by_id(doc, m.entity).type is EntityType.PLACE}
    found = doc.user_data["seats"] = []
    for attribution in doc._.attributions:
        source = doc[attribution.source_root] if attribution.source_root is not None else None
        if source is not None and any(word.lemma_.lower() in LOCAL for word in (source, *children(source, *NAMING))):
            own = [places[t.i] for t in source.subtree if t.i in places and t.sent == source.sent]
            found += [(start, end, own) for start, end in attribution.content if own]
    return found


def headings(doc: Doc, sentences: list[Span]) -> Iterator[list[str]]:
    """Yield the places that each sentence names as a heading; names before colons count where several paragraphs do."""
    run_in = [_run_in(sentence) for sentence in sentences]
    places = [_places_of_line(doc, words) if words else [] for words in run_in]
    several = sum(bool(found) for found in places) > 1
    for sentence, found in zip(sentences, places, strict=True):
        words = [token for token in sentence if not token.is_space]
        yield found if several and found else _places_of_line(doc, words)


def _run_in(sentence: Span) -> list[Token]:
    """Return the words up to a colon with which the sentence begins."""
    words = [token for token in sentence if not token.is_space]
    colon = next((place for place, token in enumerate(words[:RUN_IN]) if token.text == ":"), None)
    return words[: colon + 1] if colon is not None else []


def _places_of_line(doc: Doc, words: list[Token]) -> list[str]:
    """Return the places of a heading: a line of its own without verb or full stop, or a name with a colon after it."""
    if not words or len(words) > HEADING or words[-1].text in {".", "?", "!"}:
        return []
    if any(token.pos_ in {"VERB", "AUX"} for token in words) or not _is_line(doc, words):
        return []
    if any(token.text.title() in organisation_nouns() for token in words):
        return []
    aside = asides(doc)
    found = (m.entity for m in doc._.mentions if words[0].i <= m.root <= words[-1].i and m.root not in aside)
    return [place for place in dict.fromkeys(found) if entity_by_id(doc, place).type is EntityType.PLACE]


def _is_line(doc: Doc, words: list[Token]) -> bool:
    """Tell whether a line break stands before the first word, and after the last one unless that is a colon."""
    text, first, last = text_of(doc), words[0].idx, words[-1].idx
    begin, end = text.rfind("\n", 0, first), text.find("\n", last)
    if any(c.isalpha() for c in text[begin + 1 : first]):
        return False
    return words[-1].text == ":" or (end >= 0 and " " not in text[last:end])


def places_of_title(doc: Doc) -> list[str]:
    """Return the places that the article's title names, countries left out."""
    title = (doc._.article.title or "") if doc._.article is not None else ""
    named = [e for e in doc._.entities if e.type is EntityType.PLACE and re.search(rf"\b{re.escape(e.name)}\b", title)]
    return [entity.id for entity in named if not is_country(doc, entity.id)]

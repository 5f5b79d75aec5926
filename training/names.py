"""Named entities for training: out of GUM's typed mentions and PolNeAR's silver entities."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from ingest.agreement import OTHER
from ingest.known_names import body_names, place_names
from training.treebank import Sentence, Token

Span = tuple[int, int, str]
#: An entity type that says: nobody knows, learn nothing here.
UNKNOWN = "?"

WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
TITLES = frozenset(WORDS["titles"])
FACILITY = frozenset(WORDS["facilities"])
ORGANISED = frozenset(WORDS["organisations"])
NATURE = frozenset(WORDS["nature"])
TIMES = frozenset(WORDS["times"])
DATED = frozenset(WORDS["days_and_months"])
PEOPLE = re.compile(
    r"[A-Z][a-z]+(?:ans?|ese|ish|[a-z]{3}is?|ics?)|French|Dutch|Greeks?|Turks?|Kurds?|Kurdish|Swiss|Arabs?|Sikhs?|Jews?"
    r"|Sunnis?|Shiites?|Shia|Muslims?|Democrats?|Pashtuns?|Tajiks?|Uzbeks?|Russians?|Thai|Czechs?|Baloch|Houthis?"
)
CLOCK = re.compile(r"\d{1,2}:\d\d|[ap]\.?m\.?|o'clock|noon|midnight|evening|morning|afternoon|night|tonight", re.I)


def place_type(words: Sequence[str]) -> str:
    """Tell a facility and a natural place from one with a government by the words of its name."""
    lowered = [word.lower() for word in words]
    if FACILITY & {lowered[0], lowered[-1]}:
        return "FAC"
    return "LOC" if NATURE & {lowered[0], lowered[-1]} and len(words) < 4 else "GPE"


@cache
def _known_bodies() -> frozenset[str]:
    return frozenset(name.lower() for name in body_names())


@cache
def _known_places() -> frozenset[str]:
    return frozenset(name.lower() for name in place_names())


def is_place_name(words: Sequence[str]) -> bool:
    """Tell whether the reference tables know a town, province or country by these words."""
    return " ".join(words).lower() in _known_places()


#: Types of the names that a person marked, as the network's.
MARKED = {"PER": "PERSON", "MISC": OTHER} | {
    kind: kind for kind in ("ORG", "GPE", "LOC", "FAC", "NORP", "DATE", "CARDINAL", "MONEY", "PERCENT")
}
#: GUM's mentions that are named by a person, an organisation or a place, or by none of these.
MENTIONED = {"person": "PERSON", "organization": "ORG", "place": "GPE"} | dict.fromkeys(
    ("object", "abstract", "event", "plant", "animal", "substance"), OTHER
)


def read_marked(path: Path) -> dict[str, list[Span]]:
    """Read the names that a person marked, by the sentence's id: `ID<TAB>0-3-ORG 4-5-NORP`."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return {name: [_span(text) for text in spans.split()] for name, spans in rows}


def _span(text: str) -> Span:
    start, end, kind = text.split("-")
    return int(start), int(end), kind


def timed(token: Token) -> bool:
    """Tell whether the word may belong to a date or a time, of which nobody marked where it ends."""
    word = token.form.lower()
    return word in TIMES or word in DATED or any(map(str.isdigit, word))


def treebank_names(sentence: Sentence) -> list[Span]:
    """Derive the names of a GUM sentence from its mentions, numbers and dates from its tags."""
    tokens, taken, spans = sentence.tokens, set(), []
    mentions = sorted(sentence.mentions or [], key=lambda m: (m[0] - m[1], m[0]))
    found = [*filter(None, (_mention_name(tokens, *m) for m in mentions)), *_peoples(tokens), *amounts(tokens)]
    for start, end, kind in found:
        if not taken & set(range(start, end)):
            taken |= set(range(start, end))
            spans.append((start, end, kind))
    return sorted(spans)


def certain_labels(tokens: Sequence[Token]) -> list[bool]:
    """Tell which words of a treebank without entities surely belong to none: no names or numbers, nor beside them."""

    def plain(i: int) -> bool:
        token = tokens[i]
        if token.tag.startswith("NNP") or token.tag in {"CD", "$", "FW", "ADD"} or token.lemma[:1].isupper():
            return token.pos == "PRON"
        return token.form.lower() not in TIMES and not any(map(str.isdigit, token.form))

    inside = [plain(i) for i in range(len(tokens))]
    firm = {"VERB", "AUX", "PRON", "SCONJ", "PART", "INTJ"}
    return [inside[i] and (tokens[i].pos in firm or all(inside[max(0, i - 1) : i + 2])) for i in range(len(tokens))]


def _mention_name(tokens: list[Token], start: int, end: int, kind: str, linked: bool) -> Span | None:
    if kind == "time":
        return _time(tokens, start, end)
    if kind not in MENTIONED:
        return None
    start, end = _trim(tokens, start, end, kind)
    if start >= end:
        return None
    head = next((i for i in range(start, end) if not start <= tokens[i].head < end or tokens[i].head == i), start)
    if not tokens[head].tag.startswith("NNP"):
        return None
    if not (linked and _is_title(tokens[start:end])):
        start, end = _run(tokens, start, end, head)
    start, end = _trim(tokens, start, end, kind)
    if kind == "person":
        start = max([start, *(i + 1 for i in range(start, end - 1) if tokens[i].form.lower() in TITLES)])
    words = [token.form for token in tokens[start:end]]
    if not words or (PEOPLE.fullmatch(words[-1]) and tokens[end - 1].tag == "NNPS"):
        return None
    if kind == "organization" and is_place_name(words):
        return start, end, UNKNOWN
    return start, end, place_type(words) if kind == "place" else MENTIONED[kind]


def _trim(tokens: list[Token], start: int, end: int, kind: str) -> tuple[int, int]:
    while start < end and (
        tokens[start].pos in {"DET", "PUNCT", "PRON", "ADP"}
        or (kind == "person" and tokens[start].form.lower() in TITLES)
    ):
        start += 1
    while end > start and (
        tokens[end - 1].pos in {"PUNCT", "PART", "ADP"} or tokens[end - 1].form in {"'s", "\u2019s"}
    ):
        end -= 1
    return start, end


def _is_title(tokens: list[Token]) -> bool:
    inside = all(
        t.tag.startswith("NNP") or t.tag in {"CD", "HYPH", "POS", "CC"} or t.form in {"of", "the", "for", "and"}
        for t in tokens
    )
    return inside and len(tokens) < 9


def _run(tokens: list[Token], start: int, end: int, head: int) -> tuple[int, int]:
    def named(i: int) -> bool:
        return tokens[i].tag.startswith("NNP") or tokens[i].tag == "HYPH"

    first, last = head, head + 1
    while first > start and named(first - 1):
        first -= 1
    while last < end and named(last):
        last += 1
    return first, last


def _time(tokens: list[Token], start: int, end: int) -> Span | None:
    start, end = _trim(tokens, start, end, "time")
    words = [token.form.lower() for token in tokens[start:end]]
    if not words:
        return None
    if any(CLOCK.fullmatch(word) for word in words):
        return start, end, "TIME" if len(words) < 5 else UNKNOWN
    dated = any(word in DATED or re.fullmatch(r"\d{4}s?", word) for word in words)
    return (start, end, "DATE") if dated and len(words) < 8 else (start, end, UNKNOWN)


def _peoples(tokens: list[Token]) -> list[Span]:
    return [
        (i, i + 1, "NORP")
        for i, token in enumerate(tokens)
        if PEOPLE.fullmatch(token.form) and (token.tag == "NNPS" or (token.tag == "JJ" and token.lemma[:1].isupper()))
    ]


def amounts(tokens: Sequence[Token]) -> list[Span]:
    """List numbers, percentages and sums of money by their tags."""
    spans, i = [], 0
    while i < len(tokens):
        end = i
        while end < len(tokens) and tokens[end].tag == "CD":
            end += 1
        if end == i:
            i += 1
            continue
        after = tokens[end].form.lower() if end < len(tokens) else ""
        if i and tokens[i - 1].form in {"$", "€", "£", "US$"}:
            spans.append((i - 1, end, "MONEY"))
        elif after in {"%", "percent"}:
            spans.append((i, end + 1, "PERCENT"))
        elif after in {"dollars", "euros", "pounds", "rupees", "cents"}:
            spans.append((i, end + 1, "MONEY"))
        else:
            spans.append((i, end, "CARDINAL"))
        i = end
    return spans


SILVER = {
    "PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "GPE", "DATE": "DATE", "DURATION": "DATE", "TIME": "TIME",
    "NUMBER": "CARDINAL", "MONEY": "MONEY", "PERCENT": "PERCENT",
}  # fmt: skip


def majority_types(articles: Iterable[dict]) -> dict[str, str]:
    """Map each silver name to the type that at least two thirds of its mentions have, UNKNOWN where none does."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for start, end, kind in article.get("silver_entities", ()):
            counts[article["text"][start:end]][kind] += 1
    majority = {}
    for name, kinds in counts.items():
        kind, count = kinds.most_common(1)[0]
        majority[name] = kind if 3 * count >= 2 * kinds.total() else UNKNOWN
    return majority


def _is_body(name: str) -> bool:
    words = name.lower().split()
    return name.lower() in _known_bodies() or (len(words) > 1 and not ORGANISED.isdisjoint(words))


def silver_type(name: str, kind: str, majority: dict[str, str]) -> str | None:
    """Translate a silver entity's type, None for a type that is left out."""
    if kind in {"PERSON", "ORGANIZATION", "LOCATION", "MISC"}:
        kind = majority.get(name, kind)
    if kind == "MISC" and PEOPLE.fullmatch(name):
        return "NORP"
    if kind == "MISC":
        return OTHER if name[0].isupper() and len(name.split()) < 6 else UNKNOWN
    if kind == UNKNOWN or (kind in {"PERSON", "ORGANIZATION", "LOCATION"} and len(name.split()) > 5):
        return UNKNOWN
    if kind == "ORGANIZATION" and not _is_body(name):
        return UNKNOWN
    if kind == "LOCATION":
        return place_type(name.split())
    return SILVER.get(kind)

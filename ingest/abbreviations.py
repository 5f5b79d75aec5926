"""Abbreviations that the text defines: "Free Highlands Front (FHF)", "FHF (Free Highlands Front)"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from ingest.gazetteer import folded
from seeds.nouns import organisation_nouns

#: Words that an abbreviation may pass over.
SMALL = frozenset(
    {"of", "the", "for", "and", "in", "to", "on", "e", "i", "al", "ul", "wal", "de", "la", "s", "'s", "-"}
)


def definitions(doc: Doc) -> Iterator[tuple[Span, Span]]:
    """Yield each long name with the abbreviation that stands in brackets after it, or before it."""
    for token in doc[1:-1]:
        if token.nbor(-1).text != "(" or token.nbor(1).text not in {")", ",", ";", "/"}:
            continue
        if _is_short(token) and token.i > 1:
            long = _spelt_out(doc, token.i - 1, token.text)
            if long is None and token.nbor(1).text == ")":
                long = _organisation_before(doc, token.i - 1)
            if long is not None:
                yield long, doc[token.i : token.i + 1]
    yield from _bracketed_names(doc)


def _bracketed_names(doc: Doc) -> Iterator[tuple[Span, Span]]:
    """Yield the long names in brackets after their abbreviations."""
    for token in doc[1:-2]:
        if token.text != "(" or not _is_short(doc[token.i - 1]) or not doc[token.i + 1].text[:1].isupper():
            continue
        close = next((i for i in range(token.i + 2, min(token.i + 14, len(doc))) if doc[i].text == ")"), None)
        if close is not None and close - token.i > 2:
            long = _spelt_out(doc, close, doc[token.i - 1].text)
            if long is not None and long.start == token.i + 1:
                yield long, doc[token.i - 1 : token.i]


def _organisation_before(doc: Doc, end: int) -> Span | None:
    """Return the capitalised words before `end` where one of them heads an organisation's name."""
    start = end
    while start > doc[end].sent.start and _may_be_inside(doc[start - 1], start < end):
        start -= 1
    while start < end and (not doc[start].text[0].isupper() or doc[start].lower_ == "the"):
        start += 1
    words = doc[start:end]
    return words if len(words) > 1 and any(token.text in organisation_nouns() for token in words) else None


def _may_be_inside(token: Token, followed: bool) -> bool:
    """Tell whether the word may stand in an organisation's name: "Group for the Support of …"."""
    if token.text[0].isupper() or token.is_digit:
        return True
    if token.lower_ == "the":
        return followed and token.i > 0 and token.nbor(-1).lower_ == "for"
    return followed and token.lower_ in SMALL


def _is_short(token: Token) -> bool:
    letters = [c for c in token.text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return 2 <= len(letters) <= 10 and token.text[0].isalnum() and capitals >= 2 and capitals * 2 > len(letters)


def _spelt_out(doc: Doc, end: int, short: str) -> Span | None:
    """Return the words before `end` whose initials make the abbreviation, the fewest that do."""
    letters = [c for c in folded(short) if c.isalpha()]
    floor = max(doc[end - 1].sent.start, end - 2 * len(letters) - 4)
    for start in range(end - 1, floor - 1, -1):
        first = doc[start]
        if not first.text[:1].isupper() or first.is_space:
            if first.is_punct and first.text not in {"-", "'", "’"}:
                return None
            continue
        if folded(first.text)[:1] == letters[0] and _initials_hold(doc[start:end], letters):
            return doc[start:end]
    return None


def _initials_hold(span: Span, letters: list[str]) -> bool:
    """Tell whether the letters come in order out of the words, each content word giving its first."""
    words = [folded(token.text) for token in span if token.text not in {"-", "'", "’"}]
    content = [word for word in words if word and word not in SMALL]
    if len(content) > len(letters) or len(span) < 2 or not _is_capitalised(span):
        return False
    left = list(letters)
    for word in words:
        if not left or not word:
            continue
        if word[0] == left[0]:
            rest = iter(word[1:])
            left.pop(0)
            while left and len(left) > len(content) and any(c == left[0] for c in rest):
                left.pop(0)
        elif word not in SMALL:
            return False
    return len(left) <= len(letters) // 3


def _is_capitalised(span: Span) -> bool:
    words = [token for token in span if token.text[0].isalpha() and token.lower_ not in SMALL]
    return all(token.text[0].isupper() for token in words)

"""Quotations and their speakers: the cue beside a quotation, and the same speaker carried on where none stands."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ingest.cues import Cue, cue_span, is_verb
from ingest.document import ActorKind, EntityType, Stance
from ingest.mentions import entity_at, entity_by_id, mention_at
from ingest.quotations import Quotation
from ingest.sources import SUBJECTS, noun_phrase, trimmed
from ingest.stances import CARRIERS, nouns

#: Words from which on a quotation is speech even where no sentence of its own.
SPEECH = 5
LONGEST_HEADLINE = 25
#: Nouns for what one side tells.
ACCOUNTS = frozenset({"version", "account", "side", "toll", "story"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: Marks before the items of a list.
BULLETS = frozenset({"-", "*", "•", "–", "—"})


def attach(doc: Doc, quotes: list[Quotation], found: list[Cue]) -> list[Cue]:
    """Return the cues with the quotations that are theirs, and new ones for quotations beside other words."""
    held = list(found)
    last: tuple[Cue, Quotation] | None = None
    for quote in quotes:
        cue = _within(quote, held) or _beside(doc, quote, held) or _named_before(doc, quote)
        if cue is None and last is not None and _carries_on(doc, last[1], quote):
            cue = last[0]
        if cue is None:
            cue = _told_before(doc, quote, held)
        if cue is None:
            continue
        if not any(cue is other for other in held):
            held.append(cue)
        if _is_speech(doc, quote):
            last = (cue, quote)
        cue.quoted = True
        cue.content = merged([*cue.content, (quote.start, quote.end)])
    return held


def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, overlapping and touching ones joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _is_speech(doc: Doc, quote: Quotation) -> bool:
    return _is_long(doc, quote) or doc[quote.end - 2].text[-1] in ".!?,"


def _is_long(doc: Doc, quote: Quotation) -> bool:
    return sum(token.is_alpha for token in doc[quote.start : quote.end]) >= SPEECH


def _within(quote: Quotation, found: list[Cue]) -> Cue | None:
    """Return the cue whose content shares words with the quotation and which doesn't stand in it."""
    near = [
        (min(e - s for s, e in cue.content if s < quote.end and quote.start < e), -cue.span[0], cue)
        for cue in found
        if not quote.start <= cue.head.i < quote.end and any(s < quote.end and quote.start < e for s, e in cue.content)
    ]
    return min(near, key=lambda n: n[:2])[2] if near else None


def _beside(doc: Doc, quote: Quotation, found: list[Cue]) -> Cue | None:
    """Return the cue that stands directly after the quotation, else directly before it."""
    after = _after(doc, quote.end) if doc[quote.end - 2].text[-1:] not in {".", "…"} else None
    if after is not None and _is_speech(doc, quote):
        known = [cue for cue in found if cue.head.i == after.i]
        return known[0] if known else _new(after)
    place = quote.start - 1
    while place > 0 and (
        (doc[place].is_space and "\n\n" not in doc[place].text) or doc[place].text in {",", ":", "that"}
    ):
        place -= 1
    near = [
        c for c in found if not c.content and c.head.i <= place and doc[c.head.i].sent.start == doc[place].sent.start
    ]
    if near and doc[quote.start - 1].text in {",", ":", "that", near[-1].head.text}:
        return near[-1]
    if near and place - near[-1].head.i <= 8 and _is_long(doc, quote) and doc[place].text[-1] != ".":
        return near[-1]
    return None


def _after(doc: Doc, place: int) -> Token | None:
    """Return the verb of "X said" or "said X" that begins at the place."""
    limit = min(len(doc), place + 12)
    for token in doc[place:limit]:
        if "\n" in token.text or token.text in {".", ";", "“", '"', "?", "!"}:
            return None
        if is_verb(token):
            subjects = [c for c in token.children if c.dep_ in SUBJECTS]
            if subjects and min(subjects[0].left_edge.i, token.i) <= place + 2:
                return token
    return None


def _new(verb: Token) -> Cue:
    subject = next(c for c in verb.children if c.dep_ in SUBJECTS)
    cue = Cue(verb, cue_span(verb), verb.lemma_.lower(), Stance.CLAIMED)
    cue.source, cue.source_span = subject, noun_phrase(subject, verb)
    return cue


def _named_before(doc: Doc, quote: Quotation) -> Cue | None:
    """Return a cue made of "Name, role: '…'" where that is the whole of the paragraph before the quotation."""
    colon = quote.start - 1
    while colon > 0 and doc[colon].is_space:
        colon -= 1
    if colon < 1 or doc[colon].text != ":" or not _is_speech(doc, quote):
        return None
    start = colon
    while start > 0 and "\n" not in doc[start - 1].text and not _closes(doc, start - 1):
        start -= 1
    words = [token for token in doc[start:colon] if not token.is_space]
    if not 1 <= len(words) <= 15 or any(token.tag_ in {"VBD", "VBZ", "VBP", "MD"} for token in words):
        return None
    root = _name(doc, words)
    cue = Cue(doc[colon], (colon, colon + 1), ":", Stance.CLAIMED)
    cue.source, cue.source_span = root, (start, colon)
    return cue


def _closes(doc: Doc, token: int) -> bool:
    """Tell whether a sentence ends with the token."""
    return doc[token].text[-1] in '.!?”"' and doc[token + 1].is_sent_start is True


def statements(doc: Doc) -> Iterator[Cue]:
    """Yield the cues of sentences such as "The army, in a statement: our aircraft struck": to the paragraph's end."""
    for colon in doc:
        if colon.text != ":" or colon.i + 2 >= len(doc) or doc[colon.i + 1].is_quote or "\n" in doc[colon.i + 1].text:
            continue
        start = colon.i
        while start > 0 and "\n" not in doc[start - 1].text and not _closes(doc, start - 1) and colon.i - start < 16:
            start -= 1
        words = [token for token in doc[start : colon.i] if not token.is_space]
        head = next((t for t in words if _acts(doc, t)), None)
        if head is None or colon.i - start > 15 or any(t.tag_ in FINITE or t.pos_ == "VERB" for t in words):
            continue
        opening = start == 0 or "\n" in doc[start - 1].text
        end = next((t.i for t in doc[colon.i :] if "\n" in t.text), len(doc))
        if not opening or any(t.text == ":" for t in doc[colon.i + 1 : end]):
            end = max(colon.sent.end, colon.i + 1)
        if end - colon.i > 3 and (not opening or doc[end - 1].text in {".", "”", '"', "!"}) and _is_owner(words, head):
            cue = Cue(colon, (colon.i, colon.i + 1), ":", Stance.CLAIMED)
            cue.source, cue.source_span, cue.content = head, (start, colon.i), [trimmed(doc, colon.i + 1, end)]
            yield cue


def _acts(doc: Doc, noun: Token) -> bool:
    mention = mention_at(doc, noun)
    known = mention is not None and mention.root == noun.i
    return known and mention is not None and entity_by_id(doc, mention.entity).type is EntityType.ACTOR


def _is_owner(words: list[Token], head: Token) -> bool:
    """Tell whether a line names a speaker: its own noun phrase, or whose version, account or statement follows."""
    owned = next((t for t in words if t.i > head.i and t.pos_ == "NOUN" and t.dep_ != "compound"), None)
    if any(c.dep_ == "case" and c.tag_ == "POS" for c in head.children):
        return owned is None or owned.lemma_.lower() in CARRIERS | nouns().keys() | ACCOUNTS
    return not any(t.tag_ == "IN" and t.i < head.i for t in words)


def _told_before(doc: Doc, quote: Quotation, found: list[Cue]) -> Cue | None:
    """Return a cue for a quotation of full sentences that follows somebody's words, or tells of whom it is by.

    'The siege was over, the mayor said. "Four guards were hurt."', 'Hawa Diallo lost her husband. "They came at dawn."'
    """
    previous = quote.start - 1
    while previous >= 0 and doc[previous].is_space:
        previous -= 1
    gap = doc[previous + 1 : quote.start].text
    if previous < 0 or doc[previous].text[-1] not in ".!?" or gap.count("\n\n") > 1 or not _stands_alone(doc, quote):
        return None
    sentence = doc[previous].sent
    told = [
        cue for cue in found if sentence.start <= cue.head.i <= previous and not cue.passive and cue.source is not None
    ]
    cue = Cue(doc[quote.start], (quote.start, quote.start + 1), "say", Stance.CLAIMED)
    if outer := [one for one in told if not any(one is not o and _holds(o, one.head.i) for o in told)]:
        cue.source, cue.source_span = outer[-1].source, outer[-1].source_span
        return cue
    subject = next((c for c in sentence.root.children if c.dep_ == "nsubj"), None)
    if subject is None or "\n" in gap or not _is_person(doc, subject):
        return None
    cue.source, cue.source_span = subject, noun_phrase(subject, sentence.root)
    return cue


def _holds(cue: Cue, token: int) -> bool:
    return any(start <= token < end for start, end in cue.content)


def _stands_alone(doc: Doc, quote: Quotation) -> bool:
    """Tell whether the quotation is sentences of its own, with nothing after it in the last one."""
    after = quote.end
    ends = doc[quote.end - 2].text[-1] in ".!?" or (after < len(doc) and doc[after].text == ".")
    words = sum(token.is_alpha or token.like_num for token in doc[quote.start : quote.end])
    return words >= SPEECH and ends and doc[quote.start + 1].text[:1].isupper()


def _is_person(doc: Doc, noun: Token) -> bool:
    entity = entity_at(doc, noun)
    return entity is not None and entity.kind in {ActorKind.PERSON, ActorKind.UNNAMED_SOURCE} and noun.tag_ != "NNS"


def _name(doc: Doc, words: list[Token]) -> Token:
    """Return the head of the actor that the line begins with, else the last word of the name before role and place."""
    aside = False
    for token in words:
        aside = token.text == "(" or (aside and token.text != ")")
        mention = None if aside else mention_at(doc, token)
        if mention is not None and entity_by_id(doc, mention.entity).type is EntityType.ACTOR:
            return doc[mention.root]
    comma = next((n for n, token in enumerate(words) if token.text == "," and n > 0), len(words))
    names = [token for token in words[:comma] if token.pos_ == "PROPN" and not token.text.endswith(".")]
    return names[-1] if names else words[max(comma - 1, 0)]


def _carries_on(doc: Doc, before: Quotation, quote: Quotation) -> bool:
    """Tell whether the quotation goes on from the last one: full sentences that begin where sentences begin."""
    gap = doc[before.end : quote.start]
    if not _is_speech(doc, quote) or gap.text.count("\n\n") > 1:
        return False
    if "\n" in gap.text and quote.end < len(doc) and "\n" not in doc[quote.end].text:
        return False
    previous = next((t for t in reversed(list(doc[: quote.start])) if not t.is_space), None)
    if previous is None or not (previous.text[-1] in ".!?”\"'’" or "\n" in doc[quote.start - 1].text):
        return False
    starts_new = not gap.text.strip() or gap.text.strip()[-1] in ".!?:"
    return starts_new and len(gap) <= 25


def headlines(doc: Doc) -> Iterator[Cue]:
    """Yield the cues of lines such as "Army: five killed" and "Five killed: army", where the short side is an actor."""
    for edge, end in _lines(doc):
        start = edge + (doc[edge].text in BULLETS)
        colons = [token.i for token in doc[start:end] if token.text == ":"]
        if len(colons) != 1 or end - start > LONGEST_HEADLINE or doc[end - 1].text in {".", "”", '"', "'", "’"}:
            continue
        colon = colons[0]
        for (first, last), said in (((start, colon), (colon + 1, end)), ((colon + 1, end), (start, colon))):
            if 0 < last - first <= 5 and said[1] - said[0] > 2 and _is_speaker(doc, first, last):
                cue = Cue(doc[colon], (colon, colon + 1), ":", Stance.CLAIMED)
                cue.source, cue.source_span, cue.content = doc[first:last].root, (first, last), [said]
                yield cue
                break


def _is_speaker(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the words are an actor's name or role and nothing else."""
    mention = mention_at(doc, doc[start:end].root)
    if mention is None or entity_by_id(doc, mention.entity).type is not EntityType.ACTOR:
        return False
    return not any(token.pos_ in {"VERB", "AUX", "NUM"} for token in doc[start:end])


def _lines(doc: Doc) -> Iterator[tuple[int, int]]:
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if start < token.i:
                yield start, token.i
            start = token.i + 1
    if start < len(doc):
        yield start, len(doc)

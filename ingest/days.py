"""When: which date of a sentence holds for a word that tells of an event."""

from spacy.tokens import Doc, Token

from ingest.dates import DateMention, DateRole
from ingest.ground import (
    RELATIVE,
    attached,
    divided,
    is_barrier,
    is_cue,
    is_measured_from,
    is_of_other_time,
    is_outside,
    points_back,
    speaking,
    stands_before,
)
from ingest.syntax import children, clause_of

#: Dates that say when it happened, not by when it was known or after what it came.
WHEN = frozenset({DateRole.AT, DateRole.OVER, DateRole.SINCE})
#: Verbs whose date is when what they have for an object ended.
ENDING = frozenset({"end", "lift", "break", "conclude", "finish", "quell"})
#: Verbs of what convoys, buses and boats do as they are attacked.
UNDER_WAY = frozenset(
    {"carry", "transport", "travel", "take", "bring", "head", "drive", "escort", "return", "sail", "fly"}
)
#: Words at most between a word for an event and the date that follows it.
PHRASE = 14
#: Words before a date that opens a sentence: "Late on", "On the night of".
OPENING = 4


def date_of(token: Token) -> DateMention | None:
    """Return the date that the trigger's words give, the nearest where there are several.

    A date that hangs elsewhere in the sentence holds too, where it is the only one and not the day of speaking.
    """
    sentence, clause = token.sent, clause_of(token)
    told: list[DateMention] = [date for date in token.doc._.dates if sentence.start <= date.start < sentence.end]
    for date in told:
        if date.role in WHEN and (_adjoins(token, date) or _holds_when(token, date, told) or _counts_to(token, date)):
            return date if date.earliest is not None else None
    told = [date for date in told if not _counts(date, token.doc)]
    said_by = speaking(token.doc)
    dates = [
        date
        for date in told
        if date.earliest is not None
        and date.role in WHEN
        and date.start not in said_by
        and not (date.start > sentence.start and token.doc[date.start - 1].lower_ == "dated")
        and not _is_beyond(token, date)
        and not _is_of_answer(token, date)
        and not _is_cut_off(token, date, told)
    ]
    for date in dates:
        if date.start <= clause.head.i < date.end and clause.i != clause.head.i:
            return date
    near = [date for date in dates if _is_told_with(token, date)]
    if not near:
        near = [date for date in dates if _opens(date, token)]
    if not near and len(dates) == 1 and _holds_for_all(dates[0], token):
        return dates[0]
    return min(near, key=lambda date: _nearness(token, date), default=None)


def _nearness(token: Token, date: DateMention) -> tuple[bool, bool, int, int]:
    """Return how near the date stands, those of the trigger's own words first."""
    root = token.doc[date.start : date.end].root
    return _is_aside(token, date), not token.is_ancestor(root), abs(date.start - token.i), date.start


def _is_cut_off(token: Token, date: DateMention, told: list[DateMention]) -> bool:
    """Tell whether what divides the sentence stands between: a semicolon, or the quotation that tells of the trigger.

    A date before a semicolon holds for what follows too, where that has none of its own.
    """
    doc = token.doc
    if is_outside(date.start, token):
        return True
    if token.i < date.start:
        return divided(token.i, date.start, doc) or (_ends(token) and not _qualifies(token, date))
    return divided(date.end, token.i, doc) and any(
        other.start > date.start and not divided(other.start, token.i, doc) for other in told
    )


def _ends(token: Token) -> bool:
    """Tell whether the words say that the event came to its end: "ended the siege on Sunday"."""
    return token.dep_ in {"obj", "nsubj:pass"} and token.head.lemma_.lower() in ENDING


def _qualifies(token: Token, date: DateMention) -> bool:
    """Tell whether the date stands in a clause that says which event it is: "the siege that began on Saturday"."""
    return any(clause.is_ancestor(token.doc[date.start]) for clause in children(token, "acl:relcl", "acl"))


def _counts(date: DateMention, doc: Doc) -> bool:
    """Tell whether the words give a day by how far it lies from what is told after them: "three weeks after"."""
    return doc[date.end - 1].lower_ in {"after", "before"} and date.end < len(doc) and date.end - date.start > 1


def _counts_to(token: Token, date: DateMention) -> bool:
    """Tell whether it is to the trigger that the words count: "three weeks after the attack"."""
    between = token.doc[date.end : token.i]
    if date.end > token.i or not _counts(date, token.doc) or token.sent.start > date.start:
        return False
    return not any(word.is_punct or word.lower_ in RELATIVE for word in between)


def _holds_when(token: Token, date: DateMention, told: list[DateMention]) -> bool:
    """Tell whether the clause after the date tells what happened then: "on September 24, when gunmen attacked"."""
    doc, place = token.doc, date.end
    if place < token.i and doc[place].text == ",":
        place += 1
    if place >= token.i or doc[place].lower_ != "when":
        return False
    return not any(date.start < other.start < token.i for other in told)


def _is_aside(token: Token, date: DateMention) -> bool:
    """Tell whether the date is told by the way, of somebody or since when: "the group, founded in 2007, killed"."""
    clause = clause_of(token.doc[date.start : date.end].root)
    own = clause.i == token.i or clause.head.i == token.i or clause.is_ancestor(token)
    since = date.start > 0 and token.doc[date.start - 1].lower_ == "since"
    return since or (clause.dep_ == "acl" and not own)


def _is_told_with(token: Token, date: DateMention) -> bool:
    """Tell whether the date hangs where it holds for the trigger: not on the words by which somebody speaks of it."""
    root = token.doc[date.start : date.end].root
    if token.is_ancestor(root):
        return attached(token, root)
    if _ends(token):
        return False
    return attached(token, root) and not (points_back(token) and is_cue(clause_of(root)))


def _adjoins(token: Token, date: DateMention) -> bool:
    """Tell whether the date follows the event's words with no verb or comma between, wherever the parse hangs it."""
    doc = token.doc
    between = doc[token.i + 1 : date.start]
    if token.pos_ not in {"NOUN", "VERB"} or not 0 < len(between) <= PHRASE or _ends(token):
        return False
    if len(between) == 1 and points_back(token) and is_cue(token.head):
        return False
    if any(word.pos_ in {"VERB", "AUX", "PUNCT", "CCONJ", "SCONJ"} or word.lower_ in RELATIVE for word in between):
        return False
    return token.pos_ == "NOUN" or not _tells_which(doc, date)


def _tells_which(doc: Doc, date: DateMention) -> bool:
    """Tell whether the date says which thing a noun after it means: "the 2019 attack", "Monday's raid"."""
    after = doc[date.end] if date.end < len(doc) else None
    if after is None:
        return False
    return after.lower_ in {"'s", "’s", "'", "’"} or (
        after.pos_ in {"NOUN", "PROPN", "ADJ"}
        and not after.is_punct
        and doc[date.start : date.end].root.head.i >= after.i
    )


def is_sometime(token: Token) -> bool:
    """Tell whether the words say that it happened at a time that cannot be told: "in the following days"."""
    sentence = token.sent
    vague = (d for d in token.doc._.dates if sentence.start <= d.start < sentence.end and d.earliest is None)
    return any(date.role is DateRole.OVER and token.is_ancestor(token.doc[date.end - 1]) for date in vague)


def _is_beyond(token: Token, date: DateMention) -> bool:
    """Tell whether the trigger stands in a clause of another time than the date: "two weeks after they were seized"."""
    if date.start < token.i and is_measured_from(token):
        return True
    around = [node for node in (token, *token.ancestors) if is_of_other_time(node)]
    return any(not clause.left_edge.i <= date.start <= clause.right_edge.i for clause in around)


def _is_of_answer(token: Token, date: DateMention) -> bool:
    """Tell whether it is the day on which somebody took up an event spoken of: "claimed that attack the next day"."""
    if not (date.relative and date.start > token.i and points_back(token) and is_cue(token.head)):
        return False
    return token.doc[date.end - 1].lower_ == "later" or token.doc[date.start + 1].lower_ in {"next", "following"}


def _opens(date: DateMention, token: Token) -> bool:
    """Tell whether the date opens the trigger's sentence, and so holds for all of it, wherever the parse hangs it."""
    sentence = token.sent
    root = sentence.root
    if date.role is not DateRole.AT or date.start - sentence.start > OPENING:
        return False
    return not is_cue(root) or token.i < root.i


def _holds_for_all(date: DateMention, token: Token) -> bool:
    """Tell whether the sentence's one date holds for a word in another clause: no aside's, not the day of speaking."""
    clause = clause_of(token.doc[date.start : date.end].root)
    if is_cue(clause) and not _is_said(date, token):
        return False
    date_root = token.doc[date.start : date.end].root
    apart = clause.i != token.i and not clause.is_ancestor(token) and not stands_before(date_root, clause)
    if clause.dep_.startswith("acl") and apart:
        return date.role is DateRole.AT and _is_under_way(clause)
    return date.role is DateRole.AT and (clause.dep_ in {"ccomp", "conj"} or not is_barrier(clause))


def _is_under_way(clause: Token) -> bool:
    """Tell whether the clause says what something was doing as it happened: "hit a bus that was carrying workers"."""
    if clause.tag_ == "VBG" and children(clause, "aux"):
        return any(aux.lower_ in {"was", "were"} for aux in children(clause, "aux"))
    return clause.tag_ == "VBD" and clause.lemma_.lower() in UNDER_WAY


def _is_said(date: DateMention, token: Token) -> bool:
    """Tell whether the date is a part of what somebody says of the trigger."""
    contents = [span for a in token.doc._.attributions for span in a.content]
    return any(start <= date.start < end and start <= token.i < end for start, end in contents)
